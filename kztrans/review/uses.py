"""Where the glossary's concepts are used in the documents: hits by text, and units by concept.

Every concept is looked for, whatever its state: a candidate is judged by where it stands. Hits are remembered by text,
so that a changed unit costs one text, and a changed concept those texts that it occurs in.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kztrans.glossary import Glossary
from kztrans.model import Concept, Term, Unit
from kztrans.review.project import Document, Project, Terms

__all__ = ["Hit", "Index", "Uses"]

STATES = ("", "proposed", "approved", "rejected", "deprecated")
Signature = tuple[tuple[Term, ...], str]


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence of a term, which concept it is of, and as which term."""

    start: int
    end: int
    concept: str
    term: str
    avoid: bool


@dataclass(frozen=True, slots=True)
class Index:
    """Units of a catalogue by the concepts in their source, and in their target."""

    source: dict[str, list[int]]
    target: dict[str, list[int]]


class Uses:
    """The hits in a project's documents."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = threading.RLock()
        self._glossary = Glossary()
        self._signatures: dict[str, Signature] = {}
        self._key: object = None
        self._version = 0
        self._hits: dict[str, dict[str, tuple[Hit, ...]]] = {}
        self._indexes: dict[str, tuple[object, Index]] = {}

    def hits(self, terms: Terms, text: str, lang: str) -> tuple[Hit, ...]:
        """All hits in a text, those inside longer ones too, by offset and then longest first."""
        with self._lock:
            self._follow(terms)
            known = self._hits.setdefault(lang, {})
            found = known.get(text)
            if found is None:
                found = known[text] = tuple(
                    Hit(h.start, h.end, h.concept.id, h.term.text, h.avoid)
                    for h in self._glossary.find(text, lang, nested=True)
                )
            return found

    def shown(self, terms: Terms, text: str, lang: str, also: str = "") -> list[Hit]:
        """The hits to be marked in a text: the longest, without those of rejected concepts but for ``also``."""
        return outermost(self.hits(terms, text, lang), rejected(terms) - {also}, also)

    def index(self, terms: Terms, document: Document) -> Index:
        """Which units of a document have which concepts."""
        held = self._project.catalog(document)
        with self._lock:
            self._follow(terms)
            out = rejected(terms)
            key = (held.digest, self._version, out)
            known = self._indexes.get(document.name)
            if known is None or known[0] != key:
                known = (key, self._indexed(terms, held.value.units, document, out))
                self._indexes[document.name] = known
            return known[1]

    def counts(self, terms: Terms) -> dict[str, int]:
        """How many units there are with each concept in their source, over all documents."""
        counts: dict[str, int] = {}
        for document in self._project.documents().values():
            for concept, units in self.index(terms, document).source.items():
                counts[concept] = counts.get(concept, 0) + len(units)
        return counts

    def _indexed(self, terms: Terms, units: Sequence[Unit], document: Document, out: frozenset[str]) -> Index:
        index = Index({}, {})
        for number, unit in enumerate(units):
            if unit.obsolete:
                continue
            for found, text, lang in (
                (index.source, unit.source, document.source_lang),
                (index.target, unit.target, document.target_lang),
            ):
                for name in dict.fromkeys(hit.concept for hit in _standing(self.hits(terms, text, lang), out)):
                    found.setdefault(name, []).append(number)
        return index

    def _follow(self, terms: Terms) -> None:
        """Take up the glossary as it is now, and forget the hits that a change may concern."""
        if self._key == terms.key:
            return
        signatures = {c.id: (c.terms, c.pos) for c in reversed(terms.concepts)}
        names = {n for n in {**self._signatures, **signatures} if self._signatures.get(n) != signatures.get(n)}
        if names:
            self._forget(names, [c for c in terms.concepts if c.id in names])
            self._glossary = Glossary(terms.concepts, used=STATES)
            self._version += 1
        self._signatures, self._key = signatures, terms.key

    def _forget(self, names: set[str], changed: list[Concept]) -> None:
        if len(names) > 50:
            self._hits.clear()
            return
        few = Glossary(changed, used=STATES)
        for lang, known in self._hits.items():
            stale = [t for t, hits in known.items() if any(h.concept in names for h in hits) or few.find(t, lang)]
            for text in stale:
                del known[text]


def rejected(terms: Terms) -> frozenset[str]:
    """The identifiers of the concepts that were rejected."""
    return frozenset(c.id for c in terms.concepts if c.review == "rejected")


def outermost(hits: Iterable[Hit], without: frozenset[str] | set[str], first: str = "") -> list[Hit]:
    """Hits that do not overlap: those of concept ``first``, then the longest, then the first."""
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.concept != first, h.start - h.end, h.start)):
        if hit.concept not in without and all(hit.end <= c.start or hit.start >= c.end for c in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda h: h.start)


def _standing(hits: Sequence[Hit], out: frozenset[str]) -> Iterable[Hit]:
    """Hits that do not lie inside a longer one, unless that one's concept is rejected."""
    if len(hits) < 2:
        return hits
    return [
        h
        for h in hits
        if not any(
            o.start <= h.start and h.end <= o.end and o.end - o.start > h.end - h.start and o.concept not in out
            for o in hits
        )
    ]
