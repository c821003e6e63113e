"""What ``kztrans corpus`` says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kztrans.cli.counted import counted

if TYPE_CHECKING:
    from kztrans.corpus.folders import Folders
    from kztrans.corpus.gathering import Counts
    from kztrans.corpus.plan import Plan

__all__ = ["bar", "finished", "pairs_as_data", "pairs_as_text", "plan_as_text"]

_NAMED = 5
"""Duplicates and the like that are named unless more are asked for."""


def pairs_as_data(found: Folders) -> dict[str, Any]:
    """For JSON."""
    source, target, pairing = found.source.paths, found.target.paths, found.pairing
    return {
        "documents": [len(source), len(target)],
        "pairs": [
            {"source": str(source[m.source]), "target": str(target[m.target]), "score": m.score, "named": m.named}
            for m in pairing.matches
        ],
        "doubtful": [
            {"source": str(source[m.source]), "target": str(target[m.target]), "score": m.score}
            for m in pairing.doubtful
        ],
        "misleading": [{"source": str(source[s]), "target": str(target[t])} for s, t in pairing.misleading],
        "duplicates": [
            {"document": str(paths[twin.number]), "of": str(paths[twin.of]), "share": twin.share}
            for paths, twins in zip((source, target), pairing.twins, strict=True)
            for twin in twins
        ],
    }


def pairs_as_text(found: Folders, output: Path, verbose: bool) -> str:
    """A summary."""
    source, target, pairing = found.source.paths, found.target.paths, found.pairing
    named = sum(match.named for match in pairing.matches)
    lines = [
        f"{counted(len(pairing.matches), 'pair')} of {len(source)} and {counted(len(target), 'document')}, "
        f"{named} of them by their names, too: {output}"
    ]
    twins = [
        f"  {paths[t.number]}: {'the same as' if t.same else f'{t.share:.0%} of its words are those of'} {paths[t.of]}"
        for paths, side in zip((source, target), pairing.twins, strict=True)
        for t in side
    ]
    misleading = [f"  {source[s]} and {target[t]}" for s, t in pairing.misleading]
    doubtful = [f"  {source[m.source]} and {target[m.target]} ({m.score:.2f})" for m in pairing.doubtful]
    for title, rows in (
        ("say the same as another one, or nearly so", twins),
        ("have one name, and belong to others by what they say", misleading),
        ("may belong together, and are left out", doubtful),
    ):
        if rows:
            shown = rows if verbose else rows[:_NAMED]
            rest = [f"  … and {len(rows) - len(shown)} more (-v names all)"] if len(rows) > len(shown) else []
            lines += [f"{len(rows)} {title}:", *shown, *rest]
    for name, paths, taken in (
        ("source", source, {match.source for match in pairing.matches}),
        ("target", target, {match.target for match in pairing.matches}),
    ):
        alone = [f"  {path}" for number, path in enumerate(paths) if number not in taken]
        if alone:
            lines += [f"{counted(len(alone), f'{name} document')} without a partner", *(alone if verbose else ())]
    return "\n".join(lines)


def plan_as_text(plan: Plan) -> str:
    """What there is to do."""
    done = plan.rows - plan.rows_todo
    stale = f", {plan.stale} of these since documents have changed" if plan.stale else ""
    return (
        f"{counted(plan.rows, 'pair')} of documents in {counted(len(plan.stretches), 'part')}: "
        f"{done} done, {plan.rows_todo} to do in {counted(len(plan.todo), 'part')}{stale}"
    )


def finished(counts: Counts, output: Path, glossary: str) -> str:
    """What came of it, and by which glossary."""
    beads = sum(counts.kinds.values())
    lines = [
        f"{counted(counts.documents, 'pair')} of documents, {counted(beads, 'bead')}, {counts.kept} kept: {output}"
    ]
    if counts.dropped:
        reasons = ", ".join(f"{name} {count}" for name, count in counts.dropped.most_common())
        lines.append(f"left out: {reasons}")
    lines.append(f"glossary: {glossary}")
    if counts.errors:
        document, why = counts.errors[0]
        lines.append(f"{counted(len(counts.errors), 'pair')} could not be aligned, see errors.tsv: {document}: {why}")
    return "\n".join(lines)


@contextmanager
def bar(what: str, total: int, done: int, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal with what is done, the rate and the time left; what earlier runs did counts as done."""
    if quiet or not sys.stderr.isatty():
        yield lambda more: None  # noqa: ARG005
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as shown:
        task = shown.add_task(what, total=total, completed=done, rate="")

        def more(count: int) -> None:
            shown.advance(task, count)
            speed = shown.tasks[0].speed
            shown.update(task, rate=f"{speed:,.1f} a second" if speed else "")

        yield more
