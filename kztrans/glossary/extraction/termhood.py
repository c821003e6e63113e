"""How much rarer words are in general language than in a text on the subject."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import lru_cache

from kztrans.errors import InputError
from kztrans.languages import codes

__all__ = ["COMMONEST", "RAREST", "Frequency", "general_frequency", "rarity"]

Frequency = Callable[[str], float]
"""A word in small letters to its frequency in general language on the Zipf scale (the logarithm to base ten of its
occurrences in a billion words), 0 for a word that is unknown."""

COMMONEST, RAREST = 8.0, 3.6
"""Bounds on the Zipf scale: no word is more frequent, and among rarer ones rarity says no more."""


def general_frequency(lang: str, ranked: Iterable[str] = ()) -> Frequency:
    """Frequencies of the words of a language, as wordfreq has them; without wordfreq, by their order in a lexicon.

    Args:
        ranked: words and phrases, the most frequent first.

    Raises:
        InputError: neither knows the language.
    """
    code = codes.base(lang)
    try:
        import wordfreq
    except ImportError:
        return _by_rank(lang, ranked)
    if code not in wordfreq.available_languages():
        return _by_rank(lang, ranked)
    return lru_cache(maxsize=1 << 16)(lambda word: float(wordfreq.zipf_frequency(word, code)))


def _by_rank(lang: str, ranked: Iterable[str]) -> Frequency:
    """Zipf's law: the frequency of a word is as its rank."""
    words = [word for word in ranked if " " not in word]
    if not words:
        raise InputError(
            f"nothing tells how frequent the words of language {lang!r} are",
            remedy="name another with -s, or give a lexicon of it",
        )
    known = {word: _FIRST - _SLOPE * math.log10(rank) for rank, word in enumerate(words, 1)}
    return lambda word: known.get(word, 0.0)


_FIRST, _SLOPE = 7.95, 0.97
"""Fitted to wordfreq's Indonesian: rank 10 has 6.95, rank 1,000 has 5.04."""


def rarity(words: tuple[str, ...], frequency: Frequency) -> float:
    """The mean rarity of some words, in powers of ten against the most frequent words.

    >>> round(rarity(("sanksi", "yang"), {"sanksi": 4.35, "yang": 7.47}.__getitem__), 2)
    2.09
    """
    return sum(COMMONEST - max(RAREST, frequency(word)) for word in words) / len(words)
