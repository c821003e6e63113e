"""The main job: a text, perhaps with its translation, becomes a PO and a TMX that translators work with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans import documents
from kztrans.documents.article import is_page, only_article
from kztrans.errors import InputError
from kztrans.jobs import machine
from kztrans.jobs.align_job import AlignJob, AlignResult
from kztrans.jobs.beads import align_texts, beads_of
from kztrans.jobs.earlier import Earlier
from kztrans.jobs.headers import header_comments, headers
from kztrans.jobs.naming import outputs, referred, shown
from kztrans.jobs.warnings import unrelated, warnings_of
from kztrans.memory.others import passed_over
from kztrans.memory.trust import Trust
from kztrans.merging.hand_beads import beads_path
from kztrans.merging.hand_beads import read as read_lines
from kztrans.merging.memory import memory_of
from kztrans.merging.merge import ALIGNED_WITH, dropped_variants, known_units, merged
from kztrans.merging.record import digests
from kztrans.merging.texts import worked_by
from kztrans.model import Bead, Catalog, Document, Unit
from kztrans.segmentation import segment_document
from kztrans.units import notes
from kztrans.units.making import make_units
from kztrans.units.pretranslate import Reuse, open_memory, pretranslate
from kztrans.units.side import Side

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["run", "segmented"]

Progress = Callable[[str], None]


def _unheard(step: str) -> None:
    """Nobody wants to know of the progress."""


def run(job: AlignJob, progress: Progress = _unheard) -> AlignResult:
    """Do all of a job but the writing.

    Raises:
        InputError: a file cannot be read or used.
    """
    progress("reading")
    source = documents.read(job.source, job.source_lang, shown=shown(job.source))
    target = documents.read(job.target, job.target_lang, shown=shown(job.target)) if job.target else None
    progress("segmenting")
    left = segmented(source, job.source, job)
    right = segmented(target, job.target, job) if target and job.target else None
    if job.article and not any(is_page(path) for path in (job.source, job.target) if path):
        raise InputError("is no web page", path=job.source, remedy="leave out --article, or save the page as .html")
    progress("finding terms")
    glossary = job.glossary if job.glossary is not None else _curated()
    hits = tuple(glossary.find(source.text, job.source_lang))
    files = outputs(job)
    earlier = Earlier.read(files)
    progress("aligning")
    if right:
        left, right, beads = align_texts(left, right, replace(job, glossary=glossary))
        named = _named(left, job)
    else:
        named = _named(worked_by(read_lines(beads_path(files.tmx)), left).side, job)
        beads = beads_of(named, earlier.catalog, earlier.record)
    units = _units(named, right, beads, job, glossary, earlier)
    units, reuse, others = _pretranslated(units, job, progress)
    progress("merging")
    heads = headers(job, target)
    fresh = Catalog(job.source_lang, job.target_lang, tuple(units), heads, header_comments(named.document, target))
    earlier.refuse_another_text(fresh, job.source, files.po)
    sentences = [segment.text for segment in right.segments] if right else []
    catalog, report = merged(earlier.catalog, fresh, earlier.record, sentences, job.refill)
    by_machine = 0
    if job.machine:
        progress("asking the machine")
        catalog, by_machine = machine.filled(catalog, job.machine, glossary)
    terms = () if target else notes.term_units(hits, glossary.concepts, job.source_lang, job.target_lang)
    record = earlier.record
    if right:
        record = replace(record, target=digests(sentences), aligned=dict(heads)[ALIGNED_WITH])
    return AlignResult(
        source=left,
        target=right,
        beads=tuple(beads),
        hits=hits,
        catalog=catalog,
        memory=memory_of(catalog, files.po.stem, terms),
        outputs=files,
        merged=report,
        record=record,
        po_before=earlier.po,
        tmx_before=earlier.tmx,
        warnings=(*warnings_of(job, source, target), *(unrelated(beads, target.path) if target else ()), *others),
        reuse=reuse,
        machine=by_machine,
    )


def _units(
    source: Side, target: Side | None, beads: Sequence[Bead], job: AlignJob, glossary: Glossary, earlier: Earlier
) -> list[Unit]:
    """The units of the beads, with what a translator needs to know of each."""
    remarks = notes.term_notes(glossary, job.source_lang, job.target_lang, job.notes)
    known = known_units(earlier.catalog, earlier.record)
    dropped = dropped_variants(known, earlier.record)
    return make_units(source, target, beads, remarks, job.min_confidence, known, dropped)


def _named(side: Side, job: AlignJob) -> Side:
    """The source by the name that references to it carry."""
    return replace(side, document=replace(side.document, path=referred(job.source, job.folder)))


def _pretranslated(
    units: list[Unit], job: AlignJob, progress: Progress
) -> tuple[list[Unit], Reuse | None, tuple[str, ...]]:
    """The units, what a memory filled in of them, and a warning where it passes over units in other languages."""
    memory = open_memory(job.memory)
    if memory is None:
        return units, None, ()
    progress("looking up the translation memory")
    with memory:
        trust = Trust(job.penalties, job.exact_fuzzy)
        filled, reuse = pretranslate(units, memory, job.source_lang, job.target_lang, job.threshold, trust)
        others = passed_over(memory, job.source_lang, job.target_lang)
    return filled, reuse, (others,) if others else ()


def _curated() -> Glossary:
    from kztrans.glossary import Glossary

    return Glossary.load()


def segmented(document: Document, path: Path, job: AlignJob) -> Side:
    """A document cut into segments; of a web page the article's, where the job asks for it."""
    segments = segment_document(document, job.rules.get(document.lang))
    if job.article and is_page(path):
        segments = only_article(document, documents.load(path), segments)
    return Side(document, tuple(segments))
