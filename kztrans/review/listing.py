"""The list of concepts: searched, filtered, sorted; and the queue that goes through it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kztrans.glossary.searching import search
from kztrans.model import Concept, Finding
from kztrans.review.project import Entry, Terms

__all__ = ["PAGE", "STATES", "Query", "Row", "concept_state", "listed"]

PAGE = 100
"""Concepts on a page of the list."""
FOUND = 2000
"""Concepts that a search finds at most."""

STATES = ("unreviewed", "proposed", "approved", "rejected", "deprecated")
SORTS = ("file", "uses", "source", "target")


@dataclass(frozen=True, slots=True)
class Query:
    """What is wanted of the list; it travels in addresses, so that the queue is the list."""

    q: str = ""
    domain: str = ""
    state: str = ""
    problem: str = ""
    """A lint rule's name, ``any``, or ``none``."""
    sort: str = ""

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> Query:
        """The query in an address or a form; what makes no sense is left out."""
        state, sort = fields.get("state", ""), fields.get("sort", "")
        return cls(
            q=fields.get("q", "").strip()[:200],
            domain=fields.get("domain", "")[:200],
            state=state if state in STATES else "",
            problem=fields.get("problem", "")[:100],
            sort=sort if sort in SORTS and sort != "file" else "",
        )

    def fields(self) -> dict[str, str]:
        """What is set, by name."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Row:
    """A concept in the list."""

    entry: Entry
    uses: int
    problems: Sequence[Finding]

    @property
    def concept(self) -> Concept:
        """The concept."""
        return self.entry.concept


def concept_state(concept: Concept) -> str:
    """The name of a concept's state."""
    return concept.review or "unreviewed"


def listed(terms: Terms, query: Query, uses: Mapping[str, int], problems: Mapping[str, list[Finding]]) -> list[Row]:
    """The concepts that a query asks for, best first where it searches, else in the wanted order."""
    entries: Sequence[Entry] = terms.entries
    if query.domain:
        entries = [e for e in entries if e.concept.domain == query.domain]
    if query.state:
        entries = [e for e in entries if concept_state(e.concept) == query.state]
    if query.problem == "none":
        entries = [e for e in entries if e.concept.id not in problems]
    elif query.problem:
        wanted = query.problem
        entries = [e for e in entries if any(wanted in ("any", f.check) for f in problems.get(e.concept.id, ()))]
    if query.q:
        entries = _found(entries, query.q)
    rows = [Row(e, uses.get(e.concept.id, 0), problems.get(e.concept.id, ())) for e in entries]
    return sorted(rows, key=_order(query.sort)) if query.sort else rows


def _found(entries: Sequence[Entry], text: str) -> list[Entry]:
    """What the glossary's search finds, then whatever has the letters in it."""
    by_concept = {id(e.concept): e for e in entries}
    matches = [by_concept[id(m.concept)] for m in search([e.concept for e in entries], text, None, FOUND)]
    known, wanted = {e.number for e in matches}, text.casefold()
    return matches + [e for e in entries if e.number not in known and wanted in _text(e.concept)]


def _text(concept: Concept) -> str:
    parts = (concept.id, *(t.text for t in concept.terms), concept.definition, concept.note)
    return "\n".join(parts).casefold()


def _order(sort: str) -> Any:
    if sort == "uses":
        return lambda row: -row.uses
    lang = {"source": "id", "target": "en"}[sort]
    return lambda row: (row.concept.preferred(lang).casefold() or "\U0010ffff", row.entry.number)
