"""Rules of ``kztrans glossary lint`` on how the terms and the other fields of a concept are written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from kztrans.glossary.case import Case, case_of
from kztrans.glossary.lint_rules import same
from kztrans.glossary.lint_subject import Found, Subject, rule
from kztrans.glossary.offers import advice_for
from kztrans.languages import get
from kztrans.model import Term
from kztrans.wording import worded

__all__: list[str] = []

POS = ("noun", "proper noun", "verb", "adjective", "adverb", "other")
_GOOD = ("preferred", "admitted")


@rule("spaces", "error")
def spaces(subject: Subject) -> Iterator[Found]:
    """White space that should not be there."""
    for concept in subject.concepts:
        texts = {f"{term.lang} term": term.text for term in concept.terms}
        texts |= {name: getattr(concept, name) for name in ("pos", "definition", "note", "source", "reviewer")}
        for term in concept.terms:
            if term.text != same(term.text):
                yield (
                    concept,
                    worded("needless white space in %(term)s", term=repr(term.text)),
                    "one space between words, none around",
                )
        for name, text in texts.items():
            if not name.endswith("term") and (text != text.strip() or "  " in text):
                yield (
                    concept,
                    worded("needless white space in the %(name)s", name=name),
                    "one space between words, none around",
                )


@rule("case", "error")
def case(subject: Subject) -> Iterator[Found]:
    """A name without a capital, or a verb or adverb with one."""
    for concept, term in subject.terms():
        capital = case_of(term.text) is not Case.ANY
        if term.lang not in subject.langs or term.status not in _GOOD:
            continue
        named = term.status == "preferred" or term.type in ("abbreviation", "former")
        if concept.pos == "proper noun" and named and not capital and any(letter.isalpha() for letter in term.text):
            yield (
                concept,
                worded("%(term)s is a name without a capital", term=repr(term.text)),
                "write it so, or change the part of speech",
            )
        if concept.pos in ("verb", "adverb") and term.text.istitle():
            yield concept, worded("%(term)s is no name", term=repr(term.text)), "write it in small letters"


@rule("mixed-case", "warning")
def mixed_case(subject: Subject) -> Iterator[Found]:
    """A noun written as a name in one language and not in the other."""
    for concept in subject.concepts:
        texts = [concept.preferred(lang) for lang in subject.langs if concept.preferred(lang)]
        if concept.pos == "noun" and len({text == text.lower() for text in texts}) > 1:
            yield concept, "has a capital in one language only", "see which is right"


_OTHERWISE = ("variant", "former", "adjective", "inhabitant")
"""Types of terms that may be spelt like another form of the same word."""


@rule("inflected-term", "error")
def inflected_term(subject: Subject) -> Iterator[Found]:
    """Terms of a concept that differ only by inflection or spelling, which the program knows by itself."""
    for concept in subject.concepts:
        for lang in dict.fromkeys(term.lang for term in concept.terms):
            terms = concept.in_lang(lang)
            for number, term in enumerate(terms):
                if term.type in _OTHERWISE or term.region:
                    continue
                if any(_is_form(term, other, concept.pos) for other in terms[:number]):
                    yield (
                        concept,
                        worded(
                            "%(term)s (%(lang)s) is a form of another of its terms", term=repr(term.text), lang=lang
                        ),
                        "delete it, or say that it is a variant",
                    )


@rule("inflected-elsewhere", "warning")
def inflected_elsewhere(subject: Subject) -> Iterator[Found]:
    """A term that is an inflected form of another concept's term."""
    for concept, term in subject.terms():
        if term.status not in _GOOD:
            continue
        for hit in subject.matcher(term.lang).find(term.text, nested=True):
            whole = hit.start == 0 and hit.end == len(term.text)
            other = hit.term.text
            other_concept = hit.concept is not concept and hit.concept.pos == concept.pos and not hit.avoid
            if whole and other_concept and other.lower() != term.text.lower():
                yield (
                    concept,
                    worded(
                        "%(term)s (%(lang)s) is a form of %(other)s in %(concept)s",
                        term=repr(term.text),
                        lang=term.lang,
                        other=repr(other),
                        concept=hit.concept.id,
                    ),
                    "see if both are needed",
                )


def _is_form(term: Term, other: Term, pos: str) -> bool:
    if {case_of(term.text), case_of(other.text)} == {Case.ACRONYM, Case.ANY}:
        return False
    language = get(term.lang)
    words, others = (text.lower().replace("-", " ").split() for text in (term.text, other.text))
    if len(words) != len(others):
        return "".join(words) == "".join(others)
    return all(language.inflects(a, b, pos) for a, b in zip(words, others, strict=True))


@rule("acronym-alone", "error")
def acronym_alone(subject: Subject) -> Iterator[Found]:
    """An acronym whose full form stands neither beside it, nor in another language, nor in the definition or note."""
    for concept in subject.concepts:
        full = {term.lang for lang in subject.langs for term in concept.in_lang(lang) if not _is_acronym(term.text)}
        initials = "".join(re.findall(r"\b[A-Z](?=[a-z])", f"{concept.definition} {concept.note}"))
        for lang in subject.langs:
            texts = [term.text for term in concept.in_lang(lang)]
            if texts and not full and not any(text in initials for text in texts):
                yield (
                    concept,
                    worded("%(term)s (%(lang)s) has no full form", term=repr(texts[0]), lang=lang),
                    "add it, or spell it out in the note",
                )


def _is_acronym(text: str) -> bool:
    return case_of(text) is Case.ACRONYM and " " not in text and not any(letter.isdigit() for letter in text)


@rule("part-of-speech", "error")
def part_of_speech(subject: Subject) -> Iterator[Found]:
    """A part of speech that is none."""
    for concept in subject.concepts:
        if concept.pos not in POS:
            yield (
                concept,
                worded("%(pos)s is no part of speech", pos=repr(concept.pos)),
                worded("use %(what)s", what=", ".join(POS)),
            )


@rule("review-fields", "error")
def review_fields(subject: Subject) -> Iterator[Found]:
    """A day of review that is none, or a review without a reviewer."""
    for concept in subject.concepts:
        if concept.reviewed and not _is_day(concept.reviewed):
            yield concept, worded("%(what)s is no day", what=repr(concept.reviewed)), "write it as 2026-01-31"
        if concept.review in ("approved", "rejected", "deprecated") and not concept.reviewer:
            yield concept, "reviewed by nobody", "name the reviewer"


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@rule("unmatched-phrase", "error")
def unmatched_phrase(subject: Subject) -> Iterator[Found]:
    """A phrase that is to tell senses apart, in a language that the concept has no term of."""
    for concept in subject.concepts:
        langs = {term.lang for term in concept.terms}
        for lang, text in (*concept.excluded, *concept.required):
            if lang not in langs:
                yield (
                    concept,
                    worded(
                        "%(text)s tells senses apart in %(lang)s, where there is no term",
                        text=repr(text),
                        lang=repr(lang),
                    ),
                    "delete one",
                )


@rule("example-term", "warning")
def example_term(subject: Subject) -> Iterator[Found]:
    """An example without a term of its concept."""
    for concept in subject.concepts:
        for lang, text in concept.examples:
            hits = subject.matcher(lang).find(text, nested=True)
            if not any(hit.concept is concept for hit in hits):
                yield (
                    concept,
                    worded("the example in %(lang)s has none of its terms", lang=repr(lang)),
                    "write one that has",
                )


@rule("validity", "error")
def validity(subject: Subject) -> Iterator[Found]:
    """A time that is no interval of ISO 8601."""
    for concept in subject.concepts:
        if concept.valid and not _is_interval(concept.valid):
            yield (
                concept,
                worded("%(what)s is no interval", what=repr(concept.valid)),
                "write it as 2019-03-20/.., or ../2026-06-30",
            )


def _is_interval(text: str) -> bool:
    begin, slash, end = text.partition("/")
    return bool(slash) and (begin, end) != ("..", "..") and all(_is_end(part) for part in (begin, end))


def _is_end(text: str) -> bool:
    return text in ("", "..") or re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text) is not None


@rule("relations", "error")
def relations(subject: Subject) -> Iterator[Found]:
    """A relation of no known kind, or to a concept that is not there."""
    known = {concept.id for concept in subject.concepts}
    for concept in subject.concepts:
        for relation in filter(None, concept.relations.split(" | ")):
            kind, colon, other = relation.partition(": ")
            if not colon or kind not in ("broader", "narrower", "related", "opposite"):
                yield (
                    concept,
                    worded("%(relation)s is no relation", relation=repr(relation)),
                    "write it as broader: court",
                )
            elif other.strip() not in known or other.strip() == concept.id:
                yield (
                    concept,
                    worded("it is related to %(what)s, which is not there", what=repr(other.strip())),
                    "name a concept that is",
                )


@rule("long-advice", "warning")
def long_advice(subject: Subject) -> Iterator[Found]:
    """Advice too long for a note."""
    for concept in subject.concepts:
        length = max(map(len, advice_for(concept.advice)), default=0)
        if length > 120:
            yield (
                concept,
                worded("the advice has %(length)s characters", length=length),
                "say it in 120, or in pieces for a case each",
            )


@rule("definition-form", "warning")
def definition_form(subject: Subject) -> Iterator[Found]:
    """A definition that is not one sentence with a capital and a full stop, or is long."""
    for concept in subject.concepts:
        text = concept.definition.strip()
        if text and not (text[0].isupper() or text[0].isdigit()):
            yield concept, "the definition begins without a capital", "begin it with one"
        if text and not text.endswith("."):
            yield concept, "the definition does not end with a full stop", "end it so"
        if len(text.split()) > 40:
            yield concept, worded("the definition has %(what)s words", what=len(text.split())), "say it in thirty"
