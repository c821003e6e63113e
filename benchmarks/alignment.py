"""Measure the aligner: F1 of beads, calibration, speed and memory, on noisy pairs with known beads.

    python benchmarks/alignment.py PAIRS.tsv                    strict and lax F1, ECE, speed, memory; four conditions
    python benchmarks/alignment.py PAIRS.tsv --join 10          ten documents as one
    python benchmarks/alignment.py PAIRS.tsv --ablate           strict F1 on `hard` with each kind of evidence left out
    python benchmarks/alignment.py PAIRS.tsv --scale            10,000 and 50,000 segments a side: time, memory, F1

PAIRS.tsv holds document, source and target, a segment pair a line. Strict F1 counts a bead only where both sides are
exactly the gold's, lax F1 where they overlap; beads with an empty side are not counted. ECE is the expected calibration
error of the beads' probabilities, in ten equal bins. Every report ends with the signature of the settings.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from noise import CONDITIONS, Gold, documents, noisy, paragraphs, shifted

ABLATIONS = ("lexicon", "glossary", "morphology", "cognate", "same", "number", "mark", "learned", "length", "paragraph")
HUNALIGN = (10_000, 11.0, 222.0)
"""Segments a side, seconds and MB that hunalign with a dictionary of 110,000 pairs took on two cores; at 50,000
segments a side it gave up after 98 s and 1.9 GB."""


@dataclass(frozen=True)
class Figures:
    """What came out."""

    precision: float
    recall: float
    lax: float
    ece: float
    seconds: float
    processor: float
    """Seconds of processor time: what counts where others use the machine."""
    segments: int

    @property
    def strict(self) -> float:
        return _f1(self.precision, self.recall)

    def line(self) -> str:
        speed = self.segments / self.seconds
        return (
            f"strict F1 {100 * self.strict:6.2f}  lax F1 {100 * self.lax:6.2f}  ECE {self.ece:.3f}"
            f"  {self.seconds:6.2f} s  {self.processor:6.2f} CPU  {speed:6.0f} segments/s  peak {_peak():5.0f} MB"
        )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _peak() -> float:
    """The most memory that this process has used, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def pairs(
    docs: list[list[tuple[str, str]]], condition: str, join: int, seed: int
) -> list[tuple[list[str], list[str], Gold]]:
    """A noisy pair from each document, several joined into one."""
    rng = random.Random(f"{condition} {seed}")
    pool = [pair for doc in docs for pair in doc]
    drawn = [noisy(doc, rng, pool, **CONDITIONS[condition]) for doc in docs]
    return [shifted(drawn[at : at + join]) for at in range(0, len(drawn), join)]


def long_pair(docs: list[list[tuple[str, str]]], size: int, seed: int) -> tuple[list[str], list[str], Gold]:
    """A noisy pair of at least ``size`` source segments: all documents again and again, in another order each time."""
    rng = random.Random(f"long {seed}")
    pool = [pair for doc in docs for pair in doc]
    parts: list[tuple[list[str], list[str], Gold]] = []
    total = 0
    while total < size:
        for doc in rng.sample(docs, len(docs)):
            parts.append(noisy(doc, rng, pool, **CONDITIONS["hard"]))
            total += len(parts[-1][0])
    return shifted(parts)


def measured(
    drawn: Sequence[tuple[list[str], list[str], Gold]],
    langs: tuple[str, str],
    without: frozenset[str],
    marked: bool = False,
) -> Figures:
    """Align noisy pairs, with paragraphs where they are ``marked``, and compare with the gold."""
    import kztrans

    kztrans.align(["a"], ["b"], *langs)  # so that what is loaded once does not count
    exact = found = wanted = lax_found = lax_wanted = segments = 0
    bins = [[0, 0, 0.0] for _ in range(10)]
    seconds = processor = 0.0
    for source, target, gold in drawn:
        marks = paragraphs((source, target, gold), random.Random(len(source))) if marked else (None, None)
        began, busy = time.perf_counter(), time.process_time()
        beads = kztrans.align(
            source, target, *langs, source_paragraphs=marks[0], target_paragraphs=marks[1], without=without
        )
        seconds += time.perf_counter() - began
        processor += time.process_time() - busy
        segments += len(source) + len(target)
        known = {(tuple(s), tuple(t)) for s, t in gold}
        gold_links = {(i, j) for s, t in gold for i in s for j in t}
        full = [bead for bead in beads if bead.source and bead.target]
        links = {(i, j) for bead in full for i in bead.source for j in bead.target}
        for bead in full:
            right = (bead.source, bead.target) in known
            exact += right
            lax_found += any((i, j) in gold_links for i in bead.source for j in bead.target)
            cell = bins[min(int(bead.score * 10), 9)]
            cell[0], cell[1], cell[2] = cell[0] + 1, cell[1] + right, cell[2] + bead.score
        lax_wanted += sum(any((i, j) in links for i in s for j in t) for s, t in gold)
        found, wanted = found + len(full), wanted + len(gold)
    ece = sum(abs(score - right) for _, right, score in bins) / max(found, 1)
    lax = _f1(lax_found / max(found, 1), lax_wanted / max(wanted, 1))
    return Figures(exact / max(found, 1), exact / max(wanted, 1), lax, ece, seconds, processor, segments)


def signature(args: argparse.Namespace, docs: int) -> str:
    """The settings that gave the figures, in one line."""
    import numpy
    import scipy

    import kztrans
    from kztrans.alignment.weights import PRIOR, WEIGHTS, WINDOW
    from kztrans.bilingual.lexicon import base_lexicon

    digest = hashlib.sha256(args.pairs.read_bytes()).hexdigest()[:8]
    weights = hashlib.sha256(repr((sorted(WEIGHTS.items()), PRIOR, WINDOW)).encode()).hexdigest()[:8]
    parts = {
        "kztrans": kztrans.__version__, "pairs": f"{args.pairs.name}:{digest}", "docs": docs,
        "langs": f"{args.source_lang}-{args.target_lang}", "join": args.join, "seed": args.seed,
        "paragraphs": args.paragraphs, "without": ",".join(args.without) or "nothing", "weights": weights,
        "lexicon": len(base_lexicon(args.source_lang, args.target_lang)), "numpy": numpy.__version__,
        "scipy": scipy.__version__, "python": platform.python_version(), "machine": platform.machine(),
    }  # fmt: skip
    return "|".join(f"{name}:{value}" for name, value in parts.items())


def scale(args: argparse.Namespace) -> None:
    """Time and memory at growing sizes, each in a process of its own, and their ratios."""
    seen: list[tuple[float, ...]] = []
    for size in args.sizes:
        command = [sys.executable, __file__, str(args.pairs), "--size", str(size), "--seed", str(args.seed)]
        report = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        print(f"{size:6d}  {report}", flush=True)
        words = report.split()
        seen.append((size, *(float(words[words.index(unit) - 1]) for unit in ("s", "CPU", "MB"))))
    for size, seconds, _, memory in seen:
        if size == HUNALIGN[0]:
            print(
                f"{size:,} against hunalign with a dictionary (recorded: {HUNALIGN[1]:g} s, {HUNALIGN[2]:g} MB):"
                f" {seconds / HUNALIGN[1]:.2f} times the time, {memory / HUNALIGN[2]:.2f} times the memory"
            )
    for (small, *little), (large, *much) in pairwise(seen):
        time_, processor, memory = (b / a for a, b in zip(little, much, strict=True))
        print(
            f"{large:,} against {small:,}: {time_:.2f} times the time, {processor:.2f} times the processor time,"
            f" {memory:.2f} times the memory"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--condition", choices=CONDITIONS, action="append")
    parser.add_argument("--join", type=int, default=1, help="documents joined into one before aligning")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--paragraphs", action="store_true", help="tell the aligner of (made up) paragraphs")
    parser.add_argument("--draws", type=int, default=5, help="noisy pairs of each document for --ablate")
    parser.add_argument(
        "--without", action="append", default=[], choices=ABLATIONS, help="leave out a kind of evidence"
    )
    parser.add_argument("--ablate", action="store_true", help="leave out each kind of evidence in turn")
    parser.add_argument("--scale", action="store_true", help="measure on long texts")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 50_000])
    parser.add_argument("--size", type=int, help="measure on one long text of so many segments")
    parser.add_argument("-s", "--source-lang", default="id")
    parser.add_argument("-t", "--target-lang", default="en")
    args = parser.parse_args()
    docs = documents(args.pairs)
    langs = (args.source_lang, args.target_lang)
    if args.size:
        print(measured([long_pair(docs, args.size, args.seed)], langs, frozenset(args.without)).line())
        return
    if args.scale:
        scale(args)
    elif args.ablate:
        drawn = [pair for seed in range(args.draws) for pair in pairs(docs, "hard", args.join, args.seed + seed)]
        for name in (None, *(name for name in ABLATIONS if name not in args.without)):
            left_out = frozenset({*args.without, *([name] if name else ())})
            print(
                f"without {name or 'nothing':11s} {measured(drawn, langs, left_out, args.paragraphs).line()}",
                flush=True,
            )
    else:
        for condition in args.condition or CONDITIONS:
            figures = measured(
                pairs(docs, condition, args.join, args.seed), langs, frozenset(args.without), args.paragraphs
            )
            print(f"{condition:6s} {figures.line()}", flush=True)
    print(signature(args, len(docs)))


if __name__ == "__main__":
    main()
