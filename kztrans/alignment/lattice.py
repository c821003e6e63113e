"""The lattice of beads: nodes are pairs of positions in the two texts, arcs are beads; the paths through it.

Everything is flat arrays, processed level by level (a level: all nodes of one ``i + j``), so that several lattices can
be laid one over the other and searched at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["SHAPES", "Lattice", "best_path", "build", "full_nodes", "posteriors"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHAPES = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
"""The kinds of beads, source by target segments, in the order that decides between equals."""


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
    levels: tuple[tuple[int, int], ...]
    """Ranges of beads whose heads are on one level, in order."""

    def inner(self, keep: NDArray[np.bool_]) -> Lattice:
        """The lattice without the beads that are not kept."""
        return _lattice(self.i, self.j, self.tail[keep], self.head[keep], self.shape[keep])


def full_nodes(n: int, m: int) -> tuple[Ints, Ints]:
    """All nodes of a lattice over ``n`` by ``m`` segments."""
    return np.repeat(np.arange(n + 1), m + 1), np.tile(np.arange(m + 1), n + 1)


def build(i: Ints, j: Ints) -> Lattice:
    """The lattice over nodes: every bead that leads from one of them to another. Nodes are sorted by ``i``, ``j``."""
    width = int(j.max()) + 4
    keys = i * width + j
    tails, heads, shapes = [], [], []
    for shape, (a, b) in enumerate(SHAPES):
        wanted = keys + a * width + b
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        found = np.flatnonzero(keys[place] == wanted)
        tails.append(found)
        heads.append(place[found])
        shapes.append(np.full(len(found), shape, dtype=np.int64))
    return _lattice(i, j, np.concatenate(tails), np.concatenate(heads), np.concatenate(shapes))


def _lattice(i: Ints, j: Ints, tail: Ints, head: Ints, shape: Ints) -> Lattice:
    level = (i + j)[head]
    order = np.lexsort((shape, head, level))
    bounds = np.flatnonzero(np.diff(level[order], prepend=-1))
    ends = [*bounds[1:].tolist(), len(order)]
    return Lattice(i, j, tail[order], head[order], shape[order], tuple(zip(bounds.tolist(), ends, strict=True)))


def _groups(head: Ints) -> tuple[Ints, Ints]:
    """Where the beads of each head begin, and the number of its group for each bead."""
    first = np.diff(head, prepend=-1) != 0
    return np.flatnonzero(first), np.cumsum(first) - 1


def best_path(lattice: Lattice, score: Ints) -> list[int]:
    """The beads, as numbers in order, of the path from the first node to the last with the greatest sum of scores.

    Scores are integers, so that the result is the same on every machine; between equal paths the shape that comes first
    in `SHAPES` wins.
    """
    best = np.full(len(lattice.i), np.iinfo(np.int64).min // 2)
    best[0] = 0
    came = np.full(len(lattice.i), -1, dtype=np.int64)
    for low, high in lattice.levels:
        head = lattice.head[low:high]
        value = best[lattice.tail[low:high]] + score[low:high]
        first, group = _groups(head)
        top = np.maximum.reduceat(value, first)
        winner = np.minimum.reduceat(np.where(value == top[group], np.arange(low, high), high), first)
        best[head[first]] = top
        came[head[first]] = winner
    path: list[int] = []
    node = len(lattice.i) - 1
    while node > 0:
        bead = int(came[node])
        path.append(bead)
        node = int(lattice.tail[bead])
    return path[::-1]


def posteriors(lattice: Lattice, score: Floats) -> tuple[Floats, float]:
    """The probability of each bead under all paths (forward-backward), and the logarithm of the sum over all paths.

    Args:
        score: logarithms of the beads' weights.
    """
    forward = np.full(len(lattice.i), -1e30)
    forward[0] = 0.0
    for low, high in lattice.levels:
        head = lattice.head[low:high]
        first, group = _groups(head)
        forward[head[first]] = _logsum(forward[lattice.tail[low:high]] + score[low:high], first, group)
    total = float(forward[-1])
    backward = _backward(lattice, score)
    return np.exp(np.minimum(forward[lattice.tail] + score + backward[lattice.head] - total, 0.0)), total


def _backward(lattice: Lattice, score: Floats) -> Floats:
    """The logarithm of the sum over all paths from each node to the last."""
    level = (lattice.i + lattice.j)[lattice.tail]
    order = np.lexsort((lattice.shape, lattice.tail, -level))
    tail, head, value = lattice.tail[order], lattice.head[order], score[order]
    bounds = np.flatnonzero(np.diff(level[order], prepend=-1))
    backward = np.full(len(lattice.i), -1e30)
    backward[-1] = 0.0
    for low, high in zip(bounds.tolist(), [*bounds[1:].tolist(), len(order)], strict=True):
        first, group = _groups(tail[low:high])
        backward[tail[low:high][first]] = _logsum(backward[head[low:high]] + value[low:high], first, group)
    return backward


def _logsum(value: Floats, first: Ints, group: Ints) -> Floats:
    """The logarithm of the sum of exponentials, group by group."""
    top = np.maximum.reduceat(value, first)
    return top + np.log(np.add.reduceat(np.exp(value - top[group]), first))
