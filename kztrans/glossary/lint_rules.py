"""Rules of ``kztrans glossary lint`` on what concepts and their terms are to each other."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from kztrans.glossary.lint_subject import Found, Subject, rule
from kztrans.model import Concept, Term
from kztrans.wording import Worded, worded

__all__ = ["same"]

_GOOD = ("preferred", "admitted")
_ARTICLE = re.compile(r"^(?:an?|the|any|one|some)\s+", re.IGNORECASE)


def same(text: str) -> str:
    """A term as it is compared: NFC, one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@rule("duplicate-concept", "error")
def duplicate_concept(subject: Subject) -> Iterator[Found]:
    """Two concepts with one identifier."""
    first: dict[str, Concept] = {}
    for concept in subject.concepts:
        if concept.id in first:
            yield (
                concept,
                worded("another concept of this name is in %(what)s", what=repr(first[concept.id].domain)),
                "rename or merge one",
            )
        first.setdefault(concept.id, concept)


@rule("shared-term", "error")
def shared_term(subject: Subject) -> Iterator[Found]:
    """The same term in two concepts, in the first language of the glossary, with nothing that tells them apart."""
    for concept, term, other in _shared(subject):
        if term.lang in subject.langs[:1] and not any(_told_apart(each, term.lang) for each in (concept, other)):
            yield (
                concept,
                _taken(term, other),
                "merge them, take a longer term, or say in :not or :with what tells them apart",
            )


def _taken(term: Term, other: Concept) -> Worded:
    text = repr(term.text)
    return worded("%(term)s (%(lang)s) is a term of %(other)s too", term=text, lang=term.lang, other=other.id)


def _told_apart(concept: Concept, lang: str) -> bool:
    return any(own == lang for own, _ in (*concept.excluded, *concept.required))


@rule("shared-name", "warning")
def shared_name(subject: Subject) -> Iterator[Found]:
    """The same term in two concepts, in a language that only some concepts have names in."""
    for concept, term, other in _shared(subject):
        if term.lang not in subject.langs:
            yield (
                concept,
                _taken(term, other),
                "see if both are right",
            )


def _shared(subject: Subject) -> Iterator[tuple[Concept, Term, Concept]]:
    first: dict[tuple[str, str], Concept] = {}
    for concept, term in subject.terms():
        if term.status in _GOOD:
            other = first.setdefault((term.lang, same(term.text)), concept)
            if other is not concept:
                yield concept, term, other


@rule("repeated-term", "error")
def repeated_term(subject: Subject) -> Iterator[Found]:
    """The same term twice in one concept."""
    for concept in subject.concepts:
        seen: set[tuple[str, str, str]] = set()
        for term in concept.terms:
            derived = term.type if term.type in ("adjective", "inhabitant") else ""
            key = (term.lang, same(term.text), derived)
            if key in seen:
                yield (
                    concept,
                    worded("%(term)s (%(lang)s) is there twice", term=repr(term.text), lang=term.lang),
                    "delete one",
                )
            seen.add(key)


@rule("avoided-term", "error")
def avoided_term(subject: Subject) -> Iterator[Found]:
    """A term that is to be used in one concept and avoided in another."""
    avoided = {(term.lang, same(term.text)): concept for concept, term in subject.terms() if term.status not in _GOOD}
    for concept, term in subject.terms():
        other = avoided.get((term.lang, same(term.text)))
        if other is not None and term.status in _GOOD:
            yield (
                concept,
                worded(
                    "%(term)s (%(lang)s) is avoided by %(other)s", term=repr(term.text), lang=term.lang, other=other.id
                ),
                "settle which of the two holds",
            )


@rule("own-term-avoided", "error")
def own_term_avoided(subject: Subject) -> Iterator[Found]:
    """A translation to avoid that is the concept's own term in the first language of the glossary."""
    for concept in subject.concepts:
        own = {same(term.text) for lang in subject.langs[:1] for term in concept.in_lang(lang)[:1]}
        for term in concept.terms:
            if term.status not in _GOOD and term.lang not in subject.langs[:1] and same(term.text) in own:
                yield (
                    concept,
                    worded("%(term)s (%(lang)s) is its own term", term=repr(term.text), lang=term.lang),
                    "delete it: nobody would use it",
                )


@rule("missing-translation", "error")
def missing_translation(subject: Subject) -> Iterator[Found]:
    """No term to use in a language that the glossary is in."""
    for concept in subject.concepts:
        for lang in subject.langs:
            if not concept.in_lang(lang):
                yield concept, worded("no term in %(lang)s", lang=repr(lang)), "add one"


@rule("missing-definition", "error")
def missing_definition(subject: Subject) -> Iterator[Found]:
    """No definition."""
    for concept in subject.concepts:
        if not concept.definition.strip():
            yield concept, "no definition", "say in one sentence what it is"


@rule("self-reference", "error")
def self_reference(subject: Subject) -> Iterator[Found]:
    """A definition that uses the term it defines."""
    for concept in subject.concepts:
        for hit in subject.matcher("en").find(concept.definition, nested=True):
            if hit.concept is concept and hit.term.status == "preferred":
                yield concept, worded("the definition uses %(term)s", term=repr(hit.term.text)), "say it in other words"
                break


@rule("circular-definition", "error")
def circular_definition(subject: Subject) -> Iterator[Found]:
    """Two definitions that each begin with the other's term."""
    genus: dict[str, set[str]] = defaultdict(set)
    for concept in subject.concepts:
        text = _ARTICLE.sub("", concept.definition)
        for hit in subject.matcher("en").find(text, nested=True):
            if hit.start == 0 and hit.concept is not concept and hit.term.status == "preferred":
                genus[concept.id].add(hit.concept.id)
    for concept in subject.concepts:
        for other in sorted(genus[concept.id]):
            if concept.id in genus.get(other, ()) and concept.id < other:
                yield (
                    concept,
                    worded("it is defined by %(other)s, and that by it", other=other),
                    "define one of them on its own",
                )
