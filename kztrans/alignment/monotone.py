"""The best path without crossings as beads, with the probability of each; long texts a few stretches at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.corridor import Corridor
from kztrans.alignment.lattice import SHAPES, Lattice
from kztrans.alignment.layout import DOUBT, Band, Layout, Weights, laid_out
from kztrans.alignment.pair import Pair
from kztrans.model import Bead

__all__ = ["bead_of", "beads_of", "grouped", "layouts", "monotone"]

Floats = NDArray[np.float64]

_TOGETHER = 60_000
"""Nodes, about, of the stretches of a long text that are aligned at one time."""


def monotone(pair: Pair, weights: Weights, route: Corridor) -> list[Bead]:
    """The beads of the best path without crossings."""
    return [bead for layout in layouts(pair, weights, route) for bead in beads_of(layout)]


def layouts(
    pair: Pair, weights: Weights, route: Corridor, doubt: float = DOUBT, together: int = _TOGETHER
) -> Iterator[Layout]:
    """The lattices of a pair of texts: of the whole, or of some of its stretches at a time, where it is long.

    Args:
        pair: the texts, neither empty.
        weights: what the evidence weighs.
        route: where the path may go.
        doubt: beads on paths that weigh so much less than the best are left out.
        together: nodes, about, of the stretches at a time.
    """
    closed = tuple([anchor[side] for anchor in route.anchors] for side in (0, 1))
    bands = (Band(begin[0], *route.stretch(begin, end)) for begin, end in pairwise(route.cuts))
    for group in grouped(bands, together):
        yield laid_out(pair, weights, group, (closed[0], closed[1]), doubt)


def grouped(bands: Iterable[Band], together: int = _TOGETHER) -> Iterator[list[Band]]:
    """Neighbouring stretches that have no more than so many nodes in all (or are one)."""
    group: list[Band] = []
    size = 0
    for band in bands:
        own = int((band.high - band.low + 1).sum())
        if group and size + own > together:
            yield group
            group, size = [], 0
        group.append(band)
        size += own
    if group:
        yield group


def beads_of(layout: Layout, path: Sequence[int] | None = None) -> list[Bead]:
    """The beads of a path (the best one), those with an empty side among them, each with its probability.

    That of a segment left alone is one minus what its beads with both sides have.
    """
    net, probability = layout.net, layout.posteriors().bead
    found: list[Bead] = []
    alone = _left_alone(net, probability)
    i, j = int(net.i[0]), int(net.j[0])

    def left(until: tuple[int, int]) -> Iterator[Bead]:
        yield from (Bead((n,), (), alone[0][n - int(net.i[0])]) for n in range(i, until[0]))
        yield from (Bead((), (n,), alone[1][n - int(net.j[0])]) for n in range(j, until[1]))

    for number in layout.best_path() if path is None else path:
        bead = bead_of(layout, number, probability)
        found += [*left((bead.source[0], bead.target[0])), bead]
        i, j = bead.source[-1] + 1, bead.target[-1] + 1
    return [*found, *left((int(net.i[-1]), int(net.j[-1])))]


def _left_alone(net: Lattice, probability: Floats) -> tuple[list[float], list[float]]:
    """For each segment of both sides, the probability that it is in no bead."""
    found = []
    for side in (net.i, net.j):
        begin, end = side[net.tail] - side[0], side[net.head] - side[0]
        change = np.zeros(int(side[-1] - side[0]) + 1)
        np.add.at(change, begin, probability)
        np.add.at(change, end, -probability)
        found.append(np.round(np.clip(1 - np.cumsum(change)[:-1], 0.0, 1.0), 4).tolist())
    return found[0], found[1]


def bead_of(layout: Layout, number: int, probability: Floats | None = None) -> Bead:
    """A bead of a layout as a value, with its probability where they are given."""
    net = layout.net
    a, b = SHAPES[net.shape[number]]
    i, j = int(net.i[net.tail[number]]), int(net.j[net.tail[number]])
    score = 0.0 if probability is None else round(float(probability[number]), 4)
    return Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), score)
