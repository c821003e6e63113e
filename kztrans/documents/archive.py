"""Zip archives that documents come in, read within bounds: nothing is unpacked to disk, followed or run.

A file is untrusted. What it holds is counted before anything is unpacked: parts, sizes, how much they grow. Names that
lead out of the archive, names that stand twice, and encryption are refused.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from kztrans.errors import InputError

__all__ = ["Archive", "Packed"]

MAX_PARTS = 20_000
MAX_SIZE = 1_000_000_000
"""Bytes that all parts may unpack to; pictures are most of a large document."""
MAX_PART = 100_000_000
"""Bytes that a part may have that is read."""
MAX_GROWTH = 250
"""How many times its packed size a part may unpack to, above ``SMALL``. Word's own XML grows 10 to 60 times."""
SMALL = 5_000_000
PIECE = 1 << 16
"""Bytes that are looked at at a time where a part is not needed whole."""
SLICE = 1 << 12
"""Bytes that are unpacked at a time of a part that is to be written."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


class Packed:
    """The bytes of a part that is to be written, packed as they come: a large part need not be held whole.

    >>> part = Packed()
    >>> part.add(b"Satu ")
    >>> part.add(b"dua")
    >>> part.size, part.whole()
    (8, b'Satu dua')
    """

    def __init__(self) -> None:
        self.size = 0
        self._packer = zlib.compressobj(1)
        self._packed = bytearray()

    def add(self, data: bytes) -> None:
        """What comes next."""
        self.size += len(data)
        self._packed += self._packer.compress(data)

    def pieces(self) -> Iterator[bytes]:
        """All of it, in pieces; nothing is added afterwards."""
        self._packed += self._packer.flush()
        unpacker = zlib.decompressobj()
        for start in range(0, len(self._packed), SLICE):
            yield unpacker.decompress(self._packed[start : start + SLICE])

    def whole(self) -> bytes:
        """All of it."""
        return b"".join(self.pieces())


class Archive:
    """The parts of a zip file, by their names.

    Raises:
        InputError: it is no zip file, or one that is not to be trusted.
    """

    def __init__(self, data: bytes, path: str | os.PathLike[str] | None, what: str) -> None:
        """``what`` is what the file should be: ``a Word file``."""
        self._path = path
        self._what = what
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            remedy = "open it in the program that made it and save it again"
            raise InputError(f"is not {what}: no zip archive, or a damaged one", path=path, remedy=remedy) from error
        self._infos = self._zip.infolist()
        self._refuse_unsafe()
        self.names = tuple(info.filename for info in self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            InputError: it is not there, too large, or damaged.
        """
        if name not in self.names:
            raise self._error(f"is not {self._what}: it has no part {name!r}")
        info = self._zip.getinfo(name)
        if info.file_size > MAX_PART:
            raise self._error(
                f"its part {name!r} is larger than {MAX_PART // 1_000_000} MB", "split the document and do its parts"
            )
        return self._unpacked(info)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of an XML part a piece at a time, each ending where a tag does, if that is near."""
        rest = b""
        with self._zip.open(name) as part:
            while piece := part.read(PIECE):
                whole, end, rest = (rest + piece).rpartition(b">")
                yield whole + end
                if len(rest) > PIECE:
                    yield rest
                    rest = b""
        yield rest

    def replaced(self, parts: Mapping[str, bytes | Packed]) -> bytes:
        """The archive with some parts changed: the same parts in the same order, with the dates that they had."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            new.comment = self._zip.comment
            for info in self._infos:
                copy = zipfile.ZipInfo(info.filename, info.date_time)
                copy.compress_type = info.compress_type
                copy.external_attr, copy.create_system, copy.comment = (
                    info.external_attr,
                    info.create_system,
                    info.comment,
                )
                part = parts.get(info.filename)
                if not isinstance(part, Packed):
                    new.writestr(copy, self._unpacked(info) if part is None else part)
                    continue
                copy.file_size = part.size
                with new.open(copy, "w") as stream:
                    stream.writelines(part.pieces())
        return out.getvalue()

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        buffer = io.BytesIO()  # grows in place, while ZipFile.read holds a part three times
        try:
            with self._zip.open(info) as part:
                while piece := part.read(PIECE):
                    buffer.write(piece)
        except _BROKEN as error:
            raise self._error(f"its part {info.filename!r} is damaged") from error
        return buffer.getvalue()

    def _refuse_unsafe(self) -> None:
        if len(self._infos) > MAX_PARTS:
            raise self._error(f"holds more than {MAX_PARTS} parts")
        seen: set[str] = set()
        total = 0
        for info in self._infos:
            total += info.file_size
            if info.flag_bits & 1:
                raise self._error("is encrypted", "save it without a password")
            if _leaves(info.orig_filename) or info.filename in seen:
                why = "stands twice in it" if info.filename in seen else "leads out of the archive"
                raise self._error(f"is not to be trusted: the name {info.filename[:80]!r} {why}")
            seen.add(info.filename)
            if info.compress_type not in _METHODS:
                raise self._error(f"its part {info.filename!r} is packed in a way that documents are not")
            if info.file_size > max(SMALL, MAX_GROWTH * info.compress_size) or total > MAX_SIZE:
                size = info.file_size // 1_000_000
                raise self._error(f"is not to be trusted: {info.filename!r} would unpack to {size} MB")

    def _error(self, message: str, remedy: str = "open it in the program that made it and save it again") -> InputError:
        return InputError(message, path=self._path, remedy=remedy)


def _leaves(name: str) -> bool:
    """Does a name lead out of its archive?

    >>> [_leaves(name) for name in ("word/document.xml", "../x", "/x", "a/../../x", "C:/x", "a\\\\b")]
    [False, True, True, True, True, True]
    """
    return "\\" in name or "\0" in name or name.startswith("/") or name[1:2] == ":" or ".." in PurePosixPath(name).parts
