"""Where the segments of a text are others than before: what a person cut, joined or corrected.

>>> from kztrans.model import Document, Segment
>>> old, new = (Side(Document("t.txt", " ".join(texts), "id"), tuple(Segment(t, 0, 0) for t in texts))
...             for texts in (["Ia tiba.", "Hujan turun.", "Ia pergi."], ["Ia tiba.", "Hujan", "turun.", "Ia pergi."]))
>>> differing(old, new)
Differing(first=1, old=2, new=3)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kztrans.model import Bead, Segment
from kztrans.units.side import Side

__all__ = ["Differing", "differing", "renumbered"]

_UNLIKE = Bead((), (), 0.0)
"""Stands for a bead that cannot be what another one was."""


@dataclass(frozen=True, slots=True)
class Differing:
    """Segments from ``first`` up to ``old`` gave way to those up to ``new`` (half open); all others are the same."""

    first: int
    old: int
    new: int

    def before(self, indexes: tuple[int, ...]) -> tuple[int, ...] | None:
        """The numbers that segments had; None where some are new, or were not beside each other."""
        if not indexes or indexes[-1] < self.first:
            return indexes
        if indexes[0] < self.new:
            return None
        by = self.old - self.new
        return tuple(n + by for n in indexes) if by else indexes


def differing(old: Side, new: Side) -> Differing:
    """Where the segments of two sides of one document differ; of a text with codes whole paragraphs."""
    one, other = old.segments, new.segments
    least = min(len(one), len(other))
    if old is new:
        return Differing(least, least, least)
    first = next((n for n in range(least) if not _alike(one[n], other[n])), least)
    most = least - first
    last = next((n for n in range(most) if not _alike(one[-1 - n], other[-1 - n])), most)
    found = Differing(first, len(one) - last, len(other) - last)
    return _of_paragraphs(found, one, other) if old.document.blocks or new.document.blocks else found


def renumbered(beads: Sequence[Bead], source: Differing, target: Differing) -> list[Bead]:
    """Beads by the numbers that their segments had; one that has other segments is like none that was there."""
    found = []
    for bead in beads:
        left, right = source.before(bead.source), target.before(bead.target)
        if left is None or right is None:
            found.append(_UNLIKE)
        elif left is bead.source and right is bead.target:
            found.append(bead)
        else:
            found.append(replace(bead, source=left, target=right))
    return found


def _alike(one: Segment, other: Segment) -> bool:
    return one is other or (one.text, one.paragraph, one.line) == (other.text, other.paragraph, other.line)


def _of_paragraphs(found: Differing, old: Sequence[Segment], new: Sequence[Segment]) -> Differing:
    """The same with all segments of the paragraphs concerned: their codes may be others."""
    first, last = found.first, len(old) - found.old
    own = {s.paragraph for s in (*old[first : found.old], *new[first : found.new])}
    while first > 0 and old[first - 1].paragraph in own:
        first -= 1
    while last > 0 and old[len(old) - last].paragraph in own:
        last -= 1
    return Differing(first, len(old) - last, len(new) - last)
