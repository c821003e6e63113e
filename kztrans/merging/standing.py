"""A document's files as kztrans would write them, entry by entry: what a change of few entries is made on.

Of each entry there is what stands of it in PO and TMX. Files that hold something else than kztrans would write of them
(another program's ways, texts that were emptied since) have no such standing, and are gone through as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any

from kztrans.formats import po, po_pieces, tmx, tmx_pieces
from kztrans.formats.po_layout import Layout
from kztrans.merging.deeds import Files
from kztrans.merging.emptied import is_archive, what_they_had
from kztrans.merging.memory import memory_of, terms_in
from kztrans.merging.record import (
    DRAFT,
    EMPTIED,
    FORMER,
    TARGET,
    Record,
    digests,
    emptied_properties,
    properties,
    target_property,
)
from kztrans.merging.record import read as read_record
from kztrans.model import Catalog, Unit
from kztrans.units.identifiers import identifier
from kztrans.units.keys import unit_key, unit_name

__all__ = ["Row", "Standing", "id_of", "kind_of", "on_their_lines", "rows_of", "standing"]

_OWN = re.compile(r"kz-[0-9a-f]{16}")
_SOURCE = re.compile(r"^(?:#~ )?msgid ", re.MULTILINE)
_FIELDS = [one.name for one in fields(Unit)]
_VALUES = attrgetter(*_FIELDS)
_LINE = _FIELDS.index("line")
_NONE = "kz-0000000000000000"
_TYPE = re.compile(r'\n    <prop type="x-kztrans-([a-z-]+)"')


@dataclass(frozen=True, slots=True)
class Row:
    """What stands of one unit."""

    name: str
    """``unit_name``."""
    id: str
    key: str
    """Its source's."""
    source: str
    """Its source and its translation, each on one line."""
    target: str
    entry: str = ""
    """In the PO."""
    lead: int = 0
    """Lines of it before that of its source, and all of them."""
    lines: int = 0
    unit: str = ""
    """In the TMX; empty where it is not there."""
    props: tuple[tuple[str, str], ...] = ()
    """Kinds of properties in the TMX's header, and these."""


@dataclass(frozen=True)
class Standing:
    """PO and TMX that are what kztrans would write of them."""

    data: bytes
    memory: bytes
    catalog: Catalog
    record: Record
    rows: tuple[Row, ...]
    """One for each unit of the catalogue, in its order: those that are obsolete come last."""
    layout: Layout
    po: po_pieces.Pieces
    tmx: tmx_pieces.Pieces
    first: tuple[str, ...]
    """The properties that belong to no unit."""
    terms: tuple[str, ...]
    """The TMX's units that are terms."""
    term_keys: frozenset[str]
    numbers: dict[str, int] = field(repr=False)
    """The numbers of the live rows by name."""

    @cached_property
    def keys(self) -> Counter[str]:
        """How often each source is there, obsolete ones left out."""
        return Counter(row.key for row, unit in zip(self.rows, self.catalog.units, strict=True) if not unit.obsolete)

    @cached_property
    def sources(self) -> str:
        """All sources, one after the other."""
        return " ".join([row.source for row in self.rows])

    @cached_property
    def targets(self) -> str:
        """All translations, one after the other."""
        return " ".join([row.target for row in self.rows])

    def followed_by(self, catalog: Catalog, rows: Sequence[Row], record: Record) -> Standing:
        """The files with other rows."""
        data = self.po.with_entries([row.entry for row in rows])
        cut = replace(self.tmx, props=_props(self.first, rows), units=(*_units(rows), *self.terms))
        live = len(catalog.units) - sum(1 for unit in reversed(catalog.units) if unit.obsolete)
        return Standing(
            data=data,
            memory=cut.data(),
            catalog=catalog,
            record=record,
            rows=tuple(rows),
            layout=self.layout,
            po=self.po,
            tmx=cut,
            first=self.first,
            terms=self.terms,
            term_keys=self.term_keys,
            numbers={row.name: n for n, row in enumerate(rows[:live])},
        )

    def with_target(self, sentences: Sequence[str]) -> Standing | None:
        """The files where the target text has other sentences; None where they do not know those that it had."""
        own = [n for n, line in enumerate(self.first) if kind_of(line) == TARGET]
        if len(own) != 1:
            return None
        known = digests(sentences)
        opened, closed = self.first[own[0]].partition(">")[0], self.first[own[0]].rpartition("<")[2]
        line = f"{opened}>{target_property(known)}<{closed}"
        first = tuple(line if n == own[0] else one for n, one in enumerate(self.first))
        return replace(self, first=first).followed_by(self.catalog, self.rows, replace(self.record, target=known))


def standing(data: bytes, memory: bytes, catalog: Catalog, files: Files) -> Standing | None:
    """What stands in a document's files; None where they do not hold what this module cuts and puts together.

    Whether kztrans would write all of it so is found out by ``present.in_order``.
    """
    cut = tmx_pieces.pieces(memory)
    if cut is None:
        return None
    entries, record = po_pieces.pieces(data), read_record(files.tmx, files.po.stem, memory)
    if len(entries.entries) != len(catalog.units):
        return None
    texts = {id_of(text): text for text in cut.units}
    props: dict[str, list[tuple[str, str]]] = {}
    first = []
    for line in cut.props:
        kind = kind_of(line)
        if kind in (DRAFT, FORMER, EMPTIED):
            props.setdefault(id_of(line), []).append((kind, line))
        else:
            first.append(line)
    rows = []
    done = {unit.id for unit in memory_of(catalog, record.name).units}
    for unit, entry in zip(catalog.units, entries.entries, strict=True):
        row = _row(unit, record)
        text = texts.pop(row.id, "") if row.id in done and not unit.obsolete else ""
        had = {identifier(record.name, one) for one in what_they_had([unit])}
        found = [(k, line) for k, line in props.get(row.id, ()) if k != EMPTIED and (k == FORMER or not unit.obsolete)]
        found += [(k, line) for name in had for k, line in props.get(name, ()) if k == EMPTIED]
        rows.append(replace(row, **_lines(entry), unit=text, props=tuple(found)))
    terms = [] if not texts else terms_in(files.tmx, catalog.source_lang, catalog.target_lang)
    live = sum(1 for unit in catalog.units if not unit.obsolete)
    known = Standing(
        data=data,
        memory=memory,
        catalog=catalog,
        record=record,
        rows=tuple(rows),
        layout=entries.layout,
        po=replace(entries, entries=()),
        tmx=cut,
        first=tuple(first),
        terms=tuple(texts.values()),
        term_keys=frozenset(unit_key(term.source) for term in terms),
        numbers={row.name: n for n, row in enumerate(rows[:live])},
    )
    if len(terms) != len(texts) or any(unit.obsolete for unit in catalog.units[:live]) or len(known.numbers) != live:
        return None
    again = known.followed_by(catalog, rows, record)
    return known if (again.data, again.memory) == (data, memory) else None


def rows_of(
    units: Sequence[Unit], catalog: Catalog, record: Record, known: Iterable[tuple[Unit, Row]], layout: Layout
) -> tuple[list[Row], Record]:
    """The rows of some units, and what the record is to have of them from now on.

    Args:
        catalog: the document's, for its languages.
        record: what was written before.
        known: units with the rows that they had; what says the same stays as it stands.
    """
    there = {unit: row.entry for unit, row in known}
    bare = replace(record, target=frozenset(), aligned="")
    with_origin = [record.with_origin(unit) for unit in units]
    own: list[tuple[int, tuple[str, str]]] = []
    for number, unit in enumerate(with_origin):
        own += [(number, prop) for prop in properties([unit], bare)]
        if is_archive(unit):
            own += [(number, prop) for prop in emptied_properties(what_they_had([unit]), record)]
    memory = memory_of(replace(catalog, units=tuple(with_origin)), record.name)
    none = Unit("-", "-", id=_NONE)  # so that there are a header and a body
    small = replace(memory, units=(*memory.units, none))
    data = tmx.serialize(small, (), [*(prop for _, prop in own), (FORMER, _NONE)])
    cut = tmx_pieces.pieces(data)
    assert cut is not None
    texts = {id_of(text): text for text in cut.units[:-1]}
    props: list[list[tuple[str, str]]] = [[] for _ in units]
    for (number, (kind, _)), line in zip(own, cut.props, strict=False):
        props[number].append((kind, line))
    rows = []
    for unit, its in zip(units, props, strict=True):
        row = _row(unit, record)
        entry = there.get(unit) or po.entry_text(unit, layout)
        rows.append(
            replace(row, **_lines(entry), unit="" if unit.obsolete else texts.get(row.id, ""), props=tuple(its))
        )
    found = read_record(Path(), record.name, data)
    written = {name: unit for name, unit in found.written.items() if name != _NONE}
    former = {name: before for name, before in found.former.items() if name != _NONE}
    return rows, replace(found, written=written, former=former)


def on_their_lines(units: Sequence[Unit], rows: Sequence[Row], known: Standing) -> tuple[Unit, ...]:
    """The units with the lines of the PO that they begin on."""
    found, line = [], known.po.head.count("\n") + 2
    for unit, row in zip(units, rows, strict=True):
        at = line + row.lead
        found.append(unit if unit.line == at else _on_line(unit, at))
        line += row.lines + 1
    return tuple(found)


def _on_line(unit: Unit, line: int) -> Unit:
    """What ``replace`` gives, in half the time: of a long document half the units stand elsewhere after a change."""
    values = list(_VALUES(unit))
    values[_LINE] = line
    return Unit(*values)


def kind_of(line: str) -> str:
    """The type of a property of the header: what comes after ``x-kztrans-``."""
    kind = _TYPE.match(line)
    return kind[1] if kind else ""


def _row(unit: Unit, record: Record) -> Row:
    source, target = (" ".join(unit_key(text).split()) for text in (unit.source, unit.target))
    return Row(unit_name(unit), identifier(record.name, unit), unit_key(unit.source), source, target)


def _lines(entry: str) -> dict[str, Any]:
    source = _SOURCE.search(entry)
    return {
        "entry": entry,
        "lead": entry.count("\n", 0, source.start()) if source else 0,
        "lines": entry.count("\n"),
    }


def _units(rows: Iterable[Row]) -> list[str]:
    return [row.unit for row in rows if row.unit]


def _props(first: Sequence[str], rows: Iterable[Row]) -> tuple[str, ...]:
    """The header's properties: what is doubtful, what was before (the first of each name), and what was emptied."""
    found: dict[str, list[str]] = {DRAFT: [], FORMER: [], EMPTIED: []}
    seen = set()
    for row in rows:
        for kind, line in row.props:
            if kind != FORMER or row.id not in seen:
                found[kind].append(line)
            if kind == FORMER:
                seen.add(row.id)
    return (*first, *found[DRAFT], *found[FORMER], *found[EMPTIED])


def id_of(text: str) -> str:
    """The identifier that a piece of a TMX has; empty where it has none of ours."""
    match = _OWN.search(text)
    return match[0] if match else ""
