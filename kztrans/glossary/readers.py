"""Glossary files, read by their endings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary.columns import concepts_of, header_of
from kztrans.glossary.headers import Sheet
from kztrans.model import Concept

__all__ = ["PAIR", "read", "read_placed", "read_table"]

PAIR = ("id", "en")
"""The languages of a table that says only which is source and which is target."""
_TEXT = (".csv", ".tsv", ".txt", ".tab", ".utf8")


def read(path: Path, langs: tuple[str, str] = PAIR) -> list[Concept]:
    """The concepts of one file; see ``read_table``."""
    return read_table(path, langs)[0]


def read_table(
    path: Path, langs: tuple[str, str] = PAIR, remarks: list[str] | None = None
) -> tuple[list[Concept], tuple[str, ...]]:
    """The concepts of one file, and the columns they had (none where the file is no table).

    ``remarks`` is given a line on each matter of the file that is not in the concepts, or was guessed.

    Raises:
        InputError: there is no such file, its ending is unknown, or it cannot be read; with place and reason.
    """
    concepts, columns, _ = _read(path, langs, remarks)
    return concepts, columns


def read_placed(
    path: Path, langs: tuple[str, str] = PAIR, remarks: list[str] | None = None
) -> list[tuple[Concept, str, int]]:
    """The concepts of one file, each with the file and the line it stands on (0 where it is no table)."""
    concepts, _, lines = _read(path, langs, remarks)
    return [(concept, str(path), line) for concept, line in zip(concepts, lines, strict=True)]


def _read(
    path: Path, langs: tuple[str, str], remarks: list[str] | None
) -> tuple[list[Concept], tuple[str, ...], list[int]]:
    ending = path.suffix.lower()
    if ending in _TEXT:
        from kztrans.glossary.delimited import read_delimited

        return concepts_of(read_delimited(path), langs, remarks)
    if ending == ".xlsx":
        from kztrans.glossary.xlsx import read_xlsx

        return _joined(read_xlsx(path, remarks), langs, [] if remarks is None else remarks)
    if ending in (".tbx", ".xml"):
        from kztrans.glossary.tbx_reader import read_tbx

        concepts, columns = read_tbx(path, remarks)
        return concepts, columns, [0] * len(concepts)
    if ending in (".xls", ".ods", ".numbers"):
        raise InputError(
            f"kztrans does not read {ending}",
            path=path,
            remedy="save it as .xlsx or CSV UTF-8 in your spreadsheet program",
        )
    endings = ", ".join((*_TEXT, ".xlsx", ".tbx", ".xml"))
    raise InputError("not a glossary that can be read", path=path, remedy=f"its name should end in {endings}")


def _joined(
    sheets: Sequence[Sheet], langs: tuple[str, str], remarks: list[str]
) -> tuple[list[Concept], tuple[str, ...], list[int]]:
    """The concepts of all sheets that are tables of terms; the others (instructions, a cover) are told of.

    Where one sheet has a header, one without is none.
    """
    headed = [sheet for sheet in sheets if header_of(sheet, sheet.rows, langs)[1] is not None]
    for sheet in sheets:
        if headed and sheet not in headed:
            remarks.append(f"{sheet.path}: passed over, since it has no columns of two languages")
    tables = [concepts_of(sheet, langs, remarks) for sheet in headed or sheets]
    columns = tuple(dict.fromkeys(name for _, names, _ in tables for name in names))
    return [c for found, _, _ in tables for c in found], columns, [line for _, _, lines in tables for line in lines]
