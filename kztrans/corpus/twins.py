"""Documents of one side that say the same, or nearly so.

Near ones share nearly all their words: candidates come from bands of minhashes (Broder 1997; Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, ch. 3), and are kept where at least `LEAST` of the words of both are in both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kztrans.corpus.collection import Collection
from kztrans.corpus.vocabulary import Ints

__all__ = ["LEAST", "Twin", "twins"]

LEAST = 0.8
_BANDS, _ROWS = 16, 4
_PRIME = (1 << 31) - 1
_TOGETHER = 4096
"""Words that are hashed at one time."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A document, and the first one that it is like."""

    number: int
    of: int
    share: float
    """Of the words of both that are in both; 1 where they say the same."""

    @property
    def same(self) -> bool:
        """Do they say the same, letter by letter?"""
        return self.share == 1.0


def twins(collection: Collection) -> list[Twin]:
    """The documents that are like an earlier one, in their order."""
    found: dict[int, Twin] = {}
    first: dict[bytes, int] = {}
    for number, digest in enumerate(collection.digests):
        if first.setdefault(digest, number) != number:
            found[number] = Twin(number, first[digest], 1.0)
    marks = _marks(collection)
    for band in range(_BANDS):
        groups: dict[bytes, list[int]] = {}
        for number in range(len(collection)):
            if number not in found and len(collection.words(number)):
                earlier = groups.setdefault(marks[number, band * _ROWS : (band + 1) * _ROWS].tobytes(), [])
                twin = next((t for other in earlier[:8] if (t := _twin(collection, number, other))), None)
                if twin:
                    found[number] = twin
                else:
                    earlier.append(number)
    return [_to_the_first(found, number) for number in sorted(found)]


def _twin(collection: Collection, number: int, other: int) -> Twin | None:
    one, two = collection.words(number), collection.words(other)
    both = len(np.intersect1d(one, two, assume_unique=True))
    share = both / (len(one) + len(two) - both)
    return Twin(number, other, round(min(share, 0.999), 3)) if share >= LEAST else None


def _to_the_first(found: dict[int, Twin], number: int) -> Twin:
    """A chain of likeness leads to the document that none before it is like."""
    twin = found[number]
    of = twin.of
    while of in found:
        of = found[of].of
    return Twin(number, of, twin.share)


def _marks(collection: Collection) -> NDArray[np.int32]:
    """The minhashes of each document."""
    numbers = np.arange(1, _BANDS * _ROWS + 1, dtype=np.int64)
    factor, shift = (numbers * 1_103_515_245 + 12_345) % _PRIME, (numbers * 69_069 + 1) % _PRIME
    marks = np.full((len(collection), len(numbers)), _PRIME, dtype=np.int32)
    for number in range(len(collection)):
        words = collection.words(number).astype(np.int64)
        for at in range(0, len(words), _TOGETHER):
            mixed: Ints = (words[at : at + _TOGETHER, None] * 2_654_435_761 + 97) % _PRIME
            hashed = (mixed * factor + shift) % _PRIME
            marks[number] = np.minimum(marks[number], hashed.min(axis=0).astype(np.int32))
    return marks
