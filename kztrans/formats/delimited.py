r"""Tables as text: the one reader of CSV and of tab-separated files.

With commas and semicolons a cell that begins with a quotation mark ends with one (RFC 4180); what follows a closing
mark, or a mark that is never closed, is an error that names the line, since anything else loses text. With tabs a
mark is a mark, unless the row can be read no other way: a cell of several lines, with a tab or with doubled marks in
it, or a file whose every title is quoted.

>>> list(records('a\tb\n"Halo," katanya.\t"Hello," she said.', "\t"))[1]
(2, ['"Halo," katanya.', '"Hello," she said.'])
>>> list(records('a,b\n"x, y","a ""z"" b"\n', ","))[1]
(2, ['x, y', 'a "z" b'])
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from kztrans.errors import InputError

__all__ = ["guard", "needs_marks", "quoted", "records", "separator_of", "unguard"]

_END = re.compile(r"\r\n?|\n")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_SAID = re.compile(r'\ufeff?"?sep=(.)"?(?:[,;\t]*)(?:\r\n?|\n|\Z)', re.IGNORECASE)
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]| *[\t\r\n])")
"""How a cell begins that a spreadsheet may run: with an operator, white space before it or not (OWASP)."""
_REMEDY = "put such a cell between quotation marks, and double those inside it"
_LONGEST = 1 << 20
"""Characters in which the first line is looked for."""


def separator_of(text: str) -> tuple[str, int]:
    r"""The sign between a table's cells, and the length of a ``sep=`` line before its first row.

    >>> separator_of("sep=;\nid;en\n"), separator_of("id\ten\n"), separator_of('"a, b, c";d\n')
    ((';', 6), ('\t', 0), (';', 0))
    """
    said = _SAID.match(text)
    if said:
        return said[1], said.end()
    first = next((line for line in _END.split(text[:_LONGEST]) if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(",;\t", key=lambda sign: (outside.count(sign), sign == ",")), 0


def records(
    text: str, separator: str, path: str | os.PathLike[str] | None = None, line: int = 1
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, each with the number of its first line; ``line`` is that of the text.

    Raises:
        InputError: text behind a closing quotation mark, or a mark that is not closed.
    """
    done = 0
    if separator != "\t":
        for row in _quick(text, separator, line):
            if row is None:
                break
            done += 1
            yield row
        else:
            return
    yield from islice(_by_hand(text, separator, path, line), done, None)


def _quick(text: str, separator: str, line: int) -> Iterator[tuple[int, list[str]] | None]:
    """The rows as the library reads them, which is quick; None where it cannot go on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    first = line
    try:
        for cells in reader:
            yield first, cells or [""]
            first = line + reader.line_num
    except csv.Error:
        yield None


def _by_hand(
    text: str, separator: str, path: str | os.PathLike[str] | None, line: int
) -> Iterator[tuple[int, list[str]]]:
    """The rows, with marks read as marks between tabs, and every fault named."""
    position, wanted, all_quoted = 0, 0, False
    while position < len(text):
        end = _END.search(text, position)
        stop, after = (end.start(), end.end()) if end else (len(text), len(text))
        raw = text[position:stop]
        if '"' not in raw:
            cells: list[str] | None = raw.split(separator)
        elif separator == "\t":
            cells, after = _tabbed(text, position, (raw.split("\t"), after), wanted, all_quoted)
        else:
            cells, after = _strict(text, position, separator, path, line)
        if not wanted and any(cells or ()):
            wanted = len(cells or ())
            all_quoted = all(_QUOTED.fullmatch(cell) for cell in raw.split(separator))
            if separator == "\t" and all_quoted:
                cells, after = _strict(text, position, separator, path, line)
        yield line, cells or []
        line += len(_END.findall(text, position, after))
        position = after


def _strict(
    text: str, position: int, separator: str, path: str | os.PathLike[str] | None, line: int
) -> tuple[list[str], int]:
    found = _cells(text, position, separator)
    if isinstance(found, str):
        raise InputError(found, path=path, line=line, remedy=_REMEDY)
    return found


def _tabbed(
    text: str, position: int, plain: tuple[list[str], int], wanted: int, all_quoted: bool
) -> tuple[list[str], int]:
    """A row of a tab-separated table: with its marks as they stand, or as a spreadsheet that quotes writes it."""
    cells, after = plain
    found = _cells(text, position, "\t")
    if isinstance(found, str):
        return plain
    read, end = found
    fits = not wanted or len(read) <= wanted
    doubled = end == after and any('""' in cell for cell in cells if _QUOTED.fullmatch(cell))
    lines = [line.count("\t") + 1 for line in _END.split(text[position:end].rstrip("\r\n"))]
    if all_quoted or (fits and (doubled or set(lines) != {wanted})):
        return found
    return plain


def _cells(text: str, position: int, separator: str) -> tuple[list[str], int] | str:
    """The cells of a row with quotation marks, and where the next row begins; or what is wrong with it."""
    bare = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    cells: list[str] = []
    while True:
        match = _QUOTED.match(text, position)
        if match is None and text.startswith('"', position):
            return "a quotation mark that is not closed"
        cell = match[1].replace('""', '"') if match else ""
        position = match.end() if match else position
        rest = bare.match(text, position)
        assert rest is not None
        if match and rest[0].strip():
            return f"text behind a closing quotation mark: {rest[0].strip()[:40]!r}"
        cells.append(cell if match else rest[0])
        position = rest.end()
        if text[position : position + 1] != separator:
            end = _END.match(text, position)
            return cells, end.end() if end else len(text)
        position += 1


def quoted(cells: Sequence[str], separator: str, always: bool = False) -> str:
    r"""A row of a table, with its line end.

    With tabs quote ``always`` where one cell of the table needs it (``needs_marks``): readers know it by the titles.

    >>> quoted(["a, b", 'c "d" f', " e"], ","), quoted(["a, b", 'c "d"', " e"], "\t")
    ('"a, b","c ""d"" f"," e"\n', 'a, b\tc "d"\t e\n')
    """
    return separator.join(_quoted(cell, separator, always) for cell in cells) + "\n"


def needs_marks(cell: str) -> bool:
    """Can a cell stand between tabs only with marks around it?"""
    return cell.startswith('"') or any(sign in cell for sign in "\t\r\n")


def _quoted(cell: str, separator: str, always: bool) -> str:
    needed = separator != "\t" and (cell != cell.strip() or any(sign in cell for sign in f'"{separator}\r\n'))
    return '"' + cell.replace('"', '""') + '"' if always or needed else cell


def guard(text: str) -> str:
    """The text as it may stand in a spreadsheet's cell without being run."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text that ``guard`` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
