"""The lattice of beads: nodes are pairs of positions in the two texts, arcs are beads; the paths through it.

Everything is flat arrays, processed level by level (a level: all nodes of one ``i + j``), so that several lattices can
be laid one over the other and searched at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["FORBIDDEN", "SHAPES", "Lattice", "best_path", "build", "full_nodes", "posteriors", "stack"]

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
    levels: tuple[tuple[int, int], ...]
    """Ranges of beads whose heads are on one level, in order."""


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
    first, last = np.array([0]), np.array([len(i) - 1])
    return _lattice(i, j, first, last, i + j, np.concatenate(tails), np.concatenate(heads), np.concatenate(shapes))


def stack(lattices: Sequence[Lattice]) -> tuple[Lattice, Ints]:
    """Lay lattices one over the other; also, for each bead of the result, its number in all of theirs one after another."""
    nodes = np.cumsum([0, *(len(net.i) for net in lattices)])[:-1]
    pairs = list(zip(lattices, nodes.tolist(), strict=True))

    def column(name: str, shifted: bool) -> Ints:
        return np.concatenate([getattr(net, name) + (shift if shifted else 0) for net, shift in pairs])

    level, head, shape = column("level", False), column("head", True), column("shape", False)
    order = np.lexsort((shape, head, level[head]))
    ends = [column(name, True) for name in ("first", "last")]
    return _lattice(column("i", False), column("j", False), *ends, level, column("tail", True), head, shape), order


def _lattice(i: Ints, j: Ints, first: Ints, last: Ints, level: Ints, tail: Ints, head: Ints, shape: Ints) -> Lattice:
    order = np.lexsort((shape, head, level[head]))
    bounds = np.flatnonzero(np.diff(level[head][order], prepend=-1))
    ends = [*bounds[1:].tolist(), len(order)]
    levels = tuple(zip(bounds.tolist(), ends, strict=True))
    return Lattice(i, j, tail[order], head[order], shape[order], first, last, level, levels)


def _groups(head: Ints) -> tuple[Ints, Ints]:
    """Where the beads of each head begin, and the number of its group for each bead."""
    first = np.diff(head, prepend=-1) != 0
    return np.flatnonzero(first), np.cumsum(first) - 1


def best_path(lattice: Lattice, score: Ints) -> list[int]:
    """The beads, as numbers in order, of the path through each lattice with the greatest sum of scores.

    Scores are integers, so that the result is the same on every machine; between equal paths the shape that comes first
    in `SHAPES` wins.
    """
    best = np.full(len(lattice.i), np.iinfo(np.int64).min // 2)
    best[lattice.first] = 0
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
    for first, node in zip(lattice.first[::-1].tolist(), lattice.last[::-1].tolist(), strict=True):
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
    forward = np.full(len(lattice.i), FORBIDDEN)
    forward[lattice.first] = 0.0
    for low, high in lattice.levels:
        head = lattice.head[low:high]
        first, group = _groups(head)
        forward[head[first]] = _logsum(forward[lattice.tail[low:high]] + score[low:high], first, group)
    total = forward[lattice.last]
    of_node = np.repeat(np.arange(len(total)), lattice.last - lattice.first + 1)
    backward = _backward(lattice, score)
    return np.exp(
        np.minimum(forward[lattice.tail] + score + backward[lattice.head] - total[of_node[lattice.head]], 0.0)
    ), total


def _backward(lattice: Lattice, score: Floats) -> Floats:
    """The logarithm of the sum over all paths from each node to the last."""
    order = np.lexsort((lattice.shape, lattice.tail, -lattice.level[lattice.tail]))
    tail, head, value = lattice.tail[order], lattice.head[order], score[order]
    bounds = np.flatnonzero(np.diff(lattice.level[tail], prepend=-1))
    backward = np.full(len(lattice.i), FORBIDDEN)
    backward[lattice.last] = 0.0
    for low, high in zip(bounds.tolist(), [*bounds[1:].tolist(), len(order)], strict=True):
        first, group = _groups(tail[low:high])
        backward[tail[low:high][first]] = _logsum(backward[head[low:high]] + value[low:high], first, group)
    return backward


def _logsum(value: Floats, first: Ints, group: Ints) -> Floats:
    """The logarithm of the sum of exponentials, group by group."""
    top = np.maximum.reduceat(value, first)
    return top + np.log(np.add.reduceat(np.exp(value - top[group]), first))
