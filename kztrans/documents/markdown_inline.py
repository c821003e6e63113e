"""The inside of a Markdown paragraph: words, and what stands for formatting, links, pictures and code.

markdown-it-py says what is what; which characters each of its tokens stands for is noted while it reads (``_Placed``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kztrans.documents.building import Builder
from kztrans.documents.html_elements import FORMATTING, NAMES, UNTOUCHED
from kztrans.documents.markup import VOID
from kztrans.model import Block, Code

__all__ = ["Piece", "Pieces", "block_of", "parser", "pieces"]

_OWN = {
    "note": re.compile(r"\[\^[^\]\s]{1,80}\]:?"),
    "shortcode": re.compile(r"\{\{[<%].*?[>%]\}\}", re.DOTALL),
    "x": re.compile(r"""</?[A-Za-z][\w.]*(?:\s+[\w:-]+(?:=(?:\{[^{}]*\}|"[^"]*"|'[^']*'))?)*\s*/?>|</>|<>"""),
    "math": re.compile(r"""(?<![\w$\\])\$(?=\S)(?=[^$\n]*?[\\^_={}]|\w{1,2}\$)(?:[^$\n\\]|\\.)+(?<!\s)\$(?![\w$])"""),
    "attr": re.compile(r"\{[#.:][^{}\n]{1,200}\}"),
}
"""What CommonMark does not know: footnotes' marks, Hugo's shortcodes, MDX's tags, formulas, attributes of a heading."""
_EXPRESSION = re.compile(r"\{\s*/\*.*?\*/\s*\}|\{(?![^{}\n]*\w[ \t]+\w)[^{}\n]{1,200}\}", re.DOTALL)
"""A comment or an expression of MDX; what has two words in a row is none."""
_NAMED = re.compile(r"""(?<=\s)(?:alt|caption|description|label|placeholder|title)=("(?:[^"\\]|\\.)+")""")
"""What people read in a shortcode."""
_EMPHASIS = {"em": "i", "strong": "b", "s": "s"}
_TAG = re.compile(r"<(/?)([A-Za-z][\w.-]*)")
_TITLE = re.compile(r"""\s("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))\s*\)$""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a code or an end of one: ``content[start:end]``."""

    kind: Literal["words", "open", "close", "alone"]
    start: int
    end: int
    words: str = ""
    name: str = ""
    key: str = ""
    """What the two ends of a pair have in common."""
    data: str = ""
    shown: str = ""
    optional: bool = False
    partner: int = -1
    """The number of the other end, of a pair that is whole."""
    read: tuple[tuple[int, int], ...] = ()
    """What of it people read, besides: a picture's description, its title or a link's."""


class _Placed(StateInline):
    """markdown-it's state, which notes where its tokens stand."""

    places: list[tuple[Token, int | None]]

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """A token of the place that is being read."""
        token = super().push(ttype, tag, nesting)
        self.places.append((token, self.pos))
        return token

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        """A token of the text before the place that is being read."""
        token = super().pushPending()
        self.places.append((token, None))
        return token


def parser(expressions: bool = False) -> MarkdownIt:
    """CommonMark with tables, struck-out text, and what ``_OWN`` names; with MDX's expressions if asked for."""
    md = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    md.inline.ruler2.disable("fragments_join")
    for name, pattern in (_OWN | {"value": _EXPRESSION} if expressions else _OWN).items():
        md.inline.ruler.before("escape", f"kztrans_{name}", _rule(name, pattern))
    reference = next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == "reference")

    def but_notes(state: Any, start: int, end: int, silent: bool) -> bool:
        begins = state.bMarks[start] + state.tShift[start]
        return not state.src.startswith("[^", begins) and bool(reference(state, start, end, silent))

    md.block.ruler.at("reference", but_notes)
    return md


def _rule(name: str, pattern: re.Pattern[str]) -> Any:
    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] not in "[{<$":
            return False
        match = pattern.match(state.src, state.pos, state.posMax)
        if match is None:
            return False
        if not silent:
            state.push(f"own_{name}", "", 0).content = match[0]
        state.pos = match.end()
        return True

    return rule


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a paragraph's content, in order, and those from its first to its last word; none without a word.

    Pairs know each other; inside, wordless ones are one piece.
    """

    all: list[Piece]
    inside: list[Piece]


def pieces(content: str, md: MarkdownIt, env: Any) -> Pieces:
    """The pieces of a paragraph's content."""
    state = _Placed(content, md, env, [])
    state.places = []
    md.inline.tokenize(state)
    spans = _spans(content, state.places)
    for rule in md.inline.ruler2.getRules(""):
        rule(state)
    found: list[Piece] = []
    skip = 0
    for number, (token, _) in enumerate(state.places):
        if skip:
            skip -= 1
            continue
        start, end = spans[number]
        if token.type == "link_open" and token.markup == "autolink":
            end, skip = spans[number + 2][1], 2
        piece = _piece(token, content, start, end)
        found += [piece] if piece else []
    paired = _paired(found)
    return Pieces(paired, _inside(_whole(paired, content)))


def _spans(content: str, places: Sequence[tuple[Token, int | None]]) -> list[tuple[int, int]]:
    """Where tokens begin and end."""
    starts: list[int] = []
    before = -1
    for number, (token, pos) in enumerate(places):
        if pos is None:
            starts.append(-1)
            continue
        start = pos - 1 if token.type == "link_open" and token.markup != "autolink" else pos
        if start == before and places[number - 1][0].type == "text":  # marks in a row are read at once
            start = starts[-1] + len(places[number - 1][0].content)
        starts.append(start)
        before = pos
    after = len(content)
    ends = [0] * len(places)
    for number in range(len(places) - 1, -1, -1):
        ends[number] = after
        if starts[number] < 0:
            spaces = after - len(content[:after].rstrip(" ")) if after < len(content) else 0
            text = places[number][0].content
            starts[number] = after - len(text) - (spaces if not text.endswith(" ") else 0)
        after = starts[number]
    return list(zip(starts, ends, strict=True))


def _piece(token: Token, content: str, start: int, end: int) -> Piece | None:
    raw = content[start:end]
    kind = token.type.partition("_")[0]
    if token.type == "softbreak":
        return Piece("words", start, end, "\n")
    if kind == "text":
        return Piece("words", start, end, token.content) if token.content else None
    if kind in _EMPHASIS:
        side: Literal["open", "close"] = "open" if token.nesting > 0 else "close"
        size = len(token.markup)  # markdown-it keeps one token of the two that begin a strong text
        start, end = (end - size, end) if side == "open" else (start, start + size)
        return Piece(side, start, end, name=_EMPHASIS[kind], key=kind, data=token.markup, optional=True)
    if kind == "link":
        return _link(token, raw, start, end)
    if token.type in ("html_inline", "own_x"):
        return _tag(token.content, start, end)
    return _alone(token, raw, start, end)


def _alone(token: Token, raw: str, start: int, end: int) -> Piece:
    if token.type == "hardbreak":
        data = "\\\n" if raw.startswith("\\") else "  \n"
        return Piece("alone", start, end, name="br", data=data, optional=True)
    if token.type == "image":
        description = (start + 2, start + 2 + len(token.content))
        read = (*((description,) if token.content.strip() else ()), *_title(raw, start))
        return Piece("alone", start, end, name="img", data=raw, shown=f"picture {token.attrGet('src')}", read=read)
    if token.type == "own_shortcode":
        read = tuple((start + m.start(1), start + m.end(1)) for m in _NAMED.finditer(raw))
        return Piece("alone", start, end, name="shortcode", data=raw, shown=raw, read=read)
    name = token.type.removeprefix("own_") if token.type.startswith("own_") else "code"
    return Piece("alone", start, end, name=name, data=raw, shown=raw)


def _link(token: Token, raw: str, start: int, end: int) -> Piece:
    if token.markup == "autolink":
        return Piece("alone", start, end, name="a", data=raw, shown=f"link {raw}")
    if token.nesting < 0:
        return Piece("close", start, end, key="link", data=raw, read=_title(raw, start))
    where = token.attrGet("href")
    return Piece("open", start, end, name="a", key="link", data=raw, shown=f"link to {where}" if where else "")


def _title(raw: str, start: int) -> tuple[tuple[int, int], ...]:
    found = _TITLE.search(raw)
    return ((start + found.start(1), start + found.end(1)),) if found else ()


def _tag(raw: str, start: int, end: int) -> Piece:
    found = _TAG.match(raw)
    if found is None:
        return Piece("alone", start, end, name="x", data=raw, shown=raw)
    element = found[2].lower()
    name = NAMES.get(element, re.sub("[^A-Za-z]", "", element)[:12] or "x")
    optional, shown = element in FORMATTING, "" if re.fullmatch(r"</?\w+\s*/?>", raw) else raw
    if element in VOID or raw.endswith("/>"):
        return Piece("alone", start, end, name=name, data=raw, shown=shown, optional=optional)
    kind: Literal["open", "close"] = "close" if found[1] else "open"
    return Piece(kind, start, end, name=name, key=f"<{element}", data=raw, shown=shown, optional=optional)


def _paired(found: list[Piece]) -> list[Piece]:
    """Pieces whose ends know each other; an end without its other is a code alone."""
    paired = list(found)
    stack: list[int] = []
    for number, piece in enumerate(found):
        if piece.kind == "open":
            stack.append(number)
        elif piece.kind == "close":
            depth = next((d for d in range(len(stack) - 1, -1, -1) if found[stack[d]].key == piece.key), -1)
            if depth >= 0:
                paired[stack[depth]] = replace(found[stack[depth]], partner=number)
                paired[number] = replace(piece, partner=stack[depth])
                del stack[depth:]
    return [
        replace(p, kind="alone", name=p.name or "x", shown=p.shown or p.data, optional=False)
        if p.kind in ("open", "close") and p.partner < 0
        else p
        for p in paired
    ]


def _whole(found: list[Piece], content: str) -> list[Piece]:
    """The pieces, pairs without a word in them as one code, and those whose words are not for translators."""
    result: list[Piece] = []
    wordless: dict[int, int] = {}
    begun: dict[int, int] = {}
    for number, piece in enumerate(found):
        if piece.kind == "close" and (piece.partner in wordless or _is_untouched(found[piece.partner])):
            opening = found[piece.partner]
            del result[begun[piece.partner] :]
            data = content[opening.start : piece.end]
            result.append(Piece("alone", opening.start, piece.end, name=opening.name, data=data, shown=data[:60]))
            continue
        if piece.kind == "open":
            wordless[number] = begun[number] = len(result)
        elif piece.kind == "words" and piece.words.strip():
            wordless.clear()
        result.append(piece)
    return result


def _is_untouched(piece: Piece) -> bool:
    """Is it the beginning of an element of HTML that is left as it is, with all that is in it?"""
    return piece.key.removeprefix("<") in UNTOUCHED and piece.key.startswith("<")


def _inside(found: list[Piece]) -> list[Piece]:
    """The pieces from the first word to the last."""
    words = [n for n, p in enumerate(found) if p.kind == "words" and p.words.strip()]
    ends = [n for n, p in enumerate(found) if p.kind in ("open", "close")] + words
    if not words:
        return []
    inside = found[min(ends) : max(ends) + 1]
    first, last = inside[0], inside[-1]
    if first.kind == "words":
        bare = first.words.lstrip()
        inside[0] = replace(first, words=bare, start=first.start + len(first.words) - len(bare))
    if last.kind == "words":
        last = inside[-1]
        bare = last.words.rstrip()
        inside[-1] = replace(last, words=bare, end=last.end - len(last.words) + len(bare))
    return inside


def block_of(found: Sequence[Piece], content: str, place: int, at: Callable[[int], int] = int) -> Block:
    """The block that pieces make up. The ``id`` of a code tells where its ends stand; ``at`` says where in the file."""
    builder = Builder()
    closing: dict[int, Piece] = {}
    stack: list[int] = []
    for number, piece in enumerate(found):
        if piece.kind == "open":
            stack.append(number)
        elif piece.kind == "close":
            closing[stack.pop()] = piece
    for number, piece in enumerate(found):
        where = f"{at(piece.start)}-{at(piece.end)}"
        if piece.kind == "words":
            builder.words(piece.words)
        elif piece.kind == "close":
            builder.close()
        elif piece.kind == "alone":
            builder.alone(Code(piece.name, "alone", piece.shown, piece.data, "", piece.optional, where))
        else:
            other = closing[number]
            label = f"][{content[piece.end : other.start]}]"
            data = label if piece.key == "link" and other.data in ("]", "][]") else other.data
            where += f"-{at(other.start)}-{at(other.end)}"
            builder.open(Code(piece.name, "pair", piece.shown, piece.data, data, piece.optional, where))
    return builder.block(place)
