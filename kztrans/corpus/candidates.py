"""Which documents may belong together, without looking at all pairs: those that share something rare.

An index from keys to the target documents that have them is asked for a source document's keys, the rarest first, until
enough documents have been named; those that are named by the most information are the candidates. So it costs the same
for each document, however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from kztrans.alignment.ranges import expand
from kztrans.corpus.collection import Collection
from kztrans.corpus.vocabulary import Ints

__all__ = ["Index", "keys_of"]

_NAMED = 20_000
"""Documents that the keys of one document name, counted as often as they are named."""
_KEPT = 48
"""Candidates of a document."""
_NEAR = 2
"""Days that a translation is dated before or after its source."""
_OF_A_DAY = 40
"""Documents of these days that are all candidates."""


def keys_of(words: Ints, table: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """For words, the number of the word among them that each key belongs to, and the keys."""
    owner, at = expand(table[0][words], table[0][words + 1])
    return owner, table[1][at]


class Index:
    """Target documents by the keys of their words."""

    def __init__(self, collection: Collection, table: tuple[Ints, Ints], keys: int) -> None:
        """
        Args:
            collection: the documents.
            table: the keys of the collection's words (`Vocabulary.arrays`).
            keys: how many keys there are.
        """
        self.size = len(collection)
        self.frequency = np.zeros(keys, dtype=np.int64)
        for number in range(self.size):
            self.frequency[np.unique(keys_of(collection.words(number), table)[1])] += 1
        rare = self.frequency <= _NAMED
        found = [np.unique(keys_of(collection.words(number), table)[1]) for number in range(self.size)]
        kept = [keys[rare[keys]].astype(np.int32) for keys in found]
        owner = np.repeat(np.arange(self.size, dtype=np.int32), [len(keys) for keys in kept])
        every = np.concatenate(kept) if kept else np.zeros(0, dtype=np.int32)
        order = np.argsort(every, kind="stable")
        self._documents = owner[order]
        self._start = np.searchsorted(every[order], np.arange(keys + 1))
        self._by_day: dict[date, list[int]] = {}
        for number, day in enumerate(collection.days):
            if day is not None:
                self._by_day.setdefault(day, []).append(number)

    def near(self, keys: Ints, day: date | None = None) -> Ints:
        """The documents, in their order, that share rare keys with one that has these keys and this day."""
        keys = np.unique(keys)
        count = self._start[keys + 1] - self._start[keys]
        keys, count = keys[count > 0], count[count > 0]
        order = np.argsort(count, kind="stable")
        order = order[: 1 + int(np.searchsorted(np.cumsum(count[order]), _NAMED))]
        keys = keys[order]
        owner, at = expand(self._start[keys], self._start[keys + 1])
        told = np.log(self.size + 1) - np.log(self.frequency[keys])
        documents, place = np.unique(self._documents[at], return_inverse=True)
        weight = np.round(np.bincount(place, weights=told[owner], minlength=len(documents)), 6)
        best = documents[np.argsort(-weight, kind="stable")[:_KEPT]]
        return np.unique(np.concatenate([best, self._of_days(day)])).astype(np.int64)

    def _of_days(self, day: date | None) -> Ints:
        if day is None:
            return np.zeros(0, dtype=np.int64)
        days: Sequence[date] = [day + timedelta(days=n) for n in range(-_NEAR, _NEAR + 1)]
        found = [number for near in days for number in self._by_day.get(near, ())]
        return np.array(sorted(found) if len(found) <= _OF_A_DAY else [], dtype=np.int64)
