"""What a word of one language may mean in the other: by the lexicon, by its looks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kztrans.bilingual.lexicon import Lexicon
from kztrans.bilingual.sounds import folded
from kztrans.languages import Language

__all__ = ["WordEvidence"]

_DERIVED = 0.8
"""Strength of a translation that is reached through the root of a word."""
_LEAST_ALIKE = 0.86


class WordEvidence:
    """How strongly words of two languages may translate each other, 0 to 1."""

    def __init__(self, source: Language, target: Language, lexicon: Lexicon) -> None:
        self._source = source
        self._target = target
        self._lexicon = lexicon
        self.strength = lru_cache(maxsize=1 << 18)(self._strength)
        self._meanings = lru_cache(maxsize=1 << 16)(self._all_meanings)
        self._forms = lru_cache(maxsize=1 << 16)(self._all_forms)

    def phrase(self, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """What the lexicon translates a whole phrase by, as lemmas of the words that mean something."""
        found = self._lexicon.entries.get(" ".join(words), ())
        return tuple(tuple(text.lower().replace("-", " ").split()) for text in found) if len(words) > 1 else ()

    def _strength(self, source: str, target: str) -> float:
        """Of a source word and a target word in small letters."""
        if source == target:
            return 1.0
        meanings, forms = self._meanings(source), self._forms(target)
        found = max((meanings.get(form, 0.0) for form in forms), default=0.0)
        return found or _alike(source, target)

    def _all_meanings(self, word: str) -> dict[str, float]:
        """Lemmas of target words to strengths."""
        found: dict[str, float] = {}
        for step, form in enumerate(self._source.lemmas(word)):
            for text in self._lexicon.entries.get(form, ()):
                words = text.lower().replace("-", " ").split()
                content = [w for w in words if w not in self._target.function_words] or words
                for part in content:
                    strength = (1.0 if step == 0 else _DERIVED) / len(content) ** 0.5
                    for base in self._forms(part):
                        found[base] = max(found.get(base, 0.0), strength)
        return found

    def _all_forms(self, word: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self._target.bases(word), *self._target.lemmas(word))))


def _alike(source: str, target: str) -> float:
    """Do two words sound alike? Loans and names do."""
    if min(len(source), len(target)) < 4:
        return 0.0
    left, right = folded(source), folded(target)
    if min(len(left), len(right)) < 3 or left[:2] != right[:2]:
        return 0.0
    from rapidfuzz.distance import JaroWinkler

    likeness = JaroWinkler.normalized_similarity(left, right)
    return float(likeness) * 0.9 if likeness >= _LEAST_ALIKE else 0.0
