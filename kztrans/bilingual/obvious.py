"""What a translator sees without a glossary: words spelled alike, and what any dictionary gives word for word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from kztrans.bilingual.lexicon import Lexicon, base_lexicon
from kztrans.bilingual.sounds import folded
from kztrans.languages import Language, get

__all__ = ["Obvious", "alike"]

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b|(?=\s|$))")
_VOWELS = re.compile(r"(?<!^)[aeiou]+")


class Obvious:
    """Which translations between two languages need not be told."""

    def __init__(self, source_lang: str, target_lang: str, lexicon: Lexicon | None = None) -> None:
        """``lexicon``: the general dictionary, the base lexicon unless given."""
        self._source, self._target = get(source_lang), get(target_lang)
        self._entries = (base_lexicon(source_lang, target_lang) if lexicon is None else lexicon).entries

    def __call__(self, source: str, targets: Sequence[str], name: bool = False) -> bool:
        """Would a translator write one of these without being told?

        That is so where one is spelled alike, or made of what the dictionary has for each word, or what the dictionary
        has first. A term that the dictionary has only as a lesser choice is not obvious; nor is a name that is made
        of nothing but common words.

        >>> lexicon = Lexicon({"krisis": ("crisis",), "politik": ("political",), "kapal": ("ship", "vessel")})
        >>> obvious = Obvious("id", "en", lexicon)
        >>> obvious("krisis politik", ["political crisis"]), obvious("Moskow", ["Moscow"]), obvious("kapal", ["ship"])
        (True, True, True)
        >>> obvious("kuasi-negara", ["quasi-state"]), obvious("kapal", ["vessel"])
        (False, False)
        """
        given = self._entries.get(_plain(source).lower())
        if source in targets or (given and any(self._same(target, given[0]) for target in targets)):
            return True
        choices = 1 if given else None
        if any((not name or _shares(source, target)) and self.literal(source, target, choices) for target in targets):
            return True
        return not given and not name and source.isalpha() and self._of_base(source.lower(), targets)

    def literal(self, source: str, target: str, choices: int | None = None) -> bool:
        """Is it what one comes to word for word, by spelling or by a dictionary's first ``choices``, or any of them?"""
        if any(self._same(target, word) for word in self._entries.get(_plain(source).lower(), ())[:choices]):
            return True
        left, right = _content(source, self._source), _content(target, self._target)
        meant = [self._meanings(left, place, choices) for place in range(len(left))]
        pairs = {
            (i, j)
            for i, word in enumerate(left)
            for j, other in enumerate(right)
            if alike(word, other) or any(self._same(other, meaning) for meaning in meant[i])
        }
        return len({i for i, _ in pairs}) == len(left) > 0 and len({j for _, j in pairs}) == len(right) > 0

    def _meanings(self, words: list[str], place: int, choices: int | None) -> list[str]:
        """The words that the dictionary has for one word of several, or for it with a neighbour."""
        word = words[place]
        own = next((self._entries[base] for base in self._source.bases(word) if base in self._entries), ())
        found = list(own[:choices])
        for first in range(max(0, place - 1), min(place + 1, len(words) - 1)):
            for meaning in self._entries.get(" ".join(words[first : first + 2]), ())[:choices]:
                found += meaning.split()
        return [meaning.lower() for meaning in found]

    def _of_base(self, source: str, targets: Sequence[str]) -> bool:
        """Is one of them what the base of a word is, by the dictionary's first word or by spelling?"""
        inflected = [base for base in self._source.bases(source) if base != source and len(base) >= _LONG]
        roots = [root for root in self._source.lemmas(source) if len(root) >= _LONG]
        return any(
            any(alike(root, target) for root in roots)
            or any(self._same(target, word) for base in inflected for word in self._entries.get(base, ())[:1])
            for target in targets
        )

    def _same(self, target: str, word: str) -> bool:
        return target.lower() == word.lower() or self._target.inflects(target.lower(), word.lower(), "noun")


@lru_cache(maxsize=4096)
def alike(source: str, target: str) -> bool:
    """Are two words one word, spelled as either language spells: other vowels, other letters for one sound?

    >>> alike("diplomasi", "diplomacy"), alike("Ukraina", "Ukraine"), alike("evakuasi", "evacuate")
    (True, True, True)
    """
    left, right = folded(source.lower()), folded(target.lower())
    shared = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    if left == right or (shared >= _LONG and shared >= _MUCH * min(len(left), len(right))):
        return True
    left, right = _VOWELS.sub("", left), _VOWELS.sub("", right)
    return left == right and len(left) >= _SHORTEST


_SHORTEST = 3
"""Fewer consonants are alike by chance."""
_LONG = 5
"""Letters that words must share at their beginning to be alike."""
_MUCH = 0.7
"""The share that these must be of the shorter word."""


def _shares(source: str, target: str) -> bool:
    """Is a name of two words at most another, spelled alike, with a common word: ``Danau Balkhash``?"""
    left, right = _WORD.findall(source), _WORD.findall(target)
    return len(left) <= 2 and any(alike(word, other) for word in left for other in right)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _content(text: str, language: Language) -> list[str]:
    """The words that mean something, in small letters: *editor's note* has two, *editor* and *note*."""
    words = [word.lower() for word in _WORD.findall(_POSSESSIVE.sub("", _plain(text)))]
    return [word for word in words if word not in language.function_words] or words
