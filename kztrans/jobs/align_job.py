"""What is to be aligned, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans.configuration import NoteSettings
from kztrans.merging.record import Record
from kztrans.merging.report import MergeReport
from kztrans.model import Bead, Catalog, TermHit
from kztrans.units.pretranslate import THRESHOLD, Reuse
from kztrans.units.side import Side

if TYPE_CHECKING:
    from kztrans.alignment.vectors import SentenceVectors
    from kztrans.bilingual.lexicon import Lexicon
    from kztrans.glossary import Glossary
    from kztrans.segmentation import Rules

__all__ = ["MIN_CONFIDENCE", "AlignJob", "AlignResult", "Outputs"]

MIN_CONFIDENCE = 0.7
"""Probability below which a bead's translation is marked fuzzy."""


@dataclass(frozen=True, slots=True)
class AlignJob:
    """What is to be aligned, and how."""

    source: Path
    target: Path | None = None
    source_lang: str = "id"
    target_lang: str = "en"
    folder: Path = Path()
    """Where ``locales/`` is, or is made."""
    subfolder: str = ""
    """Folder below ``locales/`` that a text of a folder's folder goes to."""
    glossary: Glossary | None = None
    """None: the curated glossary."""
    lexicon: Lexicon | None = None
    """None: the base lexicon."""
    rules: dict[str, Rules] = field(default_factory=dict)
    """Segmentation rules by language, for those that do not take the packaged ones."""
    anchors: tuple[tuple[int, int], ...] = ()
    """Pairs of lines, from 1, that translate each other."""
    crossing: bool = True
    """Are beads that cross others looked for?"""
    vectors: SentenceVectors | None = None
    """A model of sentence vectors, as one more kind of evidence."""
    min_confidence: float = MIN_CONFIDENCE
    memory: Path | None = None
    """A translation memory that fills in what has no translation."""
    threshold: int = THRESHOLD
    """Per cent of likeness that a match in the memory must have."""
    exact_fuzzy: bool = False
    """Are exact matches of the memory to be confirmed?"""
    penalties: tuple[tuple[str, int], ...] = ()
    """Patterns of origins in the memory, with the per cent that their matches lose."""
    machine: str = ""
    """A command that translates, a line in and a line out, what nothing else has."""
    notes: NoteSettings = field(default_factory=NoteSettings)
    """What notes on terms say."""
    article: bool = False
    """Is what of a web page is no article left out?"""
    refill: bool = False
    """Do entries that were emptied since the last run get back, as fuzzy, what they had?"""


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files that a job writes."""

    po: Path
    tmx: Path


@dataclass(frozen=True, slots=True)
class AlignResult:
    """What a job found, and what it would write."""

    source: Side
    target: Side | None
    beads: tuple[Bead, ...]
    hits: tuple[TermHit, ...]
    """Terms in the source, with offsets into the document."""
    catalog: Catalog
    memory: Catalog
    outputs: Outputs
    merged: MergeReport | None
    """None where there was no PO before."""
    record: Record
    """The document's name and target text, as they are to be remembered."""
    po_before: bytes | None
    """What the PO held when it was read; None where there was none."""
    tmx_before: bytes | None
    """What the TMX held; None where there was none."""
    warnings: tuple[str, ...] = ()
    reuse: Reuse | None = None
    """What the translation memory filled in, where there is one."""
    machine: int = 0
    """Units that a machine translated."""

    @property
    def kinds(self) -> dict[str, int]:
        """How many beads there are of each kind."""
        return dict(sorted(Counter(bead.kind for bead in self.beads).items()))

    @property
    def unaligned(self) -> list[int]:
        """Indexes of target segments without a source."""
        return [j for bead in self.beads if not bead.source for j in bead.target]
