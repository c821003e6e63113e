"""``kztrans tm``: the translation memory."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kztrans.cli.counted import counted
from kztrans.cli.language_option import LANGUAGE
from kztrans.cli.memory_option import TM
from kztrans.cli.output import FORCE, put
from kztrans.cli.text_option import TEXT
from kztrans.cli.tm_care import COMMANDS
from kztrans.errors import InputError

if TYPE_CHECKING:
    from kztrans.memory import Counts, Entry, Match, Memory, Stats
    from kztrans.memory.concordance import Side

__all__ = ["tm"]


def _language_options(source: str | None, target: str | None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        shown = source is not None
        command = click.option(
            "-t", "--target-lang", metavar="LANG", type=LANGUAGE, default=target or "", show_default=shown
        )(command)
        return click.option(
            "-s", "--source-lang", metavar="LANG", type=LANGUAGE, default=source or "", show_default=shown
        )(command)

    return decorate


_format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or machines.",
)


@click.group()
def tm() -> None:
    """Keep translations in a memory, and find them again."""


@tm.command()
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
@_language_options(None, None)
@click.option("--fuzzy", is_flag=True, help="Add translations marked fuzzy too.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@_format_option
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
    file. A file that cannot be read is told of, and the others are added: the exit code is 2 then.
    """
    from kztrans.memory import Memory

    if not files and not pairs:
        raise click.UsageError("name FILES, or two documents with --pair")
    done: dict[str, Counts] = {}
    failed = False
    is_new = not path.exists()
    with Memory(path, create=True) as memory:
        given: list[Path | tuple[Path, Path]] = [*files, *pairs]
        for file in given:
            try:
                counts = _add_one(memory, file, source_lang, target_lang, fuzzy)
                done[_name(file)] = counts
            except InputError as error:
                click.echo(f"kztrans: {error}", err=True)
                failed = True
            else:
                if form == "text" and not quiet:
                    click.echo(f"{_name(file)}: {_counted(counts)}")
        is_empty = is_new and failed and not memory.languages()
    if is_empty:  # nothing could be added: no file is left behind
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
    if form == "json":
        click.echo(
            json.dumps({name: {**asdict(c), "skipped": c.skipped} for name, c in done.items()}, ensure_ascii=False)
        )
    elif not quiet and len(files) + len(pairs) > 1:
        from kztrans.memory import Counts

        click.echo(
            f"{len(done)} of {counted(len(files) + len(pairs), 'file')}: {_counted(sum(done.values(), Counts()))}"
        )
    if failed:
        sys.exit(2)


def _name(file: Path | tuple[Path, Path]) -> str:
    return str(file) if isinstance(file, Path) else " + ".join(map(str, file))


def _entries(
    file: Path | tuple[Path, Path], source_lang: str, target_lang: str, losses: Counter[str]
) -> tuple[Iterator[Entry], str]:
    """The entries of a file or of a pair of documents, and what is named as their origin."""
    if isinstance(file, Path):
        from kztrans.memory.files import read_entries

        return read_entries(file, source_lang, target_lang, losses), file.as_posix()
    from kztrans.jobs.pairs import entries_of_pair

    return entries_of_pair(*file, source_lang or "id", target_lang or "en"), file[1].as_posix()


def _add_one(memory: Memory, file: Path | tuple[Path, Path], source_lang: str, target_lang: str, fuzzy: bool) -> Counts:
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


@tm.command()
@click.argument("text", type=TEXT)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--phrase", is_flag=True, help="Concordance: units in which TEXT stands, in any form of its words.")
@click.option(
    "--in",
    "side",
    type=click.Choice(["source", "target"]),
    help="With --phrase, the language to look in. [sources, or else targets]",
)
@TM
@_language_options("id", "en")
@click.option(
    "--threshold",
    metavar="PERCENT",
    type=click.IntRange(50, 100),
    default=75,
    show_default=True,
    help="The least match to show.",
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=5, show_default=True, help="The most matches to show."
)
@_format_option
def search(
    text: str,
    files: tuple[Path, ...],
    phrase: bool,
    side: Side | None,
    path: Path,
    source_lang: str,
    target_lang: str,
    threshold: int,
    limit: int,
    form: str,
) -> None:
    """Show how text like TEXT was translated, or with --phrase, where the words of TEXT stand.

    --phrase looks in the memory and in the FILES named (PO, TMX, XLIFF, documents), in either language.

    The best match comes first. On a terminal, what TEXT lacks of the match is struck through in red, and what TEXT
    has instead is green and underlined.
    """
    from kztrans.memory import Memory

    if phrase:
        _search_phrase(text, files, side, path, (source_lang, target_lang), limit, form)
        return
    if files or side:
        raise click.UsageError("FILES and --in go with --phrase")
    with Memory(path) as memory:
        matches = memory.lookup(text, source_lang, target_lang, threshold=threshold, limit=limit)
        missing = _missing_pair(memory, source_lang, target_lang)
    if form == "json":
        click.echo(json.dumps([asdict(match) for match in matches], ensure_ascii=False, indent=2))
    elif matches:
        click.echo("\n\n".join(_shown(match, text) for match in matches))
    else:
        click.echo(missing or f"nothing of {threshold} % or more", err=True)


def _search_phrase(
    text: str,
    files: tuple[Path, ...],
    side: Side | None,
    path: Path,
    languages: tuple[str, str],
    limit: int,
    form: str,
) -> None:
    from kztrans.cli import tm_phrase
    from kztrans.memory import Memory

    found = tm_phrase.search(text, path, files, languages, side, limit)
    if form == "json":
        click.echo(tm_phrase.as_json(found, languages))
    elif found:
        click.echo(tm_phrase.as_text(found, languages))
    else:
        missing = ""
        if not files:
            with Memory(path) as memory:
                missing = _missing_pair(memory, *languages)
        click.echo(missing or f"{text!r} stands nowhere", err=True)


def _missing_pair(memory: Memory, source_lang: str, target_lang: str) -> str:
    """A word on it where a memory holds nothing between two languages."""
    from kztrans.languages import codes

    wanted = (codes.key(source_lang), codes.key(target_lang))
    pairs = memory.languages()
    if any((codes.key(source), codes.key(target)) == wanted for source, target in pairs):
        return ""
    held = ", ".join(f"{source} to {target}" for source, target in pairs) or "nothing yet"
    return (
        f"{memory.path} holds no translations from {source_lang} to {target_lang}: it has {held}; choose with -s and -t"
    )


def _shown(match: Match, text: str) -> str:
    note = [match.origin, match.changed[:8], match.author, "numbers put in" if match.adapted else ""]
    lines = [_marked(match.source, text), match.target, click.style(", ".join(filter(None, note)), dim=True)]
    margin = "\n" + " " * 7
    return (
        click.style(f"{match.percent:3} %", bold=True)
        + "  "
        + margin.join(margin.join(line.split("\n")) for line in lines)
    )


def _marked(source: str, text: str) -> str:
    """The match's source, where it differs from the text as colours show, on a terminal only."""
    from kztrans.memory.difference import pieces
    from kztrans.memory.keys import normalise

    if not _is_terminal():
        return source
    styles: dict[str, dict[str, Any]] = {
        "old": {"fg": "red", "strikethrough": True},
        "new": {"fg": "green", "underline": True},
    }
    found = pieces(normalise(source), normalise(text))
    return "".join(click.style(p.text, **styles[p.kind]) if p.kind in styles else p.text for p in found)


def _is_terminal() -> bool:
    return sys.stdout.isatty()


@tm.command()
@click.argument("out", metavar="OUT.tmx", type=click.Path(dir_okay=False, path_type=Path))
@TM
@_language_options(None, None)
@FORCE
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
def export(out: Path, path: Path, source_lang: str, target_lang: str, force: bool, quiet: bool) -> None:
    """Write the memory as TMX 1.4b.

    Dates, authors, origins and neighbours go with it. Where it holds several pairs of languages, -s and -t name the
    one to write.
    """
    from kztrans.memory import Memory
    from kztrans.memory.files import exported
    from kztrans.outputs import MEMORY

    with Memory(path) as memory:
        data, count = exported(memory, source_lang, target_lang)
    put(data, out, MEMORY, (path, f"{path}-wal", f"{path}-shm"), force)
    if not quiet:
        click.echo(f"{out}: {counted(count, 'unit')}", err=True)


@tm.command()
@TM
@_format_option
def stats(path: Path, form: str) -> None:
    """Tell what the memory holds."""
    from kztrans.memory import Memory

    with Memory(path) as memory:
        held = memory.stats()
    if form == "json":
        click.echo(json.dumps(asdict(held), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_summary(held)))


def _summary(held: Stats) -> Sequence[str]:
    lines = [f"{held.path}: {held.size / 1e6:.1f} MB"]
    lines += [
        f"{p.source_lang} to {p.target_lang}: {counted(p.units, 'unit')}, {counted(p.sources, 'source')}"
        for p in held.pairs
    ]
    return lines + [f"{count:10}  {name or '(no origin)'}" for name, count in held.origins]


for _command in COMMANDS:
    tm.add_command(_command)
