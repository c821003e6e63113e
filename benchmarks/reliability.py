"""How sure beads are, and how many of them are right: a row for each kind of noise, with the weights as they are.

    python benchmarks/reliability.py PAIRS.tsv [OTHER.tsv …] [--vectors]

PAIRS.tsv holds document, source and target, a segment pair a line, and had no part in the fits. Every fifth text is
aligned without the lexicon. In brackets stands what the posterior of the random field alone gives.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

from fit_confidence import Judged, collect

from kztrans.alignment import confidence, weights
from kztrans.alignment.vectors import load_vectors

SURE = 0.7


def expected_error(probability: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The expected calibration error, in ten equal bins."""
    cell = np.minimum((probability * 10).astype(int), 9)
    off = [abs(float((probability - right)[cell == number].sum())) for number in range(10)]
    return sum(off) / max(len(right), 1)


def row(kind: str, texts: Sequence[Judged], point: NDArray[np.float64]) -> str:
    """Beads, right ones, calibration, wrong ones that are sure, right ones that are doubted, as a row of a table."""
    signs, right = np.concatenate([one.signs for one in texts]), np.concatenate([one.right for one in texts])
    given = 1 / (1 + np.exp(-signs @ point))
    alone = 1 / (1 + np.exp(-signs[:, confidence.SIGNS.index("posterior")]))
    doubted = 100 * float(((given < SURE) & right).sum()) / max(int(right.sum()), 1)
    cells = (
        kind,
        str(len(right)),
        f"{100 * right.mean():.1f} %",
        f"{expected_error(given, right):.3f} ({expected_error(alone, right):.3f})",
        f"{int(((given >= SURE) & ~right).sum())} of {int((~right).sum())} ({int(((alone >= SURE) & ~right).sum())})",
        f"{doubted:.1f} %",
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--vectors", action="store_true", help="with sentence vectors")
    args = parser.parse_args()
    table = weights.CONFIDENCE_WITH_VECTORS if args.vectors else weights.CONFIDENCE
    point = np.array([table[name] for name in confidence.SIGNS])
    kinds: dict[str, list[Judged]] = {}
    for one in collect(args.pairs, load_vectors() if args.vectors else None, 1):
        kinds.setdefault(one.kind.split(" ")[-1], []).append(one)
    print("| | beads | right | ECE | wrong at 0.7 or more | right below 0.7 |\n|---|---|---|---|---|---|")
    for kind, texts in kinds.items():
        print(row(kind, texts, point))


if __name__ == "__main__":
    main()
