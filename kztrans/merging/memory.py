"""The TMX beside a PO: what is translated, the names of the text, what others put there, and the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kztrans.formats import tmx
from kztrans.merging.emptied import what_they_had
from kztrans.merging.left_out import is_left_out
from kztrans.merging.record import Record, emptied_properties, properties
from kztrans.model import TERM_ORIGIN, Catalog, Unit
from kztrans.reading import read_if_there
from kztrans.units.identifiers import identifier
from kztrans.units.keys import unit_key

__all__ = ["memory_of", "terms_in", "tmx_bytes"]


def memory_of(catalog: Catalog, name: str, terms: Iterable[Unit] = ()) -> Catalog:
    """What the TMX of a document holds: translations that are done and not left out, and terms not among them.

    Tags stand in it as text, as in the PO beside it, whose texts an editor looks for letter by letter.
    """
    done = [unit for unit in catalog.units if unit.target and not (unit.fuzzy or unit.obsolete or is_left_out(unit))]
    known = {unit_key(unit.source) for unit in done}
    done += [unit for unit in terms if unit_key(unit.source) not in known]
    return replace(catalog, units=tuple(replace(unit, id=identifier(name, unit), codes=()) for unit in done))


def terms_in(path: Path, source_lang: str, target_lang: str) -> list[Unit]:
    """The terms that a TMX holds."""
    if b"glossary" not in (read_if_there(path, "a TMX file") or b""):
        return []
    return [unit for unit in tmx.read(path, source_lang, target_lang).units if unit.origin == TERM_ORIGIN]


def tmx_bytes(catalog: Catalog, memory: Catalog, path: Path, record: Record) -> bytes:
    """The bytes of the TMX of a document.

    Args:
        catalog: the document's PO, for the record of what is doubtful in it.
        memory: what is to be in it.
        path: the TMX that is there, or is not, for what others put there.
        record: the document's name, and its target text.

    Raises:
        InputError: the TMX that is there cannot be read, or is none.
    """
    kept = tmx.foreign_units(path) if path.exists() else ()
    emptied = emptied_properties(what_they_had(catalog.units), record)
    return tmx.serialize(memory, kept, [*properties(catalog.units, record), *emptied])
