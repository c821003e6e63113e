"""Why a bead is one: the words that matched and what they weigh, what else counted, and what came next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment import lattice
from kztrans.alignment.aligner import bead_of, layouts, prepared, weight_vector
from kztrans.alignment.evidence import FEATURES, Beads, matched_pairs
from kztrans.alignment.layout import Layout
from kztrans.alignment.pair import Pair
from kztrans.alignment.sides import Side
from kztrans.bilingual.matches import KINDS
from kztrans.errors import InputError
from kztrans.model import Bead

if TYPE_CHECKING:
    from kztrans.bilingual.lexicon import Lexicon
    from kztrans.glossary import Glossary

__all__ = ["Explanation", "Match", "explain"]

_DOUBT = 200.0
"""Runners-up are looked for among beads that the aligner itself leaves out."""


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
    """The beads in place of this one and its neighbours on the best path without it; empty where there is none."""
    behind: float
    """How much less that path weighs, in nats."""

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
            lines.append(f"runner-up, {self.behind:.2f} behind: {beads}")
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
) -> Explanation:
    """Explain the bead of a number, from 1, that `align` gives for the same arguments.

    Raises:
        InputError: there is no bead of that number; an anchor is outside the texts, or two of them cross.
    """
    pair, fixed = prepared(
        source, target, source_lang, target_lang, glossary, lexicon=lexicon, anchors=anchors,
        source_paragraphs=source_paragraphs, target_paragraphs=target_paragraphs,
    )  # fmt: skip
    seen = 0
    if pair is not None:
        weights = weight_vector()
        for plain in layouts(pair, weights, fixed):
            path = lattice.best_path(plain.net, plain.whole_scores())
            if 0 < number - seen <= len(path):
                shown = bead_of(plain, path[number - seen - 1], lattice.posteriors(plain.net, plain.score)[0])
                low, high = min(plain.net.i), max(plain.net.i)
                wide = next(
                    w for w in layouts(pair, weights, fixed, _DOUBT) if (min(w.net.i), max(w.net.i)) == (low, high)
                )
                return _explained(number, shown, wide, pair)
            seen += len(path)
    else:
        seen = len(source) + len(target)
        if 0 < number <= seen:
            sides = [((n,), ()) for n in range(len(source))] + [((), (n,)) for n in range(len(target))]
            left, right = sides[number - 1]
            return Explanation(number, Bead(left, right, 1.0), 0.0, (), (), (), (), (), 0.0)
    raise InputError(f"there is no bead {number}", remedy=f"name one from 1 to {seen}")


def _explained(number: int, bead: Bead, layout: Layout, pair: Pair) -> Explanation:
    weights = weight_vector()
    path = lattice.best_path(layout.net, layout.whole_scores())
    chosen = next(n for n in path if (bead.source, bead.target) == _sides(layout, n))
    parts = layout.features[chosen] * weights
    rest = tuple(
        (name, round(float(part), 2)) for name, part in zip(FEATURES, parts, strict=True) if name not in KINDS and part
    )
    matches, unmatched = _matched(layout, chosen, pair, weights)
    runner_up, behind = _runner_up(layout, path, chosen)
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
    if 0 in lattice.SHAPES[net.shape[chosen]]:
        return (), ((), ())
    tail = net.tail[[chosen]]
    _, member = evidence.pairs(Beads(net.i[tail], net.j[tail], net.shape[[chosen]]))
    zero = np.zeros(len(member), dtype=np.int64)
    table, sides = evidence.table, (pair.source, pair.target)
    taken = matched_pairs(zero, member, table, evidence.kinds, pair.source.count, pair.target.count)
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


def _runner_up(layout: Layout, path: list[int], chosen: int) -> tuple[tuple[Bead, ...], float]:
    """What replaces a bead on the best path without it, and how much less that path weighs."""
    net = layout.net
    score = layout.whole_scores()
    best = int(score[path].sum())
    score[chosen] = -(10**13)
    other = lattice.best_path(net, score)
    total = int(score[other].sum())
    if chosen in other:
        return (), 0.0
    replaced = sorted(set(other) - set(path), key=lambda n: (net.i[net.tail[n]], net.j[net.tail[n]]))
    return tuple(bead_of(layout, n) for n in replaced), round((best - total) / 1e6, 2)
