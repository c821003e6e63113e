r"""Merging what two people made of one glossary's file: concept by concept and cell by cell, not line by line.

Lines that stand beside each other conflict for git, though they are two concepts. Here a conflict is only where both
sides changed the same cell to different texts, decided differently on one concept, or one side took out what the other
changed.

>>> base = b"concept,id,en,review\na,satu,one,\nb,dua,two,\n"
>>> one, other = base.replace(b"one,", b"one,approved"), base.replace(b"two,", b"two,rejected")
>>> merged(base, one, other)
b'concept,id,en,review\na,satu,one,approved\nb,dua,two,rejected\n'
>>> merged(base, one, base.replace(b"one,", b"one,rejected")) is None
True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kztrans.errors import InputError
from kztrans.glossary.columns import layout
from kztrans.glossary.rows import Row, Table, parse

__all__ = ["marked", "merged"]

OF_THE_DECISION = ("reviewer", "reviewed", "comment")
"""Columns that only tell of a decision: where both sides decided the same, ours are kept. The history has both."""
MARKS = ("<<<<<<< ours", "=======", ">>>>>>> theirs")

Rows = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Our table with what they changed where that is no conflict, and their rows of the concepts where it is one."""

    table: Table
    conflicts: Rows
    """By concept; without a cell where they took the concept out."""


def merged(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """Our file with what they changed since the base; None where that is a conflict, or one is no glossary."""
    found = _outcome(base, ours, theirs)
    return found.table.data() if found and not found.conflicts else None


def marked(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    r"""As ``merged``, but with git's marks around each concept that is a conflict, and around no other's row.

    >>> base = b"concept,id,en,review\na,satu,one,\nb,dua,two,\n"
    >>> one, other = base.replace(b"one,", b"one,approved"), base.replace(b"one,", b"one,rejected")
    >>> marked(base, one, other.replace(b"two,", b"two,approved")).decode().splitlines()[1:-1]
    ['<<<<<<< ours', 'a,satu,one,approved', '=======', 'a,satu,one,rejected', '>>>>>>> theirs']
    """
    found = _outcome(base, ours, theirs)
    if found is None:
        return None
    table, theirs_of = found.table, {}
    for name, cells in found.conflicts.items():
        number = next(iter(table.find("concept", name)), len(table.rows))
        held = table if number < len(table.rows) else table.appended({"concept": name})
        held = held.replaced(number, cells)
        theirs_of[number] = held.rows[number : number + 1] if cells else ()
        table = replace(table, header=held.header, names=held.names)
    return replace(table, rows=tuple(_with_marks(table, theirs_of))).data()


def _with_marks(table: Table, theirs: Mapping[int, tuple[Row, ...]]) -> Iterator[Row]:
    """The rows, and theirs beside them where they are a conflict, by the number of our row or of the next one."""
    end = table.header.end or "\n"
    opening, middle, closing = (Row((mark,), end, 0) for mark in MARKS)
    for number in range(max((len(table.rows), *(at + 1 for at in theirs)))):
        ours = table.rows[number : number + 1]
        rows = (opening, *ours, middle, *theirs[number], closing) if number in theirs else ours
        yield from (replace(row, end=row.end or end) for row in rows)


def _outcome(base: bytes, ours: bytes, theirs: bytes) -> _Outcome | None:
    """What two files that come from one are together; None where one is no glossary."""
    try:
        tables = [_table(data) for data in (base or _header(ours), ours, theirs)]
        old, mine, other = map(_rows, tables)
    except (InputError, ValueError):
        return None
    table, conflicts = tables[1], {}
    for name, row in other.items():
        if name in mine:
            changes = _changes(old.get(name, {}), mine[name], row)
            if changes is None:
                conflicts[name] = row
            elif changes:
                table = table.replaced(_number(table, name), changes)
        elif name not in old:
            table = table.appended({column: text for column, text in row.items() if text})
        elif row != old[name]:
            conflicts[name] = row
    for name in [name for name in old if name in mine and name not in other]:
        if mine[name] != old[name]:
            conflicts[name] = {}
        else:
            table = table.without(_number(table, name))
    return _Outcome(table, conflicts)


def _changes(old: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str] | None:
    """What they changed of a row that we have as well; None for a conflict."""
    decided = mine.get("review", "") == theirs.get("review", "")
    changes = {}
    for column in {**mine, **theirs}:
        was, is_, wanted = (row.get(column, "") for row in (old, mine, theirs))
        if wanted in (was, is_):
            continue
        if is_ != was and not (decided and column in OF_THE_DECISION):
            return None
        if is_ == was:
            changes[column] = wanted
    return changes


def _table(data: bytes) -> Table:
    table = parse(data)
    names = layout(table.columns, ("id", "en")) or ()
    if "concept" not in names:
        raise ValueError("no glossary")
    return replace(table, names=names)


def _header(data: bytes) -> bytes:
    """A file of no concepts with the columns of another."""
    table = parse(data)
    return replace(table, rows=()).data()


def _rows(table: Table) -> Rows:
    """The rows by their concepts."""
    found: Rows = {}
    for number in range(len(table.rows)):
        cells = table.cells(number)
        name = cells["concept"].strip()
        if name in found:
            raise ValueError("a concept is there twice")
        if any(cells.values()):
            found[name] = cells
    return found


def _number(table: Table, name: str) -> int:
    return table.find("concept", name)[0]
