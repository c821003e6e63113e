"""Words of beads matched greedily: each bead takes its heaviest pair first, and no occurrence of a word twice.

All beads are matched in lockstep: the first pair of each, then the second, and so on. Pairs whose two words have no
other pair in their bead are taken at once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kztrans.alignment.ranges import expand

__all__ = ["Words", "greedily", "in_order_of"]

Ints = NDArray[np.int64]


class Words(NamedTuple):
    """The words of one side of beads: the entries of a text (a type in a segment) that each bead holds."""

    first: Ints
    """The first entry of each bead."""
    end: Ints
    """The entry after its last."""
    often: Ints
    """How often each entry of the text occurs."""

    @property
    def begin(self) -> Ints:
        """For each bead, where its entries begin when those of all beads stand one after another."""
        size = self.end - self.first
        return np.asarray(np.cumsum(size) - size)

    def rooms(self) -> Ints:
        """For each entry of each bead, how many matches it has room for."""
        return np.asarray(self.often[expand(self.first, self.end)[1]])


def greedily(bead: Ints, rank: Ints, entries: tuple[Ints, Ints], sides: tuple[Words, Words]) -> Ints:
    """How often each pair of words is matched.

    Args:
        bead: the number of each pair's bead.
        rank: what the pair weighs; among equals the one that comes first in the texts goes first.
        entries: the pair's entry of each side; a bead has no pair twice.
        sides: the words of both sides of the beads.
    """
    slots = tuple((side.begin - side.first)[bead] + entry for entry, side in zip(entries, sides, strict=True))
    rooms = tuple(side.rooms() for side in sides)
    rivals = [np.bincount(slot, minlength=len(room))[slot] for slot, room in zip(slots, rooms, strict=True)]
    found = np.asarray(np.minimum(rooms[0][slots[0]], rooms[1][slots[1]]))
    open_ = np.flatnonzero((rivals[0] > 1) | (rivals[1] > 1))
    if not len(open_):
        return found
    first, second = slots[0][open_], slots[1][open_]
    order, bounds = _turns(bead[open_], rank[open_], first, second)
    left, right = first[order], second[order]
    taken = np.zeros(len(order), dtype=np.int64)
    for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        ls, rs = left[low:high], right[low:high]
        taken[low:high] = times = np.minimum(rooms[0][ls], rooms[1][rs])
        rooms[0][ls] -= times
        rooms[1][rs] -= times
    found[open_[order]] = taken
    return found


def _turns(bead: Ints, rank: Ints, left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Pairs by their turn within their bead, and where each turn begins."""
    order = _sorted(bead, rank, left, right)
    size = np.bincount(bead)
    ends = np.cumsum(size)
    turn = np.arange(len(order)) - np.repeat(ends - size, size)
    by_turn, bounds = in_order_of(turn, np.concatenate([[0], ends]), int(size.max()))
    return order[by_turn], bounds


def _sorted(bead: Ints, rank: Ints, left: Ints, right: Ints) -> Ints:
    """The order by bead, then falling rank, then the left entry, then the right one."""
    columns = (bead, rank.max() - rank, left - _least(bead, left), right - _least(bead, right))
    sizes = [int(column.max()) + 1 for column in columns]
    if np.prod([float(size) for size in sizes]) >= 2**62:
        return np.lexsort(columns[::-1])
    key = columns[0]
    for column, size in zip(columns[1:], sizes[1:], strict=True):
        key = key * size + column
    return np.argsort(key)


def _least(bead: Ints, slot: Ints) -> Ints:
    """For each pair the least slot of its bead."""
    least = np.full(int(bead.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, bead, slot)
    return least[bead]


def in_order_of(group: Ints, rows: Ints, groups: int) -> tuple[Ints, Ints]:
    """Members group by group, in each as they came, and where each group begins: sorting by counting.

    Args:
        group: the group of each member.
        rows: where members that are all of different groups begin, and the end.
        groups: the number of groups.

    >>> [column.tolist() for column in in_order_of(np.array([0, 2, 0, 1]), np.array([0, 2, 4]), 3)]
    [[0, 2, 3, 1], [0, 2, 3, 4]]
    """
    table = sparse.csr_matrix((np.arange(len(group)), group, rows), shape=(len(rows) - 1, groups)).tocsc()
    return table.data, table.indptr.astype(np.int64)
