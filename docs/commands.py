"""Write ``docs/commands.md`` out of the command line's own help: ``python docs/commands.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kztrans.cli import cli

PAGE = Path(__file__).with_name("commands.md")
WIDTH = 110
HEAD = """# Commands

What `--help` says of each command; written by `python docs/commands.py`, and checked by a test.
"""


def page() -> str:
    """The page: a section a command, subcommands after their group."""
    sections = (f"## `{name}`\n\n```text\n{text}\n```\n" for name, text in helps(cli, None, "kztrans"))
    return "\n".join((HEAD, *sections))


def helps(command: click.Command, parent: click.Context | None, name: str) -> Iterator[tuple[str, str]]:
    """Each command's full name with its help, a group before its commands."""
    context = click.Context(
        command,
        info_name=name.rpartition(" ")[2],
        parent=parent,
        max_content_width=WIDTH,
        help_option_names=command.context_settings.get("help_option_names"),
    )
    context.terminal_width = WIDTH
    yield name, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            if found is not None:
                yield from helps(found, context, f"{name} {sub}")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
