"""``kztrans tm add``: translations put into a memory."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

import click

from kztrans.cli.counted import counted
from kztrans.cli.memory_option import TM
from kztrans.cli.tm_options import FORM, language_options
from kztrans.errors import InputError

if TYPE_CHECKING:
    from kztrans.memory import Counts, Entry, Memory

__all__ = ["add"]

_Given = Union[Path, "tuple[Path, Path]"]
"""A file, or a document and its translation."""


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
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@FORM
def add(
    files: tuple[Path, ...],
    pairs: tuple[tuple[Path, Path], ...],
    path: Path,
    source_lang: str,
    target_lang: str,
    fuzzy: bool,
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
        _add_all(memory, [*files, *pairs], (source_lang, target_lang), fuzzy, quiet, form)


def _add_all(
    memory: Memory, given: Sequence[_Given], languages: tuple[str, str], fuzzy: bool, quiet: bool, form: str
) -> None:
    """Add files one after the other; the exit code is 2 where one of them has a fault."""
    from kztrans.memory import Counts

    done: dict[str, Counts] = {}
    for file in given:
        try:
            done[_name(file)] = counts = _add_one(memory, file, *languages, fuzzy)
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


def _name(file: _Given) -> str:
    return str(file) if isinstance(file, Path) else " + ".join(map(str, file))


def _entries(file: _Given, source_lang: str, target_lang: str, losses: Counter[str]) -> tuple[Iterator[Entry], str]:
    """The entries of a file or of a pair of documents, and what is named as their origin."""
    if isinstance(file, Path):
        from kztrans.memory.files import read_entries

        return read_entries(file, source_lang, target_lang, losses), file.as_posix()
    from kztrans.jobs.pairs import entries_of_pair

    return entries_of_pair(*file, source_lang or "id", target_lang or "en"), file[1].as_posix()


def _add_one(memory: Memory, file: _Given, source_lang: str, target_lang: str, fuzzy: bool) -> Counts:
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
        bar.update(f"{_name(file)}: {counts.read:,} units, {counts.new:,} new")

    losses: Counter[str] = Counter()
    try:
        entries, origin = _entries(file, source_lang, target_lang, losses)
        counts = memory.add_entries(entries, origin, fuzzy=fuzzy, progress=progress)
        if lost := told(losses.items()):
            click.echo(f"{_name(file)}: {lost}", err=True)
        return counts
    except InputError:
        if added:
            click.echo(f"{_name(file)}: {counted(added, 'new unit')} added before the fault that follows", err=True)
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
