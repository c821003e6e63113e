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
            done[path] = table
            for event in reversed([e for e in events if e.group == group and e.key in stand]):
                if not others and event.who != by.who:
                    raise OfAnother(event.who)
                done[path], _, new = _taken_back(done[path], event, by, path)
                if new is not None:
                    recorded.append((path, new))
        if not recorded:
            raise _undone_already(places[0])
        return done, recorded

    if not places:
        raise _undone_already(next(iter(every)))
    return several.run(places, change)


def _taken_back(table: Table, last: Event, by: By, place: Path) -> Step:
    """A table without what an event changed in it."""
    before, after = dict(last.before), dict(last.after)
    what = "redo" if last.undoes else "undo"
    recorded = replace(by.event(what, before.get("concept", last.concept), after, before), undoes=last.key)
    if not after:
        refuse_taken(table, last.concept, place)
        return table.appended(before), last.concept, recorded
    if not table.find("concept", last.concept):
        raise Conflict(place, last.concept, None, ())
    number = row_of(table, last.concept, place)
    row = table.cells(number)
    watched = after if before else {**row, **after}
    changed = [name for name in watched if row.get(name, "") != after.get(name, "")]
    if before and changed == [COMMENT] and len(after) > 1:  # a later comment stays; it is no matter of this event
        del before[COMMENT], after[COMMENT]
        recorded = replace(recorded, before=tuple(after.items()), after=tuple(before.items()))
    elif changed:
        raise Conflict(place, last.concept, concept_at(table, number, place), changed)
    if not before:
        return table.without(number), None, recorded
    return table.replaced(number, before), recorded.concept, recorded


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
