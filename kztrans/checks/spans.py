"""Places in a text, each found in one pass: addresses, what stands between quotation marks or brackets.

No check looks for such places with a pattern that begins anew at every character: on a long run of one character that
takes as long as the square of its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

__all__ = ["Spans", "addresses", "blanked", "enclosed"]

_CHUNK = re.compile(r"\S+")
_PREFIXES = ("https://", "http://", "www.")
_SIGNED = re.compile(r"[@#]\w+")


class Spans:
    """Stretches of a text, to be asked whether they touch another.

    >>> places = Spans([(3, 5), (9, 12)])
    >>> places.touch(4, 9), places.touch(5, 9), 10 in places
    (True, False, True)
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif end > start:
                self._starts.append(start)
                self._ends.append(end)

    def all(self) -> list[tuple[int, int]]:
        """The stretches, in order, those that touched as one."""
        return list(zip(self._starts, self._ends, strict=True))

    def touch(self, start: int, end: int) -> bool:
        """Is any character from ``start`` up to ``end`` in one of them?"""
        place = bisect_left(self._starts, end) - 1
        return place >= 0 and self._ends[place] > start

    def cover(self, start: int, end: int) -> bool:
        """Is every character from ``start`` up to ``end`` in one of them?"""
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and self._ends[place] >= end

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and self.touch(place, place + 1)


def addresses(text: str) -> list[tuple[int, int]]:
    """Web and mail addresses, accounts and hashtags.

    >>> text = "see www.a.kz/b, a@b.kz or @akorda"
    >>> [text[start:end] for start, end in addresses(text)]
    ['www.a.kz/b,', 'a@b.kz', '@akorda']
    """
    found: list[tuple[int, int]] = []
    for match in _CHUNK.finditer(text):
        chunk = match.group()
        begin = min((at for at in map(chunk.find, _PREFIXES) if at >= 0), default=-1)
        if begin >= 0:
            found.append((match.start() + begin, match.end()))
        elif (at := chunk.find("@")) > 0 and "." in chunk[at:]:
            found.append(match.span())
        elif "@" in chunk or "#" in chunk:
            found += [(match.start() + m.start(), match.start() + m.end()) for m in _SIGNED.finditer(chunk)]
    return found


def enclosed(text: str, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """What stands between an opening mark and the next closing one, marks included, in order, none inside another.

    >>> [*enclosed("a (b) “c” (d", [("(", ")"), ("“", "”")])]
    [(2, 5), (6, 9)]
    """
    closings = dict(pairs)
    last = {closing: text.rfind(closing) for closing in closings.values()}
    at = 0
    for match in re.finditer("[" + "".join(map(re.escape, closings)) + "]", text) if closings else ():
        closing = closings[match.group()]
        if match.start() >= at and last[closing] > match.start():
            at = text.index(closing, match.end()) + 1
            yield match.start(), at


def blanked(text: str, spans: Iterable[tuple[int, int]], by: str = " … ") -> str:
    """The text with some stretches replaced."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += [text[at:start], by]
            at = end
    return "".join([*parts, text[at:]])
