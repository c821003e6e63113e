"""The beads of a stretch of two texts that are worth looking at, with what speaks for them.

Most beads cannot be on a good path. They are left out in three steps, cheap ones first: what more than all of a bead's
words could weigh is too little; the best path through it that else has only beads of one segment a side weighs too
little; its words, once matched, weigh too little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment import lattice, paths
from kztrans.alignment.cells import look_up
from kztrans.alignment.evidence import Beads, Evidence
from kztrans.alignment.lattice import Lattice
from kztrans.alignment.pair import Pair
from kztrans.alignment.paths import Gaps
from kztrans.bilingual.matches import KINDS

__all__ = ["DOUBT", "Band", "Layout", "Weights", "laid_out"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DOUBT = 14.0
"""A bead whose best path weighs so much less than the best of all has a probability below one in a million."""

_BATCH = 50_000
"""Beads that are weighed at one time; bounds the memory."""


class Weights(NamedTuple):
    """What speaks for a path, in nats."""

    beads: Floats
    """For a unit of each column of evidence, in the order of `FEATURES`."""
    gaps: Gaps
    more: Gaps = Gaps()
    """What is added to the gaps in a text that has them all the time."""
    moved: float = 0.0

    def gaps_of(self, pair: Pair) -> Gaps:
        """What leaving segments alone costs in a text of its habits."""
        runs = pair.habits.runs
        gap, torn = (round(base + runs * more, 6) for base, more in zip(self.gaps[:2], self.more[:2], strict=True))
        return Gaps(min(gap, 0.0), torn, self.moved)


class Band(NamedTuple):
    """A stretch of two texts, and where in it the path may go."""

    begin: int
    """The first source position."""
    low: Ints
    """For each source position the least target position."""
    high: Ints
    """The greatest, included."""


@dataclass(frozen=True)
class Layout:
    """Lattices of stretches, one beside the other, with what is known of their beads."""

    net: Lattice
    features: Floats
    """The evidence for each bead, columns as in `FEATURES`."""
    weights: Floats
    gaps: Gaps
    evidence: Evidence

    @cached_property
    def score(self) -> Floats:
        """The logarithm of each bead's weight."""
        return _scores(self.features, self.weights)

    def whole_scores(self) -> Ints:
        """Scores as whole numbers, whose sums are the same on every machine."""
        return np.round(self.score * 1e6).astype(np.int64)

    def best_path(self, score: Ints | None = None) -> list[int]:
        """The beads, as numbers in order, of the best path."""
        gap, torn, moved = (round(weight * 1e6) for weight in self.gaps)
        return paths.best_path(self.net, self.whole_scores() if score is None else score, (gap, torn, moved))

    def weight(self, path: Sequence[int]) -> float:
        """What a path through the only lattice weighs, in nats."""
        ends = [(int(self.net.i[n]), int(self.net.j[n])) for b in path for n in (self.net.tail[b], self.net.head[b])]
        nodes = [*self.net.first.tolist(), *self.net.last.tolist()]
        corners = [(int(self.net.i[n]), int(self.net.j[n])) for n in (nodes[0], nodes[-1])]
        total = float(self.score[list(path)].sum())
        for (i, j), (k, m) in zip([corners[0], *ends[1::2]], [*ends[::2], corners[1]], strict=True):
            total += self.gaps.gap * ((k > i) + (m > j)) + self.gaps.torn * (k > i and m > j)
        return total

    def posteriors(self) -> paths.Posterior:
        """What is probable under all paths."""
        return paths.posteriors(self.net, self.score, self.gaps)


def laid_out(
    pair: Pair,
    weights: Weights,
    bands: Sequence[Band],
    closed: tuple[Sequence[int], Sequence[int]] = ((), ()),
    doubt: float = DOUBT,
) -> Layout:
    """Lay lattices over stretches of two texts and weigh their beads.

    Args:
        pair: the texts, neither empty.
        bands: the stretches, in order.
        closed: positions of each side over which no bead may reach.
        doubt: beads on paths that weigh so much less than the best are left out.
    """
    parts = [_nodes(band) for band in bands]
    i, j = (np.concatenate(column) for column in zip(*parts, strict=True))
    part = np.repeat(np.arange(len(bands)), [len(rows) for rows, _ in parts])
    inside = np.concatenate([(rows < rows[-1]) & (columns < columns[-1]) for rows, columns in parts])
    evidence = Evidence(pair, look_up(i[inside], j[inside], pair), weights.beads[: len(KINDS)])
    arcs = _Arcs(*lattice.arcs(i, j, part))
    for positions, side in zip(closed, (i, j), strict=True):
        arcs = _not_over(positions, side, arcs)
    nodes = _Nodes(i, j, part)
    broken = (np.isin(i, closed[0]) | np.isin(j, closed[1])).astype(np.float64)
    bound = np.concatenate([_bound(band) for band in bands])[arcs.tail] & (arcs.shape == 0)
    gaps = weights.gaps_of(pair)
    arcs, features = _chosen(nodes, broken, bound, arcs, evidence, weights.beads, gaps, doubt)
    net, order = lattice.build(*nodes, arcs.tail, arcs.head, arcs.shape, broken)
    return Layout(net, features[order], weights.beads, gaps, evidence)


def _nodes(band: Band) -> tuple[Ints, Ints]:
    """The nodes of a band.

    >>> [column.tolist() for column in _nodes(Band(5, np.array([0, 1]), np.array([1, 1])))]
    [[5, 5, 6], [0, 1, 1]]
    """
    size = band.high - band.low + 1
    i = np.repeat(np.arange(len(band.low)), size)
    return i + band.begin, np.arange(len(i)) - np.repeat(np.cumsum(size) - size - band.low, size)


def _bound(band: Band) -> NDArray[np.bool_]:
    """Which of the nodes of a band only a bead leads on from: no segment may be left alone right after an anchor.

    >>> _bound(Band(5, np.array([0, 0, 2]), np.array([1, 1, 2]))).tolist()
    [False, False, False, True, False]
    """
    ends = np.cumsum(band.high - band.low + 1) - 1
    found = np.zeros(int(ends[-1]) + 1, dtype=np.bool_)
    found[ends[:-1][band.low[1:] > band.high[:-1]]] = True
    return found


class _Nodes(NamedTuple):
    """Nodes, and the number of the band that each is of."""

    i: Ints
    j: Ints
    part: Ints


@dataclass(frozen=True)
class _Arcs:
    """Beads as arcs between nodes."""

    tail: Ints
    head: Ints
    shape: Ints

    def only(self, keep: NDArray[np.bool_] | Ints) -> _Arcs:
        return _Arcs(self.tail[keep], self.head[keep], self.shape[keep])


def _scores(features: Floats, weights: Floats) -> Floats:
    return np.round(features @ weights, 6)


def _not_over(closed: Sequence[int], side: Ints, arcs: _Arcs) -> _Arcs:
    """Beads without those that reach over a position of a side."""
    if not len(closed):
        return arcs
    hand = np.asarray(closed)
    after = np.searchsorted(hand, side[arcs.head], side="left")
    return arcs.only(np.searchsorted(hand, side[arcs.tail], side="right") >= after)


def _chosen(
    nodes: _Nodes,
    broken: Floats,
    bound: NDArray[np.bool_],
    arcs: _Arcs,
    evidence: Evidence,
    weights: Floats,
    gaps: Gaps,
    doubt: float,
) -> tuple[_Arcs, Floats]:
    """The beads that may matter (those that are bound to be there among them), with the evidence for them."""
    beads = Beads(nodes.i[arcs.tail], nodes.j[arcs.tail], arcs.shape)
    most = _most(beads, evidence, weights)
    single = np.flatnonzero(bound | ((arcs.shape == 0) & (most >= -doubt)))
    plain = evidence.features(beads.only(single))
    most[single] = plain @ weights
    keep = bound | ((arcs.shape == 0) & (most >= -doubt))
    behind = _behind(nodes, broken, arcs, most, keep, gaps)
    keep &= bound | (behind <= 2 * doubt)
    joins = np.flatnonzero((arcs.shape > 0) & (behind <= doubt))
    joined = evidence.features(beads.only(joins))
    near = behind[joins] + most[joins] - joined @ weights <= doubt
    kept = np.concatenate([single[keep[single]], joins[near]])
    order = np.argsort(kept)
    return arcs.only(kept[order]), np.concatenate([plain[keep[single]], joined[near]])[order]


def _most(beads: Beads, evidence: Evidence, weights: Floats) -> Floats:
    """More than each bead can weigh."""
    parts = [beads.only(slice(low, low + _BATCH)) for low in range(0, max(len(beads), 1), _BATCH)]
    found = [evidence.features(part, matching=False) @ weights + evidence.most(part) for part in parts]
    return np.concatenate(found)


def _behind(nodes: _Nodes, broken: Floats, arcs: _Arcs, most: Floats, plain: NDArray[np.bool_], gaps: Gaps) -> Floats:
    """How much less than the best path of all the best path through each bead weighs, its other beads being plain."""
    kept = arcs.only(plain)
    net, order = lattice.build(*nodes, kept.tail, kept.head, kept.shape, broken)
    before, after, best = paths.best_sums(net, most[plain][order], gaps)
    return np.asarray(best[nodes.part[arcs.tail]] - before[arcs.tail] - most - after[arcs.head])
