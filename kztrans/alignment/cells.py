"""The pairs of tokens that may match in each pair of segments (a cell)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.lattice import LONGEST
from kztrans.alignment.ranges import expand

if TYPE_CHECKING:
    from kztrans.alignment.pair import Pair

__all__ = ["Cells", "look_up"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ROOM = 1 << 22
"""Numbers in the table of a range of target segments by types; bounds the memory."""


@dataclass(frozen=True)
class Cells:
    """Pairs of tokens, cell by cell."""

    row: Ints
    """For each source segment the number of its first cell."""
    first: Ints
    """The target segment of that cell; a row's cells follow one another."""
    size: Ints
    """How many cells it has."""
    start: Ints
    """Where a cell's pairs begin; one cell more than there are keys, without pairs."""
    left: Ints
    """The entry of the source side (a type in a segment) of each pair."""
    right: Ints
    """The entry of the target side."""
    kind: Ints
    """The kind of evidence, as index into `KINDS`."""
    value: Floats
    """What a match adds, before the weight of its kind: strength times the lesser information of the two types."""

    def find(self, i: Ints, j: Ints) -> Ints:
        """The numbers of cells; that of an empty one, the last, for a cell that was not looked up."""
        place = j - self.first[i]
        return np.where((place >= 0) & (place < self.size[i]), self.row[i] + place, len(self.start) - 2)

    def of_beads(self, i: Ints, a: Ints, j: Ints, b: Ints) -> Iterator[tuple[int, int, Ints, Ints]]:
        """The cells of beads of ``a`` segments from ``i`` against ``b`` from ``j``: how far a cell lies from the first
        one of its bead, in both texts; the numbers of beads that have one there; the number of that cell."""
        for shift_i in range(LONGEST):
            for shift_j in range(LONGEST):
                number = np.flatnonzero((a > shift_i) & (b > shift_j))
                if len(number):
                    yield shift_i, shift_j, number, self.find(i[number] + shift_i, j[number] + shift_j)


def look_up(i: Ints, j: Ints, pair: Pair) -> Cells:
    """Look up the pairs of tokens that may match in cells, sorted by ``i``, then ``j``; a row's without a gap."""
    target, matches = pair.target, pair.matches
    none = np.zeros(0, dtype=np.int64)
    parts = [(none, none, none, none)]
    for low, high in _ranges(i, j, max(_ROOM // max(len(target.types), 1), 1)):
        parts.append(_looked_up(i[low:high], j[low:high], low, pair))
    cell, left, right, match = (np.concatenate(column) for column in zip(*parts, strict=True))
    start = np.searchsorted(cell, np.append(np.arange(len(i) + 1), len(i)))
    row = np.searchsorted(i, np.arange(len(pair.source) + 1))
    size = np.append(np.diff(row), 0)
    first = np.append(j, 0)[np.minimum(row, len(j))]
    return Cells(row, first, size, start, left, right, matches.kind[match], pair.worth[match])


def _ranges(i: Ints, j: Ints, rows: int) -> list[tuple[int, int]]:
    """Ranges of cells whose target segments lie within ``rows`` of each other, and that are not too many."""
    ranges = []
    low = 0
    while low < len(i):
        part = j[low : low + 50_000]
        spread = np.maximum.accumulate(part) - np.minimum.accumulate(part)
        high = low + max(int(np.searchsorted(spread, rows)), 1)
        ranges.append((low, high))
        low = high
    return ranges


def _looked_up(i: Ints, j: Ints, shift: int, pair: Pair) -> tuple[Ints, Ints, Ints, Ints]:
    """Cell, source entry, target entry and match of each pair in a range of cells."""
    source, target, fan = pair.source, pair.target, pair.fan
    base, top = int(j.min()), int(j.max()) + 1
    entry = np.full((top - base, len(target.types)), -1, dtype=np.int32)
    members = np.arange(target.start[base], target.start[top])
    row = np.repeat(np.arange(top - base), np.diff(target.start[base : top + 1]))
    entry[row, target.column[members]] = members
    rows, place = np.unique(i, return_inverse=True)
    at, left = expand(source.start[rows], source.start[rows + 1])
    column = source.column[left]
    of, match = expand(fan[column], fan[column + 1])
    begin = np.searchsorted(at[of], np.arange(len(rows) + 1))
    cell, member = expand(begin[place], begin[place + 1])
    right = entry[(j - base)[cell], pair.matches.target[match[member]]]
    hit = right >= 0
    return cell[hit] + shift, left[of[member[hit]]], right[hit].astype(np.int64), match[member[hit]]
