"""Undoing an event of a glossary's history, or all events of one deed, and doing again what was undone."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kztrans.deeds import OfAnother, last, standing
from kztrans.errors import InputError
from kztrans.glossary import history, several
from kztrans.glossary.changing import COMMENT, By, Change, Conflict, Step, concept_at, refuse_taken, row_of, run
from kztrans.glossary.history import Event
from kztrans.glossary.rows import Table

__all__ = ["undo", "undo_group"]


def undo(
    path: str | os.PathLike[str],
    *,
    reviewer: str,
    date: str,
    comment: str = "",
    concept_id: str | None = None,
    event: str | None = None,
    others: bool = True,
) -> Change:
    """Undo the last event of a file that is not undone yet (called again, the one before it), or of one concept.

    Args:
        event: the key of the event to undo (``Event.key``); that of an undo does again what was undone.
        others: may it be another person's? If not, the last event of the reviewer's own is undone.

    Raises:
        Conflict: what the event had changed was changed again since; nothing is written.
        OfAnother: the event is another person's, and ``others`` does not let it be undone.
        InputError: there is nothing to undo, or the file cannot be read or written.
    """
    by = By.checked(reviewer, date, comment)
    place = Path(path)

    def change(table: Table) -> Step:
        return _taken_back(table, _undoable(place, concept_id, event, None if others else by.who), by, place)

    return run(path, change)


def undo_group(
    paths: Iterable[Path], group: str, *, reviewer: str, date: str, comment: str = "", others: bool = True
) -> several.Several:
    """Undo all events of a deed on several concepts, or do again what an undo of one undid: all of it or nothing.

    Args:
        paths: the files that may have been changed by it.
        group: what its events share.
        others: may it be another person's?

    Raises:
        Conflict: one of the concepts was changed again since; nothing is written.
        OfAnother: the deed is another person's, and ``others`` does not let it be undone.
        InputError: there is no such deed, or it is undone already; or a file cannot be read or written.
    """
    by = By.checked(reviewer, date, comment)
    every = {path: [e for e in history.read(path) if e.group == group] for path in paths}
    places = [path for path, events in every.items() if events]

    def change(tables: several.Tables) -> several.Changes:
        done: several.Tables = {}
        recorded: list[tuple[Path, Event]] = []
        for path, table in tables.items():
            events = history.read(path)
            stand = {event.key for event in standing(events)}
            own = [event for event in reversed(events) if event.group == group and event.key in stand]
            other = next((event.who for event in own if event.who != by.who), "")
            if other and not others:
                raise OfAnother(other)
            done[path], new = _all_taken_back(table, own, by, path)
            recorded += [(path, event) for event in new]
        if not recorded:
            raise _undone_already(places[0])
        return done, recorded

    if not places:
        raise _undone_already(next(iter(every)))
    return several.run(places, change)


def _all_taken_back(table: Table, events: Iterable[Event], by: By, place: Path) -> tuple[Table, list[Event]]:
    """A table without what some events changed in it, and what is to be recorded.

    Rows that come or go are dealt with first, one by one; then those that change, all at once.
    """
    recorded: list[Event] = []
    changing = []
    for event in events:
        if event.before and event.after and "concept" not in dict(event.after):
            changing.append(event)
            continue
        table, _, new = _taken_back(table, event, by, place)
        recorded += [new] if new is not None else []
    numbers = several.numbers(table)
    changes: dict[int, dict[str, str]] = {}
    for event in changing:
        number = numbers.get(event.concept, -1)
        if number < 0:
            raise Conflict(place, event.concept, None, ())
        changes[number], new = _before(table, number, event, by, place)
        recorded.append(new)
    return table.changed(changes), recorded


def _taken_back(table: Table, last: Event, by: By, place: Path) -> Step:
    """A table without what an event changed in it."""
    before = dict(last.before)
    if not last.after:
        refuse_taken(table, last.concept, place)
        return table.appended(before), last.concept, _recorded(last, by, {}, before)
    if not table.find("concept", last.concept):
        raise Conflict(place, last.concept, None, ())
    number = row_of(table, last.concept, place)
    before, recorded = _before(table, number, last, by, place)
    if not before:
        return table.without(number), None, recorded
    return table.replaced(number, before), recorded.concept, recorded


def _before(table: Table, number: int, last: Event, by: By, place: Path) -> tuple[dict[str, str], Event]:
    """The cells of a row as they were before an event, and what is recorded where they are so again.

    Raises:
        Conflict: what the event had changed was changed again since.
    """
    before, after = dict(last.before), dict(last.after)
    row = table.cells(number)
    watched = after if before else {**row, **after}
    changed = [name for name in watched if row.get(name, "") != after.get(name, "")]
    if before and changed == [COMMENT] and len(after) > 1:  # a later comment stays; it is no matter of this event
        del before[COMMENT], after[COMMENT]
    elif changed:
        raise Conflict(place, last.concept, concept_at(table, number, place), changed)
    return before, _recorded(last, by, after, before)


def _recorded(last: Event, by: By, after: dict[str, str], before: dict[str, str]) -> Event:
    what = "redo" if last.undoes else "undo"
    name = dict(last.before).get("concept", last.concept)
    return replace(by.event(what, name, after, before), undoes=last.key)


def _undoable(path: Path, concept_id: str | None, key: str | None, who: str | None) -> Event:
    """The event to be undone; with ``who``, only one of that person's."""
    events = history.read(path, concept_id)
    if key is None and who is not None:
        chosen = last(events, who)
    else:
        found = [e for e in standing(events) if (e.key == key if key else not e.undoes)]
        chosen = found[-1] if found else None
    if chosen is None:
        if key:
            raise _undone_already(path)
        raise InputError("nothing to undo", path=history.history_path(path), remedy="look at the history")
    if who is not None and chosen.who != who:
        raise OfAnother(chosen.who)
    return chosen


def _undone_already(path: Path) -> InputError:
    what = "no such event, or it is undone already"
    return InputError(what, path=history.history_path(path), remedy="look at the history")
