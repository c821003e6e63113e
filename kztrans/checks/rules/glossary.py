"""Terms of the glossary that the translation does not use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import WORD, Pair
from kztrans.checks.related import cognate, related, same_root
from kztrans.checks.spans import Spans, addresses
from kztrans.model import Concept, Severity, TermHit

__all__ = ["CHECK"]


def find(pair: Pair) -> Iterator[Problem]:
    """Concepts of the source, each once, whose terms the translation lacks."""
    seen: set[str] = set()
    links = Spans(
        [m.span() for m in re.finditer(r"\S+", pair.source.text) if "@" in m.group() or "/" in m.group()]
        + addresses(pair.source.text)
    )
    for hit in pair.source.hits:
        if _of_currency(hit, pair) or hit.start in links:
            continue
        concepts = _readings(hit, pair)
        key = " ".join(sorted(concept.id for concept in concepts))
        if concepts and key not in seen and not any(_followed(concept, pair) for concept in concepts):
            seen.add(key)
            yield _problem(hit, concepts, pair)


def _of_currency(hit: TermHit, pair: Pair) -> bool:
    """Is it the country in a currency's name, ``dolar AS``, which may be but a sign in the translation?"""
    forms = (form for form in pair.source.vocabulary.currencies if " " in form)
    return any(pair.source.text.endswith(form, 0, hit.end) for form in forms)


def _readings(hit: TermHit, pair: Pair) -> list[Concept]:
    """The concepts that the term may stand for, of those that have a term to use in the target language."""
    found = {hit.concept.id: hit.concept}
    found |= {h.concept.id: h.concept for h in pair.source.all_hits if (h.start, h.end) == (hit.start, hit.end)}
    return [concept for concept in found.values() if concept.in_lang(pair.target.lang)]


def _followed(concept: Concept, pair: Pair) -> bool:
    """Is one of the concept's terms there, in any form, or one to avoid, which is the business of ``avoid``?"""
    if any(hit.concept.id == concept.id for hit in pair.target.all_hits):
        return True
    if concept.pos == "proper noun" and _named(concept, pair):
        return True
    return any(_derived(term.text, pair) for term in concept.in_lang(pair.target.lang))


def _named(concept: Concept, pair: Pair) -> bool:
    """Is a name there in a form of its own: ``Russian`` for ``Russia``?"""
    for term in concept.in_lang(pair.target.lang):
        parts = [word for word in WORD.findall(term.text) if word[0].isupper()]
        if parts and all(any(same_root(part, w) or cognate(part, w) for w in pair.target.words) for part in parts):
            return True
    known = pair.source.vocabulary.exonyms
    short = (term.text.lower().split() for term in concept.in_lang(pair.source.lang))
    words = (word for words in short if len(words) <= 2 for word in words)
    own = {word for term in concept.in_lang(pair.target.lang) for word in WORD.findall(term.text)}
    forms = (form for word in words for form in known.get(word, {}).get(pair.target.lang, ()) if form not in own)
    return any(form in pair.target.words for form in forms)


def _derived(term: str, pair: Pair) -> bool:
    """Is a term there in another order or part of speech: ``evade sanctions``, ``sanctions evasion``?"""
    content = [w for w in WORD.findall(term) if w.lower() not in pair.target.language.function_words]
    if len(content) < 2:
        lemmas = pair.target.language.lemmas
        return bool(content) and any(set(lemmas(w)[1:]) & set(lemmas(content[0])) for w in pair.target.words)
    words = [word for word in pair.target.words if word.lower() not in pair.target.language.function_words]
    return all(any(related(part, word) for word in words) for part in content)


def _problem(hit: TermHit, concepts: list[Concept], pair: Pair) -> Problem:
    terms = list(dict.fromkeys(t.text for concept in concepts for t in concept.in_lang(pair.target.lang)))
    wanted = " or ".join(f"“{term}”" for term in terms)
    written = pair.source.text[hit.start : hit.end]
    short = next((head for term in terms if (head := _shortened(term, pair))), "")
    if short:
        return Problem(
            f"“{written}” is {wanted} in the glossary; the translation has only “{short}”",
            "use the whole term where it is not clear",
            "info",
        )
    return Problem(
        f"“{written}” is {wanted} in the glossary, which the translation does not have",
        f"use “{terms[0]}”, in the form that the sentence needs",
        _severity(hit, terms, pair),
    )


def _shortened(term: str, pair: Pair) -> str:
    """The head of a term of several words, where it stands alone, with no other modifier before it."""
    if " of " in term or " " not in term:
        return ""
    head = term.rsplit(maxsplit=1)[-1]
    inflects, small = pair.target.language.inflects, pair.target.language.function_words
    for match in WORD.finditer(pair.target.text):
        if inflects(match.group(), head, "noun"):
            before = re.search(r"([^\W\d_]+)[\s-]+$", pair.target.text[: match.start()])
            if before is None or before.group(1).lower() in small:
                return match.group()
    return ""


def _severity(hit: TermHit, terms: list[str], pair: Pair) -> Severity | None:
    """A common word is mistranslated for sure only where another of its translations is there, else paraphrased."""
    source = hit.term.text
    if hit.concept.pos == "proper noun" or " " in source:
        return None
    if hit.concept.pos == "verb":
        return "info"
    lemmas = pair.target.language.lemmas
    given = {lemma for word in pair.target.words for lemma in lemmas(word)}
    for other in pair.view.lexicon.entries.get(source.lower(), ()):
        words = other.lower().split()
        if other not in terms and all(any(lemma in given for lemma in lemmas(word)[:2]) for word in words):
            return None
    return "info"


CHECK = Check(
    name="glossary",
    severity="warning",
    summary="A term of the glossary is translated by another word.",
    help=(
        "Where the source has a term of the glossary, in any form, the translation must have one of the concept's "
        "terms, preferred or admitted, in any form. A name's adjective counts (Russian for Russia), and so does "
        "another order of the words. For information only: verbs of one word, a common word that seems to be "
        "paraphrased, and a term cut down to its head."
    ),
    find=find,
)
