"""The references of a PO entry, as gettext and other programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["references"]

_ISOLATED = re.compile("\u2068([^\u2069]*)\u2069(?::([0-9]+))?,?(?=\\s|$)|(\\S+)")
_PLACE = re.compile(r"(.+):([0-9]+)", re.DOTALL)


def references(text: str) -> Iterator[tuple[str, int]]:
    """File and line of each reference in a ``#:`` comment; the line is 0 where none is named.

    Some programs put commas between them, or between the lines of one file.

    >>> list(references("\u2068src/berkas saya.txt\u2069:10 lain.txt:2 file:² c.txt"))
    [('src/berkas saya.txt', 10), ('lain.txt', 2), ('file:²', 0), ('c.txt', 0)]
    >>> list(references("a.py:3, b.py:7,c.py:9 d.py:1,5"))
    [('a.py', 3), ('b.py', 7), ('c.py', 9), ('d.py', 1), ('d.py', 5)]
    """
    for match in _ISOLATED.finditer(text):
        isolated, number, bare = match.groups()
        if bare is not None and (places := _listed(bare)):
            yield from places
        elif isolated is not None:
            inside = _PLACE.fullmatch(isolated) if number is None else None
            yield (inside[1], int(inside[2])) if inside else (isolated, int(number or 0))
        else:
            yield bare, 0


def _listed(text: str) -> list[tuple[str, int]]:
    """The places of a text without white space, between commas or not; none where it is a name alone."""
    found: list[tuple[str, int]] = []
    for part in text.rstrip(",").split(","):
        place = _PLACE.fullmatch(part)
        if place and len(place[2]) < 10 and int(place[2]):
            found.append((place[1], int(place[2])))
        elif found and part.isdecimal() and part.isascii() and len(part) < 10:
            found.append((found[-1][0], int(part)))
        else:
            whole = _PLACE.fullmatch(text)
            return [(whole[1], int(whole[2]))] if whole and len(whole[2]) < 10 else []
    return found
