"""What is done with texts and files once they are read: each use takes bytes, as the readers do."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

from fuzz.seeds import CATALOG, CONCEPTS, SOURCE, TARGET, UNITS
from fuzz.target import Target, folder, in_file
from kztrans import documents, segmentation
from kztrans.alignment import align
from kztrans.checks import check_catalog
from kztrans.checks.report import baseline
from kztrans.counting.amounts import amount
from kztrans.formats import po, tmx
from kztrans.glossary import Glossary, term_sheet
from kztrans.glossary.accepting import accept
from kztrans.glossary.extraction import extract
from kztrans.glossary.extraction.values import Sentence
from kztrans.glossary.lint import lint
from kztrans.glossary.readers import read as read_glossary
from kztrans.glossary.writers import Export, write
from kztrans.jobs import cleaning, omegat, stats
from kztrans.jobs.render import render
from kztrans.memory import Memory
from kztrans.memory.anonymising import names_of
from kztrans.memory.care import Held
from kztrans.memory.figures import put_in
from kztrans.memory.files import read_entries
from kztrans.merging.merge import merged
from kztrans.merging.record import Record
from kztrans.model import Catalog, Unit
from kztrans.units.side import Side

__all__ = ["PAIR", "USES"]

PAIR = f"{SOURCE}\n\n{TARGET}".encode()
SMALL = Glossary(CONCEPTS)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _texts(data: bytes) -> tuple[str, str]:
    one, _, other = _text(data).partition("\n\n")
    return one, other


@cache
def _glossary() -> Glossary:
    return Glossary.load()


def _check(data: bytes) -> object:
    source, target = _texts(data)
    return check_catalog(Catalog("id", "en", (Unit(source, target),)), _glossary())


def _check_file(data: bytes) -> object:
    """The checks over a whole file, of which they compare the entries with each other."""
    return check_catalog(po.parse(data, "a.po"), SMALL, fuzzy=True)


def _merge(data: bytes) -> object:
    """A new cut of a text is merged into an old file, which is what the bytes say."""
    old = po.parse(data, "a.po")
    fresh = Catalog("id", "en", tuple(Unit(unit.source, "") for unit in UNITS))
    catalog, _ = merged(old, fresh, Record("a"), ["One two."])
    return po.serialize(catalog, data)


def _merge_sequence(data: bytes) -> object:
    """Cuts of a text that is changed, one after the other: a translation is never lost, and nothing comes twice."""
    catalog = Catalog("id", "en", tuple(Unit(line, f"T {line}") for line in ("Satu dua.", "Tiga empat lima.")))
    for text in _text(data).split("\n\n")[:4]:
        lines = [line for line in text.splitlines()[:12] if line.strip()]
        catalog, _ = merged(catalog, Catalog("id", "en", tuple(Unit(line, "") for line in lines)), Record("a"), [])
        again, _ = merged(catalog, Catalog("id", "en", tuple(Unit(line, "") for line in lines)), Record("a"), [])
        assert again.units == catalog.units, "the same cut again changes something"
    assert {"T Satu dua.", "T Tiga empat lima."} <= {u.target for u in catalog.units}, "a translation is lost"
    return catalog


def _align(data: bytes) -> object:
    source, target = (text.splitlines()[:12] for text in _texts(data))
    return align(source, target, source_lang="id", target_lang="en")


@cache
def _memory() -> Memory:
    memory = Memory(folder() / "queried.sqlite", create=True)
    memory.add(UNITS, "id", "en", "a.po")
    return memory


def _query(data: bytes) -> object:
    """A text and a phrase that somebody looks for."""
    one, other = _texts(data)
    _memory().lookup(one, "id", "en", other, one, threshold=50, limit=5)
    return _memory().phrase(one[:200], "id", "en"), SMALL.search(one[:200])


def _figures(data: bytes) -> object:
    old, new = _texts(data)
    return put_in(new, old, TARGET, "id", "en"), amount(old)


def _clean(data: bytes) -> object:
    lines = _text(data).splitlines()[:12]
    pairs = zip(lines[::2], lines[1::2], strict=False)
    return cleaning.faults(
        [Held(n, one, other, "id", "en", "a.tmx", "", "") for n, (one, other) in enumerate(pairs, 1)]
    )


def _entries(path: Path) -> object:
    return list(read_entries(path))


def _rendered(data: bytes) -> object:
    """A text with the translations of a file that was made of another one."""
    document = documents.parse(data, "a.txt", "id")
    side = Side(document, tuple(segmentation.segment_document(document)))
    return documents.write(data, "a.txt", render(CATALOG, side, ["a b.txt"], "source").translations, "en")


def _sheet(data: bytes) -> object:
    rows = term_sheet.rows([(hit, 1) for hit in SMALL.find(_text(data), "id")], "en")
    return [term_sheet.written(rows, kind, "a", ("id", "en")) for kind in ("text", "csv", "json", "html")]


def _terms(data: bytes) -> object:
    return extract([Sentence(*_texts(data), "a.txt", 1)], SMALL, limit=5)


def _accept(path: Path) -> object:
    mine = folder() / "accepted.csv"
    mine.write_bytes(write(CONCEPTS, "csv", Export()))
    return accept(path, mine, reviewer="Ani", date="2026-03-01", langs=("id", "en"))


def _count(path: Path) -> object:
    return stats.run(stats.StatsJob((path,)))


_LAID = po.serialize(replace(CATALOG, headers=(("Language", "en"), ("X-Source-Language", "id"))))


@cache
def _project() -> Path:
    """A folder with a PO that is laid out in a project of OmegaT's."""
    place = folder() / "laid out"
    place.mkdir()
    (place / "laid.po").write_bytes(_LAID)
    omegat.lay_out(place / "project", [place / "laid.po"], SMALL)
    return place


def _omegat(name: Path, seed: bytes = b"") -> Target:
    """A project of OmegaT's whose file is odd: what was translated is taken back."""

    def run(data: bytes) -> object:
        place = folder() / "taken"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(_project(), place)
        (place / "project" / name).write_bytes(data)
        return omegat.take_back(place / "project")

    return Target(run, lambda: [seed or (_project() / "project" / name).read_bytes()], 2)


def _report_seed() -> list[bytes]:
    return [
        b'{"version": "1", "findings": [{"check": "end", "path": "a.po", "message": "x", "source": "y"}]}',
        b'{"runs": [{"results": [{"partialFingerprints": {"kztransFinding/v1": "ab12"}}]}]}',
    ]


def _rows_seed(*, proposed: bool = False) -> list[bytes]:
    concepts = [replace(c, id=f"{c.id}-2", review="approved") if proposed else c for c in CONCEPTS]
    return [write(concepts, "csv", Export())]


USES = {
    "checks": Target(_check, lambda: [PAIR], 6),
    "checks of a file": Target(_check_file, lambda: [po.serialize(CATALOG)], 6),
    "matcher": Target(lambda data: _glossary().find(_text(data), "id"), lambda: [SOURCE.encode()], 8),
    "segmenter": Target(lambda data: segmentation.segment(_text(data), "id"), lambda: [SOURCE.encode()], 15),
    "merge": Target(_merge, lambda: [po.serialize(CATALOG)], 15),
    "merge sequences": Target(
        _merge_sequence, lambda: [b"Satu dua.\nTiga empat lima.\n\nTiga empat.\nSatu dua.\n\nSatu."], 10
    ),
    "aligner": Target(_align, lambda: [b"Satu.\nDua 5.\nTiga.\n\nOne.\nTwo 5.\nThree."], 1),
    "queries": Target(_query, lambda: [PAIR], 5),
    "figures": Target(_figures, lambda: [PAIR], 10),
    "cleaning": Target(_clean, lambda: [PAIR.replace(b"\n\n", b"\n")], 1),
    "entries": Target(in_file("e.tmx", _entries), lambda: [tmx.serialize(CATALOG)], 10),
    "names": Target(in_file("names.txt", names_of), lambda: [b"Ani Satu\nBudi\n"], 5),
    "rendering": Target(_rendered, lambda: [PAIR, SOURCE.encode()], 5),
    "term sheet": Target(_sheet, lambda: [SOURCE.encode()], 8),
    "extraction": Target(_terms, lambda: [PAIR], 1),
    "lint": Target(in_file("n.csv", lambda path: lint(list(read_glossary(path)))), _rows_seed, 5),
    "accepting": Target(in_file("p.csv", _accept), lambda: _rows_seed(proposed=True), 2),
    "statistics": Target(in_file("s.po", _count), lambda: [po.serialize(CATALOG)], 5),
    "baseline": Target(in_file("r.json", baseline.known), _report_seed, 5),
    "omegat memory": _omegat(omegat.SAVED, tmx.serialize(CATALOG)),
    "omegat state": _omegat(omegat.STATE),
    "omegat target": _omegat(Path("target") / "laid.po", _LAID),
}
"""Every use by its name."""
