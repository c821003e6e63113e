"""What a document's files are to hold: the catalogue as a change is to see it, after the change, and its TMX."""

from __future__ import annotations

from dataclasses import replace

from kztrans.formats import po
from kztrans.merging.deeds import Files
from kztrans.merging.emptied import with_emptied
from kztrans.merging.memory import memory_of, terms_in, tmx_bytes
from kztrans.merging.merge import without_clashes
from kztrans.merging.newer import newer_texts
from kztrans.merging.older import current
from kztrans.merging.record import Record
from kztrans.model import Catalog, Unit
from kztrans.units.keys import unit_key, unit_name

__all__ = ["changed", "in_order", "memory_with", "seen"]


def seen(catalog: Catalog, record: Record) -> Catalog:
    """A catalogue with what a change is to see of it: what was emptied, or went back to an older text, is kept."""
    return _with_newer(with_emptied(current(catalog), record), record)


def changed(before: Catalog, after: Catalog, catalog: Catalog, record: Record) -> Catalog:
    """What the PO is to hold after a change.

    Args:
        before: the catalogue as the change saw it.
        after: what the change made of that.
        catalog: what the PO holds.
    """
    return _with_earlier(before, with_emptied(after, record.upon(catalog.units)))


def in_order(catalog: Catalog, data: bytes, memory: bytes, files: Files, record: Record) -> bool:
    """Do PO and TMX hold, letter for letter, what kztrans would write of them?"""
    if seen(catalog, record) != catalog or po.serialize(catalog, data) != data:
        return False
    return memory_with(catalog, files, record) == memory


def memory_with(catalog: Catalog, files: Files, record: Record) -> bytes:
    """What the TMX of a document is to hold whose PO holds this."""
    units = tuple(record.with_origin(unit) for unit in catalog.units)
    terms = terms_in(files.tmx, catalog.source_lang, catalog.target_lang)
    known_units = replace(catalog, units=units)
    return tmx_bytes(known_units, memory_of(known_units, files.po.stem, terms), files.tmx, record)


def _with_newer(catalog: Catalog, record: Record) -> Catalog:
    """A catalogue with obsolete units for what a newer copy of it had."""
    found = list(newer_texts(catalog.units, record))
    return replace(catalog, units=(*catalog.units, *without_clashes(list(catalog.units), found))) if found else catalog


def _with_earlier(before: Catalog, after: Catalog) -> Catalog:
    """What was fuzzy, being of an earlier source, and is overwritten now stays with that source, as obsolete."""
    texts = {unit_key(unit.target) for unit in after.units}
    pairs = {(unit_key(unit.source), _letters(unit.target)) for unit in after.units}  # numbers may have been put in
    live = {unit_name(unit) for unit in after.units if not unit.obsolete}
    gone = [
        Unit(unit.previous, unit.target, context=unit.previous_context, obsolete=True)
        for unit in before.units
        if unit.fuzzy and unit.previous and unit.target and not unit.obsolete and unit_name(unit) in live
        if unit_key(unit.target) not in texts and (unit_key(unit.previous), _letters(unit.target)) not in pairs
    ]
    return replace(after, units=(*after.units, *without_clashes(list(after.units), gone))) if gone else after


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, unit_key(text)))
