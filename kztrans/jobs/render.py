"""From a translated catalogue to the finished text, laid out as its source.

The source is cut into segments again; each run of segments that makes up a unit's source gives way to the unit's
target. Everything between the runs is the source's: paragraph breaks, blank lines, indentation, line ends.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from kztrans import formats
from kztrans.errors import InputError
from kztrans.formats import text as text_format
from kztrans.model import Catalog, Document, Reference, Segment, Unit
from kztrans.units.layout import Edit, lay_out
from kztrans.units.making import CONTEXT_LENGTH, unit_key
from kztrans.units.side import Side

if TYPE_CHECKING:
    from kztrans.units.typography import QuoteStyle

__all__ = ["Missing", "Rendering", "Untranslated", "find_source", "render", "render_file"]

Untranslated = Literal["source", "empty"]
Cut = Callable[[str, str], Sequence[Segment]]
"""Cuts a text of a language into segments."""

MAX_SEGMENTS = 12
"""Longest run of segments that is looked for as one unit."""

_NUMBERED_CONTEXT = re.compile(r" \(\d+\)$")


@dataclass(frozen=True, slots=True)
class Missing:
    """A segment without a finished translation."""

    reference: Reference
    source: str
    why: Literal["untranslated", "fuzzy", "not in the file"]


@dataclass(frozen=True, slots=True)
class Rendering:
    """A finished text, and what it lacks."""

    text: str
    source: Document
    count: int
    """How many units or single segments it is made of."""
    missing: tuple[Missing, ...] = ()
    unused: tuple[Unit, ...] = ()
    """Translated units of this text whose source is no longer in it."""


def render_file(
    path: str | os.PathLike[str],
    source: str | os.PathLike[str] | None = None,
    source_lang: str = "",
    untranslated: Untranslated = "source",
    fuzzy: bool = False,
    quotes: QuoteStyle | None = None,
    cut: Cut | None = None,
) -> Rendering:
    """Render a PO file, or another bilingual file that keeps references.

    ``source`` is the text it was made from, which its references name unless it is given. ``quotes`` asks for English
    quotation marks and spacing.

    Raises:
        InputError: a file cannot be read, the source is not found, or ``quotes`` is asked for in another language.
    """
    catalog = formats.read(path)
    names = list(dict.fromkeys(r.path for unit in catalog.units if not unit.obsolete for r in unit.references))
    lang = source_lang or catalog.source_lang or "id"
    if source is None:
        found = find_source(names, Path(path))
        document = text_format.read(found, lang, shown=found.as_posix())
    else:
        document = text_format.read(source, lang, shown=Path(source).as_posix())
        named = [name for name in names if Path(name).name == Path(source).name]
        names = named or names
    segments = (cut or _segment)(document.text, lang)
    return render(catalog, Side(document, tuple(segments)), names, untranslated, fuzzy, _finish(quotes, catalog, path))


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
        if (folder / names[0]).is_file():
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
    runs = _cover(side, units, names)
    missing: list[Missing] = []
    edits: list[Edit] = []
    used: set[int] = set()
    for run in runs:
        unit, segment = run.unit, side.segments[run.first]
        begin, end = segment.start, side.segments[run.last].end
        used.add(id(unit))
        if unit is not None and unit.target and (fuzzy or not unit.fuzzy):
            edits.append(Edit(begin, end, unit.target, True))
            continue
        why: Literal["untranslated", "fuzzy", "not in the file"] = "not in the file"
        if unit is not None:
            why = "fuzzy" if unit.target else "untranslated"
        missing.append(Missing(Reference(side.document.path, segment.line), side.text(run.indexes), why))
        kept = side.document.text[begin:end] if untranslated == "source" else ""
        edits.append(Edit(begin, end, kept, False))
    unused = tuple(u for u in units if u.target and id(u) not in used and _is_of(u, names))
    text = lay_out(side.document.text, edits, finish)
    return Rendering(text, side.document, len(runs), tuple(missing), unused)


def _finish(quotes: QuoteStyle | None, catalog: Catalog, path: str | os.PathLike[str]) -> Callable[[str], str] | None:
    if quotes is None:
        return None
    if catalog.target_lang.replace("_", "-").split("-")[0].lower() not in ("en", ""):
        raise InputError(
            f"is translated into {catalog.target_lang!r}, and --quotes knows English alone",
            path=path,
            remedy="leave it out",
        )
    from kztrans.units.typography import english

    return partial(english, style=quotes)


def _segment(text: str, lang: str) -> Sequence[Segment]:
    from kztrans.segmentation import segment

    return segment(text, lang)


def _is_of(unit: Unit, names: Collection[str]) -> bool:
    return not unit.references or any(reference.path in names for reference in unit.references)


class _Run(NamedTuple):
    """Neighbouring segments, first to last, and the unit whose source they are; None where there is none."""

    first: int
    last: int
    unit: Unit | None

    @property
    def indexes(self) -> range:
        return range(self.first, self.last + 1)


class _Cost(NamedTuple):
    """What speaks against a way to cut the segments into runs, worst first."""

    without_unit: int = 0
    elsewhere: int = 0
    """Units that stand on another line, by their references."""
    runs: int = 0

    def plus(self, without_unit: int, elsewhere: int) -> _Cost:
        return _Cost(self.without_unit + without_unit, self.elsewhere + elsewhere, self.runs + 1)


def _cover(side: Side, units: Sequence[Unit], names: Collection[str]) -> list[_Run]:
    """The runs that the segments fall into: fewest segments without a unit, then by references, then longest runs."""
    by_source: dict[str, list[Unit]] = {}
    for unit in units:
        by_source.setdefault(unit_key(unit.source), []).append(unit)
    longest = max(map(len, by_source), default=0)
    count = len(side.segments)
    best: list[tuple[_Cost, int]] = [(_Cost(), 0)] * (count + 1)
    for first in range(count - 1, -1, -1):
        ways = [(best[first + 1][0].plus(1, 0), 1)]
        for length in range(1, min(MAX_SEGMENTS, count - first) + 1):
            key = unit_key(side.text(range(first, first + length)))
            if key in by_source:
                line = side.segments[first].line
                away = not any(_stands_on(unit, line, names) for unit in by_source[key])
                ways.append((best[first + length][0].plus(0, away), length))
            if len(key) > longest:
                break
        best[first] = min(ways)
    return _walk(side, by_source, best, names)


def _walk(
    side: Side, by_source: dict[str, list[Unit]], best: list[tuple[_Cost, int]], names: Collection[str]
) -> list[_Run]:
    """The runs along the best way, with the variant of each unit that fits its place."""
    runs: list[_Run] = []
    first, before = 0, ""
    while first < len(side.segments):
        length = best[first][1]
        source = side.text(range(first, first + length))
        variants = by_source.get(unit_key(source), [])
        line = side.segments[first].line
        unit = min(variants, key=lambda u: _unfitness(u, line, before, names)) if variants else None
        runs.append(_Run(first, first + length - 1, unit))
        first, before = first + length, source
    return runs


def _unfitness(unit: Unit, line: int, before: str, names: Collection[str]) -> tuple[bool, int]:
    """How badly a variant fits a place: its references decide, then its context; of equals the first wins."""
    words = unit_key(before)[:CONTEXT_LENGTH].rstrip()
    here = f"after: {words}" if words else "at the beginning"
    context = None if unit.context is None else _NUMBERED_CONTEXT.sub("", unit_key(unit.context))
    fit = 0 if context == here else 1 if context is None else 2
    return not _stands_on(unit, line, names), fit


def _stands_on(unit: Unit, line: int, names: Collection[str]) -> bool:
    return any(reference.line == line and reference.path in names for reference in unit.references)
