"""The list of concepts: searched, filtered, sorted; and the queue that goes through it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from kztrans.glossary.decisions import comment_of
from kztrans.glossary.searching import search
from kztrans.model import Concept, Finding
from kztrans.review.project import Entry, Terms

__all__ = ["DECIDED", "PAGE", "SORTS", "STATES", "Query", "Row", "concept_state", "listed", "of_state"]

PAGE = 100
"""Concepts on a page of the list."""
FOUND = 2000
"""Concepts that a search finds at most."""

STATES = ("unreviewed", "proposed", "approved", "rejected", "deprecated")
DECIDED = frozenset({"approved", "rejected", "deprecated"})
"""States that somebody has decided on; the others wait."""
SORTS = ("state", "uses", "source", "target", "domain", "problems", "reviewer", "date")
"""Orders of the list, each of which may be turned round by a ``-`` before it."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LATE = "\U0010ffff"
"""Stands for what is not there, after all that is."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is wanted of the list; it travels in addresses, so that the queue is the list."""

    q: str = ""
    domain: str = ""
    state: str = ""
    problem: str = ""
    """A lint rule's name, ``any``, or ``none``."""
    reviewer: str = ""
    since: str = ""
    """The first day of review, ``until`` the last one."""
    until: str = ""
    commented: str = ""
    """``with`` a comment or ``without`` one."""
    missing: str = ""
    """A language that there is no term of."""
    uses: str = ""
    """``some`` or ``none``."""
    sort: str = ""

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> Query:
        """The query in an address or a form; what makes no sense is left out."""

        def given(name: str) -> str:
            return fields.get(name, "").strip()

        return cls(
            q=given("q")[:200],
            domain=given("domain")[:200],
            state=_one_of(given("state"), STATES),
            problem=given("problem")[:100],
            reviewer=given("reviewer")[:200],
            since=given("since") if _DAY.fullmatch(given("since")) else "",
            until=given("until") if _DAY.fullmatch(given("until")) else "",
            commented=_one_of(given("commented"), ("with", "without")),
            missing=given("missing")[:40],
            uses=_one_of(given("uses"), ("some", "none")),
            sort=given("sort") if given("sort").removeprefix("-") in SORTS else "",
        )

    def fields(self) -> dict[str, str]:
        """What is set, by name."""
        return {name: value for name, value in asdict(self).items() if value}

    def sorted_by(self, name: str) -> dict[str, str]:
        """What is set where the head of a column is used: its order, turned round, or that of the files again."""
        following = {name: f"-{name}", f"-{name}": ""}.get(self.sort, name)
        return replace(self, sort=following).fields()

    def direction(self, name: str) -> str:
        """What a column's order is called for those who do not see the sign: ``ascending``, ``descending``, or none."""
        return {name: "ascending", f"-{name}": "descending"}.get(self.sort, "")


@dataclass(frozen=True, slots=True)
class Row:
    """A concept in the list."""

    entry: Entry
    uses: int
    problems: Sequence[Finding]
    inside: int = 0
    """Texts in which it stands only inside longer terms."""

    @property
    def concept(self) -> Concept:
        """The concept."""
        return self.entry.concept


def concept_state(concept: Concept) -> str:
    """The name of a concept's state."""
    return concept.review or "unreviewed"


def listed(
    terms: Terms,
    query: Query,
    uses: Mapping[str, int],
    problems: Mapping[str, list[Finding]],
    inside: Mapping[str, int] | None = None,
) -> list[Row]:
    """The concepts that a query asks for, best first where it searches, else in the wanted order."""
    held = inside or {}
    entries: Sequence[Entry] = terms.entries
    for fits in _filters(query, uses, problems):
        entries = [entry for entry in entries if fits(entry.concept)]
    if query.q:
        entries = _found(entries, query.q)
    rows = [
        Row(e, uses.get(e.concept.id, 0), problems.get(e.concept.id, ()), held.get(e.concept.id, 0)) for e in entries
    ]
    if query.sort:
        rows.sort(key=_order(query.sort.removeprefix("-")), reverse=query.sort.startswith("-"))
    return rows


def of_state(rows: Sequence[Row], state: str) -> list[Row]:
    """The rows of a state; all of them where none is named."""
    return [row for row in rows if not state or concept_state(row.concept) == state]


def _filters(
    query: Query, uses: Mapping[str, int], problems: Mapping[str, list[Finding]]
) -> list[Callable[[Concept], bool]]:
    """What a concept has to be: quick questions first."""
    found: list[Callable[[Concept], bool]] = []
    if query.domain:
        found.append(lambda c: c.domain == query.domain)
    if query.state:
        found.append(lambda c: concept_state(c) == query.state)
    if query.reviewer:
        found.append(lambda c: c.reviewer == query.reviewer)
    if query.since or query.until:
        found.append(lambda c: query.since <= c.reviewed <= (query.until or _LATE) and bool(c.reviewed))
    if query.commented:
        found.append(lambda c: bool(comment_of(c)) == (query.commented == "with"))
    if query.missing:
        found.append(lambda c: not c.in_lang(query.missing))
    if query.uses:
        found.append(lambda c: bool(uses.get(c.id)) == (query.uses == "some"))
    if query.problem == "none":
        found.append(lambda c: c.id not in problems)
    elif query.problem:
        found.append(lambda c: any(query.problem in ("any", f.check) for f in problems.get(c.id, ())))
    return found


def _one_of(text: str, known: Sequence[str]) -> str:
    return text if text in known else ""


def _found(entries: Sequence[Entry], text: str) -> list[Entry]:
    """What the glossary's search finds, then whatever has the letters in it."""
    by_concept = {id(e.concept): e for e in entries}
    matches = [by_concept[id(m.concept)] for m in search([e.concept for e in entries], text, None, FOUND)]
    known, wanted = {e.number for e in matches}, text.casefold()
    return matches + [e for e in entries if e.number not in known and wanted in _text(e.concept)]


def _text(concept: Concept) -> str:
    parts = (concept.id, *(t.text for t in concept.terms), concept.definition, concept.note)
    return "\n".join(parts).casefold()


_KEYS: dict[str, Callable[[Row], Any]] = {
    "state": lambda row: STATES.index(concept_state(row.concept)),
    "uses": lambda row: -row.uses,
    "source": lambda row: row.concept.preferred("id").casefold() or _LATE,
    "target": lambda row: row.concept.preferred("en").casefold() or _LATE,
    "domain": lambda row: row.concept.domain.casefold(),
    "problems": lambda row: -len(row.problems),
    "reviewer": lambda row: row.concept.reviewer.casefold() or _LATE,
    "date": lambda row: row.concept.reviewed or _LATE,
}


def _order(sort: str) -> Callable[[Row], Any]:
    return _KEYS[sort]
