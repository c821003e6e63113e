"""How sure a bead is, once all beads are known.

The posterior of the random field says how probable a bead is *given that the texts translate each other* as those do
that gave the weights. What speaks for the pair by itself, how much of each side the other covers, what became of the
segments around it and of the text as a whole tell whether that is so. A logistic regression over these signs
(``benchmarks/fit_confidence.py``) makes the probability that is given out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.cells import look_up
from kztrans.alignment.evidence import FEATURES, Beads, Evidence
from kztrans.alignment.lattice import LONGEST, SHAPES
from kztrans.alignment.layout import Weights
from kztrans.alignment.pair import Pair
from kztrans.alignment.ranges import expand
from kztrans.alignment.weights import CONFIDENCE, CONFIDENCE_WITH_VECTORS
from kztrans.bilingual.matches import KINDS
from kztrans.model import Bead

__all__ = ["SIGNS", "judged", "signs"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SIGNS = (
    "one", "posterior", "weight", "matched", "least", "lopsided", "around", "text", "rate", "edge", "moved", "joined",
    "vectors", "rival", "part", "beside",
)  # fmt: skip
"""The columns: 1; the logit of the posterior; the bead's own weight; its matched mass; the share that is matched of the
side that has less; how much more the other has; the beads around it; the text's share in sure beads; its habits' rate;
segments left alone beside it; whether it moved; whether it holds more than two segments; likeness of the vectors; how
much more than it the best other partner of one of its segments may weigh; the least share that is matched of one of its
segments; the logit of the posterior of the beads right before and after it."""

_NEAR = 4
"""Beads before and after each that count as around it."""
_SURE = 0.7
_FEW = 4.0
"""Segments that tell nothing of whether two texts belong together, beside their own: short texts tell little."""
_USUAL = 2.0
"""The logit of the posterior that a bead's neighbours have where it has none with both sides."""
_MOST = 0.9999
"""No bead is certain but one that a person has set: 1 says that."""
_BATCH = 4096
_PLAIN = 10.0
"""The weight, in nats, from which a bead has no rivals."""
_NONE = -15.0
"""What a bead is ahead of its rivals, in nats, where it has none."""
_SMALL = 40_000
"""Pairs of segments up to which rivals are looked for in the whole text."""
_NEARBY = 8
"""Segments before and after a bead where they are looked for in a longer one."""


def judged(pair: Pair, weights: Weights, beads: Sequence[Bead]) -> list[Bead]:
    """The beads, those with both sides with the probability that they are right."""
    full = [number for number, bead in enumerate(beads) if bead.source and bead.target]
    if not full:
        return list(beads)
    table = CONFIDENCE if pair.vectors is None else CONFIDENCE_WITH_VECTORS
    logit = np.round(signs(pair, weights, beads), 4) @ np.array([table[name] for name in SIGNS])
    score = np.minimum(np.round(1 / (1 + np.exp(-np.clip(logit, -30, 30))), 4), _MOST)
    found = list(beads)
    for number, own in zip(full, score.tolist(), strict=True):
        found[number] = replace(beads[number], score=own)
    return found


def signs(pair: Pair, weights: Weights, beads: Sequence[Bead]) -> Floats:
    """What tells how sure the beads with both sides are, columns as in `SIGNS`."""
    full = [bead for bead in beads if bead.source and bead.target]
    own = [_of_pairs(pair, weights, full[low : low + _BATCH]) for low in range(0, len(full), _BATCH)]
    weight, matched, left, right, part, vectors = np.concatenate(own, axis=1)
    score = np.array([bead.score for bead in full])
    size = np.array([len(bead.source) + len(bead.target) for bead in full])
    posterior = _logit(score)
    found = np.zeros((len(full), len(SIGNS)))
    columns = {
        "one": np.ones(len(full)),
        "posterior": posterior,
        "weight": np.clip(weight, -5.0, 15.0),
        "matched": np.log1p(matched),
        "least": np.minimum(left, right),
        "lopsided": np.abs(left - right),
        "text": np.full(len(full), _share(pair, full)),
        "rate": np.full(len(full), pair.habits.rate),
        "moved": np.array([bead.moved for bead in full]),
        "joined": size > 2,
        "vectors": vectors,
        "rival": np.clip(_rivals(pair, weights, full, weight) - weight, _NONE, 5.0),
        "part": part,
        "beside": _beside(beads),
    }
    for name, column in columns.items():
        found[:, SIGNS.index(name)] = column
    found[:, SIGNS.index("around")], found[:, SIGNS.index("edge")] = _around(beads)
    return found


def _share(pair: Pair, full: Sequence[Bead]) -> float:
    """The greater of the two sides' shares of segments in sure beads; less where the texts are short."""
    sure = [bead for bead in full if bead.score >= _SURE]
    left, right = sum(len(bead.source) for bead in sure), sum(len(bead.target) for bead in sure)
    size = max(len(pair.source), len(pair.target))
    return max(left / len(pair.source), right / len(pair.target)) * size / (size + _FEW)


def _logit(score: Floats) -> Floats:
    posterior = np.clip(score, 0.001, 0.9995)
    return np.asarray(np.log(posterior / (1 - posterior)))


def _beside(beads: Sequence[Bead]) -> Floats:
    """For beads with both sides: the mean logit of the posterior of those right before and after it, in the source's
    order, that have both sides, too. A boundary that is in the wrong place is wrong for two beads."""
    paired = np.array([bool(bead.source and bead.target) for bead in beads])
    logit = np.concatenate([[0.0], _logit(np.array([bead.score for bead in beads])) * paired, [0.0]])
    count = np.concatenate([[0], paired, [0]])
    at = np.flatnonzero(paired)
    near = count[at] + count[at + 2]
    return np.where(near > 0, (logit[at] + logit[at + 2]) / np.maximum(near, 1), _USUAL)


def _around(beads: Sequence[Bead]) -> tuple[Floats, Floats]:
    """For beads with both sides: what the others near them have on average; segments left alone beside them."""
    paired = np.array([bool(bead.source and bead.target) for bead in beads])
    score = np.array([bead.score for bead in beads]) * paired
    total = np.concatenate([[0.0], np.cumsum(score)])
    at = np.flatnonzero(paired)
    low, high = np.maximum(at - _NEAR, 0), np.minimum(at + _NEAR + 1, len(beads))
    others = np.maximum(high - low - 1, 1)
    around = np.where(high - low > 1, (total[high] - total[low] - score[at]) / others, 0.5)
    edge = np.concatenate([[0.0], ~paired, [0.0]]).astype(np.float64)
    return around, edge[at] + edge[at + 2]


def _of_pairs(pair: Pair, weights: Weights, beads: Sequence[Bead]) -> Floats:
    """Rows for weight, matched mass, the share that is matched of each side and at least of each segment, likeness."""
    number, i = expand(np.array([b.source[0] for b in beads]), np.array([b.source[-1] + 1 for b in beads]))
    first, last = np.array([b.target[0] for b in beads]), np.array([b.target[-1] + 1 for b in beads])
    row, j = expand(first[number], last[number])
    evidence = Evidence(pair, look_up(i[row], j, pair), weights.beads[: len(KINDS)])
    shape = np.array([SHAPES.index((len(b.source), len(b.target))) for b in beads])
    group = Beads(np.array([b.source[0] for b in beads]), first, shape)
    features = evidence.features(group)
    mass = features[:, : len(KINDS)] @ np.maximum(weights.beads[: len(KINDS)], 0.0)
    left, right, part = _covered(pair, evidence, group)
    likeness = features[:, FEATURES.index("vectors")]
    return np.stack([features @ weights.beads, mass, left, right, part, likeness])


def _rivals(pair: Pair, weights: Weights, beads: Sequence[Bead], own: Floats) -> Floats:
    """What the best other partner of one of a bead's segments may weigh, for beads that do not weigh much themselves.

    In a long text it is looked for in the neighbourhood, and not for what has moved.
    """
    n, m = len(pair.source), len(pair.target)
    long = n * m > _SMALL
    reach = _NEARBY if long else max(n, m)
    asked = [k for k in np.flatnonzero(own < _PLAIN).tolist() if not (long and beads[k].moved)]
    found = np.full(len(beads), -np.inf)
    if not asked:
        return found
    low, high = np.full(n, m), np.zeros(n, dtype=np.int64)
    around = {}
    for k in asked:
        source, target = beads[k].source, beads[k].target
        top, bottom = max(source[0] - reach, 0), min(source[-1] + reach + 1, n)
        left, right = max(target[0] - reach, 0), min(target[-1] + reach + 1, m)
        around[k] = top, bottom, left, right
        low[top:bottom] = np.minimum(low[top:bottom], left)
        high[top:bottom] = np.maximum(high[top:bottom], right)
    high = np.maximum(low, high)
    row, column = expand(low, high)
    evidence = Evidence(pair, look_up(row, column, pair), weights.beads[: len(KINDS)])
    cells = Beads(row, column, np.zeros(len(row), dtype=np.int64))
    worth = evidence.features(cells, matching=False) @ weights.beads + evidence.most(cells)
    place = np.cumsum(high - low) - high  # of a row's cell of column 0, if it had one
    for k in asked:
        source, target = beads[k].source, beads[k].target
        top, bottom, left, right = around[k]
        others = [j for j in range(left, right) if j not in target]
        rows = np.array([i for i in range(top, bottom) if i not in source], dtype=np.int64)
        best = [worth[place[i] + others].max() for i in source if others]
        best += [worth[place[rows] + j].max() for j in target if len(rows)]
        found[k] = max(best, default=-np.inf)
    return found


def _covered(pair: Pair, evidence: Evidence, beads: Beads) -> tuple[Floats, Floats, Floats]:
    """The share of each side's mass that is matched in each bead, and the least such share of one of its segments."""
    bead, member, taken = evidence.matched(beads)
    table = evidence.table
    found = []
    least = np.full(len(beads), np.inf)
    for side, entry, begin, size, totals in (
        (pair.source, table.left, beads.i, beads.a, pair.totals[0]),
        (pair.target, table.right, beads.j, beads.b, pair.totals[1]),
    ):
        weight = taken * side.weight[side.column[entry[member]]]
        mass = np.bincount(bead, weights=weight, minlength=len(beads))
        whole = totals[:2, begin + size] - totals[:2, begin]
        found.append(mass / np.maximum(whole.sum(axis=0), 1.0))
        place = np.searchsorted(side.start, entry[member], side="right") - 1 - begin[bead]
        each = np.bincount(bead * LONGEST + place, weights=weight, minlength=LONGEST * len(beads)).reshape(-1, LONGEST)
        for shift in range(LONGEST):
            inside = np.flatnonzero(size > shift)
            whole = (totals[:2, begin[inside] + shift + 1] - totals[:2, begin[inside] + shift]).sum(axis=0)
            least[inside] = np.minimum(least[inside], each[inside, shift] / np.maximum(whole, 1.0))
    return found[0], found[1], least
