"""Which documents of two folders translate each other: by their names where these tell, else by what they say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from kztrans.corpus.candidates import Index, keys_of
from kztrans.corpus.collection import Collection
from kztrans.corpus.likeness import Likeness
from kztrans.corpus.twins import Twin, twins
from kztrans.corpus.vocabulary import Vocabulary

__all__ = ["MIN_SCORE", "Match", "Pairing", "paired"]

MIN_SCORE = 0.5
"""Pairs that are less probable than this are left out."""
_USUAL = 0.08
"""The likeness of documents that have nothing to do with each other, where there are too few to tell."""
_STRANGERS = 400
"""Pairs of documents that are looked at to tell it."""
_WEIGHTS = (-3.6, 2.2, 0.9)
"""What the score is made of: a constant, how much more alike than strangers (a logarithm), than the next one."""
_SPREAD, _NARROW, _FAR = 0.04, 0.02, 4.0
"""How far apart the likenesses of a document's candidates usually lie and at least do (standard deviations); how many
of these from the next one are as good as any more."""
_NAMED = 2.0
"""What is added for names that are alike."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two documents that belong together."""

    source: int
    target: int
    score: float
    """The probability that they do."""
    named: bool
    """Do their names say so, too?"""


@dataclass(frozen=True)
class Pairing:
    """What was found of two collections."""

    matches: tuple[Match, ...]
    """In the order of the source documents."""
    twins: tuple[tuple[Twin, ...], tuple[Twin, ...]]
    """Documents of each side that are like an earlier one."""
    misleading: tuple[tuple[int, int], ...] = ()
    """Documents whose names are alike and whose texts are not."""
    doubtful: tuple[Match, ...] = field(default=())
    """Pairs that were found and are less probable than the least score."""


def paired(
    source: Collection,
    target: Collection,
    vocabularies: tuple[Vocabulary, Vocabulary],
    named: dict[int, int],
    least: float = MIN_SCORE,
) -> Pairing:
    """Pair the documents of two collections.

    Two documents are paired where each is the one that the other is most like (mutual best), names counting for
    something. Documents that say the same as an earlier one of their side are not paired.

    Args:
        source, target: the documents.
        vocabularies: those that they were read with.
        named: source to target documents whose names are alike.
        least: the least score.
    """
    alike = twins(source), twins(target)
    if not len(source) or not len(target):
        return Pairing((), (tuple(alike[0]), tuple(alike[1])))
    found = _Table(source, target, vocabularies, named, alike)
    matches = [found.match(s, t) for s, t in found.mutual()]
    sure = tuple(match for match in matches if match.score >= least)
    partner = {match.source: match.target for match in sure}
    other = {match.target for match in sure}
    misleading = [
        (s, t) for s, t in sorted(named.items()) if partner.get(s) != t and (s in partner or t in other or least <= 0)
    ]
    doubtful = tuple(match for match in matches if match.score < least)
    return Pairing(sure, (tuple(alike[0]), tuple(alike[1])), tuple(misleading), doubtful)


class _Table:
    """The likeness of documents and their candidates, from both sides."""

    def __init__(
        self,
        source: Collection,
        target: Collection,
        vocabularies: tuple[Vocabulary, Vocabulary],
        named: dict[int, int],
        alike: tuple[Sequence[Twin], Sequence[Twin]],
    ) -> None:
        tables = vocabularies[0].arrays(), vocabularies[1].arrays()
        keys = len(vocabularies[0].keys)
        self.likeness = Likeness(source, target, tables, keys)
        self.named = named
        same = tuple({twin.number for twin in side if twin.same} for side in alike)
        self.like = tuple({twin.number: twin.of for twin in side} for side in alike)
        self.strangers = self._strangers(len(source), len(target))
        self.rows: tuple[dict[int, dict[int, float]], dict[int, dict[int, float]]] = ({}, {})
        index = Index(target, tables[1], keys)
        for s in range(len(source)):
            if s in same[0]:
                continue
            near = index.near(keys_of(source.words(s), tables[0])[1], source.days[s])
            if s in named:
                near = np.union1d(near, [named[s]])
            near = np.array([t for t in near.tolist() if t not in same[1]], dtype=np.int64)
            for t, share in self.likeness.best(s, near, named.get(s)).items():
                self.rows[0].setdefault(s, {})[t] = self.rows[1].setdefault(t, {})[s] = share

    def _strangers(self, sources: int, targets: int) -> float:
        """The likeness of documents that do not belong together, the median of some."""
        count = min(_STRANGERS, sources * targets)
        if count < 20:
            return _USUAL
        pairs = [(n % sources, (n * 7919 + n // sources + 13) % targets) for n in range(count)]
        found = [self.likeness.best(s, np.array([t], dtype=np.int64))[t] for s, t in pairs]
        return max(float(np.median(found)), _USUAL / 4)

    def mutual(self) -> list[tuple[int, int]]:
        """Pairs each of which is the other's best, in the order of the source."""
        best = tuple({one: self._best(side, one, others) for one, others in self.rows[side].items()} for side in (0, 1))
        return [(s, t) for s, t in sorted(best[0].items()) if best[1].get(t) == s]

    def _best(self, side: int, one: int, others: dict[int, float]) -> int:
        def worth(other: int) -> tuple[float, int]:
            s, t = (one, other) if side == 0 else (other, one)
            return -others[other] * (1.25 if self.named.get(s) == t else 1.0), other

        return min(others, key=worth)

    def match(self, s: int, t: int) -> Match:
        """A pair with its score."""
        share = max(self.rows[0][s][t], 1e-6)
        others = self._others(0, s, t), self._others(1, t, s)
        second = max([*others[0], *others[1], self.strangers])
        named = self.named.get(s) == t
        constant, stranger, next_best = _WEIGHTS
        ahead = (share - second) / _spread([*others[0], *others[1]])
        logit = constant + stranger * math.log(share / self.strangers) + next_best * min(ahead, _FAR)
        logit += _NAMED if named else 0.0
        return Match(s, t, round(1 / (1 + math.exp(-max(min(logit, 30.0), -30.0))), 3), named)

    def _others(self, side: int, one: int, partner: int) -> list[float]:
        """The likenesses of a document's other candidates, those that are like its partner left aside."""
        like = self.like[1 - side]
        family = like.get(partner, partner)
        return [share for other, share in self.rows[side][one].items() if like.get(other, other) != family]


def _spread(likenesses: Sequence[float]) -> float:
    """Their standard deviation; the usual one, where there are too few to tell."""
    return _SPREAD if len(likenesses) < 6 else max(float(np.std(likenesses)), _NARROW)
