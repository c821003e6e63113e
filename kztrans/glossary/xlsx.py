"""Excel workbooks, read with openpyxl: each sheet that has rows is a table."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kztrans.errors import InputError
from kztrans.glossary.columns import Sheet
from kztrans.glossary.xlsx_limits import check_package
from kztrans.reading import refuse_endless

__all__ = ["read_xlsx"]

_MOST_ROWS = 200_000


def read_xlsx(path: Path) -> list[Sheet]:
    """The sheets of a workbook. A cell with a formula is refused: what it shows is not what it holds.

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
        sheets = [(sheet.title, list(_rows(sheet, path))) for sheet in workbook.worksheets]
        workbook.close()
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        what = f"not an Excel workbook that can be read: {error}"
        raise InputError(what, path=path, remedy="save it again as .xlsx, or as CSV UTF-8") from error
    filled = [(title, rows) for title, rows in sheets if rows]
    domain = path.stem
    return [Sheet(f"{path}[{title}]", domain if len(filled) == 1 else title, rows) for title, rows in filled]


def _rows(sheet: Any, path: Path) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # what a sheet says of its size may be wrong
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > _MOST_ROWS:
            raise InputError(f"more than {_MOST_ROWS} rows", path=path, line=number, remedy="save it as CSV UTF-8")
        cells = [_text(cell, path, sheet.title) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _text(cell: Any, path: Path, title: str) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        place = f"{title}!{cell.coordinate}"
        raise InputError("a formula", path=path, column=place, remedy="put its value in its place (copy, paste values)")
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
