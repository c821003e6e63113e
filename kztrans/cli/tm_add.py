"""``kztrans tm add``: translations put into a memory."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kztrans.cli.counted import counted
from kztrans.cli.jobs_option import JOBS
from kztrans.cli.memory_option import TM
from kztrans.cli.tm_options import FORM, language_options
from kztrans.errors import InputError

if TYPE_CHECKING:
    from kztrans.jobs.adding import Given, Held
    from kztrans.memory import Counts, Memory

__all__ = ["add"]


@click.command()
@click.argument("files", nargs=-1, metavar="FILES...", type=click.Path(path_type=Path))
@click.option(
    "--pair",
    "pairs",
    multiple=True,
    nargs=2,
    metavar="SOURCE TARGET",
    type=click.Path(path_type=Path),
    help="A document and its translation, to be aligned; may be given several times.",
)
@TM
@language_options(None, None)
@click.option("--fuzzy", is_flag=True, help="Add translations marked fuzzy too.")
@JOBS
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@FORM
def add(
    files: tuple[Path, ...],
    pairs: tuple[tuple[Path, Path], ...],
    path: Path,
    source_lang: str,
    target_lang: str,
    fuzzy: bool,
    jobs: int,
    quiet: bool,
    form: str,
) -> None:
    """Add the translations of PO, TMX, XLIFF and CSV files, and of documents in pairs.

    TMX may be of any version, encoding and size. Fuzzy and untranslated entries are left out. Languages are the
    file's own; -s and -t name them for a PO file whose header does not or is wrong, and choose among those of a TMX
    file. A file with a fault is told of, what stands before the fault is added, and so are the others: the exit code
    is 2 then.
    """
    from kztrans.memory.making import made

    if not files and not pairs:
        raise click.UsageError("name FILES, or two documents with --pair")
    with made(path) as memory:
        _add_all(memory, [*files, *pairs], (source_lang, target_lang), fuzzy, jobs, quiet, form)


def _add_all(
    memory: Memory,
    given: Sequence[Given],
    languages: tuple[str, str],
    fuzzy: bool,
    jobs: int,
    quiet: bool,
    form: str,
) -> None:
    """Add files one after the other; the exit code is 2 where one of them has a fault."""
    from kztrans.jobs.adding import held_by
    from kztrans.memory import Counts

    done: dict[str, Counts] = {}
    for file, held in zip(given, held_by(given, languages, jobs), strict=True):
        try:
            done[_name(file)] = counts = _add_one(memory, _name(file), held, fuzzy)
        except InputError as error:
            click.echo(f"kztrans: {error}", err=True)
        else:
            if form == "text" and not quiet:
                click.echo(f"{_name(file)}: {_counted(counts)}")
    if form == "json":
        click.echo(
            json.dumps({name: {**asdict(c), "skipped": c.skipped} for name, c in done.items()}, ensure_ascii=False)
        )
    elif not quiet and len(given) > 1:
        click.echo(f"{len(done)} of {counted(len(given), 'file')}: {_counted(sum(done.values(), Counts()))}")
    if len(done) < len({_name(file) for file in given}):
        sys.exit(2)


def _name(file: Given) -> str:
    return str(file) if isinstance(file, Path) else " + ".join(map(str, file))


def _add_one(memory: Memory, name: str, held: Held, fuzzy: bool) -> Counts:
    from kztrans.formats.losses import told

    bar: Any = None
    added = 0

    def progress(counts: Counts) -> None:
        nonlocal bar, added
        added = counts.new
        if not sys.stderr.isatty():
            return
        if bar is None:
            from rich.console import Console

            bar = Console(stderr=True).status("")
            bar.start()
        bar.update(f"{name}: {counts.read:,} units, {counts.new:,} new")

    try:
        counts = memory.add_entries(held.entries, held.origin, fuzzy=fuzzy, progress=progress)
        if lost := told(held.losses.items()):
            click.echo(f"{name}: {lost}", err=True)
        return counts
    except InputError:
        if added:
            click.echo(f"{name}: {counted(added, 'new unit')} added before the fault that follows", err=True)
        raise
    finally:
        if bar is not None:
            bar.stop()


def _counted(counts: Counts) -> str:
    why = [
        f"{number} {name}"
        for name, number in (("fuzzy", counts.fuzzy), ("untranslated", counts.untranslated))
        if number
    ]
    skipped = f"{counts.skipped} skipped" + (f" ({', '.join(why)})" if why else "")
    return f"{counted(counts.read, 'unit')} read, {counts.new} new, {counts.known} already there, {skipped}"
