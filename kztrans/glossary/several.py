"""One deed on several concepts, in one glossary's file or in several: all of it or nothing, and undone as one.

Each concept that is changed gets its event in the history of its file; the events share a ``group``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kztrans import together
from kztrans.errors import InputError
from kztrans.glossary import history, recording
from kztrans.glossary.changing import TRIES, bytes_of, concepts_at, table_of
from kztrans.glossary.history import Event, history_path
from kztrans.glossary.rows import Table
from kztrans.locking import changing

__all__ = ["Changes", "Several", "Tables", "numbers", "run"]

Tables = dict[Path, Table]
"""Files as they are."""
Changes = tuple[Tables, list[tuple[Path, Event]]]
"""Files as they are to be, and what is to be recorded, each event with its file."""


@dataclass(frozen=True, slots=True)
class Several:
    """What was done."""

    group: str
    """What the events share; empty where nothing had to be changed."""
    events: tuple[tuple[Path, Event], ...]


def run(paths: Iterable[Path], change: Callable[[Tables], Changes], new: Mapping[Path, bytes] | None = None) -> Several:
    """Read some files, change them, write and record it all or nothing; anew where somebody without the lock wrote.

    Args:
        new: what files hold that need not be there yet.

    Raises:
        InputError: a file cannot be read or written, or would hold a row that is no concept; nothing is written.
    """
    places = sorted(set(paths))
    fresh = new or {}
    with changing(*places):
        for place in places:
            recording.settle(place)
        for _ in range(TRIES):
            data = {place: bytes_of(place, fresh.get(place)) for place in places}
            tables = {place: table_of(data[place], place) for place in places}
            changed, events = change(tables)
            if not events:
                return Several("", ())
            _check(changed, events)
            if any(bytes_of(place, fresh.get(place)) != data[place] for place in places):
                continue
            group, histories = history.together(places, events)
            files = [(place, table.data()) for place, table in changed.items()]
            files += [(history_path(place), lines) for place, lines in histories.items()]
            together.write_together(places[0].with_name(recording.INTENT), files)
            return Several(group, tuple(events))
    raise InputError("is written all the time by another program", path=places[0], remedy="wait for it to end")


def numbers(table: Table) -> dict[str, int]:
    """The numbers of the rows by their concepts; of a concept that is there twice -1."""
    found: dict[str, int] = {}
    at = table.columns.index("concept")
    for number, row in enumerate(table.rows):
        if len(row.raw) > at:
            name = table.cell(number, at).strip()
            found[name] = -1 if name in found else number
    return found


def _check(tables: Tables, events: Sequence[tuple[Path, Event]]) -> None:
    """Refuse rows that are no concepts."""
    for path, table in tables.items():
        known = numbers(table)
        changed = {event.concept: known.get(event.concept, -1) for p, event in events if p == path and event.after}
        concepts_at(table, [number for number in changed.values() if number >= 0], path)
