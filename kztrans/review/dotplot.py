"""A picture of an alignment's whole path: source downwards, target to the right, as SVG.

Straight runs are one line; beads that are not one to one, doubtful and hand-set ones have marks of their own shape. Of
a long text neighbouring marks are drawn as one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kztrans.review.alignments import Alignment

__all__ = ["Plot", "plot"]

HEIGHT = 1000.0
"""Units of the picture's height: it is as high as the window, whatever the texts are."""
WIDTH = 320.0
TICKS = 10
"""Ticks that tell which pair is where, at most."""
MARKS = 400
"""Marks of a kind that are drawn at most."""
STRIPES = 40
"""Parts of the text that can be jumped to."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A bead that stands out: its kind, where it is, and its number."""

    kind: str
    x: float
    y: float
    bead: int


@dataclass(frozen=True, slots=True)
class Stripe:
    """A part of the text, to jump to: where it begins and how high it is, and its first and last bead."""

    y: float
    height: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a pair stands, by its number from 1."""

    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn."""

    width: float
    height: float
    path: str
    """The ``points`` of the line."""
    marks: tuple[Mark, ...]
    stripes: tuple[Stripe, ...]
    here: tuple[float, float]
    """Where the beads that are shown begin, and how high they are."""
    ticks: tuple[Tick, ...] = ()


def plot(alignment: Alignment, first: int, last: int) -> Plot:
    """The picture, with beads ``first`` up to ``last`` (half open) as the place where one is."""
    beads = alignment.beads
    rows, columns = max(1, len(alignment.source.segments)), max(1, len(alignment.target.segments))
    across, down = WIDTH / columns, HEIGHT / rows
    xs, ys = [0.0], [0.0]
    for bead in beads:
        xs.append(xs[-1] + across * len(bead.target))
        ys.append(ys[-1] + down * len(bead.source))
    marks = []
    for kind, wanted in _kinds(alignment):
        numbers = [n for n in range(len(beads)) if wanted(n)]
        step = max(1, -(-len(numbers) // MARKS))
        marks += [Mark(kind, (xs[n] + xs[n + 1]) / 2, (ys[n] + ys[n + 1]) / 2, n) for n in numbers[::step]]
    return Plot(
        WIDTH,
        HEIGHT,
        " ".join(f"{xs[n]:.1f},{ys[n]:.1f}" for n in _corners(xs, ys)),
        tuple(marks),
        tuple(_stripes(ys, len(beads))),
        (ys[first], max(ys[last] - ys[first], 2.0)),
        tuple(_ticks(ys, len(beads))),
    )


def _ticks(ys: list[float], count: int) -> list[Tick]:
    """Pairs of round numbers."""
    step = next(n for power in range(10) for n in (10**power, 2 * 10**power, 5 * 10**power) if count <= TICKS * n)
    return [Tick(ys[number - 1], number) for number in (1, *range(max(step, 2), count + 1, step))]


def _kinds(alignment: Alignment) -> list[tuple[str, Callable[[int], bool]]]:
    beads = alignment.beads
    return [
        ("hand", lambda n: alignment.is_hand(beads[n])),
        ("alone", lambda n: not beads[n].source or not beads[n].target),
        ("doubt", lambda n: alignment.doubtful(beads[n])),
    ]


def _corners(xs: list[float], ys: list[float]) -> list[int]:
    """The points at which the line turns, and no more of them than can be told apart."""
    last = len(xs) - 1
    corners = [0]
    for n in range(1, last):
        straight = abs((xs[n] - xs[n - 1]) - (xs[n + 1] - xs[n])) < 1e-6 and (
            abs((ys[n] - ys[n - 1]) - (ys[n + 1] - ys[n])) < 1e-6
        )
        far = abs(xs[n] - xs[corners[-1]]) + abs(ys[n] - ys[corners[-1]]) >= 2
        if not straight and far:
            corners.append(n)
    return [*corners, last] if last else corners


def _stripes(ys: list[float], count: int) -> list[Stripe]:
    step = max(1, -(-count // STRIPES))
    found = []
    for first in range(0, count, step):
        last = min(first + step, count)
        found.append(Stripe(ys[first], max(ys[last] - ys[first], 1.0), first, last - 1))
    return found
