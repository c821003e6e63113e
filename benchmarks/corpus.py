"""Corpora: pairing and aligning of a folder of made documents (`made_corpus`).

    python benchmarks/corpus.py [--documents N] [--jobs N] [--misleading] [--keep FOLDER]
    python benchmarks/corpus.py --rows 1000000

Prints precision and recall of pairing, beads a second a core, the peak memory of a process that aligns after a tenth of
the documents and after all, the speed-up of two processes over one (start-up apart), and the time of hunalign's batch
mode beside it where hunalign is on the PATH.

On a machine that others use, wall time tells of the others. So the speed-up is printed twice: as the shortest of some
runs in turn with one process and with two, and with the time taken out that processes were ready to run and had no
processor, which Linux counts (``/proc/PID/schedstat``). Of that, what the parent used of a processor meanwhile is left
in, as if the processes had waited for nothing else.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
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
        f"             {seconds:.1f} s for {size} documents, {1000 * seconds / size:.2f} ms each; peak {peak():.0f} MB",
        flush=True,
    )
    (folder / "pairs.tsv").write_bytes(manifest.serialize(found.rows(folder / "pairs.tsv")))


@dataclass
class Run:
    """Aligning a manifest: what the processes did from the first part of each on."""

    jobs: int
    share: float = 1.0
    """The share of the parts that were made in that time."""
    wall: float = 0.0
    used: float = 0.0
    """Seconds of processor of all processes that align."""
    waited: float = 0.0
    """Seconds that they were ready and had no processor, all together."""
    parent: float = 0.0
    """Seconds of processor of the process that hands out the tasks."""
    peaks: list[float] = field(default_factory=list)
    """The most memory that one had had after each part, in MB."""

    @property
    def own(self) -> float:
        """The wall time on a machine that nobody else uses."""
        return self.wall - max(self.waited - self.parent, 0.0) / self.jobs


def aligning(folder: Path, out: Path, jobs: int, rows: int | None = None) -> tuple[Run, Counts]:
    """Align (some of) a manifest; what it took, and the counts."""
    pairs = folder / "pairs.tsv"
    if rows is not None:
        pairs = folder / f"pairs-{rows}.tsv"
        pairs.write_bytes(b"".join((folder / "pairs.tsv").read_bytes().splitlines(True)[: rows + 1]))
    settings = Settings()
    plan = planned(pairs, out, settings)
    run, clocks = Run(jobs), []
    for _ in carried_out(plan, settings, Local(jobs)):
        clocks.append((time.perf_counter(), time.process_time(), *_of_processes()))
        run.peaks.append(max([clocks[-1][4], *run.peaks[-1:]]))
    first, last = clocks[min(jobs, len(clocks)) - 1], clocks[-1]  # the first parts bear the start-up
    run.wall, run.parent, run.used, run.waited = (b - a for a, b in zip(first[:4], last[:4], strict=True))
    run.share = (len(clocks) - jobs) / len(clocks)
    return run, gathered(plan, out, Limits(), ("tmx",))


def _of_processes() -> tuple[float, float, float]:
    """Of the processes that align: seconds of processor, seconds of waiting for one, the most memory in MB."""
    used = waited = most = 0.0
    for process in multiprocessing.active_children():
        try:
            ran, ready, _ = Path(f"/proc/{process.pid}/schedstat").read_text().split()
            status = Path(f"/proc/{process.pid}/status").read_text()
        except OSError:  # not Linux, or it has ended
            continue
        used, waited = used + int(ran) / 1e9, waited + int(ready) / 1e9
        most = max(most, int(status.partition("VmHWM:")[2].split()[0]) / 1000)
    return used, waited, most


def speed_up(folder: Path, jobs: int, rows: int, rounds: int) -> None:
    """Print how many times as fast some processes are, from runs in turn."""
    runs: dict[int, list[Run]] = {1: [], jobs: []}
    for turn in range(rounds):
        for number, done in runs.items():
            out = folder / f"turn-{turn}-{number}"
            done.append(aligning(folder, out, number, rows)[0])
            shutil.rmtree(out)
    per_part = {number: [(run.wall / run.share, run.own / run.share) for run in runs[number]] for number in runs}
    wall, own = ({number: min(times[which] for times in per_part[number]) for number in runs} for which in (0, 1))
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"{jobs} processes  {wall[1] / wall[jobs]:.2f} times as fast by wall time, {own[1] / own[jobs]:.2f} without "
        f"waiting for processors that others had ({rows} pairs, best of {rounds} runs in turn, load {load})",
        flush=True,
    )


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
    dictionary = folder / "empty.dic"
    dictionary.write_text("")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [program, "-utf", "-batch", str(dictionary), str(jobs)]
    ended = subprocess.run(command, capture_output=True, check=False, cwd=folder)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    done = sum(Path(f"{a}.hun").exists() for a, _ in names)
    print(f"hunalign     {used:.1f} s of processor, {done} of {len(rows)} pairs, exit code {ended.returncode}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--misleading", action="store_true", help="every document has another one's name")
    parser.add_argument("--left-out", type=float, default=0.3)
    parser.add_argument("--alone", type=float, default=0.2)
    parser.add_argument("--only-pairing", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder to write into that stays")
    parser.add_argument("--turn", type=int, default=400, help="pairs of documents of a run for the speed-up")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, help="plan a manifest of so many rows and write so many units of TMX")
    given = parser.parse_args()
    if given.rows:
        large(given.rows)
        return
    folder = given.keep or Path(tempfile.mkdtemp(prefix="kztrans-corpus-"))
    gold = written(folder, given.documents, given.misleading, given.left_out, given.alone)
    pairing(folder, gold)
    if not given.only_pairing:
        run, counts = aligning(folder, folder / "all", 1)
        beads, pairs = sum(counts.kinds.values()) * run.share, counts.documents * run.share
        print(
            f"one process  {beads / run.used:.0f} beads a second, {pairs / run.used:.1f} pairs a second of processor; "
            f"{pairs / run.wall:.1f} pairs a second by wall time",
            flush=True,
        )
        print(f"memory       {run.peaks[len(run.peaks) // 10]:.0f} MB after a tenth, {run.peaks[-1]:.0f} MB after all")
        speed_up(folder, given.jobs, min(given.turn, counts.documents), given.rounds)
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


if __name__ == "__main__":
    main()
