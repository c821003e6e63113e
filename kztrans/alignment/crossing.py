"""Beads that cross: what the path without crossings leaves over, or holds with doubt, is aligned once more.

What is left over of both sides is a pair of texts of its own, in which a passage that has moved stands beside its
translation; so the same lattice finds it. A passage, however long, costs once (`Gaps.moved`): a sentence must speak for
itself, a paragraph's sentences speak for each other. What is found is taken out, and what is then left is aligned
again, until nothing more is found, since passages may have moved past each other.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.chain import heaviest_chain
from kztrans.alignment.lattice import SHAPES
from kztrans.alignment.layout import Weights
from kztrans.alignment.left_over import Rest, aligned_again, breaks, moving, rest_of
from kztrans.alignment.pair import Pair
from kztrans.alignment.swaps import read_both_ways, together, weighed
from kztrans.model import Bead

__all__ = ["with_crossings"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Sides = tuple[tuple[int, ...], tuple[int, ...]]
_Look = Generator[Rest, list[Bead], list[Bead]]
"""A look at a block: it asks for the best path through what is left over, and ends with the block's beads."""

_DOUBTFUL = 0.5
"""Probability below which a bead's segments may be better placed elsewhere."""
_TAKEN = 0.5
"""Probability from which a bead that crosses others is taken."""
_ROUNDS = 12
_SMALL = 40_000
"""Pairs of segments up to which a text is looked at as a whole."""
_BLOCK = 150
"""Segments of a side, about, of the blocks of a longer text in which single sentences may have moved."""
_LITTLE = 20
"""The part of what is left over of a long text that a look must find for another look."""
_SECTION = 6
"""Segments, at least, of a section that may have moved across such blocks."""


def with_crossings(pair: Pair, weights: Weights, beads: Sequence[Bead], *, swaps: bool) -> list[Bead]:
    """The beads, with those that cross others in place of what was left over.

    A long text is looked at block by block; whole sections may have moved from anywhere to anywhere.

    Args:
        pair: the texts, neither empty.
        beads: of the best path without crossings.
        swaps: neighbours that change places are two beads rather than one.
    """
    found = _with_crossings(pair, weights, beads, swaps)
    return _marked(found if swaps else together(found))


def _with_crossings(pair: Pair, weights: Weights, beads: Sequence[Bead], swaps: bool) -> list[Bead]:
    if len(pair.source) * len(pair.target) <= _SMALL:
        (found,) = _answered(pair, weights, [(_crossed(pair, weights, beads, swaps, everywhere=True), (0, 0))])
        return found
    blocks = _blocks(beads)
    looks: dict[int, tuple[_Look, tuple[int, int]]] = {}
    for number, block in enumerate(blocks):
        source, target = [i for bead in block for i in bead.source], [j for bead in block for j in bead.target]
        if _worth_it(block, len(source) * len(target)):
            i, j = source[0], target[0]
            near = [_shifted(bead, -i, -j) for bead in block]
            looks[number] = _crossed(pair.only(source, target), weights, near, swaps, everywhere=False), (i, j)
    answers = dict(zip(looks, _answered(pair, weights, list(looks.values())), strict=True))
    return _sections(pair, weights, [bead for at, block in enumerate(blocks) for bead in answers.get(at, block)])


def _crossed(pair: Pair, weights: Weights, beads: Sequence[Bead], swaps: bool, *, everywhere: bool) -> _Look:
    """The beads of a text of no more than `_SMALL` pairs of segments; ``everywhere``: sure ones are doubted, too.

    Asks to align what is left over once more, until nothing more is found.
    """
    beads, parted = read_both_ways(pair, weights, beads) if swaps else (beads, [])
    open_ = [part for parts in parted for part in _beside_what_is_alone(parts, beads)]
    moved = [part for parts in parted for part in parts if part not in open_]
    gone = {number for bead in (*moved, *open_) for number in bead.source}
    kept = [b for b in beads if b.source and b.target and b.score >= _DOUBTFUL and gone.isdisjoint(b.source)]
    if everywhere and kept:
        kept = _firm(pair, weights, kept, moved)
    known = {(bead.source, bead.target) for bead in beads}
    alone: dict[Sides, float] = {}
    for _ in range(_ROUNDS):
        source = rest_of(len(pair.source), [bead.source for bead in (*kept, *moved)])
        target = rest_of(len(pair.target), [bead.target for bead in (*kept, *moved)])
        if not source or not target:
            break
        again = yield source, target
        found = [b for b in again if b.source and b.target and b.score >= _TAKEN and (b.source, b.target) not in known]
        if swaps:
            found, halves = read_both_ways(pair, weights, found)
            found = [part for bead, parts in zip(found, halves, strict=True) for part in parts or [bead]]
        alone = {(b.source, b.target): b.score for b in again if not (b.source and b.target)}
        moved += found
        if not found:
            break
    for part in open_:
        left = (
            rest_of(len(pair.source), [b.source for b in moved]),
            rest_of(len(pair.target), [b.target for b in moved]),
        )
        if set(part.source) <= set(left[0]) and set(part.target) <= set(left[1]):
            moved.append(part)
    return _in_order(beads, moved, alone)


def _beside_what_is_alone(parts: Sequence[Bead], beads: Sequence[Bead]) -> list[Bead]:
    """The one of a bead's two parts, which have changed places, beside which a segment is left alone: with it, the part
    may be better divided than it was when the order of the other part stood in the way. None where both have such."""
    alone = {bead.source for bead in beads if not bead.target}, {bead.target for bead in beads if not bead.source}
    found = [
        part
        for part in parts
        if {(part.source[0] - 1,), (part.source[-1] + 1,)} & alone[0]
        or {(part.target[0] - 1,), (part.target[-1] + 1,)} & alone[1]
    ]
    return found if len(found) == 1 else []


def _answered(pair: Pair, weights: Weights, looks: Sequence[tuple[_Look, tuple[int, int]]]) -> list[list[Bead]]:
    """What comes of each look at a block, which begins at a pair of segments; all are answered together, in rounds."""
    results: list[list[Bead]] = [[] for _ in looks]
    answers: dict[int, list[Bead] | None] = dict.fromkeys(range(len(looks)))
    while answers:
        asked: dict[int, Rest] = {}
        for number, answer in answers.items():
            look, (i, j) = looks[number]
            try:
                source, target = next(look) if answer is None else look.send(answer)
                asked[number] = [n + i for n in source], [n + j for n in target]
            except StopIteration as end:
                results[number] = [_shifted(bead, i, j) for bead in end.value]
        answers = {}
        for group in _groups(asked):
            for number, found in zip(group, aligned_again(pair, weights, [asked[n] for n in group]), strict=True):
                i, j = looks[number][1]
                answers[number] = [_shifted(bead, -i, -j) for bead in found]
    return results


def _groups(asked: dict[int, Rest]) -> list[list[int]]:
    """Neighbours that have no more than `_SMALL` pairs of segments in all (or are alone)."""
    groups: list[list[int]] = []
    size = 0
    for number, (source, target) in asked.items():
        size += len(source) * len(target)
        if not groups or size > _SMALL:
            groups.append([])
            size = len(source) * len(target)
        groups[-1].append(number)
    return groups


def _worth_it(block: Sequence[Bead], size: int) -> bool:
    """Is anything left over on both sides of a block, or doubtful, that is small enough?"""
    open_ = [bead for bead in block if bead.score < _DOUBTFUL or not (bead.source and bead.target)]
    return size <= _SMALL and any(bead.source for bead in open_) and any(bead.target for bead in open_)


def _blocks(beads: Sequence[Bead]) -> list[list[Bead]]:
    """Beads, block by block."""
    blocks: list[list[Bead]] = [[]]
    size = 0
    for bead in beads:
        if size >= _BLOCK and bead.score > 0.9 and bead.source and bead.target:
            blocks.append([])
            size = 0
        blocks[-1].append(bead)
        size += max(len(bead.source), len(bead.target))
    return blocks


def _shifted(bead: Bead, i: int, j: int) -> Bead:
    return replace(bead, source=tuple(n + i for n in bead.source), target=tuple(n + j for n in bead.target))


def _sections(pair: Pair, weights: Weights, beads: list[Bead]) -> list[Bead]:
    """The beads, with those of whole sections that were left over on both sides."""
    moved: list[Bead] = []
    for _ in range(_ROUNDS):
        full = [bead for bead in beads if bead.source and bead.target and bead.score >= _DOUBTFUL]
        source = _long_runs(rest_of(len(pair.source), [bead.source for bead in (*full, *moved)]))
        target = _long_runs(rest_of(len(pair.target), [bead.target for bead in (*full, *moved)]))
        if not source or not target:
            break
        (again,) = aligned_again(pair, weights, [(source, target)])
        found = [b for b in again if b.source and b.target and b.score >= _TAKEN]
        found = _passages(found)
        moved += found
        large = (
            len(source) * len(target) > _SMALL
        )  # in texts that do not belong together chance finds something each time
        if not found or (large and _LITTLE * sum(len(bead.source) for bead in found) < len(source)):
            break
    return _in_order(beads, moved, {})


def _long_runs(numbers: list[int]) -> list[int]:
    """The numbers that stand in runs of at least `_SECTION`."""
    bounds = [*breaks(numbers), len(numbers)]
    return [n for low, high in pairwise(bounds) if high - low >= _SECTION for n in numbers[low:high]]


def _passages(beads: list[Bead]) -> list[Bead]:
    """The beads of passages of at least half of `_SECTION`, one or two segments left alone apart."""
    runs: list[list[Bead]] = []
    for bead in beads:
        before = runs[-1][-1] if runs else None
        near = before is not None and all(
            0 < own[0] - last[-1] <= 3 for own, last in ((bead.source, before.source), (bead.target, before.target))
        )
        if near:
            runs[-1].append(bead)
        else:
            runs.append([bead])
    return [bead for run in runs if 2 * len(run) >= _SECTION for bead in run]


def _firm(pair: Pair, weights: Weights, firm: Sequence[Bead], moved: Sequence[Bead]) -> list[Bead]:
    """The beads that have no better partner among what is left over."""
    n, m = len(pair.source), len(pair.target)
    i, j = (np.array([side[0] for side in sides]) for sides in zip(*((b.source, b.target) for b in firm), strict=True))
    shape = np.array([SHAPES.index((len(bead.source), len(bead.target))) for bead in firm])
    source = rest_of(n, [bead.source for bead in (*firm, *moved)])
    target = rest_of(m, [bead.target for bead in (*firm, *moved)])
    rows = np.concatenate([np.repeat(np.arange(n), len(target)), np.repeat(source, m).astype(np.int64)])
    columns = np.concatenate([np.tile(target, n).astype(np.int64), np.tile(np.arange(m), len(source))])
    weight = weighed(
        pair, weights, np.append(i, rows), np.append(j, columns), np.append(shape, np.zeros(len(rows), dtype=np.int64))
    )
    own, other = weight[: len(firm)], weight[len(firm) :] + moving(weights, max(len(source), len(target), 1)).moved
    best_row, best_column = np.full(n, -np.inf), np.full(m, -np.inf)
    np.maximum.at(best_row, rows, other)
    np.maximum.at(best_column, columns, other)
    better = [max(best_row[list(b.source)].max(), best_column[list(b.target)].max()) for b in firm]
    return [bead for bead, mine, others in zip(firm, own.tolist(), better, strict=True) if mine >= others]


def _in_order(beads: Sequence[Bead], moved: Sequence[Bead], alone: dict[Sides, float]) -> list[Bead]:
    """All beads in the order of the source; target segments without a source stay where they were."""
    begins = {bead.source[0]: bead for bead in moved}
    gone = {n for bead in moved for n in bead.source}, {n for bead in moved for n in bead.target}
    found: list[Bead] = []
    for bead in beads:
        if gone[0].isdisjoint(bead.source) and gone[1].isdisjoint(bead.target):
            score = min(bead.score, alone.get((bead.source, bead.target), 1.0))
            found.append(replace(bead, score=score))
            continue
        left = round(1 - bead.score, 4) if bead.source and bead.target else bead.score
        for number in bead.source:
            if number in begins:
                found.append(begins[number])
            elif number not in gone[0]:
                found.append(Bead((number,), (), left))
        found += [Bead((), (number,), left) for number in bead.target if number not in gone[1]]
    return found


def _marked(beads: list[Bead]) -> list[Bead]:
    """The beads with those marked that had to move for the others to keep their order: as few segments as possible."""
    full = [number for number, bead in enumerate(beads) if bead.source and bead.target]
    i, j = (np.array([getattr(beads[number], side)[0] for number in full]) for side in ("source", "target"))
    weight = np.array([len(beads[number].source) + len(beads[number].target) for number in full], dtype=np.int64)
    keep = {full[at] for at in heaviest_chain(i, j, weight).tolist()} if full else set()
    return [
        replace(bead, moved=True) if bead.source and bead.target and number not in keep else bead
        for number, bead in enumerate(beads)
    ]
