"""Excel workbooks, read with openpyxl: each sheet that has rows is a table."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kztrans.errors import InputError
from kztrans.formats.losses import told
from kztrans.glossary.columns import Sheet
from kztrans.glossary.xlsx_limits import check_package
from kztrans.glossary.xlsx_parts import parts_of
from kztrans.reading import refuse_endless

__all__ = ["read_xlsx"]

_MOST_ROWS = 200_000
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(path: Path, remarks: list[str] | None = None) -> list[Sheet]:
    """The sheets of a workbook. A cell with a formula is refused: what it shows is not what it holds.

    ``remarks`` is given a line on comments, links and drawings, which are in no cell.

    Raises:
        InputError: it is no workbook, too large, or has a formula; or openpyxl is not there.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise InputError(
            "reading Excel files needs openpyxl", path=path, remedy='pip install "kztrans[xlsx]"'
        ) from error
    try:
        refuse_endless(path, "an Excel workbook")
    except FileNotFoundError as error:
        raise InputError("there is no such file", path=path, remedy="name a glossary file") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path, remedy="name a glossary file") from error
    check_package(path)
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=False)
        parts = {s.title: parts_of(path, s._worksheet_path.lstrip("/")) for s in workbook.worksheets}
        sheets = [(s.title, list(_rows(s, path, parts[s.title].merged))) for s in workbook.worksheets]
        workbook.close()
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        what = f"not an Excel workbook that can be read: {error}"
        raise InputError(what, path=path, remedy="save it again as .xlsx, or as CSV UTF-8") from error
    filled = [(title, rows) for title, rows in sheets if rows]
    for title, held in parts.items():
        if remarks is not None and held.others:
            remarks.append(f"{path}[{title}]: {told(sorted(held.others.items()))}; put into a column what is needed")
    domain = path.stem
    return [Sheet(f"{path}[{title}]", domain if len(filled) == 1 else title, rows) for title, rows in filled]


def _rows(sheet: Any, path: Path, merged: list[tuple[int, int, int, int]]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet that have anything; cells merged below each other all have what the first has."""
    tall = {(left, top): bottom for left, top, right, bottom in merged if left == right}
    going: dict[int, tuple[int, str]] = {}
    sheet.reset_dimensions()  # what a sheet says of its size may be wrong
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > _MOST_ROWS:
            raise InputError(
                f"more than {_MOST_ROWS} rows",
                path=path,
                column=f"{sheet.title}!A{number}",
                remedy="save it as CSV UTF-8",
            )
        cells = [_text(cell, path, sheet.title) for cell in row]
        if tall:
            going = {column: held for column, held in going.items() if held[0] >= number}
            cells += [""] * (max(going, default=0) - len(cells))
            for column, (_, text) in going.items():
                cells[column - 1] = text
            for (column, top), bottom in tall.items():
                if top == number and len(cells) >= column:
                    going[column] = (bottom, cells[column - 1])
        filled = sum(bool(cell) for cell in cells)
        for left, top, right, bottom in merged:
            if top <= number <= bottom and right > left and filled > 1:
                raise InputError(
                    "cells merged side by side",
                    path=path,
                    column=f"{sheet.title}!{_place(left, top)}:{_place(right, bottom)}",
                    remedy="unmerge them, and put each text into its own cell",
                )
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _place(column: int, row: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"


def _text(cell: Any, path: Path, title: str) -> str:
    value = cell.value
    if value is None:
        return ""
    place = f"{title}!{cell.coordinate}"
    if cell.data_type == "f":
        raise InputError("a formula", path=path, column=place, remedy="put its value in its place (copy, paste values)")
    if cell.data_type == "e":
        raise InputError(
            f"an error value, {value}", path=path, column=place, remedy="put the right text in its place, or empty it"
        )
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = _ESCAPE.sub(_character, str(value)).replace("\r\n", "\n")
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    """The character that Office Open XML writes as ``_x000D_``."""
    return chr(int(match[1], 16))
