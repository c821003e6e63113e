"""Writing what a job made, where it differs from what is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.jobs.align_job import AlignResult
from kztrans.locking import changing
from kztrans.merging.memory import tmx_bytes
from kztrans.model import Catalog
from kztrans.reading import read_if_there

__all__ = ["bytes_of", "changed", "write"]


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
    entries = po.serialize(result.catalog, before)
    memory_before = bytes_of(files.tmx)
    memory = tmx_bytes(result.catalog, result.memory, files.tmx, result.record)
    found = []
    if before is None or (entries != before and _content(entries) != _content(before)):
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
    outputs = result.outputs
    with changing(outputs.tmx, outputs.po):
        for path, before in ((outputs.po, result.po_before), (outputs.tmx, result.tmx_before)):
            if bytes_of(path) != before:
                raise InputError("was changed while kztrans worked", path=path, remedy="run the command again")
        files = _changes(result)
        for path, data in files:
            write_atomic(path, data)
    return tuple(path for path, _ in files)


def bytes_of(path: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    return read_if_there(path, "another file")
