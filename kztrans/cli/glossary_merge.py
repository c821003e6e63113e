"""``kztrans glossary merge``: git's merge driver for glossaries."""

from __future__ import annotations

import sys
from pathlib import Path

import click

__all__ = ["merge"]

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("merge", epilog="Git calls it where `kztrans review` has been started once in a clone.")
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
def merge(base: Path, ours: Path, theirs: Path) -> None:
    """Merge two versions of a CSV glossary, concept by concept and cell by cell, into OURS.

    Exit code 1, and nothing written, where both sides changed the same cell or decided differently on one concept.
    """
    from kztrans.atomic import write_atomic
    from kztrans.glossary.three_way import merged
    from kztrans.reading import read_bytes

    data = merged(*(read_bytes(path, "a CSV file") for path in (base, ours, theirs)))
    if data is None:
        sys.exit(1)
    write_atomic(ours, data)
