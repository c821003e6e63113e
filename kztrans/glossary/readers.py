"""Glossary files, read by their endings."""

from __future__ import annotations

from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary.columns import concepts_of
from kztrans.model import Concept

__all__ = ["PAIR", "read", "read_table"]

PAIR = ("id", "en")
"""The languages of a table that says only which is source and which is target."""
_TEXT = (".csv", ".tsv", ".txt", ".tab", ".utf8")


def read(path: Path, langs: tuple[str, str] = PAIR) -> list[Concept]:
    """The concepts of one file; see ``read_table``."""
    return read_table(path, langs)[0]


def read_table(path: Path, langs: tuple[str, str] = PAIR) -> tuple[list[Concept], tuple[str, ...]]:
    """The concepts of one file, and the columns they had (none where the file is no table).

    Raises:
        InputError: there is no such file, its ending is unknown, or it cannot be read; with place and reason.
    """
    ending = path.suffix.lower()
    if ending in _TEXT:
        from kztrans.glossary.delimited import read_delimited

        return concepts_of(read_delimited(path), langs)
    if ending == ".xlsx":
        from kztrans.glossary.xlsx import read_xlsx

        tables = [concepts_of(sheet, langs) for sheet in read_xlsx(path)]
        return [c for found, _ in tables for c in found], tuple(dict.fromkeys(n for _, names in tables for n in names))
    if ending in (".tbx", ".xml"):
        from kztrans.glossary.tbx_reader import read_tbx

        return read_tbx(path)
    endings = ", ".join((*_TEXT, ".xlsx", ".tbx", ".xml"))
    raise InputError("not a glossary that can be read", path=path, remedy=f"its name should end in {endings}")
