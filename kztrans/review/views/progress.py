"""How far the documents and the glossary are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kztrans.model import Unit
from kztrans.review.interface import mark
from kztrans.review.listing import DECIDED, STATES, concept_state
from kztrans.review.project import Document
from kztrans.review.queue import next_domain
from kztrans.review.site import Site
from kztrans.review.views.glossary import STATE_NAMES

__all__ = ["Bar", "document_bar", "glossary_bars", "progress_page"]

PARTS = {
    "translated": mark("translated"),
    "fuzzy": mark("fuzzy"),
    "open": mark("untranslated"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """Shares of a whole, in order."""

    title: str
    parts: tuple[tuple[str, int], ...]
    document: Document | None = None
    hand: int = 0
    """Beads that a person has set."""
    words: int = 0
    """Words of the source."""

    @property
    def total(self) -> int:
        """The whole."""
        return sum(number for _, number in self.parts)

    def spans(self) -> list[tuple[str, int, float, float]]:
        """Each part that is not empty: name, number, where it begins and how long it is, in hundredths."""
        spans, start = [], 0.0
        for name, number in self.parts:
            if number:
                length = 100 * number / self.total
                spans.append((name, number, round(start, 3), round(length, 3)))
                start += length
        return spans

    def number(self, name: str) -> int:
        """How many there are of a part."""
        return dict(self.parts).get(name, 0)


def progress_page(site: Site, request: Request) -> Response:
    """Charts."""
    terms = site.project.terms()
    bars = [document_bar(site, document) for document in site.project.documents().values()]
    whole = Bar("", tuple((name, sum(bar.number(name) for bar in bars)) for name in PARTS))
    return site.page(
        request,
        "progress.html",
        bars=bars,
        whole=whole,
        words=sum(bar.words for bar in bars),
        parts=PARTS,
        glossary=glossary_bars([concept_state(c) + "\0" + c.domain for c in terms.concepts]),
        states=STATES,
        state_names=STATE_NAMES,
        editable=any(entry.editable for entry in terms.entries),
        nonzero={name for name in PARTS if whole.number(name)},
        by_hand=any(bar.hand for bar in bars),
        decided=lambda bar: sum(map(bar.number, DECIDED)),
        following=next_domain(terms),
    )


def document_bar(site: Site, document: Document) -> Bar:
    """How far a document is."""
    units = site.project.catalog(document).value.units
    counts = _counted(units)
    hand = len(site.project.attempt(document.beads, lambda: site.project.hand_beads(document), ()))
    words = sum(u.source.count(" ") + 1 for u in units if not u.obsolete)
    return Bar(document.title, tuple((name, counts[name]) for name in PARTS), document, hand, words)


def glossary_bars(concepts: Sequence[str]) -> list[Bar]:
    """How far the review of each domain is, after that of all; each concept is given as its state, NUL, its domain."""
    domains: dict[str, Counter[str]] = {}
    for state, _, domain in (concept.partition("\0") for concept in concepts):
        domains.setdefault(domain, Counter())[state] += 1
    whole = sum(domains.values(), Counter())
    return [Bar(name, tuple((s, c[s]) for s in STATES)) for name, c in [("", whole), *sorted(domains.items())]]


def _counted(units: Sequence[Unit]) -> Counter[str]:
    return Counter(
        "open" if not (u.target or any(u.plural_targets)) else "fuzzy" if u.fuzzy else "translated"
        for u in units
        if not u.obsolete
    )
