"""The files that a memory is fed from and given away as: bilingual formats in, TMX out."""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kztrans import __version__, formats
from kztrans.errors import InputError
from kztrans.formats import tmx, tmx_codes
from kztrans.formats.xml_characters import allowed
from kztrans.languages import codes
from kztrans.memory.entries import FOLLOWING_PROP, PREVIOUS_PROP, Entry, from_tmx, from_units, timestamp
from kztrans.memory.store import Memory, Stored
from kztrans.model import Code, Unit

__all__ = ["exported", "read_entries"]

BILINGUAL = (".po", ".xlf", ".xliff", ".csv", ".tsv")
"""Endings of the formats that are read besides TMX."""
DEFAULT_SOURCE = "id"
"""The source language of a PO file that does not name one."""


def read_entries(
    path: str | os.PathLike[str], source_lang: str = "", target_lang: str = "", losses: Counter[str] | None = None
) -> Iterator[Entry]:
    """The entries of a PO, TMX, XLIFF or CSV file, by the ending of its name; TMX is streamed.

    Args:
        path: the file.
        source_lang: for PO, the language of a file whatever its header says; of TMX, the only source language to take.
        target_lang: likewise.
        losses: what of the file is in no entry is counted here.

    Raises:
        InputError: the file cannot be read, is none of them, or does not say what its languages are.
    """
    suffix = Path(path).suffix.lower()
    losses = Counter() if losses is None else losses
    if suffix == ".tmx":
        return from_tmx(tmx.iterate(path, losses), source_lang, target_lang, losses)
    if suffix in BILINGUAL:
        return _from_catalog(path, source_lang, target_lang, losses)
    known = ", ".join((".tmx", *BILINGUAL))
    raise InputError(f"is no bilingual file ({known})", path=path, remedy="name another, or two documents with --pair")


def exported(memory: Memory, source_lang: str = "", target_lang: str = "") -> tuple[bytes, int]:
    """A memory's units of one pair of languages as the bytes of a TMX 1.4b file, and how many there are.

    Raises:
        InputError: the memory holds no such pair, or several to choose from.
    """
    source, target = _chosen(memory, source_lang, target_lang)
    buffer = io.BytesIO()
    count = 0
    buffer.write(_head(source).encode())
    for unit in memory.units(source, target):
        buffer.write(_tu(unit, source, target).encode())
        count += 1
    buffer.write(b"  </body>\n</tmx>\n")
    return buffer.getvalue(), count


def _from_catalog(
    path: str | os.PathLike[str], source_lang: str, target_lang: str, losses: Counter[str]
) -> Iterator[Entry]:
    faults: list[InputError] = []
    catalog = formats.read(path, source_lang, target_lang, faults)
    if faults and not catalog.units:
        raise faults[0]
    losses.update(dict(catalog.losses))
    source, target = catalog.source_lang or DEFAULT_SOURCE, catalog.target_lang
    if not target:
        raise InputError("does not say which language it translates into", path=path, remedy="name it with -t")
    if codes.same(source, target):
        what = f"translates {source} into {target}"
        what += "" if codes.canonical(source) == codes.canonical(target) else ", which are one language to a memory"
        raise InputError(what, path=path, remedy="name its source language with -s")
    headers = dict(catalog.headers)
    changed, author = timestamp(headers.get("PO-Revision-Date", "")), headers.get("Last-Translator", "")
    return from_units(_then(catalog.units, faults), source, target, changed, author if changed else "", losses)


def _then(units: Iterable[Unit], faults: Sequence[InputError]) -> Iterator[Unit]:
    """Units, and then the fault that they end with."""
    yield from units
    if faults:
        raise faults[0]


def _chosen(memory: Memory, source_lang: str, target_lang: str) -> tuple[str, str]:
    known = memory.languages()
    wanted = [
        pair
        for pair in known
        if codes.same(pair[0], source_lang or pair[0]) and codes.same(pair[1], target_lang or pair[1])
    ]
    if len(wanted) == 1:
        return wanted[0]
    there = ", ".join(f"{source} to {target}" for source, target in known) or "nothing"
    what = "holds several pairs of languages" if wanted else "holds no such pair of languages"
    raise InputError(f"{what}: {there}", path=memory.path, remedy="name one with -s and -t")


def _head(source_lang: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'  <header creationtool="kztrans" creationtoolversion="{__version__}" segtype="sentence" o-tmf="kztrans"'
        f' adminlang="en" srclang={quoteattr(source_lang)} datatype="plaintext"/>\n  <body>\n'
    )


def _tu(unit: Stored, source_lang: str, target_lang: str) -> str:
    attributes = {"tuid": unit.tuid, "changedate": unit.changed, "changeid": unit.author}
    start = "".join(f" {name}={quoteattr(allowed(value))}" for name, value in attributes.items() if value)
    lines = [f"    <tu{start}>"]
    props = {
        "x-origin": unit.origin,
        "x-context": unit.context,
        PREVIOUS_PROP: _hexadecimal(unit.previous),
        FOLLOWING_PROP: _hexadecimal(unit.following),
    }
    lines += [f'      <prop type="{kind}">{_text(value)}</prop>' for kind, value in props.items() if value]
    for lang, text in ((source_lang, unit.source), (target_lang, unit.target)):
        lines.append(f"      <tuv xml:lang={quoteattr(lang)}><seg>{_seg(text, unit.codes)}</seg></tuv>")
    return "\n".join([*lines, "    </tu>\n"])


def _hexadecimal(value: int | None) -> str | None:
    return None if value is None else value.to_bytes(8, "big", signed=True).hex()


def _seg(text: str, codes: tuple[Code, ...]) -> str:
    """What stands in a segment; codes of which nothing but a tag is known are text, as in a PO."""
    if not codes:
        return _text(text)
    from lxml import etree

    seg = etree.Element("seg")
    tmx_codes.write(seg, text, codes)
    return etree.tostring(seg, encoding="unicode").removeprefix("<seg>").removesuffix("</seg>")


def _text(text: str) -> str:
    return escape(allowed(text), {"\r": "&#13;"})
