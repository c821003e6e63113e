"""Where the path may go: everywhere on short texts; on long ones a band around landmarks, linear in time and memory.

The band holds the rectangles between neighbouring landmarks, and a margin. Where a rectangle is too large (texts that
have nothing to do with each other, a part of a long text), the path is led through corners of it, so that it falls into
small ones: along the diagonal where both sides are about as long, else right after what comes before and right before
what comes after, and what is too much of the longer side stays alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.landmarks import landmarks
from kztrans.alignment.sides import Side
from kztrans.bilingual.matches import Matches

__all__ = ["Corridor", "corridor"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Node = tuple[int, int]

_EXACT = 40_000
"""Nodes up to which all of the lattice is searched."""
_MARGIN = 3
"""Segments around the landmarks that the band holds."""
_STRETCH = 250
"""Source segments, at least, between two cuts."""
_OPEN = 40_000
"""Nodes of a rectangle between landmarks beyond which the path is led through corners of it."""
_PIECE = 10_000
"""Nodes, about, of the rectangles between these."""
_ALONE = 250
"""Segments of one side alone between two corners."""
_SLACK = 60
"""Segments of the longer side that may be left alone beside those of the shorter one."""
_LONGEST = 40_000
"""Nodes of a stretch beyond which a landmark is a cut, though none are beside it."""


@dataclass(frozen=True)
class Corridor:
    """A band of nodes, and where it may be cut."""

    low: Ints
    """For each source position the least target position."""
    high: Ints
    """The greatest, included."""
    cuts: list[tuple[int, int]]
    """Nodes that every good path goes through, in order, from the first node to the last."""
    anchors: Sequence[tuple[int, int]] = ()
    """Nodes, set by hand, that every path goes through."""
    usual: int = 0
    """The number of a stretch between cuts that tells what is usual in the texts."""

    def stretch(self, begin: tuple[int, int], end: tuple[int, int]) -> tuple[Ints, Ints]:
        """The band between two nodes."""
        rows = slice(begin[0], end[0] + 1)
        low, high = np.clip(self.low[rows], begin[1], end[1]), np.clip(self.high[rows], begin[1], end[1])
        low[0], high[-1] = begin[1], end[1]
        return low, high


def corridor(
    source: Side, target: Side, matches: Matches, kinds: Floats, anchors: Sequence[tuple[int, int]] = ()
) -> Corridor:
    """Where the path may go.

    Args:
        source, target, matches: the texts.
        kinds: the weight of each kind of evidence.
        anchors: hand-set ones, in order. Nothing of the band is right of one or below it, so that every path of beads
            that do not reach over an anchor goes through it; target segments right before it may be left alone.
    """
    n, m = len(source), len(target)
    corners: list[Node] = []
    cuts: list[Node] = []
    if (n + 1) * (m + 1) * max(_bulk(source), _bulk(target), 1) <= _EXACT:
        low, high = np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m, dtype=np.int64)
    else:
        chain = _with_hand(landmarks(source, target, matches, kinds), anchors)
        low, high, corners = _band(chain, n, m)
        cuts = _cuts(chain, corners, high - low + 1)
    for a, b in anchors:
        high[: a + 1] = np.minimum(high[: a + 1], b)
        low[a + 1 :] = np.maximum(low[a + 1 :], b + 1)
    ends = [(0, 0), *cuts, (n, m)]
    return Corridor(low, high, ends, anchors, _usual(ends, corners))


def _usual(cuts: Sequence[Node], corners: Sequence[Node]) -> int:
    """The number of the first stretch with landmarks all through it, of which neither side is twice as long."""
    known = set(corners)
    for number, (begin, end) in enumerate(pairwise(cuts)):
        rows, columns = end[0] - begin[0], end[1] - begin[1]
        if not {begin, end} & known and max(rows, columns) <= 2 * min(rows, columns):
            return number
    return 0


def _cuts(chain: Ints, corners: Sequence[Node], width: Ints) -> list[Node]:
    """Where the path may be cut: at corners, in the middle of five landmarks without anything between them now and
    then, and at any landmark where a stretch would be too long otherwise."""
    i, j = chain
    middle = np.zeros(len(i), dtype=bool)
    middle[2:-2] = (i[4:] - i[:-4] == 4) & (j[4:] - j[:-4] == 4)
    size = np.cumsum(width)
    known = set(corners)
    found: list[Node] = []
    last: Node = (0, 0)
    points = [*zip(i.tolist(), j.tolist(), middle.tolist(), strict=True), *((a, b, True) for a, b in corners)]
    for a, b, firm in sorted(points):
        long = (firm and a - last[0] >= _STRETCH) or size[a] - size[last[0]] > _LONGEST
        if (a, b) in known or (long and a >= last[0] and b > last[1]):
            last = (a, b)
            found.append(last)
    return found


def _bulk(side: Side) -> float:
    """How many times more types a segment has than a sentence."""
    return len(side.column) / max(len(side), 1) / 30


def _with_hand(found: Ints, anchors: Sequence[Node]) -> Ints:
    """Landmarks, with hand-set anchors among them."""
    if not anchors:
        return found
    hand = np.array(anchors, dtype=np.int64).T
    below = [np.searchsorted(hand[side], found[side]) for side in (0, 1)]
    upto = [np.searchsorted(hand[side], found[side], side="right") for side in (0, 1)]
    agreeing = (below[0] == below[1]) & (upto[0] == upto[1])
    merged = np.concatenate([found[:, agreeing], hand], axis=1)
    return np.unique(merged, axis=1)


def _band(chain: Ints, n: int, m: int) -> tuple[Ints, Ints, list[Node]]:
    """The band that holds the rectangles between neighbouring landmarks, and a margin around them; its corners."""
    low, high = np.full(n + 1, m), np.zeros(n + 1, dtype=np.int64)
    points = [(-1, -1), *zip(*chain.tolist(), strict=True), (n, m)]
    corners: list[Node] = []
    for (i, j), (k, end) in pairwise(points):
        led = [(max(i + 1 - _MARGIN, 0), max(j + 1 - _MARGIN, 0)), (min(k + _MARGIN, n), min(end + _MARGIN, m))]
        if (k - i) * (end - j) > _OPEN or max(k - i, end - j) > 4 * _ALONE:
            within = list(_corners((i + 1, j + 1), (k, end), i < 0, k == n))
            corners += within
            led[1:1] = within
        for (a, b), (c, d) in pairwise(led):
            low[a : c + 1] = np.minimum(low[a : c + 1], b)
            high[a : c + 1] = np.maximum(high[a : c + 1], d)
    low[0], high[n] = 0, m
    return np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high), corners


def _corners(begin: Node, end: Node, head: bool, tail: bool) -> Iterator[Node]:
    """Nodes inside a large rectangle that cut it into small ones.

    >>> list(_corners((0, 0), (200, 200), False, False))
    [(100, 100)]
    >>> [*_corners((0, 0), (10, 9000), True, False)][-3:]
    [(0, 8433), (0, 8681), (0, 8930)]
    """
    if end[0] - begin[0] > end[1] - begin[1]:
        swapped = _corners((begin[1], begin[0]), (end[1], end[0]), head, tail)
        yield from ((i, j) for j, i in swapped)
        return
    rows, columns = end[0] - begin[0], end[1] - begin[1]
    before = 0 if head else rows if tail else rows // 2
    after = rows - before
    room = [part + _SLACK if part else 0 for part in (before, after)]
    if sum(room) >= columns:
        yield from _along(begin, end, _pieces(rows, columns))
        return
    leave, arrive = (begin[0] + before, begin[1] + room[0]), (begin[0] + before, end[1] - room[1])
    if before:
        yield from _along(begin, (begin[0] + before, begin[1] + before), _pieces(before, before))
    stops = [leave, *_along(leave, arrive, ceil((arrive[1] - leave[1]) / _ALONE)), arrive]
    yield from (stop for stop in stops if stop not in (begin, end))
    if after:
        yield from _along((end[0] - after, end[1] - after), end, _pieces(after, after))


def _pieces(rows: int, columns: int) -> int:
    return ceil(sqrt(rows * columns / _PIECE))


def _along(begin: Node, end: Node, pieces: int) -> Iterator[Node]:
    """Nodes that divide a diagonal."""
    for number in range(1, pieces):
        yield tuple(a + (b - a) * number // pieces for a, b in zip(begin, end, strict=True))  # type: ignore[misc]
