"""Kills, full disks, refused writes and races: nothing is lost, nothing is half.

    python benchmarks/faults.py --count 10000

A change is made in a process of its own, which is killed, or finds the disk full or the file refused, at one of its
calls of the system. Then every file holds what it held before or what it was to hold, the same change made again ends
as if nothing had happened, and a translator's words are in the PO all the time. Two changes at once end with both.
Prints how many faults of each kind there were, and exits with 1 where one did harm.
"""

from __future__ import annotations

import argparse
import errno
import itertools
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary import Glossary, decisions
from kztrans.glossary.merging import import_into
from kztrans.glossary.readers import read as read_glossary
from kztrans.jobs import writing
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.merging import edit
from kztrans.model import Catalog, Concept, Term
from kztrans.outputs import REPORT, write_output

BY = {"reviewer": "Ani", "date": "2026-03-01"}
TEXT = "Rapat dimulai.\nAnjing lari.\nIa pulang.\n"
JOB = AlignJob(Path("a.id.txt"), glossary=Glossary([]))
PO, TMX, CSV = Path("locales/en/a.po"), Path("locales/a.id-en.tmx"), Path("g.csv")
WORK = "The meeting begins."
"""What a translator wrote."""
CALLS = ("open", "write", "fsync", "replace", "chmod", "unlink", "rename", "mkdir", "pwrite", "ftruncate")
"""What may go wrong in ``os``."""


def translate(source: str, target: str) -> None:
    """A translation, as the review application saves it."""

    def change(catalog: Catalog) -> Catalog:
        unit = next(unit for unit in catalog.units if unit.source == source)
        return edit.replace_unit(catalog, unit, edit.translate(unit, target))

    edit.save(PO, TMX, change)


def align() -> None:
    """A new cut of the text; who is told that it was changed meanwhile runs the command again."""
    Path("a.id.txt").write_text(TEXT + "Baru sekali.\n", encoding="utf-8")
    for _ in range(20):
        try:
            writing.write(run(JOB))
        except InputError as error:
            if "was changed while" not in str(error):
                raise
        else:
            return


def concept(name: str) -> Concept:
    """A concept to be imported."""
    return Concept(name, (Term(f"kata {name}", "id"), Term(f"word {name}", "en")))


CHANGES: dict[str, Callable[[], object]] = {
    "align": align,
    "translate": lambda: translate("Anjing lari.", "The dog runs."),
    "translate another": lambda: translate("Ia pulang.", "She went home."),
    "decide": lambda: decisions.decide(CSV, "ship", "approved", **BY),
    "add": lambda: decisions.add(CSV, concept("new"), **BY),
    "import": lambda: import_into(CSV, [concept("c1"), concept("c2")], (), "g"),
    "report": lambda: write_output("r.txt", b"a.po:1: error: y (end)\n", REPORT, (PO,)),
}
RACES = list(itertools.combinations(("align", "translate", "translate another"), 2))
RACES += itertools.combinations(("decide", "add", "import"), 2)


def project(folder: Path) -> None:
    """A project with a translator's work in it."""
    os.chdir(folder)
    Path("a.id.txt").write_text(TEXT, encoding="utf-8")
    writing.write(run(JOB))
    translate("Rapat dimulai.", WORK)
    CSV.write_text("concept,pos,id,en\nship,noun,kapal,ship\n", encoding="utf-8")
    Path("r.txt").write_text("a.po:1: error: x (end)\n", encoding="utf-8")


def state() -> dict[str, bytes]:
    """All files of the folder."""
    return {str(p): p.read_bytes() for p in sorted(Path().rglob("*")) if p.is_file()}


def faulty(kind: str, at: int) -> None:
    """Let the call with a number, from 0, go wrong: the process ends, or an error is raised, from then on too."""
    count = itertools.count()
    error = {"full disk": errno.ENOSPC, "refused": errno.EACCES}.get(kind)

    def wrapped(original: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            number = next(count)
            if number == at and kind == "kill":
                os._exit(9)
            if number == at and error is not None:
                raise OSError(error, os.strerror(error))
            return original(*given, **named)

        return call

    for name in CALLS:
        setattr(os, name, wrapped(getattr(os, name)))


def in_process(work: Callable[[], object]) -> int:
    """The number of a process that does something and ends: 0 done, 2 refused with one line, 3 another error."""
    number = os.fork()
    if number:
        return number
    code = 3
    try:
        work()
        code = 0
    except (InputError, OSError) as error:  # the command line says either on a line
        code = 2 if "\n" not in str(error) else 3
    finally:
        os._exit(code)


def ended(number: int) -> int:
    """The exit code of a process."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def harm(name: str, before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """What a fault did to the files, or nothing."""
    now = state()
    for path in before:
        if path not in now:
            return f"{path} is gone"
    for path, data in now.items():
        if path.endswith((".tmp", ".pending")):
            continue
        if data not in (before.get(path), after.get(path)):
            return f"{path} is neither old nor new"
    if WORK not in PO.read_text(encoding="utf-8"):
        return "a translation is lost"
    CHANGES[name]()
    ends = {path: data for path, data in state().items() if not path.endswith(".tmp")}
    if name.startswith("translate"):  # the TMX of a translation that is in the PO already follows with the next change
        ends[str(TMX)] = after[str(TMX)]
    return "" if ends == after else "the change made again ends otherwise"


def fault(chance: random.Random, results: dict[str, dict[str, bytes]]) -> tuple[str, str]:
    """One fault: its kind, and the harm it did."""
    name = chance.choice(list(CHANGES))
    kind = chance.choice(("kill", "full disk", "refused"))
    before = state()
    at = chance.randrange(30)

    def work() -> None:
        faulty(kind, at)
        CHANGES[name]()

    code = ended(in_process(work))
    if code == 3:
        return kind, f"{name}: an error of more than a line"
    try:
        wrong = harm(name, before, results[name])
    except InputError as error:
        wrong = "" if name == "add" and "there is a concept" in str(error) else str(error)
    return f"{kind}, {'ended' if code in (2, 9) else 'passed over'}", f"{name} at {at}: {wrong}" if wrong else ""


def race(chance: random.Random) -> tuple[str, str]:
    """Two changes of one file at once, and what is lacking afterwards."""
    names = chance.choice(RACES)
    codes = [ended(number) for number in [in_process(CHANGES[name]) for name in names]]
    text = PO.read_text(encoding="utf-8")
    concepts = {c.id: c.review for c in read_glossary(CSV)}
    there = {
        "align": "Baru sekali." in text,
        "translate": "The dog runs." in text,
        "translate another": "She went home." in text,
        "decide": concepts.get("ship") == "approved",
        "add": "new" in concepts,
        "import": {"c1", "c2"} <= set(concepts),
    }
    lost = [name for name, code in zip(names, codes, strict=True) if code == 0 and not there[name]]
    if any(code not in (0, 2) for code in codes):
        return "race", f"{names}: exit codes {codes}"
    if WORK not in text:
        lost.append("the earlier translation")
    return "race", f"{names}: lost {lost}" if lost else ""


def each(count: int, seed: int, folder: Path) -> Iterable[tuple[str, str]]:
    """Faults and races by turns, each on a project of its own."""
    template = folder / "template"
    template.mkdir()
    project(template)
    results = {}
    for number, name in enumerate(CHANGES):
        shutil.copytree(template, folder / f"result{number}")
        os.chdir(folder / f"result{number}")
        CHANGES[name]()
        results[name] = state()
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        place = folder / "work"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(template, place)
        os.chdir(place)
        yield fault(chance, results) if number % 4 else race(chance)


def main() -> int:
    """Run faults and races, and print counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    counts, wrong = Counter[str](), 0
    with tempfile.TemporaryDirectory() as name:
        for kind, said in each(options.count, options.seed, Path(name)):
            counts[kind] += 1
            if said:
                wrong += 1
                print(f"{kind}: {said}", flush=True)
        os.chdir("/")
    for kind, number in sorted(counts.items()):
        print(f"{number:>8} {kind}")
    print(f"{sum(counts.values()):>8} faults, {wrong} with harm")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
