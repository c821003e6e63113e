"""Terms of the glossary that the translation does not use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.bilingual.counterparts import Token
from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import WORD, Pair
from kztrans.checks.quantities import quantities
from kztrans.checks.related import cognate, related, same_root, slipped
from kztrans.checks.saying import either
from kztrans.checks.spans import Spans, addresses
from kztrans.model import Concept, TermHit
from kztrans.wording import worded

__all__ = ["CHECK"]

_SHOWN = 3
"""Terms that a message names."""
_LEFT = 2.5
"""Words without a counterpart up to which a sentence is translated closely enough to tell what stands for what."""
_ELSE = 0.3
"""Weight of what else may have no counterpart where one term is taken to stand for another."""
_SENSES = 2
"""Translations up to which a word is a term rather than one of many senses."""


def find(pair: Pair) -> Iterator[Problem]:
    """Concepts of the source, each once, whose terms the translation lacks, where that is no paraphrase."""
    seen: set[str] = set()
    away = Spans([*addresses(pair.source.text), *_paths(pair.source.text), *_quantities(pair)])
    for hit in pair.source.hits:
        if _of_currency(hit, pair) or away.touch(hit.start, hit.end):
            continue
        concepts = _readings(hit, pair)
        key = " ".join(sorted(concept.id for concept in concepts))
        if not concepts or key in seen:
            continue
        seen.add(key)
        if not any(_followed(concept, hit, pair) for concept in concepts) and _amiss(hit, concepts, pair):
            yield _problem(hit, concepts, pair)


def _paths(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", text) if "@" in match.group() or "/" in match.group()]


def _quantities(pair: Pair) -> list[tuple[int, int]]:
    """Numbers with the words for millions and units after them, which ``numbers`` and ``units`` see to."""
    return [(quantity.start, quantity.until) for quantity in quantities(pair.source.text, pair.source.lang)]


def _of_currency(hit: TermHit, pair: Pair) -> bool:
    """Is it the country in a currency's name, ``dolar AS``, which may be but a sign in the translation?"""
    forms = (form for form in pair.source.vocabulary.currencies if " " in form)
    return any(pair.source.text.endswith(form, 0, hit.end) for form in forms)


def _readings(hit: TermHit, pair: Pair) -> list[Concept]:
    """The concepts that the term may stand for, of those that have a term to use in the target language."""
    found = {hit.concept.id: hit.concept} | pair.source.readings.get((hit.start, hit.end), {})
    return [concept for concept in found.values() if concept.in_lang(pair.target.lang)]


def _followed(concept: Concept, hit: TermHit, pair: Pair) -> bool:
    """Is one of the concept's terms there, in any form, or one to avoid, which is the business of ``avoid``?"""
    if concept.id in pair.target.concepts:
        return True
    if concept.pos == "proper noun" and (_named(concept, pair) or _in_other_form(concept, hit, pair)):
        return True
    return any(_derived(term.text, pair) for term in concept.in_lang(pair.target.lang))


def _named(concept: Concept, pair: Pair) -> bool:
    """Is a name there in a form of its own: ``Russian`` for ``Russia``?"""
    for term in concept.in_lang(pair.target.lang):
        parts = [word for word in WORD.findall(term.text) if word[0].isupper()]
        if parts and all(any(_as_named(part, word) for word in pair.target.words) for part in parts):
            return True
    known = pair.source.vocabulary.exonyms
    short = (term.text.lower().split() for term in concept.in_lang(pair.source.lang))
    words = (word for words in short if len(words) <= 2 for word in words)
    own = {word for term in concept.in_lang(pair.target.lang) for word in WORD.findall(term.text)}
    forms = (form for word in words for form in known.get(word, {}).get(pair.target.lang, ()) if form not in own)
    return any(form in pair.target.words for form in forms)


def _as_named(part: str, word: str) -> bool:
    return same_root(part, word) or (cognate(part, word) and not slipped(part, word))


def _derived(term: str, pair: Pair) -> bool:
    """Is a term there in another order or part of speech: ``evade sanctions``, ``sanctions evasion``?"""
    content = [w for w in WORD.findall(term) if w.lower() not in pair.target.language.function_words]
    if len(content) < 2:
        lemmas = pair.target.language.lemmas
        return bool(content) and any(set(lemmas(w)[1:]) & set(lemmas(content[0])) for w in pair.target.words)
    words = [word for word in pair.target.words if word.lower() not in pair.target.language.function_words]
    return all(any(related(part, word) for word in words) for part in content)


def _in_other_form(concept: Concept, hit: TermHit, pair: Pair) -> bool:
    """Is a name there as it is in the source, by its initials (``UAE``), or by what its acronym stands for?"""
    written, target = pair.source.text[hit.start : hit.end], pair.target.text
    forms = pair.source.vocabulary.acronyms.get(written, {}).get(pair.target.lang, ())
    words = (WORD.findall(term.text) for term in concept.in_lang(pair.target.lang))
    initials = ("".join(word[0] for word in several if word[0].isupper()) for several in words)
    known = pair.view.source_word
    kept = [] if all(known(word) for word in WORD.findall(written)) and not written.isupper() else [written]
    wanted = [*kept, *forms, *(letters for letters in initials if len(letters) > 2)]
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", target) for form in wanted)


def _amiss(hit: TermHit, concepts: list[Concept], pair: Pair) -> bool:
    """Is the term mistranslated, not paraphrased?

    A project's own terms must be there, whatever else would do, and so must a name. Another noun is amiss where the
    lexicon's other translation of it is there; or where the rest of the sentence is translated closely, and none of the
    term's words has a counterpart, or in its place there is another concept's term, which nothing in the source asks
    for. Other words are paraphrased too freely to tell.
    """
    if pair.view.glossary is not None and pair.view.glossary.is_own(hit.concept):
        return True
    if any(concept.pos == "proper noun" for concept in concepts):
        return True
    if any(concept.pos not in ("", "noun", "adjective") for concept in concepts):
        return False
    if _sibling(hit, concepts, pair):
        return True
    return not any(_cut(c, pair) for c in concepts) and (
        _misled(hit, concepts, pair) or _exchanged(hit, concepts, pair)
    )


def _misled(hit: TermHit, concepts: list[Concept], pair: Pair) -> bool:
    """Does another word or another concept's term stand in the place of a noun that is nowhere in the translation?"""
    if " " not in hit.term.text and _other_word(hit, concepts, pair):
        return True
    if " " not in hit.term.text:
        special = pair.view.counterparts.special(hit.term.text.lower())
        return special and _clean(pair) and _other_concept(hit, concepts, pair)
    return _sole(hit, pair) or (_clean(pair) and (_uncovered(hit, pair) or _other_concept(hit, concepts, pair)))


def _exchanged(hit: TermHit, concepts: list[Concept], pair: Pair) -> bool:
    """Is all else of either side covered, and stands one other concept's term for this one: witnesses for terdakwa?"""
    inside = _tokens(hit, pair)
    if not pair.view.counterparts.special(hit.term.text.lower()) and " " not in hit.term.text:
        return False
    if sum(t.weight for t in pair.coverage.source if not t.matched and t not in inside) > _ELSE:
        return False
    left = [t for t in pair.coverage.target if t.weight and not t.matched]
    for other in pair.target.hits:
        if left and all(other.start < t.end and t.start < other.end for t in left) and _foreign(other, concepts, pair):
            return True
    return False


def _foreign(other: TermHit, concepts: list[Concept], pair: Pair) -> bool:
    """Is it a term that nothing in the source asks for, and that shares no word with the one that is missing?"""
    theirs = other.concept.in_lang(pair.source.lang)
    if other.concept.id in pair.source.concepts or other.concept.pos != concepts[0].pos or not theirs:
        return False
    own = {word for concept in concepts for t in concept.in_lang(pair.source.lang) for word in t.text.lower().split()}
    return not any(own.intersection(term.text.lower().split()) for term in theirs)


def _sibling(hit: TermHit, concepts: list[Concept], pair: Pair) -> bool:
    """Is there another kind of the same thing in its place: the Supreme Court for the constitutional court?

    Both terms begin alike in the source language and end alike in the other; what tells either apart has no
    counterpart.
    """
    words, covered = hit.term.text.lower().split(), pair.view.counterparts.coverage
    own = {word for concept in concepts for t in concept.in_lang(pair.target.lang) for word in t.text.lower().split()}
    ends = {t.text.lower().rsplit(maxsplit=1)[-1] for concept in concepts for t in concept.in_lang(pair.target.lang)}
    for other in pair.target.hits if len(words) > 1 else ():
        if other.concept.id in pair.source.concepts:
            continue
        if not ends & {t.text.lower().rsplit(maxsplit=1)[-1] for t in other.concept.in_lang(pair.target.lang)}:
            continue
        kind = " ".join(word for word in other.term.text.lower().split() if word not in own)
        theirs = [t.text.lower().split() for t in other.concept.in_lang(pair.source.lang)]
        apart = [[w for w in words if w not in term] for term in theirs if len(term) > 1 and term[0] == words[0]]
        mine = min((" ".join(rest) for rest in apart), key=len, default="")
        if kind and mine and not (covered(mine, pair.target.text).matched or covered(pair.source.text, kind).matched):
            return True
    return False


def _cut(concept: Concept, pair: Pair) -> bool:
    """Is the last word of one of its terms there, as a term is cut that has been named before?"""
    heads = {term.text.rsplit(maxsplit=1)[-1] for term in concept.in_lang(pair.target.lang) if " of " not in term.text}
    inflects = pair.target.language.inflects
    return any(inflects(word, head, "noun") for head in heads for word in pair.target.words)


def _sole(hit: TermHit, pair: Pair) -> bool:
    """Is the term all that has no counterpart, and are there a word or two of the translation that have none?"""
    inside, covered = _tokens(hit, pair), sum(t.weight for t in pair.coverage.source if t.matched)
    own = sum(t.weight for t in inside)
    alone = own > 0.9 and not any(t.matched for t in inside) and pair.coverage.left - own < 0.3
    return alone and 0.4 < pair.coverage.added < 2.1 and covered > own / 2


def _clean(pair: Pair) -> bool:
    """Have nearly all words of both sides a counterpart, so that what is left on either must belong together?"""
    return pair.coverage.left <= _LEFT and 0.5 <= pair.coverage.added <= _LEFT


def _tokens(hit: TermHit, pair: Pair) -> list[Token]:
    return [t for t in pair.coverage.source if hit.start < t.end and t.start < hit.end and t.weight]


def _uncovered(hit: TermHit, pair: Pair) -> bool:
    """Has none of the words of a term that is no general vocabulary a counterpart?"""
    if " " not in hit.term.text or hit.term.text.lower() in pair.view.lexicon.entries:
        return False
    tokens = _tokens(hit, pair)
    return bool(tokens) and not any(t.matched for t in tokens)


def _other_word(hit: TermHit, concepts: list[Concept], pair: Pair) -> bool:
    """Is the word there by a translation that the lexicon has and the glossary has for no concept?"""
    known = pair.view.lexicon.entries.get(hit.term.text.lower(), ())
    if not known or len(known) > _SENSES or any(hit.start <= h.start < hit.end for h in _others(hit, pair)):
        return False
    own = {word for concept in concepts for t in concept.in_lang(pair.target.lang) for word in t.text.lower().split()}
    curated = own | {word.lower() for other in pair.target.all_hits for word in other.term.text.split()}
    lemmas = pair.target.language.lemmas
    given = {lemma for word in pair.target.words for lemma in lemmas(word)}
    for other in known:
        words = other.lower().split()
        if all(any(lemma in given for lemma in lemmas(word)[:2]) for word in words):
            return not any(related(word, term) for word in words for term in curated)
    return False


def _others(hit: TermHit, pair: Pair) -> list[TermHit]:
    return [h for h in pair.source.all_hits if h.concept.id != hit.concept.id]


def _other_concept(hit: TermHit, concepts: list[Concept], pair: Pair) -> bool:
    """Is there a term in the translation of a concept that nothing in the source asks for?"""
    left = sum(t.weight for t in _tokens(hit, pair) if not t.matched)
    if left < 0.8 or pair.coverage.left - left > 0.5:
        return False
    for other in pair.target.hits:
        if not _foreign(other, concepts, pair):
            continue
        tokens = [t for t in pair.coverage.target if other.start < t.end and t.start < other.end and t.weight]
        if tokens and not any(t.matched for t in tokens) and sum(t.weight for t in tokens) > 0.7:
            return True
    return False


def _problem(hit: TermHit, concepts: list[Concept], pair: Pair) -> Problem:
    terms = list(dict.fromkeys(t.text for concept in concepts for t in concept.in_lang(pair.target.lang)))
    wanted = either(terms[:_SHOWN])
    written = pair.source.text[hit.start : hit.end]
    return Problem(
        worded(
            "“%(written)s” is %(wanted)s in the glossary, which the translation does not have",
            written=written,
            wanted=wanted,
        ),
        worded("use “%(terms)s”, in the form that the sentence needs", terms=terms[0]),
    )


CHECK = Check(
    name="glossary",
    severity="warning",
    summary="A term of the glossary is translated by another word.",
    help=(
        "Where the source has a term of the glossary, in any form, the translation must have one of the concept's "
        "terms, preferred or admitted, in any form. A name's adjective counts (Russian for Russia), and so does "
        "another order of the words. Of a project's own glossary nothing but its terms will do. Of the curated one a "
        "paraphrase is accepted: what is not a name is reported where none of its words "
        "has a counterpart, where another concept's term stands in its place, or a word that only the general lexicon "
        "gives for it; verbs are not looked at."
    ),
    find=find,
)
