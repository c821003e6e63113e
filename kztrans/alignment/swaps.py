"""Neighbours that change places: one bead, or two that cross."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.cells import look_up
from kztrans.alignment.evidence import Beads, Evidence
from kztrans.alignment.lattice import SHAPES
from kztrans.alignment.layout import Weights
from kztrans.alignment.pair import Pair
from kztrans.alignment.weights import SWAPPED
from kztrans.bilingual.matches import KINDS
from kztrans.model import Bead

__all__ = ["together", "uncrossed", "weighed"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def weighed(pair: Pair, weights: Weights, i: Ints, j: Ints, shape: Ints) -> Floats:
    """What beads of a small pair of texts weigh; those that cannot weigh more than nothing may be given less."""
    n, m = len(pair.source), len(pair.target)
    table = look_up(np.repeat(np.arange(n), m), np.tile(np.arange(m), n), pair)
    evidence = Evidence(pair, table, weights.beads[: len(KINDS)])
    beads = Beads(i, j, shape)
    found = evidence.features(beads, matching=False) @ weights.beads
    likely = np.flatnonzero(found + evidence.most(beads) > 0)
    found[likely] = evidence.features(beads.only(likely)) @ weights.beads
    return np.asarray(found)


def uncrossed(pair: Pair, weights: Weights, bead: Bead) -> list[Bead]:
    """The two beads that a bead is when its two parts have changed places; none where it has not."""
    a, b = len(bead.source), len(bead.target)
    if min(a, b) < 2:
        return []
    cuts = [(k, m_) for k in range(1, a) for m_ in range(1, b) if {(k, b - m_), (a - k, m_)} <= set(SHAPES)]
    rows = [(0, 0, SHAPES.index((a, b)))]
    for k, m_ in cuts:
        rows += [(0, m_, SHAPES.index((k, b - m_))), (k, 0, SHAPES.index((a - k, m_)))]
    i, j, shape = np.array(rows, dtype=np.int64).T
    weight = weighed(pair.only(list(bead.source), list(bead.target)), weights, i, j, shape)
    crossed = weight[1::2] + weight[2::2] + SWAPPED
    best = int(crossed.argmax())
    if crossed[best] <= weight[0]:
        return []
    score = round(bead.score / (1 + float(np.exp(weight[0] - crossed[best]))), 4)
    k, m_ = cuts[best]
    return [Bead(bead.source[:k], bead.target[m_:], score), Bead(bead.source[k:], bead.target[:m_], score)]


def together(beads: list[Bead]) -> list[Bead]:
    """The beads with neighbours that change places as one."""
    found: list[Bead] = []
    for bead in beads:
        before = found[-1] if found else bead
        swapped = before.target and bead.target and bead.target[-1] + 1 == before.target[0]
        if swapped and before.source and (len(before.source + bead.source), len(before.target + bead.target)) in SHAPES:
            both = before.source + bead.source, bead.target + before.target
            found[-1] = Bead(*both, min(before.score, bead.score))
        else:
            found.append(bead)
    return found
