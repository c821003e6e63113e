"""What people did to a document: pairs set by hand, translations mended, each a deed that can be undone by its key.

The log lies beside the document's TMX, in a folder that is no part of the project's versions: undoing is for those who
work on the same files. A line is a deed, with what it changed in PO, TMX and the file of beads; it is written together
with these files (``kztrans.together``), and so it is there if, and only if, they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.merging import hand_beads
from kztrans.merging.patches import Hunk, difference, taken_back
from kztrans.reading import read_if_there
from kztrans.together import Line, settle, state_folder, write_together

__all__ = [
    "Changed",
    "Deed",
    "Files",
    "fault",
    "intent_path",
    "lines_of",
    "log_path",
    "read",
    "settled",
    "shortened",
    "undone",
    "write",
    "write_unrecorded",
]

ABOUT = 60
"""Characters of a text that name a deed."""
KEPT = 1000
"""Deeds that are kept; where there are twice as many, the older ones go."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a document that a deed may change."""

    po: Path
    tmx: Path
    beads: Path


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed."""

    number: int
    """Counted from 1 in the log."""
    when: str
    who: str
    what: str
    """``join``, ``confirm``, ``translate``, ``undo``, ``redo``, …"""
    about: str
    """The beginning of the text that it was done to."""
    po: tuple[Hunk, ...] = ()
    tmx: tuple[Hunk, ...] = ()
    taken: tuple[str, ...] = ()
    """Lines that it took out of the file of beads."""
    put: tuple[str, ...] = ()
    """Lines that it put in there."""
    undoes: str = ""

    @property
    def key(self) -> str:
        """What the deed is referred to by."""
        content = json.dumps([self.number, self.when, self.who, self.what, self.about, self.undoes])
        return hashlib.sha256(content.encode()).hexdigest()[:12]


class Changed(InputError):  # noqa: N818 - it is an answer rather than an error
    """What a deed made is not what stands now, so that it cannot be undone; nothing was written."""

    def __init__(self, deed: Deed, where: str) -> None:
        self.deed = deed
        self.where = where
        """``translation`` or ``pairs``."""
        what = "the translation has" if where == "translation" else "the pairs have"
        super().__init__(f"“{deed.about}”: {what} changed since", remedy="undo the later change first")


def shortened(text: str) -> str:
    """The beginning of a text, by which a person knows what was changed."""
    line = " ".join(text.split())
    return line if len(line) <= ABOUT else line[: ABOUT - 1].rstrip() + "…"


def log_path(tmx: Path) -> Path:
    """Where the deeds of a document are kept, by its TMX."""
    return tmx.parent / ".kztrans" / f"{tmx.stem}.deeds.jsonl"


def intent_path(tmx: Path) -> Path:
    """Where it is put down which of a document's files are being written, by its TMX."""
    return tmx.parent / ".kztrans" / f"{tmx.stem}.intent"


def settled(tmx: Path) -> bool:
    """Finish what a process that was killed had begun to write of a document; the caller has locked its folders.

    Raises:
        InputError: a file cannot be read or written.
    """
    return settle(intent_path(tmx))


def read(tmx: Path) -> list[Deed]:
    """The deeds of a document, oldest first. A line that is none is passed over: the log is for undoing alone.

    Raises:
        InputError: the log cannot be read.
    """
    return [deed for _, deed in _read(tmx) if deed is not None]


def fault(tmx: Path) -> InputError | None:
    """What is wrong with the log of a document's deeds: that it cannot be read, or its first line that is no deed."""
    path = log_path(tmx)
    try:
        number = next((number for number, deed in _read(tmx) if deed is None), None)
    except InputError as error:
        return InputError(error.message, path=path, line=error.line, remedy=error.remedy)
    if number is None:
        return None
    remedy = "delete the line; of a merge conflict keep the lines of both sides"
    return InputError("is not a deed: it cannot be undone any more", path=path, line=number, remedy=remedy)


def _read(tmx: Path) -> Iterator[tuple[int, Deed | None]]:
    """The lines of a log, each with its number and its deed; None where it is none."""
    data = read_if_there(log_path(tmx), "a log of deeds") or b""
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            deed = None
            with suppress(ValueError, KeyError, TypeError, RecursionError):
                deed = _deed(json.loads(line))
            yield number, deed


def write(
    files: Files, old: tuple[bytes, bytes, bytes], new: tuple[bytes, bytes, bytes], deed: Deed
) -> tuple[Deed, tuple[Path, ...]]:
    """Write a document's files and the deed that changed them; the caller has locked their folders and settled them.

    Args:
        old: what PO, TMX and the file of beads hold; nothing where there is none.
        new: what they are to hold.
        deed: who does what, when; what it changes is found out here.

    Returns the deed as it is recorded, and the files that changed.

    Raises:
        InputError: a file cannot be written; all are as they were.
    """
    folder = state_folder(files.tmx.parent)
    deeds = read(files.tmx)
    lines = [lines_of(data) if old[2] != new[2] else [] for data in (old[2], new[2])]
    deed = replace(
        deed,
        number=deeds[-1].number + 1 if deeds else 1,
        po=difference(_text(old[0]), _text(new[0])),
        tmx=difference(_text(old[1]), _text(new[1])),
        taken=tuple(line for line in lines[0] if line not in set(lines[1])),
        put=tuple(line for line in lines[1] if line not in set(lines[0])),
    )
    log = log_path(files.tmx)
    if len(deeds) >= 2 * KEPT:
        write_atomic(log, b"".join(map(_line, deeds[-KEPT:])))
    paths = (files.po, files.tmx, files.beads)
    wanted = [(p, n) for p, o, n in zip(paths, old, new, strict=True) if n != o]
    written = write_together(folder / intent_path(files.tmx).name, wanted, Line(log, _line(deed)))
    return deed, written


def write_unrecorded(files: Files, new: tuple[bytes, bytes, bytes]) -> tuple[Path, ...]:
    """Write a document's files, all or none, without a record; the caller has locked their folders and settled them.

    Raises:
        InputError: a file cannot be written; all are as they were.
    """
    wanted = [(p, n) for p, n in zip((files.po, files.tmx, files.beads), new, strict=True) if n or p.exists()]
    return write_together(state_folder(files.tmx.parent) / intent_path(files.tmx).name, wanted)


def undone(deed: Deed, po: bytes, tmx: bytes, beads: bytes) -> tuple[bytes, bytes | None, bytes]:
    """What a document's files hold without a deed: PO, TMX (None: it is to be made of the PO), and file of beads.

    Raises:
        Changed: what the deed made is not what stands now.
    """
    lines = lines_of(beads)
    if not set(deed.put) <= set(lines) or set(deed.taken) & set(lines):
        raise Changed(deed, "pairs")
    entries = taken_back(_text(po), deed.po)
    if entries is None:
        raise Changed(deed, "translation")
    units = taken_back(_text(tmx), deed.tmx)
    kept = [line for line in lines if line not in set(deed.put)] + list(deed.taken)
    pairs = (
        hand_beads.serialize(filter(None, (hand_beads.of_cells(line.split("\t")) for line in kept)))
        if kept or beads
        else b""
    )
    return _data(entries), None if units is None else _data(units), pairs


def lines_of(data: bytes) -> list[str]:
    """The lines of a file of beads, without its header."""
    return ["\t".join(bead.cells) for bead in hand_beads.parse(data)]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _data(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _line(deed: Deed) -> bytes:
    hunks = [[astuple(hunk) for hunk in part] for part in (deed.po, deed.tmx)]
    return (json.dumps([*astuple(replace(deed, po=(), tmx=())), *hunks]) + "\n").encode("ascii")


def _deed(fields: Sequence[Any]) -> Deed:
    number, when, who, what, about, _, _, taken, put, undoes, po, tmx = fields
    return Deed(number, when, who, what, about, _hunks(po), _hunks(tmx), tuple(taken), tuple(put), undoes)


def _hunks(fields: Sequence[Any]) -> tuple[Hunk, ...]:
    return tuple(Hunk(above, tuple(before), tuple(after)) for above, before, after in fields)
