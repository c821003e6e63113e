"""A person's changes to a document's files: one translation, or the beads that translations come from.

Changes are functions from catalogue to catalogue; ``save`` applies one to what is on the disk at that moment, so that
whatever somebody else saved meanwhile stays, and brings the TMX up to date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.locking import changing
from kztrans.merging import deeds, present
from kztrans.merging.deeds import Deed, Files
from kztrans.merging.finishing import ABOUT_THE_TRANSLATION
from kztrans.merging.hand_beads import beads_path
from kztrans.merging.near import Near
from kztrans.merging.record import digests
from kztrans.merging.record import read as read_record
from kztrans.merging.standing import Standing
from kztrans.model import Catalog, Unit
from kztrans.reading import read_if_there
from kztrans.typed import refuse_odd
from kztrans.units.keys import unit_name

__all__ = [
    "Saved",
    "UnitChanged",
    "apply",
    "ignore",
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
    standing: Standing | None = None
    """What stands in the files now, where that is known."""


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
    near: Near | None = None,
) -> Saved:
    """Apply a change to the PO as it is on the disk, and write PO and TMX, both or neither.

    Args:
        known: bytes that the PO may still have, with their catalogue, to spare parsing them.
        deed: who does what, to be recorded so that it can be undone; None: it is not recorded.
        near: what stands in the files, and the change of the units concerned, where the caller knows.

    Raises:
        InputError: a file cannot be read or written, or the change refuses.
    """
    with changing(tmx_path, po_path):
        deeds.settled(tmx_path)
        return apply(Files(po_path, tmx_path, beads_path(tmx_path)), change, known, deed, near=near)


def apply(
    files: Files,
    change: Callable[[Catalog], Catalog],
    known: tuple[bytes, Catalog] | None = None,
    deed: Deed | None = None,
    beads: bytes | None = None,
    sentences: Sequence[str] = (),
    near: Near | None = None,
) -> Saved:
    """What ``save`` does, of a document whose folders the caller has locked and settled.

    Args:
        beads: what the file of beads is to hold from then on; None: what it holds.
        sentences: those of the target text, where they are others now.
        near: what stands in the files, and the change of the units concerned, where the caller knows.
    """
    for _ in range(TRIES):
        before = read_if_there(files.po, "a PO file") or b""
        catalog = known[1] if known and known[0] == before else po.parse(before, files.po)
        pairs = read_if_there(files.beads, "a file of beads") or b""
        was = read_if_there(files.tmx, "a TMX file") or b""
        stands = near.changed(sentences) if near is not None and near.is_of(before, was) else None
        if stands is not None:
            after, data, memory = stands.catalog, stands.data, stands.memory
        else:
            after, data, memory = _worked_out(files, change, catalog, (before, was), sentences)
        if after is catalog and beads in (None, pairs) and deed is None:
            return Saved(catalog, before)
        if (read_if_there(files.po, "a PO file") or b"") == before:
            new = (data, memory, pairs if beads is None else beads)
            if deed is None:
                deed, written = None, deeds.write_unrecorded(files, new)
            else:
                deed, written = deeds.write(files, (before, was, pairs), new, deed)
            lined = after if stands is not None else _with_lines(after, data)
            return Saved(lined, data, written, deed, stands)
    raise InputError("is written all the time by another program", path=files.po, remedy="wait for it to end")


def _worked_out(
    files: Files,
    change: Callable[[Catalog], Catalog],
    catalog: Catalog,
    old: tuple[bytes, bytes],
    sentences: Sequence[str],
) -> tuple[Catalog, bytes, bytes]:
    """The catalogue, the PO and the TMX after a change; the very catalogue where nothing changed."""
    record = read_record(files.tmx, files.po.stem)
    seen = present.seen(catalog, record)
    changed = change(seen)
    if changed == seen and not sentences:
        return catalog, *old
    after = present.changed(seen, changed, catalog, record)
    known = replace(record, target=digests(sentences)) if sentences else record
    return after, po.serialize(after, old[0]), present.memory_with(after, files, known)


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
