"""What the glossary says of a segment, as notes for the translator."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kztrans.model import Concept, TermHit, Unit

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["term_note", "term_notes", "term_units"]


def term_notes(glossary: Glossary, source_lang: str, target_lang: str) -> Callable[[str], tuple[str, ...]]:
    """A function from a segment's text to its notes, one a concept, in the order of the text.

    Call it on the segments in their order: what the glossary remarks on a concept is said where it first occurs.
    """
    remarked: set[str] = set()

    def notes(text: str) -> tuple[str, ...]:
        hits = {hit.concept.id: hit for hit in reversed(glossary.find(text, source_lang))}
        found = []
        for hit in sorted(hits.values(), key=lambda hit: hit.start):
            note = term_note(hit, target_lang)
            if note and hit.concept.id not in remarked:
                remarked.add(hit.concept.id)
                note += remark(hit.concept, target_lang)
            found.append(note)
        return tuple(filter(None, found))

    return notes


def term_note(hit: TermHit, target_lang: str) -> str:
    """``Term: negara semu → quasi-state``; empty where a translator would write the source's own word."""
    concept = hit.concept
    approved = _approved(concept, target_lang)
    if not approved or (hit.term.text in approved and not hit.avoid):
        return ""
    note = f"Term: {hit.term.text} → {' | '.join(approved)}"
    if hit.avoid:
        note += f" (the source should have: {concept.preferred(hit.term.lang)})"
    return note


def _approved(concept: Concept, target_lang: str) -> list[str]:
    """The terms to offer, each once: full forms, or whatever there is where a concept has none."""
    terms = concept.in_lang(target_lang)
    full = [term.text for term in terms if term.type == "full"]
    return list(dict.fromkeys(full or [term.text for term in terms]))


def remark(concept: Concept, target_lang: str) -> str:
    """What the glossary warns of: terms to avoid in the target, and its note on usage."""
    avoid = [term.text for term in concept.in_lang(target_lang, "deprecated", "superseded")]
    return (f" (not: {', '.join(avoid)})" if avoid else "") + (f" — {concept.note}" if concept.note else "")


def term_units(hits: Iterable[TermHit], source_lang: str, target_lang: str) -> list[Unit]:
    """The glossary's pairs that a memory may fill in, as units, each once, in the order of their first hit.

    Only what is right word for word: the preferred term of either language, and only where the text has that very
    term. Of a synonym nobody has said which target term is its own.
    """
    pairs = dict.fromkeys(
        (hit.term.text, target)
        for hit in hits
        if hit.term.text == hit.concept.preferred(source_lang) and (target := hit.concept.preferred(target_lang))
    )
    return [Unit(source=source, target=target, origin="glossary") for source, target in pairs]
