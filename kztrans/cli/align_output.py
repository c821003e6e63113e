"""Running ``kztrans align`` on one text or on a folder, and saying what came of it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from kztrans.cli.progress import steps

if TYPE_CHECKING:
    from kztrans.jobs.align_job import AlignJob, AlignResult

__all__ = ["Look", "align_folder", "align_one"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a result is shown."""

    format: str
    dry_run: bool
    quiet: bool
    verbose: bool
    glossary: str = ""
    """Which glossary was used."""


def align_one(job: AlignJob, look: Look, explain: str | None) -> None:
    """One text: its files, or an explanation or ladder of its beads."""
    from kztrans.cli import summary
    from kztrans.jobs import writing
    from kztrans.jobs.align import run
    from kztrans.jobs.beads import explain_bead, ladder

    with steps(look.quiet) as step:
        result = run(job, step)
    if explain is not None:
        click.echo("\n".join(explain_bead(result, job, explain)))
        return
    if look.format == "ladder":
        click.echo(ladder(result), nl=False)
        return
    changed = writing.changed(result) if look.dry_run else writing.write(result)
    if not look.quiet:
        _remark(result, look.verbose)
    if look.format == "json":
        click.echo(
            json.dumps(
                {**summary.as_data(result, changed, look.dry_run), "glossary": look.glossary},
                ensure_ascii=False,
                indent=2,
            )
        )
    elif not look.quiet:
        click.echo(summary.as_text(result, changed, look.dry_run, look.verbose, look.glossary))


def _remark(result: AlignResult, verbose: bool, said: frozenset[str] = frozenset()) -> frozenset[str]:
    """Warnings but for those said already, and target segments without a source, on standard error; what is said."""
    from kztrans.cli import summary

    new = [warning for warning in result.warnings if warning not in said]
    for line in (*(f"warning: {warning}" for warning in new), *summary.unaligned(result, verbose)):
        click.echo(line, err=True)
    return said | {*new}


def align_folder(job: AlignJob, look: Look, processes: int = 1) -> None:
    """All the texts of a folder, a line each; exit code 2 where one of them could not be done."""
    from kztrans.cli import summary
    from kztrans.jobs import batch, folder

    texts, alone = folder.texts_in(job.source, job.target, job.source_lang, job.target_lang)
    outcomes = []
    said: frozenset[str] = frozenset()
    with steps(look.quiet) as step:
        for outcome in batch.run_all(texts, job, step, dry_run=look.dry_run, processes=processes):
            outcomes.append(outcome)
            if outcome.error:
                click.echo(f"kztrans: {outcome.error}", err=True)
                continue
            if outcome.result and not look.quiet:
                said = _remark(outcome.result, look.verbose, said)
            if look.format == "text" and not look.quiet:
                click.echo(summary.line(outcome, look.dry_run))
    if not look.quiet:
        for remark in alone:
            click.echo(f"warning: {remark}", err=True)
    if look.format == "json":
        click.echo(json.dumps(summary.batch_data(outcomes, look.dry_run), ensure_ascii=False, indent=2))
    elif not look.quiet:
        click.echo(f"{summary.total(outcomes)}\nglossary: {look.glossary}")
    if any(outcome.error for outcome in outcomes):
        sys.exit(2)
