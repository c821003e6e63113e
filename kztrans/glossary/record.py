"""A concept as the cells of a row of a glossary's file, and back, as the glossary's reader and writer have it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kztrans.glossary.columns import Sheet, cells_of, columns_of, concepts_of
from kztrans.model import Concept

__all__ = ["from_cells", "header", "to_cells"]

_LANGS = ("id", "en")


def from_cells(cells: Mapping[str, str], path: Path, line: int = 2) -> Concept:
    """The concept of a row: cells by column. What is in columns that kztrans does not know is in ``extra``.

    >>> from_cells({"concept": "nation", "id": "bangsa | nasion", "comment": "good"}, Path("politics.csv")).extra
    (('comment', 'good'),)

    Raises:
        InputError: the row is none of a glossary; file, row, column and reason.
    """
    rows = [(1, tuple(cells)), (line, tuple(cells.values()))]
    return concepts_of(Sheet(str(path), path.stem, rows), _LANGS)[0][0]


def to_cells(concept: Concept, path: Path) -> dict[str, str]:
    """The cells of a concept's row in a file, by column, in the order of a new file's columns; empty ones too."""
    cells = cells_of(concept)
    names = columns_of([concept], path.stem)
    return {name: cells.get(name, "") for name in names}


def header(columns: Mapping[str, str]) -> bytes:
    """The first line of a new file."""
    return (",".join(columns) + "\n").encode("utf-8")
