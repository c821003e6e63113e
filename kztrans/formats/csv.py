r"""Bilingual CSV, a row a unit, for spreadsheets.

The header row names the columns: ``source:id``, ``target:en`` (with the languages' codes, or without), and those of
``fields.FIELDS`` that occur. It is written in UTF-8 with a byte order mark, without which Excel takes it for another
encoding, and with commas; it is read with commas, semicolons or tabs, and in whatever encoding it comes.

A cell of several texts (notes, references …) has a line for each; there ``\n`` stands for a line break inside a text,
``\\`` for a backslash and ``\e`` for a text that is empty. A cell that a spreadsheet would take for a formula is
written with an apostrophe before it, and one more where it begins with apostrophes already; the reader takes one off:

>>> guard("=1+1"), guard("- Ya."), guard("'=x"), unguard("'=1+1"), unguard("'tis")
("'=1+1", "'- Ya.", "''=x", '=1+1', "'tis")
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from kztrans.errors import InputError
from kztrans.formats.fields import FIELDS, LISTS, from_fields, to_fields
from kztrans.formats.text import decode
from kztrans.model import Catalog, Unit
from kztrans.reading import read_bytes

__all__ = ["guard", "parse", "read", "serialize", "unguard"]

_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
"""How a cell begins that a spreadsheet may run: with an operator, white space before it or not (OWASP)."""
_FIELD = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_ESCAPES = {"\\": "\\", "n": "\n", "r": "\r", "e": ""}
_PLAIN_TEXTS = ("context", "previous", "previous_context", "previous_plural", "plural", "origin", "id")
"""Fields of one text that may be missing or empty, which differ."""


def read(path: str | os.PathLike[str]) -> Catalog:
    """Read a bilingual CSV file.

    Raises:
        InputError: there is no such file, or it is not a table of units; the message names the line.
    """
    return parse(read_bytes(path, "a CSV file"), path)


def parse(data: bytes, path: str | os.PathLike[str] | None = None) -> Catalog:
    r"""The catalogue in the bytes of a CSV file. Columns that kztrans does not know become notes.

    >>> parse(b"Source;Target\r\ndamai;peace\r\n").units
    (Unit(source='damai', target='peace', ...),)
    """
    text, _ = decode(data, path)
    separator, text, skipped = _separator(text)
    rows = _rows(text, separator, path, 1 + skipped)
    _, titles = next(rows, (1, [""]))
    columns = [_column(title) for title in titles]
    for needed in ("source", "target"):
        if sum(name == needed for name, _ in columns) != 1:
            raise InputError(
                f"its first row names {', '.join(map(repr, titles[:8]))}, and not one column {needed!r}",
                path=path,
                line=1,
                remedy="name the columns 'source' and 'target' in the first row",
            )
    languages = {name: lang for name, lang in columns if name in ("source", "target")}
    units = tuple(_unit(columns, cells, line, path) for line, cells in rows if any(cells))
    return Catalog(languages["source"], languages["target"], units)


def serialize(catalog: Catalog) -> bytes:
    """The bytes of a CSV file with a catalogue's units; header fields are left out."""
    records = [_record(unit) for unit in catalog.units]
    used = [name for name in FIELDS if name in ("fuzzy", "notes", "comments") or any(name in r for r in records)]
    titles = [_title("source", catalog.source_lang), _title("target", catalog.target_lang), *used]
    lines = [titles] + [[record.get(name, "") for name in ("source", "target", *used)] for record in records]
    return ("\ufeff" + "".join(",".join(map(_quoted, line)) + "\n" for line in lines)).encode("utf-8")


def guard(text: str) -> str:
    """The text as it may stand in a spreadsheet's cell without being run."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text that ``guard`` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _record(unit: Unit) -> dict[str, str]:
    record: dict[str, str] = {}
    for name, text in to_fields(unit):
        if name == "codes":
            continue
        if name in LISTS:
            record[name] = f"{record[name]}\n{_escape(text)}" if name in record else _escape(text)
        else:
            record[name] = _escape(text) if name in _PLAIN_TEXTS else text
    return {name: guard(text) for name, text in ({"source": unit.source, "target": unit.target} | record).items()}


def _unit(columns: list[tuple[str, str]], cells: list[str], line: int, path: str | os.PathLike[str] | None) -> Unit:
    values, fields = {"source": "", "target": ""}, []
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise InputError(
            f"a row of {len(cells)} cells under {len(columns)} columns",
            path=path,
            line=line,
            remedy="put cells that hold a separator between quotation marks",
        )
    for (name, title), cell in zip(columns, cells, strict=False):
        text = unguard(cell)
        if name in values:
            values[name] = text
        elif name in LISTS:
            fields += [(name, _unescape(item)) for item in re.split(r"\r?\n", text)] if text else []
        elif name in _PLAIN_TEXTS:
            fields += [(name, _unescape(text))] if text else []
        elif text and name:
            fields.append((name, text))
        elif text:
            fields.append(("notes", f"{title}: {text}" if title else text))
    try:
        return from_fields(values["source"], values["target"], fields)
    except ValueError as error:
        raise InputError(str(error), path=path, line=line, remedy="correct the cell") from error


def _title(name: str, lang: str) -> str:
    return f"{name}:{lang}" if lang else name


def _column(title: str) -> tuple[str, str]:
    """The field that a title names, and the language; for a title that kztrans does not know, ``""`` and the title."""
    name, _, lang = unguard(title).strip().partition(":")
    key = name.strip().lower().replace(" ", "_")
    if key in ("source", "target"):
        return key, lang.strip()
    return (key, "") if key in FIELDS and not lang else ("", title.strip())


def _escape(text: str) -> str:
    r"""One text of a cell that may hold several: no line break, and never nothing."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") or "\\e"


def _unescape(text: str) -> str:
    return re.sub(r"\\([\\nre])", lambda match: _ESCAPES[match.group(1)], text)


def _quoted(cell: str) -> str:
    if cell != cell.strip() or any(c in cell for c in '",;\t\n\r'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _separator(text: str) -> tuple[str, str, int]:
    """The separator, the text without a ``sep=`` line, and how many lines that were."""
    said = re.match(r'"?sep=(.)"?\r?\n', text)
    if said:
        return said.group(1), text[said.end() :], 1
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return max(",;\t", key=first.count), text, 0


def _rows(text: str, separator: str, path: str | os.PathLike[str] | None, line: int) -> Iterator[tuple[int, list[str]]]:
    """The records of a table (RFC 4180), each with the number of its first line."""
    bare = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    position, begun, cells = 0, line, []
    while position < len(text):
        match = _FIELD.match(text, position)
        cell = match.group(1).replace('""', '"') if match else ""
        line += len(re.findall(r"\r\n?|\n", cell))
        position = match.end() if match else position
        rest = bare.match(text, position)
        assert rest is not None
        if not match and rest.group().startswith('"'):
            raise InputError(
                "a quotation mark that is not closed", path=path, line=begun, remedy="double the marks inside a cell"
            )
        cells.append(cell + rest.group())
        position = rest.end()
        if text[position : position + 1] == separator:
            position += 1
            if position < len(text):
                continue
            cells.append("")
        yield begun, cells
        position += 2 if text.startswith("\r\n", position) else 1
        line += 1
        begun, cells = line, []
