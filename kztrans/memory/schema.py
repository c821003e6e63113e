"""The SQLite file that a memory lives in: opened, made, refused.

Tables: ``pair`` (languages), ``source`` (each different source once, in the form it is compared in), ``unit`` (its
translations, in the order they came), ``origin`` (files and tools they came from), ``gram`` (FTS5, see ``index``),
``form`` (FTS5) and ``word`` (see ``concordance``), ``code`` (see ``native``).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from kztrans.errors import InputError
from kztrans.memory.migrations import CODES, CONCORDANCE, migrate
from kztrans.reading import refuse_endless

__all__ = ["VERSION", "connect", "reported", "transaction"]

APPLICATION_ID = 0x6B7A746D  # "kztm"
VERSION = 3
"""The file's format, in ``user_version``. Counts up with every change of a table or of what is indexed."""

WAIT = 60.0
"""Seconds to wait for another process that is writing."""
CACHE_KIB = 32 * 1024
_ANEW = "bring it back from a backup, or make it anew from your PO and TMX files"

_TABLES = """
CREATE TABLE pair (
    id INTEGER PRIMARY KEY,
    source_lang TEXT NOT NULL,
    target_lang TEXT NOT NULL,
    UNIQUE (source_lang, target_lang)
);
CREATE TABLE origin (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE source (
    id INTEGER PRIMARY KEY,      -- pair, number of words, sequence: see index.first_id
    hash INTEGER NOT NULL,       -- of key
    key TEXT NOT NULL
);
CREATE INDEX source_hash ON source (hash);
CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (id),
    text TEXT,                   -- the source as written, where it is not its key
    target TEXT NOT NULL,
    previous INTEGER,            -- hash of the source before it
    following INTEGER,           -- hash of the source after it
    context TEXT,                -- what the file itself told it apart by (msgctxt)
    origin INTEGER NOT NULL REFERENCES origin (id),
    tuid TEXT,
    changed TEXT NOT NULL,       -- YYYYMMDDThhmmssZ, or nothing
    author TEXT NOT NULL
);
CREATE INDEX unit_source ON unit (source, previous, following);
CREATE VIRTUAL TABLE gram USING fts5 (terms, content='', columnsize=0, detail=none, tokenize='ascii');
"""


def connect(path: str | os.PathLike[str], create: bool) -> sqlite3.Connection:
    """Open the memory at ``path``; where there is none, make it and the folders it lies in if ``create``.

    Raises:
        InputError: there is none, it cannot be opened, it is something else, or a newer kztrans wrote it.
    """
    file = Path(path)
    if not create and not file.exists():
        raise InputError("there is no such memory", path=path, remedy="make one with 'kztrans tm add'")
    if file.exists():
        refuse_endless(file, "a memory")
    with reported(path):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"cannot be made: {error.strerror or error}", path=path, remedy="choose another place"
            ) from error
        connection = _opened(file)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _opened(file: Path) -> sqlite3.Connection:
    """A file that nobody may write is not written by root either."""
    if file.exists() and not file.stat().st_mode & 0o222:
        uri = f"{file.absolute().as_uri()}?mode=ro"
        return sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None)
    return sqlite3.connect(os.fspath(file), timeout=WAIT, isolation_level=None)


def _prepare(connection: sqlite3.Connection, path: str | os.PathLike[str]) -> None:
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    made = _version(connection, path)
    if made < VERSION and not _is_writable(connection):
        connection.execute(CODES.replace("CREATE TABLE", "CREATE TEMP TABLE IF NOT EXISTS"))
    elif made < VERSION:
        connection.execute("PRAGMA journal_mode = WAL")
        with transaction(connection):
            made = _version(connection, path)  # another process may have been here in between
            if made:
                migrate(connection, made, VERSION)
            else:
                _create(connection)
            connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _is_writable(connection: sqlite3.Connection) -> bool:
    """A memory that may only be read stays as it is: what its version has can be read."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if "readonly" in str(error):
            return False
        raise
    return True


def _version(connection: sqlite3.Connection, path: str | os.PathLike[str]) -> int:
    """The version of the memory that the file holds, 0 where it is empty."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application == APPLICATION_ID and 1 <= version <= VERSION:
        return int(version)
    if application == APPLICATION_ID:
        remedy = "update kztrans, or name another file with --tm"
        raise InputError(f"is a memory of version {version}; this kztrans knows {VERSION}", path=path, remedy=remedy)
    if application or version or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        remedy = "name another file with --tm"
        raise InputError("is an SQLite file of another program, not a memory", path=path, remedy=remedy)
    return 0


def _create(connection: sqlite3.Connection) -> None:
    for statement in (_TABLES + CONCORDANCE + CODES).split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, one writer at a time: the second waits."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextlib.contextmanager
def reported(path: str | os.PathLike[str]) -> Iterator[None]:
    """What SQLite says, as an error that the user can do something about."""
    try:
        yield
    except (sqlite3.DatabaseError, OverflowError) as error:
        reason, remedy = str(error), "what was in the memory is untouched"
        for sign, better, what_to_do in (
            ("not a database", "is not an SQLite file", "name another file with --tm"),
            ("too large to convert", "is damaged", _ANEW),
            ("Could not decode", "is damaged", _ANEW),
            ("no such table", "is damaged", _ANEW),
            ("no such column", "is damaged", _ANEW),
            ("malformed", "is damaged", _ANEW),
            ("locked", "is being written by another process", "try again later"),
            ("no such module: fts5", "needs SQLite with FTS5, which this Python lacks", "install a Python that has it"),
            ("readonly", "cannot be written", "ask for the right to write it, or name another file with --tm"),
            ("unable to open", "cannot be opened", "name a file in a folder that you may write to"),
            ("full", "cannot be written: the disk is full", "make room; what was in the memory is untouched"),
        ):
            if sign in reason:
                reason, remedy = better, what_to_do
                break
        raise InputError(reason, path=path, remedy=remedy) from error
