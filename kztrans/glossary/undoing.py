"""Undoing an event of a glossary's history, by its key, and doing again what was undone."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from kztrans.deeds import OfAnother, last, standing
from kztrans.errors import InputError
from kztrans.glossary import history
from kztrans.glossary.changing import COMMENT, By, Change, Conflict, Step, concept_at, refuse_taken, row_of, run
from kztrans.glossary.history import Event
from kztrans.glossary.rows import Table

__all__ = ["undo"]


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
        last = _undoable(place, concept_id, event, None if others else by.who)
        before, after = dict(last.before), dict(last.after)
        what = "redo" if last.undoes else "undo"
        recorded = replace(by.event(what, before.get("concept", last.concept), after, before), undoes=last.key)
        if not after:
            refuse_taken(table, last.concept, place)
            return table.appended(before), last.concept, recorded
        if not table.find("concept", last.concept):
            raise Conflict(path, last.concept, None, ())
        number = row_of(table, last.concept, place)
        row = table.cells(number)
        watched = after if before else {**row, **after}
        changed = [name for name in watched if row.get(name, "") != after.get(name, "")]
        if before and changed == [COMMENT] and len(after) > 1:  # a later comment stays; it is no matter of this event
            del before[COMMENT], after[COMMENT]
            recorded = replace(recorded, before=tuple(after.items()), after=tuple(before.items()))
        elif changed:
            raise Conflict(path, last.concept, concept_at(table, number, place), changed)
        if not before:
            return table.without(number), None, recorded
        return table.replaced(number, before), recorded.concept, recorded

    return run(path, change)


def _undoable(path: Path, concept_id: str | None, key: str | None, who: str | None) -> Event:
    """The event to be undone; with ``who``, only one of that person's."""
    events = history.read(path, concept_id)
    if key is None and who is not None:
        chosen = last(events, who)
    else:
        found = [e for e in standing(events) if (e.key == key if key else not e.undoes)]
        chosen = found[-1] if found else None
    if chosen is None:
        what = "no such event, or it is undone already" if key else "nothing to undo"
        raise InputError(what, path=history.history_path(path), remedy="look at the history")
    if who is not None and chosen.who != who:
        raise OfAnother(chosen.who)
    return chosen
