"""How much of two documents is comparable: the share of their information that has a counterpart in the other one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kztrans.corpus.candidates import keys_of
from kztrans.corpus.collection import Collection
from kztrans.corpus.vocabulary import Ints

__all__ = ["Likeness"]


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

    def of(self, number: int, others: Ints) -> NDArray[np.float64]:
        """The likeness of a source document to some target documents."""
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
            found[place] = 2 * one * two / max(one + two, 1e-9)
        return np.round(found, 6)

    def _with(self, some: Ints, keys: Ints) -> NDArray[np.bool_]:
        """Which of the keys are among some."""
        self._has[some] = True
        found = self._has[keys]
        self._has[some] = False
        return found
