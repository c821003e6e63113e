"""What ``kztrans align`` says at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kztrans.cli.counted import counted
from kztrans.jobs.align_job import AlignResult
from kztrans.jobs.batch import Outcome
from kztrans.merging.report import MergeReport

__all__ = ["as_data", "as_text", "batch_data", "line", "total", "unaligned"]

SHOWN = 70
"""Code points of a segment that a line of the summary quotes."""


def as_text(result: AlignResult, changed: tuple[Path, ...], dry_run: bool, verbose: bool, glossary: str = "") -> str:
    """The summary for a person; ``changed`` are the files that were written, or would be."""
    translated, fuzzy, empty = _entries(result)
    rows = [("source", f"{result.source.document.path}, {counted(len(result.source.segments), 'segment')}")]
    if result.target:
        rows.append(("target", f"{result.target.document.path}, {counted(len(result.target.segments), 'segment')}"))
        rows.append(("beads", ", ".join(f"{kind}: {number}" for kind, number in result.kinds.items())))
    concepts = len({hit.concept.id for hit in result.hits})
    rows.append(("terms", f"{counted(len(result.hits), 'hit')} of {counted(concepts, 'concept')}"))
    if glossary:
        rows.append(("glossary", glossary))
    if result.reuse:
        found = result.reuse
        rows.append(
            ("memory", f"{counted(found.context, 'match')} in context, {found.exact} exact, {found.fuzzy} fuzzy")
        )
    if result.machine:
        rows.append(("machine", f"{counted(result.machine, 'entry')} translated, fuzzy"))
    rows.append(
        ("entries", f"{translated + fuzzy + empty}: {translated} translated, {fuzzy} fuzzy, {empty} untranslated")
    )
    rows += _merge_rows(result.merged, verbose or dry_run)
    for path in (result.outputs.po, result.outputs.tmx):
        state = "unchanged" if path not in changed else "would be written (dry run)" if dry_run else "written"
        rows.append((path.suffix[1:].upper(), f"{path} {state}"))
    return "\n".join(f"{name:<9}{value}" for name, value in rows)


def _merge_rows(report: MergeReport | None, verbose: bool) -> Iterator[tuple[str, str]]:
    if report is None:
        return
    lists: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("filled in", report.filled),
        ("new", report.new),
        ("changed, now fuzzy", tuple(new for _, new in report.changed)),
        ("changed with the target text", tuple(new for _, new in report.renewed)),
        ("cut elsewhere, now fuzzy", tuple(dict.fromkeys(new for _, new in report.recut))),
        ("new, fuzzy with the translation of a sentence like it", tuple(new for _, new in report.borrowed)),
        ("new, fuzzy since the target text is older", report.unvouched),
        ("come back", report.revived),
        ("taken back from the TMX", report.recovered),
        ("obsolete", report.obsolete),
        ("dropped without work in it", report.dropped),
        ("kept although the target text has another translation", report.differing),
        ("emptied since the last run", report.emptied),
        ("emptied whose sentence has changed or gone since", report.emptied_and_gone),
        ("with an older text again: the newer one is kept as an obsolete entry", report.gone_back),
        ("given back what they had, now fuzzy", report.refilled),
    )
    parts = [f"{report.kept} kept"] + [f"{len(sources)} {name}" for name, sources in lists if sources]
    yield "merged", ", ".join(parts)
    if report.emptied and not report.refilled:
        yield "", "what was emptied is kept as obsolete entries; --refill gives it back, as fuzzy"
    if verbose:
        for name, sources in lists:
            for source in sources:
                yield "", f"{name}: {_quote(source)}"


def unaligned(result: AlignResult, verbose: bool) -> list[str]:
    """Target segments without a source: each with its place where asked, else how many."""
    left = result.unaligned
    if not left or result.target is None:
        return []
    segments = result.target.segments
    path = result.target.document.path
    lines = [f"{path}:{segments[j].line}: no source for: {_quote(segments[j].text)}" for j in left]
    if verbose or len(lines) <= 5:
        return lines
    return [*lines[:5], f"… and {len(lines) - 5} more target segments without a source; -v shows all"]


def as_data(result: AlignResult, changed: tuple[Path, ...], dry_run: bool) -> dict[str, Any]:
    """The summary and the beads, for a program; ``changed`` are the files that were written, or would be."""
    translated, fuzzy, empty = _entries(result)
    target = result.target
    return {
        "source": {"path": result.source.document.path, "segments": len(result.source.segments)},
        "target": target and {"path": target.document.path, "segments": len(target.segments)},
        "kinds": result.kinds,
        "terms": {"hits": len(result.hits), "concepts": len({hit.concept.id for hit in result.hits})},
        "entries": {"all": translated + fuzzy + empty, "fuzzy": fuzzy, "untranslated": empty},
        "merged": result.merged and asdict(result.merged),
        "files": {
            "po": str(result.outputs.po),
            "tmx": str(result.outputs.tmx),
            "would be written" if dry_run else "written": [str(path) for path in changed],
        },
        "warnings": list(result.warnings),
        "beads": [
            {
                "number": number,
                "source": list(bead.source),
                "target": list(bead.target),
                "score": round(bead.score, 4),
                "moved": bead.moved,
            }
            for number, bead in enumerate(result.beads, 1)
        ],
    }


def line(outcome: Outcome, dry_run: bool) -> str:
    """One text of a folder."""
    name = outcome.job.source
    if outcome.result is None:
        return f"{name}: nothing has changed"
    translated, fuzzy, empty = _entries(outcome.result)
    written = "would be written (dry run)" if dry_run else "written"
    state = f"{outcome.result.outputs.po} {written if outcome.changed else 'unchanged'}"
    return f"{name}: {translated} translated, {fuzzy} fuzzy, {empty} untranslated; {state}"


def total(outcomes: Sequence[Outcome]) -> str:
    """All texts of a folder."""
    bad = sum(outcome.error is not None for outcome in outcomes)
    same = sum(outcome.unchanged for outcome in outcomes)
    done = len(outcomes) - bad - same
    return f"{counted(len(outcomes), 'text')}: {done} done, {same} unchanged, {bad} with errors"


def batch_data(outcomes: Sequence[Outcome], dry_run: bool) -> list[dict[str, Any]]:
    """All texts of a folder, for a program."""
    return [
        {"source": str(o.job.source), "error": str(o.error)}
        if o.error
        else {"source": str(o.job.source), "unchanged": True}
        if o.result is None
        else as_data(o.result, o.changed, dry_run)
        for o in outcomes
    ]


def _entries(result: AlignResult) -> tuple[int, int, int]:
    """How many entries are translated, fuzzy and untranslated."""
    active = [unit for unit in result.catalog.units if not unit.obsolete]
    done = [bool(unit.target) or any(unit.plural_targets) for unit in active]
    fuzzy = sum(unit.fuzzy and has for unit, has in zip(active, done, strict=True))
    empty = done.count(False)
    return len(active) - fuzzy - empty, fuzzy, empty


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= SHOWN else f"“{line[: SHOWN - 1]}…”"
