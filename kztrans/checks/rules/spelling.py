"""Misspelt words, by the dictionary of an ordinary library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol, cast

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.languages import codes
from kztrans.wording import worded

__all__ = ["CHECK"]

_SHORTEST, _LONGEST = 5, 30
"""Letters of the words that are looked up."""
_PART = 3
"""Letters of the parts of a compound, at least."""
_PREFIXES = ("re", "un", "non", "pre", "over", "co", "anti")


class _Speller(Protocol):
    """What is used of pyspellchecker."""

    def known(self, words: list[str]) -> set[str]: ...

    def candidates(self, word: str) -> set[str] | None: ...

    def word_usage_frequency(self, word: str) -> float: ...


def find(pair: Pair) -> Iterator[Problem]:
    """Words in small letters that neither the dictionary nor anything of ours has, where a known one is a slip away."""
    speller = _speller(codes.base(pair.target.lang))
    if speller is None:
        return
    ours = pair.view.books.words
    for word in dict.fromkeys(pair.target.words):
        if not (_SHORTEST <= len(word) <= _LONGEST and word.isalpha() and word.islower()):
            continue
        spellings = [word, *pair.target.language.spellings(word)]
        if (
            word in ours
            or any(form in ours for form in pair.target.language.lemmas(word))
            or word in pair.source.lower_words
            or speller.known(spellings)
            or _made(word, speller)
        ):
            continue
        better = sorted(
            (w for w in speller.candidates(word) or () if w != word),
            key=lambda w: (-speller.word_usage_frequency(w), w),
        )
        if better:
            yield Problem(worded("“%(word)s” may be misspelt", word=word), worded("“%(better)s”?", better=better[0]))


def _made(word: str, speller: _Speller) -> bool:
    """Is it made of two known words, or of one and a syllable or an ending?"""
    parts = [(word[:n], word[n:]) for n in range(_PART, len(word) - _PART + 1)]
    if any(len(speller.known([first, last])) == 2 and min(len(first), len(last)) > _PART for first, last in parts):
        return True
    if any(word.startswith(p) and speller.known([word[len(p) :]]) for p in _PREFIXES if len(word) > len(p) + _PART):
        return True
    return word.endswith("s") and bool(speller.known([word[:-1]]))


@lru_cache(maxsize=4)
def _speller(lang: str) -> _Speller | None:
    """The library's dictionary of a language, corrections one slip away; None without the library or the language."""
    try:
        from spellchecker import SpellChecker
    except ImportError:
        return None
    if lang not in SpellChecker.languages():
        return None
    return cast(_Speller, SpellChecker(language=lang, distance=1))


CHECK = Check(
    name="spelling",
    severity="warning",
    summary="A word of the translation may be misspelt.",
    help=(
        "With the extra kztrans[spelling] alone (the library pyspellchecker): words in small letters that its "
        "dictionary, the lexicon and the glossary do not have and that are one slip away from one that it has. Names, "
        "compounds of known words and words of the source are passed over."
    ),
    find=find,
)
