"""Why a bead is one: the words that matched and what they weigh, what else counted, and what came next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.aligner import align, prepared
from kztrans.alignment.evidence import FEATURES, Beads
from kztrans.alignment.layout import Band, Layout, laid_out
from kztrans.alignment.monotone import bead_of, beads_of, layouts
from kztrans.alignment.pair import Pair
from kztrans.alignment.sides import Side
from kztrans.bilingual.matches import KINDS
from kztrans.errors import InputError
from kztrans.model import Bead

if TYPE_CHECKING:
    from kztrans.alignment.vectors import SentenceVectors
    from kztrans.bilingual.lexicon import Lexicon
    from kztrans.glossary import Glossary

__all__ = ["Explanation", "Match", "explain"]

_DOUBT = 200.0
"""Runners-up are looked for among beads that the aligner itself leaves out."""
_MUCH = 10**13
"""More than any path weighs, in millionths of a nat: what a bead that must be on a path has more, and one that must not
be less."""


@dataclass(frozen=True)
class Match:
    """A word of the source matched with a word of the target."""

    source: str
    target: str
    kind: str
    """What the match rests on, a name in `KINDS`."""
    times: int
    weight: float
    """What it adds to the bead's weight, in nats."""


@dataclass(frozen=True)
class Explanation:
    """Why a bead is one."""

    number: int
    bead: Bead
    weight: float
    """The sum of all that counts, in nats."""
    matches: tuple[Match, ...]
    """Heaviest first."""
    rest: tuple[tuple[str, float], ...]
    """What else counts: names in `FEATURES` and what they add."""
    unmatched_source: tuple[str, ...]
    """Words that the lexicon or the glossary knows, and that found no match here; heaviest first."""
    unmatched_target: tuple[str, ...]
    runner_up: tuple[Bead, ...]
    """The beads in place of this one and its neighbours on the best path without it, which for a segment left alone is
    one on which it is not; empty where there is none."""
    behind: float
    """How much less that path weighs, in nats; less than 0 where it would win if no bead crossed another."""

    def lines(self) -> list[str]:
        """The explanation for a reader, a line each."""
        bead = self.bead
        lines = [
            f"bead {self.number}, {bead.kind}: {_shown(bead)}; probability {bead.score:.4f}, weight {self.weight:+.2f}"
        ]
        lines += [
            f"  {match.weight:+7.2f}  {match.kind:8s}  {_named(match.source)} = {_named(match.target)}"
            + (f" (×{match.times})" if match.times > 1 else "")
            for match in self.matches
        ]
        lines += [f"  {weight:+7.2f}  {name}" for name, weight in self.rest]
        for side, words in (("source", self.unmatched_source), ("target", self.unmatched_target)):
            if words:
                lines.append(f"  no match in the {side}: {', '.join(map(_named, words))}")
        if self.runner_up:
            beads = ", ".join(_shown(other) for other in self.runner_up)
            lines.append(f"runner-up, {abs(self.behind):.2f} {'ahead' if self.behind < 0 else 'behind'}: {beads}")
        return lines


def _shown(bead: Bead) -> str:
    """A bead's segments, numbered from 1."""
    return " = ".join(" ".join(str(n + 1) for n in side) or "-" for side in (bead.source, bead.target))


def _named(token: str) -> str:
    return token.removeprefix("#")


def explain(
    number: int,
    source: Sequence[str],
    target: Sequence[str],
    source_lang: str = "id",
    target_lang: str = "en",
    glossary: Glossary | None = None,
    *,
    lexicon: Lexicon | None = None,
    anchors: Sequence[tuple[int, int]] = (),
    source_paragraphs: Sequence[int] | None = None,
    target_paragraphs: Sequence[int] | None = None,
    vectors: SentenceVectors | None = None,
    crossing: bool = True,
) -> Explanation:
    """Explain the bead of a number, from 1, that `align` gives for the same arguments.

    Raises:
        InputError: there is no bead of that number; an anchor is outside the texts, or two of them cross.
    """
    ready = prepared(
        source, target, source_lang, target_lang, glossary, lexicon=lexicon, anchors=anchors,
        source_paragraphs=source_paragraphs, target_paragraphs=target_paragraphs, vectors=vectors,
    )  # fmt: skip
    beads = align(
        source, target, source_lang, target_lang, glossary, lexicon=lexicon, anchors=anchors,
        source_paragraphs=source_paragraphs, target_paragraphs=target_paragraphs, vectors=vectors, crossing=crossing,
    )  # fmt: skip
    if not 1 <= number <= len(beads):
        raise InputError(f"there is no bead {number}", remedy=f"name one from 1 to {len(beads)}")
    bead = beads[number - 1]
    nothing = Explanation(number, bead, 0.0, (), (), (), (), (), 0.0)
    if ready is None:
        return nothing
    pair, weights, route = ready
    elsewhere = [other for other in beads if _crosses(other, bead)]
    for layout in layouts(pair, weights, route, _DOUBT):
        if not (bead.source and bead.target):
            runner_up, behind = _if_not_alone(layout, bead, elsewhere)
            nothing = replace(nothing, runner_up=nothing.runner_up or runner_up, behind=nothing.behind or behind)
            continue
        places = {_sides(layout, at): at for at in range(len(layout.net.tail))}
        if (bead.source, bead.target) in places:
            return _explained(number, bead, layout, pair, places[bead.source, bead.target], elsewhere)
    if not (bead.source and bead.target):
        return nothing
    near = laid_out(pair.only(bead.source, bead.target), weights, [_whole(bead)], doubt=_DOUBT)
    places = {_sides(near, at): at for at in range(len(near.net.tail))}
    at = places.get((tuple(range(len(bead.source))), tuple(range(len(bead.target)))))
    if at is None:
        return nothing
    told = _explained(number, bead, near, pair.only(bead.source, bead.target), at, ())
    return replace(told, runner_up=tuple(_renumbered(part, bead) for part in told.runner_up))


def _crosses(other: Bead, bead: Bead) -> bool:
    """Whether a bead keeps another from being on one path with it; one that moved, any that is left alone."""
    if not (other.source and other.target):
        return False
    if not (bead.source and bead.target):
        return other.moved
    return (other.source < bead.source) != (other.target < bead.target)


def _renumbered(part: Bead, bead: Bead) -> Bead:
    """A bead among the segments of another one, as they are numbered in the texts."""
    source, target = tuple(bead.source[n] for n in part.source), tuple(bead.target[n] for n in part.target)
    return replace(part, source=source, target=target)


def _whole(bead: Bead) -> Band:
    """All of a bead as a text of its own."""
    n, m = len(bead.source), len(bead.target)
    return Band(0, np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m))


def _explained(
    number: int, bead: Bead, layout: Layout, pair: Pair, chosen: int, elsewhere: Sequence[Bead]
) -> Explanation:
    weights = layout.weights
    parts = layout.features[chosen] * weights
    rest = tuple(
        (name, round(float(part), 2)) for name, part in zip(FEATURES, parts, strict=True) if name not in KINDS and part
    )
    matches, unmatched = _matched(layout, chosen, pair, weights)
    runner_up, behind = _runner_up(layout, chosen, elsewhere)
    weight = round(float(layout.score[chosen]), 2)
    left, right = unmatched
    return Explanation(number, bead, weight, matches, rest, left, right, runner_up, behind)


def _sides(layout: Layout, number: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    bead = bead_of(layout, number)
    return bead.source, bead.target


def _matched(
    layout: Layout, chosen: int, pair: Pair, weights: NDArray[np.float64]
) -> tuple[tuple[Match, ...], tuple[tuple[str, ...], tuple[str, ...]]]:
    """The matches of a bead, and the words of each side that should have found one."""
    net, evidence = layout.net, layout.evidence
    tail = net.tail[[chosen]]
    _, member, taken = evidence.matched(Beads(net.i[tail], net.j[tail], net.shape[[chosen]]))
    table, sides = evidence.table, (pair.source, pair.target)
    found: dict[tuple[str, str, str], tuple[int, float]] = {}
    for place in np.flatnonzero(taken).tolist():
        at, times = int(member[place]), int(taken[place])
        kind = int(table.kind[at])
        words = (sides[0].types[sides[0].column[table.left[at]]], sides[1].types[sides[1].column[table.right[at]]])
        key = (*words, KINDS[kind])
        before = found.get(key, (0, 0.0))
        found[key] = (before[0] + times, before[1] + times * float(weights[kind] * table.value[at]))
    matches = [Match(s, t, kind, times, round(weight, 2)) for (s, t, kind), (times, weight) in found.items()]
    bead = bead_of(layout, chosen)
    entries = table.left[member[taken > 0]], table.right[member[taken > 0]]
    known = pair.matches.known_source, pair.matches.known_target
    left, right = (
        _unmatched(side, numbers, set(used.tolist()), knows)
        for side, numbers, used, knows in zip(sides, (bead.source, bead.target), entries, known, strict=True)
    )
    return tuple(sorted(matches, key=lambda match: (-match.weight, match.source, match.target))), (left, right)


def _unmatched(side: Side, numbers: Sequence[int], used: set[int], known: NDArray[np.bool_]) -> tuple[str, ...]:
    """Known words of segments that found no match, heaviest first."""
    entries = [e for n in numbers for e in range(int(side.start[n]), int(side.start[n + 1])) if e not in used]
    types = {int(side.column[e]) for e in entries if known[side.column[e]]}
    return tuple(side.types[t] for t in sorted(types, key=lambda t: (-side.weight[t], side.types[t])))


def _runner_up(layout: Layout, chosen: int, elsewhere: Sequence[Bead]) -> tuple[tuple[Bead, ...], float]:
    """What replaces a bead on the best path without it, and how much less that path weighs than one with it."""
    score = layout.whole_scores()
    score[_touching(layout, elsewhere)] -= _MUCH
    with_it, without = score.copy(), score
    with_it[chosen] += _MUCH
    without[chosen] -= _MUCH
    return _instead(layout, layout.best_path(with_it), layout.best_path(without))


def _if_not_alone(layout: Layout, bead: Bead, elsewhere: Sequence[Bead]) -> tuple[tuple[Bead, ...], float]:
    """What there is on the best path on which a segment left alone is not, and how much less that path weighs."""
    score = layout.whole_scores()
    gone = _touching(layout, elsewhere)
    score[gone] -= _MUCH
    holding = _touching(layout, [bead]) & ~gone
    if not holding.any():
        return (), 0.0
    path = layout.best_path(score)
    score[holding] += _MUCH
    return _instead(layout, path, layout.best_path(score))


def _touching(layout: Layout, beads: Sequence[Bead]) -> NDArray[np.bool_]:
    """Which beads of a layout hold a segment of some others."""
    net = layout.net
    found = np.zeros(len(net.tail), dtype=bool)
    for side, numbers in ((net.i, [n for b in beads for n in b.source]), (net.j, [n for b in beads for n in b.target])):
        taken = np.concatenate([[0], np.cumsum(np.isin(np.arange(int(side.max()) + 1), numbers))])
        found |= taken[side[net.head]] > taken[side[net.tail]]
    return found


def _instead(layout: Layout, path: list[int], other: list[int]) -> tuple[tuple[Bead, ...], float]:
    """The beads of a path that another one has not, and how much less it weighs."""
    best, next_ = (_beads(layout, numbers) for numbers in (path, other))
    behind = layout.weight(path) - layout.weight(other)
    return tuple(bead for bead in next_ if bead not in set(best)), round(behind, 2)


def _beads(layout: Layout, path: list[int]) -> list[Bead]:
    """The beads of a path, those with an empty side among them, without probabilities."""
    return [replace(bead, score=0.0) for bead in beads_of(layout, path)]
