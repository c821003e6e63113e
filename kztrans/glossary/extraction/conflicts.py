"""Concepts of the glossary that the texts translate by something else than the glossary's terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kztrans.glossary.extraction.association import Associations
from kztrans.glossary.extraction.values import Conflict, Example, Sentence, Translation
from kztrans.glossary.extraction.words import Text
from kztrans.glossary.store import Glossary
from kztrans.languages import get
from kztrans.model import Concept, TermHit

__all__ = ["conflicts"]

_SURE = 0.75
"""The least score of a translation that is told of."""
_EXAMPLES = 3


def conflicts(
    sentences: Sequence[Sentence],
    texts: Sequence[Text],
    glossary: Glossary,
    associations: Associations,
    langs: tuple[str, str],
) -> list[Conflict]:
    """The conflicts, the most frequent ones first. Only sentences with a translation are looked at."""
    hits: dict[str, list[tuple[int, TermHit]]] = defaultdict(list)
    other: dict[str, list[tuple[int, TermHit]]] = defaultdict(list)
    avoided: dict[str, Counter[str]] = defaultdict(Counter)
    for number, sentence in enumerate(sentences):
        if sentence.target:
            for hit, found in _hits(sentence, glossary, langs):
                hits[hit.concept.id].append((number, hit))
                if all(target.avoid for target in found):
                    other[hit.concept.id].append((number, hit))
                    avoided[hit.concept.id].update(sentence.target[t.start : t.end] for t in found)
    found_all = (
        _conflict(sentences, texts, associations, places, avoided[name], len(hits[name]), langs[1])
        for name, places in other.items()
    )
    return sorted(filter(None, found_all), key=lambda c: (-c.translation.count, -c.total, c.concept.id))


def _hits(sentence: Sentence, glossary: Glossary, langs: tuple[str, str]) -> Iterator[tuple[TermHit, list[TermHit]]]:
    """The hits in the source of concepts that have a target term, with that concept's hits in the target."""
    targets = glossary.find(sentence.target, langs[1], nested=True)
    seen: set[str] = set()
    for hit in glossary.find(sentence.source, langs[0]):
        if hit.concept.id not in seen and hit.concept.in_lang(langs[1]):
            seen.add(hit.concept.id)
            words = {term.text.lower() for term in hit.concept.in_lang(langs[1])}
            yield hit, [t for t in targets if t.concept.id == hit.concept.id or t.term.text.lower() in words]


def _conflict(
    sentences: Sequence[Sentence],
    texts: Sequence[Text],
    associations: Associations,
    places: list[tuple[int, TermHit]],
    avoided: Counter[str],
    total: int,
    lang: str,
) -> Conflict | None:
    concept, term = places[0][1].concept, places[0][1].term.text
    if avoided:
        text, count = min(avoided.items(), key=lambda item: (-item[1], item[0]))
        used = Translation(text, count, 1.0)
    else:
        spans = [(number, *texts[number].words(hit.start, hit.end)) for number, hit in places]
        key = texts[spans[0][0]].keys[spans[0][1] : spans[0][2]]
        best = [
            t for t in associations.translations(key, spans) if t.score >= _SURE and not _has(concept, t.text, lang)
        ]
        if not best:
            return None
        used = best[0]
    examples = tuple(
        Example(sentences[number], hit.start, hit.end)
        for number, hit in places
        if used.text.lower() in sentences[number].target.lower()
    )
    return Conflict(concept, term, used, total, examples[:_EXAMPLES])


def _has(concept: Concept, text: str, lang: str) -> bool:
    """Does a text have a term of the concept in any form, or the stems of all its words (``Russian`` for Russia)?"""
    if Glossary([concept], used=[concept.review]).find(text, lang):
        return True
    stems = _stems(text, lang)
    return any(_stems(term.text, lang) <= stems for term in concept.in_lang(lang))


def _stems(text: str, lang: str) -> set[str]:
    """The first letters of each word's stem."""
    return {get(lang).lemmas(word)[-1][:5] for word in text.lower().split()}
