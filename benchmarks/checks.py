"""What the checks find of the planted errors, and what Translate Toolkit's pofilter finds of the same.

    python benchmarks/checks.py                 the table by check, false alarms, speed
    python benchmarks/checks.py --curated       with the curated glossary instead of the tests' own

An error counts as found by us where the check that its row names reports it, not merely for information (faults of the
source always are); by pofilter where any of its tests (all are on, target language English) reports the entry, but
does not report the correct entry. False alarms are correct entries that are reported, by us not for information.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import planted  # noqa: E402

from kztrans.checks import check_catalog  # noqa: E402
from kztrans.formats import po  # noqa: E402
from kztrans.glossary import Glossary  # noqa: E402
from kztrans.model import Catalog  # noqa: E402

HEADERS = (("Language", "en"), ("X-Source-Language", "id"))


def main() -> None:
    glossary = (
        Glossary.load() if "--curated" in sys.argv else Glossary.load(ROOT / "tests" / "golden" / "checks-glossary.csv")
    )
    correct = planted.correct()
    wrong, errors = planted.planted()
    ours, theirs = found_by_us(wrong, errors, glossary), found_by_pofilter(correct, wrong)
    total = Counter(errors.values())
    print(f"{'check':<15}{'planted':>8}{'kztrans':>9}{'pofilter':>10}")
    for name in sorted(total, key=lambda name: (-total[name], name)):
        numbers = [n for n, check in errors.items() if check == name]
        print(f"{name:<15}{len(numbers):>8}{len(ours & set(numbers)):>9}{shown(theirs, numbers):>10}")
    print(f"{'all':<15}{len(errors):>8}{len(ours & set(errors)):>9}{shown(theirs, list(errors)):>10}")
    flagged = {f.unit for f in check_catalog(correct, glossary) if f.severity != "info"}
    alarms = reported_by_pofilter(correct)
    print(f"{'false alarms':<15}{len(correct.units):>8}{len(flagged):>9}{'-' if alarms is None else len(alarms):>10}")
    speed(correct, glossary)


def shown(found: set[int] | None, numbers: list[int]) -> str:
    return "-" if found is None else str(len(found & set(numbers)))


def found_by_us(wrong: Catalog, errors: dict[int, str], glossary: Glossary) -> set[int]:
    findings = check_catalog(wrong, glossary)
    return {
        f.unit
        for f in findings
        if errors.get(f.unit) == f.check and (f.severity != "info" or f.check == "source-faults")
    }


def found_by_pofilter(correct: Catalog, wrong: Catalog) -> set[int] | None:
    """Numbers of the wrong units of which pofilter says something that it does not say of the correct ones."""
    before, after = reported_by_pofilter(correct), reported_by_pofilter(wrong)
    if before is None or after is None:
        return None
    by_source = {correct.units[n].source: tests for n, tests in before.items()}
    return {n for n, tests in after.items() if tests - by_source.get(wrong.units[n].source, set())}


def reported_by_pofilter(catalog: Catalog) -> dict[int, set[str]] | None:
    """The names of the tests that fail, by the unit's number; None where there is no pofilter."""
    program = shutil.which("pofilter") or shutil.which("pofilter", path=str(Path(sys.executable).parent))
    if program is None:
        return None
    units = tuple(replace(unit, context=f"unit {n}", line=0) for n, unit in enumerate(catalog.units))
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.po", Path(folder) / "out.po"
        source.write_bytes(po.serialize(replace(catalog, units=units, headers=HEADERS)))
        command = [program, "--language=en", "--progress=none", str(source), str(target)]
        subprocess.run(command, check=True, capture_output=True)
        entries = polib.pofile(str(target)) if target.exists() else []
        return {int(e.msgctxt.split()[1]): _tests(e.tcomment) for e in entries if e.msgctxt}


def _tests(comment: str) -> set[str]:
    return {line.split(")")[1].split(":")[0].strip() for line in comment.splitlines() if line.startswith("(pofilter)")}


def speed(catalog: Catalog, glossary: Glossary) -> None:
    units = tuple(replace(unit, source=f"{unit.source} {n}") for n in range(25) for unit in catalog.units)
    start = time.perf_counter()
    check_catalog(replace(catalog, units=units), glossary)
    took = time.perf_counter() - start
    print(f"{len(units)} entries in {took:.1f} s, {1000 * took / len(units):.2f} ms an entry")


if __name__ == "__main__":
    main()
