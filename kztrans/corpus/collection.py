"""The documents of one side as sets of words, with all that pairing asks of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from kztrans import documents
from kztrans.corpus.vocabulary import Ints, Vocabulary, numbered
from kztrans.errors import InputError

__all__ = ["Collection", "collected", "day_in"]

_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(0[1-9]|[12]\d|3[01])([-_.])(0[1-9]|1[0-2])\6((?:19|20)\d\d)(?!\d)"
)
_PRIOR = 50.0
"""How many documents the language at large counts for, beside the collection's own."""


@dataclass(frozen=True)
class Collection:
    """The documents of one side, in the order of their names."""

    paths: tuple[Path, ...]
    start: Ints
    """Document ``d`` has the words ``word[start[d]:start[d + 1]]``, ascending numbers."""
    word: Ints
    place: Ints
    """Where each of these words stands first in its document, in words."""
    weight: NDArray[np.float64]
    """The information of each word, in nats: minus the logarithm of the share of documents that have it."""
    digests: tuple[bytes, ...]
    """Of each document's letters and digits: equal where two say the same."""
    days: tuple[date | None, ...]
    """The day that a document's name or its folder's holds."""
    errors: tuple[InputError, ...] = field(default=())
    """Documents that could not be read."""

    def __len__(self) -> int:
        return len(self.paths)

    def words(self, number: int) -> Ints:
        """The words of a document."""
        return self.word[self.start[number] : self.start[number + 1]]

    def places(self, number: int) -> Ints:
        """Where each of the words of a document stands in it first."""
        return self.place[self.start[number] : self.start[number + 1]]


def collected(paths: Sequence[Path], root: Path, vocabulary: Vocabulary, progress: Callable[[str], None]) -> Collection:
    """Read documents; those that cannot be read are left out and named."""
    kept: list[Path] = []
    words: list[Ints] = []
    places: list[Ints] = []
    digests: list[bytes] = []
    errors: list[InputError] = []
    for path in paths:
        progress(path.name)
        try:
            text = documents.read(path, vocabulary.language.code).text
        except InputError as error:
            errors.append(error)
            continue
        kept.append(path)
        found, at = vocabulary.read(text)
        words.append(found.astype(np.int32))
        places.append(at.astype(np.int16))
        digests.append(_digest(text))
    start, word = numbered(words)
    _, place = numbered(places)
    share = np.bincount(word, minlength=len(vocabulary.words)) + _PRIOR * np.array(vocabulary.expected)
    weight = np.round(-np.log(np.minimum(share / (len(kept) + _PRIOR), 0.9)), 6).astype(np.float64)
    days = tuple(day_in(path.relative_to(root).as_posix()) for path in kept)
    return Collection(tuple(kept), start, word, place, weight, tuple(digests), days, tuple(errors))


def _digest(text: str) -> bytes:
    letters = "".join(c for c in normalize("NFKC", text).casefold() if c.isalnum())
    return hashlib.sha256(letters.encode("utf-8", "replace")).digest()


def day_in(name: str) -> date | None:
    """The day that the name of a file or of its folders holds; the last one, where there are several.

    >>> day_in("berita/2026-07-01/kurultai.txt"), day_in("forum_20230915.txt"), day_in("15.09.2023.txt")
    (datetime.date(2026, 7, 1), datetime.date(2023, 9, 15), datetime.date(2023, 9, 15))
    """
    found = None
    for match in _DAY.finditer(name):
        year, _, month, day, day2, _, month2, year2 = match.groups()
        try:
            found = date(int(year or year2), int(month or month2), int(day or day2))
        except ValueError:  # the 31st of June
            continue
    return found
