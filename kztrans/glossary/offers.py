"""What a glossary offers a translator for a term of a text: the fitting terms of the target language, and advice.

Terms pair by their kind: an abbreviation with an abbreviation, a full form with a full form, a former name with a
former one, a country's name in an adjective's place with the adjective.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kztrans.model import Concept, Sense, Term, TermType

__all__ = ["advice_for", "in_kind", "offered", "others"]

_KINDS: dict[TermType, tuple[TermType, ...]] = {
    "full": (),
    "variant": (),
    "abbreviation": ("abbreviation", "short"),
    "short": ("short", "abbreviation"),
    "former": ("former",),
    "adjective": ("adjective",),
    "inhabitant": ("inhabitant",),
}
"""The kinds of target terms to take for a source term before a full form."""
_DERIVED = frozenset({"adjective", "inhabitant"})


def offered(concept: Concept, term: Term, sense: Sense, lang: str) -> list[str]:
    """The terms of a language to offer for a term of another, the best first, each once.

    >>> un = Concept("un", (Term("PBB", "id", type="abbreviation"), Term("United Nations", "en"),
    ...     Term("UN", "en", "admitted", "abbreviation")))
    >>> offered(un, un.terms[0], "", "en"), offered(un, Term("Perserikatan Bangsa-Bangsa", "id"), "", "en")
    (['UN'], ['United Nations'])
    """
    terms = concept.in_lang(lang)
    kinds = _KINDS[term.type] if term.status in ("preferred", "admitted") else ()
    for kind in (*((sense,) if sense else ()), *kinds):
        own = in_kind(concept, kind, lang)
        if own:
            return own
    usable = [t for t in terms if t.type not in _DERIVED]
    full = [t.text for t in usable if t.type == "full" or t.status == "preferred"]
    return list(dict.fromkeys(full or [t.text for t in usable]))


def in_kind(concept: Concept, kind: TermType, lang: str) -> list[str]:
    """The terms of a language of one kind, each once."""
    return list(dict.fromkeys(term.text for term in concept.in_lang(lang) if term.type == kind))


def others(concept: Concept, taken: list[str], lang: str) -> list[str]:
    """The other terms of a language that may be used."""
    return [text for text in dict.fromkeys(t.text for t in concept.in_lang(lang)) if text not in taken]


def advice_for(advice: str, text: str | None = None) -> list[str]:
    """The advice that holds in a text; without one, all of it.

    Words in square brackets say where what follows them holds: where one of them stands.

    >>> advice = "Mostly plural. [AS | Amerika] Of the United States: department."
    >>> advice_for(advice, "kementerian itu"), advice_for(advice, "kementerian Amerika")
    (['Mostly plural.'], ['Mostly plural.', 'Of the United States: department.'])
    """
    first, *rest = _CONDITION.split(advice)
    found = [first.strip()]
    for words, piece in zip(rest[::2], rest[1::2], strict=True):
        if text is None or _stands(words, text):
            found.append(piece.strip())
    return [piece for piece in found if piece]


_CONDITION = re.compile(r"(?:^|(?<=\s))\[([^\]]*)\]\s")


def _stands(words: str, text: str) -> bool:
    return _any_of(words).search(text) is not None


@lru_cache(maxsize=1024)
def _any_of(words: str) -> re.Pattern[str]:
    """Any of some words, also with a clitic; small letters stand for capitals too."""
    found = [word.strip() for word in words.split("|") if word.strip()]
    pieces = [re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})" for word in found]
    return re.compile(rf"(?<!\w)(?:{'|'.join(pieces)})(?:nya|lah|kah|pun|ku|mu)?(?!\w)")
