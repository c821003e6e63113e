r"""Parts: what came of a stretch of a manifest, a bead a line.

A TSV file without a line of names: document, place, kind, score, source, target. The *document* is the number of its
row in the stretch, from 1: which id it has, and where the stretch stands, the manifest says. *Place* is where the bead
stands, as the numbers of its segments, from 1: ``12-13:14``. A document that could not be aligned has one line, with
the kind ``error`` and the reason in place of the source. The last line, ``end`` with a digest of all before, tells a
whole part from what a damaged disk leaves of one. A part is named by the digest of all that its content depends on.

>>> line(BeadRow("7", "3:4-5", "1-2", 0.97, "Satu.", "One. One."))
'7\t3:4-5\t1-2\t0.9700\tSatu.\tOne. One.\n'
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kztrans.corpus.manifest import Stretch, escaped, unescaped
from kztrans.errors import InputError
from kztrans.model import Bead
from kztrans.reading import read_bytes

__all__ = [
    "ERROR",
    "FOLDER",
    "BeadRow",
    "beads_in",
    "count_of",
    "failed",
    "joined",
    "line",
    "name_of",
    "parts_below",
    "place_of",
    "whole",
]

ERROR = "error"
FOLDER = "parts"
_NAME = re.compile(r"[0-9a-f]{22}-\d{6}\.tsv")
_FORMER = re.compile(r"\d{10}-\d{6}\.[0-9a-f]{16}\.tsv")
"""A part as it was named when its rows' numbers were in its name."""
_FOLDER = re.compile(r"[0-9a-f]{2}|\d{5}")
_END = "end"
_SMALLEST = len(f"{_END}\t{'':16}\n")


@dataclass(frozen=True, slots=True)
class BeadRow:
    """A bead of a corpus, or a document's error."""

    document: str
    """The id that the manifest gives the pair of documents; in a part the number of its row."""
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


def failed(number: int, why: str) -> str:
    """A document that could not be aligned, as a line of a part."""
    return line(BeadRow(str(number), "", ERROR, 0.0, why, ""))


def whole(lines: Iterable[str]) -> bytes:
    """The bytes of a part that has these lines."""
    body = "".join(lines).encode("utf-8", "replace")
    return body + f"{_END}\t{_mark(body)}\n".encode()


def joined(pieces: Iterable[tuple[Path, int]]) -> bytes:
    """The bytes of the part that pieces make, each with the number of rows before it.

    Raises:
        InputError: a piece is damaged.
    """
    return whole(
        f"{int(number) + before}\t{rest}\n"
        for path, before in pieces
        for number, _, rest in (text.partition("\t") for text in _lines(path))
    )


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
    """The file name of a stretch's part, below `FOLDER`: in one of 256 folders, as one of very many files is slow.

    The row that it begins with is not in the name: a part stays its stretch's wherever the stretch goes.
    """
    mark = hashlib.sha256(f"{stretch.digest} {digest}".encode()).hexdigest()
    return f"{mark[:2]}/{mark[2:24]}-{stretch.count:06d}.tsv"


def parts_below(folder: Path) -> Iterator[tuple[str, int]]:
    """The names of the parts that there are, as `name_of` gives them, and when each was written, in nanoseconds.

    One that is shorter than any part was not written by us; it is as old as can be.

    Raises:
        InputError: the folder cannot be read.
    """
    try:
        for inner in sorted(path for path in folder.iterdir() if _FOLDER.fullmatch(path.name)):
            with os.scandir(inner) as entries:
                found = sorted((part.name, _written(part)) for part in entries if _is_part(part.name))
            yield from ((f"{inner.name}/{name}", written) for name, written in found)
    except FileNotFoundError:
        return
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise InputError(what, path=folder, remedy="name another folder with -o") from error


def _is_part(name: str) -> bool:
    return bool(_NAME.fullmatch(name) or _FORMER.fullmatch(name))


def _written(part: os.DirEntry[str]) -> int:
    status = part.stat()
    return status.st_mtime_ns if status.st_size >= _SMALLEST else 0


def count_of(name: str) -> int:
    """The number of rows of a part, by its name."""
    return int(Path(name).name.partition(".")[0].rpartition("-")[2])


def beads_in(path: Path, ids: Sequence[str]) -> Iterator[BeadRow]:
    """What a part holds, of a stretch whose rows have these ids.

    Raises:
        InputError: it is damaged.
    """
    for number, text in enumerate(_lines(path), 1):
        try:
            row, place, kind, score, source, target = text.split("\t")
            yield BeadRow(ids[int(row) - 1], place, kind, float(score), unescaped(source), unescaped(target))
        except (ValueError, IndexError) as error:
            raise _damaged(path, number) from error


def _lines(path: Path) -> list[str]:
    """The lines of a part but for the last one.

    Raises:
        InputError: they are not those that were written.
    """
    data = read_bytes(path, "a part of a corpus")
    at = data.rfind(b"\n", 0, -1) + 1
    body, end = data[:at], data[at:]
    if end != f"{_END}\t{_mark(body)}\n".encode():
        raise _damaged(path)
    return body.decode("utf-8", "replace").split("\n")[:-1]


def _mark(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]


def _damaged(path: Path, line: int | None = None) -> InputError:
    what = "is no part of a corpus, or not all of it" if line is None else "is no part of a corpus"
    return InputError(what, path=path, line=line, remedy="delete it, and run the same command again")
