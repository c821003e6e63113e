"""``kztrans tm``: the translation memory."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kztrans.cli.counted import counted
from kztrans.cli.memory_option import TM
from kztrans.cli.number_option import AtLeast
from kztrans.cli.output import FORCE, put
from kztrans.cli.text_option import TEXT
from kztrans.cli.tm_add import add
from kztrans.cli.tm_care import COMMANDS
from kztrans.cli.tm_options import FORM, language_options

if TYPE_CHECKING:
    from kztrans.memory import Match, Stats
    from kztrans.memory.concordance import Side

__all__ = ["tm"]


@click.group()
def tm() -> None:
    """Keep translations in a memory, and find them again."""


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
@language_options("id", "en")
@click.option(
    "--threshold",
    metavar="PERCENT",
    type=click.IntRange(50, 100),
    default=75,
    show_default=True,
    help="The least match to show.",
)
@click.option("--limit", metavar="N", type=AtLeast(1), default=5, show_default=True, help="The most matches to show.")
@FORM
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
    from kztrans.configuration import find
    from kztrans.memory import Memory
    from kztrans.memory.others import passed_over
    from kztrans.memory.trust import Trust

    if phrase:
        _search_phrase(text, files, side, path, (source_lang, target_lang), limit, form)
        return
    if files or side:
        raise click.UsageError("FILES and --in go with --phrase")
    trust = Trust(find(Path.cwd()).memory.penalties)
    with Memory(path) as memory:
        matches = memory.lookup(text, source_lang, target_lang, threshold=threshold, limit=limit)
        matches = trust.ranked(matches, threshold)
        others = passed_over(memory, source_lang, target_lang)
    if form == "json":
        click.echo(json.dumps([asdict(match) for match in matches], ensure_ascii=False, indent=2))
    elif matches:
        click.echo("\n\n".join(_shown(match, text) for match in matches))
    else:
        click.echo(f"nothing of {threshold} % or more", err=True)
    if others:
        click.echo(others, err=True)


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

    found, others = tm_phrase.search(text, path, files, languages, side, limit)
    if form == "json":
        click.echo(tm_phrase.as_json(found, languages))
    elif found:
        click.echo(tm_phrase.as_text(found, languages))
    else:
        click.echo(f"{text!r} stands nowhere", err=True)
    if others:
        click.echo(others, err=True)


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
@language_options(None, None)
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
@FORM
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


for _command in (add, *COMMANDS):
    tm.add_command(_command)
