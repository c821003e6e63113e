"""How much rarer words are in general language than in a text on the subject."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from kztrans.errors import InputError
from kztrans.languages import codes

__all__ = ["COMMONEST", "RAREST", "Frequency", "general_frequency", "rarity"]

Frequency = Callable[[str], float]
"""A word in small letters to its frequency in general language on the Zipf scale (the logarithm to base ten of its
occurrences in a billion words), 0 for a word that is unknown."""

COMMONEST, RAREST = 8.0, 3.6
"""Bounds on the Zipf scale: no word is more frequent, and among rarer ones rarity says no more."""


def general_frequency(lang: str) -> Frequency:
    """Frequencies of the words of a language, as wordfreq has them.

    Raises:
        InputError: wordfreq is not installed, or does not know the language.
    """
    try:
        import wordfreq
    except ImportError as error:
        raise InputError(
            "extracting terms needs the frequencies of general language", remedy='pip install "kztrans[extract]"'
        ) from error
    code = codes.base(lang)
    if code not in wordfreq.available_languages():
        raise InputError(f"wordfreq has no frequencies for language {lang!r}", remedy="name another with -s")
    return lru_cache(maxsize=1 << 16)(lambda word: float(wordfreq.zipf_frequency(word, code)))


def rarity(words: tuple[str, ...], frequency: Frequency) -> float:
    """The mean rarity of some words, in powers of ten against the most frequent words.

    >>> round(rarity(("sanksi", "yang"), {"sanksi": 4.35, "yang": 7.47}.__getitem__), 2)
    2.09
    """
    return sum(COMMONEST - max(RAREST, frequency(word)) for word in words) / len(words)
