"""Who wrote a memory's units, and who is named in them, forgotten."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path

from kztrans.errors import InputError
from kztrans.memory import schema
from kztrans.memory.care import Held, delete, units
from kztrans.memory.entries import Entry
from kztrans.memory.migrations import reindex
from kztrans.memory.store import Memory
from kztrans.reading import read_bytes

__all__ = ["HIDDEN", "Hidden", "anonymised", "names_of"]

HIDDEN = "…"
"""What stands in place of what is not to be known."""
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many units there were with something to hide."""

    authors: int = 0
    texts: int = 0


def names_of(path: Path) -> tuple[str, ...]:
    """The names of a list, one a line.

    Raises:
        InputError: it cannot be read, is not UTF-8, or is empty.
    """
    try:
        text = read_bytes(path, "a list of names").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", path=path, remedy="save it as UTF-8") from error
    names = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
    if not names:
        raise InputError("has no names", path=path, remedy="write one a line")
    return names


def anonymised(memory: Memory, names: Sequence[str] = (), apply: bool = False) -> Hidden:
    """Take authors out, and put ``HIDDEN`` for mail addresses and names; without ``apply``, only count them."""
    pattern = _pattern(names)
    authors = 0
    changed: list[tuple[Held, Held]] = []
    for unit in units(memory):
        authors += bool(unit.author)
        hidden = _hidden(unit, pattern)
        if hidden != unit:
            changed.append((unit, hidden))
    if apply:
        _replace(memory, changed)
        _forget(memory, pattern)
    return Hidden(authors, len(changed))


def _hidden(unit: Held, pattern: re.Pattern[str]) -> Held:
    source, target = (pattern.sub(HIDDEN, text) for text in (unit.source, unit.target))
    codes = tuple(
        replace(
            code,
            shown=pattern.sub(HIDDEN, code.shown),
            opening=pattern.sub(HIDDEN, code.opening),
            closing=pattern.sub(HIDDEN, code.closing),
        )
        for code in unit.codes
    )
    return replace(unit, source=source, target=target, codes=codes)


def _forget(memory: Memory, pattern: re.Pattern[str]) -> None:
    """Authors, names in origins, and words that only the index and the file's free pages still have."""
    connection = memory.connection
    with schema.reported(memory.path):
        with schema.transaction(connection):
            connection.execute("UPDATE unit SET author = ''")
            for number, name in connection.execute("SELECT id, name FROM origin").fetchall():
                hidden = pattern.sub(HIDDEN, name)
                if hidden != name:
                    sql = "UPDATE origin SET name = ? WHERE id = ?"
                    connection.execute(sql, (_unused(connection, hidden), number))
            reindex(connection)
        connection.execute("VACUUM")


def _unused(connection: sqlite3.Connection, name: str) -> str:
    """A name that no origin has."""
    taken = {row[0] for row in connection.execute("SELECT name FROM origin")}
    numbered = (f"{name} ({number})" for number in count(2))
    return next(candidate for candidate in chain((name,), numbered) if candidate not in taken)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return re.compile(rf"{_MAIL.pattern}|(?<!\w)(?:{words})(?!\w)", re.I) if words else _MAIL


def _replace(memory: Memory, changed: Sequence[tuple[Held, Held]]) -> None:
    """New units in place of the old ones, of the same origin and date, without neighbours: their hashes tell them."""
    for unit, new in changed:
        entry = Entry(new.source, new.target, unit.source_lang, unit.target_lang, changed=unit.changed, codes=new.codes)
        memory.add_entries([entry], unit.origin)
    delete(memory, [unit for unit, _ in changed])
