"""Where the glossary's concepts are used in the documents: hits by text, and units by concept.

Every concept is looked for, whatever its state: a candidate is judged by where it stands. Hits are remembered by text,
so that a changed unit costs one text, and a changed concept those texts that it occurs in. In a large project these are
looked for in the background; the former hits are shown meanwhile.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kztrans.glossary import Glossary
from kztrans.model import Concept, Term
from kztrans.review.project import Document, Project, Terms
from kztrans.review.unit_index import Hit, Index, Known, indexed, outermost, reindexed
from kztrans.review.usage import frequencies

__all__ = ["Hit", "Index", "Uses", "outermost"]

STATES = ("", "proposed", "approved", "rejected", "deprecated")
MANY = 2000
"""Texts from which on hits are looked for in the background."""
FEW = 20
"""Concepts whose rejection mends the index of a document instead of making it anew."""
Signatures = dict[str, tuple[tuple[Term, ...], str]]


@dataclass
class _State:
    """What was found for one state of the glossary's terms."""

    version: int = 0
    signatures: Signatures = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    hits: Known = field(default_factory=dict)

    def find(self, text: str, lang: str) -> tuple[Hit, ...]:
        known = self.hits.setdefault(lang, {})
        found = known.get(text)
        if found is None:
            found = known[text] = tuple(
                Hit(h.start, h.end, h.concept.id, h.term.text, h.avoid)
                for h in self.glossary.find(text, lang, nested=True)
            )
        return found

    def followed_by(self, signatures: Signatures, concepts: Sequence[Concept]) -> _State:
        """The state for other terms, with the hits that the change does not concern, and the others found anew."""
        names = {n for n in {**self.signatures, **signatures} if self.signatures.get(n) != signatures.get(n)}
        new = _State(self.version + 1, signatures, Glossary(concepts, used=STATES))
        if len(names) > 50:
            return new
        few = Glossary([c for c in concepts if c.id in names], used=STATES)
        for lang, known in self.hits.items():
            texts = list(known.items())
            stale = {t for t, hits in texts if any(h.concept in names for h in hits) or few.find(t, lang)}
            new.hits[lang] = {text: hits for text, hits in texts if text not in stale}
            for text in stale or [""]:
                new.find(text, lang)
        return new


class Uses:
    """The hits in a project's documents."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = threading.RLock()
        self._state = _State()
        self._key: object = None
        self._coming: tuple[object, threading.Thread] | None = None
        self._frequencies: dict[str, tuple[int, Counter[str]]] = {}
        self._indexes: dict[str, tuple[object, frozenset[str], Index]] = {}

    @property
    def fresh(self) -> bool:
        """Are the hits those of the present glossary?"""
        return self._coming is None

    def hits(self, terms: Terms, text: str, lang: str) -> tuple[Hit, ...]:
        """All hits in a text, those inside longer ones too, by offset and then longest first."""
        with self._lock:
            return self._followed(terms).find(text, lang)

    def shown(self, terms: Terms, text: str, lang: str, also: str = "") -> list[Hit]:
        """The hits to be marked in a text: the longest, without those of rejected concepts but for ``also``."""
        return outermost(self.hits(terms, text, lang), terms.rejected - {also}, also)

    def index(self, terms: Terms, document: Document) -> Index:
        """Which units of a document have which concepts."""
        held = self._project.catalog(document)
        with self._lock:
            state = self._followed(terms)
            key, out = (held.digest, state.version), terms.rejected
            known = self._indexes.get(document.name)
            if known is not None and known[:2] == (key, out):
                return known[2]
            given = (state.hits, state.find, held.value.units, (document.source_lang, document.target_lang))
            if known is not None and known[0] == key and len(known[1] ^ out) <= FEW:
                index = reindexed(known[2], *given, (known[1], out))
            else:
                index = indexed(*given, out)
            self._indexes[document.name] = (key, out, index)
            return index

    def frequencies(self, document: Document) -> Counter[str]:
        """In how many translations each word occurs; counted anew where the document has grown or shrunk."""
        units = self._project.catalog(document).value.units
        known = self._frequencies.get(document.name)
        if known is None or abs(known[0] - len(units)) > known[0] // 20:
            known = (len(units), frequencies(units))
            self._frequencies[document.name] = known
        return known[1]

    def counts(self, terms: Terms) -> dict[str, int]:
        """How many units there are with each concept in their source, over all documents."""
        return self._counted(terms, lambda index: index.source)

    def inside(self, terms: Terms) -> dict[str, int]:
        """How many units there are in whose source each concept stands only inside longer terms of others."""
        return self._counted(terms, lambda index: index.inside)

    def _counted(self, terms: Terms, part: Callable[[Index], dict[str, list[int]]]) -> dict[str, int]:
        counts: dict[str, int] = {}
        for document in self._project.documents().values():
            for concept, units in part(self.index(terms, document)).items():
                counts[concept] = counts.get(concept, 0) + len(units)
        return counts

    def _followed(self, terms: Terms) -> _State:
        """The state for the glossary as it is now, or the last one while that is being made."""
        if self._key == terms.key or (self._coming is not None and self._coming[0] == terms.key):
            return self._state
        signatures = terms.signatures
        if signatures is self._state.signatures or signatures == self._state.signatures:
            self._state.signatures = signatures
            self._key, self._coming = terms.key, None
        elif sum(map(len, self._state.hits.values())) < MANY:
            self._state = self._state.followed_by(signatures, terms.concepts)
            self._key, self._coming = terms.key, None
        else:
            thread = threading.Thread(target=self._follow, args=(terms, signatures), daemon=True)
            self._coming = (terms.key, thread)
            thread.start()
        return self._state

    def _follow(self, terms: Terms, signatures: Signatures) -> None:
        state = self._state.followed_by(signatures, terms.concepts)
        with self._lock:
            if self._coming is not None and self._coming[0] == terms.key:
                self._state, self._key, self._coming = state, terms.key, None
