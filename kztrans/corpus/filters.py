"""What of a corpus is not worth keeping: each filter a function from a bead to whether it goes, in one table.

A bead that one filter takes out is not asked about by the next, so the counts add up.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from kztrans import languages
from kztrans.corpus.parts import BeadRow
from kztrans.jobs.cleaning import other_language
from kztrans.languages import Language

__all__ = ["FILTERS", "Filters", "Limits"]

_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of a bead."""

    source_lang: str = "id"
    target_lang: str = "en"
    score: float = 0.7
    """Probability that it is right, at least."""
    ratio: float = 3.0
    """Length of the longer side over that of the shorter one, at most, each in what its language takes."""
    words: int = 1
    """Words of each side, at least."""
    skip: frozenset[str] = frozenset()
    """Filters that are not asked."""


@dataclass
class Filters:
    """The filters of one pass over a corpus. They remember a mark of each pair that they have let through."""

    limits: Limits
    seen: set[bytes] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.source = languages.get(self.limits.source_lang)
        self.target = languages.get(self.limits.target_lang)

    def reason(self, row: BeadRow) -> str:
        """The name of the filter that takes a bead out; empty where it stays."""
        return next((name for name, goes in FILTERS.items() if name not in self.limits.skip and goes(self, row)), "")


def alone(filters: Filters, row: BeadRow) -> bool:
    """One side is empty: a segment without a counterpart."""
    del filters
    return not row.source.strip() or not row.target.strip()


def score(filters: Filters, row: BeadRow) -> bool:
    """The aligner is not sure enough of it."""
    return row.score < filters.limits.score


def short(filters: Filters, row: BeadRow) -> bool:
    """A side has too few words, or none."""
    return min(len(_WORDS.findall(row.source)), len(_WORDS.findall(row.target))) < filters.limits.words


def identical(filters: Filters, row: BeadRow) -> bool:
    """Both sides say the same, in words that are not names alone."""
    del filters
    words = _WORDS.findall(row.source)
    same = words == _WORDS.findall(row.target)
    return same and len(words) >= 3 and any(word.islower() for word in words)


def ratio(filters: Filters, row: BeadRow) -> bool:
    """One side is far longer than the other; of short texts this tells nothing."""
    one, two = len(row.source) / filters.source.verbosity, len(row.target) / filters.target.verbosity
    return max(one, two) > 30 and max(one, two) > filters.limits.ratio * min(one, two)


def language(filters: Filters, row: BeadRow) -> bool:
    """A side is in the other's language."""
    one, two = filters.source, filters.target
    return bool(other_language(row.source, one, two) or other_language(row.target, two, one))


def numbers(filters: Filters, row: BeadRow) -> bool:
    """Each side has a number that the other one lacks."""
    one, two = _values(row.source, filters.source), _values(row.target, filters.target)
    return bool(one - two) and bool(two - one)


@lru_cache(maxsize=1024)
def _values(text: str, language: Language) -> frozenset[object]:
    return frozenset(number.value for number in language.numbers(text))


def duplicates(filters: Filters, row: BeadRow) -> bool:
    """The same source and target came before."""
    mark = hashlib.blake2b(f"{row.source}\0{row.target}".encode("utf-8", "replace"), digest_size=8).digest()
    if mark in filters.seen:
        return True
    filters.seen.add(mark)
    return False


FILTERS: dict[str, Callable[[Filters, BeadRow], bool]] = {
    "alone": alone,
    "score": score,
    "short": short,
    "identical": identical,
    "ratio": ratio,
    "language": language,
    "numbers": numbers,
    "duplicates": duplicates,
}
"""Name to function, in the order in which they are asked; the last one has to be the last."""
