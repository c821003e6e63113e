"""``kztrans glossary merge``: git's merge driver for glossaries."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kztrans.errors import InputError

__all__ = ["merge"]

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("merge", epilog="Git calls it where `kztrans review` has been started once in a clone.")
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.option("--marks", is_flag=True, help="Of a conflict, write both rows of the concept between git's marks.")
def merge(base: Path, ours: Path, theirs: Path, marks: bool) -> None:
    """Merge two versions of a CSV glossary, concept by concept and cell by cell, into OURS.

    Exit code 1 where both sides changed the same cell or decided differently on one concept; nothing is written
    then, or with --marks what stands between git's marks is that concept alone.
    """
    from kztrans.atomic import write_atomic
    from kztrans.glossary.three_way import marked, merged
    from kztrans.reading import read_bytes

    versions = [read_bytes(path, "a CSV file") for path in (base, ours, theirs)]
    data = merged(*versions)
    if data is not None:
        write_atomic(ours, data)
        return
    if marks:
        data = marked(*versions)
        if data is None:
            raise InputError("is no glossary", path=ours, remedy="merge it by hand")
        write_atomic(ours, data)
    sys.exit(1)
