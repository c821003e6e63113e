"""The glossary's own form: CSV in UTF-8, a row a concept."""

from __future__ import annotations

import csv
from pathlib import Path

from kztrans.errors import InputError
from kztrans.model import Concept, Status, Term

__all__ = ["read_csv"]

_FIELDS = ("pos", "definition", "note", "source", "review", "reviewer", "reviewed")


def read_csv(path: Path) -> list[Concept]:
    """The concepts of a CSV file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return [_concept(row, path.stem) for row in csv.DictReader(stream)]
    except (OSError, ValueError, csv.Error) as error:
        raise InputError(f"cannot be read: {error}", path=path) from error


def _concept(row: dict[str, str], domain: str) -> Concept:
    terms: list[Term] = []
    for name, cell in row.items():
        lang, _, kind = name.partition(":")
        if name == "concept" or name in _FIELDS or not cell:
            continue
        for number, text in enumerate(cell.split(" | ")):
            status: Status = "deprecated" if kind else "preferred" if number == 0 else "admitted"
            terms.append(Term(text.strip(), lang, status))
    fields = {name: row.get(name) or "" for name in _FIELDS}
    return Concept(row["concept"], tuple(terms), domain=domain, **fields)
