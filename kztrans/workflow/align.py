"""The main job: a text, perhaps with its translation, becomes a PO and a TMX that translators work with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans import __version__, languages, resources
from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.formats import po, text, tmx
from kztrans.model import Catalog, Document, TermHit, Unit
from kztrans.segmentation import segment_document
from kztrans.workflow import notes
from kztrans.workflow.aligning import align_texts, aligned, hand_set
from kztrans.workflow.identifiers import identifier
from kztrans.workflow.job import MIN_CONFIDENCE, AlignJob, AlignResult, Outputs, document_name, outputs
from kztrans.workflow.merge import ALIGNED_WITH, merge
from kztrans.workflow.pretranslate import Reuse, open_memory, pretranslate
from kztrans.workflow.units import Side, make_units, unit_key

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["MIN_CONFIDENCE", "AlignJob", "AlignResult", "Outputs", "aligned", "hand_set", "outputs", "run", "write"]

Progress = Callable[[str], None]


def _unheard(step: str) -> None:
    """Nobody wants to know of the progress."""


def run(job: AlignJob, progress: Progress = _unheard) -> AlignResult:
    """Do all of a job but the writing.

    Raises:
        InputError: a file cannot be read or used.
    """
    progress("reading")
    source = text.read(job.source, job.source_lang, shown=_shown(job.source))
    target = text.read(job.target, job.target_lang, shown=_shown(job.target)) if job.target else None
    progress("segmenting")
    left = _segmented(source, job)
    right = _segmented(target, job) if target else None
    progress("finding terms")
    glossary = job.glossary if job.glossary is not None else _curated()
    hits = tuple(glossary.find(source.text, job.source_lang))
    progress("aligning")
    beads = align_texts(left, right, replace(job, glossary=glossary))
    units = make_units(
        left, right, beads, notes.term_notes(glossary, job.source_lang, job.target_lang), job.min_confidence
    )
    units, reuse = _pretranslated(units, job, progress)
    progress("merging")
    fresh = Catalog(
        job.source_lang, job.target_lang, tuple(units), _headers(job, target), _header_comments(source, target)
    )
    files = outputs(job)
    before = _bytes(files.po)
    catalog, report = (fresh, None) if before is None else merge(po.parse(before, files.po), fresh)
    return AlignResult(
        source=left,
        target=right,
        beads=tuple(beads),
        hits=hits,
        catalog=catalog,
        memory=_memory(catalog, hits, files, with_terms=target is None),
        outputs=files,
        merged=report,
        po_before=before,
        warnings=tuple(_warnings(job, source, target)),
        reuse=reuse,
    )


def _pretranslated(units: list[Unit], job: AlignJob, progress: Progress) -> tuple[list[Unit], Reuse | None]:
    memory = open_memory(job.memory)
    if memory is None:
        return units, None
    progress("looking up the translation memory")
    with memory:
        return pretranslate(units, memory, job.source_lang, job.target_lang, job.threshold)


def write(result: AlignResult) -> tuple[Path, ...]:
    """Write a result's files; the paths of those that changed.

    A PO that says the same in other words (wrapped otherwise by an editor, say) is left as it is.

    Raises:
        InputError: a file cannot be written, or the PO was changed since it was read.
    """
    kept = tmx.foreign_units(result.outputs.tmx) if result.outputs.tmx.exists() else ()
    memory = tmx.serialize(result.memory, kept)
    written = []
    entries, before = po.serialize(result.catalog), result.po_before
    if before is None or po.parse(entries) != po.parse(before):
        if _bytes(result.outputs.po) != before:
            raise InputError("was changed while kztrans worked", path=result.outputs.po, remedy="run the command again")
        if write_atomic(result.outputs.po, entries):
            written.append(result.outputs.po)
    if write_atomic(result.outputs.tmx, memory):
        written.append(result.outputs.tmx)
    return tuple(written)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"cannot be read: {reason}", path=path, remedy="check its permissions") from error


def _curated() -> Glossary:
    from kztrans.glossary import Glossary

    return Glossary.load()


def _segmented(document: Document, job: AlignJob) -> Side:
    return Side(document, tuple(segment_document(document, job.rules.get(document.lang))))


def _shown(path: Path) -> str:
    """A file's name in references: relative to the current folder if it lies there, else its bare name."""
    place, here = path.resolve(), Path.cwd().resolve()
    if place.is_relative_to(here) and not place.is_relative_to(resources.DATA):
        return place.relative_to(here).as_posix()
    return path.name


def _headers(job: AlignJob, target: Document | None) -> tuple[tuple[str, str], ...]:
    fields = {
        "Project-Id-Version": document_name(job.source, job.source_lang),
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": job.target_lang,
        "Plural-Forms": languages.get(job.target_lang).plural_forms,
        "X-Generator": f"kztrans {__version__}",
        "X-Source-Language": job.source_lang,
    }
    if target:
        digest = hashlib.sha256(target.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        fields[ALIGNED_WITH] = f"{Path(target.path).name} sha256:{digest}"
    return tuple(fields.items())


def _header_comments(source: Document, target: Document | None) -> tuple[str, ...]:
    if target:
        return (f"{source.path}, with the translation in {Path(target.path).name}",)
    return (f"{source.path}, to be translated",)


def _memory(catalog: Catalog, hits: tuple[TermHit, ...], files: Outputs, with_terms: bool) -> Catalog:
    """What the TMX holds: translations that are done and, without a target text, the terms of the text."""
    units = [u for u in catalog.units if u.target and not u.fuzzy and not u.obsolete]
    if with_terms:
        known = {unit_key(u.source) for u in units}
        units += [
            u
            for u in notes.term_units(hits, catalog.source_lang, catalog.target_lang)
            if unit_key(u.source) not in known
        ]
    name = files.po.stem
    return replace(catalog, units=tuple(replace(u, id=identifier(name, u)) for u in units))


def _warnings(job: AlignJob, source: Document, target: Document | None) -> list[str]:
    warnings = []
    if job.target and job.target.exists() and job.source.resolve() == job.target.resolve():
        warnings.append(f"{job.target}: source and target are the same file")
    for document, other in ((source, job.target_lang), (target, job.source_lang)):
        if document and _reads_like(document.text, other, document.lang):
            is_name = languages.get(other).name
            warnings.append(f"{document.path}: reads like {is_name}, not {languages.get(document.lang).name}")
    control = sum(tmx.forbidden(document.text) for document in (source, target) if document)
    if control:
        plural = "s" if control > 1 else ""
        warnings.append(f"{control} control character{plural} that XML forbids: kept in the PO, U+FFFD in the TMX")
    return warnings


def _reads_like(content: str, other: str, own: str) -> bool:
    sample = content[:20_000]
    likeness = languages.get(other).likeness(sample)
    return likeness > 0.15 and likeness > 2 * languages.get(own).likeness(sample)
