"""Candidates for terms: phrases of the right shape, weighed by C-value.

C-value (K. Frantzi, S. Ananiadou and H. Mima, "Automatic recognition of multi-word terms: the C-value/NC-value method",
International Journal on Digital Libraries 3, 2000) prefers what is long and frequent, and takes from a phrase what it
owes to the longer candidates that it is part of. For single words to count too, the logarithm is of the length plus
one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kztrans.glossary.extraction.words import Text, grams, is_whole

__all__ = ["Phrase", "c_values", "phrases"]

Key = tuple[str, ...]
Shape = Callable[[Sequence[str]], float]


@dataclass(slots=True)
class Phrase:
    """A phrase in all its forms."""

    key: Key
    shape: float
    """How much it looks like a term, 0 to 1."""
    places: list[tuple[int, int, int]] = field(default_factory=list)
    """Number of the text, first word, word after the last."""


def phrases(texts: Sequence[Text], shape: Shape, fixed: Container[Key] = frozenset()) -> dict[Key, Phrase]:
    """The phrases of one to five words that look like terms, by key, in the order of their first occurrence.

    ``fixed`` are phrases that go together, by the lemmas of their words: none begins or ends within one.
    """
    found: dict[Key, Phrase] = {}
    for number, text in enumerate(texts):
        seams = {word for a, b in grams(text, 3) if b - a > 1 and text.keys[a:b] in fixed for word in range(a + 1, b)}
        for start, end in grams(text):
            words = text.cited[start:end]
            if start in seams or end in seams or not is_whole(text, start, end) or not all(map(_is_word, words)):
                continue
            weight = shape(words)
            if weight > 0:
                key = text.keys[start:end]
                phrase = found.setdefault(key, Phrase(key, weight))
                phrase.shape = max(phrase.shape, weight)
                phrase.places.append((number, start, end))
    return found


def c_values(counts: Mapping[Key, int], shape: Callable[[Key], float] = len) -> dict[Key, float]:
    """The C-value of each phrase. Longer phrases that look less like terms than a phrase in them take nothing from it.

    >>> values = c_values({("peti",): 3, ("peti", "kemas"): 3, ("kemas",): 4})
    >>> [round(values[key], 2) for key in (("peti",), ("peti", "kemas"), ("kemas",))]
    [0.0, 4.75, 1.0]
    """
    longer: dict[Key, list[int]] = defaultdict(list)
    for key, count in counts.items():
        for part in set(_parts(key)):
            if part in counts and shape(key) >= shape(part):
                longer[part].append(count)
    return {key: math.log2(len(key) + 1) * (count - _mean(longer[key])) for key, count in counts.items()}


def _parts(key: Key) -> Iterable[Key]:
    """The shorter phrases within a phrase."""
    length = len(key)
    return (key[i:j] for i in range(length) for j in range(i + 1, length + 1) if j - i < length)


def _mean(counts: Sequence[int]) -> float:
    return sum(counts) / len(counts) if counts else 0.0


def _is_word(word: str) -> bool:
    return any(letter.isalpha() for letter in word) and (len(word) > 1 or word.isupper())
