"""The pairs of tokens that may match in each pair of segments (a cell)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.lattice import LONGEST
from kztrans.alignment.matching import in_order_of
from kztrans.alignment.ranges import expand

if TYPE_CHECKING:
    from kztrans.alignment.pair import Pair

__all__ = ["Cells", "look_up"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ROWS = 256
"""Source segments that are looked up at one time; bounds the memory."""


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
    none = np.zeros(0, dtype=np.int64)
    row = np.searchsorted(i, np.arange(len(pair.source) + 1))
    size = np.append(np.diff(row), 0)
    first = np.append(j, 0)[np.minimum(row, len(j))]
    used = np.flatnonzero(size)
    parts, start = [(none, none, none)], [np.zeros(1, dtype=np.int64)]
    for low in range(0, len(used), _ROWS):
        rows = used[low : low + _ROWS]
        *found, begins = _looked_up(rows, first[rows], size[rows], pair)
        parts.append((found[0], found[1], found[2]))
        start.append(start[-1][-1] + begins[1:])
    left, right, match = (np.concatenate(column) for column in zip(*parts, strict=True))
    start.append(start[-1][-1:])
    return Cells(row, first, size, np.concatenate(start), left, right, pair.matches.kind[match], pair.worth[match])


def _looked_up(rows: Ints, first: Ints, size: Ints, pair: Pair) -> tuple[Ints, Ints, Ints, Ints]:
    """Source entry, target entry and match of each pair in the cells of some rows, and where the pairs of each cell
    begin.

    A row's cells are those from the target segment ``first`` on, so what may match a word of it is looked for in all of
    them at once: among the places of a type between the least and the greatest target segment.
    """
    source, target, fan = pair.source, pair.target, pair.fan
    base, top = int(first.min()), int((first + size).max())
    places = np.arange(target.start[base], target.start[top])
    types = target.column[places]
    amount = np.bincount(types, minlength=len(target.types))
    order = np.argsort(types, kind="stable")
    places, types = places[order], types[order]
    segment = np.searchsorted(target.start, places, side="right") - 1 - base

    at, left = expand(source.start[rows], source.start[rows + 1])
    column = source.column[left]
    of, match = expand(fan[column], fan[column + 1])
    wanted = pair.matches.target[match]
    there = amount[wanted] > 0
    of, match, wanted = of[there], match[there], wanted[there]
    row, left = at[of], left[of]
    keys = types * (top - base + 1) + segment
    edge = wanted * (top - base + 1) + first[row] - base
    low, high = np.searchsorted(keys, edge), np.searchsorted(keys, edge + size[row])
    number, hit = expand(low, high)
    shift = np.cumsum(size) - size + base - first  # of a row's cell of the first target segment, if it had one
    cell = shift[row[number]] + segment[hit]
    by_cell, begins = in_order_of(cell, np.concatenate([[0], np.cumsum(high - low)]), int(size.sum()))
    number, hit = number[by_cell], hit[by_cell]
    return left[number], places[hit], match[number], begins
