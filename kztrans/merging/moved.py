"""Beads that cross others, taken out of an alignment and put back, for what knows one order of both texts only."""

from __future__ import annotations

from collections.abc import Sequence

from kztrans.model import Bead

__all__ = ["in_one_order", "put_back"]


def in_one_order(beads: Sequence[Bead]) -> list[Bead]:
    """The beads without those that moved, whose segments stand alone, in the order of both texts.

    >>> crossing = [Bead((0,), (1,), 0.9), Bead((1,), (0,), 0.8, moved=True)]
    >>> [(bead.source, bead.target) for bead in in_one_order(crossing)]
    [((), (0,)), ((0,), (1,)), ((1,), ())]
    """
    alone = {(bead.source, bead.target): bead for bead in beads if not (bead.source and bead.target)}
    found: list[Bead] = []
    i = j = 0

    def left(source: int, target: int) -> list[Bead]:
        keys: list[tuple[tuple[int, ...], tuple[int, ...]]] = [((n,), ()) for n in range(i, source)]
        keys += [((), (n,)) for n in range(j, target)]
        return [alone.get(key, Bead(key[0], key[1], 0.5)) for key in keys]

    for bead in beads:
        if bead.source and bead.target and not bead.moved:
            found += [*left(bead.source[0], bead.target[0]), bead]
            i, j = bead.source[-1] + 1, bead.target[-1] + 1
    ends = [max((bead_side[-1] + 1 for bead_side in sides if bead_side), default=0) for sides in _sides(beads)]
    return [*found, *left(*ends)]


def put_back(beads: Sequence[Bead], moved: Sequence[Bead]) -> list[Bead]:
    """The beads with those that moved in place of their segments, where all of these still stand alone, and
    not because a person has set that.

    >>> crossing = [Bead((0,), (1,), 0.9), Bead((1,), (0,), 0.8, moved=True)]
    >>> put_back(in_one_order(crossing), crossing[1:]) == crossing
    True
    """
    free = [bead for bead in beads if not (bead.source and bead.target) and bead.score < 1.0]
    rows, columns = ({n for side in sides for n in side} for sides in _sides(free))
    fit = [bead for bead in moved if rows.issuperset(bead.source) and columns.issuperset(bead.target)]
    begins = {bead.source[0]: bead for bead in fit}
    gone = {n for bead in fit for n in bead.source}, {n for bead in fit for n in bead.target}
    found: list[Bead] = []
    for bead in beads:
        if bead.source and bead.source[0] in begins:
            found.append(begins[bead.source[0]])
        elif gone[0].isdisjoint(bead.source) and gone[1].isdisjoint(bead.target):
            found.append(bead)
    return found


def _sides(beads: Sequence[Bead]) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    return [bead.source for bead in beads], [bead.target for bead in beads]
