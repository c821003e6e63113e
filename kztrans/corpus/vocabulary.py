"""What words of two languages are compared by: keys that a word and its translation have in common.

The keys of a target word are its own forms (``languages``' lemmas); those of a source word are its translations, in
the lexicon and in the glossary, and its own form, since names are written alike. A number has its value for a key, and
a word that no lexicon knows its rough sounds, too (``bilingual.sounds``).
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kztrans.bilingual.lexicon import Lexicon
from kztrans.bilingual.sounds import folded
from kztrans.bilingual.tokens import Phrases, is_mark, is_number, phrases, tokens
from kztrans.languages import Language

__all__ = ["Ints", "Vocabulary", "numbered", "reader_of"]

Ints = NDArray[np.int64]

_LONGEST = 6000
"""Words of a document that are looked at."""
_SHORTEST = 4
"""Letters of a word that is compared by its sounds."""
_UNKNOWN_RANK = 20000
"""The rank by frequency of a word that the lexicon does not have."""
_ZIPF = 60.0
"""A word of rank r is in a share 1 - exp(-60 / r) of the documents of some hundred words (Zipf's law)."""


@dataclass
class Vocabulary:
    """The words of one side, numbered as they come, and the keys of each."""

    language: Language
    known: Phrases
    rank: Mapping[str, int]
    reached: Mapping[str, tuple[str, ...]] | None
    """Form to the forms of the other language that translate it; None on the side whose forms are the keys."""
    lexical: frozenset[str]
    """Forms that the lexicon has on this side: they are compared by what they mean, not by their sounds."""
    keys: dict[str, int]
    """Keys, numbered as they come; both sides have the same."""
    words: dict[str, int] = field(default_factory=dict)
    start: array[int] = field(default_factory=lambda: array("q", [0]))
    key: array[int] = field(default_factory=lambda: array("q"))
    expected: array[float] = field(default_factory=lambda: array("d"))
    """For each word, the share of documents in the language at large that have it."""

    def read(self, text: str) -> tuple[Ints, Ints]:
        """The numbers of the words of a text, ascending, each once, and the place of each, that of its first."""
        found: dict[int, int] = {}
        for place, token in enumerate(tokens(text, self.language, self.known, limit=_LONGEST)):
            if not is_mark(token) and token not in self.language.function_words:
                number = self.words.get(token)
                found.setdefault(self._added(token) if number is None else number, place)
        words = sorted(found.items())
        return np.array([word for word, _ in words], dtype=np.int64), np.array([at for _, at in words], dtype=np.int64)

    def _added(self, token: str) -> int:
        number = self.words[token] = len(self.words)
        self.key.extend(sorted({self.keys.setdefault(key, len(self.keys)) for key in self._keys(token)}))
        self.start.append(len(self.key))
        self.expected.append(1 - math.exp(-_ZIPF / (1 + self._rank(token))))
        return number

    def _rank(self, token: str) -> int:
        return min((self.rank.get(form, _UNKNOWN_RANK) for form in self._forms(token)), default=_UNKNOWN_RANK)

    def _forms(self, token: str) -> tuple[str, ...]:
        return (token,) if is_number(token) or " " in token else tuple(dict.fromkeys(self.language.lemmas(token)))

    def _keys(self, token: str) -> Iterator[str]:
        if is_number(token):
            yield token
            return
        forms = self._forms(token)
        if self.reached is None:
            yield from forms
        else:
            yield token
            for form in forms:
                yield from self.reached.get(form, ())
        if len(token) >= _SHORTEST and token.isalpha() and not any(form in self.lexical for form in forms):
            yield f"~{folded(token)}"

    def arrays(self) -> tuple[Ints, Ints]:
        """Where each word's keys begin (and the end), and the keys."""
        return np.array(self.start, dtype=np.int64), np.array(self.key, dtype=np.int64)


def reader_of(left: Language, right: Language, lexicon: Lexicon, terms: Lexicon) -> tuple[Vocabulary, Vocabulary]:
    """The vocabularies of both sides, empty as yet.

    Args:
        left, right: the languages.
        lexicon: general words, the most frequent first.
        terms: the glossary's terms.
    """
    reached: dict[str, dict[str, None]] = {}
    ranks: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for book in (lexicon, terms):
        for rank, (head, words) in enumerate(book.entries.items()):
            forms = reached.setdefault(head, {})
            for place, word in enumerate(words, 1):
                parts = _content(word, right)
                forms.update(dict.fromkeys(form for part in parts for form in right.lemmas(part)))
                if book is lexicon:
                    ranks[0].setdefault(head, rank)
                    for part in parts:
                        ranks[1].setdefault(part, rank * place)
    keys: dict[str, int] = {}
    known = phrases(reached, left)
    source = Vocabulary(
        left, known, ranks[0], {head: tuple(forms) for head, forms in reached.items()}, frozenset(reached), keys
    )
    target = Vocabulary(right, {}, ranks[1], None, lexicon.words | terms.words, keys)
    return source, target


def _content(phrase: str, language: Language) -> list[str]:
    """The words of a translation that mean something."""
    words = phrase.lower().replace("-", " ").split()
    return [word for word in words if word not in language.function_words] or words[-1:]


def numbered(groups: Iterable[Ints]) -> tuple[Ints, Ints]:
    """Arrays one after the other, and where each begins (and the end)."""
    found = list(groups)
    start = np.concatenate([[0], np.cumsum([len(group) for group in found])]).astype(np.int64)
    return start, np.concatenate(found).astype(np.int64) if found else np.zeros(0, dtype=np.int64)
