"""Fit the aligner's weights on pairs of segments that are known to translate each other.

    python benchmarks/fit_alignment.py [PAIRS.tsv …] [--folds 5] [--vectors] [--articles 1]

PAIRS.tsv holds document, source and target, a segment pair a line; our own in ``benchmarks/data`` are always read.
Pairs of documents are drawn from them as programs and editors leave them (``noise.py``), beside our own articles, and
the weights are those that make the known beads most probable among all paths through the lattice: a random field over
beads, trained by L-BFGS with a Gaussian prior around the weights without vectors. So the posteriors come out
calibrated, and no threshold is set by hand. ``--folds`` first
prints the strict F1, the calibration error and the loss on documents that were held out.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent))

from noise import (
    CONDITIONS,
    EDITS,
    FREE,
    OWN,
    Article,
    Gold,
    articles,
    documents,
    edited,
    noisy,
    paragraphs,
    rising,
    straightened,
)  # fmt: skip

from kztrans.alignment import evidence, lattice, paths, weights
from kztrans.alignment.aligner import prepared
from kztrans.alignment.monotone import layouts
from kztrans.alignment.paths import Gaps
from kztrans.alignment.vectors import SentenceVectors, load_vectors

Floats = NDArray[np.float64]
NAMES = (*evidence.FEATURES, "gap", "torn", "more gap", "more torn")
COUNTS = {"drop": 5.0, "hard": 2.5, "edited": 2.5, "summary": 2.5, "moved": 2.5}
"""What a pair drawn under a condition counts for, where not 1: what is left out must not be believed to be there."""
FIRM = {
    "paragraph": 0.05, "ends": 0.05, "quotes": 0.05, "condensed": 0.05,
    "chance": 0.005, "related": 0.2, "same": 0.2, "cognate": 0.2, "mark": 0.2,
}  # fmt: skip
"""Width of the prior of what drawn pairs tell badly: their paragraphs and quotations are made up, and each document
names what the others do not, and neighbours of theirs share few words by chance."""
NEW = {"vectors": 10.0, "weakest": 10.0}
"""Width of the prior of what the weights without vectors know nothing of."""
MODES = {"": frozenset[str](), "bare ": frozenset({"lexicon"})}
"""With everything, and without the lexicon, so that the weights do for both."""


@dataclass
class Example:
    """A pair of documents with its lattice, the features of every bead, and those of the right path."""

    document: int
    condition: str
    net: lattice.Lattice
    features: Floats
    right: NDArray[np.bool_]
    """Is the bead one of the known ones?"""
    runs: float
    """How usual it is in the text to leave segments alone."""
    wanted: Floats
    """The features of that path, gaps among them."""
    gold: int
    counts: float = 1.0
    """What the pair counts for in the fit."""


def path_of(gold: Gold) -> Gold:
    """The known beads as a path without crossings: neighbours that change places are one bead."""
    swaps: Gold = []
    beads = sorted(gold)
    taken = set()
    for number, ((s, t), (u, v)) in enumerate(pairwise(beads)):
        if number not in taken and v[-1] + 1 == t[0] and s[-1] + 1 == u[0] and len(s + u) == len(t + v) == 2:
            swaps.append((s + u, v + t))
            taken |= {number, number + 1}
    return rising([bead for number, bead in enumerate(beads) if number not in taken] + swaps)


def gaps_of(beads: list[tuple[int, int, int, int]], n: int, m: int) -> tuple[int, int]:
    """How many runs of segments left alone a path has, and how many of the target that follow one of the source."""
    runs = torn = 0
    for (i, a, j, b), (k, _, other, _) in pairwise([(0, 0, 0, 0), *beads, (n, 0, m, 0)]):
        left, right = k > i + a, other > j + b
        runs, torn = runs + left + right, torn + (left and right)
    return runs, torn


def example(
    document: int,
    condition: str,
    pair: tuple[list[str], list[str], Gold],
    without: frozenset[str],
    rng: random.Random,
    vectors: SentenceVectors | None,
    known: tuple[list[int], list[int]] | None = None,
) -> Example:
    """Lay out one pair, half of the time with paragraphs."""
    source, target, gold = pair
    gold = path_of(gold)
    marks: tuple[list[int] | None, list[int] | None] = (None, None)
    if rng.random() < 0.5 and (gold or known):
        marks = known or paragraphs((source, target, gold), rng)
    ready = prepared(
        source, target, "id", "en", None, lexicon=None, anchors=(),
        source_paragraphs=marks[0], target_paragraphs=marks[1], without=without, vectors=vectors,
    )  # fmt: skip
    assert ready is not None
    read = ready.pair
    (layout,) = layouts(*ready, doubt=18.0)
    net = layout.net
    shapes = np.array(lattice.SHAPES)[net.shape].tolist()
    starts = zip(net.i[net.tail].tolist(), net.j[net.tail].tolist(), shapes, strict=True)
    place = {(i, a, j, b): number for number, (i, j, (a, b)) in enumerate(starts)}
    beads = [(s[0], len(s), t[0], len(t)) for s, t in gold]
    found = [bead for bead in beads if bead in place]
    right = np.zeros(len(layout.features), dtype=bool)
    right[[place[bead] for bead in found]] = True
    gaps = np.array(gaps_of(found, len(source), len(target)))
    runs = round(read.habits.runs, 1)
    wanted = np.concatenate([layout.features[right].sum(axis=0), gaps, gaps * runs])
    return Example(document, condition, net, layout.features, right, runs, wanted, len(beads))


def examples(paths: list[Path], draws: int, without: frozenset[str], vectors: SentenceVectors | None) -> list[Example]:
    """Draw pairs from every document, under every condition; every third without the lexicon."""
    found = []
    number = 0
    for path in (*paths, *OWN):
        docs = documents(path)
        pool = [pair for doc in docs for pair in doc]
        plain = {**CONDITIONS, "free": FREE} if path in paths else {"clean": {}, "merge": CONDITIONS["merge"]}
        for doc in docs:
            number += 1
            for draw in range(draws if path in paths else 3 * draws):
                rng = random.Random(f"fit {path.stem} {doc[0][0][:40]} {draw}")
                drawn = {name: noisy(doc, rng, pool, **noise) for name, noise in plain.items()}
                drawn |= {name: edited(doc, rng, pool, name) for name in EDITS if name != "unrelated"}
                for at, (name, pair) in enumerate(drawn.items()):
                    mode = "bare " if (number + draw + at) % 3 == 0 else ""
                    if pair[0] and pair[1] and (pair[2] or name == "unrelated"):
                        found.append(example(number, mode + name, pair, without | MODES[mode], rng, vectors))
    return found


def edited_articles(
    found: list[Article], without: frozenset[str], vectors: SentenceVectors | None, counts: float
) -> list[Example]:
    """Articles as they are and with what has moved put back, with paragraphs and without; some without the lexicon."""
    data = []
    for number, article in enumerate(found):
        for name, one in (("article", article), ("straight article", straightened(article))):
            for mode, chance in (("", 0.0), ("", 1.0), ("bare ", 0.0)):
                rng = random.Random()
                rng.random = lambda chance=chance: chance  # type: ignore[method-assign,misc]
                pair = one.source, one.target, one.gold
                new = example(number, mode + name, pair, without | MODES[mode], rng, vectors, one.paragraphs)
                new.counts = counts
                data.append(new)
    return data


def together(data: list[Example], runs: float) -> tuple[lattice.Lattice, Floats, NDArray[np.int64], Floats]:
    """The lattices of texts of one habit: features and order of all beads, the features of the wanted paths."""
    part = [e for e in data if e.runs == runs]
    net, order = lattice.stack([e.net for e in part])
    return net, np.concatenate([e.features for e in part])[order], order, np.sum([e.wanted for e in part], axis=0)


def at(point: Floats, runs: float) -> Gaps:
    gap, torn, more_gap, more_torn = point[-4:]
    return Gaps(min(gap + runs * more_gap, 0.0), torn + runs * more_torn)


def fit(data: list[Example], start: Floats, width: Floats) -> Floats:
    """The weights that make the known beads most probable, with a Gaussian prior of some width around ``start``.

    The search is over weights in units of their columns, which differ a thousandfold; else it ends before it is done.
    """
    kinds = sorted({(e.runs, e.counts) for e in data})
    groups = [(*kind, *together([e for e in data if e.counts == kind[1]], kind[0])) for kind in kinds]
    scale = 1.0 / sum(e.counts for e in data)
    size = np.sqrt((np.concatenate([e.features for e in data]) ** 2).mean(axis=0))
    unit = 1 / np.append(np.maximum(size, 0.03), [0.3] * 4)

    def loss(step: Floats) -> tuple[float, Floats]:
        point = start + step * unit
        away = point - start
        value = float((away**2 / width**2).sum()) / 2
        gradient = away / width**2
        for runs, counts, net, features, _, wanted in groups:
            gaps = at(point, runs)
            free = paths.posteriors(net, features @ point[:-4], gaps)
            right = wanted[:-4] @ point[:-4] + wanted[-4:-2] @ np.array([gaps.gap, gaps.torn])
            value += counts * float(free.total.sum() - right)
            more = free.gaps - wanted[-4:-2]
            more[0] *= point[-4] + runs * point[-2] < 0  # as in `at`, a run is no gain
            gradient += counts * np.concatenate([free.bead @ features - wanted[:-4], more, more * runs])
        return value * scale, gradient * scale * unit

    done = minimize(loss, np.zeros(len(start)), jac=True, method="L-BFGS-B", options={"maxiter": 150, "ftol": 1e-7})
    return np.asarray(start + done.x * unit)


def measure(data: list[Example], point: Floats) -> dict[str, tuple[float, float, float]]:
    """Strict F1, expected calibration error and loss for each condition."""
    figures = {}
    for condition in sorted({e.condition for e in data}):
        chosen = [e for e in data if e.condition == condition]
        probability, hits, lost = [np.zeros(0)], [np.zeros(0, dtype=bool)], 0.0
        for runs in sorted({e.runs for e in chosen}):
            net, features, order, wanted = together(chosen, runs)
            right = np.concatenate([e.right for e in chosen if e.runs == runs])[order]
            score, gaps = np.round(features @ point[:-4], 6), at(point, runs)
            whole = [round(weight * 1e6) for weight in gaps]
            path = paths.best_path(net, np.round(score * 1e6).astype(np.int64), (whole[0], whole[1], 0))
            found = paths.posteriors(net, score, gaps)
            probability.append(found.bead[path])
            hits.append(right[path])
            lost += float(found.total.sum() - wanted @ point)
        p, hit = np.concatenate(probability), np.concatenate(hits)
        gold = sum(e.gold for e in chosen)
        cell = np.minimum((p * 10).astype(int), 9)
        ece = sum(abs(float((p[cell == c] - hit[cell == c]).sum())) for c in range(10)) / max(len(p), 1)
        figures[condition] = (2 * float(hit.sum()) / max(len(p) + gold, 1), ece, lost / len(chosen))
    return figures


def shown(figures: dict[str, tuple[float, float, float]]) -> str:
    return "".join(f"\n  {name:16s} {100 * f:6.2f} {e:.3f} {x:.3f}" for name, (f, e, x) in figures.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="*")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--draws", type=int, default=1)
    parser.add_argument("--no-fit", action="store_true", help="held-out figures only")
    parser.add_argument("--sigma", type=float, default=0.4, help="width of the prior around the present weights")
    parser.add_argument("--articles", type=float, default=1.0, help="what an edited article counts for in the fit")
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--vectors", action="store_true", help="fit the weights for use with sentence vectors")
    args = parser.parse_args()
    began = time.perf_counter()
    vectors = load_vectors() if args.vectors else None
    table = weights.WITH_VECTORS if args.vectors else weights.WEIGHTS
    present, start = (np.array([each[name] for name in NAMES]) for each in (table, weights.WEIGHTS))
    width = np.array([FIRM.get(name, NEW.get(name, args.sigma)) for name in NAMES])
    data = examples(args.pairs, args.draws, frozenset(args.without), vectors)
    for one in data:
        one.counts = COUNTS.get(one.condition.removeprefix("bare "), 1.0)
    if args.articles:
        data += edited_articles(articles(), frozenset(args.without), vectors, args.articles)
    beads = sum(len(e.features) for e in data)
    print(f"{len(data)} pairs, {beads} beads, {time.perf_counter() - began:.1f} s", flush=True)
    print("before", shown(measure(data, present)), flush=True)
    if args.folds:
        totals = []
        for fold in range(args.folds):
            fitted = fit([e for e in data if e.document % args.folds != fold], start, width)
            totals.append(measure([e for e in data if e.document % args.folds == fold], fitted))
        means = {c: np.mean([t[c] for t in totals if c in t], axis=0).tolist() for c in totals[0]}
        print("held out", shown({c: (f, e, x) for c, (f, e, x) in means.items()}), flush=True)
    if args.no_fit:
        return
    fitted = fit(data, start, width)
    print("fitted", shown(measure(data, fitted)), f"\n{time.perf_counter() - began:.1f} s", flush=True)
    for name, weight in zip(NAMES, fitted, strict=True):
        print(f'    "{name}": {weight:.3f},')


if __name__ == "__main__":
    main()
