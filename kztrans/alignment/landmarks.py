"""Landmarks of a long text: pairs of segments that match each other and nothing else nearby, in a rising chain.

They are found twice. First over the whole of it, from rare words alone, few enough that their pairs are no more than a
fixed number for each segment: the heaviest chain of these tells roughly where each segment's counterpart lies, wherever
that is; a short text is compared with all of a long one instead. Then block by block, with all words that mean
something: pairs of segments that are each other's best by far.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kztrans.alignment.chain import heaviest_chain
from kztrans.alignment.sides import Side
from kztrans.bilingual.matches import Matches

__all__ = ["landmarks"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_PAIRS = 60
"""Pairs of tokens for each segment in the first search."""
_WHOLE = 2_000_000
"""Pairs of segments up to which all of a short text is compared with all of a long one."""
_COPIES = 40
"""Copies of its best counterpart that a segment may have there."""
_EXPECTED = 0.138
"""The share of the mass of known words that pairs are expected to have in common."""
_POINTS = 600_000
"""Pairs of segments in the first search, about; in a very long text `_POINTS_EACH` for each segment."""
_POINTS_EACH = 24
_OF_LINE = 3
"""Of these, the heaviest of each source and each target segment that count."""
_CHAINED = 40_000
"""Points, at most, that the chain of the first search is made of; in a very long text `_CHAINED_EACH` for each segment:
as many everywhere, so that what lies between two points of the chain does not grow with the text."""
_CHAINED_EACH = 2
_JUMP = 1500.0
"""What a chain pays for each doubling of its way from the diagonal, in thousandths of a nat."""
_BLOCK = 256
"""Source segments looked at together in the second search."""
_WIDEST = 4096
"""Target segments, at most, that a block is compared with."""
_NEAR = 40
"""Source segments that hold five points in line."""
_LEAST = 2.0
"""Information, in nats, of the words that count in the second search."""
_CLEAR = 4.0
"""How much more than the next an anchor's match must weigh."""


def landmarks(source: Side, target: Side, matches: Matches, kinds: Floats) -> Ints:
    """Pairs of segments that lead the way through a long text; rows of source, target.

    Args:
        source, target, matches: the texts.
        kinds: the weight of each kind of evidence.
    """
    worth = np.maximum(kinds[matches.kind], 0) * matches.strength
    worth = worth * np.minimum(source.weight[matches.source], target.weight[matches.target])
    left, right = _incidence(source), _incidence(target)
    sizes = sorted((len(source), len(target)))
    if sizes[0] * sizes[1] <= _WHOLE and sizes[1] > 4 * sizes[0]:
        rough = _chain_of_best(left, right, matches, worth, source, target)
    else:
        rough = _rough_chain(left, right, matches, worth)
    return _fine_chain(left, right, matches, worth, rough, source, target)


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
    size = left.shape[0] + right.shape[0]
    order = np.lexsort((-worth, cost))
    order = order[np.cumsum(cost[order]) <= _PAIRS * size]
    order = order[worth[order] > 0]
    table = sparse.csr_matrix(
        (worth[order], (matches.source[order], matches.target[order])), shape=(left.shape[1], right.shape[1])
    )
    step = 1 + int(cost[order].sum()) // max(_POINTS, _POINTS_EACH * size)
    shorter = int(left.shape[0] > right.shape[0])
    rows = np.arange(0, left.shape[0], 1 if shorter else step)
    columns = np.arange(0, right.shape[0], step if shorter else 1)
    points = ((left[rows] @ table).tocsr() @ right[columns].T).tocoo()
    found = np.stack([rows[points.row], columns[points.col], _whole(points.data)]).astype(np.int64)
    i, j, weight = _heaviest(found, shorter, max(_CHAINED, _CHAINED_EACH * size))
    chain = heaviest_chain(i, j, weight, _JUMP)
    return np.stack([i[chain], j[chain]])


def _chain_of_best(
    left: sparse.csr_matrix,
    right: sparse.csr_matrix,
    matches: Matches,
    worth: Floats,
    source: Side,
    target: Side,
) -> Ints:
    """The heaviest chain of the best counterparts of a short text's segments in all of a long one: by all their words,
    less what words that are known should have in common, so that long segments are no better than short ones."""
    table = sparse.csr_matrix((worth, (matches.source, matches.target)), shape=(left.shape[1], right.shape[1]))
    block = ((left @ table).tocsr() @ right.T).toarray()
    block -= _EXPECTED * (source.mass(matches.known_source)[:, None] + target.mass(matches.known_target))
    line = int(block.shape[0] < block.shape[1])
    best = np.round(block, 3) >= np.round(block.max(axis=line, keepdims=True), 3)
    best &= best.sum(axis=line, keepdims=True) <= _COPIES
    i, j = np.nonzero(best)
    chain = heaviest_chain(i, j, np.full(len(i), round(1000 * _CLEAR)), _JUMP)
    return np.stack([i[chain], j[chain]])


def _heaviest(points: Ints, shorter: int, most: int) -> Ints:
    """The heaviest points of each row that are also among the heaviest of their column; of many, those of some segments
    of the shorter side, so that what is repeated on the longer side counts alike wherever it is.

    Args:
        points: rows of source, target, weight.
        shorter: the number of the shorter side.
        most: how many points there may be, about.
    """
    keep = np.ones(points.shape[1], dtype=bool)
    for own in points[:2]:
        order = np.lexsort((-points[2], own))
        line, weight = own[order], points[2][order]
        place = np.searchsorted(line, line)
        last = np.minimum(place + _OF_LINE - 1, np.searchsorted(line, line, side="right") - 1)
        keep[order[weight < weight[last]]] = False
    points = points[:, keep]
    among = np.unique(points[shorter])
    step = 1 + points.shape[1] // most
    return points[:, np.isin(points[shorter], among[::step])]


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
        columns = _beside(rough, low, high, (left.shape[0], right.shape[0]))
        block = (bridge[low:high] @ back[:, columns]).toarray()
        rows, own, lead = _clear(block)
        found.append(np.stack([rows + low, columns[own.astype(np.int64)], lead]))
    firm = rough[:, _in_line(rough)]
    found.append(np.concatenate([firm, np.ones((1, firm.shape[1]))]))
    i, j, weight = np.concatenate(found, axis=1)
    chain = heaviest_chain(i.astype(np.int64), j.astype(np.int64), _whole(weight), _JUMP)
    return np.stack([i[chain], j[chain]]).astype(np.int64)


def _in_line(chain: Ints) -> NDArray[np.bool_]:
    """Which points of a chain are in the middle of five, near each other, on one diagonal: a text that repeats itself
    has nothing clearer than these.

    >>> _in_line(np.array([[0, 2, 3, 5, 6, 8], [4, 6, 7, 9, 10, 13]])).tolist()
    [False, False, True, False, False, False]
    """
    found = np.zeros(chain.shape[1], dtype=bool)
    if len(found) >= 5:
        way = chain[1] - chain[0]
        same = np.all([way[at : len(way) - 4 + at] == way[2:-2] for at in (0, 1, 3, 4)], axis=0)
        found[2:-2] = same & (chain[0][4:] - chain[0][:-4] <= _NEAR)
    return found


def _beside(rough: Ints, low: int, high: int, sizes: tuple[int, int]) -> Ints:
    """The target segments that may match the source segments ``low`` to ``high``.

    Those between the rough anchors around them; where these are too many, those that would follow upon the anchor
    before and precede the one after, if each segment had one counterpart.
    """
    n, m = sizes
    if not rough.shape[1]:
        rough = np.array([[0, n - 1], [0, m - 1]])
    before, after = int(np.searchsorted(rough[0], low)) - 4, int(np.searchsorted(rough[0], high)) + 4
    (i, j), (k, end) = rough[:, max(before, 0)].tolist(), rough[:, min(after, rough.shape[1] - 1)].tolist()
    first = j if before >= 0 else j - 2 * max(i - low, 0) - _BLOCK
    last = end + 1 if after < rough.shape[1] else end + 2 * max(high - k, 0) + _BLOCK
    first, last = max(first, 0), min(last, m)
    if (
        max(int(rough[0][0]) - high - 2 * int(rough[1][0]), low - int(rough[0][-1]) - 2 * (m - int(rough[1][-1])))
        > _BLOCK
    ):
        return np.arange(0)
    if last - first <= _WIDEST:
        return np.arange(first, last)
    room = (_WIDEST // 2 - (high - low)) // 2
    starts = [max(low + way - room, first) for way in (j - i, end - k)]
    ends = [min(high + way + room, last) for way in (j - i, end - k)]
    return np.unique(np.concatenate([np.arange(a, b) for a, b in zip(starts, ends, strict=True)]))


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
