"""Where a concept is used, what was written for it, and which concepts are near it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kztrans.model import Concept, Unit
from kztrans.review.project import Document, Terms, words_of
from kztrans.review.site import Site
from kztrans.review.usage import Usage, guesses
from kztrans.review.uses import Hit

__all__ = ["SHOWN", "Occurrence", "neighbours_of", "occurrences_of", "term_counts", "usages_of"]

SHOWN = 20
"""Occurrences on a page."""
NEIGHBOURS = 12


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A unit in which a concept is used."""

    document: Document
    number: int
    unit: Unit
    source_hits: list[Hit]
    target_hits: list[Hit]
    within: tuple[str, ...] = ()
    """The longer terms inside which alone it stands."""


def occurrences_of(
    site: Site, terms: Terms, concept: Concept, start: int = 0, shown: int = SHOWN
) -> tuple[list[Occurrence], dict[str, int]]:
    """Some of a concept's occurrences, from one on, and how many there are; those inside longer terms come last."""
    places: list[tuple[Document, int]] = []
    held: list[tuple[Document, int]] = []
    counts = {"source": 0, "target": 0, "documents": 0}
    for document in site.project.documents().values():
        index = site.uses.index(terms, document)
        source, target = index.source.get(concept.id, []), index.target.get(concept.id, [])
        places += [(document, number) for number in sorted({*source, *target})]
        counts["source"] += len(source)
        counts["target"] += len(target)
        counts["documents"] += bool(source or target)
        there = {*source, *target}
        held += [(document, number) for number in index.inside.get(concept.id, []) if number not in there]
    counts["inside"] = len(held)
    counts["apart"] = len(places)
    places += held
    counts["all"] = len(places)
    inner = set(held)
    found = []
    for document, number in places[start : start + shown]:
        unit = site.project.catalog(document).value.units[number]
        found.append(
            Occurrence(
                document,
                number,
                unit,
                site.uses.shown(terms, unit.source, document.source_lang, concept.id),
                site.uses.shown(terms, unit.target, document.target_lang, concept.id),
                _around(site, terms, unit.source, document.source_lang, concept) if (document, number) in inner else (),
            )
        )
    return found, counts


def term_counts(site: Site, terms: Terms, concept: Concept) -> Counter[tuple[str, str]]:
    """In how many texts of the documents each term of a concept stands, in whatever form, by language and text."""
    counts: Counter[tuple[str, str]] = Counter()
    for document in site.project.documents().values():
        index, units = site.uses.index(terms, document), site.project.catalog(document).value.units
        places = [(document.source_lang, units[n].source) for n in index.source.get(concept.id, [])]
        places += [(document.target_lang, units[n].target) for n in index.target.get(concept.id, [])]
        for lang, text in places:
            hits = site.uses.hits(terms, text, lang)
            counts.update({(lang, hit.term) for hit in hits if hit.concept == concept.id})
    return counts


def _around(site: Site, terms: Terms, text: str, lang: str, concept: Concept) -> tuple[str, ...]:
    """The longer terms of others that a concept's terms stand inside of in a text."""
    hits = site.uses.hits(terms, text, lang)
    own = [hit for hit in hits if hit.concept == concept.id]
    longer = [h for h in hits if any(h.start <= o.start and o.end <= h.end and h.concept != o.concept for o in own)]
    return tuple(dict.fromkeys(text[hit.start : hit.end] for hit in longer))


def usages_of(site: Site, terms: Terms, concept: Concept) -> list[Usage]:
    """What was written for a concept in the target language, most often first, likely terms that it lacks after."""
    written: Counter[tuple[str, bool]] = Counter()
    without: list[str] = []
    untranslated, lang = 0, "en"
    words: Counter[str] = Counter()
    for document in site.project.documents().values():
        numbers = site.uses.index(terms, document).source.get(concept.id, [])
        units, lang = site.project.catalog(document).value.units, document.target_lang
        before = len(without)
        for unit in (units[number] for number in numbers):
            hits = [h for h in site.uses.hits(terms, unit.target, lang) if h.concept == concept.id]
            written.update(list(dict.fromkeys((hit.term, hit.avoid) for hit in hits)))
            if not unit.target:
                untranslated += 1
            elif not hits:
                without.append(unit.target)
        if len(without) > before:
            words += site.uses.frequencies(document)
    usages = [Usage(text, n, "avoid" if avoid else "term") for (text, avoid), n in written.most_common()]
    if without:
        total = sum(words.values()) // 10 or 1
        usages += guesses(without, words, total, lang)
        usages.append(Usage("", len(without), "none"))
    if untranslated:
        usages.append(Usage("", untranslated, "open"))
    return usages


def neighbours_of(terms: Terms, concept: Concept) -> list[Concept]:
    """Concepts that share a word of their terms with this one, nearest first."""
    scores: Counter[str] = Counter()
    for word in sorted(words_of(concept)):
        sharing = terms.by_word.get(word, [])
        scores.update(dict.fromkeys((c.id for c in sharing), 1 / len(sharing)))
    scores.pop(concept.id, None)
    nearest = sorted(scores, key=lambda name: (-scores[name], name))[:NEIGHBOURS]
    return [terms.by_id[name].concept for name in nearest]
