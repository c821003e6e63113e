"""A change of a glossary's file and its event in the history beside it: both or neither.

Two files cannot be written at once. So the event is first put down in a third (``.NAME.history.pending``); then the
glossary is written, then the history, and the third goes. Whoever changes the file next after a process was killed in
between finishes what it began: where the glossary has the change, the history gets the event.

A deed on several files puts down an intent (``kztrans.together``) in the folder of one of them (``INTENT``), which is
finished in the same way.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kztrans import together
from kztrans.atomic import write_atomic
from kztrans.errors import InputError
from kztrans.glossary import history
from kztrans.glossary.columns import layout
from kztrans.glossary.history import Event
from kztrans.glossary.rows import parse
from kztrans.reading import read_if_there

__all__ = ["INTENT", "is_pending", "pending_path", "record", "settle"]

INTENT = ".glossary.intent"
"""The intent of a deed on several files, in the folder of the first of them."""


def pending_path(path: Path) -> Path:
    """Where the event is put down that is being recorded.

    >>> pending_path(Path("glossary/states.csv")).name
    '.states.history.pending'
    """
    return path.with_name(f".{path.stem}.history.pending")


def is_pending(path: Path) -> bool:
    """Has a process that was killed left something to be finished of a file, or in its folder?"""
    return pending_path(path).exists() or path.with_name(INTENT).exists()


def record(path: Path, old: bytes | None, new: bytes, event: Event) -> Event:
    """Write a glossary's file and append the event that says what changed; the caller has locked the file.

    Returns the event as it is recorded.

    Raises:
        InputError: one of the two cannot be written; both are as they were.
    """
    event = history.numbered(path, event)
    pending = pending_path(path)
    write_atomic(pending, history.line(event).encode("utf-8", "surrogatepass"))
    try:
        write_atomic(path, new)
        history.append(path, event)
    except InputError:
        _put_back(path, old)
        _forget(pending)
        raise
    _forget(pending)
    return event


def settle(path: Path) -> None:
    """Finish what a process that was killed had begun; the caller has locked the file.

    Raises:
        InputError: a file cannot be read or written.
    """
    together.settle(path.with_name(INTENT))
    pending = pending_path(path)
    data = read_if_there(pending, "a history")
    if data is None:
        return
    events = history.parse(data, pending)
    for event in events:
        if _has(path, event) and not history.has(path, event):
            history.append(path, event)
    _forget(pending)


def _forget(pending: Path) -> None:
    """Take away what is settled; where that cannot be, it is settled again next time, which changes nothing."""
    with suppress(OSError):
        pending.unlink(missing_ok=True)


def _put_back(path: Path, old: bytes | None) -> None:
    if old is None:
        path.unlink(missing_ok=True)
    elif read_if_there(path, "a CSV file") != old:
        write_atomic(path, old)


def _has(path: Path, event: Event) -> bool:
    """Does a glossary's file hold what an event made of it?"""
    data = read_if_there(path, "a CSV file")
    if data is None:
        return False
    table = parse(data, path)
    names = layout(table.columns, ("id", "en")) or table.columns
    after, before = dict(event.after), dict(event.before)
    rows = [dict(zip(names, table.cells(n).values(), strict=True)) for n in range(len(table.rows))]
    name = after.get("concept", event.concept)
    found = [row for row in rows if row.get("concept", "").strip() == name]
    if not after:
        gone = before.get("concept", event.concept)
        return not any(row.get("concept", "").strip() == gone for row in rows)
    return any(all(row.get(column, "") == text for column, text in after.items()) for row in found)
