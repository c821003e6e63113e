"""The option ``--glossary`` of commands that need one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

__all__ = ["glossary_option"]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def glossary_option(name: str = "glossary", whose: str = "the project's") -> Decorator:
    """``-g``, any number of times, as a tuple of paths under a name; ``whose`` is used where it is not there."""
    return click.option(
        "-g",
        "--glossary",
        name,
        multiple=True,
        metavar="PATH",
        type=click.Path(path_type=Path),
        help=f"Glossary file (CSV, TSV, XLSX, TBX), folder or pattern; several may be given. [{whose}, else ours]",
    )
