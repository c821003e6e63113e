"""What an Excel workbook may unpack to: looked at as a stream before openpyxl builds a row of it.

A few hundred kilobytes of zip can hold a row of thirty million cells. Whatever is counted here is bounded by what
openpyxl and we need for it.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from kztrans.errors import InputError

__all__ = ["check_package"]

LARGEST = 100_000_000
"""Bytes of a workbook, unpacked, at most."""
MOST_CELLS = 1_000_000
"""Cells of a workbook at most, those that a row skips among them, and texts that cells share."""
MOST_ELEMENTS = 200_000
"""Elements at most in a row, in a text that cells share, or in what is neither."""
LAST_COLUMN = 16_384
"""As in Excel."""
_COLUMN = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_SPLIT = "split it, or save it as CSV UTF-8"
_AGAIN = "save it again as .xlsx"


def check_package(path: Path) -> None:
    """Refuse a workbook that is too large, whose parts declare a DTD, or that is no whole zip archive.

    Raises:
        InputError: it is one of these.
    """
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            size = sum(member.file_size for member in members)
            if size > LARGEST:
                raise InputError(f"{size // 1_000_000} MB when unpacked", path=path, remedy=_SPLIT)
            counter = _Counter(path)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with package.open(member) as part:
                        counter.read(part, member.filename)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, ValueError) as error:
        reason = str(error) or "it ends too early"
        raise InputError(f"not an Excel workbook: {reason}", path=path, remedy=_AGAIN) from error


class _Counter:
    """Counts cells over all parts of a workbook."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cells = 0
        self._column = 0
        self._elements = 0
        self._name = ""

    def read(self, part: IO[bytes], name: str) -> None:
        """Count the cells of a part."""
        self._name, self._elements = name, 0
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            while piece := part.read(1 << 16):
                parser.Parse(piece)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise InputError(f"{name} is not XML: {error}", path=self._path, remedy=_AGAIN) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition("}")[2]
        self._elements = 0 if kind in ("row", "si") else self._elements + 1
        if self._elements > MOST_ELEMENTS:
            what = f"{self._name} has more than {MOST_ELEMENTS:,} elements in one place"
            raise InputError(what, path=self._path, remedy=_AGAIN)
        if kind == "row":
            self._column = 0
        elif kind == "c":
            self._column = self._next(attributes.get("r"))
            self._count(0)
        elif kind == "si":
            self._count(1)

    def _end(self, name: str) -> None:
        if name.rpartition("}")[2] == "row":
            self._count(self._column)
            self._column = 0

    def _next(self, place: str | None) -> int:
        """The column of a cell, from 1."""
        match = _COLUMN.fullmatch(place) if place else None
        column = self._column + 1
        if match:
            column = 0
            for letter in match[1]:
                column = column * 26 + ord(letter) - 64
        if column > LAST_COLUMN or (place and not match):
            what = f"{self._name} has a cell {place or column} out of any sheet"
            raise InputError(what, path=self._path, remedy=_AGAIN)
        return column

    def _count(self, number: int) -> None:
        self._cells += number
        if self._cells + self._column > MOST_CELLS:
            raise InputError(f"more than {MOST_CELLS:,} cells", path=self._path, remedy=_SPLIT)

    def _doctype(self, *_: Any) -> None:
        raise InputError(f"{self._name} declares a DTD", path=self._path, remedy=_AGAIN)
