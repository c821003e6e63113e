"""The option ``--jobs`` of commands that do many files."""

from __future__ import annotations

import click

__all__ = ["JOBS"]

JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 512),
    default=1,
    show_default=True,
    help="Processes at a time; the results are the same.",
)
"""How many files are done at a time, as ``jobs``."""
