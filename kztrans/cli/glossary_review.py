"""``kztrans glossary review``: decide on concepts from the command line."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kztrans.cli.text_option import TEXT
from kztrans.errors import InputError

if TYPE_CHECKING:
    from kztrans.glossary.decisions import Change

__all__ = ["now", "review", "user"]

_STATES = ("approved", "rejected", "deprecated", "proposed", "unreviewed")


@click.command(
    "review", epilog="Example: kztrans glossary review terms.csv quasi-state --state approved --reviewer Ani"
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("concepts", nargs=-1, metavar="[CONCEPT]...", type=TEXT)
@click.option("--state", type=click.Choice(_STATES), help="What is decided on the concepts.")
@click.option("--undo", is_flag=True, help="Undo your last event in the file, or on each concept named.")
@click.option("--anyone", is_flag=True, help="With --undo: the last event, whoever's it is.")
@click.option("--log", is_flag=True, help="Show the history: of the file, or of the concepts named.")
@click.option(
    "-r", "--reviewer", envvar="KZTRANS_REVIEWER", metavar="NAME", type=TEXT, help="You; or set $KZTRANS_REVIEWER."
)
@click.option("-m", "--comment", default="", metavar="TEXT", type=TEXT, help="Why.")
@click.option("--date", metavar="DATE", help="YYYY-MM-DD, or a time in UTC; now if none.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def review(
    file: Path,
    concepts: tuple[str, ...],
    state: str | None,
    undo: bool,
    anyone: bool,
    log: bool,
    reviewer: str | None,
    comment: str,
    date: str | None,
    form: str,
) -> None:
    """Decide on concepts of a glossary's CSV FILE, undo a decision, or show the history.

    Only the rows of those concepts change. Each decision is a line of the history beside the file
    (FILE.history.jsonl).
    """
    if (state is not None) + undo + log != 1:
        raise click.UsageError("Say one of --state, --undo and --log.")
    if log:
        _log(file, concepts, form)
        return
    if state and not concepts:
        raise click.UsageError("Name the concepts to decide on.")
    from kztrans.glossary import decisions
    from kztrans.jobs.versions import prepare

    prepare(file.parent, [file])
    who, when = reviewer or user(), date or now()
    wanted = "" if state == "unreviewed" else state
    for name in concepts or (None,):
        if wanted is None or name is None:
            change = decisions.undo(file, reviewer=who, date=when, comment=comment, concept_id=name, others=anyone)
        else:
            change = decisions.decide(file, name, wanted, reviewer=who, date=when, comment=comment)
        click.echo(_told(change), err=True)


def _told(change: Change) -> str:
    if change.event is None:
        return f"{change.concept.id if change.concept else ''}: nothing to change"
    return f"{change.event.concept}: {change.event.what}, {change.event.who}"


def _log(file: Path, concepts: tuple[str, ...], form: str) -> None:
    from kztrans.glossary import history, recording
    from kztrans.locking import locked

    with suppress(InputError), locked(file):  # which says what the history lacks, where it may be written
        recording.settle(file)
    events = [event for name in concepts or (None,) for event in history.read(file, name)]
    if form == "json":
        click.echo(json.dumps([json.loads(history.line(event)) for event in events], ensure_ascii=False, indent=2))
        return
    for event in events:
        changes = "; ".join(f"{name}: {dict(event.before).get(name, '')!r} → {text!r}" for name, text in event.after)
        why = f" — {event.why}" if event.why else ""
        click.echo(f"{event.when}  {event.who}  {event.what}  {event.concept}{why}\n    {changes}")


def user() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or ""


def now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
