"""Where the beads of a corpus go: a file that is written as they come, and is there in the end, whole, or not at all.

A sink has ``add(row)`` for each bead, ``close()`` that puts the file in its place, and ``drop()`` that removes what was
written. A format more is a class more, and a line in `SINKS`.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Protocol
from xml.sax.saxutils import escape, quoteattr

from kztrans import __version__
from kztrans.corpus.parts import BeadRow, line
from kztrans.errors import InputError
from kztrans.formats.xml_characters import allowed

__all__ = ["SINKS", "Parquet", "Sink", "Tmx", "Tsv"]

_ROW_GROUP = 50_000
"""Rows that a Parquet file keeps together."""


class Sink(Protocol):
    """See above."""

    def add(self, row: BeadRow) -> None: ...

    def close(self) -> None: ...

    def drop(self) -> None: ...


class _File:
    """A temporary file in the folder of the one that it will be."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _told(path):
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.{os.getpid()}-", suffix=".tmp", dir=path.parent)
            self.temporary = Path(name)
            self.stream: IO[bytes] = os.fdopen(handle, "wb", buffering=1 << 20)

    def write(self, text: str) -> None:
        with _told(self.path):
            self.stream.write(text.encode("utf-8", "replace"))

    def close(self) -> None:
        with _told(self.path):
            self.stream.flush()
            os.fsync(self.stream.fileno())
            self.stream.close()
            umask = os.umask(0)
            os.umask(umask)
            self.temporary.chmod(0o666 & ~umask)
            self.temporary.replace(self.path)

    def drop(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self.stream.close()
        with contextlib.suppress(OSError):
            self.temporary.unlink()


@contextlib.contextmanager
def _told(path: Path) -> Any:
    try:
        yield
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        raise InputError(what, path=path, remedy="make room, or check the folder; what was finished is kept") from error


class Tmx:
    """TMX 1.4b, a unit a bead, with its document, place and probability as properties."""

    def __init__(self, path: Path, source_lang: str, target_lang: str) -> None:
        self._file = _File(path)
        self._langs = quoteattr(source_lang), quoteattr(target_lang)
        self._file.write(
            "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"
            f'<tmx version="1.4">\n  <header creationtool="kztrans" creationtoolversion="{__version__}" '
            f'segtype="sentence" o-tmf="kztrans" adminlang="en" srclang={self._langs[0]} datatype="plaintext"/>\n'
            "  <body>\n"
        )

    def add(self, row: BeadRow) -> None:
        one, two = self._langs
        props = (("x-document", row.document), ("x-place", row.place), ("x-confidence", f"{row.score:.2f}"))
        inner = "".join(f"      <prop type={quoteattr(kind)}>{_xml(value)}</prop>\n" for kind, value in props)
        self._file.write(
            f"    <tu>\n{inner}"
            f"      <tuv xml:lang={one}><seg>{_xml(row.source)}</seg></tuv>\n"
            f"      <tuv xml:lang={two}><seg>{_xml(row.target)}</seg></tuv>\n    </tu>\n"
        )

    def close(self) -> None:
        self._file.write("  </body>\n</tmx>\n")
        self._file.close()

    def drop(self) -> None:
        self._file.drop()


def _xml(text: str) -> str:
    return escape(allowed(text)).replace("\r", "&#13;")


class Tsv:
    """A table with a line of names."""

    def __init__(self, path: Path, source_lang: str, target_lang: str) -> None:
        self._file = _File(path)
        self._file.write(f"document\tplace\tkind\tscore\t{source_lang}\t{target_lang}\n")

    def add(self, row: BeadRow) -> None:
        self._file.write(line(row))

    def close(self) -> None:
        self._file.close()

    def drop(self) -> None:
        self._file.drop()


class Parquet:
    """Apache Parquet, with pyarrow."""

    def __init__(self, path: Path, source_lang: str, target_lang: str) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            remedy = "pip install 'kztrans[cluster]'"
            raise InputError("a Parquet file needs pyarrow", path=path, remedy=remedy) from error
        self._file = _File(path)
        text = pyarrow.string()
        names = ("document", "place", "kind", "score", source_lang, target_lang)
        self._schema = pyarrow.schema([(name, pyarrow.float32() if name == "score" else text) for name in names])
        self._table = pyarrow.Table
        self._writer = pyarrow.parquet.ParquetWriter(self._file.stream, self._schema)
        self._rows: list[tuple[str, str, str, float, str, str]] = []

    def add(self, row: BeadRow) -> None:
        self._rows.append((row.document, row.place, row.kind, row.score, row.source, row.target))
        if len(self._rows) == _ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        columns = [list(column) for column in zip(*self._rows, strict=True)] or [[] for _ in self._schema]
        with _told(self._file.path):
            self._writer.write_table(self._table.from_arrays(self._arrays(columns), schema=self._schema))
        self._rows = []

    def _arrays(self, columns: list[list[Any]]) -> list[Any]:
        import pyarrow

        return [pyarrow.array(column, type=field.type) for column, field in zip(columns, self._schema, strict=True)]

    def close(self) -> None:
        if self._rows:
            self._flush()
        with _told(self._file.path):
            self._writer.close()
        self._file.close()

    def drop(self) -> None:
        self._file.drop()


SINKS: dict[str, Callable[[Path, str, str], Sink]] = {"tmx": Tmx, "tsv": Tsv, "parquet": Parquet}
"""A format's name, which is its files' ending, to its sink."""
