"""Anchors: pairs of segments that the path must or may be led by.

Hand-set anchors come from the user; the aligner's own, on long texts, are pairs of segments that match each other and
nothing else nearby, of which the heaviest chain that rises on both sides is taken.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kztrans.errors import InputError
from kztrans.reading import read_bytes

__all__ = ["checked", "heaviest_chain", "read_anchors"]

_NUMBER = re.compile(r"0*[1-9][0-9]{0,8}")


def read_anchors(path: str | os.PathLike[str]) -> tuple[tuple[int, int], ...]:
    """Read pairs of line numbers, source and target, from 1; ``#`` begins a comment.

    Raises:
        InputError: the file cannot be read, or a line is not a pair of line numbers, or the pairs cross.
    """
    data = read_bytes(path, "a file of anchors")
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError("cannot be read: not UTF-8", path=path, remedy="save it as UTF-8") from error
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines, 1):
        row = line.split("#")[0].replace(",", " ").split()
        if not row:
            continue
        if len(row) != 2 or not all(map(_NUMBER.fullmatch, row)):
            remedy = "write a source line's number and a target line's, from 1, with a tab between them"
            raise InputError("not a pair of line numbers", path=path, line=number, remedy=remedy)
        found.append((int(row[0]), int(row[1])))
        if len(found) > 1 and not (found[-1][0] > found[-2][0] and found[-1][1] > found[-2][1]):
            remedy = "list anchors in order; no two may cross or share a line"
            raise InputError("an anchor that crosses the one before", path=path, line=number, remedy=remedy)
    return tuple(found)


_NEAR = 48
"""Points before each that are tried as the one that a chain comes from."""


def heaviest_chain(
    i: NDArray[np.int64], j: NDArray[np.int64], weight: NDArray[np.int64], jump: float = 0.0
) -> NDArray[np.int64]:
    """The points, as numbers in order, of the chain that rises strictly in ``i`` and ``j`` and weighs most.

    Points are taken row by row against a staircase of the best chains so far, in O(n log n); weights are positive
    integers, so that the result is the same on every machine.

    Args:
        jump: what a chain pays for each doubling of the way by which it leaves its diagonal between two points, so that
            points which lie together outweigh chance ones far apart. Then the best of the points right before each are
            tried beside the staircase's.

    >>> heaviest_chain(np.array([0, 1, 1, 2]), np.array([0, 5, 1, 2]), np.array([1, 1, 1, 1])).tolist()
    [0, 2, 3]
    """
    order = np.lexsort((-j, i))
    ends: list[int] = []  # target positions at which a chain may end, ascending
    sums: list[int] = []  # what the best chain up to there weighs, ascending
    tips: list[int] = []  # its last point
    before = np.full(len(i), -1, dtype=np.int64)
    total = np.zeros(len(i), dtype=np.int64)
    rows, columns = i[order], j[order]
    best, heaviest = -1, 0
    for number, (point, column, own) in enumerate(
        zip(order.tolist(), columns.tolist(), weight[order].tolist(), strict=True)
    ):
        at = bisect_left(ends, column)
        value = own
        if at:
            tip = tips[at - 1]
            way = sums[at - 1] - _way(int(i[point] - i[tip]) - column + int(j[tip]), jump)
            if way > 0:
                value, before[point] = own + way, tip
        if jump and number:
            value = _from_near(number, point, own, value, (rows, columns, order, total, before), jump)
        total[point] = value
        if value > heaviest:
            best, heaviest = point, value
        past = at
        while past < len(ends) and sums[past] <= value:
            past += 1
        if past == at and ((at < len(ends) and ends[at] == column) or (at and sums[at - 1] >= value)):
            continue
        ends[at:past], sums[at:past], tips[at:past] = [column], [value], [point]
    return _followed(before, best)


def _way(apart: int, jump: float) -> int:
    return round(jump * (abs(apart) + 1).bit_length() - jump) if jump else 0


def _from_near(
    number: int,
    point: int,
    own: int,
    value: int,
    chains: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    jump: float,
) -> int:
    """What the best chain to a point weighs when it may come from one of those right before it."""
    rows, columns, order, total, before = chains
    near = slice(max(number - _NEAR, 0), number)
    down, right = rows[number] - rows[near], columns[number] - columns[near]
    doublings = np.frexp((np.abs(down - right) + 1).astype(np.float64))[1] - 1
    sums = np.where((down > 0) & (right > 0), total[order[near]] - np.round(jump * doublings).astype(np.int64), -1)
    winner = int(sums.argmax())
    if own + int(sums[winner]) > value:
        before[point] = order[near][winner]
        return own + int(sums[winner])
    return value


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
