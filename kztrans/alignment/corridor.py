"""Where the path may go: everywhere on short texts; on long ones a band around anchors, linear in time and memory.

On a long text anchors are found twice. First over the whole of it, from rare words alone, few enough that their pairs
are no more than a fixed number for each segment: the heaviest chain of these tells roughly where each segment's
counterpart lies, wherever that is. Then block by block, with all words that mean something: pairs of segments that are
each other's best by far. The band holds the rectangles between neighbouring anchors of that chain, and a margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kztrans.alignment.anchors import heaviest_chain
from kztrans.alignment.sides import Side
from kztrans.bilingual.matches import Matches

__all__ = ["Corridor", "corridor"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_EXACT = 40_000
"""Nodes up to which all of the lattice is searched."""
_PAIRS = 60
"""Pairs of tokens for each segment in the first search."""
_POINTS = 300_000
"""Pairs of segments in the first search."""
_OF_LINE = 3
"""Of these, the heaviest of each source and each target segment that count."""
_CHAINED = 15_000
"""Points, at most, that the chain of the first search is made of."""
_JUMP = 1500.0
"""What a chain pays for each doubling of its way from the diagonal, in thousandths of a nat."""
_BLOCK = 256
"""Source segments looked at together in the second search."""
_WIDEST = 4096
"""Target segments, at most, that a block is compared with."""
_LEAST = 2.0
"""Information, in nats, of the words that count in the second search."""
_CLEAR = 4.0
"""How much more than the next an anchor's match must weigh."""
_MARGIN = 3
"""Segments around the anchors that the band holds."""
_STRETCH = 250
"""Source segments, at least, between two cuts."""
_OPEN = 40_000
"""Nodes of a rectangle between anchors beyond which only a band along its diagonal is searched."""


@dataclass(frozen=True)
class Corridor:
    """A band of nodes, and where it may be cut."""

    low: Ints
    """For each source position the least target position."""
    high: Ints
    """The greatest, included."""
    cuts: list[tuple[int, int]]
    """Nodes that every good path goes through, in order, from the first node to the last."""
    anchors: Sequence[tuple[int, int]] = ()
    """Nodes, set by hand, that every path goes through."""

    def stretch(self, begin: tuple[int, int], end: tuple[int, int]) -> tuple[Ints, Ints]:
        """The band between two nodes."""
        rows = slice(begin[0], end[0] + 1)
        low, high = np.clip(self.low[rows], begin[1], end[1]), np.clip(self.high[rows], begin[1], end[1])
        low[0], high[-1] = begin[1], end[1]
        return low, high


def corridor(
    source: Side, target: Side, matches: Matches, kinds: Floats, anchors: Sequence[tuple[int, int]] = ()
) -> Corridor:
    """Where the path may go.

    Args:
        source, target, matches: the texts.
        kinds: the weight of each kind of evidence.
        anchors: hand-set ones, in order; the band is a single node where they are, so that every path goes through it.
    """
    n, m = len(source), len(target)
    cuts: list[tuple[int, int]] = []
    if (n + 1) * (m + 1) * max(_bulk(source), _bulk(target), 1) <= _EXACT:
        low, high = np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m, dtype=np.int64)
    else:
        chain = _chain(source, target, matches, kinds, anchors)
        low, high = _band(chain, n, m)
        cuts = _cuts(chain)
    for a, b in anchors:
        low[a], high[a] = b, b
        high[:a] = np.minimum(high[:a], b)
        low[a + 1 :] = np.maximum(low[a + 1 :], b + 1)
        high[a + 1] = max(high[a + 1], b + 1)
    return Corridor(low, high, [(0, 0), *cuts, (n, m)], anchors)


def _cuts(chain: Ints) -> list[tuple[int, int]]:
    """Where the path may be cut: in the middle of five anchors without anything between them, now and then."""
    i, j = chain
    found: list[tuple[int, int]] = []
    firm = (i[4:] - i[:-4] == 4) & (j[4:] - j[:-4] == 4)
    last = 0
    for a, b in zip(i[2:-2][firm].tolist(), j[2:-2][firm].tolist(), strict=True):
        if a - last >= _STRETCH:
            found.append((a, b))
            last = a
    return found


def _bulk(side: Side) -> float:
    """How many times more types a segment has than a sentence."""
    return len(side.column) / max(len(side), 1) / 30


def _chain(source: Side, target: Side, matches: Matches, kinds: Floats, anchors: Sequence[tuple[int, int]]) -> Ints:
    """Anchors of a long text, hand-set ones among them."""
    worth = np.maximum(kinds[matches.kind], 0) * matches.strength
    worth = worth * np.minimum(source.weight[matches.source], target.weight[matches.target])
    left, right = _incidence(source), _incidence(target)
    rough = _rough_chain(left, right, matches, worth)
    found = _fine_chain(left, right, matches, worth, rough, source, target)
    if not anchors:
        return found
    hand = np.array(anchors, dtype=np.int64).T
    below = [np.searchsorted(hand[side], found[side]) for side in (0, 1)]
    upto = [np.searchsorted(hand[side], found[side], side="right") for side in (0, 1)]
    agreeing = (below[0] == below[1]) & (upto[0] == upto[1])
    merged = np.concatenate([found[:, agreeing], hand], axis=1)
    return np.unique(merged, axis=1)


def _incidence(side: Side) -> sparse.csr_matrix:
    """Segments by types, 1 where a segment has a type."""
    data = np.ones(len(side.column))
    return sparse.csr_matrix((data, side.column, side.start), shape=(len(side), len(side.types)))


def _rough_chain(left: sparse.csr_matrix, right: sparse.csr_matrix, matches: Matches, worth: Floats) -> Ints:
    """The heaviest chain of pairs of segments that share rare words; rows of source, target."""
    cost = (
        np.bincount(left.indices, minlength=left.shape[1])[matches.source]
        * np.bincount(right.indices, minlength=right.shape[1])[matches.target]
    )
    order = np.lexsort((-worth, cost))
    order = order[np.cumsum(cost[order]) <= _PAIRS * (left.shape[0] + right.shape[0])]
    order = order[worth[order] > 0]
    table = sparse.csr_matrix(
        (worth[order], (matches.source[order], matches.target[order])), shape=(left.shape[1], right.shape[1])
    )
    bridge = (left @ table).tocsr()
    per_row = max(int(cost[order].sum()), 1) / left.shape[0]
    step = max(1, int(np.ceil(per_row * left.shape[0] / _POINTS)))
    rows = np.arange(0, left.shape[0], step)
    points = _heaviest((bridge[rows] @ right.T).tocoo())
    i, j = rows[points.row], points.col.astype(np.int64)
    chain = heaviest_chain(i, j, _whole(points.data), _JUMP)
    return np.stack([i[chain], j[chain]])


def _heaviest(points: sparse.coo_matrix) -> sparse.coo_matrix:
    """The heaviest points of each row that are also among the heaviest of their column; of many, those of some rows."""
    keep = np.ones(len(points.data), dtype=bool)
    for own in (points.row, points.col):
        order = np.lexsort((-points.data, own))
        line = own[order]
        place = np.searchsorted(line, line)
        last = np.minimum(place + _OF_LINE - 1, np.searchsorted(line, line, side="right") - 1)
        keep[order[points.data[order] < points.data[order][last]]] = False
    step = 1 + int(keep.sum()) // _CHAINED
    keep &= points.row % step == 0
    return sparse.coo_matrix((points.data[keep], (points.row[keep], points.col[keep])), shape=points.shape)


def _whole(weight: Floats) -> Ints:
    """Weights as positive integers."""
    return np.maximum(np.round(weight * 1000), 1).astype(np.int64)


def _fine_chain(
    left: sparse.csr_matrix,
    right: sparse.csr_matrix,
    matches: Matches,
    worth: Floats,
    rough: Ints,
    source: Side,
    target: Side,
) -> Ints:
    """The heaviest chain of pairs of segments that are clearly each other's best, near the rough chain."""
    heavy = np.minimum(source.weight[matches.source], target.weight[matches.target]) >= _LEAST
    table = sparse.csr_matrix(
        (worth[heavy], (matches.source[heavy], matches.target[heavy])), shape=(left.shape[1], right.shape[1])
    )
    bridge = (left @ table).tocsr()
    back = right.T.tocsc()
    found = [np.zeros((3, 0))]
    for low in range(0, left.shape[0], _BLOCK // 2):
        high = min(low + _BLOCK, left.shape[0])
        first, last = _beside(rough, low, high, right.shape[0])
        block = (bridge[low:high] @ back[:, first:last]).toarray()
        found.append(_clear(block) + np.array([[low], [first], [0]]))
    i, j, weight = np.concatenate(found, axis=1)
    chain = heaviest_chain(i.astype(np.int64), j.astype(np.int64), _whole(weight))
    return np.stack([i[chain], j[chain]]).astype(np.int64)


def _beside(rough: Ints, low: int, high: int, m: int) -> tuple[int, int]:
    """The target segments that may match the source segments ``low`` to ``high``."""
    begin = int(np.searchsorted(rough[0], low)) - 4
    end = int(np.searchsorted(rough[0], high)) + 4
    first = int(rough[1][begin]) if begin >= 0 else 0
    last = int(rough[1][end]) + 1 if end < rough.shape[1] else m
    if last - first > _WIDEST:
        middle = (first + last) // 2
        first, last = max(first, middle - _WIDEST // 2), min(last, middle + _WIDEST // 2)
    return first, max(last, first)


def _clear(block: Floats) -> Floats:
    """Cells that are by far the greatest of their row and of their column, but for neighbours; and by how much."""
    if not block.size:
        return np.zeros((3, 0))
    best_row, best_column = block.argmax(axis=1), block.argmax(axis=0)
    rows = np.flatnonzero(best_column[best_row] == np.arange(block.shape[0]))
    columns = best_row[rows]
    lead = block[rows, columns] - np.maximum(
        _runner_up(block, best_row)[rows], _runner_up(block.T, best_column)[columns]
    )
    clear = lead >= _CLEAR
    return np.stack([rows[clear], columns[clear], lead[clear]]).astype(np.float64)


def _runner_up(block: Floats, best: Ints) -> Floats:
    """The greatest number of each row that is not the best or a neighbour of it."""
    rest = block.copy()
    rows = np.arange(len(best))
    for shift in (-1, 0, 1):
        rest[rows, np.clip(best + shift, 0, block.shape[1] - 1)] = 0.0
    return np.asarray(rest.max(axis=1))


def _band(chain: Ints, n: int, m: int) -> tuple[Ints, Ints]:
    """The band that holds the rectangles between neighbouring points of a chain, and a margin around them."""
    low, high = np.full(n + 1, m), np.zeros(n + 1, dtype=np.int64)
    points = [(-1, -1), *zip(*chain.tolist(), strict=True), (n, m)]
    for (i, j), (k, end) in pairwise(points):
        rows = np.arange(max(i + 1 - _MARGIN, 0), min(k + _MARGIN, n) + 1)
        first, last = j + 1, end
        if (k - i) * (end - j) > _OPEN:
            slope = (end - j) / max(k - i, 1)
            along = j + (rows - i) * slope
            first, last = np.floor(along - slope).astype(np.int64), np.ceil(along + slope).astype(np.int64)
        low[rows] = np.minimum(low[rows], np.clip(first - _MARGIN, 0, m))
        high[rows] = np.maximum(high[rows], np.clip(last + _MARGIN, 0, m))
    low[0], high[n] = 0, m
    return np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)
