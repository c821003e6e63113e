"""What speaks for and against each bead: matched words by kind of evidence, mass, length, shape.

The words of a bead are matched greedily, the heaviest pair first, each occurrence once (a bead that joins segments is
matched as the joined text is). All beads are matched in lockstep: the first pair of each, then the second, and so on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.lattice import SHAPES, Lattice
from kztrans.alignment.matches import KINDS, Matches
from kztrans.alignment.sides import Side

__all__ = ["FEATURES", "Cells", "bead_features", "cells"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_SHAPE_FEATURES = ("1-1", "join", "2-2", "triple")
_OF_SHAPE = {(1, 1): "1-1", (1, 2): "join", (2, 1): "join", (2, 2): "2-2", (1, 3): "triple", (3, 1): "triple"}

FEATURES = (*KINDS, "known", "unknown", "length", "length²", *_SHAPE_FEATURES)
"""Names of the columns of `bead_features`: matched mass of each kind, mass of all, length, shapes."""

_COLUMN = {name: number for number, name in enumerate(FEATURES)}


@dataclass(frozen=True)
class Cells:
    """The pairs of tokens that may match in each pair of segments (a cell)."""

    start: Ints
    """Where a cell's pairs begin."""
    left: Ints
    """The entry of the source side (segment and type) of each pair."""
    right: Ints
    """The entry of the target side."""
    kind: Ints
    value: Floats
    """What a match adds, before the weight of its kind: strength times the lesser information of the two types."""


def cells(i: Ints, j: Ints, source: Side, target: Side, matches: Matches, *, room: int = 1 << 23) -> Cells:
    """Look up the pairs of tokens that may match in the cells ``(i, j)``, which are sorted by ``i``, then ``j``."""
    value = np.round(matches.strength * np.minimum(source.weight[matches.source], target.weight[matches.target]), 6)
    fan = np.searchsorted(matches.source, np.arange(len(source.types) + 1))
    parts = [
        _looked_up(i, j, low, high, source, target, matches, fan)
        for low, high in _chunks(i, j, max(room // max(len(target.types), 1), 1))
    ]
    number, left, right, match = (np.concatenate(column) for column in zip(*parts, strict=True)) if parts else _NONE
    return Cells(
        start=np.searchsorted(number, np.arange(len(i) + 1)),
        left=left, right=right, kind=matches.kind[match], value=value[match],
    )  # fmt: skip


_NONE = tuple(np.zeros(0, dtype=np.int64) for _ in range(4))


def _chunks(i: Ints, j: Ints, rows: int) -> list[tuple[int, int]]:
    """Ranges of cells whose target segments lie within ``rows`` of each other, and that are not too many."""
    ranges = []
    low = 0
    while low < len(i):
        high = min(low + 200_000, len(i))
        smallest = np.minimum.accumulate(j[low:high])
        largest = np.maximum.accumulate(j[low:high])
        high = low + max(int(np.searchsorted(largest - smallest, rows)), 1)
        ranges.append((low, high))
        low = high
    return ranges


def _expand(start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """For ranges, the number of the range and the member of each element of all of them."""
    size = end - start
    number = np.repeat(np.arange(len(start)), size)
    offset = np.arange(len(number)) - np.repeat(np.cumsum(size) - size, size)
    return number, start[number] + offset


def _looked_up(
    i: Ints, j: Ints, low: int, high: int, source: Side, target: Side, matches: Matches, fan: Ints
) -> tuple[Ints, Ints, Ints, Ints]:
    """Cell, source entry, target entry and match of each pair in a range of cells."""
    base, top = int(j[low:high].min()), int(j[low:high].max()) + 1
    entry = np.full((top - base, len(target.types)), -1, dtype=np.int32)
    first, last = int(target.start[base]), int(target.start[top])
    row = np.repeat(np.arange(top - base), np.diff(target.start[base : top + 1]))
    entry[row, target.column[first:last]] = np.arange(first, last)
    rows = np.unique(i[low:high])
    at, left = _expand(source.start[rows], source.start[rows + 1])
    column = source.column[left]
    pair, match = _expand(fan[column], fan[column + 1])
    row_start = np.searchsorted(at[pair], np.arange(len(rows) + 1))
    place = np.searchsorted(rows, i[low:high])
    cell, member = _expand(row_start[place], row_start[place + 1])
    right = entry[j[low:high][cell] - base, matches.target[match[member]]]
    hit = right >= 0
    return cell[hit] + low, left[pair[member[hit]]], right[hit].astype(np.int64), match[member[hit]]


def bead_features(
    lattice: Lattice, source: Side, target: Side, matches: Matches, table: Cells, ci: Ints, cj: Ints, kinds: Floats
) -> Floats:
    """The features of each bead of a lattice, a row a bead, columns as in `FEATURES`.

    Args:
        table: the matches of the cells.
        ci, cj: the cells, sorted; every pair of segments that a bead holds is among them.
        kinds: the weight of each kind of evidence, which decides what goes before what in matching.
    """
    features = np.zeros((len(lattice.tail), len(FEATURES)))
    shapes = np.array(SHAPES, dtype=np.int64)
    a, b = shapes[lattice.shape].T
    i, j = lattice.i[lattice.tail], lattice.j[lattice.tail]
    paired = np.flatnonzero((a > 0) & (b > 0))
    bead, left, right, kind, value = _bead_pairs(paired, i, j, a, b, table, ci, cj, len(target))
    matched = _greedy(bead, left, right, kind, value, kinds, source.count, target.count)
    for number in range(len(KINDS)):
        of_kind = kind == number
        np.add.at(features[:, number], paired[bead[of_kind]], (matched * value)[of_kind])
    for name, known in (("known", True), ("unknown", False)):
        left_mass = _span(source.mass(matches.known_source == known), i, a)
        right_mass = _span(target.mass(matches.known_target == known), j, b)
        features[paired, _COLUMN[name]] = (left_mass + right_mass)[paired]
    _length_features(features, paired, _span(source.length, i, a), _span(target.length, j, b))
    for number, shape in enumerate(SHAPES):
        if shape in _OF_SHAPE:
            features[lattice.shape == number, _COLUMN[_OF_SHAPE[shape]]] = 1.0
    return features


def _span(amount: Floats, first: Ints, size: Ints) -> Floats:
    """The sum of amounts over spans of segments."""
    total = np.concatenate([[0.0], np.cumsum(amount)])
    return np.asarray(total[first + size] - total[first])


def _length_features(features: Floats, paired: Ints, left: Floats, right: Floats) -> None:
    """How far the lengths differ, in standard deviations if the difference grew like a random walk."""
    a, b = left[paired], right[paired]
    apart = np.abs(a - b) / np.sqrt(a + b)
    features[paired, _COLUMN["length"]] = np.minimum(apart, 12.0)
    features[paired, _COLUMN["length²"]] = np.minimum(apart * apart, 60.0) / 10


def _bead_pairs(
    paired: Ints, i: Ints, j: Ints, a: Ints, b: Ints, table: Cells, ci: Ints, cj: Ints, width: int
) -> tuple[Ints, Ints, Ints, Ints, Floats]:
    """All pairs of tokens of the beads: number of the bead, source entry, target entry, kind, value."""
    keys = ci * (width + 1) + cj
    parts = []
    for shift_i in range(3):
        for shift_j in range(3):
            has = np.flatnonzero((a[paired] > shift_i) & (b[paired] > shift_j))
            if len(has):
                beads = paired[has]
                cell = np.searchsorted(keys, (i[beads] + shift_i) * (width + 1) + j[beads] + shift_j)
                number, member = _expand(table.start[cell], table.start[cell + 1])
                parts.append((has[number], member))
    if not parts:
        return *_NONE[:2], *_NONE[:2], np.zeros(0)
    bead, member = (np.concatenate(column) for column in zip(*parts, strict=True))
    return bead, table.left[member], table.right[member], table.kind[member], table.value[member]


def _greedy(
    bead: Ints, left: Ints, right: Ints, kind: Ints, value: Floats, kinds: Floats, count_left: Ints, count_right: Ints
) -> Floats:
    """How often each pair is matched, when each bead takes its heaviest pair first and no occurrence twice."""
    matched = np.zeros(len(bead))
    if not len(bead):
        return matched
    rank = np.round(kinds[kind] * value * 1000).astype(np.int64)
    order = np.lexsort((right, left, -rank, bead))
    sorted_bead = bead[order]
    first = np.flatnonzero(np.diff(sorted_bead, prepend=-1))
    turn = np.arange(len(order)) - np.repeat(first, np.diff([*first, len(order)]))
    by_turn = np.argsort(turn, kind="stable")
    order = order[by_turn]
    bounds = np.searchsorted(turn[by_turn], np.arange(int(turn.max()) + 2))
    _, left_slot = np.unique(bead[order] * (len(count_left) + 1) + left[order], return_inverse=True)
    _, right_slot = np.unique(bead[order] * (len(count_right) + 1) + right[order], return_inverse=True)
    room_left = np.zeros(int(left_slot.max()) + 1, dtype=np.int64)
    room_right = np.zeros(int(right_slot.max()) + 1, dtype=np.int64)
    room_left[left_slot] = count_left[left[order]]
    room_right[right_slot] = count_right[right[order]]
    for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        ls, rs = left_slot[low:high], right_slot[low:high]
        taken = np.minimum(room_left[ls], room_right[rs])
        matched[order[low:high]] = taken
        room_left[ls] -= taken
        room_right[rs] -= taken
    return matched
