"""What is to be aligned, and what came of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans.errors import InputError
from kztrans.model import Bead, Catalog, TermHit
from kztrans.workflow.merge import MergeReport
from kztrans.workflow.pretranslate import THRESHOLD, Reuse
from kztrans.workflow.units import Side

if TYPE_CHECKING:
    from kztrans.alignment.lexicon import Lexicon
    from kztrans.glossary import Glossary
    from kztrans.segmentation import Rules

__all__ = ["MIN_CONFIDENCE", "AlignJob", "AlignResult", "Outputs", "document_name", "outputs"]

_CODE = re.compile(r"[A-Za-z]{2,8}([-_@][A-Za-z0-9]{1,8})*")
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
    min_confidence: float = MIN_CONFIDENCE
    memory: Path | None = None
    """A translation memory that fills in what has no translation."""
    threshold: int = THRESHOLD
    """Per cent of likeness that a match in the memory must have."""


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
    po_before: bytes | None
    """What the PO held when it was read; None where there was none."""
    warnings: tuple[str, ...] = ()
    reuse: Reuse | None = None
    """What the translation memory filled in, where there is one."""

    @property
    def kinds(self) -> dict[str, int]:
        """How many beads there are of each kind."""
        return dict(sorted(Counter(bead.kind for bead in self.beads).items()))

    @property
    def unaligned(self) -> list[int]:
        """Indexes of target segments without a source."""
        return [j for bead in self.beads if not bead.source for j in bead.target]


def outputs(job: AlignJob) -> Outputs:
    """Where a job's files go: ``locales/en/NAME.po`` and ``locales/NAME.id-en.tmx``.

    Raises:
        InputError: a language is no language code, or both are the same.
    """
    for lang in (job.source_lang, job.target_lang):
        if not _CODE.fullmatch(lang):
            raise InputError(f"{lang!r} is no language code", remedy="give one like id, en or pt-BR with -s or -t")
    if job.source_lang == job.target_lang:
        raise InputError(f"both languages are {job.source_lang!r}", remedy="give another one with -s or -t")
    name = document_name(job.source, job.source_lang)
    locales = job.folder / "locales"
    return Outputs(
        locales / job.target_lang / job.subfolder / f"{name}.po",
        locales / job.subfolder / f"{name}.{job.source_lang}-{job.target_lang}.tmx",
    )


def document_name(source: Path, source_lang: str) -> str:
    """The name of a text's outputs: the file's, without its ending and without a language code before that.

    >>> document_name(Path("berita/forum.id.txt"), "id")
    'forum'
    """
    stem = source.stem if source.suffix else source.name
    return stem.removesuffix(f".{source_lang}") or stem
