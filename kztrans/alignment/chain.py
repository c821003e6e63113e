"""The heaviest chain of points that rises on both sides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

__all__ = ["heaviest_chain"]

Ints = NDArray[np.int64]

_BESIDE = 4
"""Diagonals on either side of a point's own on which the point before it is looked for."""
_LANE = 32
"""Diagonals that are taken together where it is looked for farther off."""


def heaviest_chain(i: Ints, j: Ints, weight: Ints, jump: float = 0.0) -> Ints:
    """The points, as numbers in order, of the chain that rises strictly in ``i`` and ``j`` and weighs most.

    Points are taken row by row against a staircase of the best chains so far, in O(n log n); weights are positive
    integers, so that the result is the same on every machine.

    Args:
        jump: what a chain pays for each doubling of the way by which it leaves its diagonal between two points, so that
            points which lie together outweigh chance ones far apart. Then the best of the points before each on nearby
            diagonals are tried beside the staircase's.

    >>> heaviest_chain(np.array([0, 1, 1, 2]), np.array([0, 5, 1, 2]), np.array([1, 1, 1, 1])).tolist()
    [0, 2, 3]
    """
    order = np.lexsort((-j, i))
    ends: list[int] = []  # target positions at which a chain may end, ascending
    sums: list[int] = []  # what the best chain up to there weighs, ascending
    tips: list[int] = []  # its last point
    rows, columns, own = i.tolist(), j.tolist(), weight.tolist()
    before, total = [-1] * len(rows), [0] * len(rows)
    diagonals, lanes = _Tips(rows, total), _Tips(rows, total)
    best, heaviest = -1, 0
    for point in order.tolist():
        row, column = rows[point], columns[point]
        at = bisect_left(ends, column)
        most = 0
        candidates = [tips[at - 1]] if at else []
        if jump:
            candidates += diagonals.near(row - column, _BESIDE)
            candidates += lanes.near((row - column) // _LANE, 1)
        for tip in candidates:
            if total[tip] > most and rows[tip] < row and columns[tip] < column:
                sum_ = total[tip] - _way(row - rows[tip] - column + columns[tip], jump)
                if sum_ > most:
                    most, before[point] = sum_, tip
        value = total[point] = own[point] + most
        if jump:
            diagonals.add(row - column, point)
            lanes.add((row - column) // _LANE, point)
        if value > heaviest:
            best, heaviest = point, value
        past = at
        while past < len(ends) and sums[past] <= value:
            past += 1
        if past == at and ((at < len(ends) and ends[at] == column) or (at and sums[at - 1] >= value)):
            continue
        ends[at:past], sums[at:past], tips[at:past] = [column], [value], [point]
    return _followed(before, best)


class _Tips:
    """Of each diagonal (or lane of diagonals) the end of the heaviest chain so far, and that of earlier rows."""

    def __init__(self, rows: list[int], total: list[int]) -> None:
        self._rows, self._total = rows, total
        self._last: dict[int, tuple[int, ...]] = {}

    def near(self, diagonal: int, width: int) -> Iterator[int]:
        """The last points of the diagonals around one."""
        for number in range(diagonal - width, diagonal + width + 1):
            yield from self._last.get(number, ())

    def add(self, diagonal: int, point: int) -> None:
        known = self._last.get(diagonal, ())
        if known and self._total[point] < self._total[known[0]]:
            return
        earlier = tuple(tip for tip in known if self._rows[tip] < self._rows[point])
        self._last[diagonal] = (point, *earlier[:1])


def _way(apart: int, jump: float) -> int:
    return round(jump * ((abs(apart) + 1).bit_length() - 1)) if jump else 0


def _followed(before: list[int], point: int) -> Ints:
    chain: list[int] = []
    while point >= 0:
        chain.append(point)
        point = before[point]
    return np.array(chain[::-1], dtype=np.int64)
