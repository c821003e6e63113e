"""The command line: one module a command, each thin. A command's module is imported only when it is called."""

from __future__ import annotations

import gc
import io
import os
import sys
from importlib import import_module

import click

from kztrans import __version__
from kztrans.errors import InputError

__all__ = ["cli", "main"]

COMMANDS = {
    "align": "Segment a text, find its terms, align it with its translation, and write PO and TMX.",
    "segment": "Cut a text into segments, one a line.",
    "check": "Check translations in PO and TMX files; exit code 1 where an error is found.",
    "render": "Write the finished text, laid out as its source.",
    "convert": "Convert between PO, TMX, XLIFF, CSV and HTML.",
    "stats": "Count words, repetitions and matches, for a quote.",
    "omegat": "Lay out an OmegaT project, and take back what was translated in it.",
    "tm": "Fill, search and export a translation memory.",
    "glossary": "List, search, lint, import, export, extract and decide on terms.",
    "lexicon": "Learn a bilingual word list from a translation memory.",
    "review": "Review glossary, alignment and findings in the browser.",
    "report": "Write the same views as one HTML file.",
}
"""Command name to its line in ``kztrans --help``; the command ``x`` is the function ``x`` of ``cli/x.py``."""


class LazyGroup(click.Group):
    """A group that knows its commands' names and lines, and imports a command when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"kztrans.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kztrans")
def cli() -> None:
    """Segment Indonesian texts, align them with English through a curated glossary, and write PO and TMX.

    Start with `kztrans align --sample`, or `kztrans align SOURCE TARGET` on your own texts.
    """


_GARBAGE = (200_000, 20, 20)
"""When to look for garbage: seldom, for a glossary is very many small objects that stay, looked through in vain."""


def main() -> None:
    """Run the command line: 0 done, 1 findings, 2 wrong usage or input."""
    gc.set_threshold(*_GARBAGE)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that is not UTF-8, a terminal that is not
    try:
        cli(prog_name="kztrans")
    except InputError as error:
        click.echo(f"kztrans: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        click.echo(f"kztrans: {error.filename or 'standard output'}: {error.strerror or error}", err=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that no more is said at the exit
        sys.exit(2)
