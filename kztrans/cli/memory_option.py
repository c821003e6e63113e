"""The option ``--tm`` of commands that work on a memory."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["TM", "default_memory"]


def default_memory() -> Path:
    """The memory that is used where none is named, in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("kztrans", appauthor=False) / "memory.sqlite"


TM = click.option(
    "--tm",
    "path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="KZTRANS_TM",
    default=default_memory,
    help="The memory; without it $KZTRANS_TM, or memory.sqlite in your data folder.",
)
"""A command's memory, as ``path``."""
