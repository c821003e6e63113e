"""What the best path leaves over, aligned by itself, as if what stood between had never been."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise

import numpy as np

from kztrans.alignment.corridor import corridor
from kztrans.alignment.layout import Band, Weights, laid_out
from kztrans.alignment.monotone import beads_of, grouped
from kztrans.alignment.pair import Pair
from kztrans.alignment.weights import MOVED
from kztrans.bilingual.matches import KINDS
from kztrans.model import Bead

__all__ = ["Rest", "aligned_again", "breaks", "moving", "rest_of"]

Rest = tuple[list[int], list[int]]
"""Segments of both sides that are left over."""


def rest_of(size: int, taken: Iterable[Sequence[int]]) -> list[int]:
    """The segments that are in none of the groups."""
    gone = {number for group in taken for number in group}
    return [number for number in range(size) if number not in gone]


def aligned_again(pair: Pair, weights: Weights, rests: Sequence[Rest]) -> list[list[Bead]]:
    """The best path through each rest, one after another in both texts, of what is left over."""
    source, target = [i for rest, _ in rests for i in rest], [j for _, rest in rests for j in rest]
    ends = [list(accumulate((len(rest[side]) for rest in rests), initial=0)) for side in (0, 1)]
    part = pair.only(source, target)
    weights = moving(weights, max(max(len(rest) for rest in sides) for sides in rests))
    if len(rests) == 1:
        route = corridor(part.source, part.target, part.matches, weights.beads[: len(KINDS)])
        bands = [Band(begin[0], *route.stretch(begin, end)) for begin, end in pairwise(route.cuts)]
    else:
        corners = pairwise(zip(*ends, strict=True))
        bands = [Band(i, np.full(k - i + 1, j), np.full(k - i + 1, m)) for (i, j), (k, m) in corners]
    closed = [sorted({*breaks(numbers), *ends[side][:-1]}) for side, numbers in enumerate((source, target))]
    found: list[list[Bead]] = [[] for _ in rests]
    for bead in chain.from_iterable(
        beads_of(laid_out(part, weights, group, (closed[0], closed[1]))) for group in grouped(bands)
    ):
        side, first = (0, bead.source[0]) if bead.source else (1, bead.target[0])
        own = Bead(tuple(source[i] for i in bead.source), tuple(target[j] for j in bead.target), bead.score)
        found[bisect_right(ends[side], first) - 1].append(own)
    return found


def moving(weights: Weights, places: int) -> Weights:
    """The weights where a passage may have moved to any of so many places."""
    return weights._replace(moved=MOVED - round(float(np.log(places)), 6))


def breaks(numbers: list[int]) -> list[int]:
    """Where numbers do not follow one another, and the beginning."""
    return [at for at, number in enumerate(numbers) if at == 0 or number != numbers[at - 1] + 1]
