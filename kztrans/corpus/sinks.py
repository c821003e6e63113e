"""Where the beads of a corpus go: a file that is written as they come, and is there in the end, whole, or not at all.

A sink is a context that gives a function to call with each bead. A format more is a function more, and a line in
`SINKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kztrans import __version__
from kztrans.atomic import streamed
from kztrans.corpus.parts import BeadRow, line
from kztrans.errors import InputError
from kztrans.formats.xml_characters import allowed

__all__ = ["SINKS", "Add", "parquet", "tmx", "tsv"]

Add = Callable[[BeadRow], object]
"""Takes a bead into a file."""
_ROW_GROUP = 50_000
"""Rows that a Parquet file keeps together."""


@contextmanager
def tmx(path: Path, source_lang: str, target_lang: str) -> Iterator[Add]:
    """TMX 1.4b, a unit a bead, with its document, place and probability as properties."""
    one, two = quoteattr(source_lang), quoteattr(target_lang)
    head = (
        "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"
        f'<tmx version="1.4">\n  <header creationtool="kztrans" creationtoolversion="{__version__}" '
        f'segtype="sentence" o-tmf="kztrans" adminlang="en" srclang={one} datatype="plaintext"/>\n  <body>\n'
    )

    def unit(row: BeadRow) -> bytes:
        props = (("x-document", row.document), ("x-place", row.place), ("x-confidence", f"{row.score:.2f}"))
        inner = "".join(f"      <prop type={quoteattr(kind)}>{_xml(value)}</prop>\n" for kind, value in props)
        return (
            f"    <tu>\n{inner}"
            f"      <tuv xml:lang={one}><seg>{_xml(row.source)}</seg></tuv>\n"
            f"      <tuv xml:lang={two}><seg>{_xml(row.target)}</seg></tuv>\n    </tu>\n"
        ).encode("utf-8", "replace")

    with streamed(path) as stream:
        stream.write(head.encode())
        yield lambda row: stream.write(unit(row))
        stream.write(b"  </body>\n</tmx>\n")


def _xml(text: str) -> str:
    return escape(allowed(text)).replace("\r", "&#13;")


@contextmanager
def tsv(path: Path, source_lang: str, target_lang: str) -> Iterator[Add]:
    """A table with a line of names."""
    with streamed(path) as stream:
        stream.write(f"document\tplace\tkind\tscore\t{source_lang}\t{target_lang}\n".encode())
        yield lambda row: stream.write(line(row).encode("utf-8", "replace"))


@contextmanager
def parquet(path: Path, source_lang: str, target_lang: str) -> Iterator[Add]:
    """Apache Parquet, with pyarrow."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        remedy = "pip install 'kztrans[cluster]'"
        raise InputError("a Parquet file needs pyarrow", path=path, remedy=remedy) from error
    names = ("document", "place", "kind", "score", source_lang, target_lang)
    schema = pyarrow.schema([(name, pyarrow.float32() if name == "score" else pyarrow.string()) for name in names])
    rows: list[tuple[Any, ...]] = []
    with streamed(path) as stream:
        writer = ParquetWriter(stream, schema)

        def flush() -> None:
            columns = zip(*rows, strict=True)
            arrays = [pyarrow.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
            rows.clear()

        def add(row: BeadRow) -> None:
            rows.append((row.document, row.place, row.kind, row.score, row.source, row.target))
            if len(rows) == _ROW_GROUP:
                flush()

        try:
            yield add
            if rows:
                flush()
            writer.close()
        except BaseException:
            with suppress(Exception):  # it would try again when it is collected, and say so
                writer.close()
            raise


SINKS: dict[str, Callable[[Path, str, str], AbstractContextManager[Add]]] = {
    "tmx": tmx,
    "tsv": tsv,
    "parquet": parquet,
}
"""A format's name, which is its files' ending, to its sink."""
