"""The queue through the list: where a concept stands in it, how much of it is done, and which domain comes next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kztrans.review.listing import DECIDED, PAGE, Query, concept_state, listed, of_state
from kztrans.review.project import Terms
from kztrans.review.site import Site

__all__ = ["Queue", "next_domain", "queue_of"]


@dataclass(frozen=True, slots=True)
class Queue:
    """A concept's place in the list that a query asks for."""

    number: int
    """From 1; 0: it is not in it."""
    of: int
    previous: str
    next: str
    decided: int
    """Concepts that are decided on, of all that the query asks for but for their state."""
    whole: int

    @property
    def page(self) -> int:
        """The page of the list that the concept is on; 0: on none."""
        return (self.number - 1) // PAGE + 1 if self.number else 0


def queue_of(site: Site, terms: Terms, query: Query, concept: str) -> Queue:
    """The queue of a query, as it is from a concept on; where that is not in it, from its beginning."""
    problems = site.lint(terms, 0).value if query.problem else {}
    whole = listed(terms, replace(query, state=""), site.uses.counts(terms), problems)
    decided = sum(concept_state(row.concept) in DECIDED for row in whole)
    names = [row.concept.id for row in of_state(whole, query.state)]
    if concept not in names:
        return Queue(0, len(names), "", names[0] if names else "", decided, len(whole))
    at = names.index(concept)
    previous, following = names[at - 1] if at else "", names[at + 1] if at + 1 < len(names) else ""
    return Queue(at + 1, len(names), previous, following, decided, len(whole))


def next_domain(terms: Terms, domain: str = "") -> tuple[str, int] | None:
    """The next domain, after one, in which concepts wait for a decision, and how many; None where there is none."""
    waiting = Counter(e.concept.domain for e in terms.entries if e.editable and concept_state(e.concept) not in DECIDED)
    names = sorted(waiting)
    later = [name for name in names if name > domain] + [name for name in names if name < domain]
    return (later[0], waiting[later[0]]) if later else None
