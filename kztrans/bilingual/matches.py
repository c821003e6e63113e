"""Which words of the two texts may translate each other, on what evidence, and how strongly.

The result is a sparse matrix over the texts' token types. One pair of types has one kind of evidence, the best it has.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kztrans.bilingual.cognates import cognates
from kztrans.bilingual.lexicon import Lexicon
from kztrans.bilingual.tokens import is_mark, is_number
from kztrans.languages import Language

__all__ = ["KINDS", "Matches", "find_matches"]

KINDS = ("same", "number", "glossary", "lexicon", "derived", "cognate", "learned", "related", "mark")
"""The kinds of evidence, in the order in which one goes before another between the same two types."""

_KIND = {kind: number for number, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Matches:
    """Pairs of source and target types, sorted by source, then target."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    kind: NDArray[np.int64]
    """Index into `KINDS`."""
    strength: NDArray[np.float64]
    """0 to 1, within the kind."""
    known_source: NDArray[np.bool_]
    """Is there a translation to be expected of each source type, in the lexicon or the glossary?"""
    known_target: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.source)

    def extended(
        self, source: NDArray[np.int64], target: NDArray[np.int64], kind: str, strength: NDArray[np.float64]
    ) -> Matches:
        """These matches and more of one kind, for pairs that have none yet."""
        width = 1 + int(max(self.target.max(initial=0), target.max(initial=0)))
        new = ~np.isin(source * width + target, self.source * width + self.target)
        sources, targets = np.append(self.source, source[new]), np.append(self.target, target[new])
        kinds = np.append(self.kind, np.full(int(new.sum()), _KIND[kind]))
        strengths = np.append(self.strength, np.round(strength[new], 4))
        order = np.lexsort((targets, sources))
        return replace(self, source=sources[order], target=targets[order], kind=kinds[order], strength=strengths[order])


class _Pairs:
    """Pairs as they are found: a better kind, then a greater strength, replaces what is there."""

    def __init__(self) -> None:
        self.best: dict[tuple[int, int], tuple[int, float]] = {}

    def add(self, source: int, target: int, kind: str, strength: float) -> None:
        new = (-_KIND[kind], strength)
        old = self.best.get((source, target))
        if old is None or new > (-old[0], old[1]):
            self.best[source, target] = (_KIND[kind], strength)

    def matches(self, known_source: list[bool], known_target: list[bool]) -> Matches:
        keys = sorted(self.best)
        return Matches(
            source=np.array([s for s, _ in keys], dtype=np.int64),
            target=np.array([t for _, t in keys], dtype=np.int64),
            kind=np.array([self.best[key][0] for key in keys], dtype=np.int64),
            strength=np.array([self.best[key][1] for key in keys], dtype=np.float64),
            known_source=np.array(known_source, dtype=np.bool_),
            known_target=np.array(known_target, dtype=np.bool_),
        )


def find_matches(
    source: list[str],
    target: list[str],
    source_language: Language,
    target_language: Language,
    lexicon: Lexicon,
    glossary: Lexicon,
    *,
    without: frozenset[str] = frozenset(),
) -> Matches:
    """Pair the types of two texts.

    Args:
        source, target: the token types of each side.
        lexicon: translations of general words.
        glossary: terms of the glossary's concepts, source language to target language.
        without: kinds of evidence to leave out, by their names in `KINDS`, and ``morphology``.
    """
    pairs = _Pairs()
    forms = _forms(target, target_language, without)
    if "glossary" not in without:
        _add_entries(pairs, source, forms, source_language, target_language, glossary, "glossary", without)
    if "lexicon" not in without:
        _add_entries(pairs, source, forms, source_language, target_language, lexicon, "lexicon", without)
    _add_same(pairs, source, target, without)
    if "cognate" not in without:
        for s, t, strength in cognates(source, target):
            pairs.add(s, t, "cognate", strength)
    if "related" not in without and "lexicon" not in without:
        _add_related(pairs, source, forms, (source_language, target_language), lexicon, without)
    books = [book for book, kind in ((lexicon, "lexicon"), (glossary, "glossary")) if kind not in without]
    return pairs.matches(
        [_known(token, source_language, [book.entries for book in books], without) for token in source],
        [_known(token, target_language, [book.words for book in books], without) for token in target],
    )


def _known(token: str, language: Language, books: list[Container[str]], without: frozenset[str]) -> bool:
    """Does one of the books have the token, or a form that it may belong to?"""
    return any(form in book for form in _lemmas(token, language, without) for book in books)


def _lemmas(token: str, language: Language, without: frozenset[str]) -> tuple[str, ...]:
    """The forms under which a token may stand in a lexicon, itself first."""
    if "morphology" in without or is_mark(token) or is_number(token) or " " in token:
        return (token,)
    return _all_lemmas(token, language)


@lru_cache(maxsize=1 << 17)
def _all_lemmas(word: str, language: Language) -> tuple[str, ...]:
    """Lemmas, each once."""
    return tuple(dict.fromkeys(language.lemmas(word)))


def _forms(types: list[str], language: Language, without: frozenset[str]) -> dict[str, list[tuple[int, bool]]]:
    """Form to the types that may be forms of it, and whether it is the type itself."""
    found: dict[str, list[tuple[int, bool]]] = {}
    for number, token in enumerate(types):
        if not (is_mark(token) or is_number(token)):
            for form in _lemmas(token, language, without):
                found.setdefault(form, []).append((number, form == token))
    return found


def _add_entries(
    pairs: _Pairs,
    source: list[str],
    forms: Mapping[str, list[tuple[int, bool]]],
    source_language: Language,
    target_language: Language,
    lexicon: Lexicon,
    kind: str,
    without: frozenset[str],
) -> None:
    """Pair types through a lexicon: as they stand (``kind``), or through lemmas and roots (``derived``)."""
    for s, token in enumerate(source):
        if is_mark(token) or is_number(token):
            continue
        for step, form in enumerate(_lemmas(token, source_language, without)):
            for words in lexicon.entries.get(form, ()):
                for t, exact in _reached(words, forms, target_language, without):
                    direct = step == 0
                    pairs.add(s, t, kind if direct else "derived", 1.0 if exact else 0.9)


def _add_related(
    pairs: _Pairs,
    source: list[str],
    forms: Mapping[str, list[tuple[int, bool]]],
    languages: tuple[Language, Language],
    lexicon: Lexicon,
    without: frozenset[str],
) -> None:
    """Pair words whose meanings are near: one translates a word that has a translation in common with the other."""
    language, other = languages
    for s, token in enumerate(source):
        if is_mark(token) or is_number(token) or token in language.function_words:
            continue
        head = next((form for form in _lemmas(token, language, without) if form in lexicon.entries), None)
        for word, strength in lexicon.related(head) if head else ():
            if word not in other.function_words:
                for t, _ in forms.get(word, ()):
                    pairs.add(s, t, "related", strength)


def _reached(
    translation: str,
    forms: Mapping[str, list[tuple[int, bool]]],
    language: Language,
    without: frozenset[str],
) -> Iterable[tuple[int, bool]]:
    """The types that a translation may stand for: for a phrase, those of each of its words that means something."""
    words = translation.lower().replace("-", " ").split()
    if len(words) > 1:
        words = [word for word in words if word not in language.function_words] or words[-1:]
    for word in words:
        for form in _lemmas(word, language, without):
            for t, itself in forms.get(form, ()):
                yield t, itself and form == word


def _add_same(pairs: _Pairs, source: list[str], target: list[str], without: frozenset[str]) -> None:
    """Pair what is written alike: marks, numbers of one value, words (names, mostly)."""
    index = {token: t for t, token in enumerate(target)}
    for s, token in enumerate(source):
        kind = "mark" if is_mark(token) else "number" if is_number(token) else "same"
        if token in index and kind not in without:
            pairs.add(s, index[token], kind, 1.0)
