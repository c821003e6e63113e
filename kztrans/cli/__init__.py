"""The command line: one module a command, each thin. A command's module is imported only when it is called."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from kztrans import __version__
from kztrans.cli import outcome
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
    "corpus": "Pair folders of documents by what they say, and align them on all cores or a cluster.",
    "glossary": "List, search, lint, import, export, extract and decide on terms.",
    "lexicon": "Learn a bilingual word list from a translation memory.",
    "review": "Review glossary, alignment and findings in the browser.",
    "report": "Write the same views as one HTML file.",
    "plugins": "List what other packages have added.",
}
"""Command name to its line in ``kztrans --help``; the command ``x`` is the function ``x`` of ``cli/x.py``."""


class LazyGroup(click.Group):
    """A group that knows its commands' names and lines, and imports a command when it is needed."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with outcome.told_apart():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with outcome.told_apart():
            return super().invoke(ctx)

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
@click.option("--debug", is_flag=True, expose_value=False, help="Show where in kztrans an unforeseen error came from.")
@click.version_option(__version__, prog_name="kztrans")
def cli() -> None:
    """Segment Indonesian texts, align them with English through a curated glossary, and write PO and TMX.

    Start with `kztrans align --sample`, or `kztrans align SOURCE TARGET` on your own texts.
    """
    try:
        os.getcwd()  # noqa: PTH109
    except FileNotFoundError:
        raise InputError("the working folder is gone", remedy="change to one that is there") from None


_GARBAGE = (200_000, 20, 20)
"""When to look for garbage: seldom, for a glossary is very many small objects that stay, looked through in vain."""


def main() -> None:
    """Run the command line; ``outcome`` tells what its exit codes mean."""
    gc.set_threshold(*_GARBAGE)
    arguments, debug = _without_debug(sys.argv[1:])
    outcome.with_streams()
    sys.exit(outcome.worked(lambda: cli.main(arguments, prog_name="kztrans", standalone_mode=False), debug))


def _without_debug(arguments: list[str]) -> tuple[list[str], bool]:
    """Arguments without ``--debug``, which may stand anywhere among them.

    >>> _without_debug(["check", "a.po", "--debug"]), _without_debug(["check", "--", "--debug"])
    ((['check', 'a.po'], True), (['check', '--', '--debug'], False))
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return [a for n, a in enumerate(arguments) if n >= end or a != "--debug"], "--debug" in arguments[:end]
