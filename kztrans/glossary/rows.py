r"""A CSV file as the rows of cells that it is made of, each with the very characters it is written in.

A cell that is changed is written anew; every other character of the file stays, quotation marks, line ends and byte
order mark among them, so that a change of one concept is a change of one line.

>>> table = parse(b'concept,id,note\nnation,bangsa,"a, b"\nstate,"negara",\n')
>>> table.find("concept", "state")
[1]
>>> table.cells(0)["note"]
'a, b'
>>> table.replaced(1, {"note": "a state; a country"}).data()
b'concept,id,note\nnation,bangsa,"a, b"\nstate,"negara",a state; a country\n'
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kztrans.errors import InputError
from kztrans.formats.delimited import guard, separator_of, unguard
from kztrans.reading import refuse_marks

__all__ = ["Row", "Table", "parse"]

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells as they are written, what ends it, and the line of the file that it begins on, from 1."""

    raw: tuple[str, ...]
    end: str
    line: int

    def text(self, separator: str) -> str:
        """The row's characters."""
        return separator.join(self.raw) + self.end


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows below it, numbered from 0. Blank lines are rows of one empty cell."""

    header: Row
    rows: tuple[Row, ...]
    separator: str
    bom: str = ""
    names: tuple[str, ...] = ()
    """What the columns are called where that is not as the header has it."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names; as in the header, without white space around them, unless ``names`` has others."""
        return self.names or tuple(_decoded(raw).strip() for raw in self.header.raw)

    def cells(self, number: int) -> dict[str, str]:
        """A row's cells by column; those that the row is too short for are empty."""
        raw = self.rows[number].raw
        return {name: _decoded(raw[i]) if i < len(raw) else "" for i, name in enumerate(self.columns)}

    def cell(self, number: int, at: int) -> str:
        """The text of one cell of a row, by its place; empty where the row is too short for it."""
        raw = self.rows[number].raw
        return _decoded(raw[at]) if at < len(raw) else ""

    def find(self, column: str, text: str) -> list[int]:
        """Numbers of the rows that have a text in a column."""
        at = self.columns.index(column)
        part = max(text.split('"'), key=len)  # marks are doubled inside a cell
        return [
            n for n, row in enumerate(self.rows) if len(row.raw) > at and part in row.raw[at] and _is(row.raw[at], text)
        ]

    def replaced(self, number: int, cells: Mapping[str, str]) -> Table:
        """The table with some cells of one row changed; columns that it lacks are added to the header."""
        return self.changed({number: cells})

    def changed(self, changes: Mapping[int, Mapping[str, str]]) -> Table:
        """The table with some cells of some rows changed, by their numbers; see ``replaced``."""
        table = self
        for cells in changes.values():
            table = table._with_columns(cells)
        places = {name: at for at, name in enumerate(table.columns)}
        rows = list(table.rows)
        for number, cells in changes.items():
            raw = list(rows[number].raw)
            for name, text in cells.items():
                if name not in places:  # and empty: there is no column to put that into
                    continue
                at = places[name]
                if (_decoded(raw[at]) if at < len(raw) else "") != text:
                    raw.extend([""] * (at + 1 - len(raw)))
                    raw[at] = _encoded(text, table.separator)
            rows[number] = replace(rows[number], raw=tuple(raw))
        return replace(table, rows=tuple(rows))

    def appended(self, *cells: Mapping[str, str]) -> Table:
        """The table with more rows at its end; columns that it lacks are added to the header."""
        table = self
        for row in cells:
            table = table._with_columns(row)
        end = table.header.end or "\n"
        rows = [replace(row, end=row.end or end) for row in table.rows]
        for row in cells:
            raw = tuple(_encoded(row.get(name, ""), table.separator) for name in table.columns)
            rows.append(Row(raw, end, rows[-1].line + 1 if rows else 2))
        return replace(table, header=replace(table.header, end=end), rows=tuple(rows))

    def without(self, number: int) -> Table:
        """The table with one row less."""
        return replace(self, rows=self.rows[:number] + self.rows[number + 1 :])

    def data(self) -> bytes:
        """The bytes of the file."""
        lines = [row.text(self.separator) for row in (self.header, *self.rows)]
        return (self.bom + "".join(lines)).encode("utf-8")

    def _with_columns(self, cells: Mapping[str, str]) -> Table:
        missing = [name for name in cells if name not in self.columns and cells[name]]
        if not missing:
            return self
        raw = (*self.header.raw, *(_encoded(name, self.separator) for name in missing))
        return replace(self, header=replace(self.header, raw=raw), names=(*self.columns, *missing))


def parse(data: bytes, path: str | os.PathLike[str] | None = None) -> Table:
    """Read the bytes of a CSV file: UTF-8, with commas, semicolons or tabs.

    Raises:
        InputError: it is not UTF-8, is empty, a quotation mark is not closed, or git left a conflict in it.
    """
    refuse_marks(data, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", path=path, remedy="save it as UTF-8") from error
    bom = _BOM if text.startswith(_BOM) else ""
    text = text[len(bom) :]
    separator, begin = separator_of(text)
    head, text = text[:begin], text[begin:]
    if not re.split(r"[\r\n]", text, maxsplit=1)[0]:
        raise InputError("has no header row", path=path, line=1, remedy="name the columns in its first row")
    header, *rows = _rows(text, separator, path)
    return Table(header, tuple(rows), separator, bom + head)


@lru_cache(maxsize=4)
def _cell(separator: str) -> re.Pattern[str]:
    rest = rf"[^{re.escape(separator)}\r\n]*"
    return re.compile(rf'("[^"]*(?:""[^"]*)*"{rest}|{rest})({re.escape(separator)}|\r\n|\n|\r|\Z)')


def _rows(text: str, separator: str, path: str | os.PathLike[str] | None) -> list[Row]:
    rows: list[Row] = []
    position, line = 0, 1
    while position < len(text):
        match = _ONE_LINE.match(text, position)
        assert match is not None
        if '"' not in match[1]:
            row, position = Row(tuple(match[1].split(separator)), match[2], line), match.end()
        else:
            row, position = _quoted_row(text, position, separator, line, path)
        line += 1 + sum(len(_LINE_END.findall(cell)) for cell in row.raw if "\n" in cell or "\r" in cell)
        rows.append(row)
    return rows


def _quoted_row(
    text: str, position: int, separator: str, line: int, path: str | os.PathLike[str] | None
) -> tuple[Row, int]:
    """A row with quotation marks in it, and where the next one begins."""
    raw: list[str] = []
    for match in _cell(separator).finditer(text, position):
        cell, end = match.groups()
        if cell.startswith('"') and not _QUOTED.match(cell):
            raise InputError(
                "a quotation mark that is not closed", path=path, line=line, remedy="double the marks inside a cell"
            )
        raw.append(cell)
        if end != separator:
            return Row(tuple(raw), end, line), match.end()
    raise AssertionError("a row has an end")


_ONE_LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")
_LINE_END = re.compile(r"\r\n?|\n")
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')


def _decoded(raw: str) -> str:
    match = _QUOTED.match(raw) if raw.startswith('"') else None
    return unguard(match.group()[1:-1].replace('""', '"') + raw[match.end() :] if match else raw)


def _is(raw: str, text: str) -> bool:
    return _decoded(raw).strip() == text


def _encoded(text: str, separator: str) -> str:
    text = guard(text)
    if any(sign in text for sign in (separator, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text
