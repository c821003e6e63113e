"""What makes a change of a long document quick: what stands in its files, and the units of its beads.

Then a change of few entries need not go through them all (``merging.near``). It takes seconds to find out, and so is
done in the background; until then, and where another program has written, changes go the whole way. The last few are
kept: what is undone is what stood before.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from kztrans.glossary import Glossary
from kztrans.jobs.align_job import MIN_CONFIDENCE
from kztrans.merging import present
from kztrans.merging.near import Near
from kztrans.merging.rebeading import rebead
from kztrans.merging.standing import Standing, standing
from kztrans.model import Catalog, Unit
from kztrans.reading import read_if_there
from kztrans.review.asked import Alignment
from kztrans.review.files import Held
from kztrans.review.project import Document, Project
from kztrans.units.notes import term_notes
from kztrans.units.stretches import Stretches, Text

__all__ = ["LONG", "Quick"]

LONG = 1000
"""Units from which on it is worth while."""
KEPT = 3
"""States of a document that are remembered."""


class Quick:
    """What is known of a project's long documents."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._standing: dict[str, list[Standing]] = {}
        self._texts: dict[str, list[tuple[Text, Glossary]]] = {}
        self._none: dict[str, str] = {}
        self._lock = threading.Lock()
        self._preparing = threading.Lock()

    def near(
        self, document: Document, before: Alignment, after: Alignment, glossary: Glossary
    ) -> tuple[Near, Stretches] | None:
        """The change of the units that a change of beads concerns, and these units; None where it is not known."""
        stands, text = self.of(document), self._text(document, before, glossary)
        same = before.source is after.source and before.target is after.target
        if stands is None or text is None or before.others or not same:
            return None
        parts = text.changed(after.beads)
        if parts is None:
            return None
        old, new = parts.before, parts.after
        return Near(stands, lambda catalog: rebead(catalog, old, new, alone=True), old, new), parts

    def of(self, document: Document) -> Standing | None:
        """What stands in the files as they are now, if that is known."""
        with self._lock:
            known = self._standing.get(document.name, [])
        if not known:
            return None
        data, memory = self._project.catalog(document).data, read_if_there(document.tmx, "a TMX file")
        return next((s for s in known if s.memory == memory and s.data == data), None)

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

    def prepare(self, document: Document, alignment: Alignment, glossary: Glossary) -> None:
        """Find out what is to be known of a long document.

        Raises:
            InputError: a file cannot be read.
        """
        held = self._project.catalog(document)
        if len(held.value.units) < LONG or self._none.get(document.name) == held.digest:
            return
        if not self._preparing.acquire(blocking=False):
            return  # one at a time
        try:
            self._found_out(document, held, alignment, glossary)
        finally:
            self._preparing.release()

    def _found_out(self, document: Document, held: Held[Catalog], alignment: Alignment, glossary: Glossary) -> None:
        stands, text = self.of(document), self._text(document, alignment, glossary)
        if text is None:
            notes = term_notes(glossary, document.source_lang, document.target_lang, self._project.settings().notes)
            text = Text.of(alignment.source, alignment.target, alignment.beads, notes, MIN_CONFIDENCE)
        if stands is None:
            memory = read_if_there(document.tmx, "a TMX file") or b""
            stands = standing(held.data, memory, held.value, document.files)
            if not stands or not present.in_order(held.value, held.data, memory, document.files, stands.record):
                self._none[document.name] = held.digest
                return
        self.put(document, stands, (text, glossary))

    def _text(self, document: Document, alignment: Alignment, glossary: Glossary) -> Text | None:
        with self._lock:
            known = self._texts.get(document.name, [])
        return next((t for t, g in known if g is glossary and _is_of(t, alignment)), None)


def _is_of(text: Text, alignment: Alignment) -> bool:
    same = text.source is alignment.source and text.target is alignment.target
    return same and tuple(text.beads) == alignment.beads
