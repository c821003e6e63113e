"""Noisy pairs of documents with known beads, drawn from pairs of segments: to fit and to measure the aligner."""

from __future__ import annotations

import random
from itertools import accumulate
from pathlib import Path

__all__ = ["CONDITIONS", "FREE", "Gold", "documents", "noisy", "paragraphs", "shifted"]

Gold = list[tuple[list[int], list[int]]]
"""Beads with both sides, as indexes."""

CONDITIONS: dict[str, dict[str, float]] = {
    "clean": {},
    "merge": {"joined": 0.2},
    "drop": {"dropped": 0.1},
    "hard": {"joined": 0.15, "dropped": 0.15, "foreign": 0.15},
}
"""Probabilities, at each segment pair, of what is done to it; ``dropped`` is that of each side."""

FREE = {"joined": 0.08, "dropped": 0.05, "foreign": 0.05, "tripled": 0.015, "crossed": 0.01}
"""What freer translations do: three segments in one, two that trade places; for fitting only."""


def documents(path: Path) -> list[list[tuple[str, str]]]:
    """The segment pairs of each document of a TSV file: document, source, target."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            name, source, target = line.split("\t")
            found.setdefault(name, []).append((source, target))
    return list(found.values())


def noisy(
    doc: list[tuple[str, str]],
    rng: random.Random,
    pool: list[tuple[str, str]],
    *,
    joined: float = 0.0,
    dropped: float = 0.0,
    foreign: float = 0.0,
    tripled: float = 0.0,
    crossed: float = 0.0,
) -> tuple[list[str], list[str], Gold]:
    """A noisy pair: neighbours joined on one side, sides left out, segments of other documents put in."""
    source: list[str] = []
    target: list[str] = []
    gold: Gold = []
    at = 0
    while at < len(doc):
        size = 2 if at + 1 < len(doc) and rng.random() < joined else 1
        if tripled and at + 2 < len(doc) and rng.random() < tripled:
            size = 3
        left, right = [s for s, _ in doc[at : at + size]], [t for _, t in doc[at : at + size]]
        at += size
        if size > 1:
            side = left if rng.random() < 0.5 else right
            side[:] = [" ".join(side)]
        elif crossed and at < len(doc) and rng.random() < crossed:
            left, right = [*left, doc[at][0]], [doc[at][1], *right]
            at += 1
        else:
            chance = rng.random()
            left, right = ([] if chance < dropped else left), ([] if dropped <= chance < 2 * dropped else right)
        if left and right:
            i, j = len(source), len(target)
            gold.append((list(range(i, i + len(left))), list(range(j, j + len(right)))))
        source += left
        target += right
        if foreign and rng.random() < foreign:
            side_number, segment = rng.randrange(2), rng.choice(pool)
            (source, target)[side_number].append(segment[side_number])
    return source, target, gold


def paragraphs(pair: tuple[list[str], list[str], Gold], rng: random.Random) -> tuple[list[int], list[int]]:
    """Paragraphs for a noisy pair, ending after every third bead or so, and not quite alike on the two sides."""
    source, target, gold = pair
    ends = [rng.random() < 0.35 for _ in gold]
    sides = []
    for side, size in ((0, len(source)), (1, len(target))):
        starts = {bead[side][-1] + 1 for bead, end in zip(gold, ends, strict=True) if end and rng.random() < 0.9}
        starts |= {at for at in range(size) if rng.random() < 0.05}
        sides.append(list(accumulate(int(at in starts) for at in range(size))))
    return sides[0], sides[1]


def shifted(pairs: list[tuple[list[str], list[str], Gold]]) -> tuple[list[str], list[str], Gold]:
    """Several pairs of documents as one."""
    source: list[str] = []
    target: list[str] = []
    gold: Gold = []
    for left, right, beads in pairs:
        i, j = len(source), len(target)
        gold += [([x + i for x in s], [y + j for y in t]) for s, t in beads]
        source += left
        target += right
    return source, target, gold
