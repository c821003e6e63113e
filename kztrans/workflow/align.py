"""The main job: a text, perhaps with its translation, becomes a PO and a TMX that translators work with."""

from __future__ import annotations

import hashlib
import os
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
from kztrans.workflow.aligning import align_texts
from kztrans.workflow.identifiers import identifier
from kztrans.workflow.job import AlignJob, AlignResult, Outputs, document_name, outputs
from kztrans.workflow.merge import ALIGNED_WITH, merge
from kztrans.workflow.pretranslate import Reuse, open_memory, pretranslate
from kztrans.workflow.units import Side, make_units, unit_key

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["changed", "run", "write"]

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
    files = outputs(job)
    before = _bytes(files.po)
    old = None if before is None else po.parse(before, files.po)
    referred = replace(left, document=replace(source, path=_referred(job.source, job.folder)))
    remarks = notes.term_notes(glossary, job.source_lang, job.target_lang)
    units = make_units(referred, right, beads, remarks, job.min_confidence, _variants(old))
    units, reuse = _pretranslated(units, job, progress)
    progress("merging")
    fresh = Catalog(
        job.source_lang,
        job.target_lang,
        tuple(units),
        _headers(job, target),
        _header_comments(referred.document, target),
    )
    if old is not None:
        _refuse_another_text(old, fresh, job, files.po)
    catalog, report = (fresh, None) if old is None else merge(old, fresh)
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


def _variants(old: Catalog | None) -> frozenset[tuple[str, str]]:
    """The contexts, with the keys of their sources, that a PO tells apart."""
    units = old.units if old else ()
    return frozenset((unit.context, unit_key(unit.source)) for unit in units if unit.context is not None)


def _refuse_another_text(old: Catalog, fresh: Catalog, job: AlignJob, path: Path) -> None:
    """Two texts of one name in different folders would share a PO: one must not make the other's work obsolete."""
    places = {reference.path for unit in old.units if not unit.obsolete for reference in unit.references}
    own = {reference.path for unit in fresh.units for reference in unit.references}
    before = {unit_key(unit.source) for unit in old.units}
    shared = sum(unit_key(unit.source) in before for unit in fresh.units)
    if places and not places & own and shared < 0.2 * len(fresh.units):
        raise InputError(
            f"is the PO of another text, {min(places)}, not of {job.source}",
            path=path,
            remedy="rename the text, or write elsewhere with -o",
        )


def _pretranslated(units: list[Unit], job: AlignJob, progress: Progress) -> tuple[list[Unit], Reuse | None]:
    memory = open_memory(job.memory)
    if memory is None:
        return units, None
    progress("looking up the translation memory")
    with memory:
        return pretranslate(units, memory, job.source_lang, job.target_lang, job.threshold)


def changed(result: AlignResult) -> tuple[Path, ...]:
    """The files that ``write`` would write.

    Raises:
        InputError: the TMX that is there cannot be read, or is none.
    """
    return tuple(path for path, _ in _changes(result))


def _changes(result: AlignResult) -> tuple[tuple[Path, bytes], ...]:
    """The files that are not yet what a result makes of them, and what they are to hold.

    A PO that says the same in other words (wrapped otherwise by an editor, say) is left as it is.

    Raises:
        InputError: the TMX that is there cannot be read, or is none.
    """
    files, before = result.outputs, result.po_before
    entries = po.serialize(result.catalog)
    memory_before = _bytes(files.tmx)
    memory = tmx.serialize(result.memory, () if memory_before is None else tmx.foreign_units(files.tmx))
    found = []
    if before is None or _content(entries) != _content(before):
        found.append((files.po, entries))
    if memory != memory_before:
        found.append((files.tmx, memory))
    return tuple(found)


def _content(data: bytes) -> Catalog:
    """What a PO says, in whatever order its header says it."""
    catalog = po.parse(data)
    return replace(catalog, headers=tuple(sorted(catalog.headers)))


def write(result: AlignResult) -> tuple[Path, ...]:
    """Write a result's files; the paths of those that changed.

    Raises:
        InputError: a file cannot be written, or the PO was changed since it was read.
    """
    files = _changes(result)
    for path, data in files:
        if path == result.outputs.po and _bytes(path) != result.po_before:
            raise InputError("was changed while kztrans worked", path=path, remedy="run the command again")
        write_atomic(path, data)
    return tuple(path for path, _ in files)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"cannot be read: {reason}", path=path, remedy="check its folder and permissions") from error


def _curated() -> Glossary:
    from kztrans.glossary import Glossary

    return Glossary.load()


def _segmented(document: Document, job: AlignJob) -> Side:
    return Side(document, tuple(segment_document(document, job.rules.get(document.lang))))


def _shown(path: Path) -> str:
    """A file's name in messages: relative to the current folder if it lies there, else its bare name."""
    place, here = _place(path), Path.cwd().resolve()
    if place.is_relative_to(here) and not place.is_relative_to(resources.DATA):
        return place.relative_to(here).as_posix()
    return path.name


def _referred(path: Path, folder: Path) -> str:
    """A text's name in references, wherever kztrans is run: relative to the folder that holds ``locales/``.

    A text that lies neither in it nor beside it goes by its bare name. What of a name is not UTF-8 is U+FFFD.
    """
    place, root = _place(path), folder.resolve()
    near = root.parent if root.parent != Path(root.anchor) else root
    name = path.name
    if place.is_relative_to(near) and not place.is_relative_to(resources.DATA):
        name = Path(os.path.relpath(place, root)).as_posix()
    return _utf8(name)


def _place(path: Path) -> Path:
    """Where a file lies, under the name that it was given, link or not."""
    return path.parent.resolve() / path.name


def _utf8(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _headers(job: AlignJob, target: Document | None) -> tuple[tuple[str, str], ...]:
    fields = {
        "Project-Id-Version": _utf8(document_name(job.source, job.source_lang)),
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
        fields[ALIGNED_WITH] = f"{_utf8(Path(target.path).name)} sha256:{digest}"
    return tuple(fields.items())


def _header_comments(source: Document, target: Document | None) -> tuple[str, ...]:
    if target:
        return (f"{source.path}, with the translation in {_utf8(Path(target.path).name)}",)
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
        control = tmx.forbidden(document.text) if document else 0
        if document and control:
            characters = "1 control character" if control == 1 else f"{control} control characters"
            warnings.append(f"{document.path}: {characters} that XML forbids: kept in the PO, U+FFFD in the TMX")
    return warnings


def _reads_like(content: str, other: str, own: str) -> bool:
    sample = content[:20_000]
    likeness = languages.get(other).likeness(sample)
    return likeness > 0.15 and likeness > 2 * languages.get(own).likeness(sample)
