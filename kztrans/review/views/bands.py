"""Pairs as they are shown: sentences with the terms in them, how sure they are, what can be done at each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kztrans.jobs.align_job import MIN_CONFIDENCE
from kztrans.merging.left_out import is_left_out
from kztrans.model import Bead, Unit
from kztrans.review.asked import Alignment, said
from kztrans.review.interface import mark
from kztrans.review.project import Document, Terms
from kztrans.review.site import Site
from kztrans.review.uses import Hit
from kztrans.units.keys import unit_key

__all__ = ["LEVELS", "Band", "Marked", "bands"]

SURE = 0.9
"""Probability from which a bead is called sure."""

LEVELS = {
    "hand": mark("set by hand"),
    "sure": mark("sure"),
    "likely": mark("likely"),
    "doubt": mark("doubtful"),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A segment's text with its hits, and the concepts that the other side of its bead has."""

    text: str
    hits: list[Hit]
    other: frozenset[str]
    index: int = 0
    """The segment's number in its text."""
    cut: tuple[int, int] | None = None
    """How many sentences of either side the first part has where the pair is split before this one."""


@dataclass(frozen=True, slots=True)
class Band:
    """A bead as it is shown."""

    number: int
    bead: Bead
    level: str
    source: list[Marked]
    target: list[Marked]
    said: str = ""
    entry: str = ""
    """The translation that the PO has, where it is another one."""
    left_out: bool = False
    """Is it left out of the TMX?"""

    @property
    def key(self) -> str:
        """What a form carries to name the bead, and what the user saw in it."""
        return ":".join((*(",".join(map(str, side)) for side in (self.bead.source, self.bead.target)), self.said))


def bands(site: Site, document: Document, alignment: Alignment, first: int, last: int) -> list[Band]:
    """Some beads as they are shown."""
    terms = site.project.terms()
    entries = site.alignments.entries(document)
    return [_band(site, terms, document, alignment, entries, number) for number in range(first, last)]


def _band(
    site: Site, terms: Terms, document: Document, alignment: Alignment, entries: dict[str, Unit], number: int
) -> Band:
    bead = alignment.beads[number]
    sides = []
    for side, indexes, lang in (
        (alignment.source, bead.source, document.source_lang),
        (alignment.target, bead.target, document.target_lang),
    ):
        texts = [side.segments[n].text for n in indexes]
        sides.append([(text, site.uses.shown(terms, text, lang)) for text in texts])
    names = [frozenset(hit.concept for _, hits in side for hit in hits) for side in sides]
    cuts = _cuts([[len(text) for text, _ in side] for side in sides])
    source, target = (
        [Marked(text, hits, other, index, cut) for (text, hits), index, cut in zip(side, indexes, places, strict=True)]
        for side, other, indexes, places in zip(sides, names[::-1], (bead.source, bead.target), cuts, strict=True)
    )
    unit = entries.get(unit_key(alignment.source.coded(bead.source).text)) if bead.source else None
    said_there = alignment.target.coded(bead.target).text if unit is not None else ""
    other = unit.target if unit is not None and unit_key(unit.target) != unit_key(said_there) else ""
    out = unit is not None and is_left_out(unit)
    return Band(number, bead, level_of(alignment, bead), source, target, said(alignment, bead), other, out)


def _cuts(sizes: Sequence[Sequence[int]]) -> list[list[tuple[int, int] | None]]:
    """For each sentence but the first where the other side is cut if the pair is split before it: by their lengths."""
    found: list[list[tuple[int, int] | None]] = []
    for which in (0, 1):
        own, other = sizes[which], sizes[1 - which]
        cuts: list[tuple[int, int] | None] = [None] * min(1, len(own))
        for n in range(1, len(own)):
            share = sum(own[:n]) / max(sum(own), 1) * sum(other)
            there = min(range(len(other) + 1), key=lambda m: (abs(sum(other[:m]) - share), m))
            cuts.append((there, n) if which else (n, there))
        found.append(cuts)
    return found


def level_of(alignment: Alignment, bead: Bead) -> str:
    """How sure a bead is, as a name of ``LEVELS``."""
    if alignment.is_hand(bead):
        return "hand"
    return "sure" if bead.score >= SURE else "likely" if bead.score >= MIN_CONFIDENCE else "doubt"
