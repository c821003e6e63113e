"""What a person does to beads: confirm, join, split, shift, delete. Pure functions on a list of beads.

Each gives the beads that stand in for some neighbouring ones; every segment stays in exactly one bead, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kztrans.errors import InputError
from kztrans.model import Bead

__all__ = ["OPERATIONS", "Change", "apply", "confirm", "crosses", "find", "paired", "split_at"]


@dataclass(frozen=True, slots=True)
class Change:
    """Beads ``first`` up to ``last`` (half open) give way to ``new`` ones, which a person has set."""

    first: int
    last: int
    new: tuple[Bead, ...]


def find(beads: Sequence[Bead], source: tuple[int, ...], target: tuple[int, ...]) -> int:
    """The number of the bead with these segments.

    Raises:
        InputError: there is none, or no longer.
    """
    for number, bead in enumerate(beads):
        if bead.source == source and bead.target == target:
            return number
    raise InputError("this pair is not there any more", remedy="look at the page again")


def apply(beads: Sequence[Bead], change: Change) -> list[Bead]:
    """The beads after a change."""
    return [*beads[: change.first], *change.new, *beads[change.last :]]


def confirm(beads: Sequence[Bead], number: int) -> Change:
    """The bead is right as it is."""
    return Change(number, number + 1, (replace(beads[number], score=1.0),))


def join(beads: Sequence[Bead], number: int) -> Change:
    """The bead and the next are one.

    >>> join([Bead((0,), (0,)), Bead((1,), ())], 0).new
    (Bead(source=(0, 1), target=(0,), score=1.0, moved=False),)
    """
    if number + 1 >= len(beads):
        raise InputError("there is nothing after the last pair", remedy="join the one before it")
    one, two = beads[number], beads[number + 1]
    return Change(number, number + 2, (_set(one.source + two.source, one.target + two.target),))


def split(beads: Sequence[Bead], number: int) -> Change:
    """The first segment of either side is a bead of its own.

    >>> [b.kind for b in split([Bead((0, 1), (0,))], 0).new]
    ['1-1', '1-0']
    """
    bead = beads[number]
    if len(bead.source) <= 1 and len(bead.target) <= 1:
        raise InputError("one sentence on a side cannot be split", remedy="delete the pair to part its sides")
    first, rest = _set(bead.source[:1], bead.target[:1]), _set(bead.source[1:], bead.target[1:])
    return Change(number, number + 1, (first, rest))


def split_at(beads: Sequence[Bead], number: int, source: int, target: int) -> Change:
    """So many segments of either side are a bead of their own, the others another.

    >>> [(b.source, b.target) for b in split_at([Bead((0, 1, 2), (0, 1))], 0, 2, 1).new]
    [((0, 1), (0,)), ((2,), (1,))]
    """
    bead = beads[number]
    first = _set(bead.source[:source], bead.target[:target])
    rest = _set(bead.source[source:], bead.target[target:])
    if not all(part.source or part.target for part in (first, rest)):
        raise InputError("one sentence on a side cannot be split", remedy="delete the pair to part its sides")
    return Change(number, number + 1, (first, rest))


def paired(beads: Sequence[Bead], one: int, other: int, source: int, target: int) -> list[Change]:
    """A source segment of one bead and a target segment of another are a bead, whatever stands between them.

    Two beads of one segment a side change partners; of others what is left over stays as it was, without them.

    >>> beads = [Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), (2,))]
    >>> [[(b.source, b.target) for b in change.new] for change in paired(beads, 0, 2, 0, 2)]
    [[((0,), (2,))], [((2,), (0,))]]
    >>> [[b.kind for b in change.new] for change in paired([Bead((0,), ()), Bead((1,), (0,))], 0, 1, 0, 0)]
    [['1-1'], ['1-0']]
    """
    a, b = beads[one], beads[other]
    if source not in a.source or target not in b.target:
        raise InputError("this pair is not there any more", remedy="look at the page again")
    new = Bead((source,), (target,), 1.0)
    if one == other:
        rest = _rest(a, (source,), (target,))
        return [Change(one, one + 1, tuple(sorted((new, *rest), key=lambda bead: bead.source or (source,))))]
    if a.source == (source,) and b.target == (target,) and a.target and b.source:
        return [Change(one, one + 1, (new,)), Change(other, other + 1, (Bead(b.source, a.target, 1.0),))]
    left = sorted((new, *_rest(a, (source,), ())), key=lambda bead: bead.source or (source,))
    return [Change(one, one + 1, tuple(left)), Change(other, other + 1, tuple(_rest(b, (), (target,))))]


def crosses(bead: Bead, others: Sequence[Bead]) -> bool:
    """Does a bead stand elsewhere in the target than others, which keep their order, let it?

    >>> crosses(Bead((0,), (1,)), [Bead((1,), (0,))]), crosses(Bead((0,), (1,)), [Bead((1,), (0,), moved=True)])
    (True, False)
    """
    if not (bead.source and bead.target):
        return False
    straight = (b for b in others if b.source and b.target and not b.moved)
    return any((b.source < bead.source) != (b.target < bead.target) for b in straight)


def delete(beads: Sequence[Bead], number: int) -> Change:
    """What stands in the bead does not translate each other: each segment stands alone.

    >>> [b.kind for b in delete([Bead((0,), (0, 1))], 0).new]
    ['1-0', '0-1', '0-1']
    """
    bead = beads[number]
    alone = [_set((n,), ()) for n in bead.source] + [_set((), (n,)) for n in bead.target]
    return Change(number, number + 1, tuple(alone))


def target_down(beads: Sequence[Bead], number: int) -> Change:
    """The last target segment goes to the next bead.

    >>> [(b.source, b.target) for b in target_down([Bead((0,), (0, 1)), Bead((1,), ())], 0).new]
    [((0,), (0,)), ((1,), (1,))]
    """
    one, two = _pair(beads, number, number + 1)
    _needs(one.target)
    return _between(number, _set(one.source, one.target[:-1]), _set(two.source, one.target[-1:] + two.target))


def target_up(beads: Sequence[Bead], number: int) -> Change:
    """The first target segment goes to the bead before."""
    one, two = _pair(beads, number - 1, number)
    _needs(two.target)
    return _between(number - 1, _set(one.source, one.target + two.target[:1]), _set(two.source, two.target[1:]))


def source_down(beads: Sequence[Bead], number: int) -> Change:
    """The last source segment goes to the next bead."""
    one, two = _pair(beads, number, number + 1)
    _needs(one.source)
    return _between(number, _set(one.source[:-1], one.target), _set(one.source[-1:] + two.source, two.target))


def source_up(beads: Sequence[Bead], number: int) -> Change:
    """The first source segment goes to the bead before."""
    one, two = _pair(beads, number - 1, number)
    _needs(two.source)
    return _between(number - 1, _set(one.source + two.source[:1], one.target), _set(two.source[1:], two.target))


OPERATIONS: dict[str, Callable[[Sequence[Bead], int], Change]] = {
    "confirm": confirm,
    "join": join,
    "split": split,
    "delete": delete,
    "target-down": target_down,
    "target-up": target_up,
    "source-down": source_down,
    "source-up": source_up,
}
"""What can be done to a bead, by name."""


def _set(source: tuple[int, ...], target: tuple[int, ...]) -> Bead:
    for side in (source, target):
        if side and side != tuple(range(side[0], side[0] + len(side))):
            raise InputError(
                "these sentences are not neighbours: one stands elsewhere in the translation",
                remedy="delete the pair that moved to part its sides first",
            )
    return Bead(source, target, 1.0)


def _rest(bead: Bead, source: tuple[int, ...], target: tuple[int, ...]) -> list[Bead]:
    """A bead without some segments: its first run of either side stays together, the others stand alone."""
    sides = [_runs(n for n in own if n not in gone) for own, gone in ((bead.source, source), (bead.target, target))]
    first = Bead(sides[0][0] if sides[0] else (), sides[1][0] if sides[1] else (), 1.0)
    alone = [*(Bead(run, (), 1.0) for run in sides[0][1:]), *(Bead((), run, 1.0) for run in sides[1][1:])]
    return [part for part in (first, *alone) if part.source or part.target]


def _runs(numbers: Iterable[int]) -> list[tuple[int, ...]]:
    """Numbers as runs of neighbours."""
    runs: list[tuple[int, ...]] = []
    for n in numbers:
        if runs and runs[-1][-1] == n - 1:
            runs[-1] = (*runs[-1], n)
        else:
            runs.append((n,))
    return runs


def _pair(beads: Sequence[Bead], first: int, second: int) -> tuple[Bead, Bead]:
    if first < 0 or second >= len(beads):
        raise InputError("there is no pair to move it to", remedy="this is the end of the text")
    return beads[first], beads[second]


def _needs(segments: tuple[int, ...]) -> None:
    if not segments:
        raise InputError("there is no sentence on this side to be moved", remedy="choose another pair")


def _between(first: int, one: Bead, two: Bead) -> Change:
    return Change(first, first + 2, tuple(bead for bead in (one, two) if bead.source or bead.target))
