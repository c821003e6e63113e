r"""Manifests: which document translates which, a pair a line.

A TSV file in UTF-8 with a line of names: ``id``, ``source``, ``target``, ``score``. The documents' names are relative
to the manifest's folder, or absolute; a tab, a line end and a backslash in them are written ``\t``, ``\n``, ``\r``,
``\\``. ``id`` and ``score`` may be left out, and blank lines are skipped. Lines are read one by one, so that a manifest
may have any number of them.

A *stretch* ends after a row that says so by what it names, not by where it stands: a row that is put in or taken out
changes the stretch that it is in, perhaps the next one, and no other.
"""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

import numpy as np

from kztrans.errors import InputError
from kztrans.reading import refuse_endless

__all__ = ["Row", "Stretch", "escaped", "located", "rows_of", "serialize", "stretches", "unescaped"]

HEADER = "id\tsource\ttarget\tscore\n"
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_BACK = {written: char for char, written in _ESCAPES.items()}
_ESCAPED = re.compile(r"\\[\\tnr]")


@dataclass(frozen=True, slots=True)
class Row:
    """A pair of documents."""

    id: str
    source: str
    """The file's name as the manifest has it."""
    target: str
    score: float | None = None
    """How sure it is, 0 to 1, that the two belong together; None where nobody said."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a manifest that follow each other: a task is one of these, and no texts."""

    first: int
    """Number of its first row, from 0."""
    count: int
    offset: int
    """Where its first row begins in the file, in bytes."""
    digest: str
    """Of the documents that its rows name, in hexadecimal digits."""

    def halves(self, path: Path) -> tuple[Stretch, Stretch]:
        """Its first and its second half; it has at least two rows."""
        first = self.count // 2
        with path.open("rb") as file:
            columns = _columns(file.readline(), path)
            file.seek(self.offset)
            left = _digest(_named(_cells(row), columns) for row in islice(_full(file), first))
            middle = file.tell()
            right = _digest(_named(_cells(row), columns) for row in islice(_full(file), self.count - first))
        return (
            Stretch(self.first, first, self.offset, left),
            Stretch(self.first + first, self.count - first, middle, right),
        )


def escaped(text: str) -> str:
    r"""A text for a cell of a TSV file.

    >>> escaped("a\tb")
    'a\\tb'
    """
    return re.sub(r"[\\\t\n\r]", lambda found: _ESCAPES[found.group()], text)


def unescaped(cell: str) -> str:
    """What a cell of a TSV file says."""
    return _ESCAPED.sub(lambda found: _BACK[found.group()], cell) if "\\" in cell else cell


def serialize(rows: Iterable[Row]) -> bytes:
    """The bytes of a manifest."""
    lines = [HEADER]
    for row in rows:
        score = "" if row.score is None else f"{row.score:.3f}"
        lines.append("\t".join((escaped(row.id), escaped(row.source), escaped(row.target), score)) + "\n")
    return "".join(lines).encode("utf-8", "surrogateescape")


def stretches(path: Path, size: int) -> Iterator[Stretch]:
    """A manifest cut into stretches of about as many rows each, of twice as many at most; it is read once.

    Raises:
        InputError: the manifest cannot be read, its first line does not name its columns, a row lacks a document, or
            two rows have one id.
    """
    least = (size + 1) // 2
    with _opened(path) as file:
        header = file.readline()
        columns = _columns(header, path)
        ids = _Ids(columns)
        first, offset, at = 0, len(header), len(header)
        rows: list[bytes] = []
        for number, line in enumerate(file, 2):
            at += len(line)
            if not line.strip():
                continue
            cells = _cells(line)
            row = _named(cells, columns)
            if row[:1] == b"\t" or row[-1:] == b"\t":
                _row(line, columns, first + len(rows) + 1, path, number)
            ids.add(cells)
            rows.append(row)
            ends = len(rows) >= least and zlib.crc32(row) % (size - least + 1) == 0
            if ends or len(rows) == 2 * size:
                yield Stretch(first, len(rows), offset, _digest(rows))
                first, offset, rows = first + len(rows), at, []
        if rows:
            yield Stretch(first, len(rows), offset, _digest(rows))
    if ids.twice():
        _refuse_same_ids(path)


def _named(cells: Sequence[bytes], columns: dict[str, int]) -> bytes:
    """What a row names: both documents, as they are written, with a tab between."""
    source, target = columns["source"], columns["target"]
    if max(source, target) >= len(cells):
        return b"\t"
    return cells[source] + b"\t" + cells[target]


def _cells(line: bytes) -> list[bytes]:
    return line.rstrip(b"\r\n").split(b"\t")


def _digest(rows: Iterable[bytes]) -> str:
    return hashlib.sha256(b"\n".join(rows)).hexdigest()


class _Ids:
    """Marks of the ids of rows, eight bytes each."""

    def __init__(self, columns: dict[str, int]) -> None:
        self._at = columns.get("id")
        self._marks = array("q")

    def add(self, cells: Sequence[bytes]) -> None:
        """The id of the next row."""
        if self._at is not None:
            name = cells[self._at] if self._at < len(cells) else b""
            self._marks.append(hash(name or b"%d" % (len(self._marks) + 1)))

    def twice(self) -> bool:
        """Is one of them there twice, as it seems?"""
        marks = np.sort(np.array(self._marks, dtype=np.int64))
        return bool(np.any(marks[1:] == marks[:-1]))


def _refuse_same_ids(path: Path) -> None:
    """
    Raises:
        InputError: two rows of a manifest have one id, with the lines of both.
    """
    lines: dict[str, int] = {}
    with _opened(path) as file:
        columns = _columns(file.readline(), path)
        full = ((number, line) for number, line in enumerate(file, 2) if line.strip())
        for count, (number, line) in enumerate(full, 1):
            name = _row(line, columns, count, path, number).id
            if lines.setdefault(name, number) != number:
                what = f"the id {name!r} is that of line {lines[name]} already"
                remedy = "give each pair an id of its own, or leave the column out"
                raise InputError(what, path=path, line=number, remedy=remedy)


def rows_of(path: Path, stretch: Stretch | None = None) -> Iterator[Row]:
    """The rows of a manifest, or of a stretch of it, in their order.

    Raises:
        InputError: a row lacks its source or its target, or the file cannot be read or is not UTF-8.
    """
    with _opened(path) as file:
        columns = _columns(file.readline(), path)
        number = 0
        if stretch is not None:
            file.seek(stretch.offset)
            number = stretch.first
        for line in islice(_full(file), None if stretch is None else stretch.count):
            number += 1
            yield _row(line, columns, number, path, number + 1)


def _full(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file from here on that are not blank."""
    while line := file.readline():  # by turns with `tell`, as iterating is not
        if line.strip():
            yield line


def _opened(path: Path) -> IO[bytes]:
    try:
        refuse_endless(path, "a manifest")
        return path.open("rb")
    except (OSError, ValueError) as error:
        what = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputError(what, path=path, remedy="name the file that `kztrans corpus pair` wrote") from error


def _columns(header: bytes, path: Path) -> dict[str, int]:
    names = header.decode("utf-8-sig", "replace").strip().split("\t")
    found = {name.strip().lower(): number for number, name in reversed(list(enumerate(names)))}
    if not {"source", "target"} <= found.keys():
        what = "its first line does not name the columns source and target"
        raise InputError(what, path=path, line=1, remedy="begin it with id, source, target, score, with tabs between")
    return found


def _row(line: bytes, columns: dict[str, int], number: int, path: Path, at_line: int) -> Row:
    cells = line.decode("utf-8", "surrogateescape").rstrip("\r\n").split("\t")

    name, source, target, told = (
        unescaped(cells[at]) if (at := columns.get(column, len(cells))) < len(cells) else ""
        for column in ("id", "source", "target", "score")
    )
    if not source or not target:
        what = "a row without a source or without a target"
        raise InputError(what, path=path, line=at_line, remedy="name both documents, with a tab between")
    try:
        score = float(told) if told else None
    except ValueError as error:
        what = f"{told!r} is no score"
        raise InputError(what, path=path, line=at_line, remedy="write a number from 0 to 1, or nothing") from error
    return Row(name or str(number), source, target, score)


def located(name: str, manifest: Path) -> Path:
    """The file that a row names."""
    return Path(os.path.join(manifest.parent, name))  # noqa: PTH118 - which keeps an absolute name as it is
