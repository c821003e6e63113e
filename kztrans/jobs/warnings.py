"""What looks wrong with a pair of texts, in a line each."""

from __future__ import annotations

from collections.abc import Sequence

from kztrans import languages
from kztrans.formats import tmx
from kztrans.jobs.align_job import AlignJob
from kztrans.model import Bead, Document
from kztrans.reading import real

__all__ = ["reads_like", "unrelated", "warnings_of"]

_SURE = 0.7
_RELATED = 1 / 3
"""The share of the larger side in sure beads: of translations at least 0.40, of other texts mostly below 0.25."""


def unrelated(beads: Sequence[Bead], target: str) -> list[str]:
    """A warning where the target seems not to be a translation of the source."""
    sizes = [sum(len(bead.source) for bead in beads), sum(len(bead.target) for bead in beads)]
    sure = [bead for bead in beads if bead.source and bead.target and bead.score >= _SURE]
    found = [sum(len(bead.source) for bead in sure), sum(len(bead.target) for bead in sure)]
    share = max((part / size for part, size in zip(found, sizes, strict=True) if size), default=1.0)
    if not all(sizes) or share >= _RELATED:
        return []
    return [
        f"{target}: hardly a translation of the source: {100 * share:.0f} % of its sentences found a sure counterpart"
    ]


def warnings_of(job: AlignJob, source: Document, target: Document | None) -> list[str]:
    warnings = []
    if job.target and job.target.exists() and real(job.source) == real(job.target):
        warnings.append(f"{job.target}: source and target are the same file")
    for document, other in ((source, job.target_lang), (target, job.source_lang)):
        if document and reads_like(document.text, other, document.lang):
            is_name = languages.get(other).name
            warnings.append(f"{document.path}: reads like {is_name}, not {languages.get(document.lang).name}")
        warnings += [f"{document.path}: {remark}" for remark in document.remarks] if document else []
        control = tmx.forbidden(document.text) if document else 0
        if document and control:
            characters = "1 control character" if control == 1 else f"{control} control characters"
            warnings.append(f"{document.path}: {characters} that XML forbids: kept in the PO, U+FFFD in the TMX")
    return warnings


def reads_like(content: str, other: str, own: str) -> bool:
    """Is a text rather in another language than its own, by their frequent words?"""
    sample = content[:20_000]
    likeness = languages.get(other).likeness(sample)
    return likeness > 0.15 and likeness > 2 * languages.get(own).likeness(sample)
