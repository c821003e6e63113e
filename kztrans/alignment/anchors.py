"""Anchors: pairs of segments that the path must or may be led by.

Hand-set anchors come from the user; the aligner's own, on long texts, are pairs of segments that match each other and
nothing else nearby, of which the heaviest chain that rises on both sides is taken.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kztrans.errors import InputError

__all__ = ["checked", "heaviest_chain", "read_anchors"]


def read_anchors(path: str | os.PathLike[str]) -> tuple[tuple[int, int], ...]:
    """Read pairs of line numbers, source and target, from 1; ``#`` begins a comment.

    Raises:
        InputError: the file cannot be read, or a line is not a pair of line numbers, or the pairs cross.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise InputError(f"cannot be read: {reason}", path=path) from error
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines, 1):
        row = line.split("#")[0].replace(",", " ").split()
        if not row:
            continue
        if len(row) != 2 or not all(cell.isdecimal() and int(cell) > 0 for cell in row):
            remedy = "write a source line's number and a target line's, from 1, with a tab between them"
            raise InputError("not a pair of line numbers", path=path, line=number, remedy=remedy)
        found.append((int(row[0]), int(row[1])))
        if len(found) > 1 and not (found[-1][0] > found[-2][0] and found[-1][1] > found[-2][1]):
            remedy = "list anchors in order; no two may cross or share a line"
            raise InputError("an anchor that crosses the one before", path=path, line=number, remedy=remedy)
    return tuple(found)


def heaviest_chain(i: NDArray[np.int64], j: NDArray[np.int64], weight: NDArray[np.int64]) -> NDArray[np.int64]:
    """The points, as numbers in order, of the chain that rises strictly in ``i`` and ``j`` and weighs most.

    Points are taken row by row against a staircase of the best chains so far, in O(n log n); weights are positive
    integers, so that the result is the same on every machine.

    >>> heaviest_chain(np.array([0, 1, 1, 2]), np.array([0, 5, 1, 2]), np.array([1, 1, 1, 1])).tolist()
    [0, 2, 3]
    """
    order = np.lexsort((-j, i))
    ends: list[int] = []  # target positions at which a chain may end, ascending
    sums: list[int] = []  # what the best chain up to there weighs, ascending
    tips: list[int] = []  # its last point
    before = np.full(len(i), -1, dtype=np.int64)
    for point, column, own in zip(order.tolist(), j[order].tolist(), weight[order].tolist(), strict=True):
        at = bisect_left(ends, column)
        value = own
        if at:
            value += sums[at - 1]
            before[point] = tips[at - 1]
        past = at
        while past < len(ends) and sums[past] <= value:
            past += 1
        if past == at and at < len(ends) and ends[at] == column:
            continue
        ends[at:past], sums[at:past], tips[at:past] = [column], [value], [point]
    return _followed(before, tips[-1] if tips else -1)


def _followed(before: NDArray[np.int64], point: int) -> NDArray[np.int64]:
    chain: list[int] = []
    while point >= 0:
        chain.append(point)
        point = int(before[point])
    return np.array(chain[::-1], dtype=np.int64)


def checked(anchors: Sequence[tuple[int, int]], n: int, m: int) -> list[tuple[int, int]]:
    """Hand-set anchors in order.

    Raises:
        InputError: an anchor is outside the texts, or two cross.
    """
    found = sorted(set(anchors))
    for a, b in found:
        if not (0 <= a < n and 0 <= b < m):
            raise InputError(f"anchor {a}, {b} is outside the texts of {n} and {m} segments")
    for (a, b), (c, d) in pairwise(found):
        if not (a < c and b < d):
            raise InputError(f"anchors {a}, {b} and {c}, {d} cross", remedy="take one of them out")
    return found
