"""Paths through a lattice of beads: the best one, and the sums over all of them.

Between two beads a path may leave segments of either side alone, those of the source before those of the target,
so that one reading is one path. Leaving segments alone costs once a run (`Gaps`), as translators leave out passages.
The other order costs `TURN`: it never pays but where a band of nodes leaves no other way, so that there always is one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.lattice import Lattice, Step

__all__ = ["FORBIDDEN", "Gaps", "Posterior", "best_path", "best_sums", "posteriors"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = NDArray[Any]

FORBIDDEN = -1e15
"""The logarithm of the weight of a bead that must not be."""

TURN = -14.0
"""The logarithm of the weight, beside that of a run, of a run of source segments right after one of the target."""


class Gaps(NamedTuple):
    """Logarithms of the weights of leaving segments alone."""

    gap: float = 0.0
    """For a run of segments of one side."""
    torn: float = 0.0
    """More, for a run of target segments right after a run of source segments."""
    moved: float = 0.0
    """For a bead that does not follow right upon another one: each passage of what has moved begins with one."""


NO_GAPS = Gaps()


class _Sums(NamedTuple):
    """What the paths to (or from) each node weigh, all or the best of them; one number more than nodes."""

    bead: Numbers
    """Paths whose last step is a bead, or that begin here."""
    source: Numbers
    """Paths whose last step leaves a source segment alone."""
    target: Numbers
    """Paths whose last step leaves a target segment alone."""
    any: Numbers
    next: Numbers
    """What a bead that follows (or comes before) finds."""


_Costs = tuple[Any, Any, Any, Any]
"""The weights of `Gaps`, and of a turn."""


def _maximum(value: Numbers, step: Step) -> Numbers:
    return np.asarray(np.maximum.reduceat(value, step.first))


def _logarithm_of_sum(value: Numbers, step: Step) -> Numbers:
    top = np.maximum.reduceat(value, step.first)
    return np.asarray(top + np.log(np.add.reduceat(np.exp(value - top[step.group]), step.first)))


_Plus = Callable[[Numbers, Numbers], Numbers]
_Reduce = Callable[[Numbers, Step], Numbers]


def _forward(net: Lattice, score: Numbers, costs: _Costs, plus: _Plus, reduce: _Reduce) -> _Sums:
    """Sums over the paths from the beginning to each node, by their last step."""
    gap, torn, moved, turn = costs
    size = len(net.i) + 1
    bead, source, target, any_, next_ = (np.full(size, FORBIDDEN).astype(score.dtype) for _ in range(5))
    bead[net.first] = any_[net.first] = 0
    next_[net.first] = moved
    for step in net.forward[1:]:
        if len(step.bead):
            bead[step.reached] = reduce(next_[step.origin] + score[step.bead], step)
        up, left, node = step.above, step.beside, step.node
        alone = np.maximum(plus(bead[up] + gap, source[up]), target[up] + gap + turn)
        other = plus(plus(bead[left], source[left] + torn) + gap, target[left])
        source[node], target[node] = alone, other
        any_[node] = plus(plus(bead[node], alone), other)
        next_[node] = any_[node] if moved == 0 else _next(net, node, bead[node], plus(alone, other), moved, plus)
    return _Sums(bead, source, target, any_, next_)


def _next(net: Lattice, node: Ints, bead: Numbers, alone: Numbers, moved: Any, plus: _Plus) -> Numbers:
    """What a bead that follows finds where a passage costs at its beginning."""
    return plus(bead + (moved * net.broken[node]).astype(bead.dtype), alone + moved)


def _backward(net: Lattice, score: Numbers, costs: _Costs, plus: _Plus, reduce: _Reduce) -> _Sums:
    """Sums over the paths from each node to the end, by the step before it."""
    gap, torn, moved, turn = costs
    size = len(net.i) + 1
    bead, source, target, out = (np.full(size, FORBIDDEN).astype(score.dtype) for _ in range(4))
    for step in net.backward:
        if len(step.bead):
            out[step.reached] = reduce(bead[step.origin] + score[step.bead], step)
        node = step.node
        ends = net.last[net.of_node[node]] == node
        follows = np.where(ends, 0, out[node] + (moved * net.broken[node]).astype(score.dtype))
        on = np.where(ends, 0, out[node] + moved)
        down, right = source[step.above], target[step.beside]
        bead[node] = plus(follows, plus(down, right) + gap)
        source[node] = plus(plus(on, down), right + gap + torn)
        target[node] = np.maximum(plus(on, right), down + gap + turn)
    return _Sums(bead, source, target, out, bead)


class Posterior(NamedTuple):
    """What is probable under all paths."""

    bead: Floats
    """The probability of each bead."""
    gaps: Floats
    """How many runs are to be expected, and how many torn ones."""
    total: Floats
    """For each of the lattices, the logarithm of the sum over all paths."""


def posteriors(net: Lattice, score: Floats, gaps: Gaps = NO_GAPS) -> Posterior:
    """The probability of each bead under all paths (forward-backward).

    Args:
        score: logarithms of the beads' weights; minus infinity is ``FORBIDDEN``.
    """
    before = _forward(net, score, (*gaps, TURN), np.logaddexp, _logarithm_of_sum)
    after = _backward(net, score, (*gaps, TURN), np.logaddexp, _logarithm_of_sum)
    total = before.any[net.last]
    share = before.next[net.tail] + score + after.bead[net.head] - total[net.of_node[net.head]]
    node, whole = np.arange(len(net.i)), total[net.of_node]

    def expected(near: Ints, weight: Floats, rest: Floats) -> float:
        return float(np.exp(np.minimum(weight[near] + rest[node] - whole, 0.0)).sum())

    torn = expected(net.beside, before.source + gaps.gap + gaps.torn, after.target)
    runs = expected(net.above, before.bead + gaps.gap, after.source)
    runs += expected(net.beside, before.bead + gaps.gap, after.target) + torn
    return Posterior(np.exp(np.minimum(share, 0.0)), np.array([runs, torn]), total)


def best_sums(net: Lattice, score: Floats, gaps: Gaps = NO_GAPS) -> tuple[Floats, Floats, Floats]:
    """What the best path weighs from the beginning to each node, from each node after a bead to the end, in all."""
    before = _forward(net, score, (*gaps, TURN), np.maximum, _maximum)
    after = _backward(net, score, (*gaps, TURN), np.maximum, _maximum)
    return before.next, after.bead, before.any[net.last]


def best_path(net: Lattice, score: Ints, gaps: tuple[int, int, int] = (0, 0, 0)) -> list[int]:
    """The beads, as numbers in order, of the path through each lattice with the greatest sum of scores.

    Scores are integers, millionths of a nat, so that the result is the same on every machine; between equal paths a
    bead wins over segments left alone, and among beads the shape that comes first in `SHAPES`.
    """
    sums = _forward(net, score, (*gaps, round(TURN * 1e6)), np.maximum, _maximum)
    by_head = np.argsort(net.head, kind="stable")
    begins = np.searchsorted(net.head[by_head], np.arange(len(net.i) + 1))
    path: list[int] = []
    for first, last in zip(net.first[::-1].tolist(), net.last[::-1].tolist(), strict=True):
        node, state = last, _state(sums, last, sums.any[last])
        while node != first:
            if state == "bead":
                bead = _winner(by_head[begins[node] : begins[node + 1]], net, score, sums, sums.bead[node])
                path.append(bead)
                node = int(net.tail[bead])
                state = _state(sums, node, sums.next[node], gaps[2], bool(net.broken[node]))
            else:
                node, state = _alone(net, sums, gaps, node, state)
    return path[::-1]


def _state(sums: _Sums, node: int, whole: int, moved: int = 0, broken: bool = False) -> str:
    """The last step of the best path to a node; ``moved`` is what a bead that goes on from there costs."""
    if sums.bead[node] + moved * broken == whole:
        return "bead"
    return "source" if sums.source[node] + moved == whole else "target"


def _winner(beads: Ints, net: Lattice, score: Ints, sums: _Sums, total: int) -> int:
    """The first of the beads to a node that lies on a path of that weight."""
    return int(beads[np.flatnonzero(sums.next[net.tail[beads]] + score[beads] == total)[0]])


def _alone(net: Lattice, sums: _Sums, gaps: tuple[int, int, int], node: int, state: str) -> tuple[int, str]:
    """The node before one that the best path reaches by leaving a segment alone, and the last step to it."""
    gap, torn, _ = gaps
    if state == "source":
        near = int(net.above[node])
        if sums.bead[near] + gap == sums.source[node]:
            return near, "bead"
        return near, "source" if sums.source[near] == sums.source[node] else "target"
    near = int(net.beside[node])
    if sums.bead[near] + gap == sums.target[node]:
        return near, "bead"
    return near, "source" if sums.source[near] + gap + torn == sums.target[node] else "target"
