"""One side of a text as numbers: its segments as bags of token types, and what each type weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.ranges import expand
from kztrans.bilingual.tokens import MARKS, Phrases, tokens
from kztrans.languages import Language

__all__ = ["Side", "read_side"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_QUOTES = ('"', "“", "”", "„", "«", "»")
_UNKNOWN_RANK = 15000
"""The rank by frequency of a word that the lexicon does not have."""


@dataclass(frozen=True)
class Side:
    """The segments of one language, as a sparse matrix of counts (rows: segments, columns: token types)."""

    types: list[str]
    start: Ints
    """Where a segment's entries begin: segment ``i`` has the entries ``start[i]`` to ``start[i + 1]``."""
    column: Ints
    """The token type of each entry, ascending within a segment."""
    count: Ints
    """How often the type occurs in the segment."""
    weight: Floats
    """Information of each type, in nats: minus the logarithm of the share of segments that have it."""
    length: Floats
    """Characters of each segment, as many as its language takes for what English says in one."""
    quotes: Floats
    """Quotation marks of each segment."""
    begins: Floats | None = None
    """1 where a segment begins a paragraph, else 0; None where nothing is known of paragraphs."""
    ends: Floats | None = None
    """1 where it ends one."""

    def __len__(self) -> int:
        return len(self.start) - 1

    def only(self, segments: Sequence[int]) -> Side:
        """The side with some of its segments only; what its types weigh stays as it is."""
        rows = np.asarray(segments, dtype=np.int64)
        _, entries = expand(self.start[rows], self.start[rows + 1])
        start = np.concatenate([[0], np.cumsum(self.start[rows + 1] - self.start[rows])])
        return replace(
            self,
            start=start,
            column=self.column[entries],
            count=self.count[entries],
            length=self.length[rows],
            quotes=self.quotes[rows],
            begins=None if self.begins is None else self.begins[rows],
            ends=None if self.ends is None else self.ends[rows],
        )

    def mass(self, types: NDArray[np.bool_]) -> Floats:
        """The weight of all that a segment holds of some of the types."""
        entries = self.count * (self.weight * types)[self.column]
        total = np.concatenate([[0.0], np.cumsum(entries)])
        return np.asarray(np.round(total[self.start[1:]] - total[self.start[:-1]], 6), dtype=np.float64)


def read_side(
    texts: Sequence[str],
    language: Language,
    known: Phrases,
    rank: Mapping[str, int],
    *,
    prior: float,
    window: float,
    paragraphs: Sequence[int] | None = None,
) -> Side:
    """Read segments into a Side.

    Args:
        texts: the segments.
        language: theirs.
        known: phrases to take as one token.
        rank: words to their rank by frequency in the language at large.
        prior: how many segments the language at large counts for, beside the text's own.
        window: the number of segments beyond which a text does not make its rare words weigh more.
        paragraphs: the number of each segment's paragraph.
    """
    index: dict[str, int] = {}
    start, column, count = [0], [], []
    bags: dict[str, dict[int, int]] = {}
    for text in texts:
        bag = bags.get(text)
        if bag is None:
            bag = bags[text] = {}
            for token in tokens(text, language, known):
                number = index.setdefault(token, len(index))
                bag[number] = bag.get(number, 0) + 1 + token.count(" ")
        for number in sorted(bag):
            column.append(number)
            count.append(bag[number])
        start.append(len(column))
    breaks = None
    if paragraphs is not None:
        breaks = np.diff(np.array(paragraphs[: len(texts)]), prepend=-1, append=-1).astype(bool).astype(np.float64)
    types = list(index)
    columns = np.array(column, dtype=np.int64)
    frequency = np.bincount(columns, minlength=len(types)).astype(np.float64)
    return Side(
        types=types,
        start=np.array(start, dtype=np.int64),
        column=columns,
        count=np.array(count, dtype=np.int64),
        weight=_weights(types, frequency, len(texts), rank, prior, window),
        length=np.array([max(len(text.strip()), 1) for text in texts]) / language.verbosity,
        quotes=np.array([sum(map(text.count, _QUOTES)) for text in texts], dtype=np.float64),
        begins=None if breaks is None else breaks[:-1],
        ends=None if breaks is None else breaks[1:],
    )


def _weights(
    types: list[str], frequency: Floats, n: int, rank: Mapping[str, int], prior: float, window: float
) -> Floats:
    """The information of each type: its share of segments, smoothed by its share in the language at large (Zipf)."""
    size = min(float(n), window)
    seen = np.maximum(frequency * (size / max(n, 1)), min(1.0, size))
    expected = np.array([_expected(token, rank) for token in types], dtype=np.float64)
    share = (seen + prior * expected) / (size + prior)
    return np.asarray(np.round(-np.log(np.minimum(share, 0.9)), 6), dtype=np.float64)


def _expected(token: str, rank: Mapping[str, int]) -> float:
    """The share of segments in the language at large that have a token."""
    if token in MARKS:
        return 0.1
    return min(0.9, 2.0 / (1 + rank.get(token, _UNKNOWN_RANK)))
