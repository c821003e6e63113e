"""What the base lexicon and a glossary say of two languages, made ready once for all the files that are checked."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from kztrans import languages
from kztrans.bilingual.counterparts import Counterparts
from kztrans.bilingual.lexicon import Lexicon, base_lexicon
from kztrans.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kztrans.glossary import Glossary
    from kztrans.model import Concept

__all__ = ["Books", "books_of"]

_EVERY: tuple[Status, ...] = ("preferred", "admitted", "deprecated", "superseded")


class Books:
    """The base lexicon of a pair of languages, and the terms of the concepts that are used."""

    def __init__(self, source_lang: str, target_lang: str, concepts: Sequence[Concept] = ()) -> None:
        self.lexicon = base_lexicon(source_lang, target_lang)
        pairs: dict[str, dict[str, None]] = {}
        named: set[str] = set()
        for concept in concepts:
            others = dict.fromkeys(term.text for term in concept.in_lang(target_lang, *_EVERY))
            for term in concept.in_lang(source_lang, *_EVERY) if others else ():
                pairs.setdefault(term.text.lower(), {}).update(others)
            named.update(word for term in concept.in_lang(target_lang) for word in term.text.lower().split())
        self._languages = source_lang, target_lang
        self._terms = Lexicon({head: tuple(words) for head, words in pairs.items()})
        self._named = named

    @cached_property
    def counterparts(self) -> Counterparts:
        """What both say: each term of the source language stands for all of its concept, those to avoid too."""
        source, target = map(languages.get, self._languages)
        return Counterparts(source, target, [self.lexicon, self._terms])

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of the target language that the lexicon and the glossary use, in small letters."""
        return self.lexicon.words | self._named


_BY_GLOSSARY: WeakKeyDictionary[Glossary, dict[tuple[str, str], Books]] = WeakKeyDictionary()


def books_of(glossary: Glossary | None, source_lang: str, target_lang: str) -> Books:
    """The books of a glossary, which does not change, for two languages: the same ones each time."""
    if glossary is None:
        return _without_glossary(source_lang, target_lang)
    known = _BY_GLOSSARY.setdefault(glossary, {})
    if (source_lang, target_lang) not in known:
        known[source_lang, target_lang] = Books(source_lang, target_lang, glossary.used)
    return known[source_lang, target_lang]


@lru_cache(maxsize=4)
def _without_glossary(source_lang: str, target_lang: str) -> Books:
    return Books(source_lang, target_lang)
