"""From one version of a memory's file to the next: a function each, run one after the other in one transaction.

A change of a table, or of what is indexed, is a new ``schema.VERSION`` and a function here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from kztrans.memory.concordance import add_words

__all__ = ["CODES", "CONCORDANCE", "migrate", "reindex"]

CONCORDANCE = """
CREATE VIRTUAL TABLE form USING fts5 (
    source, source_parts, target, target_parts, content='', columnsize=0, tokenize="ascii tokenchars '-''_'"
);
CREATE TABLE word (lang TEXT, key TEXT, form TEXT, PRIMARY KEY (lang, key, form)) WITHOUT ROWID;
"""
"""The tables of ``concordance``."""
CODES = "CREATE TABLE code (unit INTEGER PRIMARY KEY, data TEXT NOT NULL);\n"
"""The table of ``native``: the inline codes of a unit, where its texts do not tell all of them."""
BATCH = 5000


def migrate(connection: sqlite3.Connection, version: int, wanted: int) -> None:
    """Bring a memory from one version to a later one, inside a transaction."""
    for step in range(version, wanted):
        _STEPS[step](connection)


def _to_2(connection: sqlite3.Connection) -> None:
    """Words and phrases can be looked for."""
    reindex(connection)


def _to_3(connection: sqlite3.Connection) -> None:
    """Inline codes are kept."""
    connection.execute(CODES)


def reindex(connection: sqlite3.Connection) -> None:
    """Make the tables of ``concordance`` anew out of the units, inside a transaction."""
    connection.execute("DROP TABLE IF EXISTS form")
    connection.execute("DROP TABLE IF EXISTS word")
    for statement in CONCORDANCE.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    last = connection.execute("SELECT coalesce(max(id), 0) FROM unit").fetchone()[0]
    sql = """
        SELECT u.id, coalesce(u.text, s.key), u.target, p.source_lang, p.target_lang
        FROM unit u JOIN source s ON s.id = u.source JOIN pair p ON p.id = s.id >> 52
        WHERE u.id > ? AND u.id <= ? ORDER BY u.id
    """
    for start in range(0, last, BATCH):
        rows = connection.execute(sql, (start, start + BATCH)).fetchall()
        for pair in dict.fromkeys((row[3], row[4]) for row in rows):
            add_words(connection, [row[:3] for row in rows if row[3:] == pair], pair)


_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _to_2, 2: _to_3}
"""Version to what makes the next one of it."""
