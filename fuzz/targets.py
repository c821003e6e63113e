"""What is fuzzed: each target takes bytes and gives a result or an ``InputError`` of one line; anything else is a fault.

Good inputs that the odd ones are made from are written by kztrans itself, here, or are a few lines of our own.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fuzz.office import SEEDS, packed
from kztrans import configuration, documents, formats, segmentation
from kztrans.alignment import align
from kztrans.alignment.anchors import read_anchors
from kztrans.bilingual.lexicon import read_lexicon
from kztrans.checks import check_catalog
from kztrans.errors import InputError
from kztrans.formats import csv, encodings, html, po, tmx, tsv, weblate_csv, xliff
from kztrans.glossary import Glossary, history
from kztrans.glossary.readers import read as read_glossary
from kztrans.glossary.rows import parse as parse_rows
from kztrans.glossary.writers import Export, write
from kztrans.languages import codes
from kztrans.memory import Memory
from kztrans.memory.files import exported
from kztrans.merging import hand_beads
from kztrans.merging.memory import memory_of, tmx_bytes
from kztrans.merging.merge import merged
from kztrans.merging.record import Record
from kztrans.merging.record import read as read_record
from kztrans.model import Catalog, Code, Concept, Reference, Term, Unit

__all__ = ["TARGETS", "Target", "fault"]


@dataclass(frozen=True)
class Target:
    """Something that reads bytes, and good bytes for it."""

    run: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]
    share: int = 10
    """How often it is chosen, against the others."""


def fault(target: Target, data: bytes) -> str:
    """What is wrong with what a target does to some bytes, or nothing."""
    try:
        target.run(data)
    except InputError as error:
        text = str(error)
        return f"a message of more than one line: {text[:200]!r}" if "\n" in text or len(text) > 2000 else ""
    except Exception as error:
        import traceback

        places = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)[-3:]]
        return f"{type(error).__name__} at {' > '.join(places)}: {str(error)[:150]}"
    return ""


SOURCE = (
    "Dr. Hasan datang pukul 07.30. Harga gas naik 3,5 persen pada 12 April 2024. “Ya,” katanya … (lihat http://a.b)."
)
TARGET = "Dr Hasan came at 7:30. Gas prices rose by 3.5 per cent on 12 April 2024. “Yes,” he said … (see http://a.b)."
UNITS = (
    Unit(SOURCE, TARGET, references=(Reference("a b.txt", 3),), notes=("Term: gas",), flags=("no-wrap",)),
    Unit("Satu <b1>dua</b1><br2/>", "One <b1>two</b1>", fuzzy=True, previous="Satu", score=0.5, context="menu"),
    Unit("%d berkas", "", plural="%d berkas-berkas", plural_targets=("file", "files")),
    Unit("Lama", "Old", obsolete=True, comments=("kztrans: ignore end",)),
)
CATALOG = Catalog("id", "en", UNITS, (("Language", "en"), ("Plural-Forms", "nplurals=2; plural=n != 1;")), ("a.txt",))
CONCEPTS = (
    Concept("quasi-state", (Term("negara semu", "id"), Term("quasi-state", "en")), "noun", definition="A state."),
    Concept("gas", (Term("gas", "id"), Term("gas", "en"), Term("fumes", "en", "deprecated")), "noun", note="a | b"),
)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="kztrans-fuzz-"))


def _in_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """A reader of files as one of bytes."""

    def run(data: bytes) -> object:
        path = _folder() / name
        path.write_bytes(data)
        return read(path)

    return run


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


def _texts(data: bytes) -> tuple[str, str]:
    one, _, other = data.decode("utf-8", "replace").partition("\n\n")
    return one, other


@cache
def _glossary() -> Glossary:
    return Glossary.load()


def _check(data: bytes) -> object:
    source, target = _texts(data)
    return check_catalog(Catalog("id", "en", (Unit(source, target),)), _glossary())


def _merge(data: bytes) -> object:
    """A new cut of a text is merged into an old file, which is what the bytes say."""
    old = po.parse(data, "a.po")
    fresh = Catalog("id", "en", tuple(Unit(unit.source, "") for unit in UNITS))
    catalog, _ = merged(old, fresh, Record("a"), ["One two."])
    return po.serialize(catalog, data)


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
    path = _folder() / "seed.sqlite"
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


def _align(data: bytes) -> object:
    source, target = (text.splitlines()[:12] for text in _texts(data))
    return align(source, target, source_lang="id", target_lang="en")


CODES = (
    Code("i1", "open", "", "<i>", id="3"),
    Code("b2", "pair", "", "<b>", "</b>", id="1", type="bold"),
    Code("br3", "alone", "", "<br/>", id="2"),
    Code("{n}", "alone", "", "{n}", id="9"),
)
CODED = Catalog("id", "en", (Unit("<i1>Buka <b2>pintu</b2>.<br3/> {n}", "{n} <b2>door</b2> <i1>", codes=CODES),))
EVENT = history.Event("2026-03-01", "Ani", "approve", "gas", "why", (("review", ""),), (("review", "approved"),))
PAIR = f"{SOURCE}\n\n{TARGET}".encode()
TOML = (
    b'[check]\nskip = ["end"]\nstrict = true\n[check.severity]\nnumbers = "warning"\n[glossary]\nuse = ["approved"]\n'
)
SUBTITLES = "1\n00:00:01,000 --> 00:00:02,500\nSatu <i>dua</i>\n- tiga.\n\n2\n00:00:03,000 --> 00:00:04,000\nEmpat.\n"
MARKDOWN = "---\ntitle: x\n---\n# Satu\n\nDua *tiga* [empat](http://a.b) `x`.\n\n- lima\n  - enam\n\n| a | b |\n|--|--|\n| 1 | 2 |\n"
PAGE = "<!DOCTYPE html><html lang=id><title>Satu</title><body><p>Dua <b>tiga</b> &amp; empat<br>lima<ul><li>enam</ul></html>"
SMALL_SRX = b"""<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no"/><body><languagerules>
<languagerule languagerulename="x"><!-- titles --><rule break="no"><beforebreak>\\bDr\\.</beforebreak><afterbreak>\\s</afterbreak>
</rule><rule break="yes"><beforebreak>[.?!]+</beforebreak><afterbreak>\\s+\\x{41}</afterbreak></rule></languagerule>
</languagerules><maprules><languagemap languagepattern="(?i)en.*" languagerulename="x"/></maprules></body></srx>
"""

TARGETS = {
    "po": Target(_po, lambda: [po.serialize(CATALOG)], 20),
    "tmx": Target(_there_and_back("tmx"), lambda: [tmx.serialize(CATALOG), tmx.serialize(CODED)], 20),
    "xliff": Target(
        _there_and_back("xliff"), lambda: [xliff.serialize(c, v) for c in (CATALOG, CODED) for v in xliff.VERSIONS], 20
    ),
    "csv": Target(_there_and_back("csv"), lambda: [csv.serialize(CATALOG), weblate_csv.serialize(CODED)], 20),
    "tsv": Target(_there_and_back("tsv"), lambda: [tsv.serialize(CATALOG), tsv.serialize(CODED)], 15),
    "encodings": Target(encodings.best, lambda: ["Gusmão “ya”".encode("cp1252"), "Қазақстан.".encode("kz1048")], 10),
    "html table": Target(lambda data: html.parse(data, "a.html"), lambda: [html.serialize(CATALOG)], 20),
    "record": Target(_in_file("a.tmx", _record), lambda: [tmx.serialize(memory_of(CATALOG, "a"), (), [("fuzzy", "[]")])]),
    "text": Target(_document("a.txt"), lambda: [PAIR, PAIR.decode().encode("utf-16")], 10),
    "html": Target(_document("a.htm"), lambda: [PAGE.encode()], 15),
    "markdown": Target(_document("a.md"), lambda: [MARKDOWN.encode()], 15),
    "srt": Target(_document("a.srt"), lambda: [SUBTITLES.encode()], 15),
    "vtt": Target(_document("a.vtt"), lambda: [b"WEBVTT\n\n" + SUBTITLES.replace(",", ".").encode()], 15),
    "word": _office("a.docx"),
    "slides": _office("a.pptx"),
    "opendocument": _office("a.odt"),
    "book": _office("a.epub"),
    "archive": Target(_document("a.docx"), lambda: [packed("a.docx", SEEDS["a.docx"].encode())], 15),
    "glossary csv": Target(_in_file("g.csv", read_glossary), _glossary_seed("csv"), 20),
    "glossary tsv": Target(_in_file("g.tsv", read_glossary), _glossary_seed("omegat"), 20),
    "glossary tbx": Target(_in_file("g.tbx", read_glossary), lambda: [write(CONCEPTS, k, Export()) for k in ("tbx", "tbx2008")], 20),
    "glossary xlsx": Target(_in_file("g.xlsx", read_glossary), _workbook_seed, 3),
    "rows": Target(lambda data: parse_rows(data, "g.csv").data(), _glossary_seed("csv"), 20),
    "history": Target(lambda data: history.parse(data, "h"), lambda: [history.line(EVENT).encode()], 20),
    "beads": Target(lambda data: hand_beads.parse(data, "b"), lambda: [b"source\ttarget\n1\t1-2\nSatu.\tOne.\n"], 10),
    "anchors": Target(_in_file("anchors", read_anchors), lambda: [b"1\t1\n3, 4 # x\n"], 10),
    "lexicon": Target(_in_file("l.tsv", read_lexicon), lambda: [b"rumah\thouse | home\n", b"house @ rumah\n"], 10),
    "kztrans.toml": Target(_in_file("kztrans.toml", configuration.read), lambda: [TOML], 10),
    "pyproject.toml": Target(_in_file("pyproject.toml", lambda path: configuration.find(path.parent)), lambda: [b"[tool.kztrans.check]\nstrict = true\n"], 10),
    "srx": Target(lambda data: segmentation.srx.parse_rules(data, "a.srx", "en"), lambda: [SMALL_SRX], 10),
    "memory": Target(_in_file("m.sqlite", _memory), _memory_seed, 1),
    "language codes": Target(lambda data: codes.canonical(data.decode("utf-8", "replace")), lambda: [b"in_ID", b"zh-Hant-TW"], 10),
    "checks": Target(_check, lambda: [PAIR], 4),
    "matcher": Target(lambda data: _glossary().find(data.decode("utf-8", "replace"), "id"), lambda: [SOURCE.encode()], 8),
    "segmenter": Target(lambda data: segmentation.segment(data.decode("utf-8", "replace"), "id"), lambda: [SOURCE.encode()], 8),
    "merge": Target(_merge, lambda: [po.serialize(CATALOG)], 8),
    "aligner": Target(_align, lambda: [b"Satu.\nDua 5.\nTiga.\n\nOne.\nTwo 5.\nThree."], 1),
    "by ending": Target(_in_file("a.xlf", formats.read), lambda: [xliff.serialize(CATALOG)], 5),
}  # fmt: skip
"""Every target by its name."""
