"""A person's changes to a document's files: one translation, or the beads that translations come from.

Changes are functions from catalogue to catalogue; ``save`` applies one to what is on the disk at that moment, so that
whatever somebody else saved meanwhile stays, and brings the TMX up to date.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.locking import changing
from kztrans.merging import deeds
from kztrans.merging.deeds import Deed, Files
from kztrans.merging.emptied import with_emptied
from kztrans.merging.finishing import ABOUT_THE_TRANSLATION
from kztrans.merging.hand_beads import beads_path
from kztrans.merging.memory import memory_of, terms_in, tmx_bytes
from kztrans.merging.merge import without_clashes
from kztrans.merging.newer import newer_texts
from kztrans.merging.older import current
from kztrans.merging.record import Record, digests
from kztrans.merging.record import read as read_record
from kztrans.model import Catalog, Unit
from kztrans.reading import read_if_there
from kztrans.typed import refuse_odd
from kztrans.units.keys import unit_key

__all__ = [
    "Saved",
    "UnitChanged",
    "apply",
    "ignore",
    "memory_with",
    "replace_unit",
    "save",
    "translate",
    "unit_name",
]

_ENTRY = re.compile(rb"^(?:#~ )?msgid ", re.MULTILINE)
TRIES = 50
"""How often a change is made anew where a program without the lock writes the file in between."""


class UnitChanged(InputError):  # noqa: N818 - it is an answer rather than an error
    """The unit is not any more what the user saw; nothing was written. ``current`` is what it is now, if anything."""

    def __init__(self, current: Unit | None) -> None:
        self.current = current
        what = "was changed meanwhile" if current else "is no longer there"
        super().__init__(f"the segment {what}", remedy="look at it again")


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved: the catalogue, and the PO's bytes."""

    catalog: Catalog
    data: bytes
    written: tuple[Path, ...] = ()
    deed: Deed | None = None
    """What was recorded of it."""


def unit_name(unit: Unit) -> str:
    """What a unit is referred to by as long as its source and context are the same."""
    content = "\0".join(("" if unit.context is None else f"={unit.context}", unit_key(unit.source)))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def replace_unit(catalog: Catalog, before: Unit, after: Unit) -> Catalog:
    """The catalogue with one unit changed.

    Raises:
        UnitChanged: the unit has another translation, state or comments than ``before``, or is gone.
    """
    name = unit_name(before)
    for number, unit in enumerate(catalog.units):
        if unit.obsolete == before.obsolete and unit_name(unit) == name:
            if _work(unit) != _work(before):
                raise UnitChanged(unit)
            units = (*catalog.units[:number], after, *catalog.units[number + 1 :])
            return replace(catalog, units=units)
    raise UnitChanged(None)


def translate(unit: Unit, target: str, fuzzy: bool = False) -> Unit:
    """A unit with the translation that a person gave it: no word of the aligner's doubts, nor of an earlier source.

    Raises:
        InputError: the translation has a character that belongs into no text.
    """
    refuse_odd(target, "the translation")
    notes = tuple(note for note in unit.notes if not note.startswith(ABOUT_THE_TRANSLATION))
    new = replace(unit, target=target, fuzzy=fuzzy and bool(target), notes=notes, score=None, origin=None)
    return new if fuzzy else replace(new, previous=None, previous_context=None, previous_plural=None)


def ignore(unit: Unit, check: str) -> Unit:
    """A unit with a translator's comment that switches a check off for it.

    >>> ignore(Unit("7.500 km", "far", comments=("kztrans: ignore quotes",)), "numbers").comments
    ('kztrans: ignore quotes, numbers',)
    """
    mark = "kztrans: ignore "
    comments = list(unit.comments)
    for number, comment in enumerate(comments):
        if comment.startswith(mark):
            comments[number] = f"{comment}, {check}"
            return replace(unit, comments=tuple(comments))
    return replace(unit, comments=(*comments, mark + check))


def save(
    po_path: Path,
    tmx_path: Path,
    change: Callable[[Catalog], Catalog],
    known: tuple[bytes, Catalog] | None = None,
    deed: Deed | None = None,
) -> Saved:
    """Apply a change to the PO as it is on the disk, and write PO and TMX, both or neither.

    Args:
        known: bytes that the PO may still have, with their catalogue, to spare parsing them.
        deed: who does what, to be recorded so that it can be undone; None: it is not recorded.

    Raises:
        InputError: a file cannot be read or written, or the change refuses.
    """
    with changing(tmx_path, po_path):
        deeds.settled(tmx_path)
        return apply(Files(po_path, tmx_path, beads_path(tmx_path)), change, known, deed)


def apply(
    files: Files,
    change: Callable[[Catalog], Catalog],
    known: tuple[bytes, Catalog] | None = None,
    deed: Deed | None = None,
    beads: bytes | None = None,
    sentences: Sequence[str] = (),
) -> Saved:
    """What ``save`` does, of a document whose folders the caller has locked and settled.

    Args:
        beads: what the file of beads is to hold from then on; None: what it holds.
        sentences: those of the target text, where they are others now.
    """
    for _ in range(TRIES):
        before = read_if_there(files.po, "a PO file") or b""
        catalog = known[1] if known and known[0] == before else po.parse(before, files.po)
        record = read_record(files.tmx, files.po.stem)
        seen = _with_newer(with_emptied(current(catalog), record), record)
        changed = change(seen)
        pairs = read_if_there(files.beads, "a file of beads") or b""
        if changed == seen and beads in (None, pairs) and deed is None:
            return Saved(catalog, before)
        after, data = catalog, before
        memory = was = read_if_there(files.tmx, "a TMX file") or b""
        if changed != seen or sentences:
            after = _with_earlier(seen, with_emptied(changed, record.upon(catalog.units)))
            data = po.serialize(after, before)
            memory = memory_with(after, files, replace(record, target=digests(sentences)) if sentences else record)
        if (read_if_there(files.po, "a PO file") or b"") == before:
            new = (data, memory, pairs if beads is None else beads)
            if deed is None:
                deed, written = None, deeds.write_unrecorded(files, new)
            else:
                deed, written = deeds.write(files, (before, was, pairs), new, deed)
            return Saved(_with_lines(after, data), data, written, deed)
    raise InputError("is written all the time by another program", path=files.po, remedy="wait for it to end")


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


def _work(unit: Unit) -> tuple[object, ...]:
    return unit.target, unit.fuzzy, unit.comments, unit.plural_targets


def _with_lines(catalog: Catalog, data: bytes) -> Catalog:
    """The catalogue with each unit's line in the bytes that it was written to."""
    lines, count, last = [], 1, 0
    for match in _ENTRY.finditer(data):
        count += data.count(b"\n", last, match.start())
        last = match.start()
        lines.append(count)
    lines = lines[1:]  # the header's comes first
    if len(lines) != len(catalog.units):
        return catalog
    pairs = zip(catalog.units, lines, strict=True)
    return replace(catalog, units=tuple(u if u.line == n else replace(u, line=n) for u, n in pairs))
