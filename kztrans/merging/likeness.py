"""Which sentence is an earlier form of another one, and which is so like it that its translation helps.

The two are different questions. An earlier form is looked for among the sentences that are gone: something took their
place, so that little is enough. A translation that is borrowed from a sentence that stays, or went long ago, has to
earn its place: it must be as near as a match out of a memory. `docs/merging.md` has the figures.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from kztrans import languages

__all__ = ["ALIKE", "NEAR", "content_words", "earlier_forms", "near"]

ALIKE = 0.6
"""Likeness (normalised edit distance on code points) from which a sentence may be an earlier form of another."""
SURELY_ALIKE = 0.7
"""Likeness from which nothing else is asked of short sentences."""
SHORT = 50
"""Code points up to which a sentence is short."""
NEAR = 75
"""Per cent of likeness, as the memory counts it, from which a translation is borrowed."""
WORTH_COUNTING = 0.45
"""Likeness by code points from which words are counted at all."""


def earlier_forms(new: Sequence[str], old: Sequence[str], lang: str) -> Iterator[tuple[float, int, int]]:
    """Likeness and numbers of the pairs of a new and an old sentence of which one may be the other's earlier form."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    if not old:
        return
    keys = [unicodedata.normalize("NFC", text) for text in old]
    words: dict[str, frozenset[str]] = {}

    def shared(one: str, other: str) -> bool:
        for text in (one, other):
            if text not in words:
                words[text] = content_words(text, lang)
        return not words[one].isdisjoint(words[other])

    for n, text in enumerate(new):
        key = unicodedata.normalize("NFC", text)
        row = cdist([key], keys, scorer=Indel.normalized_similarity, score_cutoff=ALIKE)[0]
        for o in row.nonzero()[0].tolist():
            likeness = float(row[o])
            if likeness >= SURELY_ALIKE or max(len(key), len(keys[o])) > SHORT or shared(key, keys[o]):
                yield likeness, n, o


def content_words(text: str, lang: str) -> frozenset[str]:
    """The words of a text, inflection apart, that say what it is about: no little words, no numbers."""
    language = languages.get(lang)
    found: set[str] = set()
    for match in language.word.finditer(text):
        word = match.group().lower()
        if len(word) > 4 and not word[0].isdecimal() and word not in language.function_words:
            found.update(language.keys(word))
    return frozenset(found)


def near(new: Sequence[str], old: Sequence[str]) -> Iterator[tuple[float, int, int]]:
    """Likeness, out of 1, and numbers of the pairs of which the old one's translation helps with the new one."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    from kztrans.memory.keys import normalise
    from kztrans.memory.score import percent
    from kztrans.memory.tokens import split

    if not old:
        return
    others = [normalise(text) for text in old]
    tokens = {text: split(text) for text in others}
    for n, text in enumerate(new):
        key = normalise(text)
        its = split(key)
        row = cdist([key], others, scorer=Indel.normalized_similarity, score_cutoff=WORTH_COUNTING)[0]
        for o in row.nonzero()[0].tolist():
            value = 100 if others[o] == key else percent(its, tokens[others[o]], NEAR)
            if value >= NEAR:
                yield value / 100, n, o
