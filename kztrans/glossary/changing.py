"""One change of a glossary's CSV file: read, changed in some rows, written whole or not at all, and recorded.

A lock keeps several writers apart; what a program that knows nothing of it wrote meanwhile is noticed, and the change
made anew on that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary import recording
from kztrans.glossary.columns import Sheet, concepts_of, layout
from kztrans.glossary.history import WHEN, Event
from kztrans.glossary.record import from_cells
from kztrans.glossary.rows import Table, parse
from kztrans.locking import locked
from kztrans.model import Concept
from kztrans.reading import read_if_there
from kztrans.typed import on_one_line, refuse_odd

__all__ = [
    "COMMENT",
    "By",
    "Change",
    "Conflict",
    "Step",
    "Taken",
    "bytes_of",
    "changed_cells",
    "concept_at",
    "concepts_at",
    "refuse_taken",
    "row_of",
    "run",
    "table_of",
]

COMMENT = "comment"
"""The column of the last comment."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a file."""

    concept: Concept | None
    """The concept as it is now; None where undoing took it out."""
    event: Event | None
    """What was recorded; None where nothing had to be changed."""
    before: bytes = field(default=b"", repr=False, compare=False)
    """What the file held."""
    after: bytes = field(default=b"", repr=False, compare=False)
    """What it holds now."""


class Conflict(InputError):  # noqa: N818 - it is an answer rather than an error
    """The concept is not any more what the user saw; nothing was written.

    ``name`` is the concept's identifier, ``current`` what it is now (None: it is gone), ``columns`` where it
    differs from what was expected.
    """

    def __init__(
        self, path: str | os.PathLike[str], name: str, current: Concept | None, columns: Iterable[str]
    ) -> None:
        self.name = name
        self.current = current
        self.columns = tuple(columns)
        what = f"was changed meanwhile ({', '.join(self.columns)})" if current else "is no longer there"
        super().__init__(f"concept {name!r} {what}", path=path, remedy="look at it again, then decide")


class Taken(InputError):  # noqa: N818 - see Conflict
    """There is a concept of this identifier already."""

    def __init__(self, name: str, path: Path, line: int) -> None:
        self.name = name
        super().__init__(f"there is a concept {name!r} already", path=path, line=line, remedy="take another")


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, when, and why."""

    who: str
    when: str
    why: str

    @classmethod
    def checked(cls, reviewer: str, date: str, comment: str) -> By:
        who, why = on_one_line(reviewer, "the reviewer's name"), on_one_line(comment, "the comment")
        if not who:
            raise InputError("nobody is named as the reviewer", remedy="give a name")
        if not WHEN.fullmatch(date):
            raise InputError(f"{date!r} is not a date", remedy="write YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SSZ")
        return cls(who, date, why)

    def event(self, what: str, concept: str, before: Mapping[str, str], after: Mapping[str, str]) -> Event:
        return Event(self.when, self.who, what, concept, self.why, tuple(before.items()), tuple(after.items()))


TRIES = 50
"""How often a change is made anew where a program without the lock writes the file in between."""

TABLES = 16
"""Files whose tables are remembered."""
_tables: dict[Path, tuple[bytes, Table]] = {}
"""The tables of files, with the bytes that they were read from."""

Step = tuple[Table, "str | None", "Event | None"]
"""A table as it is to be, the identifier of the concept concerned (None: taken out), and what is to be recorded."""


def run(path: str | os.PathLike[str], change: Callable[[Table], Step], new: bytes | None = None) -> Change:
    """Read, change, write, record; all over again where somebody without the lock wrote meanwhile."""
    place = Path(path)
    with locked(place):
        recording.settle(place)
        for _ in range(TRIES):
            data = bytes_of(place, new)
            table, name, event = change(table_of(data, place))
            concept = None if name is None else concept_at(table, table.find("concept", name)[0], place)
            if event is not None:
                if bytes_of(place, new) != data:
                    continue
                new_data = table.data()
                event = recording.record(place, data if place.exists() else None, new_data, event)
                _keep(place, data, new_data, table)
                return Change(concept, event, data, new_data)
            return Change(concept, event, data, data)
    raise InputError("is written all the time by another program", path=place, remedy="wait for it to end")


def bytes_of(path: Path, new: bytes | None = None) -> bytes:
    data = read_if_there(path, "a CSV file")
    if data is not None:
        return data
    if new is None:
        raise InputError("no such file", path=path, remedy="check the name and the folder")
    return new


def table_of(data: bytes, path: Path) -> Table:
    """The table in a file's bytes; that of the bytes which a file had last is remembered.

    Raises:
        InputError: it is no CSV file of concepts.
    """
    known = _tables.get(path)
    if known is None or known[0] != data:
        while len(_tables) >= TABLES:
            _tables.pop(next(iter(_tables)), None)
        known = _tables[path] = (data, _table(data, path))
    return known[1]


def _keep(path: Path, before: bytes, after: bytes, table: Table) -> None:
    """Remember a table that was written, where its rows are still on the lines that they were on."""
    if all(before.count(end) == after.count(end) for end in (b"\n", b"\r")):
        _tables[path] = (after, table)
    else:
        _tables.pop(path, None)


def _table(data: bytes, path: Path) -> Table:
    table = parse(data, path)
    names = layout(table.columns, ("id", "en")) or ()
    if "concept" not in names:
        raise InputError(
            "has no column 'concept'",
            path=path,
            line=1,
            remedy="import it: kztrans glossary import",
        )
    return replace(table, names=names)


def concept_at(table: Table, number: int, path: Path) -> Concept:
    return from_cells(table.cells(number), path, table.rows[number].line)


def concepts_at(table: Table, numbers: Iterable[int], path: Path) -> list[Concept]:
    """The concepts of some rows, read together: of thousands that is much quicker than one by one.

    Raises:
        InputError: one of them is no concept.
    """
    rows = [(1, table.columns)]
    rows += [(table.rows[number].line, tuple(table.cells(number).values())) for number in numbers]
    return concepts_of(Sheet(str(path), path.stem, rows), ("id", "en"))[0] if len(rows) > 1 else []


def row_of(table: Table, concept_id: str, path: Path) -> int:
    """The number of a concept's row."""
    found = table.find("concept", concept_id)
    if not found:
        raise InputError(f"no concept {concept_id!r}", path=path, remedy="look for it with kztrans glossary search")
    if len(found) > 1:
        raise InputError(
            f"concept {concept_id!r} is there twice", path=path, line=table.rows[found[1]].line, remedy="rename one"
        )
    return found[0]


def refuse_taken(table: Table, concept_id: str, path: Path) -> None:
    if not concept_id.strip():
        raise InputError("a concept without an identifier", path=path, remedy="give it one")
    found = table.find("concept", concept_id)
    if found:
        raise Taken(concept_id, path, table.rows[found[0]].line)


def changed_cells(table: Table, number: int, cells: Mapping[str, str], by: By, what: str) -> Step:
    """Some cells of a row changed, as a step; no event where they say all that already."""
    for name, text in cells.items():
        refuse_odd(text, repr(name))
    row = table.cells(number)
    name = cells.get("concept", row["concept"].strip())
    after = {column: text for column, text in cells.items() if row.get(column, "") != text}
    if not after:
        return table, name, None
    before = {column: row.get(column, "") for column in after}
    return table.replaced(number, after), name, by.event(what, name, before, after)


def one_line(text: str) -> str:
    return " ".join(text.split())
