"""What makes a change of a long document quick: what stands in its files, and the units of its beads.

Then a change of few entries need not go through them all (``merging.near``). It takes seconds to find out, and so is
done in the background; until then, and where another program has written, changes go the whole way. The last few are
kept: what is undone is what stood before.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from kztrans.errors import InputError
from kztrans.glossary import Glossary
from kztrans.jobs.align_job import MIN_CONFIDENCE
from kztrans.merging import present
from kztrans.merging.followed import followed
from kztrans.merging.near import Near
from kztrans.merging.rebeading import rebead, with_sources
from kztrans.merging.standing import Standing, standing
from kztrans.model import Bead, Catalog, Concept, Unit
from kztrans.reading import read_if_there
from kztrans.review.asked import Alignment
from kztrans.review.files import Held
from kztrans.review.kept import digest_of, keep, kept, noted_from, noted_kept, told_by
from kztrans.review.project import Document, Project
from kztrans.units.notes import term_notes
from kztrans.units.stretches import Stretches, Text, texts_of

__all__ = ["LONG", "SOON", "Quick"]

LONG = 1000
"""Units from which on it is worth while."""
FEW = 50
"""Concepts which are others, after which notes are mended rather than made anew."""
STATES = ("", "proposed", "approved", "rejected", "deprecated")
SOON = 0.5
"""Seconds after a change in which what is known of it is kept: whoever made it is answered first."""
KEPT = 3
"""States of a document that are remembered."""


class Quick:
    """What is known of a project's long documents."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._standing: dict[str, list[Standing]] = {}
        self._texts: dict[str, list[tuple[Text, Glossary]]] = {}
        self._words: dict[str, dict[str, tuple[str, ...]]] = {}
        """The words of texts, by language and text."""
        self._keeping: dict[str, bool] = {}
        """Documents of which something is being kept: is there something newer?"""
        self._none: dict[str, str] = {}
        self._strange: dict[str, tuple[bytes, bytes]] = {}
        """PO and TMX of which what stood there before does not tell what stands there."""
        self._lock = threading.Lock()
        self._preparing = threading.Lock()

    def near(
        self,
        document: Document,
        before: Alignment,
        after: Alignment,
        glossary: Glossary,
        sources: Sequence[tuple[str, str]] = (),
    ) -> tuple[Near, Stretches] | None:
        """The change of the units that a change of beads concerns, and these units; None where it is not known.

        Args:
            sources: those that say something else now (``sources_changed``).
        """
        if document.name not in self._none and (not self.of(document) or not self._text(document, before, glossary)):
            self.prepare(document, before, glossary, patient=True)  # going through everything takes as long, each time
        stands, text = self.of(document), self._text(document, before, glossary)
        if stands is None or text is None or before.others:
            return None
        parts = text.changed(after.beads, after.source, after.target)
        if parts is None:
            return None
        old, new = parts.before, parts.after

        def change(catalog: Catalog) -> Catalog:
            corrected, units = with_sources(catalog, old, sources)
            return rebead(corrected, units, new, alone=True)

        return Near(stands, change, old, new), parts

    def of(self, document: Document) -> Standing | None:
        """What stands in the files as they are now, if that is known, or can be told by what stood there before."""
        with self._lock:
            known = self._standing.get(document.name, [])
        if not known:
            return None
        held, memory = self._project.catalog(document), read_if_there(document.tmx, "a TMX file") or b""
        found = next((s for s in known if s.memory == memory and s.data == held.data), None)
        if found is None and self._strange.get(document.name) != (held.data, memory):
            with suppress(InputError):
                found = followed(known[0], held.data, memory)
            if found is None:
                self._strange[document.name] = held.data, memory
            else:
                self.put(document, found)
        return found

    def of_units(self, document: Document, units: Sequence[Unit], change: Callable[[Catalog], Catalog]) -> Near | None:
        """The change of some units by themselves, which asks for no others; None where it is not known what stands."""
        stands = self.of(document)
        return Near(stands, change, units, (), merges=False) if stands is not None else None

    def lately(self, document: Document) -> tuple[Standing, ...]:
        """What stood in the files lately, as far as that is known."""
        with self._lock:
            return tuple(self._standing.get(document.name, ()))

    def put(self, document: Document, stands: Standing | None, text: tuple[Text, Glossary] | None = None) -> None:
        """Remember what was written."""
        with self._lock:
            if stands is not None:
                known = [one for one in self._standing.get(document.name, []) if one is not stands]
                self._standing[document.name] = [stands, *known][:KEPT]
            if text is not None:
                self._texts[document.name] = [text, *self._texts.get(document.name, [])][:KEPT]
        if stands is not None:
            self.keep(document)

    def prepare(self, document: Document, alignment: Alignment, glossary: Glossary, patient: bool = False) -> None:
        """Find out what is to be known of a long document.

        Args:
            patient: wait where it is being found out; else that is left to whoever does it.

        Raises:
            InputError: a file cannot be read.
        """
        held = self._project.catalog(document)
        if len(held.value.units) < LONG or self._none.get(document.name) == held.digest:
            return
        if not self._preparing.acquire(blocking=patient):
            return  # one at a time
        try:
            self._found_out(document, held, alignment, glossary)
        finally:
            self._preparing.release()

    def _found_out(self, document: Document, held: Held[Catalog], alignment: Alignment, glossary: Glossary) -> None:
        stands, text = self.of(document), self._text(document, alignment, glossary)
        if text is None:
            text = self._noted(document, alignment, glossary)
        self._words_of(document, text, glossary)
        if stands is None:
            memory = read_if_there(document.tmx, "a TMX file") or b""
            stands = standing(held.data, memory, held.value, document.files)
            in_order = stands is not None and (
                kept(document.tmx, "order", digest_of(document.po.stem, held.data, memory)) is True
                or present.in_order(held.value, held.data, memory, document.files, stands.record)
            )
            if stands is None or not in_order:
                self._none[document.name] = held.digest
                return
        self.put(document, stands, (text, glossary))

    def _text(self, document: Document, alignment: Alignment, glossary: Glossary) -> Text | None:
        with self._lock:
            known = self._texts.get(document.name, [])
        own = [pair for pair in known if _is_of(pair[0], alignment)]
        found = next((text for text, g in own if g is glossary), None)
        if found is None and known:
            text, of = (own or known)[0]
            found = text if of is glossary else self._followed(document, text, of, glossary)
            if found is not None and not own:
                found = _of_other_pairs(found, alignment)
            if found is not None:
                self.put(document, None, (found, glossary))
        return found

    def _followed(self, document: Document, text: Text, known: Glossary, glossary: Glossary) -> Text | None:
        """A text for a glossary that differs from the known one in few concepts."""
        old, new = ({concept.id: concept for concept in one.used} for one in (known, glossary))
        names = {name for name in {**old, **new} if _differ(old.get(name), new.get(name))}
        if len(names) > FEW:
            return None
        words = self._words_of(document, text, glossary)
        few = Glossary([one[name] for one in (old, new) for name in names if name in one], used=STATES)
        concerned = few.concerns([words.get(noted.text, ()) for noted in text.noted], document.source_lang)
        numbers = frozenset(n for n, is_concerned in enumerate(concerned) if is_concerned)
        notes = term_notes(glossary, document.source_lang, document.target_lang, self._project.settings().notes)
        return text.with_notes(notes, numbers)

    def _noted(self, document: Document, alignment: Alignment, glossary: Glossary) -> Text:
        """What is known of the units of beads: as it was kept of the last start, or found out."""
        notes = term_notes(glossary, document.source_lang, document.target_lang, self._project.settings().notes)
        texts = texts_of(alignment.source, alignment.beads)
        key = self._key(document, alignment.beads, texts, glossary)
        noted = noted_from(kept(document.tmx, "noted", key), texts)
        given = (alignment.source, alignment.target, alignment.beads, notes, MIN_CONFIDENCE)
        return Text.of(*given) if noted is None else Text.noted_as(*given, noted)

    def _key(self, document: Document, beads: Sequence[Bead], texts: Sequence[str], glossary: Glossary) -> str:
        """What the notes on a text depend on."""
        doubts = [(bool(bead.target), bead.score < MIN_CONFIDENCE) for bead in beads]
        settings = self._project.settings().notes
        return digest_of(doubts, texts, document.source_lang, document.target_lang, settings, told_by(glossary.used))

    def keep(self, document: Document) -> None:
        """Keep on the disk, for the next start, what is known of the present state; in the background."""
        with self._lock:
            if document.name in self._keeping:
                self._keeping[document.name] = True
                return
            self._keeping[document.name] = False
        threading.Thread(target=self._keep, args=(document,), name="keep").start()

    def _keep(self, document: Document) -> None:
        again = True
        while again:
            time.sleep(SOON)
            with self._lock:
                stands = next(iter(self._standing.get(document.name, ())), None)
                known = next(iter(self._texts.get(document.name, ())), None)
                self._keeping[document.name] = False
            with suppress(InputError):
                self._put_down(document, stands, known)
            with self._lock:
                again = self._keeping[document.name]
                if not again:
                    del self._keeping[document.name]

    def _put_down(self, document: Document, stands: Standing | None, known: tuple[Text, Glossary] | None) -> None:
        if stands is not None:
            keep(document.tmx, "order", digest_of(document.po.stem, stands.data, stands.memory), True)
        if known is not None:
            text, glossary = known
            key = self._key(document, text.beads, [noted.text for noted in text.noted], glossary)
            keep(document.tmx, "noted", key, noted_kept(text.noted))

    def _words_of(self, document: Document, text: Text, glossary: Glossary) -> dict[str, tuple[str, ...]]:
        """The words of all texts of a document's source."""
        words = self._words.setdefault(document.source_lang, {})
        for noted in text.noted:
            if noted.text and noted.text not in words:
                words[noted.text] = tuple(map(sys.intern, glossary.words_in(noted.text, document.source_lang)))
        return words


def _differ(one: Concept | None, other: Concept | None) -> bool:
    return one is not other and _told_of(one) != _told_of(other)


def _told_of(concept: Concept | None) -> Concept | None:
    """A concept without what no note tells."""
    return concept and replace(concept, review="", reviewer="", reviewed="", note="", source="", examples=(), extra=())


def _of_other_pairs(text: Text, alignment: Alignment) -> Text | None:
    """What is known of a document's units once its pairs and segments are others; None where it cannot be told."""
    sides = (text.source, alignment.source), (text.target, alignment.target)
    if any(old.document.path != new.document.path for old, new in sides):
        return None
    parts = text.changed(alignment.beads, alignment.source, alignment.target)
    return parts.text if parts is not None else None


def _is_of(text: Text, alignment: Alignment) -> bool:
    same = text.source is alignment.source and text.target is alignment.target
    return same and tuple(text.beads) == alignment.beads
