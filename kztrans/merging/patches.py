r"""What a deed changed in a file, so that it can be taken back after others have changed other places of it.

A file is cut into blocks: entries of a PO, units of a TMX. A patch holds the blocks that went and those that came, with
the block above; it is taken back where what came still stands there, word for word.

>>> before, after = 'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n', 'msgid "a"\nmsgstr "x"\n\nmsgid "b"\nmsgstr ""\n'
>>> taken_back(after.replace('msgid "b"', 'msgid "B"'), difference(before, after))
'msgid "a"\nmsgstr ""\n\nmsgid "B"\nmsgstr ""\n'
>>> taken_back(after.replace('"x"', '"y"'), difference(before, after)) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["Hunk", "difference", "taken_back"]

_TMX = re.compile(r"\n(?=[ \t]*(?:<tu[ >]|</body>))")


LONG = 20000
"""Characters from which on it is worth while to look at what is alike as a whole."""
_BORDERS: dict[str, tuple[re.Pattern[str], Callable[[str], list[str]]]] = {
    "tmx": (_TMX, _TMX.split),
    "\r\n": (re.compile(r"(?<!\n)\r\n\r\n(?!\r\n)"), lambda text: text.split("\r\n\r\n")),
    "\n": (re.compile(r"(?<!\n)\n\n(?!\n)"), lambda text: text.split("\n\n")),
}
"""Where blocks surely begin, by the kind of the file, and how a text is divided into blocks."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Blocks that went, blocks that came in their place, and the block above, which stays; None at the beginning."""

    above: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]


def difference(before: str, after: str) -> tuple[Hunk, ...]:
    """What leads from one text of a file to another."""
    old, new = _blocks_around(before, after)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    left, right = old[first : len(old) - last], new[first : len(new) - last]
    hunks = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            above = new[first + j - 1] if first + j else None
            hunks.append(Hunk(above, tuple(left[i:i_end]), tuple(right[j:j_end])))
    return tuple(hunks)


def taken_back(text: str, hunks: Sequence[Hunk]) -> str | None:
    """The text without what the hunks did to it; None where something else stands there now."""
    blocks, between = _blocks(text)
    for hunk in reversed(hunks):
        at = _place(blocks, hunk)
        if at is None:
            return None
        blocks[at : at + len(hunk.after)] = hunk.before
    return between.join(blocks) + (_end(text) if blocks else "")


def _place(blocks: Sequence[str], hunk: Hunk) -> int | None:
    """Where what the hunk put in stands: below the block that was above it, if that still is."""
    size = len(hunk.after)
    above = [-1] if hunk.above is None else [n for n, block in enumerate(blocks) if block == hunk.above]
    for n in above:
        if tuple(blocks[n + 1 : n + 1 + size]) == hunk.after:
            return n + 1
    if not size:
        return None
    found = [
        n for n, block in enumerate(blocks) if block == hunk.after[0] and tuple(blocks[n : n + size]) == hunk.after
    ]
    return found[0] if len(found) == 1 else None


def _blocks(text: str) -> tuple[list[str], str]:
    """The blocks of a text, and what stands between them."""
    body = text[: len(text) - len(_end(text))]
    if not body:
        return [], "\n"
    if "<tmx" in body[:1000]:
        return _TMX.split(body), "\n"
    between = 2 * _kind(body)
    blocks = body.split(between)
    return (blocks, between) if len(blocks) > 1 else (body.split("\n"), "\n")


def _blocks_around(before: str, after: str) -> tuple[list[str], list[str]]:
    """The blocks of two texts without most of those, of long texts, that both begin and end with."""
    bodies = [text[: len(text) - len(_end(text))] for text in (before, after)]
    kinds = {_kind(body) for body in bodies}
    if len(kinds) > 1 or min(map(len, bodies)) < LONG:
        return _blocks(before)[0], _blocks(after)[0]
    border, divided = _BORDERS[kinds.pop()]
    least = min(map(len, bodies))
    same = _common(least, lambda n, m: bodies[0][n:m] == bodies[1][n:m])
    tail = _common(least - same, lambda n, m: _from_end(bodies[0], n, m) == _from_end(bodies[1], n, m))
    begin = next((place for place in _borders_before(border, bodies[0], same)), 0)
    size = len(bodies[0])
    ends = [match.start() for _, match in zip(range(2), border.finditer(bodies[0], size - tail + 4), strict=False)]
    left = size - ends[1] if len(ends) == 2 else 0
    old, new = (divided(body[begin : len(body) - left]) for body in bodies)
    return old, new


def _borders_before(border: re.Pattern[str], text: str, place: int) -> list[int]:
    """Where a block begins that has at least two more before a place, near by."""
    width = LONG
    while width < 8 * place:
        begin = max(place - width, 0)
        found = [match.end() for match in border.finditer(text, begin, place)]
        if len(found) > 2:
            return [found[-3]]
        width *= 8
    return []


def _from_end(text: str, first: int, last: int) -> str:
    return text[len(text) - last : len(text) - first]


def _common(limit: int, alike: Callable[[int, int], bool]) -> int:
    """How much is alike from the beginning on, looked for by halves."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if alike(low, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _kind(body: str) -> str:
    if "<tmx" in body[:1000]:
        return "tmx"
    return "\r\n" if "\r" in body and "\r\n" in body else "\n"  # one character is looked for much faster than two


def _end(text: str) -> str:
    at = len(text)
    while at and text[at - 1] in "\r\n":
        at -= 1
    return text[at:]
