"""New terms out of texts: candidates, their translations, and what contradicts the glossary.

``extract`` does it all: the texts' words (``words``), phrases that look like terms (``candidates``), how rare they are
in general language (``termhood``), their order (``ranking``), their translations (``association``, ``evidence``) and
the glossary's terms that are translated otherwise (``conflicts``). No file is read or written here, but in
``jobs.extract``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from kztrans import languages
from kztrans.bilingual.lexicon import Lexicon, base_lexicon
from kztrans.glossary.extraction.association import Associations
from kztrans.glossary.extraction.candidates import Phrase, c_values, phrases
from kztrans.glossary.extraction.conflicts import conflicts
from kztrans.glossary.extraction.evidence import WordEvidence
from kztrans.glossary.extraction.ranking import Scored, Span, rank
from kztrans.glossary.extraction.termhood import Frequency, general_frequency, rarity
from kztrans.glossary.extraction.values import Candidate, Conflict, Example, Extraction, Sentence, Translation
from kztrans.glossary.extraction.words import Text, Vocabulary
from kztrans.glossary.extraction.worth import Worth, is_clear, person_names
from kztrans.glossary.store import Glossary
from kztrans.model import Concept

__all__ = ["Candidate", "Conflict", "Example", "Extraction", "Sentence", "Translation", "Usage", "extract"]

_STATES = ("", "proposed", "approved", "rejected", "deprecated")
_TRUST = 0.3
"""The share of a candidate's score that depends on how well it is translated, where there are translations."""
_POOL = 4
"""Candidates whose translations are looked for, for each that is wanted."""
_FORMS = 5
_COVERED = 2
"""Hits of the glossary a sentence from which it covers the texts' field."""


def extract(
    sentences: Sequence[Sentence],
    glossary: Glossary,
    source_lang: str = "id",
    target_lang: str = "en",
    *,
    known: Iterable[Concept] = (),
    never: Iterable[Concept] = (),
    limit: int = 100,
    min_count: int = 1,
    frequency: Frequency | None = None,
    lexicon: Lexicon | None = None,
) -> Extraction:
    """Propose terms of some sentences, and list what they translate otherwise than the glossary.

    Args:
        sentences: in order, with their translations where there are any.
        glossary: its concepts, in any state of review, are no candidates; those in use are looked at for conflicts.
        known: concepts that are no candidates either: those of an earlier extraction.
        never: nor are these, which nobody wants to be asked about again; others take their places.
        limit: candidates at most, with those in ``known``: the same texts again give none that is new.
        min_count: occurrences of a candidate at least.
        frequency: of general language; unless given, wordfreq's, or the order of the lexicon where that is missing.
        lexicon: of general language; the base lexicon unless given.

    Raises:
        InputError: nothing is known of how frequent the language's words are.
    """
    usage = Usage(sentences, source_lang, target_lang, lexicon)
    frequency = frequency or general_frequency(source_lang, usage.ranked)
    shape = languages.get(source_lang).term_shape
    found = {
        key: phrase
        for key, phrase in phrases(usage.source, shape, usage.fixed).items()
        if len(phrase.places) >= min_count
    }
    values = c_values({key: len(p.places) for key, p in found.items()}, lambda key: found[key].shape)
    spans = _known_spans(usage, glossary, source_lang)
    ranked = rank(found, values, lambda key: rarity(key, frequency), spans)
    every, earlier = _all_senses([*glossary.concepts, *never]), Glossary(known, used=_STATES)
    fresh = (item for item in ranked if not _is_known(usage, item.phrase, every, source_lang))
    pool = usage.weighed(
        [(usage.candidate(item), item.phrase) for item in islice(fresh, _POOL * limit)], spans, frequency
    )
    said = _said(glossary, target_lang)
    new = (
        replace(candidate, variant_of=_variant_of(candidate, said))
        for candidate, p in pool[:limit]
        if not _is_known(usage, p, earlier, source_lang)
    )
    return Extraction(tuple(new), tuple(usage.conflicts(glossary)))


class Usage:
    """Sentences made ready to be asked how their words and phrases are used and translated."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        source_lang: str = "id",
        target_lang: str = "en",
        lexicon: Lexicon | None = None,
    ) -> None:
        self.sentences = sentences
        self.langs = (source_lang, target_lang)
        source, target = languages.get(source_lang), languages.get(target_lang)
        words = base_lexicon(source.code, target.code) if lexicon is None else lexicon
        self.ranked = tuple(words.entries)
        """The words of general language, the most frequent first."""
        self.fixed = {tuple(head.split()) for head in words.entries if " " in head}
        """Phrases of general language that go together."""
        self.source: list[Text] = Vocabulary([s.source for s in sentences], source, words.entries.__contains__).texts
        self.target: list[Text] = Vocabulary([s.target for s in sentences], target, _small(words).__contains__).texts
        self._shape = source.term_shape
        self._general = words.entries
        self._bilingual = any(s.target for s in sentences)
        self._associations = Associations(
            self.source, self.target, WordEvidence(source, target, words), target.term_shape
        )

    def translations(self, places: Sequence[tuple[int, int, int]], most: int = 3) -> tuple[Translation, ...]:
        """What a phrase is translated by, best first.

        ``places`` is where it occurs: the number of a sentence, and offsets into its source text (half open).
        """
        spans = [(number, *self.source[number].words(start, end)) for number, start, end in places]
        spans = [span for span in spans if span[1] < span[2]]
        if not spans:
            return ()
        number, start, end = spans[0]
        return self._associations.translations(self.source[number].keys[start:end], spans, most)

    def conflicts(self, glossary: Glossary) -> list[Conflict]:
        """What is translated otherwise than the glossary has it."""
        if not self._bilingual:
            return []
        return conflicts(self.sentences, self.source, glossary, self._associations, self.langs)

    def candidate(self, item: Scored) -> Candidate:
        """A phrase with all that is told of it."""
        phrase = item.phrase
        cited = Counter(self.source[n].phrase(start, end) for n, start, end in phrase.places)
        number, start, end = phrase.places[0]
        words = self.source[number].cited[start:end]
        candidate = Candidate(
            term=min(cited, key=lambda text: (-cited[text], text)),
            key=phrase.key,
            pos=self._pos(words),
            count=len(phrase.places),
            score=item.score,
            c_value=round(item.c_value, 2),
            termhood=round(item.termhood, 2),
            examples=tuple(self._examples(phrase)),
            forms=self._forms(phrase),
        )
        if not self._bilingual:
            return replace(candidate, score=round(item.score, 2))
        translations = self._associations.translations(phrase.key, phrase.places)
        trust = 1 - _TRUST + _TRUST * (translations[0].score if translations else 0.0)
        return replace(candidate, translations=translations, score=round(item.score * trust, 2))

    def weighed(
        self, pool: Sequence[tuple[Candidate, Phrase]], known: Sequence[Span], frequency: Frequency
    ) -> list[tuple[Candidate, Phrase]]:
        """The candidates that are worth a look, best first."""
        persons = person_names(candidate for candidate, _ in pool)
        language = languages.get(self.langs[0])
        covered = len(known) >= _COVERED * len(self.sentences)
        worth = Worth(language, frequency, frozenset(known), persons, self._bilingual, self._general, covered)
        kept = []
        for candidate, phrase in pool:
            number, start, end = phrase.places[0]
            weight = worth.of(candidate, phrase, self.source[number].cited[start:end])
            if weight:
                kept.append((replace(candidate, score=round(candidate.score * weight, 2)), phrase))
        return sorted(kept, key=lambda pair: (-pair[0].score, pair[0].key))

    def _pos(self, words: Sequence[str]) -> str:
        if all(word[:1].isupper() for word in words):
            return "proper noun"
        return "noun" if self._shape(words[:1]) > 0.5 else ""

    def _forms(self, phrase: Phrase) -> tuple[str, ...]:
        forms = Counter(self.source[n].form(start, end) for n, start, end in phrase.places)
        return tuple(sorted(forms, key=lambda form: (-forms[form], form))[:_FORMS])

    def _examples(self, phrase: Phrase) -> Iterable[Example]:
        last = -1
        for number, start, end in phrase.places:
            if number != last:
                yield Example(self.sentences[number], *self.source[number].span(start, end))
            last = number


def _said(glossary: Glossary, lang: str) -> dict[str, str]:
    """Terms of a language, in small letters, with the first concept that says so; those to avoid are none."""
    said: dict[str, str] = {}
    for concept in glossary.concepts:
        for term in concept.in_lang(lang):
            said.setdefault(term.text.casefold(), concept.id)
    return said


def _variant_of(candidate: Candidate, said: dict[str, str]) -> str:
    """The concept that a clear translation of more than a common word is a term of."""
    best = candidate.translations[0] if candidate.translations else None
    if best is None or not is_clear(best, candidate.term):
        return ""
    return said.get(best.text.casefold(), "")


def _small(lexicon: Lexicon) -> frozenset[str]:
    """The words of translations that are written small there, or not only with a capital: no ``Kazakh``, ``China``."""
    parts = [part for words in lexicon.entries.values() for word in words for part in word.replace("-", " ").split()]
    return frozenset(part for part in parts if part.islower())


def _all_senses(concepts: Iterable[Concept]) -> Glossary:
    """A glossary whose terms are found in whatever sense."""
    return Glossary([replace(concept, excluded=(), required=()) for concept in concepts], used=_STATES)


def _known_spans(usage: Usage, glossary: Glossary, lang: str) -> list[Span]:
    """Where terms of the glossary stand, as words."""
    return [
        (number, *usage.source[number].words(hit.start, hit.end))
        for number, sentence in enumerate(usage.sentences)
        for hit in glossary.find(sentence.source, lang)
    ]


def _is_known(usage: Usage, phrase: Phrase, glossary: Glossary, lang: str) -> bool:
    """Is a phrase, as a whole, a term of the glossary in some form?"""
    number, start, end = phrase.places[0]
    text = usage.source[number]
    forms = {text.phrase(start, end), text.form(start, end)}
    return any(hit.start == 0 and hit.end == len(form) for form in sorted(forms) for hit in glossary.find(form, lang))
