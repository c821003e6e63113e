"""CSV as Weblate and Translate Toolkit write and read it: their eight columns, every cell quoted, no byte order mark.

What would run in a spreadsheet has an apostrophe before it, as they write it for spreadsheets; control characters are
U+FFFD, since without a byte order mark a file with them is taken for no text.
"""

from __future__ import annotations

from kztrans.formats.csv import parse, read
from kztrans.formats.delimited import guard, quoted
from kztrans.formats.xml_characters import allowed
from kztrans.model import Catalog, Unit

__all__ = ["COLUMNS", "parse", "read", "serialize"]

COLUMNS = (
    "location",
    "source",
    "target",
    "id",
    "fuzzy",
    "context",
    "translator_comments",
    "developer_comments",
)


def serialize(catalog: Catalog) -> bytes:
    """The bytes of such a file with a catalogue's units; of languages it has no word."""
    lines = [COLUMNS, *map(_cells, catalog.units)]
    return "".join(quoted(line, ",", always=True) for line in lines).encode("utf-8")


def _cells(unit: Unit) -> tuple[str, ...]:
    cells = (
        " ".join(f"{reference.path.replace(' ', '%20')}:{reference.line}" for reference in unit.references),
        unit.source,
        unit.target,
        unit.id or "",
        str(unit.fuzzy),
        unit.context or "",
        "\n".join(unit.comments),
        "\n".join(unit.notes),
    )
    return tuple(guard(allowed(cell)) for cell in cells)
