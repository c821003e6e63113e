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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent))

from noise import CONDITIONS, Gold, documents, noisy

from kztrans.alignment import aligner, evidence, lattice
from kztrans.alignment.matches import KINDS
from kztrans.alignment.weights import WEIGHTS

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
    document: int, condition: str, pair: tuple[list[str], list[str], Gold], kinds: Floats, without: frozenset[str]
) -> Example:
    """Lay out one noisy pair."""
    source, target, gold = pair
    read = aligner.read_pair(source, target, "id", "en", None, None, without)
    net, features = aligner.laid_out(read, kinds)
    shapes = np.array(lattice.SHAPES)[net.shape]
    i, j = net.i[net.tail], net.j[net.tail]
    beads = {(s[0], len(s), t[0], len(t)) for s, t in gold}
    right = np.array([(a, c, b, d) in beads for a, b, (c, d) in zip(i.tolist(), j.tolist(), shapes.tolist())])
    taken_s, taken_t = {x for s, _ in gold for x in s}, {y for _, t in gold for y in t}
    free = np.array(
        [
            (c == 1 and d == 0 and a not in taken_s) or (c == 0 and d == 1 and b not in taken_t)
            for a, b, (c, d) in zip(i.tolist(), j.tolist(), shapes.tolist())
        ]
    )
    score = features @ np.array([WEIGHTS[name] for name in evidence.FEATURES])
    keep = (lattice.posteriors(net, score)[0] > 1e-9) | right | free
    return Example(document, condition, net.thinned(keep), features[keep], right[keep], (right | free)[keep], len(gold))


def examples(path: Path, mode: str, draws: int, kinds: Floats, without: frozenset[str]) -> list[Example]:
    """Draw noisy pairs from every document, under every condition."""
    docs = documents(path)
    pool = [pair for doc in docs for pair in doc]
    found = []
    for draw in range(draws):
        for condition in CONDITIONS:
            rng = random.Random(f"fit {condition} {draw}")
            for number, doc in enumerate(docs):
                pair = noisy(doc, rng, pool, **CONDITIONS[condition])
                if pair[0] and pair[1]:
                    found.append(example(number, f"{mode}{condition}", pair, kinds, without | MODES[mode]))
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
    parser.add_argument("--rounds", type=int, default=2, help="matching depends on the weights: fit this many times")
    parser.add_argument("--sigma", type=float, default=3.0, help="width of the prior around the present weights")
    parser.add_argument("--without", action="append", default=[])
    args = parser.parse_args()
    weights = np.array([WEIGHTS[name] for name in evidence.FEATURES])
    for _ in range(args.rounds):
        began = time.perf_counter()
        data = []
        for mode in MODES:
            data += examples(args.pairs, mode, args.draws, weights[: len(KINDS)], frozenset(args.without))
        print(
            f"{len(data)} pairs, {sum(len(e.features) for e in data)} beads, {time.perf_counter() - began:.1f} s",
            flush=True,
        )
        print("before      ", shown(measure(data, weights)), flush=True)
        if args.folds:
            held = []
            for fold in range(args.folds):
                fitted = fit([e for e in data if e.document % args.folds != fold], weights, args.sigma)
                held.append((fitted, [e for e in data if e.document % args.folds == fold]))
            totals = [measure(part, fitted) for fitted, part in held]
            print(
                "held out    ",
                shown({c: tuple(np.mean([t[c] for t in totals], axis=0)) for c in totals[0]}),
                flush=True,
            )
        weights = fit(data, weights, args.sigma)
        print("fitted      ", shown(measure(data, weights)), f"{time.perf_counter() - began:.1f} s", flush=True)
        for name, weight in zip(evidence.FEATURES, weights):
            print(f'    "{name}": {weight:.3f},')


if __name__ == "__main__":
    main()
