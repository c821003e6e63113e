"""The lattice of beads: nodes are pairs of positions in the two texts, arcs are beads; the paths through it.

Everything is flat arrays, processed level by level (a level: all nodes of one ``i + j``), so that several lattices can
be laid one over the other and searched at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

__all__ = ["FORBIDDEN", "SHAPES", "Lattice", "arcs", "banded", "best_path", "best_sums", "build", "posteriors", "stack"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHAPES = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
"""The kinds of beads, source by target segments, in the order that decides between equals."""

FORBIDDEN = -1e15
"""The logarithm of the weight of a bead that must not be."""


@dataclass(frozen=True)
class Lattice:
    """Nodes and beads. A bead of shape ``SHAPES[shape]`` leads from node ``tail`` to node ``head``."""

    i: Ints
    """Source position of each node."""
    j: Ints
    """Target position of each node."""
    tail: Ints
    head: Ints
    shape: Ints
    """Of each bead, as index into `SHAPES`. Beads are sorted by level and head, then shape."""
    first: Ints
    """The node where each of the lattices laid over one another begins."""
    last: Ints
    """The node where each ends."""
    level: Ints
    """Of each node, counted from where its lattice begins."""

    def thinned(self, keep: NDArray[np.bool_]) -> Lattice:
        """The lattice with some of its beads only."""
        return replace(self, tail=self.tail[keep], head=self.head[keep], shape=self.shape[keep])

    @cached_property
    def forward(self) -> list[Step]:
        """The beads in the order in which they are taken from the beginning, a level of heads at a time."""
        return _steps(np.arange(len(self.tail)), self.level[self.head], self.tail, self.head)

    @cached_property
    def backward(self) -> list[Step]:
        """The beads in the order in which they are taken from the end, a level of tails at a time."""
        order = np.lexsort((self.shape, self.tail, -self.level[self.tail]))
        return _steps(order, -self.level[self.tail[order]], self.head[order], self.tail[order])


@dataclass(frozen=True)
class Step:
    """The beads that lead to the nodes of one level."""

    bead: Ints
    """Their numbers."""
    origin: Ints
    """The node that each comes from."""
    node: Ints
    """The nodes that they lead to, each once."""
    first: Ints
    """Where the beads of each node begin."""
    group: Ints
    """Which of the nodes each bead leads to."""


def _steps(bead: Ints, level: Ints, origin: Ints, node: Ints) -> list[Step]:
    """Cut beads, which are sorted by level and node, into steps."""
    new = np.flatnonzero(np.diff(node, prepend=-1))
    group = np.cumsum(np.diff(node, prepend=-1) != 0) - 1
    bounds = np.flatnonzero(np.diff(level, prepend=level[:1] - 1))
    steps = []
    for low, high in zip(bounds.tolist(), [*bounds[1:].tolist(), len(bead)], strict=True):
        first = new[group[low] : group[high - 1] + 1]
        steps.append(Step(bead[low:high], origin[low:high], node[first], first - low, group[low:high] - group[low]))
    return steps


def banded(low: Ints, high: Ints, begin: int = 0) -> tuple[Ints, Ints]:
    """The nodes of a band: for each source position from ``begin``, the target positions from ``low`` to ``high``.

    >>> [column.tolist() for column in banded(np.array([0, 1]), np.array([1, 1]), 5)]
    [[5, 5, 6], [0, 1, 1]]
    """
    size = high - low + 1
    i = np.repeat(np.arange(len(low)), size)
    return i + begin, np.arange(len(i)) - np.repeat(np.cumsum(size) - size - low, size)


def arcs(i: Ints, j: Ints) -> tuple[Ints, Ints, Ints]:
    """Tail, head and shape of every bead that leads from a node to a node; nodes are sorted by ``i``, then ``j``."""
    width = int(j.max()) + 4
    keys = i * width + j
    tails, heads, shapes = [], [], []
    for shape, (a, b) in enumerate(SHAPES):
        place = np.minimum(np.searchsorted(keys, keys + a * width + b), len(keys) - 1)
        found = np.flatnonzero(keys[place] == keys + a * width + b)
        tails.append(found)
        heads.append(place[found])
        shapes.append(np.full(len(found), shape, dtype=np.int64))
    return np.concatenate(tails), np.concatenate(heads), np.concatenate(shapes)


def build(i: Ints, j: Ints, tail: Ints, head: Ints, shape: Ints) -> tuple[Lattice, Ints]:
    """The lattice of nodes and beads from the first node to the last, and the order in which it has the beads."""
    level = i + j - i[0] - j[0]
    order = np.lexsort((shape, head, level[head]))
    first, last = np.array([0]), np.array([len(i) - 1])
    return Lattice(i, j, tail[order], head[order], shape[order], first, last, level), order


def stack(lattices: Sequence[Lattice]) -> tuple[Lattice, Ints]:
    """Lay lattices one over the other; also, for each bead, its number among all of theirs, one after another."""
    nodes = np.cumsum([0, *(len(net.i) for net in lattices)])[:-1]
    pairs = list(zip(lattices, nodes.tolist(), strict=True))

    def column(name: str, shifted: bool) -> Ints:
        return np.concatenate([getattr(net, name) + (shift if shifted else 0) for net, shift in pairs])

    level, head, shape = column("level", False), column("head", True), column("shape", False)
    order = np.lexsort((shape, head, level[head]))
    first, last, tail = column("first", True), column("last", True), column("tail", True)
    i, j = column("i", False), column("j", False)
    return Lattice(i, j, tail[order], head[order], shape[order], first, last, level), order


def best_path(lattice: Lattice, score: Ints) -> list[int]:
    """The beads, as numbers in order, of the path through each lattice with the greatest sum of scores.

    Scores are integers, so that the result is the same on every machine; between equal paths the shape that comes first
    in `SHAPES` wins.
    """
    best = np.full(len(lattice.i), np.iinfo(np.int64).min // 2)
    best[lattice.first] = 0
    came = np.full(len(lattice.i), -1, dtype=np.int64)
    for step in lattice.forward:
        value = best[step.origin] + score[step.bead]
        top = np.maximum.reduceat(value, step.first)
        winner = np.where(value == top[step.group], step.bead, len(score))
        best[step.node] = top
        came[step.node] = np.minimum.reduceat(winner, step.first)
    path: list[int] = []
    for first, last in zip(lattice.first[::-1].tolist(), lattice.last[::-1].tolist(), strict=True):
        node = last
        while node != first:
            bead = int(came[node])
            path.append(bead)
            node = int(lattice.tail[bead])
    return path[::-1]


def posteriors(lattice: Lattice, score: Floats) -> tuple[Floats, Floats]:
    """The probability of each bead under all paths (forward-backward).

    Args:
        score: logarithms of the beads' weights; minus infinity is ``FORBIDDEN``.

    Returns:
        The probabilities, and the logarithm of the sum over all paths of each of the lattices.
    """
    forward = _sums(lattice.forward, lattice.first, score, len(lattice.i))
    backward = _sums(lattice.backward, lattice.last, score, len(lattice.i))
    total = forward[lattice.last]
    of_node = np.repeat(np.arange(len(total)), lattice.last - lattice.first + 1)
    share = forward[lattice.tail] + score + backward[lattice.head] - total[of_node[lattice.head]]
    return np.exp(np.minimum(share, 0.0)), total


def best_sums(lattice: Lattice, score: Floats) -> tuple[Floats, Floats]:
    """What the best path weighs from the beginning to each node, and from each node to the end."""
    found = []
    for steps, start in ((lattice.forward, lattice.first), (lattice.backward, lattice.last)):
        total = np.full(len(lattice.i), FORBIDDEN)
        total[start] = 0.0
        for step in steps:
            total[step.node] = np.maximum.reduceat(total[step.origin] + score[step.bead], step.first)
        found.append(total)
    return found[0], found[1]


def _sums(steps: list[Step], start: Ints, score: Floats, size: int) -> Floats:
    """The logarithm of the sum over all paths from the start to each node."""
    total = np.full(size, FORBIDDEN)
    total[start] = 0.0
    for step in steps:
        value = total[step.origin] + score[step.bead]
        top = np.maximum.reduceat(value, step.first)
        total[step.node] = top + np.log(np.add.reduceat(np.exp(value - top[step.group]), step.first))
    return total
