"""The tags of a text, found by its codes, and the text without them.

A tag is one only where the text's codes have it; anything else of that look is text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kztrans.model import Code

__all__ = [
    "FORM",
    "Plain",
    "Role",
    "Tag",
    "name_of",
    "numbers_in",
    "plain",
    "role_of",
    "space_for",
    "tags",
    "without",
    "written",
]

Role = Literal["open", "close", "alone"]
SPACING = frozenset({"br", "tab", "cue"})
"""Names of codes that part words: a space in the text without codes."""
FORM = re.compile(r"<(/?)([A-Za-z]{1,16}[0-9]{1,9})(/?)>")
_NUMBER = re.compile(r"[0-9]+$")
_ROLES: dict[str, tuple[Role, ...]] = {
    "pair": ("open", "close"),
    "alone": ("alone",),
    "open": ("open",),
    "close": ("close",),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in a text, and its code. ``text[start:end]`` is the tag; ``at`` is its place in the text without codes."""

    start: int
    end: int
    at: int
    role: Role
    code: Code

    @property
    def space(self) -> str:
        """What stands for it in the text without codes."""
        return space_for(self.code.tag)


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its codes, and the way back."""

    text: str
    tags: tuple[Tag, ...]

    def offset(self, at: int, after: bool = False) -> int:
        """The offset in the text with codes of one in the text without: before the tags that stand there, or after.

        >>> p = plain("Ia <b1>tiba</b1>.", (Code("b1"),))
        >>> p.text, p.offset(3), p.offset(3, after=True), p.offset(7)
        ('Ia tiba.', 3, 7, 11)
        """
        if after:
            count = bisect_right(self.tags, at, key=lambda tag: tag.at + len(tag.space))
        else:
            count = bisect_left(self.tags, at, key=lambda tag: tag.at)
        if not count:
            return at
        last = self.tags[count - 1]
        return last.end + at - last.at - len(last.space)


def name_of(tag: str) -> str:
    """A tag's name, without its number: ``br4`` is ``br``."""
    return _NUMBER.sub("", tag)


def written(code: Code, role: Role) -> str:
    """The tag of a code as it stands in a text."""
    return {"open": f"<{code.tag}>", "close": f"</{code.tag}>", "alone": f"<{code.tag}/>"}[role]


def tags(text: str, codes: Sequence[Code]) -> tuple[Tag, ...]:
    """The tags in a text, in order; what looks like one but is of none of the codes is text.

    >>> [text.role for text in tags("<b1>Satu</b1> <i2>", (Code("b1"),))]
    ['open', 'close']
    """
    return tuple(_tags(text, codes)) if codes else ()


def _tags(text: str, codes: Sequence[Code]) -> Iterator[Tag]:
    by_tag = {code.tag: code for code in codes}
    gone = 0
    for match in FORM.finditer(text):
        role, code = role_of(match), by_tag.get(match[2])
        if code is None or role not in _ROLES[code.kind]:
            continue
        tag = Tag(match.start(), match.end(), match.start() - gone, role, code)
        gone += match.end() - match.start() - len(tag.space)
        yield tag


def role_of(match: re.Match[str]) -> Role | None:
    if match[1] and match[3]:
        return None
    return "close" if match[1] else "alone" if match[3] else "open"


def space_for(tag: str) -> str:
    return " " if name_of(tag) in SPACING else ""


def plain(text: str, codes: Sequence[Code]) -> Plain:
    """A text without its codes."""
    found = tags(text, codes)
    if not found:
        return Plain(text, ())
    parts, position = [], 0
    for tag in found:
        parts += [text[position : tag.start], tag.space]
        position = tag.end
    return Plain("".join(parts) + text[position:], found)


def without(text: str, codes: Sequence[Code]) -> str:
    """A text without its codes, where nobody needs the way back.

    >>> without("Rapat<br1/>dimulai <a2>hari ini</a2>.", (Code("br1", "alone"), Code("a2")))
    'Rapat dimulai hari ini.'
    """
    return plain(text, codes).text


def numbers_in(text: str) -> frozenset[int]:
    """The numbers of all that looks like a tag."""
    return frozenset(int(match[2].removeprefix(name_of(match[2]))) for match in FORM.finditer(text))
