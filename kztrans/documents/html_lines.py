"""The lines of text in an HTML page: where they are, and what codes stand in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kztrans.documents.building import Builder
from kztrans.documents.html_elements import BLOCKS, EMBEDDED, FORMATTING, NAMES, UNTOUCHED, is_read
from kztrans.documents.markup import VOID, Attribute, Token, attributes, matches, tokens
from kztrans.formats.character_references import unescape
from kztrans.model import Block, Code

__all__ = ["Line", "Page"]

NEAR = 200
"""Code points beside a tag in which a line begins or ends."""
SHOWN = 60
"""Code points of an element that a note shows."""

_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[ivx]{1,5}|\*{1,3}|[†‡§])[\])]?")
_WHITE = " \t\n\r\f"
_SPACE = re.compile(f"[{_WHITE}]+")
_LINE_BEFORE, _LINE_AFTER = re.compile(r"(?:\A|[\r\n])[ \t]*\Z"), re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_NOT_LETTERS = re.compile(r"[^A-Za-z]+")
_ODD = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A block and its place in the page: characters, tokens, and the attribute that it is the value of."""

    block: Block
    start: int
    end: int
    first: int
    last: int
    attribute: Attribute | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """What stands in a line: text, an end of an inline element, or what is one code. Tokens from first to last.

    ``kept`` is what is left as it is with all that is in it; ``break`` ends the line.
    """

    kind: Literal["text", "start", "end", "alone", "kept", "break"]
    first: int
    last: int
    partner: int = -1
    """The first token of the other end of a pair that is whole in this line."""


class Page:
    """A page, taken apart."""

    def __init__(self, text: str, own_lines: bool = False) -> None:
        """``own_lines``: does a tag that stands on a line of its own end a line of text, whatever it is?"""
        self.text = text
        self._own_lines = own_lines
        self.tokens = tokens(text)
        self._matches = matches(self.tokens)
        self._line_starts = [match.end() for match in re.finditer(r"\r\n?|\n", text)]
        self.lines = list(self._lines())

    def attributes(self, number: int) -> list[Attribute]:
        """The attributes of a token; none where it is no start tag."""
        token = self.tokens[number]
        return attributes(self.text, token) if token.kind == "start" else []

    def _lines(self) -> Iterator[Line]:
        run: list[_Item] = []
        for item in self._items():
            if item.kind != "break":
                run.append(item)
                continue
            yield from self._run(run)
            run = []
            yield from self._attributes_of(item)
        yield from self._run(run)

    def _items(self) -> Iterator[_Item]:
        number = 0
        while number < len(self.tokens):
            token, last = self.tokens[number], number
            kind = self._kind(token)
            if self._is_untouched(number) or self._is_note(number):
                last = self._matches.get(number, number)
                kind = "break" if token.name in BLOCKS else "kept"
            yield _Item(kind, number, last)
            number = last + 1

    def _kind(self, token: Token) -> Literal["text", "start", "end", "alone", "kept", "break"]:
        if token.kind == "text":
            return "text"
        if token.kind in ("raw", "other"):
            return "kept"
        if token.name in BLOCKS or (self._own_lines and self._is_line(token)):
            return "break"
        if token.kind == "end":
            return "end"
        return "alone" if token.name in VOID or token.closed else "start"

    def _is_line(self, token: Token) -> bool:
        """Does a token stand on a line of its own?"""
        return _LINE_BEFORE.search(self.text[max(0, token.start - NEAR) : token.start]) is not None and (
            _LINE_AFTER.match(self.text[token.end : token.end + NEAR]) is not None
        )

    def _is_untouched(self, number: int) -> bool:
        return (self.tokens[number].kind == "start" and self.tokens[number].name in UNTOUCHED) or self._is_barred(
            number
        )

    def _is_barred(self, number: int) -> bool:
        """Does an element say that it is not to be translated?"""
        token = self.tokens[number]
        if token.kind != "start" or token.name in ("html", "body"):
            return False  # a whole page has translate="no" to keep browsers from offering a translation
        said = {a.name: a.value for a in self.attributes(number)}
        return said.get("translate", "").lower() == "no" or "notranslate" in said.get("class", "").split()

    def _is_note(self, number: int) -> bool:
        """Is an element the mark of a note: a link within the page that says no more than a number or an asterisk?"""
        token, end = self.tokens[number], self._matches.get(number, -1)
        if token.name != "a" or not number < end < number + 12:
            return False
        inside = (self._words(_Item("text", n, n)) for n in range(number, end) if self.tokens[n].kind == "text")
        here = any(a.name == "href" and "#" in a.value for a in self.attributes(number))
        return here and _NOTE.fullmatch("".join(inside).strip()) is not None

    # --- a run of text between two blocks -------------------------------------------------------------------------

    def _run(self, items: list[_Item]) -> Iterator[Line]:
        for part in self._parts(items):
            inside = self._trimmed(self._without_hollow(_paired(part, self.tokens)))
            if inside:
                yield self._line(inside)
            for item in part:
                yield from self._attributes_of(item)

    def _parts(self, items: list[_Item]) -> Iterator[list[_Item]]:
        """A run, parted where two line breaks follow each other outside of inline elements: a paragraph by looks."""
        part: list[_Item] = []
        depth, breaks = 0, 0
        for item in items:
            part.append(item)
            depth += {"start": 1, "end": -1}.get(item.kind, 0)
            if self.tokens[item.first].name == "br":
                breaks += 1
            elif not self._is_space(item):
                breaks = 0
            if breaks == 2 and depth <= 0:
                yield part
                part, breaks = [], 0
        yield part

    def _without_hollow(self, items: list[_Item]) -> list[_Item]:
        """Pairs without a word in them are one code."""
        found: list[_Item] = []
        wordless: dict[int, int] = {}
        for item in items:
            if item.kind == "end" and item.partner in wordless:
                del found[wordless[item.partner] :]
                found.append(_Item("alone", item.partner, item.last))
                continue
            if item.kind == "start" and item.partner >= 0:
                wordless[item.first] = len(found)
            elif item.kind == "text" and not self._is_space(item):
                wordless.clear()
            found.append(item)
        return found

    def _trimmed(self, items: list[_Item]) -> list[_Item]:
        """A run without what stands before and after its words; nothing where it has none."""
        inside = [n for n, item in enumerate(items) if self._is_content(item)]
        return items[inside[0] : inside[-1] + 1] if any(self._is_words(item) for item in items) else []

    def _is_words(self, item: _Item) -> bool:
        return item.kind == "text" and not self._is_space(item)

    def _is_content(self, item: _Item) -> bool:
        return self._is_words(item) or (item.kind in ("start", "end") and item.partner >= 0)

    def _is_space(self, item: _Item) -> bool:
        return item.kind == "text" and not self._words(item).strip()

    def _words(self, item: _Item) -> str:
        token = self.tokens[item.first]
        return _ODD.sub("\ufffd", unescape(self.text[token.start : token.end]))

    def _line(self, items: Sequence[_Item]) -> Line:
        builder = Builder()
        gap, blank = "", True
        for item in items:
            if item.kind == "text":
                words = self._words(item)
                lead = words[: len(words) - len(words.lstrip(_WHITE))]
                gap = gap or ("" if blank else _folded(lead))
                if words.strip(_WHITE):
                    builder.words(gap + _SPACE.sub(lambda space: _folded(space[0]), words.strip(_WHITE)))
                    gap, blank = _folded(words[len(words.rstrip(_WHITE)) :]), False
                continue
            if item.kind == "end" and item.partner >= 0:
                builder.close()
                continue
            is_break = self.tokens[item.first].name == "br"
            builder.words("" if is_break else gap)
            gap, blank = "", is_break or blank or bool(gap)
            code = self._code(item)
            if item.partner >= 0:
                builder.open(code)
            else:
                builder.alone(code)
                blank = is_break
        start, end = self._span(items)
        return Line(builder.block(self._place(start)), start, end, items[0].first, items[-1].last)

    def _span(self, items: Sequence[_Item]) -> tuple[int, int]:
        """The characters of a run, without the white space at its ends."""
        start, end = self.tokens[items[0].first].start, self.tokens[items[-1].last].end
        inside = self.text[start:end]
        if items[0].kind == "text":
            start += len(inside) - len(inside.lstrip(_WHITE))
        if items[-1].kind == "text":
            end -= len(inside) - len(inside.rstrip(_WHITE))
        return start, end

    def _place(self, start: int) -> int:
        return bisect_right(self._line_starts, start) + 1

    def _code(self, item: _Item) -> Code:
        token = self.tokens[item.first]
        name = NAMES.get(token.name, _NOT_LETTERS.sub("", token.name)[:12] or "x")
        if item.kind != "start" and any(self._is_note(number) for number in range(item.first, item.last + 1)):
            name = "note"
        last = item.partner if item.partner >= 0 else item.last
        return Code(
            name,
            "pair" if item.partner >= 0 else "alone",
            self._shown(token, item),
            self.raw(item.first, item.last),
            self.raw(last, last) if item.partner >= 0 else "",
            optional=token.name in FORMATTING and (item.partner >= 0 or token.name in VOID),
            id=f"{item.first}-{last}",
        )

    def raw(self, first: int, last: int) -> str:
        """Tokens as they are written."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def _shown(self, token: Token, item: _Item) -> str:
        """What a note says of a code; nothing where its name says it."""
        said = {a.name: a.value for a in self.attributes(item.first)}
        raw = " ".join(self.raw(item.first, item.last).split())
        if token.name == "a" and said.get("href"):
            return f"link to {said['href']}"
        if token.name == "img" and said.get("src"):
            return f"picture {said['src']}"
        if token.kind == "start" and (said or item.first < item.last) and (item.partner >= 0 or token.name not in VOID):
            return raw if len(raw) <= SHOWN else f"{raw[: SHOWN - 2]} …"
        return raw[:SHOWN] if item.partner < 0 and token.name not in VOID else ""

    # --- attributes -----------------------------------------------------------------------------------------------

    def _attributes_of(self, item: _Item) -> Iterator[Line]:
        """What people read of the attributes of an element; of a film, also the names of its tracks."""
        if self._is_barred(item.first):
            return
        if not self._is_untouched(item.first):
            yield from self._attributes(item.first)
        elif self.tokens[item.first].name in EMBEDDED:
            for number in range(item.first, item.last + 1):
                if self.tokens[number].name in EMBEDDED and not self._is_barred(number):
                    yield from self._attributes(number)

    def _attributes(self, number: int) -> Iterator[Line]:
        token, said = self.tokens[number], self.attributes(number)
        values = {a.name: a.value for a in said}
        for attribute in said:
            if attribute.start < 0 or not attribute.value.strip() or not is_read(token, attribute.name, values):
                continue
            builder = Builder()
            builder.words(
                _SPACE.sub(lambda space: _folded(space[0]), _ODD.sub("\ufffd", attribute.value.strip(_WHITE)))
            )
            block = builder.block(self._place(attribute.start))
            yield Line(block, attribute.start, attribute.end, number, number, attribute)


def _paired(items: Sequence[_Item], found: Sequence[Token]) -> list[_Item]:
    """The items, those with their partners that are a pair in this run; pairs do not cross."""
    paired = list(items)
    stack: list[int] = []
    for n, item in enumerate(items):
        name = found[item.first].name
        if item.kind == "start":
            stack.append(n)
        elif item.kind == "end":
            depth = next((d for d in range(len(stack) - 1, -1, -1) if found[items[stack[d]].first].name == name), -1)
            if depth >= 0:
                start = stack[depth]
                paired[start] = replace(items[start], partner=item.first)
                paired[n] = replace(item, partner=items[start].first)
                del stack[depth:]
    return paired


def _folded(space: str) -> str:
    """White space as it counts: a line break, a space, or nothing."""
    return "\n" if "\n" in space or "\r" in space else " " if space else ""
