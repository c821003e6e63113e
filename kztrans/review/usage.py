"""What translators really wrote for a concept: known terms with their counts, and likely candidates elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from kztrans import languages
from kztrans.model import Unit

__all__ = ["Usage", "frequencies", "guesses"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LONGEST = 4
"""Words that a guess has at most."""
GUESSES = 3
FEW = 2
"""Translations in which a guess must occur."""


@dataclass(frozen=True, slots=True)
class Usage:
    """A translation of a concept, and in how many units it was written."""

    text: str
    count: int
    kind: str
    """``term``, ``avoid``, ``guess`` (likely, not in the glossary), ``none`` (no known term) or ``open``."""


def frequencies(units: Iterable[Unit]) -> Counter[str]:
    """In how many translations each word occurs, lower case."""
    counts: Counter[str] = Counter()
    for unit in units:
        if not unit.obsolete:
            counts.update({word.lower() for word in _WORD.findall(unit.target)})
    return counts


def guesses(texts: list[str], known: Counter[str], total: int, lang: str) -> list[Usage]:
    """Phrases that translations without a known term have in common, and others have seldom, likeliest first.

    Scored by their number times the logarithm of how much more frequent they are here than in ``total`` translations.

    >>> texts = ["The pseudo-states applauded.", "Two pseudo-states met."]
    >>> [g.text for g in guesses(texts, frequencies(Unit("", t) for t in texts + ["The sun rose."] * 8), 10, "en")]
    ['pseudo-states']
    """
    little = languages.get(lang).function_words
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_phrases(text.lower(), little)))
    scored = []
    for phrase, count in counts.items():
        if count >= FEW:
            expected = min(known[word] for word in _WORD.findall(phrase)) * len(texts) / max(total, 1)
            scored.append((count * log(count / expected) if expected < count else 0.0, phrase, count))
    chosen: list[Usage] = []
    for score, phrase, count in sorted(scored, key=lambda item: (-item[0], -len(item[1]), item[1])):
        if score > 0 and not any(phrase in other.text or other.text in phrase for other in chosen):
            chosen.append(Usage(phrase, count, "guess"))
    return chosen[:GUESSES]


def _phrases(text: str, little: frozenset[str]) -> Iterable[str]:
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    for first in range(len(words)):
        for last in range(first, min(first + LONGEST, len(words))):
            if words[first][0] not in little and words[last][0] not in little:
                phrase = text[words[first][1] : words[last][2]]
                if all(c.isalnum() or c in " -'’" for c in phrase):
                    yield phrase
