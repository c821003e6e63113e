"""All parts of a corpus read once, in the order of the manifest: into its outputs, its errors and its counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from heapq import nsmallest
from pathlib import Path
from typing import Any

from kztrans.atomic import write_atomic
from kztrans.corpus.filters import Filters, Limits
from kztrans.corpus.manifest import HEADER, Stretch, escaped, rows_of
from kztrans.corpus.parts import ERROR, BeadRow, beads_in
from kztrans.corpus.plan import Plan
from kztrans.corpus.sinks import SINKS, Add

__all__ = ["COUNTS", "Counts", "Worst", "gathered", "kept"]

COUNTS, ERRORS = "counts.json", "errors.tsv"
_BINS = 20
_WORST = 100


@dataclass(frozen=True, slots=True, order=True)
class Worst:
    """A document of which the aligner is least sure."""

    score: float
    """The mean of its beads', by segments; those that stand alone count for nothing."""
    document: str
    segments: int
    paired: int
    """How many of them are in beads with both sides."""


@dataclass
class Counts:
    """What a corpus is."""

    documents: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)
    """Documents that could not be aligned, and why."""
    kinds: Counter[str] = field(default_factory=Counter)
    confidence: list[int] = field(default_factory=lambda: [0] * _BINS)
    """Beads with both sides, by their score in steps of a twentieth."""
    dropped: Counter[str] = field(default_factory=Counter)
    """Beads by the filter that took them out."""
    kept: int = 0
    words: tuple[int, int] = (0, 0)
    """Words of the beads that were kept, on each side, white space between."""
    worst: list[Worst] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "documents": self.documents,
            "errors": len(self.errors),
            "beads": dict(sorted(self.kinds.items())),
            "confidence": self.confidence,
            "dropped": dict(sorted(self.dropped.items())),
            "kept": self.kept,
            "words": list(self.words),
            "worst": [[w.document, w.score, w.segments, w.paired] for w in self.worst],
        }


def gathered(
    plan: Plan,
    out: Path,
    limits: Limits,
    formats: Sequence[str],
    progress: Callable[[int], None] = lambda rows: None,  # noqa: ARG005
) -> Counts:
    """Write ``corpus.tmx`` and its like, ``errors.tsv`` and ``counts.json`` into a folder.

    Args:
        plan: one that is carried out.
        out: the folder.
        limits: what the filters ask.
        formats: names of `SINKS`.
        progress: told how many rows of the manifest are gathered more.

    Raises:
        InputError: a part is damaged, or a file cannot be written; what was there before is there still.
    """
    counts, filters = Counts(), Filters(limits)
    with ExitStack() as files:
        langs = limits.source_lang, limits.target_lang
        sinks = [files.enter_context(SINKS[name](out / f"corpus.{name}", *langs)) for name in formats]
        worst: list[Worst] = []
        for stretch, path in zip(plan.stretches, plan.parts(), strict=True):
            for document, beads in _documents(_beads(plan, stretch, path)):
                counts.documents += 1
                found = _counted(document, beads, counts, filters, sinks)
                if found is not None:
                    worst.append(found)
            worst = nsmallest(_WORST, worst)
            progress(stretch.count)
        counts.worst = worst
    _write_errors(plan, out, dict(counts.errors))
    write_atomic(out / COUNTS, (json.dumps(counts.as_data(), ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return counts


def kept(plan: Plan, limits: Limits) -> Iterator[BeadRow]:
    """The beads that the filters leave, in the order of the manifest.

    Raises:
        InputError: a part is damaged.
    """
    filters = Filters(limits)
    for stretch, path in zip(plan.stretches, plan.parts(), strict=True):
        found = _beads(plan, stretch, path)
        yield from (row for row in found if row.kind != ERROR and not filters.reason(row))


def _beads(plan: Plan, stretch: Stretch, path: Path) -> Iterator[BeadRow]:
    """What a stretch's part holds, by the ids that the manifest gives its rows now."""
    return beads_in(path, [row.id for row in rows_of(plan.manifest, stretch)])


def _documents(beads: Iterator[BeadRow]) -> Iterator[tuple[str, list[BeadRow]]]:
    """The documents of a part, each with its beads."""
    rows: list[BeadRow] = []
    for row in beads:
        if rows and row.document != rows[0].document:
            yield rows[0].document, rows
            rows = []
        rows.append(row)
    if rows:
        yield rows[0].document, rows


def _counted(
    document: str, beads: Sequence[BeadRow], counts: Counts, filters: Filters, sinks: Sequence[Add]
) -> Worst | None:
    """Count a document and pass its beads on; how sure it is, None where it could not be aligned."""
    if beads[0].kind == ERROR:
        counts.errors.append((document, beads[0].source))
        return None
    segments = paired = 0
    sure = 0.0
    for bead in beads:
        counts.kinds[bead.kind] += 1
        left, _, right = bead.kind.partition("-")
        size = int(left) + int(right)
        segments += size
        if bead.source and bead.target:
            counts.confidence[min(int(bead.score * _BINS), _BINS - 1)] += 1
            paired += size
            sure += size * bead.score
        reason = filters.reason(bead)
        if reason:
            counts.dropped[reason] += 1
            continue
        counts.kept += 1
        counts.words = counts.words[0] + len(bead.source.split()), counts.words[1] + len(bead.target.split())
        for sink in sinks:
            sink(bead)
    return Worst(round(sure / segments, 4), document, segments, paired)


def _write_errors(plan: Plan, out: Path, errors: dict[str, str]) -> None:
    """The documents that could not be aligned, as rows of a manifest with the reason behind."""
    lines = [HEADER.rstrip("\n").removesuffix("\tscore") + "\terror\n"]
    for row in rows_of(plan.manifest) if errors else ():
        if row.id in errors:
            cells = (row.id, row.source, row.target, errors[row.id])
            lines.append("\t".join(escaped(cell) for cell in cells) + "\n")
    write_atomic(out / ERRORS, "".join(lines).encode("utf-8", "surrogateescape"))
