"""From a translated catalogue to the finished document, in the format and layout of its source.

The source is cut into segments again; each run of segments that makes up a unit's source gives way to the unit's
target. Everything between the runs is the source's: paragraph breaks, blank lines, pictures, formatting, line ends.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

from kztrans import documents, formats, inline
from kztrans.documents import Translation
from kztrans.documents.article import is_page, only_article
from kztrans.errors import InputError
from kztrans.jobs.headers import ARTICLE
from kztrans.jobs.naming import memory_beside
from kztrans.languages import codes
from kztrans.merging.hand_beads import beads_path
from kztrans.merging.hand_beads import read as read_lines
from kztrans.merging.merge import ALIGNED_WITH
from kztrans.merging.texts import worked_by
from kztrans.model import Catalog, Document, Reference, Segment, Unit
from kztrans.outputs import Kind
from kztrans.reading import is_file
from kztrans.units.cover import Run, cover
from kztrans.units.keys import unit_key
from kztrans.units.layout import Edit, lay_out
from kztrans.units.side import Coded, Side, one_line

if TYPE_CHECKING:
    from kztrans.units.typography import QuoteStyle

__all__ = [
    "Broken",
    "Missing",
    "Rendering",
    "Untranslated",
    "find_source",
    "finished",
    "refuse_ending",
    "render",
    "render_file",
]

Untranslated = Literal["source", "empty"]
Cut = Callable[[Document], Sequence[Segment]]
"""Cuts a document into segments."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A segment without a finished translation."""

    reference: Reference
    source: str
    why: Literal["untranslated", "fuzzy", "not in the file"]


@dataclass(frozen=True, slots=True)
class Broken:
    """A unit whose tags are broken, or lack what is no formatting."""

    reference: Reference
    unit: Unit
    faults: tuple[inline.Fault, ...]


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a finished document says, and what it lacks."""

    source: Document
    translations: tuple[Translation, ...]
    """What blocks of the source say instead."""
    count: int
    """How many units or single segments it is made of."""
    missing: tuple[Missing, ...] = ()
    unused: tuple[Unit, ...] = ()
    """Translated units of this document whose source is no longer in it."""
    broken: tuple[Broken, ...] = ()
    """Translations that are there without their formatting."""
    aligned_with: str = ""
    """The name of the text that the translations were taken from, where there was one."""


def finished(path: str | os.PathLike[str], result: Rendering) -> Kind:
    """What a finished text may be written over: a document of its format, but not the one it was aligned with."""

    def holds(old: bytes, new: bytes) -> bool:
        del new
        same = documents.format_of(path) is documents.format_of(result.source.path)
        if not same or PurePath(path).name == result.aligned_with:
            return False
        with suppress(InputError):
            return bool(documents.parse(old, path, ""))
        return False

    return Kind("an earlier finished text", holds)


_ELSEWHERE = (".pdf", ".doc", ".rtf", ".epub", ".xlsx", ".ppt")
"""Endings of formats that no text is in whose source has another."""


def refuse_ending(path: str | os.PathLike[str], source: str | os.PathLike[str]) -> None:
    """Refuse a name for a finished text that says that it is of another format than its source.

    Plain text and Markdown may stand for each other; a file without an ending, or with one that no format has, says
    nothing.

    Raises:
        InputError: it does; the message says which ending it is to have.
    """
    form, other = documents.format_of(source), documents.format_of(path)
    ending, own = PurePath(path).suffix.lower(), PurePath(source).suffix.lower()
    alike = form is other and not form.packed and form.place != "cue"  # .html and .htm, but not .srt and .vtt
    textual = {form.name, other.name} <= {"plain text", "Markdown"}
    if ending != own and (ending in _ELSEWHERE or (ending in documents.endings() and not alike and not textual)):
        raise InputError(
            f"the finished text is {form.name}, as its source is, and cannot be {ending}",
            path=path,
            remedy=f"give it the ending {own or '.txt'}; convert that with a program for documents",
        )


def render_file(
    path: str | os.PathLike[str],
    source: str | os.PathLike[str] | None = None,
    source_lang: str = "",
    untranslated: Untranslated = "source",
    fuzzy: bool = False,
    quotes: QuoteStyle | None = None,
    cut: Cut | None = None,
) -> tuple[Rendering, bytes]:
    """Render a PO file, or another bilingual file that keeps references: what was done, and the finished document.

    ``source`` is the document it was made from, which its references name unless it is given. What a person corrected
    or cut in it is told by the file of beads beside the catalogue's TMX. ``quotes`` asks for
    English quotation marks and spacing.

    Raises:
        InputError: a file cannot be read, the source is not found, or ``quotes`` is asked for in another language.
    """
    catalog = formats.read(path)
    names = list(dict.fromkeys(r.path for unit in catalog.units if not unit.obsolete for r in unit.references))
    lang = source_lang or catalog.source_lang or "id"
    if source is None:
        found = find_source(names, Path(path))
    else:
        found = Path(source)
        named = [name for name in names if Path(name).name == found.name]
        names = named or names
    data = documents.load(found)
    document = documents.parse(data, found, lang, found.as_posix())
    segments = list((cut or _segment)(document))
    if dict(catalog.headers).get(ARTICLE) == "yes" and is_page(found):
        segments = only_article(document, data, segments)
    lines = read_lines(beads_path(memory_beside(Path(path), lang, catalog.target_lang)))
    side = worked_by(lines, Side(document, tuple(segments))).side
    result = render(catalog, side, names, untranslated, fuzzy, _finish(quotes, catalog, path))
    return result, documents.write(data, found, result.translations, catalog.target_lang)


def find_source(names: Sequence[str], catalog_path: Path) -> Path:
    """The text that references name: from the current folder, the one above ``locales/``, or the catalogue's own.

    Raises:
        InputError: they name none, more than one, or one that is nowhere there.
    """
    if not names:
        raise InputError("has no reference to its source", path=catalog_path, remedy="name the text with --source")
    if len(names) > 1:
        raise InputError(
            f"was made from {len(names)} texts, {names[0]!r}, {names[1]!r} …",
            path=catalog_path,
            remedy="choose one with --source",
        )
    whole = catalog_path.absolute()
    folders = [Path()] + [above.parent for above in whole.parents if above.name == "locales"] + [catalog_path.parent]
    for folder in folders:
        if is_file(folder / names[0]):
            return folder / names[0]
    raise InputError(
        f"its source {names[0]!r} is neither in this folder nor above locales/",
        path=catalog_path,
        remedy="name the text with --source",
    )


def render(
    catalog: Catalog,
    side: Side,
    names: Collection[str],
    untranslated: Untranslated = "source",
    fuzzy: bool = False,
    finish: Callable[[str], str] | None = None,
) -> Rendering:
    """The target text of a segmented source. ``names`` are the paths that references to it carry."""
    units = [unit for unit in catalog.units if not unit.obsolete]
    runs = cover(side, units, names)
    missing: list[Missing] = []
    broken: list[Broken] = []
    edits: list[Edit] = []
    used: set[int] = set()
    for run in runs:
        unit, place = run.unit, Reference(side.document.path, side.segments[run.first].line)
        used.add(id(unit))
        if unit is not None and unit.target and (fuzzy or not unit.fuzzy):
            target, faults = _target(unit, side.coded(run.indexes))
            edits.append(Edit(run.first, run.last, target, True))
            broken += [Broken(place, unit, faults)] if faults else []
            continue
        why: Literal["untranslated", "fuzzy", "not in the file"] = "not in the file"
        if unit is not None:
            why = "fuzzy" if unit.target else "untranslated"
        missing.append(Missing(place, side.text(run.indexes), why))
        edits.append(Edit(run.first, run.last, _untranslated(side, run, untranslated), False))
    unused = tuple(u for u in units if u.target and id(u) not in used and _is_of(u, names))
    translations = tuple(lay_out(side, edits, finish))
    aligned_with = dict(catalog.headers).get(ALIGNED_WITH, "").rpartition(" sha256:")[0]
    return Rendering(side.document, translations, len(runs), tuple(missing), unused, tuple(broken), aligned_with)


def _target(unit: Unit, place: Coded) -> tuple[str, tuple[inline.Fault, ...]]:
    """A unit's translation with the codes of its place in the document, and what was wrong with its tags."""
    target = unit.target
    if unit_key(unit.source) != unit_key(place.text):
        target = inline.rewritten(target, unit.codes, inline.fitting(unit.codes, place.codes))
    faults = inline.faults(place.text, target, place.codes) if place.codes else []
    needed = {inline.written(code, "alone") for code in place.codes if code.kind == "alone" and not code.optional}
    told = tuple(f for f in faults if f.breaks or (f.kind == "missing" and needed.intersection(f.tags)))
    if told:
        target = inline.mended(place.text, target, place.codes)
    becomes = {code.tag: original for code, original in zip(place.codes, place.originals, strict=True)}
    target = inline.rewritten(target, place.codes, becomes)
    opening = "".join(inline.written(code, "open") for code in place.around)
    closing = "".join(inline.written(code, "close") for code in reversed(place.around))
    return f"{opening}{target}{closing}", told


def _untranslated(side: Side, run: Run, way: Untranslated) -> str:
    """What stands for segments without a translation: themselves, or what is no text in them."""
    texts = [side.coded_text.segments(n, n) for n in run.indexes]
    if way == "source":
        return " ".join(one_line(text) for text, _ in texts)
    return "".join(inline.lone(text, codes) for text, codes in texts)


def _finish(quotes: QuoteStyle | None, catalog: Catalog, path: str | os.PathLike[str]) -> Callable[[str], str] | None:
    if quotes is None:
        return None
    if codes.base(catalog.target_lang) not in ("en", ""):
        raise InputError(
            f"is translated into {catalog.target_lang!r}, and --quotes knows English alone",
            path=path,
            remedy="leave it out",
        )
    from kztrans.units.typography import english

    return partial(english, style=quotes)


def _segment(document: Document) -> Sequence[Segment]:
    from kztrans.segmentation import segment_document

    return segment_document(document)


def _is_of(unit: Unit, names: Collection[str]) -> bool:
    return not unit.references or any(reference.path in names for reference in unit.references)
