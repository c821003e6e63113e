"""A small project with a translator's work in it, and every change that kztrans makes to its files.

``CHANGES`` is the one table: a new command that writes gets a line there, and is killed and raced with all others that
write the same files.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from pathlib import Path

from kztrans.cli import cli
from kztrans.cli.outcome import worked
from kztrans.errors import InputError
from kztrans.glossary import decisions
from kztrans.memory import Memory
from kztrans.merging import edit
from kztrans.model import Catalog, Concept, Term
from kztrans.reading import read_bytes

__all__ = ["CHANGES", "PAIRS", "WORK", "Change", "content", "project", "state"]

BY = {"reviewer": "Ani", "date": "2026-03-01"}
REVIEW = ("--reviewer", "Ani", "--date", "2026-03-01")
PO, TMX = "locales/en/a.po", "locales/a.id-en.tmx"
TEXT = "Rapat dimulai.\nAnjing lari.\nIa pulang.\n"
WORK = "The meeting begins."
"""What a translator wrote: it is in the PO whatever happens."""
TM = ("--tm", "m.sqlite")
ALONE = ("-g", "g.csv", "--no-lexicon", "-q")


@dataclass(frozen=True)
class Change:
    """Something that writes files."""

    run: Callable[[], object]
    files: tuple[str, ...]
    """What it writes to, as far as others write there, too."""
    again: bool = True
    """Is it the same when it is done twice?"""
    extra: tuple[str, ...] = field(default=())
    """Beginnings of names that are new with each run."""


def command(*arguments: str) -> Callable[[], object]:
    """A command line, as a user types it."""
    return lambda: cli.main([*arguments], prog_name="kztrans", standalone_mode=False)


def translate(source: str, target: str) -> Callable[[], object]:
    """A translation, as the review application saves it."""

    def change(catalog: Catalog) -> Catalog:
        unit = next(unit for unit in catalog.units if unit.source == source)
        return edit.replace_unit(catalog, unit, edit.translate(unit, target))

    return lambda: edit.save(Path(PO), Path(TMX), change)


def add() -> object:
    """A concept, as the review application adds it."""
    return decisions.add(Path("g.csv"), Concept("new", (Term("kata baru", "id"), Term("new word", "en"))), **BY)


DONE = ("done.po", "--source", "done.txt", "-q", "-o", "out.txt")
CHANGES = {
    "align": Change(command("align", "a.id.txt", *ALONE), (PO, TMX)),
    "translate": Change(translate("Anjing lari.", "The dog runs."), (PO, TMX)),
    "translate another": Change(translate("Ia pulang.", "She went home."), (PO, TMX)),
    "omegat": Change(command("omegat", "work", "-g", "g.csv", "-q"), (PO, TMX, "work")),
    "glossary import": Change(command("glossary", "import", "more.csv", "-o", "g.csv"), ("g.csv",)),
    "glossary accept": Change(command("glossary", "accept", "p.csv", "g.csv", *REVIEW), ("g.csv", "p.csv")),
    "decide": Change(command("glossary", "review", "g.csv", "ship", "--state", "approved", *REVIEW), ("g.csv",)),
    "undo": Change(command("glossary", "review", "g.csv", "--undo", *REVIEW), ("g.csv",), again=False),
    "add a concept": Change(add, ("g.csv",), again=False),
    "glossary extract": Change(
        command("glossary", "extract", "done.po", "-o", "p.csv", "--no-glossary", "-q", "-n", "5"), ("p.csv",)
    ),
    "decide on a proposal": Change(
        command("glossary", "review", "p.csv", "two", "--state", "rejected", *REVIEW), ("p.csv",)
    ),
    "tm add": Change(command("tm", "add", "done.po", *TM, "-q"), ("m.sqlite",)),
    "tm edit": Change(command("tm", "edit", "1", "Edited.", *TM), ("m.sqlite",)),
    "tm delete": Change(
        command("tm", "delete", "--match", "Hapus", "--apply", *TM), ("m.sqlite",), extra=("m.backup",)
    ),
    "tm clean": Change(command("tm", "clean", "--kind", "broken", "--apply", *TM), ("m.sqlite",), extra=("m.backup",)),
    "tm merge": Change(command("tm", "merge", "other.sqlite", *TM), ("m.sqlite",)),
    "tm anonymise": Change(command("tm", "anonymise", "--apply", *TM), ("m.sqlite",), extra=("m.backup",)),
    "render": Change(command("render", *DONE), ("out.txt",)),
    "render straight": Change(command("render", *DONE, "--quotes", "straight"), ("out.txt",)),
    "convert": Change(command("convert", "done.po", "out.xlf", "-q", "--force"), ("out.xlf",)),
    "convert to 1.2": Change(command("convert", "done.po", "out.xlf", "-q", "--xliff", "1.2", "--force"), ("out.xlf",)),
    "check": Change(command("check", "done.po", "-g", "g.csv", "-o", "r.txt", "-q"), ("r.txt",)),
    "check as JSON": Change(
        command("check", "done.po", "-g", "g.csv", "-o", "r.txt", "-q", "--format", "json"), ("r.txt",)
    ),
    "stats": Change(command("stats", "a.id.txt", "-o", "s.txt", "-q"), ("s.txt",)),
    "stats as JSON": Change(command("stats", "a.id.txt", "-o", "s.txt", "-q", "--format", "json"), ("s.txt",)),
    "tm export": Change(command("tm", "export", "out.tmx", *TM, "--force"), ("out.tmx",)),
    "segment": Change(command("segment", "a.id.txt", "-o", "cut.txt"), ("cut.txt",)),
    "corpus pair": Change(command("corpus", "pair", "cs", "ct", "-o", "found.tsv", "-q"), ("found.tsv",)),
    "glossary export": Change(
        command("glossary", "export", "out.tbx", "--to", "tbx", "-g", "g.csv", "--force"), ("out.tbx",)
    ),
}
"""By its name, what writes, and what it writes to."""
PAIRS = [
    (one, other)
    for one, other in combinations_with_replacement(CHANGES, 2)
    if set(CHANGES[one].files) & set(CHANGES[other].files)
]
"""Changes that write the same file, each with itself, too."""

DONE_PO = """msgid ""
msgstr "Language: en\\nX-Source-Language: id\\nContent-Type: text/plain; charset=UTF-8\\n"

#: done.txt:1
msgid "Bendungan besar itu bocor."
msgstr "The “large dam” is leaking."

#: done.txt:2
msgid "Tambang emas ditutup 7 kali."
msgstr "The gold mine was closed 8 times."
"""
MEMORY_TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
srclang="id" datatype="plaintext"/><body>
<tu changeid="Ani"><tuv xml:lang="id"><seg>{0} satu.</seg></tuv><tuv xml:lang="en"><seg>{0} one.</seg></tuv></tu>
<tu><tuv xml:lang="id"><seg>{0} Hapus.</seg></tuv><tuv xml:lang="en"><seg>{0} Delete.</seg></tuv></tu>
<tu><tuv xml:lang="id"><seg>{0} rusak \ufffd.</seg></tuv><tuv xml:lang="en"><seg>{0} broken.</seg></tuv></tu>
</body></tmx>
"""
LITTER = (".tmp", ".new", ".pending", ".journal", "-wal", "-shm", "-journal")
"""Ends of the names of what the next run clears up or completes."""
MORE = """concept,pos,id,en
c1,noun,kata c1,word c1
c2,noun,kata c2,word c2
"""
PROPOSALS = """concept,pos,id,en,review
one,noun,kata satu,word one,approved
two,noun,kata dua,word two,proposed
three,noun,kata tiga,word three,approved
"""


def project() -> None:
    """Make a project in the working folder."""
    run = _quietly
    Path("a.id.txt").write_text(TEXT, encoding="utf-8")
    Path("g.csv").write_text("concept,pos,id,en\nship,noun,kapal,ship\nboat,noun,perahu,boat\n", encoding="utf-8")
    run("align", "a.id.txt", *ALONE)
    translate("Rapat dimulai.", WORK)()
    run("omegat", "work", PO, "-g", "g.csv", "-q")
    _translated_in_omegat()
    Path("a.id.txt").write_text(TEXT + "Baru sekali.\n", encoding="utf-8")
    run("glossary", "review", "g.csv", "boat", "--state", "rejected", *REVIEW)
    Path("p.csv").write_text(PROPOSALS, encoding="utf-8")
    Path("more.csv").write_text(
        "concept,pos,id,en\nc1,noun,kata c1,word c1\nc2,noun,kata c2,word c2\n", encoding="utf-8"
    )
    Path("done.po").write_text(DONE_PO, encoding="utf-8")
    Path("done.txt").write_text("Bendungan besar itu bocor.\nTambang emas ditutup 7 kali.\n", encoding="utf-8")
    for name, memory in (("Ini", "m.sqlite"), ("Itu", "other.sqlite")):
        Path("in.tmx").write_text(MEMORY_TMX.format(name), encoding="utf-8")
        run("tm", "add", "in.tmx", "--tm", memory, "-q")
    for folder, lines in (("cs", TEXT), ("ct", "The meeting begins.\nThe dog runs.\nHe goes home.\n")):
        Path(folder).mkdir()
        Path(folder, "a.txt").write_text(lines, encoding="utf-8")
    Path("r.txt").write_text("a.po:1: error: x (end)\n", encoding="utf-8")


def _translated_in_omegat() -> None:
    saved = Path("work/omegat/project_save.tmx")
    saved.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" '
        'adminlang="EN-US" datatype="plaintext" segtype="paragraph" creationtoolversion="6" srclang="id"/><body><tu>'
        '<tuv lang="id"><seg>Ia pulang.</seg></tuv><tuv lang="en"><seg>He went home.</seg></tuv></tu></body></tmx>\n',
        encoding="utf-8",
    )


def _quietly(*arguments: str) -> None:
    """Run a command to its end, which has to be a good one."""
    if code := worked(command(*arguments)):
        raise InputError(f"{arguments} ends with {code}")


_KNOWN: dict[str, bytes] = {}
"""The units of memories that were read already, by the digest of the file."""
_TIMES = re.compile(rb"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?(?:[+-]\d{4}|Z)?|\d{8}T\d{6}Z")


def content(path: Path) -> bytes:
    """What a file says, without times; of a memory its units, whose indexes have to agree with them.

    Of a history its events in any order: a change of several steps may have another between them.
    """
    if path.suffix == ".sqlite":
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if path.with_name(f"{path.name}-wal").exists() or digest not in _KNOWN:
            return _units(path)
        return _KNOWN[digest]
    data = _TIMES.sub(b"TIME", read_bytes(path, "a file"))
    return b"".join(sorted(data.splitlines(keepends=True))) if path.name.endswith(".history.jsonl") else data


def _units(path: Path) -> bytes:
    with sqlite3.connect(path) as connection:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            return f"damaged: {said}".encode()
    connection.close()
    with Memory(path) as memory:
        units = [
            f"{unit.source}\t{unit.target}\t{unit.author}\t{unit.origin}"
            for pair in memory.languages()
            for unit in memory.units(*pair)
        ]
        sources = {unit.partition("\t")[0] for unit in units}
        lost = [s for s in sources if not memory.phrase(re.findall(r"\w+", s)[-1], "id", "en", "source", limit=200)]
    said = "\n".join([*sorted(units), *(f"not in the index: {s}" for s in sorted(lost))]).encode()
    if not path.with_name(f"{path.name}-wal").exists():
        _KNOWN[hashlib.sha256(path.read_bytes()).hexdigest()] = said
    return said


def state(extra: tuple[str, ...] = ()) -> dict[str, bytes]:
    """What all files of the folder say, but for those that a process that was killed leaves to be cleared up."""
    found = {}
    for path in sorted(Path().rglob("*")):
        name = path.as_posix()
        litter = ".kztrans" in path.parts or path.name.endswith(LITTER)
        if path.is_file() and not litter and not name.startswith(("cache/", "links/", *extra)):
            found[name] = content(path)
    return found


def units_of(data: bytes) -> set[bytes]:
    """The units in the content of a memory."""
    return set(data.splitlines())


if __name__ == "__main__":
    print(*(f"{one} and {other}" for one, other in PAIRS), sep="\n")
    os._exit(0)
