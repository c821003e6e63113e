"""What is fuzzed: each target takes bytes and gives a result or an ``InputError`` of one line; anything else is a fault.

Here are the readers; what is done with what they read is in ``uses``.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from fuzz.office import SEEDS, packed
from fuzz.seeds import (
    CATALOG,
    CODED,
    CONCEPTS,
    EVENT,
    MARKDOWN,
    PAGE,
    SMALL_SRX,
    SOURCE,
    SUBTITLES,
    TOML,
    UNITS,
)
from fuzz.target import Target, fault, folder, in_file
from fuzz.uses import PAIR, USES
from kztrans import configuration, documents, formats, segmentation
from kztrans.alignment.anchors import read_anchors
from kztrans.bilingual.lexicon import read_lexicon
from kztrans.errors import InputError
from kztrans.formats import csv, encodings, html, po, tmx, tsv, weblate_csv, xliff
from kztrans.glossary import history
from kztrans.glossary.readers import read as read_glossary
from kztrans.glossary.rows import parse as parse_rows
from kztrans.glossary.writers import Export, write
from kztrans.languages import codes
from kztrans.memory import Memory
from kztrans.memory.files import exported
from kztrans.merging import hand_beads
from kztrans.merging.memory import memory_of, tmx_bytes
from kztrans.merging.record import read as read_record

__all__ = ["READERS", "TARGETS", "Target", "fault"]


def _po(data: bytes) -> object:
    catalog = po.parse(data, "a.po")
    again = po.parse(po.serialize(catalog, data))
    assert [(u.source, u.target) for u in again.units if not u.obsolete] == [
        (u.source, u.target) for u in catalog.units if not u.obsolete
    ], "what is written is not what was read"
    return again


def _there_and_back(name: str) -> Callable[[bytes], object]:
    """Reads a bilingual file, and writes what was read in each dialect of its format, which it has to read again."""
    form = next(form for form in formats.FORMATS if form.module_name == name)

    def run(data: bytes) -> object:
        catalog = form.module.parse(data, f"a{form.endings[0]}")
        for dialect in form.dialects or ("",):
            written = form.module.serialize(catalog, *filter(None, (dialect,)))
            back = form.module.parse(written, f"a{form.endings[0]}")
            assert "untranslated" in form.omits or len(back.units) == len(catalog.units)
        return catalog

    return run


def _document(name: str) -> Callable[[bytes], object]:
    def run(data: bytes) -> object:
        document = documents.parse(data, name, "id")
        segmentation.segment_document(document)
        return documents.write(data, name, [documents.Translation(0, 0, "A translation.")], "en")

    return run


def _office(name: str) -> Target:
    """An office file, of which one part is odd."""
    run = _document(name)
    return Target(lambda data: run(packed(name, data)), lambda: [SEEDS[name].encode()], 15)


def _record(path: Path) -> object:
    record = read_record(path, "a")
    return tmx_bytes(CATALOG, memory_of(CATALOG, "a"), path, record)


def _memory(path: Path) -> object:
    with Memory(path) as memory:
        memory.lookup(SOURCE, "id", "en", "x", "y")
        memory.stats()
        with suppress(InputError):
            memory.add(UNITS, "id", "en", "b.po")
        return exported(memory, "id", "en")


def _memory_seed() -> list[bytes]:
    path = folder() / "seed.sqlite"
    if not path.exists():
        with Memory(path, create=True) as memory:
            memory.add(UNITS, "id", "en", "a.po")
    return [path.read_bytes()]


def _workbook_seed() -> list[bytes]:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["id", "en"], ["negara semu", "quasi-state"], ["gas", 12.5]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return [out.getvalue()]


def _glossary_seed(kind: str) -> Callable[[], list[bytes]]:
    return lambda: [write(CONCEPTS, kind, Export())]


READERS = {
    "po": Target(_po, lambda: [po.serialize(CATALOG)], 20),
    "tmx": Target(_there_and_back("tmx"), lambda: [tmx.serialize(CATALOG), tmx.serialize(CODED)], 20),
    "xliff": Target(
        _there_and_back("xliff"), lambda: [xliff.serialize(c, v) for c in (CATALOG, CODED) for v in xliff.VERSIONS], 20
    ),
    "csv": Target(_there_and_back("csv"), lambda: [csv.serialize(CATALOG), weblate_csv.serialize(CODED)], 20),
    "tsv": Target(_there_and_back("tsv"), lambda: [tsv.serialize(CATALOG), tsv.serialize(CODED)], 15),
    "encodings": Target(encodings.best, lambda: ["Gusmão “ya”".encode("cp1252"), "Қазақстан.".encode("kz1048")], 10),
    "html table": Target(lambda data: html.parse(data, "a.html"), lambda: [html.serialize(CATALOG)], 20),
    "record": Target(in_file("a.tmx", _record), lambda: [tmx.serialize(memory_of(CATALOG, "a"), (), [("fuzzy", "[]")])]),
    "text": Target(_document("a.txt"), lambda: [PAIR, PAIR.decode().encode("utf-16")], 10),
    "html": Target(_document("a.htm"), lambda: [PAGE.encode()], 10),
    "markdown": Target(_document("a.md"), lambda: [MARKDOWN.encode()], 6),
    "srt": Target(_document("a.srt"), lambda: [SUBTITLES.encode()], 15),
    "vtt": Target(_document("a.vtt"), lambda: [b"WEBVTT\n\n" + SUBTITLES.replace(",", ".").encode()], 15),
    "word": _office("a.docx"),
    "slides": _office("a.pptx"),
    "opendocument": _office("a.odt"),
    "book": _office("a.epub"),
    "archive": Target(_document("a.docx"), lambda: [packed("a.docx", SEEDS["a.docx"].encode())], 15),
    "glossary csv": Target(in_file("g.csv", read_glossary), _glossary_seed("csv"), 20),
    "glossary tsv": Target(in_file("g.tsv", read_glossary), _glossary_seed("omegat"), 20),
    "glossary tbx": Target(in_file("g.tbx", read_glossary), lambda: [write(CONCEPTS, k, Export()) for k in ("tbx", "tbx2008")], 20),
    "glossary xlsx": Target(in_file("g.xlsx", read_glossary), _workbook_seed, 3),
    "rows": Target(lambda data: parse_rows(data, "g.csv").data(), _glossary_seed("csv"), 20),
    "history": Target(lambda data: history.parse(data, "h"), lambda: [history.line(EVENT).encode()], 20),
    "beads": Target(lambda data: hand_beads.parse(data, "b"), lambda: [b"source\ttarget\n1\t1-2\nSatu.\tOne.\n"], 10),
    "anchors": Target(in_file("anchors", read_anchors), lambda: [b"1\t1\n3, 4 # x\n"], 10),
    "lexicon": Target(in_file("l.tsv", read_lexicon), lambda: [b"rumah\thouse | home\n", b"house @ rumah\n"], 10),
    "kztrans.toml": Target(in_file("kztrans.toml", configuration.read), lambda: [TOML], 10),
    "pyproject.toml": Target(in_file("pyproject.toml", lambda path: configuration.find(path.parent)), lambda: [b"[tool.kztrans.check]\nstrict = true\n"], 10),
    "srx": Target(lambda data: segmentation.srx.parse_rules(data, "a.srx", "en"), lambda: [SMALL_SRX], 10),
    "memory": Target(in_file("m.sqlite", _memory), _memory_seed, 1),
    "language codes": Target(lambda data: codes.canonical(data.decode("utf-8", "replace")), lambda: [b"in_ID", b"zh-Hant-TW"], 10),
    "by ending": Target(in_file("a.xlf", formats.read), lambda: [xliff.serialize(CATALOG)], 5),
}  # fmt: skip
"""Every reader, with what is written of what it read."""
TARGETS = READERS | USES
"""Every target by its name."""
