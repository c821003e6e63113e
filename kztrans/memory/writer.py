"""Entries into the tables of a memory, inside one transaction."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kztrans.errors import InputError
from kztrans.languages import codes
from kztrans.memory.concordance import add_words
from kztrans.memory.entries import Entry
from kztrans.memory.index import MAX_PAIR, first_id, grams, last_id
from kztrans.memory.keys import storable
from kztrans.memory.native import packed

__all__ = ["Row", "pair_of", "write"]


class Row(NamedTuple):
    """An entry made ready for the tables."""

    entry: Entry
    pair: tuple[str, str]
    """Source and target language, as ``codes.key`` has them."""
    key: str
    hash: int
    folded: list[str]


def write(connection: sqlite3.Connection, rows: list[Row], origin: str) -> int:
    """Put rows into the tables, in order; how many of them were new."""
    pairs = {pair: _pair_id(connection, pair) for pair in dict.fromkeys(row.pair for row in rows)}
    origin_id = _origin_id(connection, storable(origin))
    sources, fresh = _source_ids(connection, rows, pairs)
    new = 0
    written: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    for row in rows:
        source = sources[pairs[row.pair], row.key]
        if source in fresh:
            fresh.remove(source)  # nothing can be there yet
        elif _is_known(connection, source, row.entry):
            continue
        number = _insert(connection, source, row, origin_id)
        written.setdefault(row.pair, []).append((number, storable(row.entry.source), storable(row.entry.target)))
        new += 1
    for pair, units in written.items():
        add_words(connection, units, pair)
    return new


def pair_of(connection: sqlite3.Connection, wanted: tuple[str, str]) -> int | None:
    """The id of a pair of languages, under whatever codes it was written."""
    pairs = connection.execute(
        "SELECT id, CAST(source_lang AS TEXT), CAST(target_lang AS TEXT) FROM pair ORDER BY id"
    ).fetchall()
    found = [
        (tuple(names) != wanted, int(number)) for number, *names in pairs if tuple(map(codes.key, names)) == wanted
    ]
    return min(found)[1] if found else None


def _pair_id(connection: sqlite3.Connection, pair: tuple[str, str]) -> int:
    known = pair_of(connection, pair)
    if known is not None:
        return known
    last = connection.execute("SELECT coalesce(max(id), 0) FROM pair").fetchone()[0]
    if last >= MAX_PAIR:
        raise InputError(f"more than {MAX_PAIR} pairs of languages", remedy="keep some of them in another memory")
    connection.execute("INSERT INTO pair VALUES (?, ?, ?)", (last + 1, *pair))
    return int(last) + 1


def _origin_id(connection: sqlite3.Connection, name: str) -> int:
    connection.execute("INSERT OR IGNORE INTO origin (name) VALUES (?)", (name,))
    return int(connection.execute("SELECT id FROM origin WHERE name = ?", (name,)).fetchone()[0])


def _source_ids(
    connection: sqlite3.Connection, rows: list[Row], pairs: dict[tuple[str, str], int]
) -> tuple[dict[tuple[int, str], int], set[int]]:
    """The id of each row's source by pair and key, and those among them that are new, indexed here."""
    found: dict[tuple[int, str], int] = {}
    missing: dict[tuple[int, str], Row] = {}
    sql = "SELECT id FROM source WHERE hash = ? AND key = ? AND id BETWEEN ? AND ?"
    for row in rows:
        pair = pairs[row.pair]
        if (pair, row.key) in found or (pair, row.key) in missing:
            continue
        length = len(row.folded)
        known = connection.execute(sql, (row.hash, row.key, first_id(pair, length), last_id(pair, length))).fetchone()
        if known is None:
            missing[pair, row.key] = row
        else:
            found[pair, row.key] = known[0]
    following: dict[int, int] = {}
    new = []
    for (pair, key), row in missing.items():
        low = first_id(pair, len(row.folded))
        if low not in following:
            following[low] = _last_used(connection, low, last_id(pair, len(row.folded))) + 1
        found[pair, key] = following[low]
        new.append((following[low], row))
        following[low] += 1
    new.sort(key=lambda item: item[0])  # FTS5 writes a segment of its own for each id that is less than the last
    connection.executemany("INSERT INTO source VALUES (?, ?, ?)", [(i, row.hash, row.key) for i, row in new])
    indexed = [(i, " ".join(grams(row.folded))) for i, row in new]
    connection.executemany("INSERT INTO gram (rowid, terms) VALUES (?, ?)", indexed)
    return found, {i for i, _ in new}


def _last_used(connection: sqlite3.Connection, low: int, high: int) -> int:
    row = connection.execute("SELECT max(id) FROM source WHERE id BETWEEN ? AND ?", (low, high)).fetchone()
    return low if row[0] is None else int(row[0])


def _is_known(connection: sqlite3.Connection, source: int, entry: Entry) -> bool:
    """Is this translation there, between these neighbours? If so, it takes the entry's date where that is later.

    What differs in its codes is another one; where nothing was known of the codes, it takes the entry's.
    """
    rows = connection.execute(
        "SELECT u.id, CAST(u.changed AS TEXT), CAST(coalesce(u.text, s.key) AS TEXT), c.data"
        " FROM unit u JOIN source s ON s.id = u.source LEFT JOIN code c ON c.unit = u.id"
        " WHERE u.source = ? AND u.previous IS ? AND u.following IS ? AND u.target = ? AND u.context IS ?",
        (source, entry.previous, entry.following, storable(entry.target), entry.context),
    ).fetchall()
    data, written = packed(entry.codes, entry.source), storable(entry.source)
    same = [row for row in rows if data is None or (row[2] == written and row[3] in (None, data))]
    if not same:
        return False
    number, changed, _, kept = max(same, key=lambda row: row[3] == data)
    if kept is None and data is not None:
        connection.execute("INSERT INTO code VALUES (?, ?)", (number, data))
    if entry.changed > changed:
        author = storable(entry.author)
        connection.execute("UPDATE unit SET changed = ?, author = ? WHERE id = ?", (entry.changed, author, number))
    return True


def _insert(connection: sqlite3.Connection, source: int, row: Row, origin: int) -> int:
    """Put a unit into its table; its id."""
    entry = row.entry
    written = storable(entry.source)
    cursor = connection.execute(
        "INSERT INTO unit (source, text, target, previous, following, context, origin, tuid, changed, author)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            source,
            None if written == row.key else written,
            storable(entry.target),
            entry.previous,
            entry.following,
            entry.context,
            origin,
            entry.tuid,
            entry.changed,
            storable(entry.author),
        ),
    )
    number = int(cursor.lastrowid or 0)
    if (data := packed(entry.codes, entry.source)) is not None:
        connection.execute("INSERT INTO code VALUES (?, ?)", (number, data))
    return number
