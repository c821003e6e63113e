"""Entries that had a translation when kztrans wrote them and have none now.

A person may have taken it out, or a program may have dropped it (OmegaT gives a PO's fuzzy entries back empty). Nobody
can tell from the file, so neither is undone: the entry stays empty, a note says what it had, an obsolete entry keeps
it, and ``kztrans align --refill`` puts it back, as fuzzy.

The context of such an obsolete entry (``emptied``, ``emptied after: …``) names the entry it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kztrans.merging.record import Record, Written
from kztrans.model import Catalog, Unit
from kztrans.units.identifiers import identifier
from kztrans.units.keys import unit_key
from kztrans.units.left_out import says_left_out

__all__ = [
    "NOTE",
    "Archives",
    "archive",
    "archive_context",
    "archives",
    "is_archive",
    "kept_by",
    "what_they_had",
    "with_emptied",
]

NOTE = "Emptied. It was:"
"""How the note of an emptied entry begins."""
_CONTEXT = re.compile(r"emptied(?: .*)?", re.DOTALL)


def archive_context(context: str | None) -> str:
    """The context of the obsolete entry that keeps what an entry of this context had."""
    return "emptied" if context is None else f"emptied {context}"


def is_archive(unit: Unit) -> bool:
    """Does a unit keep what another one had?"""
    return unit.obsolete and unit.context is not None and _CONTEXT.fullmatch(unit.context) is not None


def archive(unit: Unit, target: str, fuzzy: bool) -> Unit:
    """The obsolete unit that keeps the translation of an emptied one."""
    return Unit(unit.source, target, fuzzy, archive_context(unit.context), obsolete=True)


def what_they_had(units: Iterable[Unit]) -> Iterator[Unit]:
    """The emptied units of a file, with what they had."""
    for unit in units:
        if is_archive(unit):
            context = (unit.context or "").removeprefix("emptied").removeprefix(" ")
            yield replace(unit, context=context or None, obsolete=False)


def kept_by(units: Sequence[Unit]) -> dict[tuple[str | None, str], int]:
    """The numbers of the units that keep what others had, by their contexts and sources' keys."""
    return {(unit.context, unit_key(unit.source)): n for n, unit in enumerate(units) if is_archive(unit)}


@dataclass(frozen=True, slots=True)
class Archives:
    """The units of a file, and which of them keep what others had."""

    units: tuple[Unit, ...]
    """The file's, and an obsolete one for each that was emptied since kztrans wrote it."""
    of: Mapping[int, int]
    """For each empty unit that had a translation, the number of the unit that keeps it."""
    new: frozenset[int]
    """The units that were emptied since kztrans wrote them."""


def archives(units: Sequence[Unit], record: Record) -> Archives:
    """What was emptied in a file: before, and since kztrans wrote it."""
    found, of, new = list(units), {}, set()
    known = kept_by(units)
    texts = {unit_key(unit.target) for unit in units}
    for number, unit in enumerate(units):
        if unit.obsolete or unit.plural:
            continue
        kept = _kept_in(record, unit) if record.emptied else None
        if unit.target:
            if kept is not None and unit_key(kept.target) not in texts:
                found.append(archive(unit, kept.target, kept.fuzzy))
            continue
        had = known.get((archive_context(unit.context), unit_key(unit.source)))
        written = record.of(unit)
        if written is not None and (written.origin is None or not says_left_out(unit.notes)):  # kztrans left it empty
            new.add(number)
            if had is None or unit_key(found[had].target) != unit_key(written.target):
                if had is not None:
                    found[had] = replace(found[had], context="formerly")
                had = len(found)
                found.append(archive(unit, written.target, written.fuzzy))
        if had is None and kept is not None:
            new.add(number)
            had = len(found)
            found.append(archive(unit, kept.target, kept.fuzzy))
        if had is not None:
            of[number] = had
    return Archives(tuple(found), of, frozenset(new))


def _kept_in(record: Record, unit: Unit) -> Written | None:
    """What a unit had that kztrans left empty: an older copy of the file may have been written over its archive."""
    return None if record.of(unit) else record.emptied.get(identifier(record.name, unit))


def with_emptied(catalog: Catalog, record: Record) -> Catalog:
    """A catalogue with obsolete units, and notes, for what was emptied since kztrans wrote it."""
    found = archives(catalog.units, record)
    units = list(found.units)
    for number in found.new:
        notes = (*units[number].notes, f"{NOTE} {units[found.of[number]].target}")
        units[number] = replace(units[number], notes=tuple(dict.fromkeys(notes)))
    return replace(catalog, units=tuple(units))
