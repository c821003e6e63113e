"""The beads of a stretch of two texts that are worth looking at, with what speaks for them.

Most beads cannot be on a good path. They are left out in three steps, cheap ones first: what more than all of a bead's
words could weigh is too little; the best path through it that else has only beads of one segment a side weighs too
little; its words, once matched, weigh too little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment import lattice
from kztrans.alignment.cells import look_up
from kztrans.alignment.evidence import FEATURES, Beads, Evidence
from kztrans.alignment.lattice import SHAPES, Lattice
from kztrans.alignment.pair import Pair
from kztrans.bilingual.matches import KINDS

__all__ = ["DOUBT", "Layout", "laid_out"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DOUBT = 14.0
"""A bead whose best path weighs so much less than the best of all has a probability below one in a million."""
_SIZES = np.array([a * b for a, b in SHAPES])


@dataclass(frozen=True)
class Layout:
    """A lattice with what is known of its beads."""

    net: Lattice
    features: Floats
    """The evidence for each bead, columns as in `FEATURES`; zeros for beads with an empty side."""
    score: Floats
    """The logarithm of each bead's weight."""
    evidence: Evidence

    def whole_scores(self) -> Ints:
        """Scores as whole numbers, whose sums are the same on every machine."""
        return np.round(self.score * 1e6).astype(np.int64)


def laid_out(
    pair: Pair,
    weights: Floats,
    low: Ints,
    high: Ints,
    begin: int = 0,
    anchors: Sequence[tuple[int, int]] = (),
    doubt: float = DOUBT,
) -> Layout:
    """Lay a lattice over a stretch of two texts and weigh its beads.

    Args:
        pair: the texts, neither empty.
        weights: in the order of `FEATURES`.
        low, high: for each source position of the stretch, the least and the greatest target position.
        begin: the first source position of the stretch.
        anchors: hand-set ones, over which no bead may reach.
        doubt: beads on paths that weigh so much less than the best are left out.
    """
    i, j = lattice.banded(low, high, begin)
    inside = (i < i[-1]) & (j < j[-1])
    table = look_up(i[inside], j[inside], pair)
    evidence = Evidence(pair, table, weights[: len(KINDS)])
    arcs = _not_over(anchors, i, _Arcs(*lattice.arcs(i, j)))
    arcs, features = _chosen(i, j, arcs, evidence, weights, doubt)
    net, order = lattice.build(i, j, arcs.tail, arcs.head, arcs.shape)
    return Layout(net, features[order], _scores(features, weights)[order], evidence)


@dataclass(frozen=True)
class _Arcs:
    """Beads as arcs between nodes."""

    tail: Ints
    head: Ints
    shape: Ints

    def only(self, keep: NDArray[np.bool_]) -> _Arcs:
        return _Arcs(self.tail[keep], self.head[keep], self.shape[keep])


def _scores(features: Floats, weights: Floats) -> Floats:
    return np.round(features @ weights, 6)


def _not_over(anchors: Sequence[tuple[int, int]], i: Ints, arcs: _Arcs) -> _Arcs:
    """Beads without those that reach over a hand-set anchor."""
    if not anchors:
        return arcs
    hand = np.array([a for a, _ in anchors])
    after = np.searchsorted(hand, i[arcs.head], side="left")
    return arcs.only(np.searchsorted(hand, i[arcs.tail], side="right") >= after)


def _chosen(i: Ints, j: Ints, arcs: _Arcs, evidence: Evidence, weights: Floats, doubt: float) -> tuple[_Arcs, Floats]:
    """The beads that may matter, with the evidence for them."""
    beads = Beads(i[arcs.tail], j[arcs.tail], arcs.shape)
    size = _SIZES[arcs.shape]
    features = np.zeros((len(beads), len(FEATURES)))
    paired = np.flatnonzero(size > 0)
    features[paired] = evidence.features(beads.only(paired), matching=False)
    most = features @ weights
    most[paired] += evidence.most(beads.only(paired))
    single = np.flatnonzero((size == 1) & (most >= -doubt))
    features[single] = evidence.features(beads.only(single))
    most[single] = features[single] @ weights
    plain = (size == 0) | ((size == 1) & (most >= -doubt))
    through, best = _through(i, j, arcs, most, plain)
    keep = plain & (through >= best - 2 * doubt)
    joins = np.flatnonzero((size > 1) & (through >= best - doubt))
    features[joins] = evidence.features(beads.only(joins))
    keep[joins[through[joins] - most[joins] + features[joins] @ weights >= best - doubt]] = True
    return arcs.only(keep), features[keep]


def _through(i: Ints, j: Ints, arcs: _Arcs, most: Floats, plain: NDArray[np.bool_]) -> tuple[Floats, float]:
    """What the best path through each bead weighs, its other beads being plain; and what the best of all does."""
    kept = arcs.only(plain)
    net, order = lattice.build(i, j, kept.tail, kept.head, kept.shape)
    forward, backward = lattice.best_sums(net, most[plain][order])
    return forward[arcs.tail] + most + backward[arcs.head], float(forward[-1])
