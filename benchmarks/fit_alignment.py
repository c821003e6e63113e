"""Fit the aligner's weights on pairs of segments that are known to translate each other.

    python benchmarks/fit_alignment.py PAIRS.tsv [--folds 5] [--write]

PAIRS.tsv holds document, source and target, a segment pair a line. Noisy pairs of documents are drawn from it (segments
left out, joined, put in from elsewhere), and the weights are those that make the known beads most probable among all
paths through the lattice: a conditional random field over beads, trained by L-BFGS with a Gaussian prior. So the
posteriors come out calibrated, and no threshold is set by hand. ``--folds`` first prints the strict F1 and calibration
error on documents that were held out.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent))

from noise import CONDITIONS, FREE, Gold, documents, noisy, paragraphs

from kztrans.alignment import evidence, lattice
from kztrans.alignment.aligner import prepared
from kztrans.alignment.layout import laid_out
from kztrans.alignment.weights import WEIGHTS

PRESENT = np.array([WEIGHTS[name] for name in evidence.FEATURES])
"""The weights as they are: where the fit begins, and what decides which words of a bead are matched."""

Floats = NDArray[np.float64]

MODES = {"": frozenset[str](), "bare ": frozenset({"lexicon"})}
"""With everything, and without the lexicon, so that the weights do for both."""


@dataclass
class Example:
    """A noisy pair of documents with its lattice and the features of every bead."""

    document: int
    condition: str
    net: lattice.Lattice
    features: Floats
    right: NDArray[np.bool_]
    """Is the bead one of the gold's?"""
    allowed: NDArray[np.bool_]
    """May the bead be on a path that holds all of the gold's?"""
    gold: int


def example(
    document: int, condition: str, pair: tuple[list[str], list[str], Gold], without: frozenset[str], rng: random.Random
) -> Example:
    """Lay out one noisy pair, half of the time with paragraphs."""
    source, target, gold = pair
    marks = paragraphs(pair, rng) if rng.random() < 0.5 else (None, None)
    read, _ = prepared(
        source, target, "id", "en", None, lexicon=None, anchors=(),
        source_paragraphs=marks[0], target_paragraphs=marks[1], without=without,
    )  # fmt: skip
    assert read is not None
    n, m = len(source), len(target)
    low, high = np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m)
    layout = laid_out(read, PRESENT, low, high, doubt=30.0)
    net = layout.net
    starts = zip(
        net.i[net.tail].tolist(), net.j[net.tail].tolist(), np.array(lattice.SHAPES)[net.shape].tolist(), strict=True
    )
    beads = {(s[0], len(s), t[0], len(t)) for s, t in gold}
    taken = {x for s, _ in gold for x in s}, {y for _, t in gold for y in t}
    right, free = [], []
    for i, j, (a, b) in starts:
        right.append((i, a, j, b) in beads)
        free.append((b == 0 and i not in taken[0]) or (a == 0 and j not in taken[1]))
    kept = np.array(right)
    return Example(document, condition, net, layout.features, kept, kept | np.array(free), len(gold))


def examples(path: Path, mode: str, draws: int, without: frozenset[str]) -> list[Example]:
    """Draw noisy pairs from every document, under every condition."""
    docs = documents(path)
    pool = [pair for doc in docs for pair in doc]
    found = []
    for draw in range(draws):
        for condition, noise in {**CONDITIONS, "free": FREE}.items():
            rng = random.Random(f"fit {condition} {draw}")
            for number, doc in enumerate(docs):
                pair = noisy(doc, rng, pool, **noise)
                if pair[2]:
                    found.append(example(number, f"{mode}{condition}", pair, without | MODES[mode], rng))
    return found


def fit(data: list[Example], start: Floats, sigma: float) -> Floats:
    """The weights that make the gold beads most probable."""
    net, order = lattice.stack([e.net for e in data])
    features = np.concatenate([e.features for e in data])[order]
    blocked = np.where(np.concatenate([e.allowed for e in data])[order], 0.0, lattice.FORBIDDEN)
    scale = 1.0 / len(data)

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = features @ weights
        free, total = lattice.posteriors(net, score)
        bound, wanted = lattice.posteriors(net, score + blocked)
        value = float((total - wanted).sum()) * scale + float(((weights - start) ** 2).sum()) / (2 * sigma**2) * scale
        gradient = (free - bound) @ features * scale + (weights - start) / sigma**2 * scale
        return value, gradient

    done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200, "ftol": 1e-7})
    return np.asarray(done.x)


def measure(data: list[Example], weights: Floats) -> dict[str, tuple[float, float]]:
    """Strict F1 and expected calibration error for each condition."""
    figures = {}
    for condition in dict.fromkeys(e.condition for e in data):
        part = [e for e in data if e.condition == condition]
        net, order = lattice.stack([e.net for e in part])
        features = np.concatenate([e.features for e in part])[order]
        right = np.concatenate([e.right for e in part])[order]
        score = np.round(features @ weights, 6)
        path = np.array(lattice.best_path(net, np.round(score * 1e6).astype(np.int64)))
        path = path[(net.shape[path] != 1) & (net.shape[path] != 2)]
        probability = lattice.posteriors(net, score)[0][path]
        hits = right[path]
        gold = sum(e.gold for e in part)
        cell = np.minimum((probability * 10).astype(int), 9)
        ece = sum(abs(float((probability[cell == c] - hits[cell == c]).sum())) for c in range(10)) / len(path)
        blocked = np.where(np.concatenate([e.allowed for e in part])[order], 0.0, lattice.FORBIDDEN)
        lost = lattice.posteriors(net, score)[1] - lattice.posteriors(net, score + blocked)[1]
        figures[condition] = (2 * float(hits.sum()) / (len(path) + gold), ece, float(lost.mean()))
    return figures


def shown(figures: dict[str, tuple[float, float]]) -> str:
    return "  ".join(f"{name} {100 * f:.2f} {e:.3f} {x:.3f}" for name, (f, e, x) in figures.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--draws", type=int, default=2)
    parser.add_argument("--no-fit", action="store_true", help="held-out figures only")
    parser.add_argument("--sigma", type=float, default=3.0, help="width of the prior around the present weights")
    parser.add_argument("--without", action="append", default=[])
    args = parser.parse_args()
    began = time.perf_counter()
    data = []
    for mode, draws in (("", 2 * args.draws), ("bare ", args.draws)):
        data += examples(args.pairs, mode, draws, frozenset(args.without))
    beads = sum(len(e.features) for e in data)
    print(f"{len(data)} pairs, {beads} beads, {time.perf_counter() - began:.1f} s", flush=True)
    print("before      ", shown(measure(data, PRESENT)), flush=True)
    if args.folds:
        totals = []
        for fold in range(args.folds):
            fitted = fit([e for e in data if e.document % args.folds != fold], PRESENT, args.sigma)
            totals.append(measure([e for e in data if e.document % args.folds == fold], fitted))
        print("held out    ", shown({c: tuple(np.mean([t[c] for t in totals], axis=0)) for c in totals[0]}), flush=True)
    if args.no_fit:
        return
    weights = fit(data, PRESENT, args.sigma)
    print("fitted      ", shown(measure(data, weights)), f"{time.perf_counter() - began:.1f} s", flush=True)
    for name, weight in zip(evidence.FEATURES, weights, strict=True):
        print(f'    "{name}": {weight:.3f},')


if __name__ == "__main__":
    main()
