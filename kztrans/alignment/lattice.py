"""The lattice of beads: nodes are pairs of positions in the two texts, arcs are beads with both sides.

Everything is flat arrays, processed level by level (a level: all nodes of one ``i + j``), so that several lattices can
be laid one beside the other and searched at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "LONGEST",
    "SHAPES",
    "Lattice",
    "Step",
    "arcs",
    "build",
    "stack",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = NDArray[Any]

SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1))
"""The kinds of beads, source by target segments, in the order that decides between equals."""

LONGEST = max(max(shape) for shape in SHAPES)
"""Segments of a side that a bead holds at most."""


@dataclass(frozen=True)
class Lattice:
    """Nodes and beads. A bead of shape ``SHAPES[shape]`` leads from node ``tail`` to node ``head``."""

    i: Ints
    """Source position of each node."""
    j: Ints
    """Target position of each node."""
    above: Ints
    """The node one source position before each, in its lattice; the number of nodes where there is none."""
    beside: Ints
    """The node one target position before each."""
    tail: Ints
    head: Ints
    shape: Ints
    """Of each bead, as index into `SHAPES`. Beads are sorted by level and head, then shape."""
    first: Ints
    """The node where each of the lattices laid beside one another begins."""
    last: Ints
    """The node where each ends."""
    level: Ints
    """Of each node, counted from where its lattice begins."""
    broken: Floats
    """1 for nodes where a bead does not follow upon the one before, since other segments lie between; else 0."""

    @cached_property
    def forward(self) -> list[Step]:
        """The nodes from the beginning, a level at a time, with the beads that lead to them."""
        return _steps(self.level, np.arange(len(self.tail)), self.tail, self.head, self.above, self.beside)

    @cached_property
    def backward(self) -> list[Step]:
        """The nodes from the end, a level at a time, with the beads that lead from them."""
        size = len(self.i)
        below, after = (np.full(size + 1, size) for _ in range(2))
        below[self.above], after[self.beside] = np.arange(size), np.arange(size)
        order = np.lexsort((self.shape, self.tail, -self.level[self.tail]))
        return _steps(-self.level, order, self.head[order], self.tail[order], below[:size], after[:size])

    @cached_property
    def of_node(self) -> Ints:
        """The number of each node's lattice."""
        return np.repeat(np.arange(len(self.first)), self.last - self.first + 1)


@dataclass(frozen=True)
class Step:
    """The nodes of one level, and the beads between them and the nodes that were done before."""

    node: Ints
    above: Ints
    """The node from which each is reached by leaving a source segment alone."""
    beside: Ints
    """The node from which each is reached by leaving a target segment alone."""
    bead: Ints
    """The numbers of the beads."""
    origin: Ints
    """The node that each comes from."""
    reached: Ints
    """The nodes that they lead to, each once."""
    first: Ints
    """Where the beads of each of these begin."""
    group: Ints
    """Which of them each bead leads to."""


def _steps(level: Ints, bead: Ints, origin: Ints, node: Ints, above: Ints, beside: Ints) -> list[Step]:
    """Cut nodes, and beads, which are sorted by level and node, into steps."""
    nodes = np.argsort(level, kind="stable")
    levels = np.unique(level)
    at = np.searchsorted(level[nodes], np.append(levels, levels[-1] + 1)).tolist()
    cut = np.searchsorted(level[node], np.append(levels, levels[-1] + 1)).tolist()
    steps = []
    for number in range(len(levels)):
        own = nodes[at[number] : at[number + 1]]
        low, high = cut[number], cut[number + 1]
        new = np.diff(node[low:high], prepend=-1) != 0
        first = np.flatnonzero(new)
        steps.append(
            Step(
                own, above[own], beside[own], bead[low:high], origin[low:high],
                node[low:high][first], first, np.cumsum(new) - 1,
            )
        )  # fmt: skip
    return steps


def arcs(i: Ints, j: Ints, part: Ints) -> tuple[Ints, Ints, Ints]:
    """Tail, head and shape of every bead that leads from a node to a node of the same part.

    Nodes are sorted by part, ``i``, then ``j``; parts follow one another in ``i``.
    """
    width = int(j.max()) + LONGEST + 1
    keys = (i + part * (LONGEST + 1)) * width + j
    tails, heads, shapes = [], [], []
    for shape, (a, b) in enumerate(SHAPES):
        place = np.minimum(np.searchsorted(keys, keys + a * width + b), len(keys) - 1)
        found = np.flatnonzero(keys[place] == keys + a * width + b)
        tails.append(found)
        heads.append(place[found])
        shapes.append(np.full(len(found), shape, dtype=np.int64))
    return np.concatenate(tails), np.concatenate(heads), np.concatenate(shapes)


def build(i: Ints, j: Ints, part: Ints, tail: Ints, head: Ints, shape: Ints, broken: Floats) -> tuple[Lattice, Ints]:
    """The lattice of each part's nodes and beads from its first node to its last; the order of its beads."""
    size = len(i)
    new = np.flatnonzero(np.diff(part, prepend=-1))
    first, last = new, np.append(new[1:], size) - 1
    level = i + j - (i + j)[first][np.cumsum(np.diff(part, prepend=-1) != 0) - 1]
    width = int(j.max()) + LONGEST + 1
    keys = (i + part * (LONGEST + 1)) * width + j
    neighbours = []
    for step in (width, 1):
        place = np.minimum(np.searchsorted(keys, keys - step), size - 1)
        neighbours.append(np.where(keys[place] == keys - step, place, size))
    order = np.lexsort((shape, head, level[head]))
    net = Lattice(
        i, j, neighbours[0], neighbours[1], tail[order], head[order], shape[order], first, last, level, broken
    )  # fmt: skip
    return net, order


def stack(lattices: Sequence[Lattice]) -> tuple[Lattice, Ints]:
    """Lay lattices one beside the other; also, for each bead, its number among all of theirs, one after another."""
    nodes = np.cumsum([0, *(len(net.i) for net in lattices)])
    pairs = list(zip(lattices, nodes[:-1].tolist(), strict=True))
    size = int(nodes[-1])

    def column(name: str, shifted: bool) -> Numbers:
        return np.concatenate([getattr(net, name) + (shift if shifted else 0) for net, shift in pairs])

    def neighbours(name: str) -> Ints:
        parts = [(getattr(net, name), len(net.i), shift) for net, shift in pairs]
        return np.concatenate([np.where(near == own, size, near + shift) for near, own, shift in parts])

    level, head, shape = column("level", False), column("head", True), column("shape", False)
    order = np.lexsort((shape, head, level[head]))
    net = Lattice(
        column("i", False), column("j", False), neighbours("above"), neighbours("beside"),
        column("tail", True)[order], head[order], shape[order], column("first", True), column("last", True), level,
        column("broken", False),
    )  # fmt: skip
    return net, order
