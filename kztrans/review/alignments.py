"""The alignments of a project's documents: beads as the aligner and people set them, and changes of them.

The aligner's own beads are made once a pair of texts, in the background; those that were set by hand stand among them.
A change goes to the file of beads, the PO and the TMX at once.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, replace
from pathlib import Path

from kztrans import documents
from kztrans.errors import InputError
from kztrans.glossary import Glossary
from kztrans.jobs.align import segmented
from kztrans.jobs.align_job import MIN_CONFIDENCE, AlignJob
from kztrans.jobs.beads import aligned, hand_set
from kztrans.jobs.headers import ARTICLE
from kztrans.locking import changing
from kztrans.merging import bead_operations, deeds, hand_beads
from kztrans.merging.deeds import Deed, shortened
from kztrans.merging.edit import apply, rebead, unit_name
from kztrans.merging.undoing import undo
from kztrans.model import Bead, Unit
from kztrans.model import Document as Text
from kztrans.review.files import FileCache
from kztrans.review.heavy import done
from kztrans.review.interface import mark
from kztrans.review.project import Document, Project
from kztrans.units.making import make_units
from kztrans.units.notes import term_notes
from kztrans.units.side import Side

__all__ = ["Alignment", "Alignments", "Changed", "NotAligned"]

PATIENCE = 0.15
"""Seconds that a page waits for an alignment before it says that it is being made."""
CHARACTERS = 200
"""Characters of both texts that make a pair, roughly."""

Key = tuple[tuple[int, ...], tuple[int, ...]]
_Made = tuple[Side, Side, list[Bead]]
"""The two texts and the aligner's beads between them."""


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


@dataclass(frozen=True)
class Alignment:
    """The beads between the two texts of a document, in order."""

    source: Side
    target: Side
    beads: tuple[Bead, ...]
    hand: frozenset[Key]
    """Those that were set by hand."""
    stale: int = 0
    """Segments that the PO does not have as the beads give them: it was made from other texts."""

    def is_hand(self, bead: Bead) -> bool:
        """Was it set by hand?"""
        return (bead.source, bead.target) in self.hand

    def doubtful(self, bead: Bead) -> bool:
        """Is it to be looked at by a person?"""
        return not self.is_hand(bead) and bead.score < MIN_CONFIDENCE


@dataclass
class _Session:
    """What is known of a document's alignment."""

    made: Future[_Made]
    lines: tuple[hand_beads.HandBead, ...] | None = None
    fixed: tuple[Bead, ...] = ()
    alignment: Alignment | None = None
    checked: str = ""
    units: tuple[Alignment, Glossary, list[Unit]] | None = None


class Alignments:
    """Every document's alignment."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._texts = FileCache(lambda _, __: None)
        self._sessions: dict[str, tuple[object, _Session]] = {}
        self._lock = threading.RLock()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="align")

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

    def change(self, document: Document, operation: str, key: Key, glossary: Glossary, who: str, when: str) -> Changed:
        """Do something to the bead with these segments, and save.

        Raises:
            InputError: it cannot be done, or the bead is not there any more.
        """
        with self._lock, changing(document.tmx, document.po):
            deeds.settled(document.tmx)
            alignment = self.get(document, 600)
            session = self._sessions[document.name][1]
            number = bead_operations.find(alignment.beads, *key)
            if operation == "release":
                kept = [b for b in session.fixed if (b.source, b.target) != key]
            elif operation in bead_operations.OPERATIONS:
                kept = _with(
                    session.fixed, alignment.beads, bead_operations.OPERATIONS[operation](alignment.beads, number)
                )
            else:
                raise InputError(f"{operation!r} cannot be done to a pair", remedy="use the buttons of the page")
            deed = Deed(0, when, who, operation, _beginning(alignment, alignment.beads[number]))
            return Changed(number, self._save(document, session, alignment, tuple(kept), glossary, deed))

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
            saved = undo(document.files, key, who=who, when=when, others=others)
            self._project.remember(document, saved.data, saved.catalog)
            after = self.get(document, 600)
            same = (n for n, (a, b) in enumerate(zip(before.beads, after.beads, strict=False)) if a != b)
            hand = (n for n, b in enumerate(after.beads) if after.is_hand(b) != before.is_hand(b))
            return Changed(next(same, next(hand, 0)), saved.deed)

    def _session(self, document: Document) -> _Session:
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
        session = _Session(self._pool.submit(_made, document, source, target, shown, words, article))
        self._sessions[document.name] = (key, session)
        return session

    def _current(self, document: Document, session: _Session, made: _Made) -> Alignment:
        lines = self._project.hand_beads(document)
        digest = self._project.catalog(document).digest
        if session.alignment is None or lines != session.lines:
            session.fixed = tuple(hand_beads.fixed_beads(lines, made[0], made[1])) if lines else ()
            session.lines = lines
            session.alignment, session.checked = self._alignment(document, session, made), ""
        if session.checked != digest:
            session.alignment = self._checked(document, session.alignment)
            session.checked = digest
        return session.alignment

    def _alignment(self, document: Document, session: _Session, made: _Made) -> Alignment:
        left, right, free = made
        paths = (Path(left.document.path), Path(right.document.path))
        beads = hand_set(free, list(session.fixed), left, right, _job(document, *paths)) if session.fixed else free
        return Alignment(left, right, tuple(beads), frozenset((b.source, b.target) for b in session.fixed))

    def _checked(self, document: Document, alignment: Alignment) -> Alignment:
        """The alignment, with how many of its units the PO lacks."""
        known = {unit_name(u) for u in self._project.catalog(document).value.units if not u.obsolete}
        units = make_units(alignment.source, alignment.target, alignment.beads, lambda *_: (), MIN_CONFIDENCE)
        missing = sum(unit_name(unit) not in known for unit in units)
        return Alignment(alignment.source, alignment.target, alignment.beads, alignment.hand, missing)

    def _save(
        self,
        document: Document,
        session: _Session,
        alignment: Alignment,
        fixed: tuple[Bead, ...],
        glossary: Glossary,
        deed: Deed,
    ) -> Deed | None:
        """Write PO, TMX and the file of beads, and take it all for the present state."""
        if alignment.stale:
            raise InputError("the PO was made from other texts", path=document.po, remedy="run kztrans align again")
        before, before_fixed = alignment, session.fixed
        session.fixed = fixed
        try:
            after = self._alignment(document, session, session.made.result())
            held = self._project.catalog(document)
            old = self._units(document, session, before, glossary)
            new = self._units(document, session, after, glossary)
            placed = [bead for bead in after.beads if after.is_hand(bead)]
            lines = hand_beads.hand_beads(placed, before.source, before.target)
            pairs = hand_beads.serialize(lines) if lines or document.beads.exists() else None
            saved = apply(
                document.files, lambda catalog: rebead(catalog, old, new), (held.data, held.value), deed, pairs
            )
            self._project.remember(document, saved.data, saved.catalog)
        except BaseException:
            session.fixed = before_fixed
            raise
        session.fixed = tuple(placed)
        session.lines = hand_beads.parse(hand_beads.serialize(lines))
        session.alignment, session.checked = after, self._project.catalog(document).digest
        return saved.deed

    def _units(self, document: Document, session: _Session, alignment: Alignment, glossary: Glossary) -> list[Unit]:
        """The units that an alignment gives; those of the last one are remembered."""
        known = session.units
        if known is None or known[0].beads != alignment.beads or known[1] is not glossary:
            notes = term_notes(glossary, document.source_lang, document.target_lang, self._project.settings().notes)
            units = make_units(alignment.source, alignment.target, alignment.beads, notes, MIN_CONFIDENCE)
            known = session.units = (alignment, glossary, units)
        return known[2]


def _with(fixed: Sequence[Bead], beads: Sequence[Bead], change: bead_operations.Change) -> list[Bead]:
    """The fixed beads after a change: without those that gave way, with the new ones."""
    gone = {(bead.source, bead.target) for bead in beads[change.first : change.last]}
    return [bead for bead in fixed if (bead.source, bead.target) not in gone] + list(change.new)


def _made(document: Document, source: Path, target: Path, shown: str, glossary: Glossary, article: bool) -> _Made:
    left = documents.read(source, document.source_lang, shown=shown)
    right = documents.read(target, document.target_lang, shown=target.name)
    size = (len(left.text) + len(right.text)) // CHARACTERS
    job = replace(_job(document, source, target), glossary=glossary, article=article)
    return done(_aligned, left, right, job, size=size)


def _aligned(source: Text, target: Text, job: AlignJob) -> _Made:
    left, right = segmented(source, job.source, job), segmented(target, job.target or job.source, job)
    return left, right, aligned(left, right, job)


def _beginning(alignment: Alignment, bead: Bead) -> str:
    """The beginning of a bead's text, by which a person knows it."""
    return shortened(alignment.source.text(bead.source) or alignment.target.text(bead.target))


def _job(document: Document, source: Path, target: Path) -> AlignJob:
    return AlignJob(source, target, document.source_lang, document.target_lang)
