"""Looking concepts up: by a term of any language, in any inflected form, and by near misses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kztrans.languages import get
from kztrans.model import Concept, Term

__all__ = ["Match", "Reason", "search"]

Reason = Literal["term", "inflected", "part", "similar", "text"]
_LEAST = 78.0
"""The least likeness (rapidfuzz's, 0 to 100) of a near miss."""


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that a search found: by which term, why, and how well, 0 to 1."""

    concept: Concept
    term: Term | None
    reason: Reason
    score: float


def search(concepts: Sequence[Concept], query: str, lang: str | None = None, limit: int = 10) -> list[Match]:
    """The concepts that answer a query, best first, each once: the term itself, a form of it, part of it, or like it.

    >>> concept = Concept("quasi-state", (Term("negara semu", "id"), Term("quasi-state", "en")), pos="noun")
    >>> [(match.term.text, match.reason) for match in search([concept], "negara-negara semunya")]
    [('negara semu', 'inflected')]
    """
    wanted = " ".join(query.split())
    if not wanted:
        return []
    inflected = _inflected(concepts, query, lang)
    found = [match for concept in concepts if (match := _best(concept, wanted, lang, inflected)) is not None]
    found.sort(key=lambda match: -match.score)
    return found[:limit]


def _inflected(concepts: Sequence[Concept], query: str, lang: str | None) -> dict[str, tuple[Term, bool]]:
    """Concepts by identifier that the query is a form of a term of, or has one in it (then False)."""
    from kztrans.glossary.matcher import Matcher

    stripped = query.strip()
    langs = dict.fromkeys(term.lang for concept in concepts for term in concept.terms if lang in (None, term.lang))
    found: dict[str, tuple[Term, bool]] = {}
    for code in langs:
        keys = {key for word in stripped.lower().split() for key in get(code).lemmas(word)}
        near = [c for c in concepts if any(t.lang == code and keys & _keys(t.text, code) for t in c.terms)]
        for text in (stripped, stripped.lower(), stripped.title(), stripped.upper()):
            for hit in Matcher(near, code).find(text, nested=True):
                whole = hit.end - hit.start == len(text)
                if whole or hit.concept.id not in found:
                    found[hit.concept.id] = (hit.term, whole)
    return found


def _keys(text: str, lang: str) -> set[str]:
    language = get(lang)
    words = text.lower().replace("-", " ").split()
    return {key for word in (*words, text.lower()) for key in language.lemmas(word)[:4]}


def _best(concept: Concept, wanted: str, lang: str | None, inflected: dict[str, tuple[Term, bool]]) -> Match | None:
    from rapidfuzz import fuzz

    lower = wanted.lower()
    best: Match | None = None
    for term in concept.terms:
        if lang not in (None, term.lang):
            continue
        text = term.text.lower()
        if text == lower:
            best = Match(concept, term, "term", 1.0 if term.text == wanted else 0.99)
            break
        if best is None and lower in text.split():
            best = Match(concept, term, "part", 0.8)
        likeness = fuzz.ratio(text, lower, score_cutoff=_LEAST)
        if likeness and (best is None or likeness / 115 > best.score):
            best = Match(concept, term, "similar", likeness / 115)
        elif best is None and len(wanted) >= 5:
            nearest = max(fuzz.ratio(word, lower) for word in text.split())
            if nearest >= _LEAST:
                best = Match(concept, term, "similar", nearest / 180)
    form = inflected.get(concept.id)
    if form is not None:
        score = 0.95 if form[1] else 0.75
        if best is None or score > best.score:
            return Match(concept, form[0], "inflected" if form[1] else "part", score)
    if best is None and (concept.id == lower or (len(wanted) >= 4 and lower in concept.definition.lower())):
        return Match(concept, None, "text", 0.3)
    return best
