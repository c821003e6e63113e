"""Making a block with inline codes, and what writers of documents need to take one apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from kztrans import inline
from kztrans.formats.character_references import unescape
from kztrans.inline import Role
from kztrans.model import Block, Code

__all__ = ["Builder", "filled", "references"]

_REFERENCE = re.compile(r"&#?[0-9A-Za-z]{1,31};")


@dataclass(slots=True)
class _Mark:
    """An end of a code, not yet numbered."""

    code: Code
    role: Role


class Builder:
    """A block in the making: words and codes, in their order. Tags are numbered when it is done.

    >>> b = Builder()
    >>> b.words("Ia ")
    >>> b.open(Code("b", opening="<b>", closing="</b>"))
    >>> b.words("tiba")
    >>> b.close()
    >>> b.alone(Code("br", opening="<br>"))
    >>> b.block(7).text
    'Ia <b1>tiba</b1><br2/>'
    """

    def __init__(self) -> None:
        self._parts: list[str | _Mark] = []
        self._open: list[_Mark] = []

    def words(self, text: str) -> None:
        """Text, as people read it."""
        self._parts.append(text)

    def open(self, code: Code) -> None:
        """The beginning of a pair; its tag is a name without a number."""
        mark = _Mark(replace(code, kind="pair"), "open")
        self._open.append(mark)
        self._parts.append(mark)

    def close(self) -> None:
        """The end of the pair that was opened last."""
        self._parts.append(_Mark(self._open.pop().code, "close"))

    def alone(self, code: Code) -> None:
        """A code that stands at one place."""
        self._parts.append(_Mark(replace(code, kind="alone"), "alone"))

    def block(self, place: int, before: str = "\n") -> Block:
        """The block; pairs that are still open are closed."""
        while self._open:
            self.close()
        taken = inline.numbers_in("".join(part for part in self._parts if isinstance(part, str)))
        parts: list[str] = []
        codes: list[Code] = []
        stack: list[Code] = []
        number = 0
        for part in self._parts:
            if isinstance(part, str):
                parts.append(part)
                continue
            if part.role == "close":
                parts.append(inline.written(stack.pop(), "close"))
                continue
            number += 1
            while number in taken:
                number += 1
            code = _numbered(part.code, number)
            codes.append(code)
            parts.append(inline.written(code, part.role))
            if part.role == "open":
                stack.append(code)
        return Block("".join(parts), tuple(codes), place, before)


@lru_cache(maxsize=10_000)
def _numbered(code: Code, number: int) -> Code:
    """A code with its number; the same one for the same code, of which a document has thousands."""
    return replace(code, tag=f"{code.tag}{number}")


def filled(
    text: str, codes: tuple[Code, ...], words: Callable[[str], str], mark: Callable[[Code, Role, bool], str]
) -> str:
    """A text as it stands in its file: ``words`` escapes text, ``mark`` gives a code's data.

    ``mark`` also hears whether the code's beginning stood in the text before.

    >>> b = Code("b1", opening="<b>", closing="</b>")
    >>> filled("1 < 2, <b1>ya</b1>", (b,), lambda s: s.replace("<", "&lt;"), lambda c, role, again: c.opening)
    '1 &lt; 2, <b>ya<b>'
    """
    parts, position = [], 0
    seen: set[str] = set()
    for tag in inline.tags(text, codes):
        parts += [words(text[position : tag.start]), mark(tag.code, tag.role, tag.code.tag in seen)]
        seen.add(tag.code.tag)
        position = tag.end
    return "".join(parts) + words(text[position:])


def references(before: str) -> dict[int, str]:
    """The characters that a text wrote as references, ``&nbsp;``, and how: a table for ``str.translate``."""
    found = ((reference, unescape(reference)) for reference in _REFERENCE.findall(before))
    return {ord(c): reference for reference, c in found if len(c) == 1 and c > "\x7f"}
