"""A glossary as an Excel workbook: the columns of the CSV, a sheet a domain, the same bytes on any day."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from kztrans.errors import InputError
from kztrans.glossary.columns import cells_of, columns_of
from kztrans.model import Concept

__all__ = ["to_xlsx"]

_LONGEST_TITLE = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def to_xlsx(concepts: Sequence[Concept], domain: str = "", columns: Sequence[str] = ()) -> bytes:
    """The glossary's own table as a workbook; all cells are text.

    Raises:
        InputError: openpyxl is not there.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
    except ImportError as error:
        raise InputError("writing Excel files needs openpyxl", remedy='pip install "kztrans[xlsx]"') from error
    book = Workbook(write_only=True)
    domains = list(dict.fromkeys(concept.domain for concept in concepts)) or [domain]
    titles: set[str] = set()
    for name in domains:
        own = [concept for concept in concepts if concept.domain == name]
        sheet = book.create_sheet(_title(name or domain or "glossary", titles))
        sheet.freeze_panes = "A2"
        header = columns_of(own, name, columns)
        head = []
        for text in header:
            cell = WriteOnlyCell(sheet, text)
            cell.font = Font(bold=True)
            head.append(cell)
        sheet.append(head)
        for concept in own:
            cells = cells_of(concept)
            row = []
            for column in header:
                cell = WriteOnlyCell(sheet, _written(cells.get(column, "")))
                cell.data_type = "s"
                row.append(cell)
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _title(name: str, taken: set[str]) -> str:
    title = _FORBIDDEN.sub(" ", name)[:_LONGEST_TITLE].strip("' ") or "glossary"
    number = 2
    unique = title
    while unique.casefold() in taken:
        end = f" {number}"
        unique, number = title[: _LONGEST_TITLE - len(end)] + end, number + 1
    taken.add(unique.casefold())
    return unique


def _written(text: str) -> str:
    """What a workbook's XML cannot hold as it writes it: ``_x001F_``."""
    return _UNWRITABLE.sub(lambda m: "".join(f"_x{ord(c):04X}_" for c in m.group()[:1]) + m.group()[1:], text)


def _timeless(data: bytes) -> bytes:
    """The workbook with the beginning of time in place of now."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _TIME.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
