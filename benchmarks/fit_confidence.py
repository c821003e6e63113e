"""Fit how the aligner's beads are judged (``kztrans/alignment/confidence.py``), and print how well that is done.

    python benchmarks/fit_confidence.py [PAIRS.tsv …] [--vectors] [--held OTHER.tsv …]

Noisy pairs of documents are drawn as in ``fit_alignment.py``, texts that do not belong together among them, and are
aligned; a logistic regression tells right beads from wrong ones by their signs. Every fifth document is held out for
the diagram of reliability by kind; ``--held`` adds pairs that are only measured.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parent))

from noise import CONDITIONS, EDITS, OWN, Gold, articles, documents, edited, noisy, paragraphs

from kztrans.alignment import confidence, weights
from kztrans.alignment.aligner import prepared
from kztrans.alignment.crossing import with_crossings
from kztrans.alignment.monotone import monotone
from kztrans.alignment.vectors import SentenceVectors, load_vectors

Floats = NDArray[np.float64]

WRONG = 1.2
"""What a wrong bead counts for in the fit: real translations are freer than what we draw. With 2 one right bead in
thirteen of articles held out is doubted, with 1.5 one in sixteen, with 1.2 one in twenty."""


@dataclass
class Judged:
    """The beads of a pair of texts: what tells how sure they are, and whether they are right."""

    document: int
    kind: str
    signs: Floats
    right: NDArray[np.bool_]
    counts: float = 1.0
    """What the pair counts for in the fit."""


ARTICLE = 1.5
"""What one of our own edited articles counts for: there are two dozen of them, and they are as newsrooms edit."""

SHORT = (1, 1, 2, 3)
"""Segments of the short texts that are drawn from each document, beside others of as many that are no translation."""


def judge(
    document: int,
    kind: str,
    pair: tuple[list[str], list[str], Gold],
    without: frozenset[str],
    rng: random.Random,
    vectors: SentenceVectors | None,
    given: tuple[list[int], list[int]] | None = None,
) -> Judged | None:
    """Align one pair, with the paragraphs given, or half of the time with some; None where nothing was found."""
    source, target, gold = pair
    marked = bool(given) or (bool(gold) and rng.random() < 0.5)
    marks = given or (paragraphs((source, target, sorted(gold)), rng) if marked else (None, None))
    ready = prepared(
        source, target, "id", "en", None, lexicon=None, anchors=(),
        source_paragraphs=marks[0], target_paragraphs=marks[1], without=without, vectors=vectors,
    )  # fmt: skip
    if ready is None:
        return None
    beads = with_crossings(ready.pair, ready.weights, monotone(*ready), swaps=marked)
    full = [bead for bead in beads if bead.source and bead.target]
    if not full:
        return None
    known = {(tuple(s), tuple(t)) for s, t in (gold if marked else _together(gold))}
    right = np.array([(bead.source, bead.target) in known for bead in full])
    return Judged(document, kind, confidence.signs(ready.pair, ready.weights, beads), right)


def _together(gold: Gold) -> Gold:
    """The beads with neighbours that change places as one, as they are where paragraphs are not known."""
    found: Gold = []
    for s, t in sorted(gold):
        if found and t[-1] + 1 == found[-1][1][0] and found[-1][0][-1] + 1 == s[0] and len(found[-1][0] + s) == 2:
            found[-1] = (found[-1][0] + s, t + found[-1][1])
        else:
            found.append((s, t))
    return found


def collect(paths: list[Path], vectors: SentenceVectors | None, draws: int) -> list[Judged]:
    """Align pairs of every document under every condition; every fifth without the lexicon."""
    found = []
    number = 0
    for path in paths:
        docs = documents(path)
        pool = [pair for doc in docs for pair in doc]
        for doc in docs:
            number += 1
            for draw in range(draws * (3 if path in OWN else 1)):
                rng = random.Random(f"judge {path.stem} {doc[0][0][:40]} {draw}")
                drawn = {name: noisy(doc, rng, pool, **CONDITIONS[name]) for name in ("clean", "hard")}
                drawn |= {name: edited(doc, rng, pool, name) for name in EDITS}
                for at, (name, pair) in enumerate(drawn.items()):
                    bare = (number + draw + at) % 5 == 0
                    without = frozenset({"lexicon"} if bare else ())
                    one = judge(number, f"{path.stem} {name}", pair, without, rng, vectors)
                    found += [one] if one else []
    return found


def of_short_texts(paths: list[Path], vectors: SentenceVectors | None) -> list[Judged]:
    """A few segments of each document, aligned with their translation, and with as many segments of another text."""
    found = []
    number = 0
    for path in paths:
        docs = documents(path)
        pool = [pair for doc in docs for pair in doc]
        for doc in docs:
            number += 1
            rng = random.Random(f"short {path.stem} {doc[0][0][:40]}")
            for size in SHORT:
                at, other = rng.randrange(max(len(doc) - size + 1, 1)), rng.randrange(len(pool) - size + 1)
                part, foreign = doc[at : at + size], pool[other : other + size]
                gold = [([n], [n]) for n in range(len(part))]
                drawn = [("short", part, gold)] + ([] if set(foreign) & set(part) else [("foreign", foreign, [])])
                for kind, pairs, known in drawn:
                    pair = [s for s, _ in part], [t for _, t in pairs], known
                    one = judge(number, f"{path.stem} {kind}", pair, frozenset(), rng, vectors)
                    found += [one] if one else []
    return found


def of_articles(vectors: SentenceVectors | None) -> list[Judged]:
    """Our own edited articles, aligned."""
    found = []
    for number, own in enumerate(articles(), 1):
        pair = own.source, own.target, own.gold
        one = judge(number, "own article", pair, frozenset(), random.Random(0), vectors, own.paragraphs)
        if one:
            one.counts = ARTICLE
            found.append(one)
    return found


def fit(data: list[Judged]) -> Floats:
    """The weights that make what is right most probable."""
    signs = np.concatenate([one.signs for one in data])
    right = np.concatenate([one.right for one in data])
    cost = np.where(right, 1.0, WRONG) * np.concatenate([np.full(len(one.right), one.counts) for one in data])
    start = np.zeros(signs.shape[1])
    start[confidence.SIGNS.index("posterior")] = 1.0

    def loss(point: Floats) -> tuple[float, Floats]:
        logit = signs @ point
        value = float((cost * np.logaddexp(0.0, np.where(right, -logit, logit))).sum())
        away = point - start
        return value + 0.5 * float((away**2).sum()), (cost * (1 / (1 + np.exp(-logit)) - right)) @ signs + away

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def report(name: str, data: list[Judged], point: Floats) -> None:
    """Beads, right ones, ECE, wrong ones and how many of them are said to be sure, right ones that are doubted."""
    signs, right = np.concatenate([one.signs for one in data]), np.concatenate([one.right for one in data])
    p = 1 / (1 + np.exp(-signs @ point))
    cell = np.minimum((p * 10).astype(int), 9)
    ece = sum(abs(float((p[cell == c] - right[cell == c]).sum())) for c in range(10)) / max(len(p), 1)
    bins = " ".join(
        f"{100 * right[cell == c].mean():3.0f}/{int((cell == c).sum())}" if (cell == c).any() else "-"
        for c in range(10)
    )
    sure = p >= 0.7
    print(
        f"{name:24s} beads {len(p):6d} right {100 * right.mean():5.1f} ECE {ece:.3f}"
        f"  wrong and sure {int((sure & ~right).sum())}/{int((~right).sum())}"
        f"  right and doubted {100 * float((~sure & right).sum()) / max(int(right.sum()), 1):.1f} %  {bins}"
    )


def reports(title: str, data: list[Judged], point: Floats) -> None:
    """A line a kind of noise, over all texts."""
    print(title)
    kinds: dict[str, list[Judged]] = {}
    for one in data:
        kinds.setdefault(one.kind.split(" ")[-1], []).append(one)
    for kind, ones in sorted(kinds.items()):
        report(f"  {kind}", ones, point)
    report("  all", data, point)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="*")
    parser.add_argument("--held", type=Path, action="append", default=[])
    parser.add_argument("--vectors", action="store_true", help="fit what is used with sentence vectors")
    parser.add_argument("--draws", type=int, default=1)
    args = parser.parse_args()
    vectors = load_vectors() if args.vectors else None
    table = weights.CONFIDENCE_WITH_VECTORS if args.vectors else weights.CONFIDENCE
    paths = [*args.pairs, *OWN]
    data = collect(paths, vectors, args.draws) + of_short_texts(paths, vectors) + of_articles(vectors)
    present = np.array([table[name] for name in confidence.SIGNS])
    posterior = np.array([float(name == "posterior") for name in confidence.SIGNS])
    held = [one for one in data if one.document % 5 == 0]
    reports("the posterior alone", held, posterior)
    reports("present weights", held, present)
    reports("documents held out", held, fit([one for one in data if one.document % 5]))
    point = fit(data)
    for path in args.held:
        reports(f"measured only: {path.name}", collect([path], vectors, 1), point)
    for name, weight in zip(confidence.SIGNS, point, strict=True):
        print(f'    "{name}": {weight:.3f},')


if __name__ == "__main__":
    main()
