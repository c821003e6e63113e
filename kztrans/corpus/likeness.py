"""How much of two documents is comparable: the share of their information that has a counterpart in the other one.

Documents of one subject, or with sentences in common, have many words with counterparts, too; only in a translation do
these stand in the same order. So half of the likeness is that of all words with counterparts, half that of the longest
chain of them that goes forward on both sides.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.ranges import expand
from kztrans.corpus.candidates import keys_of
from kztrans.corpus.collection import Collection
from kztrans.corpus.vocabulary import Ints

__all__ = ["Likeness"]

_LOOKED_AT = 8
"""Candidates of a document whose order is looked at: those that are most alike without it."""


class Likeness:
    """Compares documents of two collections.

    The likeness of two documents is the harmonic mean of two shares, 0 to 1: of the source's information in words that
    reach one of the target's, and of the target's in words that are reached.
    """

    def __init__(
        self, source: Collection, target: Collection, tables: tuple[tuple[Ints, Ints], tuple[Ints, Ints]], keys: int
    ) -> None:
        self.source, self.target = source, target
        self._tables = tables
        self._has = np.zeros(keys, dtype=np.bool_)

    def best(self, number: int, others: Ints, also: int | None = None) -> dict[int, float]:
        """The target documents that a source document is most like, of some, and the likeness of each.

        Args:
            number: the source document.
            others: target documents.
            also: one of these that is looked at whatever it is like.
        """
        alike = self.of(number, others)
        first = np.argsort(-alike, kind="stable")[:_LOOKED_AT].tolist()
        if also is not None:
            first = sorted({*first, *np.flatnonzero(others == also).tolist()})
        return {int(others[n]): self.whole(number, int(others[n]), float(alike[n])) for n in sorted(first)}

    def of(self, number: int, others: Ints) -> NDArray[np.float64]:
        """The likeness of a source document to some target documents, in whatever order their words stand."""
        words = self.source.words(number)
        owner, reached = keys_of(words, self._tables[0])
        weight = self.source.weight[words]
        total = max(float(weight.sum()), 1e-9)
        found = np.zeros(len(others))
        for place, other in enumerate(others.tolist()):
            theirs = self.target.words(other)
            their_owner, keys = keys_of(theirs, self._tables[1])
            there = self._with(keys, reached)
            here = self._with(reached, keys)
            hit = np.bincount(owner[there], minlength=len(words)) > 0
            their_hit = np.bincount(their_owner[here], minlength=len(theirs)) > 0
            their_weight = self.target.weight[theirs]
            one = float((weight * hit).sum()) / total
            two = float((their_weight * their_hit).sum()) / max(float(their_weight.sum()), 1e-9)
            found[place] = _mean(one, two)
        return np.round(found, 6)

    def whole(self, number: int, other: int, alike: float) -> float:
        """The likeness of two documents, the order of their words being half of it.

        Args:
            number, other: a source and a target document.
            alike: what `of` says of them.
        """
        words, theirs = self.source.words(number), self.target.words(other)
        owner, reached = keys_of(words, self._tables[0])
        their_owner, keys = keys_of(theirs, self._tables[1])
        left, right = _met(owner, reached, their_owner, keys)
        chain = _chain(self.source.places(number)[left], self.target.places(other)[right])
        weight, their_weight = self.source.weight[words], self.target.weight[theirs]
        one = float(weight[left[chain]].sum()) / max(float(weight.sum()), 1e-9)
        two = float(their_weight[right[chain]].sum()) / max(float(their_weight.sum()), 1e-9)
        return round((alike + 3 * _mean(one, two)) / 4, 6)

    def _with(self, some: Ints, keys: Ints) -> NDArray[np.bool_]:
        """Which of the keys are among some."""
        self._has[some] = True
        found = self._has[keys]
        self._has[some] = False
        return found


def _mean(one: float, two: float) -> float:
    return 2 * one * two / max(one + two, 1e-9)


def _met(owner: Ints, keys: Ints, their_owner: Ints, their_keys: Ints) -> tuple[Ints, Ints]:
    """The pairs of words of two documents that have a key in common."""
    order = np.argsort(their_keys, kind="stable")
    their_owner, their_keys = their_owner[order], their_keys[order]
    number, at = expand(np.searchsorted(their_keys, keys, "left"), np.searchsorted(their_keys, keys, "right"))
    return owner[number], their_owner[at]


def _chain(places: Ints, others: Ints) -> Ints:
    """The longest chain of points that goes forward in both coordinates (Fredman 1975), as their numbers.

    >>> _chain(np.array([0, 1, 2, 3]), np.array([5, 1, 2, 0])).tolist()
    [1, 2]
    """
    order = np.lexsort((-others, places))
    ends: list[int] = []
    at: list[int] = []
    before = [-1] * len(order)
    for number, other in enumerate(others[order].tolist()):
        length = bisect_left(ends, other)
        if length == len(ends):
            ends.append(other)
            at.append(number)
        else:
            ends[length], at[length] = other, number
        before[number] = at[length - 1] if length else -1
    chain, last = [], at[-1] if at else -1
    while last >= 0:
        chain.append(last)
        last = before[last]
    return order[np.array(chain[::-1], dtype=np.int64)].astype(np.int64)
