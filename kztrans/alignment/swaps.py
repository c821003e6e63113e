"""Neighbours that change places: one bead, or two that cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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

__all__ = ["read_both_ways", "together", "weighed"]

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


def read_both_ways(pair: Pair, weights: Weights, beads: Sequence[Bead]) -> tuple[list[Bead], list[list[Bead]]]:
    """What beads are when they may hold neighbours that have changed places.

    Returns:
        The beads, each with the probability that the other reading leaves to it where that is not the better one; and
        for each the two beads of the other reading where it is, none where it is not.
    """
    whole, halves = [], []
    for bead in beads:
        parts, ahead = _uncrossed(pair, weights, bead)
        better = bool(parts) and ahead > 0
        score = round(bead.score / (1 + float(np.exp(-abs(ahead)))), 4)  # of the better of the two readings
        whole.append(bead if better else replace(bead, score=score))
        halves.append([replace(part, score=score) for part in parts] if better else [])
    return whole, halves


def _uncrossed(pair: Pair, weights: Weights, bead: Bead) -> tuple[list[Bead], float]:
    """The two beads that a bead is when its two parts have changed places, and how much more than it they weigh."""
    a, b = len(bead.source), len(bead.target)
    cuts = [(k, m) for k in range(1, a) for m in range(1, b) if {(k, b - m), (a - k, m)} <= set(SHAPES)]
    if not cuts:
        return [], -np.inf
    rows = [(0, 0, SHAPES.index((a, b)))]
    for k, m in cuts:
        rows += [(0, m, SHAPES.index((k, b - m))), (k, 0, SHAPES.index((a - k, m)))]
    i, j, shape = np.array(rows, dtype=np.int64).T
    weight = weighed(pair.only(list(bead.source), list(bead.target)), weights, i, j, shape)
    crossed = weight[1::2] + weight[2::2] + SWAPPED
    best = int(crossed.argmax())
    k, m = cuts[best]
    parts = (bead.source[:k], bead.target[m:]), (bead.source[k:], bead.target[:m])
    return [Bead(*part, bead.score) for part in parts], float(crossed[best] - weight[0])


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
