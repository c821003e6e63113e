"""The history of a glossary's file: who changed what, when and why, in a file beside it.

``states.csv`` has ``states.history.jsonl``: JSON Lines, an event a line, only ever appended to. Lines need no order and
no number, so that two branches' histories merge by keeping the lines of both (``*.history.jsonl merge=union`` in
``.gitattributes``); read, they are in the order of their times, lines of the same time in the order of the file.

>>> event = Event("2026-03-01T09:30:00Z", "Aigerim", "approve", "quasi-state", after=(("review", "approved"),))
>>> parse(line(event).encode()) == [event]
True
>>> event.key
'22e6b2952381'
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from kztrans.deeds import standing
from kztrans.errors import InputError
from kztrans.reading import read_if_there
from kztrans.together import Line, append_line

__all__ = [
    "WHEN",
    "Cells",
    "Event",
    "append",
    "has",
    "history_path",
    "line",
    "numbered",
    "of_concept",
    "parse",
    "read",
    "standing",
    "together",
]

Cells = tuple[tuple[str, str], ...]
"""Columns with their texts, in the order of the file's columns."""

WHEN = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T[0-2]\d:[0-5]\d(?::[0-6]\d(?:\.\d{1,6})?)?Z)?")
"""A day, or a day and a time in UTC: ``2026-03-01``, ``2026-03-01T09:30:00Z``."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one concept."""

    when: str
    """ISO 8601, a day or a time in UTC."""
    who: str
    what: str
    """``approve``, ``reject``, ``deprecate``, ``propose``, ``reopen``, ``comment``, ``edit``, ``add``, ``remove``,
    ``merge``, ``move``, ``undo`` or ``redo``."""
    concept: str
    """The concept's identifier, after the change."""
    why: str = ""
    before: Cells = ()
    """The cells that changed, as they were; none where there was no such concept."""
    after: Cells = ()
    """The same cells as they became; none where the concept is no longer there."""
    undoes: str = ""
    """The key of the event that this one undoes."""
    again: int = 0
    """Tells an event from one that says the very same: how many of those are before it."""
    group: str = ""
    """What the events of one deed on several concepts share: they are undone together."""

    @property
    def key(self) -> str:
        """What the event is referred to by: a digest of its line."""
        return _key_of(self)


@lru_cache(maxsize=1 << 16)
def _key_of(event: Event) -> str:
    return hashlib.sha256(_encoded(event)).hexdigest()[:12]


def history_path(path: str | os.PathLike[str]) -> Path:
    """Where the history of a glossary's file lies.

    >>> history_path("glossary/states.csv").name
    'states.history.jsonl'
    """
    return Path(path).with_suffix(".history.jsonl")


def line(event: Event) -> str:
    """An event as a line of the file, with its line feed."""
    fields: dict[str, Any] = {
        "when": event.when,
        "who": event.who,
        "what": event.what,
        "concept": event.concept,
        "why": event.why,
        "before": dict(event.before),
        "after": dict(event.after),
        "undoes": event.undoes,
        "again": event.again,
        "group": event.group,
    }
    return json.dumps({k: v for k, v in fields.items() if v or k in _NEEDED}, ensure_ascii=False) + "\n"


def _encoded(event: Event) -> bytes:
    return line(event).encode("utf-8", "surrogatepass")


_NEEDED = ("when", "who", "what", "concept")


def read(path: str | os.PathLike[str], concept: str | None = None) -> list[Event]:
    """The events of a glossary's file (the path is the glossary's), or of one of its concepts, oldest first.

    Raises:
        InputError: the history cannot be read, or a line of it is not an event.
    """
    place = history_path(path)
    events = parse(read_if_there(place, "a history") or b"", place)
    return events if concept is None else of_concept(events, concept)


def parse(data: bytes, path: str | os.PathLike[str] | None = None) -> list[Event]:
    """The events in the bytes of a history, oldest first. A line that stands there twice is one event."""
    events: dict[Event, None] = {}
    for number, row in enumerate(data.split(b"\n"), 1):
        if row.strip():
            events.setdefault(_known(row) or _event(row, path, number))
    return sorted(events, key=lambda event: event.when)


@lru_cache(maxsize=1 << 16)
def _known(row: bytes) -> Event | None:
    """The event in a line, since a history is read again and again; None where there is none."""
    try:
        return _event(row, None, 0)
    except InputError:
        return None


def numbered(path: str | os.PathLike[str], event: Event) -> Event:
    """An event as the history of a glossary's file would record it: told apart from those that say the very same."""
    return _numbered(set(_held(path).split(b"\n")), event)


def _numbered(lines: set[bytes], event: Event) -> Event:
    while _encoded(event).rstrip(b"\n") in lines:
        event = replace(event, again=event.again + 1)
    return event


def together(paths: Sequence[Path], events: Sequence[tuple[Path, Event]]) -> tuple[str, dict[Path, bytes]]:
    """What the histories of some glossaries' files hold with the events of one deed: its group, and their bytes.

    Args:
        paths: the glossaries' files.
        events: each with the file that it is of.
    """
    held = {path: _held(path) for path in paths}
    lines = {path: set(data.split(b"\n")) for path, data in held.items()}
    content, number, group = b"".join(_encoded(event) for _, event in events), 0, ""
    while not group or any(group.encode() in data for data in held.values()):
        group = hashlib.sha256(content + str(number).encode()).hexdigest()[:12]
        number += 1
    added: dict[Path, list[bytes]] = {}
    for path, event in events:
        added.setdefault(path, []).append(_encoded(_numbered(lines[path], replace(event, group=group))))
    return group, {path: _ended(held[path]) + b"".join(new) for path, new in added.items()}


def _ended(data: bytes) -> bytes:
    return data if not data or data.endswith(b"\n") else data + b"\n"


def has(path: str | os.PathLike[str], event: Event) -> bool:
    """Does the history of a glossary's file hold an event? A bad line elsewhere in it does not matter."""
    return _encoded(event).rstrip(b"\n") in _held(path).split(b"\n")


def append(path: str | os.PathLike[str], event: Event) -> Event:
    """Append to the history of a glossary's file, which the caller has locked; the event as it is recorded."""
    event = numbered(path, event)
    append_line(Line(history_path(path), _encoded(event)))
    return event


def _held(path: str | os.PathLike[str]) -> bytes:
    return read_if_there(history_path(path), "a history") or b""


def of_concept(events: Sequence[Event], concept: str) -> list[Event]:
    """The events of a concept, under whatever identifier it had."""
    names = {concept}
    found: list[Event] = []
    for event in reversed(events):
        if event.concept in names:
            found.append(event)
            names.update(text for column, text in (*event.before, *event.after) if column == "concept")
    return found[::-1]


def _event(row: bytes, path: str | os.PathLike[str] | None, number: int) -> Event:
    try:
        fields = json.loads(row)
        when, who, what, concept = (str(fields[name]) for name in _NEEDED)
        return Event(
            when,
            who,
            what,
            concept,
            why=str(fields.get("why", "")),
            before=_cells(fields, "before"),
            after=_cells(fields, "after"),
            undoes=str(fields.get("undoes", "")),
            again=int(fields.get("again", 0)),
            group=str(fields.get("group", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise InputError(
            "is not an event of a history",
            path=path,
            line=number,
            remedy="take out marks of a merge conflict, keep the lines of both sides",
        ) from error


def _cells(fields: dict[str, Any], name: str) -> Cells:
    return tuple((str(column), str(text)) for column, text in fields.get(name, {}).items())
