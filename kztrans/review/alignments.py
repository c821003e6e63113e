"""The alignments of a project's documents: beads as the aligner and people set them, and changes of them.

The aligner's own beads are made once a pair of texts, in the background; those that were set by hand stand among them.
A change goes to the file of beads, the PO and the TMX at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass

from kztrans.errors import InputError
from kztrans.glossary import Glossary
from kztrans.jobs.align_job import MIN_CONFIDENCE, AlignJob
from kztrans.jobs.beads import hand_set
from kztrans.jobs.headers import ARTICLE
from kztrans.locking import changing
from kztrans.merging import deeds, hand_beads
from kztrans.merging.deeds import Deed, shortened
from kztrans.merging.edit import Saved, apply, save, unit_name
from kztrans.merging.left_out import left_out
from kztrans.merging.rebeading import rebead, with_sources
from kztrans.merging.texts import both, lines_of, unplaced
from kztrans.merging.undoing import undo
from kztrans.model import Bead, Catalog, Unit
from kztrans.review.asked import Alignment, Asked, Wanted, found_by, key_of, sources_changed, wanted
from kztrans.review.files import FileCache
from kztrans.review.interface import mark
from kztrans.review.making import made_of
from kztrans.review.project import Document, Project
from kztrans.review.quick import Quick
from kztrans.review.sessions import Made, Session, State, names_of
from kztrans.units.keys import unit_key
from kztrans.units.making import make_units
from kztrans.units.notes import term_notes
from kztrans.units.recut import Worked, carried
from kztrans.units.side import Side

__all__ = ["Alignment", "Alignments", "Changed", "NotAligned"]

PATIENCE = 0.15
"""Seconds that a page waits for an alignment before it says that it is being made."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed: the number of the first bead concerned, and the deed; None where nothing was to be changed."""

    number: int
    deed: Deed | None


class NotAligned(Exception):  # noqa: N818 - an answer rather than an error
    """There is no alignment to show; the message says why."""

    def __init__(self, reason: str, soon: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.soon = soon
        """Is it being made?"""


class Alignments:
    """Every document's alignment."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._texts = FileCache(lambda _, __: None)
        self._sessions: dict[str, tuple[object, Session]] = {}
        self._entries: dict[str, tuple[str, dict[str, Unit]]] = {}
        self._lock = threading.RLock()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="align")
        self.quick = Quick(project)

    def get(self, document: Document, patience: float = PATIENCE) -> Alignment:
        """The alignment as it is now.

        Raises:
            NotAligned: there is none, or not yet.
            InputError: a file cannot be read.
        """
        with self._lock:
            session = self._session(document)
            try:
                made = session.made.result(patience)
            except NotYet:
                raise NotAligned(mark("The texts are being aligned. This page looks again by itself."), True) from None
            return self._current(document, session, made)

    def change(self, document: Document, asked: Asked, glossary: Glossary, who: str, when: str) -> Changed:
        """Do something to pairs, and save.

        Raises:
            InputError: it cannot be done, or a pair is not any more what the user saw.
        """
        with self._lock, changing(document.tmx, document.po):
            deeds.settled(document.tmx)
            alignment = self.get(document, 600)
            session = self._sessions[document.name][1]
            found = wanted(alignment, asked, session.states[0].fixed)
            about = alignment.source.text(found.about.source) or alignment.target.text(found.about.target)
            if asked.replacing is not None:
                about = f"{asked.replacing.query} → {asked.replacing.new}"
            deed = Deed(0, when, who, asked.operation, shortened(about))
            return Changed(found.number, self._save(document, session, alignment, found, glossary, deed))

    def leave_out(self, document: Document, asked: Asked, who: str, when: str) -> Changed:
        """Leave a pair out of the TMX, or take it in again, and save.

        Raises:
            InputError: the pair is not there any more, or has no translation in the PO.
        """
        with self._lock:
            alignment = self.get(document, 600)
            number = found_by(alignment, asked.key, asked.said)
            source = alignment.source.coded(alignment.beads[number].source).text
            out = asked.operation == "leave-out"
            deed = Deed(0, when, who, asked.operation, shortened(source))
            key = unit_key(source)
            own = [
                u for u in self._project.catalog(document).value.units if not u.obsolete and unit_key(u.source) == key
            ]
            saved = self.saved(document, lambda catalog: left_out(catalog, source, out), own, deed)
            return Changed(number, saved.deed)

    def saved(
        self, document: Document, change: Callable[[Catalog], Catalog], units: Sequence[Unit], deed: Deed
    ) -> Saved:
        """Change a document's catalogue, and save.

        Args:
            change: it looks at no units but some and those that are obsolete.
            units: these.

        Raises:
            InputError: a file cannot be read or written, or the change refuses.
        """
        held = self._project.catalog(document)
        near = self.quick.of_units(document, units, change)
        saved = save(document.po, document.tmx, change, (held.data, held.value), deed, near)
        self._project.remember(document, saved.data, saved.catalog)
        self.quick.put(document, saved.standing)
        return saved

    def taken_back(self, document: Document, key: str, who: str, when: str, others: bool = False) -> Saved:
        """Undo a deed, or do again what was undone, and save; see ``undo``."""
        known = self.quick.lately(document)
        saved = undo(document.files, key, who=who, when=when, others=others, known=known)
        self._project.remember(document, saved.data, saved.catalog)
        self.quick.put(document, saved.standing)
        return saved

    def undo(self, document: Document, key: str, who: str, when: str, others: bool = False) -> Changed:
        """Undo a deed, or do again what was undone, and save.

        Args:
            key: the deed's.
            others: may it be another person's?

        Raises:
            deeds.Changed: what it made is not what stands now.
            OfAnother: it is another person's.
            InputError: there is no such deed, or a file cannot be written.
        """
        with self._lock:
            before = self.get(document, 600)
            saved = self.taken_back(document, key, who, when, others)
            after = self.get(document, 600)
            same = (n for n, (a, b) in enumerate(zip(before.beads, after.beads, strict=False)) if a != b)
            hand = (n for n, b in enumerate(after.beads) if after.is_hand(b) != before.is_hand(b))
            return Changed(next(same, next(hand, 0)), saved.deed)

    def entries(self, document: Document) -> dict[str, Unit]:
        """The entries of a document's PO by their sources; of several with one source the first."""
        held = self._project.catalog(document)
        known = self._entries.get(document.name)
        if known is None or known[0] != held.digest:
            units = [unit for unit in reversed(held.value.units) if not unit.obsolete]
            known = self._entries[document.name] = (held.digest, {unit_key(unit.source): unit for unit in units})
        return known[1]

    def _session(self, document: Document) -> Session:
        source, target = self._project.text_files(document)
        if source is None:
            raise NotAligned(mark("The source text is not in the project, so there is nothing to align."))
        if target is None:
            raise NotAligned(mark("There is no translated text for this document: its translation is made in the PO."))
        key = tuple((str(path), self._texts.get(path).digest) for path in (source, target))
        known = self._sessions.get(document.name)
        if known is not None and known[0] == key:
            return known[1]
        catalog = self._project.catalog(document).value
        shown = next(r.path for u in catalog.units for r in u.references)
        article = dict(catalog.headers).get(ARTICLE) == "yes"
        words = self._project.terms().glossary()
        job = AlignJob(source, target, document.source_lang, document.target_lang, glossary=words, article=article)
        session = Session(self._pool.submit(made_of, job, shown, document.tmx), job)
        self._sessions[document.name] = (key, session)
        return session

    def _current(self, document: Document, session: Session, made: Made) -> Alignment:
        lines = self._project.hand_beads(document)
        digest = self._project.catalog(document).digest
        state = session.of(lines)
        if state is None:
            texts = both(lines, made[0], made[1])
            fixed = tuple(hand_beads.fixed_beads(lines, texts[0].side, texts[1].side)) if lines else ()
            alignment = _alignment(session.job, made, texts, fixed)
            state = State(lines, fixed, texts, alignment, names_of(alignment))
        if state.checked != digest:
            state = state.compared(self.names(document), digest)
        return session.take(state).alignment

    def names(self, document: Document) -> Mapping[str, int]:
        """The numbers of the PO's entries by their names, those that are obsolete left out."""
        stands = self.quick.of(document)
        if stands is not None:
            return stands.numbers
        units = self._project.catalog(document).value.units
        return {unit_name(unit): n for n, unit in enumerate(units) if not unit.obsolete}

    def _save(
        self,
        document: Document,
        session: Session,
        before: Alignment,
        found: Wanted,
        glossary: Glossary,
        deed: Deed,
    ) -> Deed | None:
        """Write PO, TMX and the file of beads, and take it all for the present state."""
        if before.stale:
            raise InputError("the PO was made from other texts", path=document.po, remedy="run kztrans align again")
        made = session.made.result()
        after = _alignment(session.job, made, (found.left, found.right), found.fixed)
        held = self._project.catalog(document)
        placed = [bead for bead in after.beads if after.is_hand(bead)]
        known = session.states[0]
        lines = [*_text_lines(known.lines, after, made), *hand_beads.hand_beads(placed, *_sides(after))]
        pairs = hand_beads.serialize(lines) if lines or document.beads.exists() else None

        sources = sources_changed(before, after, found)

        def change(catalog: Catalog) -> Catalog:
            old, new = (self._units(document, session, each, glossary) for each in (before, after))
            return rebead(*with_sources(catalog, old, sources), new)

        recut = before.right.recuts != after.right.recuts
        sentences = [segment.text for segment in after.target.segments] if recut else ()
        near = self.quick.near(document, before, after, glossary, sources)
        saved = apply(
            document.files, change, (held.data, held.value), deed, pairs, sentences, near[0] if near else None
        )
        self._project.remember(document, saved.data, saved.catalog)
        if near and saved.standing:
            self.quick.put(document, saved.standing, (near[1].text, glossary))
            gone, come = (frozenset(map(unit_name, units)) for units in (near[1].before, near[1].after))
            names = known.names - gone | come
        else:
            names = names_of(after)
            given = (document, glossary)
            threading.Thread(target=self.prepare, args=given, name="prepare", daemon=True).start()
        now = hand_beads.parse(hand_beads.serialize(lines))
        digest = self._project.catalog(document).digest
        session.take(State(now, tuple(placed), (found.left, found.right), after, names, digest))
        return saved.deed

    def prepare(self, document: Document, glossary: Glossary) -> None:
        """Find out what makes a change of a long document quick."""
        with suppress(NotAligned, InputError):
            self.quick.prepare(document, self.get(document, 0), glossary)

    def _units(self, document: Document, session: Session, alignment: Alignment, glossary: Glossary) -> list[Unit]:
        """The units that an alignment gives; those of the last one are remembered."""
        known = session.units
        if known is None or _gives(known[0]) != _gives(alignment) or known[1] is not glossary:
            notes = term_notes(glossary, document.source_lang, document.target_lang, self._project.settings().notes)
            units = make_units(alignment.source, alignment.target, alignment.beads, notes, MIN_CONFIDENCE)
            known = session.units = (alignment, glossary, units)
        return known[2]


def _alignment(job: AlignJob, made: Made, texts: tuple[Worked, Worked], fixed: Sequence[Bead]) -> Alignment:
    left, right = texts
    free = carried(made[2], left, right)
    beads = hand_set(free, list(fixed), left.side, right.side, job) if fixed else free
    return Alignment(left, right, tuple(beads), frozenset(map(key_of, fixed)))


def _gives(alignment: Alignment) -> tuple[object, ...]:
    """What of an alignment the units depend on, within a session."""
    return alignment.beads, alignment.left.recuts, alignment.right.recuts


def _text_lines(known: Sequence[hand_beads.HandBead], after: Alignment, made: Made) -> list[hand_beads.HandBead]:
    """The lines of the file that say what was corrected, cut or joined, those with them that are for other texts."""
    return [*lines_of(after.left), *lines_of(after.right, True), *unplaced(known, made[0], made[1])]


def _sides(alignment: Alignment) -> tuple[Side, Side]:
    return alignment.source, alignment.target
