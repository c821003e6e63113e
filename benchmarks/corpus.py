"""Corpora: pairing and aligning of a folder of made documents (`made_corpus`).

    python benchmarks/corpus.py [--documents N] [--jobs N] [--misleading] [--keep FOLDER]
    python benchmarks/corpus.py --rows 1000000

Prints precision and recall of pairing, beads a second a core, the speed-up of two processes over one (start-up apart),
the peak memory of a process that aligns, for a tenth of the documents and for all, and the time of hunalign's batch
mode beside it where hunalign is on the PATH.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from made_corpus import make

from kztrans.corpus import manifest
from kztrans.corpus.filters import Limits
from kztrans.corpus.folders import pair_folders
from kztrans.corpus.gathering import Counts, gathered
from kztrans.corpus.parts import BeadRow
from kztrans.corpus.plan import planned
from kztrans.corpus.run import carried_out
from kztrans.corpus.settings import Settings
from kztrans.corpus.sinks import tmx
from kztrans.workers.local import Local


def written(folder: Path, documents: int, misleading: bool, left_out: float, alone: float) -> dict[str, str]:
    """Write a corpus with shuffled names; the right pairs by their files' names."""
    names = list(range(documents))
    random.Random(1).shuffle(names)
    gold = {}
    for side in ("id", "en"):
        (folder / side).mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        made = make(number, left_out, alone)
        source = f"{number:06d}.txt"
        target = f"{names[number]:06d}.txt" if misleading else f"t{names[number]:06d}.txt"
        for side, name, text in (("id", source, made.source), ("en", target, made.target)):
            if text:
                (folder / side / name).write_text("\n".join(text) + "\n", encoding="utf-8")
        if made.source and made.target:
            gold[source] = target
    return gold


def pairing(folder: Path, gold: dict[str, str]) -> None:
    """Pair, write the manifest, and print what came of it."""
    begun = time.perf_counter()
    found = pair_folders((folder / "id", folder / "en"), ("id", "en"))
    seconds = time.perf_counter() - begun
    pairs = [(found.source.paths[m.source].name, found.target.paths[m.target].name) for m in found.pairing.matches]
    right = sum(gold.get(source) == target for source, target in pairs)
    size = len(found.source) + len(found.target)
    print(
        f"pairing      precision {right / max(len(pairs), 1):.4f}, recall {right / len(gold):.4f} ({len(gold)} pairs)"
    )
    print(
        f"             {seconds:.1f} s for {size} documents, {1000 * seconds / size:.2f} ms each; peak {peak():.0f} MB"
    )
    (folder / "pairs.tsv").write_bytes(manifest.serialize(found.rows(folder / "pairs.tsv")))


def aligning(folder: Path, out: Path, jobs: int, rows: int | None = None) -> tuple[float, Counts]:
    """Align (some of) a manifest; the seconds from the first part on, and the counts."""
    pairs = folder / "pairs.tsv"
    if rows is not None:
        pairs = folder / f"pairs-{rows}.tsv"
        pairs.write_bytes(b"".join((folder / "pairs.tsv").read_bytes().splitlines(True)[: rows + 1]))
    settings = Settings()
    plan = planned(pairs, out, settings)
    times = [time.perf_counter() for _ in carried_out(plan, settings, Local(jobs))]
    counts = gathered(plan, out, Limits(), ("tmx",))
    share = (len(times) - jobs) / len(times)  # the first ones bear the start-up
    return (times[-1] - times[jobs - 1]) / max(share, 1e-9), counts


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def hunalign(folder: Path) -> None:
    """The time of hunalign's batch mode on the same pairs, a sentence a line."""
    program = shutil.which("hunalign")
    if program is None:
        print("hunalign     not on the PATH")
        return
    jobs = folder / "hunalign.txt"
    rows = list(manifest.rows_of(folder / "pairs.tsv"))
    names = [[str(manifest.located(name, folder / "pairs.tsv")) for name in (r.source, r.target)] for r in rows]
    jobs.write_text("".join(f"{a}\t{b}\t{a}.hun\n" for a, b in names), encoding="utf-8")
    begun = time.perf_counter()
    ended = subprocess.run([program, "/dev/null", "-batch", str(jobs)], capture_output=True, check=False)
    print(f"hunalign     {time.perf_counter() - begun:.1f} s, exit code {ended.returncode}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--misleading", action="store_true", help="every document has another one's name")
    parser.add_argument("--left-out", type=float, default=0.3)
    parser.add_argument("--alone", type=float, default=0.2)
    parser.add_argument("--only-pairing", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--rows", type=int, help="plan a manifest of so many rows and write so many units of TMX")
    given = parser.parse_args()
    if given.rows:
        large(given.rows)
        return
    folder = given.keep or Path(tempfile.mkdtemp(prefix="kztrans-corpus-"))
    gold = written(folder, given.documents, given.misleading, given.left_out, given.alone)
    pairing(folder, gold)
    if not given.only_pairing:
        few = max(len(gold) // 10, 1)
        one, counts = aligning(folder, folder / "one", 1)
        print(
            f"one process  {sum(counts.kinds.values()) / one:.0f} beads a second, {len(gold) / one:.1f} pairs a second"
        )
        many, _ = aligning(folder, folder / "many", given.jobs)
        print(f"{given.jobs} processes  {one / many:.2f} times as fast")
        small = children(folder, few)
        print(f"memory       {small:.0f} MB for {few} pairs, {children(folder, len(gold)):.0f} MB for {len(gold)}")
        hunalign(folder)
    if not given.keep:
        shutil.rmtree(folder)


def large(rows: int) -> None:
    """The time and memory of a plan, nothing done and all done, and of a TMX, each in a process of its own."""
    from multiprocessing import get_context

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for what in (_plan, _plan_done, _tmx):
            with get_context("spawn").Pool(1) as pool:
                seconds, memory = pool.apply(what, (folder, rows))
            print(f"{what.__name__[1:]:12} {seconds:.1f} s of processor, {memory:.0f} MB at most, {rows} rows")


def _plan(folder: Path, rows: int) -> tuple[float, float]:
    path = folder / "pairs.tsv"
    with path.open("w", encoding="utf-8") as file:
        file.write(manifest.HEADER)
        for n in range(rows):
            file.write(f"doc{n:07d}\tid/{n // 1000:04d}/doc{n:07d}.txt\ten/{n // 1000:04d}/doc{n:07d}.txt\t0.973\n")
    begun = time.process_time()
    plan = planned(path, folder / "out", Settings())
    assert plan.rows == plan.rows_todo == rows
    return time.process_time() - begun, peak()


def _plan_done(folder: Path, rows: int) -> tuple[float, float]:
    for part in planned(folder / "pairs.tsv", folder / "out", Settings()).parts():
        part.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
    begun = time.process_time()
    plan = planned(folder / "pairs.tsv", folder / "out", Settings())
    assert (plan.rows, plan.rows_todo) == (rows, 0)
    return time.process_time() - begun, peak()


def _tmx(folder: Path, rows: int) -> tuple[float, float]:
    begun = time.process_time()
    with tmx(folder / "corpus.tmx", "id", "en") as add:
        for n in range(rows):
            add(BeadRow(f"doc{n // 30}", f"{n % 30}:{n % 30}", "1-1", 0.97, f"Jalan nomor {n}.", f"Road number {n}."))
    return time.process_time() - begun, peak()


def children(folder: Path, rows: int) -> float:
    """The peak memory of the process that aligns so many pairs, in MB, measured by a process of its own."""
    code = (
        "import resource, sys; sys.path[:0] = [sys.argv[3], sys.argv[4]]; from pathlib import Path; import corpus\n"
        "if __name__ == '__main__':\n"
        "    corpus.aligning(Path(sys.argv[1]), Path(sys.argv[1]) / f'peak-{sys.argv[2]}', 1, int(sys.argv[2]))\n"
        "    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000)\n"
    )
    home = Path(__file__).parent
    with tempfile.TemporaryDirectory() as place:
        script = Path(place) / "peak.py"
        script.write_text(code, encoding="utf-8")
        command = [sys.executable, str(script), str(folder), str(rows), str(home), str(home.parent)]
        return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


if __name__ == "__main__":
    main()
