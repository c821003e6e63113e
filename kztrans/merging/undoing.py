"""Undoing a deed on a document by its key, and doing again what was undone."""

from __future__ import annotations

from collections.abc import Sequence

from kztrans.deeds import OfAnother, standing
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.locking import changing
from kztrans.merging import deeds
from kztrans.merging.deeds import Deed, Files
from kztrans.merging.edit import Saved
from kztrans.merging.followed import followed
from kztrans.merging.present import memory_with
from kztrans.merging.record import read as read_record
from kztrans.merging.standing import Standing
from kztrans.reading import read_if_there

__all__ = ["undo"]


def undo(files: Files, key: str, *, who: str, when: str, others: bool = False, known: Sequence[Standing] = ()) -> Saved:
    """Undo a deed, that of an undo too: PO, TMX and the file of beads are written, all or none, and it is recorded.

    Args:
        others: may it be another person's deed?
        known: what stood in the files lately, to spare reading them as a whole.

    Raises:
        Changed: what the deed made is not what stands now; nothing is written.
        OfAnother: it is another person's.
        InputError: there is no such deed, it is undone already, or a file cannot be read or written.
    """
    with changing(files.tmx, files.po):
        deeds.settled(files.tmx)
        deed = _found(deeds.read(files.tmx), key)
        if deed.who != who and not others:
            raise OfAnother(deed.who)
        old = tuple(read_if_there(path, "another file") or b"" for path in (files.po, files.tmx, files.beads))
        entries, units, pairs = deeds.undone(deed, *old)
        stands = None if units is None else _stands(known, (old[0], old[1]), (entries, units))
        catalog = po.parse(entries, files.po) if stands is None else stands.catalog
        if units is None:
            units = memory_with(catalog, files, read_record(files.tmx, files.po.stem))
        again = "redo" if deed.undoes else "undo"
        recorded = Deed(0, when, who, again, deed.about, undoes=deed.key)
        recorded, written = deeds.write(files, (old[0], old[1], old[2]), (entries, units, pairs), recorded)
        return Saved(catalog, entries, written, recorded, stands)


def _stands(known: Sequence[Standing], old: tuple[bytes, bytes], new: tuple[bytes, bytes]) -> Standing | None:
    """What stands in PO and TMX that hold ``new`` after ``old``, if that is known or can be told."""
    there = {(one.data, one.memory): one for one in reversed(known)}
    if new in there:
        return there[new]
    return followed(there[old], *new) if old in there else None


def _found(known: Sequence[Deed], key: str) -> Deed:
    if key not in [deed.key for deed in known]:
        raise InputError("there is no such deed any more", remedy="look at the page again")
    found = [deed for deed in standing(known) if deed.key == key]
    if not found:
        raise InputError("it is undone already", remedy="look at the page again")
    return found[0]
