r"""Parts: what came of a stretch of a manifest, a bead a line.

A TSV file without a line of names: document, place, kind, score, source, target. *Place* is where the bead stands, as
the numbers of its segments, from 1: ``12-13:14``. A document that could not be aligned has one line, with the kind
``error`` and the reason in place of the source. A part is named by the stretch, its first row and its size, and by the
digest of all that its content depends on.

>>> line(BeadRow("a", "3:4-5", "1-2", 0.97, "Satu.", "One. One."))
'a\t3:4-5\t1-2\t0.9700\tSatu.\tOne. One.\n'
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kztrans.corpus.manifest import Row, Stretch, escaped, unescaped
from kztrans.errors import InputError
from kztrans.model import Bead
from kztrans.reading import read_bytes

__all__ = [
    "ERROR",
    "FOLDER",
    "BeadRow",
    "beads_in",
    "failed",
    "first_and_count",
    "line",
    "name_of",
    "parts_below",
    "place_of",
]

ERROR = "error"
FOLDER = "parts"
_NAME = re.compile(r"\d{10}-\d{6}\.[0-9a-f]{16}\.tsv")
_A_FOLDER = 20_000
"""Rows whose parts are in one folder, for a folder of very many files is slow."""


@dataclass(frozen=True, slots=True)
class BeadRow:
    """A bead of a corpus, or a document's error."""

    document: str
    """The id that the manifest gives the pair of documents."""
    place: str
    kind: str
    """``1-1``, ``2-1`` …, or ``error``."""
    score: float
    source: str
    target: str


def line(row: BeadRow) -> str:
    """A bead as a line of a part."""
    texts = (escaped(row.document), row.place, row.kind, f"{row.score:.4f}", escaped(row.source), escaped(row.target))
    return "\t".join(texts) + "\n"


def failed(row: Row, why: str) -> str:
    """A document that could not be aligned, as a line of a part."""
    return line(BeadRow(row.id, "", ERROR, 0.0, why, ""))


def place_of(bead: Bead) -> str:
    """Where a bead stands.

    >>> place_of(Bead((11, 12), (13,))), place_of(Bead((), (0,)))
    ('12-13:14', ':1')
    """

    def numbers(segments: Sequence[int]) -> str:
        if not segments:
            return ""
        first, last = segments[0] + 1, segments[-1] + 1
        return str(first) if first == last else f"{first}-{last}"

    return f"{numbers(bead.source)}:{numbers(bead.target)}"


def name_of(stretch: Stretch, digest: str) -> str:
    """The file name of a stretch's part, below `FOLDER`; a folder holds those of so many rows."""
    whole = hashlib.sha256(f"{stretch.digest} {digest}".encode()).hexdigest()
    return f"{stretch.first // _A_FOLDER:05d}/{stretch.first:010d}-{stretch.count:06d}.{whole[:16]}.tsv"


def parts_below(folder: Path) -> Iterator[tuple[str, int]]:
    """The names of the parts that there are, as `name_of` gives them, and when each was written, in nanoseconds.

    Raises:
        InputError: the folder cannot be read.
    """
    try:
        for inner in sorted(path for path in folder.iterdir() if path.name.isdigit()):
            with os.scandir(inner) as entries:
                found = sorted((part.name, part.stat().st_mtime_ns) for part in entries if _NAME.fullmatch(part.name))
            yield from ((f"{inner.name}/{name}", written) for name, written in found)
    except FileNotFoundError:
        return
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise InputError(what, path=folder, remedy="name another folder with -o") from error


def first_and_count(path: Path) -> tuple[int, int]:
    """The first row, and the number of rows, of a part."""
    first, _, count = path.name.partition(".")[0].partition("-")
    return int(first), int(count)


def beads_in(path: Path) -> Iterator[BeadRow]:
    """What a part holds.

    Raises:
        InputError: it is damaged.
    """
    for number, text in enumerate(read_bytes(path, "a part of a corpus").decode("utf-8", "replace").split("\n"), 1):
        if text:
            cells = text.split("\t")
            try:
                document, place, kind, score, source, target = cells
                yield BeadRow(unescaped(document), place, kind, float(score), unescaped(source), unescaped(target))
            except ValueError as error:
                remedy = "delete it, and run the same command again"
                raise InputError("is no part of a corpus", path=path, line=number, remedy=remedy) from error
