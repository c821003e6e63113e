"""What checks look at: a source with its translation, and the file that it belongs to.

Whatever several checks ask for (words, numbers, hits of the glossary) is worked out once, when it is first asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from kztrans import inline, languages
from kztrans.languages import vocabulary
from kztrans.model import TERM_ORIGIN, Catalog, Code, Concept, TermHit, Unit
from kztrans.wording import worded

if TYPE_CHECKING:
    from kztrans.bilingual.counterparts import Counterparts, Coverage
    from kztrans.bilingual.lexicon import Lexicon
    from kztrans.checks.books import Books
    from kztrans.glossary import Glossary
    from kztrans.languages import Language
    from kztrans.languages.vocabulary import Vocabulary

__all__ = ["Pair", "Side", "View", "pairs", "shortened"]

T = TypeVar("T")
WORD = re.compile(r"[^\W\d_]+(?:[-'’‑][^\W\d_]+)*")


class Side:
    """One text of a pair, in its language: without inline codes and in NFC, without codes, and as it is."""

    def __init__(self, coded: str, codes: Sequence[Code], lang: str, view: View) -> None:
        self.coded = coded
        self.raw = inline.without(coded, codes)
        self.text = unicodedata.normalize("NFC", self.raw)
        self.lang = lang
        self.view = view

    @property
    def language(self) -> Language:
        """What is known of the language."""
        return languages.get(self.lang)

    @property
    def vocabulary(self) -> Vocabulary:
        """The language's words for months, units and the like."""
        return vocabulary.get(self.lang)

    @cached_property
    def words(self) -> list[str]:
        """The words, as written."""
        return WORD.findall(self.text)

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """The words, lower case."""
        return frozenset(word.lower() for word in self.words)

    @cached_property
    def hits(self) -> list[TermHit]:
        """The glossary's terms in the text, the longest where they overlap."""
        return self.view.glossary.find(self.text, self.lang) if self.view.glossary is not None else []

    @cached_property
    def all_hits(self) -> list[TermHit]:
        """The glossary's terms in the text, those inside longer ones too."""
        return self.view.glossary.find(self.text, self.lang, nested=True) if self.view.glossary is not None else []

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The ids of the concepts whose terms are in the text."""
        return frozenset(hit.concept.id for hit in self.all_hits)

    @cached_property
    def readings(self) -> dict[tuple[int, int], dict[str, Concept]]:
        """What a stretch of the text may mean: the concepts whose terms stand there, by their ids."""
        found: dict[tuple[int, int], dict[str, Concept]] = {}
        for hit in self.all_hits:
            found.setdefault((hit.start, hit.end), {})[hit.concept.id] = hit.concept
        return found


class Pair:
    """A unit as the checks see it. Of a unit with plural forms there is a pair for each form."""

    def __init__(self, view: View, index: int, unit: Unit, source: str, target: str) -> None:
        self.view = view
        self.index = index
        self.unit = unit
        self.source = Side(source, unit.codes, view.catalog.source_lang, view)
        self.target = Side(target, unit.codes, view.catalog.target_lang, view)

    @property
    def place(self) -> str:
        """Where it stands in its file, for a message."""
        line, entry = self.unit.line, self.index + 1
        return worded("in line %(line)s", line=line) if line else worded("in entry %(entry)s", entry=entry)

    @cached_property
    def coverage(self) -> Coverage:
        """Which words of either side have a counterpart on the other."""
        return self.view.counterparts.coverage(self.source.text, self.target.text)

    @property
    def translated(self) -> bool:
        """Does the translation count?"""
        return bool(self.target.text.strip()) and not self.unit.fuzzy


class View:
    """A catalogue as the checks see it."""

    def __init__(self, catalog: Catalog, glossary: Glossary | None = None) -> None:
        self.catalog = catalog
        self.glossary = glossary
        self._made: dict[object, object] = {}

    def once(self, make: Callable[[View], T]) -> T:
        """What a check works out for the whole file, when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    @cached_property
    def pairs(self) -> list[Pair]:
        """The pairs of the units in use, in order."""
        return list(pairs(self))

    @cached_property
    def translated(self) -> list[Pair]:
        """Those whose translation counts."""
        return [pair for pair in self.pairs if pair.translated]

    @cached_property
    def books(self) -> Books:
        """The base lexicon of the two languages and the glossary's terms in them."""
        from kztrans.checks.books import books_of

        return books_of(self.glossary, self.catalog.source_lang, self.catalog.target_lang)

    @property
    def lexicon(self) -> Lexicon:
        """The base lexicon of the two languages."""
        return self.books.lexicon

    @property
    def counterparts(self) -> Counterparts:
        """What the base lexicon and the glossary's terms say of the two languages."""
        return self.books.counterparts

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that are written with a capital inside a sentence somewhere in the sources, and never without."""
        inside: Counter[str] = Counter()
        small: set[str] = set()
        for pair in self.pairs:
            text = pair.source.text
            for match in WORD.finditer(text):
                word = match.group()
                if word[0].islower():
                    small.add(word)
                elif re.search(r"[\w,’'] $", text[max(0, match.start() - 2) : match.start()]):
                    inside[word] += 1
        return frozenset(word for word in inside if word.lower() not in small)

    def source_word(self, word: str) -> bool:
        """Is it a word of the source language's general vocabulary, in any form?"""
        language = languages.get(self.catalog.source_lang)
        entries = self.lexicon.entries
        return any(form in entries or form in language.function_words for form in language.lemmas(word))


def pairs(view: View) -> Iterator[Pair]:
    """The pairs of a catalogue's units in use, without those that are the glossary's own terms."""
    for index, unit in enumerate(view.catalog.units):
        if unit.obsolete or not unit.source or unit.origin == TERM_ORIGIN:
            continue
        if unit.plural:
            last = len(unit.plural_targets) - 1
            for number, target in enumerate(unit.plural_targets or ("",)):
                singular = number == 0 and last > 0
                yield Pair(view, index, unit, unit.source if singular else unit.plural, target)
        else:
            yield Pair(view, index, unit, unit.source, unit.target)


def shortened(text: str, length: int = 60) -> str:
    """A text as a message quotes it: its beginning, where it is longer than ``length`` code points.

    >>> shortened("Perundingan gagal.", 8)
    'Perundi…'
    """
    return text if len(text) <= length else text[: length - 1] + "…"
