"""What speaks for and against each bead: matched words by kind of evidence, what ought to match, length, shape.

The words of a bead are matched greedily (`matching`); a bead that joins segments is matched as the joined text is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.cells import Cells
from kztrans.alignment.lattice import SHAPES
from kztrans.alignment.matching import Words, greedily
from kztrans.alignment.pair import Pair
from kztrans.alignment.ranges import expand
from kztrans.alignment.vectors import Likeness
from kztrans.bilingual.matches import KINDS

__all__ = ["FEATURES", "Beads", "Evidence", "Matched"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_NAMES = {1: {2: "join", 3: "triple", 4: "fourfold"}, 2: {2: "2-2", 3: "recut"}}
"""Beads of the smaller and the larger number of segments to the names of their shapes."""
_SHAPE_NAMES = {(a, b): _NAMES[min(a, b)].get(max(a, b), "1-1") for a, b in SHAPES}

FEATURES = (
    *KINDS,
    "known",
    "unknown",
    "length",
    *dict.fromkeys(_SHAPE_NAMES.values()),
    "alone",
    "paragraph",
    "ends",
    "quotes",
    "condensed",
    "chance",
    "vectors",
    "weakest",
)
"""The columns of evidence: matched mass of each kind; the mass of words that should find a match, and of others; how
far the lengths differ; the bead's shape; its segments, times the share of
the text that is left alone; whether paragraphs begin together, and end together; whether a quotation is open at the end
of one side alone; how much longer the side of more segments is; what the matched words weigh where both sides have two
segments or more, since neighbours speak of the same things and share words by chance; how alike the sentence vectors
are, and that of the segment of a join that is least like the other side."""

_COLUMN = {name: number for number, name in enumerate(FEATURES)}
_SHAPE_COLUMN = np.array([_COLUMN[name] for name in _SHAPE_NAMES.values()])
_ACROSS = np.array([min(shape) > 1 for shape in SHAPES])
"""The shapes in which words of neighbours match across."""
_BATCH = 400_000
"""Pairs of tokens that are matched at one time; bounds the memory."""


@dataclass(frozen=True)
class Beads:
    """Beads with both sides: where they begin, and their shape as index into `SHAPES`."""

    i: Ints
    j: Ints
    shape: Ints

    def __len__(self) -> int:
        return len(self.i)

    @property
    def a(self) -> Ints:
        """The number of source segments of each."""
        return np.array([a for a, _ in SHAPES])[self.shape]

    @property
    def b(self) -> Ints:
        """The number of target segments of each."""
        return np.array([b for _, b in SHAPES])[self.shape]

    def only(self, keep: NDArray[np.bool_] | Ints | slice) -> Beads:
        """Some of the beads."""
        return Beads(self.i[keep], self.j[keep], self.shape[keep])


class Matched(NamedTuple):
    """The pairs of tokens of some beads."""

    bead: Ints
    """The number of each pair's bead."""
    member: Ints
    """The number of the pair in the table."""
    times: Ints
    """How often it is matched."""


class Evidence:
    """The evidence of two texts, ready to be asked about beads."""

    def __init__(self, pair: Pair, table: Cells, kinds: Floats) -> None:
        """Args: the texts, the cells of all beads to come, the weight of each kind of evidence."""
        self.source, self.target, self.table, self.kinds = pair.source, pair.target, table, kinds
        self._totals, self._habits = pair.totals, pair.habits
        self._likeness = Likeness(pair.vectors, table) if pair.vectors else None
        self._reach = np.concatenate([[0.0], np.cumsum(_reach(table, kinds, pair.source.count, pair.target.count))])

    def most(self, beads: Beads) -> Floats:
        """More than the matched words of each bead can weigh together."""
        total = np.zeros(len(beads))
        for number, cell in self._cells(beads):
            total[number] += self._reach[self.table.start[cell + 1]] - self._reach[self.table.start[cell]]
        return total

    def features(self, beads: Beads, *, matching: bool = True) -> Floats:
        """The evidence for each bead, columns as in `FEATURES`; without ``matching`` 0 for matched words."""
        found = np.zeros((len(beads), len(FEATURES)))
        left, right = self._over(beads)
        known, found[:, _COLUMN["unknown"]] = left[:2] + right[:2]
        found[:, _COLUMN["known"]] = known * self._habits.rate
        found[:, _COLUMN["alone"]] = (beads.a + beads.b) * self._habits.alone
        found[:, _COLUMN["quotes"]] = (left[3] + right[3]) % 2
        left, right = left[2], right[2]
        longer = (left - right) / np.sqrt(left + right)  # in deviations, if lengths drift like a random walk
        found[:, _COLUMN["length"]] = np.minimum(np.abs(longer), 8.0)
        found[:, _COLUMN["condensed"]] = np.clip(longer, -8.0, 8.0) * np.sign(beads.a - beads.b)
        found[np.arange(len(beads)), _SHAPE_COLUMN[beads.shape]] = 1.0
        self._paragraphs(beads, found)
        if self._likeness:
            found[:, [_COLUMN["vectors"], _COLUMN["weakest"]]] = self._likeness.of(beads.i, beads.a, beads.j, beads.b)
        if matching:
            for low, high in self._batches(beads):
                self._match(beads.only(slice(low, high)), found[low:high])
        return found

    def _over(self, beads: Beads) -> tuple[Floats, Floats]:
        """What the beads hold of each side, a row an amount as in `Pair.totals`."""
        left, right = self._totals
        return left[:, beads.i + beads.a] - left[:, beads.i], right[:, beads.j + beads.b] - right[:, beads.j]

    def _paragraphs(self, beads: Beads, found: Floats) -> None:
        """Beginnings of paragraphs count for as much as they are rare: nothing where every segment is a paragraph."""
        if self.source.begins is None or self.target.begins is None:
            return
        left, right = self.source.begins, self.target.begins
        rare_left, rare_right = 1 - left.mean(), 1 - right.mean()
        found[:, _COLUMN["paragraph"]] = (left[beads.i] - 1 + rare_left) * (right[beads.j] - 1 + rare_right)
        if self.source.ends is not None and self.target.ends is not None:
            ends = self.source.ends[beads.i + beads.a - 1] - 1 + rare_left
            found[:, _COLUMN["ends"]] = ends * (self.target.ends[beads.j + beads.b - 1] - 1 + rare_right)

    def _cells(self, beads: Beads) -> Iterator[tuple[Ints, Ints]]:
        """Numbers of beads and, for each, the number of one of its cells."""
        for _, _, number, cell in self.table.of_beads(beads.i, beads.a, beads.j, beads.b):
            yield number, cell

    def _batches(self, beads: Beads) -> Iterator[tuple[int, int]]:
        """Ranges of beads that hold no more than `_BATCH` pairs of tokens each (or are one bead)."""
        size = np.zeros(len(beads), dtype=np.int64)
        for number, cell in self._cells(beads):
            size[number] += self.table.start[cell + 1] - self.table.start[cell]
        total = np.cumsum(size)
        low = 0
        while low < len(beads):
            base = int(total[low - 1]) if low else 0
            high = max(int(np.searchsorted(total, base + _BATCH, side="right")), low + 1)
            yield low, high
            low = high

    def matched(self, beads: Beads) -> Matched:
        """The pairs of tokens of the beads, and how often each is matched."""
        parts = []
        for number, cell in self._cells(beads):
            of, member = expand(self.table.start[cell], self.table.start[cell + 1])
            parts.append((number[of], member))
        bead, member = (np.concatenate(column) for column in zip(*parts, strict=True))
        left, right = self.source, self.target
        words = (
            Words(left.start[beads.i], left.start[beads.i + beads.a], left.count),
            Words(right.start[beads.j], right.start[beads.j + beads.b], right.count),
        )
        entries = self.table.left[member], self.table.right[member]
        return Matched(bead, member, greedily(bead, self._rank[member], entries, words))

    @cached_property
    def _rank(self) -> Ints:
        """What each pair of tokens weighs, in thousandths of a nat."""
        return np.round(self.kinds[self.table.kind] * self.table.value * 1000).astype(np.int64)

    def _match(self, beads: Beads, found: Floats) -> None:
        """Add the matched mass of each kind."""
        bead, member, times = self.matched(beads)
        kind = self.table.kind[member]
        size = len(beads) * len(KINDS)
        sums = np.bincount(bead * len(KINDS) + kind, weights=times * self.table.value[member], minlength=size)
        found[:, : len(KINDS)] = sums.reshape(len(beads), len(KINDS))
        found[:, _COLUMN["chance"]] = (found[:, : len(KINDS)] @ self.kinds) * _ACROSS[beads.shape]


def _reach(table: Cells, kinds: Floats, count_left: Ints, count_right: Ints) -> Floats:
    """For each pair of tokens, a bound of what it adds to its cell: only the best pair of each source entry counts."""
    worth = np.maximum(kinds[table.kind], 0) * table.value
    if not len(worth):
        return worth
    cell = np.repeat(np.arange(len(table.start) - 1), np.diff(table.start))
    first = np.flatnonzero((np.diff(cell, prepend=-1) != 0) | (np.diff(table.left, prepend=-1) != 0))
    most = np.maximum.reduceat(worth, first) * count_left[table.left[first]]
    each = np.add.reduceat(worth * np.minimum(count_left[table.left], count_right[table.right]), first)
    bound = np.zeros(len(worth))
    bound[first] = np.minimum(most, each)
    return bound
