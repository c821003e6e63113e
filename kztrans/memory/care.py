"""Units of a memory chosen, changed and taken out, with a copy of the file kept first."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timezone
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans.errors import InputError
from kztrans.formats.xml_characters import allowed
from kztrans.memory import schema
from kztrans.memory.concordance import add_words, forget_words
from kztrans.memory.index import grams
from kztrans.memory.keys import storable
from kztrans.memory.native import unpacked
from kztrans.memory.tokens import split
from kztrans.model import Code
from kztrans.patterns import fits

if TYPE_CHECKING:
    from kztrans.memory.store import Memory

__all__ = ["Held", "Selection", "back_up", "delete", "edit", "select"]

BATCH = 5000

_UNITS = """
SELECT u.id, coalesce(u.text, s.key), u.target, p.source_lang, p.target_lang, o.name, u.changed, u.author,
    c.data
FROM unit u JOIN source s ON s.id = u.source JOIN origin o ON o.id = u.origin JOIN pair p ON p.id = s.id >> 52
    LEFT JOIN code c ON c.unit = u.id
WHERE u.id > ? AND u.id <= ? ORDER BY u.id
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A unit as a memory holds it."""

    id: int
    source: str
    target: str
    source_lang: str
    target_lang: str
    origin: str
    changed: str
    author: str
    codes: tuple[Code, ...] = ()
    """The inline codes that its texts have tags of."""


@dataclass(frozen=True)
class Selection:
    """Which units are meant: those for which everything holds that is said here."""

    ids: tuple[int, ...] = ()
    origin: str = ""
    """A pattern of file names, ``old/*.tmx``."""
    before: str = ""
    """A date, ``2024-05-01``: changed before it. A unit without a date is in no span of time."""
    after: str = ""
    expression: str = ""
    """A regular expression that is found in the source or the target."""

    def __bool__(self) -> bool:
        return any((self.ids, self.origin, self.before, self.after, self.expression))

    def check(self) -> None:
        """Refuse dates and expressions that are none, whatever units there are.

        Raises:
            InputError: one of them is none.
        """
        import regex

        for day in filter(None, (self.before, self.after)):
            _day(day)
        try:
            regex.compile(self.expression)
        except regex.error as error:
            raise InputError(f"{self.expression!r} is no regular expression: {error}", remedy="mend it") from error

    def holds(self, unit: Held) -> bool:
        """Is the unit meant?"""
        day = unit.changed[:8]
        return (
            (not self.ids or unit.id in self.ids)
            and (not self.origin or fits(unit.origin, self.origin))
            and (not self.before or "" < day < _day(self.before))
            and (not self.after or day >= _day(self.after))
            and (not self.expression or self._found(unit))
        )

    def _found(self, unit: Held) -> bool:
        import regex

        try:
            pattern = regex.compile(self.expression)
            return any(pattern.search(text, timeout=LIMIT) for text in (unit.source, unit.target))
        except regex.error as error:
            raise InputError(f"{self.expression!r} is no regular expression: {error}", remedy="mend it") from error
        except TimeoutError as error:
            raise InputError(
                f"{self.expression!r} takes too long on unit {unit.id}", remedy="write it simpler"
            ) from error


LIMIT = 1.0
"""Seconds that an expression may take on one text."""
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


def _day(text: str) -> str:
    match = _DAY.fullmatch(text)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        raise InputError(f"{text!r} is no date", remedy="write it like 2024-05-01")
    return day.strftime("%Y%m%d")


def select(memory: Memory, selection: Selection) -> Iterator[Held]:
    """The units that are meant, in the order they were added.

    Raises:
        InputError: a date or an expression is none.
    """
    selection.check()
    for unit in units(memory):
        if selection.holds(unit):
            yield unit


def units(memory: Memory) -> Iterator[Held]:
    """All units of a memory, of all pairs of languages, in the order they were added."""
    with schema.reported(memory.path):
        connection = memory.connection
        last = connection.execute("SELECT coalesce(max(id), 0) FROM unit").fetchone()[0]
        for start in range(0, last, BATCH):
            for row in connection.execute(_UNITS, (start, start + BATCH)).fetchall():
                yield Held(*(*row[:-1], unpacked(row[-1], row[1], row[2])))


def delete(memory: Memory, chosen: Iterable[Held]) -> int:
    """Take units out; how many there were."""
    with schema.reported(memory.path), schema.transaction(memory.connection):
        return sum(_delete(memory.connection, unit) for unit in chosen)


def _delete(connection: sqlite3.Connection, unit: Held) -> bool:
    row = connection.execute("SELECT source FROM unit WHERE id = ?", (unit.id,)).fetchone()
    if row is None:
        return False
    connection.execute("DELETE FROM unit WHERE id = ?", (unit.id,))
    connection.execute("DELETE FROM code WHERE unit = ?", (unit.id,))
    forget_words(connection, [(unit.id, unit.source, unit.target)])
    if connection.execute("SELECT 1 FROM unit WHERE source = ? LIMIT 1", row).fetchone() is None:
        key = connection.execute("SELECT key FROM source WHERE id = ?", row).fetchone()[0]
        connection.execute("DELETE FROM source WHERE id = ?", row)
        terms = " ".join(grams(split(key).folded))
        connection.execute("INSERT INTO gram (gram, rowid, terms) VALUES ('delete', ?, ?)", (*row, terms))
    return True


def edit(memory: Memory, unit: Held, target: str, author: str | None = None) -> None:
    """Give a unit another target, changed now, and another author where one is named.

    Raises:
        InputError: the target is empty, or has characters that no text has.
    """
    if not target.strip():
        raise InputError("the new target is empty", remedy="delete the unit instead")
    if bad := [c for c in target if c != allowed(c) or (ord(c) < 32 and c not in "\t\n")]:
        raise InputError(f"the new target has the character {bad[0]!r}", remedy="leave it out")
    now = datetime.now(timezone.utc)
    with schema.reported(memory.path), schema.transaction(memory.connection):
        connection = memory.connection
        forget_words(connection, [(unit.id, unit.source, unit.target)])
        name = unit.author if author is None else author
        sql = "UPDATE unit SET target = ?, author = ?, changed = ? WHERE id = ?"
        connection.execute(sql, (storable(target), storable(name), f"{now:%Y%m%dT%H%M%SZ}", unit.id))
        pair = (unit.source_lang, unit.target_lang)
        add_words(connection, [(unit.id, unit.source, storable(target))], pair)


def back_up(memory: Memory) -> Path:
    """A copy of the memory beside it, under the first name that is free: ``memory.backup-1.sqlite``."""
    path = memory.path
    for number in count(1):
        copy = path.with_name(f"{path.stem}.backup-{number}{path.suffix}")
        if not copy.exists():
            break
    with schema.reported(copy):
        half = copy.with_name(f".{copy.name}.{os.getpid()}.tmp")
        try:
            connection = sqlite3.connect(half)
            try:
                memory.connection.backup(connection)
            finally:
                connection.close()
            half.replace(copy)
        finally:
            half.unlink(missing_ok=True)
    return copy
