"""What a candidate is worth to whoever decides on it: a term, or a word or a piece of a sentence.

The order of ``ranking`` is by figures; these are rules of what a terminologist throws out: common words, what has no
clear translation and occurs once, parts of names, a term with a common word added to it, a term with the name of a
country or a person after it (``perbatasan Rusia``).
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass

from kztrans.glossary.extraction.candidates import Phrase
from kztrans.glossary.extraction.ranking import Span
from kztrans.glossary.extraction.termhood import Frequency
from kztrans.glossary.extraction.values import Candidate, Translation
from kztrans.languages import Language

__all__ = ["CLEAR", "Worth", "is_clear", "person_names"]

CLEAR = 0.75
"""The least score of a translation that is proposed as a term."""
_COMMON, _VERY_COMMON = 4.6, 4.9
"""Zipf frequencies from which a word is none that a glossary needs, alone or beside a term."""
_UNCLEAR = 0.5
_WITH_A_NAME = 0.5


@dataclass(frozen=True)
class Worth:
    """Weighs candidates of some texts."""

    language: Language
    frequency: Frequency
    known: Collection[Span]
    """Where terms of the glossary stand, as words."""
    persons: Collection[str]
    """Words of the names of persons, in small letters."""
    bilingual: bool
    general: Container[str] = frozenset()
    """Words of general language."""
    covered: bool = False
    """Does the glossary cover the field, so that a word of general language that it lacks is none of its terms?"""

    def of(self, candidate: Candidate, phrase: Phrase, words: Sequence[str]) -> float:
        """What the score is to be multiplied by; 0: it is no candidate.

        ``words`` are the phrase's, as they are cited.
        """
        names = [word[:1].isupper() for word in words]
        clear = any(is_clear(translation, candidate.term) for translation in candidate.translations[:1])
        if not candidate.pos and (len(words) == 1 or names[-1]):
            return 0.0
        if len(words) == 1 and (self._is_nothing_alone(words[0], names[0]) or self._is_plain(candidate, words[0])):
            return 0.0
        inside = [(a, b) for number, a, b in self.known if number == phrase.places[0][0] and _within(a, b, phrase)]
        if len(words) > 1 and inside and self._adds_little(phrase, words, inside):
            return 0.0
        if self.bilingual and not clear and (candidate.count == 1 or (all(names) and len(words) > 1)):
            return 0.0
        weight = 1.0 if clear or not self.bilingual else _UNCLEAR
        return weight * _WITH_A_NAME if names[-1] and not names[0] else weight

    def _is_nothing_alone(self, word: str, name: bool) -> bool:
        lower = word.lower()
        if name:
            return lower in self.persons or lower in self.language.name_heads
        return self.frequency(lower) > _COMMON

    def _is_plain(self, candidate: Candidate, word: str) -> bool:
        """Is a single word general language where the glossary has the field, or a name that is copied, once?"""
        if word[:1].isupper():
            same = any(translation.text == word for translation in candidate.translations[:1])
            return self.bilingual and same and candidate.count == 1
        return self.covered and word.lower() in self.general

    def _adds_little(self, phrase: Phrase, words: Sequence[str], inside: Iterable[tuple[int, int]]) -> bool:
        """Is all of it terms of the glossary, names and common words?"""
        start = phrase.places[0][1]
        covered = {place for a, b in inside for place in range(a - start, b - start)}
        rest = [word for place, word in enumerate(words) if place not in covered]
        return all(self.frequency(word.lower()) > _VERY_COMMON or word[:1].isupper() for word in rest)


def is_clear(translation: Translation, term: str) -> bool:
    """Is it one to propose? A single letter is none."""
    return translation.score >= CLEAR and (len(translation.text) > 1 or translation.text == term)


def person_names(candidates: Iterable[Candidate]) -> frozenset[str]:
    """The words, in small letters, of names of two words or three that are written alike in both languages."""
    return frozenset(
        word
        for candidate in candidates
        for words in [candidate.term.split()]
        if 2 <= len(words) <= 3 and all(word[:1].isupper() for word in words)
        if any(translation.text == candidate.term for translation in candidate.translations[:1])
        for word in candidate.term.lower().split()
    )


def _within(start: int, end: int, phrase: Phrase) -> bool:
    _, first, last = phrase.places[0]
    return first <= start and end <= last
