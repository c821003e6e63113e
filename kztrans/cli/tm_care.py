"""``kztrans tm edit``, ``delete``, ``clean``, ``merge``, ``anonymise``: care of a memory."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kztrans.cli.counted import counted
from kztrans.cli.memory_option import TM
from kztrans.cli.number_option import AtLeast
from kztrans.errors import InputError

if TYPE_CHECKING:
    from kztrans.jobs.cleaning import Fault
    from kztrans.memory.care import Held

__all__ = ["COMMANDS"]

SHOWN = 20
"""Units that a preview shows."""
APPLY = click.option("--apply", is_flag=True, help="Do it; a copy of the memory is kept beside it. [only show]")


@click.command()
@click.argument("number", metavar="UNIT", type=AtLeast(1, 2**62))
@click.argument("target")
@TM
@click.option("--author", help="Who changed it.")
def edit(number: int, target: str, path: Path, author: str | None) -> None:
    """Give UNIT, by the number that `tm search --phrase` and `tm delete` show, another TARGET."""
    from kztrans.memory import Memory, care

    with Memory(path) as memory:
        unit = next(care.select(memory, care.Selection(ids=(number,))), None)
        if unit is None:
            raise InputError(f"has no unit {number}", path=path, remedy="`kztrans tm search --phrase` shows numbers")
        care.edit(memory, unit, target, author)
    click.echo(f"{number}: {unit.source}\n  was {unit.target}\n  is  {target}")


@click.command()
@click.option("--id", "ids", multiple=True, type=AtLeast(1, 2**62), help="A unit's number; may be given several times.")
@click.option("--origin", default="", help="A pattern of the names of files that units came from: 'old/*.tmx'.")
@click.option("--before", default="", metavar="DATE", help="Changed before this day.")
@click.option("--after", default="", metavar="DATE", help="Changed on this day or later.")
@click.option("--match", "expression", default="", metavar="REGEX", help="Found in source or target.")
@APPLY
@TM
def delete(
    ids: tuple[int, ...], origin: str, before: str, after: str, expression: str, apply: bool, path: Path
) -> None:
    """Take units out for which all that is named holds. Without --apply, only show them."""
    from kztrans.memory import Memory, care

    selection = care.Selection(ids, origin, before, after, expression)
    if not selection:
        raise click.UsageError("name units by --id, --origin, --before, --after or --match")
    with Memory(path) as memory:
        chosen = list(care.select(memory, selection))
        for unit in chosen[:SHOWN]:
            click.echo(_line(unit))
        if len(chosen) > SHOWN:
            click.echo(f"… and {len(chosen) - SHOWN} more")
        _carry_out(memory, chosen, apply)


@click.command()
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["broken", "untranslated", "language", "duplicate", "misaligned"]),
    help="Look for this alone; may be given several times. [all]",
)
@APPLY
@TM
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def clean(kinds: tuple[str, ...], apply: bool, path: Path, form: str) -> None:
    """Find units with broken characters, without a translation, in another language, twice, or misaligned.

    Nothing is deleted without --apply.
    """
    from kztrans.cli.progress import steps
    from kztrans.jobs.cleaning import faults
    from kztrans.memory import Memory, care

    with Memory(path) as memory:
        with steps() as step:
            step("looking through the memory")
            found = faults(list(care.units(memory)), kinds)
        if form == "json":
            records = [{"kind": f.kind, "reason": f.reason, **asdict(f.unit)} for f in found]
            click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        else:
            _report(found)
        _carry_out(memory, [fault.unit for fault in found], apply, quiet=form == "json")


def _report(found: Sequence[Fault]) -> None:
    for fault in found:
        click.echo(f"{fault.kind}: {fault.reason}\n{_line(fault.unit)}")
    counts = Counter(fault.kind for fault in found)
    click.echo(", ".join(f"{number} {kind}" for kind, number in counts.items()) or "nothing to clean")


@click.command()
@click.argument("others", nargs=-1, required=True, type=click.Path(path_type=Path))
@TM
def merge(others: tuple[Path, ...], path: Path) -> None:
    """Add all units of OTHER memories, with their neighbours, dates, authors and origins."""
    from kztrans.memory import Memory
    from kztrans.memory.making import made
    from kztrans.memory.merging import merge_into

    with made(path) as memory:
        for other in others:
            if other.exists() and other.samefile(path):
                raise InputError("is the memory itself", path=other, remedy="name another one")
            with Memory(other) as given:
                counts = merge_into(memory, given)
            click.echo(f"{other}: {counted(counts.read, 'unit')} read, {counts.new} new, {counts.known} already there")


@click.command()
@click.option(
    "--names", type=click.Path(path_type=Path), help="A file of names, one a line, to be replaced by … in all texts."
)
@APPLY
@TM
def anonymise(names: Path | None, apply: bool, path: Path) -> None:
    """Forget who wrote the units, and replace mail addresses, and the names of a list, by a placeholder."""
    from kztrans.memory import Memory
    from kztrans.memory.anonymising import anonymised, names_of
    from kztrans.memory.care import back_up

    with Memory(path) as memory:
        if apply:
            click.echo(f"the memory as it was is kept in {back_up(memory)}: remove it when you need it no more")
        counts = anonymised(memory, names_of(names) if names else (), apply)
    done = "" if apply else "; nothing was changed (use --apply)"
    click.echo(f"{counts.authors} with an author, {counts.texts} with an address or a name{done}")


def _carry_out(memory: object, chosen: Sequence[Held], apply: bool, quiet: bool = False) -> None:
    from kztrans.memory import Memory, care

    assert isinstance(memory, Memory)
    if not apply or not chosen:
        if not quiet:
            click.echo(f"{counted(len(chosen), 'unit')}" + ("; nothing was deleted (use --apply)" if chosen else ""))
        return
    copy = care.back_up(memory)
    number = care.delete(memory, chosen)
    click.echo(f"{counted(number, 'unit')} deleted; the memory as it was is kept in {copy}", err=quiet)


def _line(unit: Held) -> str:
    note = ", ".join(filter(None, (unit.origin, unit.changed[:8], unit.author)))
    return f"{unit.id:>8}  {unit.source}\n          {unit.target}\n          {click.style(note, dim=True)}"


COMMANDS = (edit, delete, clean, merge, anonymise)
