"""Inline codes between a file's elements and a unit's tags, whatever the format.

A reader gives each text as pieces, strings and ``Mark``s, with what it knows of each code; ``assembled`` numbers them
and makes tags of them. A writer takes a text apart again (``pieces``), and knows of each mark whether its other end is
there.

A placeholder that people read (``{name}``, ``%d``, ``2020``) is text, not a tag, since a translator should see it; it
is kept among the unit's codes under its own text, so that it can become a code again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from kztrans import inline
from kztrans.inline import Role
from kztrans.model import Code, CodeKind, Unit

__all__ = [
    "Found",
    "Mark",
    "Piece",
    "TaggedText",
    "assembled",
    "explained",
    "identifiers",
    "is_literal",
    "merged",
    "named",
    "pieces",
    "readable",
]

_ELEMENT = re.compile(r"\s*</?([A-Za-z]{1,16})[0-9]?\b")
_RTF = re.compile(r"\s*\{?\\(b|i|ul|line|tab)\b")
_TYPES = {
    "bold": "b", "italic": "i", "underlined": "u", "ulined": "u", "link": "a", "image": "img", "lb": "br", "pb": "br",
    "b": "b", "i": "i", "u": "u", "font": "font", "fnote": "note", "tab": "tab", "index": "index", "struct": "g",
}  # fmt: skip
"""Names of codes by their types, as TMX 1.4b, XLIFF 1.2 and XLIFF 2 call them."""
_RTF_NAMES = {"b": "b", "i": "i", "ul": "u", "line": "br", "tab": "tab"}
_MARKUP = re.compile(r"[<>\\]|&#?\w+;")
_WORD = re.compile(r"\w")
_TAG = re.compile(r"[A-Za-z]{1,16}[0-9]{1,9}", re.ASCII)
_LONGEST = 40
"""Characters of a placeholder at most that is shown as text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text where a code stands."""

    key: str
    """What tells the codes of a unit apart."""
    role: Role


Piece = str | Mark


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says of a code, by the end that was read first; the rest may come with the other end."""

    id: str = ""
    type: str = ""
    shown: str = ""
    """What the file gives to be shown for it: XLIFF's ``disp`` and ``equiv``."""
    opening: str = ""
    closing: str = ""
    optional: bool = False
    name: str = ""
    """Its name for people, where the file tells."""
    tag: str = ""
    """The very tag that it had, where the file tells."""

    def with_other(self, other: Found) -> Found:
        """Together with what another place says of it."""
        return replace(
            self,
            id=self.id or other.id,
            type=self.type or other.type,
            shown=self.shown or other.shown,
            opening=self.opening or other.opening,
            closing=self.closing or other.closing,
            name=self.name or other.name,
            tag=self.tag or other.tag,
        )


def is_literal(code: Code) -> bool:
    """Is a code kept under its own text, which stands in the unit's texts, in place of a tag?"""
    return code.kind == "alone" and not _TAG.fullmatch(code.tag)


def assembled(texts: Sequence[Sequence[Piece]], found: Mapping[str, Found]) -> tuple[list[str], tuple[Code, ...]]:
    """Texts with tags in them, and the codes of all of them, numbered in the order in which they come.

    >>> seen = {"1": Found("1", "bold"), "2": Found("2", opening="{name}")}
    >>> assembled([[Mark("1", "open"), "Halo ", Mark("2", "alone"), Mark("1", "close")]], seen)[0]
    ['<b1>Halo {name}</b1>']
    """
    if not found:
        return ["".join(piece for piece in text if isinstance(piece, str)) for text in texts], ()
    words = "\n".join(piece for text in texts for piece in text if isinstance(piece, str))
    own = Counter(seen.tag for seen in found.values() if _TAG.fullmatch(seen.tag))
    taken = inline.numbers_in(words + "".join(f"<{tag}>" for tag in own))
    codes: dict[str, Code] = {}
    number = 0
    for text in texts:
        for at, piece in enumerate(text):
            if isinstance(piece, str) or piece.key in codes:
                continue
            seen = found[piece.key]
            kind = _kind(piece, texts)
            literal = readable(seen) if kind == "alone" else ""
            if literal:
                codes[piece.key] = Code(
                    literal, "alone", "", seen.opening, optional=seen.optional, id=seen.id, type=seen.type
                )
                continue
            if own[seen.tag] == 1:
                codes[piece.key] = _code(seen, seen.tag, kind)
                continue
            number += 1
            while number in taken:
                number += 1
            name = _name(seen, kind) or _unnamed(kind, text, at)
            codes[piece.key] = _code(seen, f"{name}{number}", kind)
    return [_joined(text, codes) for text in texts], tuple(codes.values())


def _code(seen: Found, tag: str, kind: CodeKind) -> Code:
    data = " … ".join(filter(None, (seen.opening.strip(), seen.closing.strip() if kind == "pair" else "")))
    telling = seen.shown or (data if data and not _says_the_same(data, tag) else "")
    return Code(tag, kind, telling, seen.opening, seen.closing, seen.optional, seen.id, seen.type)


def _says_the_same(data: str, tag: str) -> bool:
    """Does a code's data tell nothing that its tag's name does not: ``<b>…</b>`` and ``b``?"""
    name = re.escape(inline.name_of(tag))
    return re.fullmatch(rf"</?{name}\s*/?>( … </{name}>)?", data) is not None


def merged(parts: Sequence[Piece]) -> list[Piece]:
    """The pieces with strings that stand together as one, so that a mark's neighbours are what it stands between."""
    found: list[Piece] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        elif part != "":
            found.append(part)
    return found


def named(name: str) -> str:
    """The name where it can be that of a tag, else nothing."""
    return name if name.isascii() and name.isalpha() and len(name) <= 16 else ""


def _kind(mark: Mark, texts: Sequence[Sequence[Piece]]) -> CodeKind:
    for text in texts:
        roles = {piece.role for piece in text if isinstance(piece, Mark) and piece.key == mark.key}
        if {"open", "close"} <= roles:
            return "pair"
    return mark.role


def readable(seen: Found) -> str:
    """The text of a placeholder that people read, of a code that stands alone; nothing for any other."""
    text = seen.opening or seen.shown
    mark_up = len(text) > _LONGEST or not _WORD.search(text) or _MARKUP.search(text)
    return "" if mark_up or seen.name or seen.tag else text


def _name(seen: Found, kind: CodeKind) -> str:
    """A code's name for people: its own, by its type, or by its data; nothing where none of them tells."""
    data = seen.opening or seen.closing or seen.shown
    name = seen.name or _TYPES.get(re.split(r"[\s:\-]", seen.type)[-1], "")
    if name:
        return name
    if element := _ELEMENT.match(data):
        return element[1].lower()
    if rtf := _RTF.match(data):
        return _RTF_NAMES[rtf[1]]
    return "br" if data and data.isspace() and kind == "alone" else ""


def _unnamed(kind: CodeKind, text: Sequence[Piece], at: int) -> str:
    """The name of a code that nothing is known of: one that parts two words is a space in what is compared."""
    if kind != "alone":
        return "g"
    before, after = text[at - 1] if at else "", text[at + 1] if at + 1 < len(text) else ""
    parts = isinstance(before, str) and isinstance(after, str) and before[-1:].isalnum() and after[:1].isalnum()
    return "gap" if parts else "x"


def _joined(text: Sequence[Piece], codes: Mapping[str, Code]) -> str:
    parts = []
    for piece in text:
        if isinstance(piece, str):
            parts.append(piece)
        else:
            code = codes[piece.key]
            parts.append(code.tag if is_literal(code) else inline.written(code, _role(piece.role, code.kind)))
    return "".join(parts)


def _role(role: Role, kind: CodeKind) -> Role:
    """A role that a code of this kind can have, as a file may use one identifier in two ways."""
    if kind == "alone" or role == "alone":
        return "alone" if kind == "alone" else ("close" if kind == "close" else "open")
    return role if kind == "pair" else kind


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A text taken apart: its pieces, each mark with its code, and of each end of a pair the place of the other."""

    parts: tuple[str | tuple[Code, Role], ...]
    other: Mapping[int, int]
    """Of the ends of pairs that are both there, by their number among the parts."""
    nested: frozenset[int]
    """The beginnings of those that cross no other one."""


def pieces(text: str, codes: Sequence[Code]) -> TaggedText:
    """A text taken apart at its tags and placeholders.

    >>> made = pieces("<b1>Halo {name}</b1>", (Code("b1"), Code("{name}", "alone")))
    >>> [part if isinstance(part, str) else part[1] for part in made.parts], dict(made.other)
    (['open', 'Halo ', 'alone', 'close'], {0: 3, 3: 0})
    """
    marks = [(tag.start, tag.end, tag.code, tag.role) for tag in inline.tags(text, codes)]
    marks += _placeholders(text, codes, marks)
    parts: list[str | tuple[Code, Role]] = []
    position = 0
    for start, end, code, role in sorted(marks, key=lambda mark: mark[0]):
        if start > position:
            parts.append(text[position:start])
        parts.append((code, role))
        position = end
    if position < len(text):
        parts.append(text[position:])
    other, nested = _paired(parts)
    return TaggedText(tuple(parts), other, nested)


def identifiers(codes: Sequence[Code]) -> dict[Code, str]:
    """What a file calls each code: what it was called, else the number of its tag, else one that is free.

    >>> list(identifiers((Code("b1"), Code("x2", "alone", id="7"), Code("{a}", "alone"))).values())
    ['1', '7', '2']
    """
    found: dict[Code, str] = {}
    taken: set[str] = set()
    numbers = ["" if is_literal(code) else code.tag.removeprefix(inline.name_of(code.tag)) for code in codes]
    for wanted in ([code.id for code in codes], numbers):
        for code, identifier in zip(codes, wanted, strict=True):
            if identifier and code not in found and identifier not in taken:
                found[code] = identifier
                taken.add(identifier)
    free = (str(number) for number in count(1) if str(number) not in taken)
    return {code: found.get(code) or next(free) for code in codes}


def _placeholders(
    text: str, codes: Sequence[Code], marks: Sequence[tuple[int, int, Code, Role]]
) -> list[tuple[int, int, Code, Role]]:
    found: list[tuple[int, int, Code, Role]] = []
    for code in codes:
        if not is_literal(code):
            continue
        start = -1
        while (start := text.find(code.tag, start + 1)) >= 0:
            end = start + len(code.tag)
            if all(end <= other[0] or other[1] <= start for other in (*marks, *found)):
                found.append((start, end, code, "alone"))
                break
    return found


def _paired(parts: Sequence[str | tuple[Code, Role]]) -> tuple[dict[int, int], frozenset[int]]:
    other: dict[int, int] = {}
    nested: set[int] = set()
    stack: list[int] = []
    for at, part in enumerate(parts):
        if isinstance(part, str) or part[0].kind != "pair":
            continue
        if part[1] == "open":
            stack.append(at)
            continue
        begun = next((place for place in reversed(stack) if parts[place][0] == part[0]), None)
        if begun is not None:
            if stack[-1] == begun:
                nested.add(begun)
            stack.remove(begun)
            other[begun], other[at] = at, begun
    nested -= set(stack)
    return other, frozenset(nested)


def explained(unit: Unit) -> Unit:
    """The unit with a note for each of its tags that does not tell by itself what it is."""
    if not unit.codes:
        return unit
    said = inline.explained("\n".join((unit.source, unit.plural or "")), unit.codes)
    return replace(unit, notes=(*unit.notes, *(note for note in said if note not in unit.notes)))
