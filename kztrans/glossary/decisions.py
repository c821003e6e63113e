"""Reviewing a glossary's file in place: decide on a concept, comment, edit, add, and undo.

Each function reads the file, changes the rows concerned and nothing else of it, writes it whole or not at all, and
appends an event to the history beside it. A lock keeps several writers apart; a program that knows nothing
of it (an editor, git) is noticed by what it wrote: pass ``seen``, the concept as it was when the user decided, and
`Conflict` tells that it is no longer that.

A concept's comment stands in the column ``comment``, which `comment_of` reads; it is the last decision's, earlier ones
are in the history.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary import history, recording
from kztrans.glossary.columns import layout
from kztrans.glossary.headers import column
from kztrans.glossary.history import WHEN, Event
from kztrans.glossary.record import from_cells, header, to_cells
from kztrans.glossary.rows import Table, parse
from kztrans.locking import locked
from kztrans.model import Concept
from kztrans.reading import read_if_there

__all__ = [
    "STATES",
    "Change",
    "Conflict",
    "add",
    "comment",
    "comment_of",
    "decide",
    "edit",
    "find_file",
    "remove",
    "undo",
]

STATES = {"": "reopen", "proposed": "propose", "approved": "approve", "rejected": "reject", "deprecated": "deprecate"}
"""States of a concept, each with the name of the decision that leads there. ``""`` is not reviewed."""

COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a file."""

    concept: Concept | None
    """The concept as it is now; None where undoing took it out."""
    event: Event | None
    """What was recorded; None where nothing had to be changed."""


class Conflict(InputError):  # noqa: N818 - it is an answer rather than an error
    """The concept is not any more what the user saw; nothing was written.

    ``current`` is what it is now (None: it is gone), ``columns`` where it differs from what was expected.
    """

    def __init__(
        self, path: str | os.PathLike[str], name: str, current: Concept | None, columns: Iterable[str]
    ) -> None:
        self.current = current
        self.columns = tuple(columns)
        what = f"was changed meanwhile ({', '.join(self.columns)})" if current else "is no longer there"
        super().__init__(f"concept {name!r} {what}", path=path, remedy="look at it again, then decide")


@dataclass(frozen=True, slots=True)
class _By:
    """Who does something, when, and why."""

    who: str
    when: str
    why: str

    @classmethod
    def checked(cls, reviewer: str, date: str, comment: str) -> _By:
        who = _one_line(reviewer)
        if not who:
            raise InputError("nobody is named as the reviewer", remedy="give a name")
        if not WHEN.fullmatch(date):
            raise InputError(f"{date!r} is not a date", remedy="write YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SSZ")
        return cls(who, date, _one_line(comment))

    def event(self, what: str, concept: str, before: Mapping[str, str], after: Mapping[str, str]) -> Event:
        return Event(self.when, self.who, what, concept, self.why, tuple(before.items()), tuple(after.items()))


def decide(
    path: str | os.PathLike[str],
    concept_id: str,
    state: str,
    *,
    reviewer: str,
    date: str,
    comment: str = "",
    seen: Concept | None = None,
) -> Change:
    """Put a concept into a state: ``approved``, ``rejected``, ``deprecated``, ``proposed``, or ``""`` (not reviewed).

    The columns ``review``, ``reviewer``, ``reviewed`` (the day of ``date``) and ``comment`` are written.

    Args:
        path: a CSV file of concepts.
        date: ``YYYY-MM-DD``, or a time in UTC, ``YYYY-MM-DDTHH:MM:SSZ``, which orders the history better.
        comment: takes the place of an earlier one, that of an earlier decision.
        seen: the concept as the reviewer saw it. Where the file has it otherwise, nothing is decided.

    Raises:
        Conflict: the concept is not what the reviewer saw.
        InputError: there is no such concept or state, it is to be approved and has no translation, or the file cannot
            be read or written.
    """
    if state not in STATES:
        raise InputError(
            f"{state!r} is not a state of a concept", remedy=f"use one of {', '.join(filter(None, STATES))}"
        )
    by = _By.checked(reviewer, date, comment)
    cells = {
        "review": state,
        "reviewer": by.who if state else "",
        "reviewed": by.when[:10] if state else "",
        COMMENT: by.why,
    }

    def change(table: Table) -> _Step:
        number = _row(table, concept_id, Path(path))
        if seen is not None:
            now, then = _concept(table, number, Path(path)), to_cells(seen, Path(path))
            cells_now = to_cells(now, Path(path))
            differing = [n for n in {**then, **cells_now} if then.get(n, "") != cells_now.get(n, "")]
            if differing:
                raise Conflict(path, concept_id, now, differing)
        if state == "approved":
            _translated(table, number, Path(path))
        return _changed(table, number, cells, by, STATES[state])

    return _run(path, change)


def comment(path: str | os.PathLike[str], concept_id: str, text: str, *, reviewer: str, date: str) -> Change:
    """Put a comment to a concept without deciding on it; an empty text takes the comment away.

    Raises:
        InputError: there is no such concept, or the file cannot be read or written.
    """
    by = _By.checked(reviewer, date, text)

    def change(table: Table) -> _Step:
        return _changed(table, _row(table, concept_id, Path(path)), {COMMENT: by.why}, by, "comment")

    return _run(path, change)


def edit(
    path: str | os.PathLike[str], before: Concept, after: Concept, *, reviewer: str, date: str, comment: str = ""
) -> Change:
    """Change a concept: what differs between ``before``, as the user saw it, and ``after`` is written.

    What somebody else changed meanwhile in other columns stays as they left it; the same column changed by both, to
    different texts, is a conflict. The ``comment`` says why in the history; a comment that is to stand in the file is
    one of ``after``'s fields (``extra``).

    Raises:
        Conflict: both changed the same, or the concept is gone.
        InputError: the new identifier is taken or empty, or the file cannot be read or written.
    """
    by = _By.checked(reviewer, date, comment)
    old, new = to_cells(before, Path(path)), to_cells(after, Path(path))
    wanted = {name: new.get(name, "") for name in {**old, **new} if old.get(name, "") != new.get(name, "")}

    def change(table: Table) -> _Step:
        found = table.find("concept", before.id)
        if len(found) != 1:
            raise Conflict(path, before.id, None, ())
        now = _concept(table, found[0], Path(path))
        cells = to_cells(now, Path(path))
        clash = [n for n in wanted if cells.get(n, "") not in (old.get(n, ""), wanted[n])]
        if clash:
            raise Conflict(path, before.id, now, clash)
        if after.id != before.id:
            _free(table, after.id, Path(path))
        return _changed(table, found[0], {n: t for n, t in wanted.items() if cells.get(n, "") != t}, by, "edit")

    return _run(path, change)


def add(path: str | os.PathLike[str], concept: Concept, *, reviewer: str, date: str, comment: str = "") -> Change:
    """Add a concept after the last one; where there is no such file, it is made.

    Raises:
        InputError: there is a concept of this identifier, or the file cannot be read or written.
    """
    by = _By.checked(reviewer, date, comment)
    cells = {name: text for name, text in to_cells(concept, Path(path)).items() if text}

    def change(table: Table) -> _Step:
        _free(table, concept.id, Path(path))
        return table.appended(cells), concept.id, by.event("add", concept.id, {}, cells)

    return _run(path, change, new=header(to_cells(concept, Path(path))))


def remove(path: str | os.PathLike[str], concept: Concept, *, reviewer: str, date: str, comment: str = "") -> Change:
    """Take a concept out of a file.

    Raises:
        Conflict: it is not, or no longer, this concept.
        InputError: there is no such concept, or the file cannot be read or written.
    """
    by = _By.checked(reviewer, date, comment)

    def change(table: Table) -> _Step:
        number = _row(table, concept.id, Path(path))
        now = _concept(table, number, Path(path))
        if now != concept:
            raise Conflict(path, concept.id, now, ["its row"])
        cells = {name: text for name, text in table.cells(number).items() if text}
        return table.without(number), None, by.event("remove", concept.id, cells, {})

    return _run(path, change)


def undo(
    path: str | os.PathLike[str],
    *,
    reviewer: str,
    date: str,
    comment: str = "",
    concept_id: str | None = None,
    event: str | None = None,
) -> Change:
    """Undo the last event of a file that is not undone yet (called again, the one before it), or of one concept.

    Args:
        event: the key of the event to undo (``Event.key``); that of an undo does again what was undone.

    Raises:
        Conflict: what the event had changed was changed again outside of the history.
        InputError: there is nothing to undo, or the file cannot be read or written.
    """
    by = _By.checked(reviewer, date, comment)

    place = Path(path)

    def change(table: Table) -> _Step:
        last = _undoable(place, concept_id, event)
        before, after = dict(last.before), dict(last.after)
        recorded = replace(by.event("undo", before.get("concept", last.concept), after, before), undoes=last.key)
        if not after:
            _free(table, last.concept, place)
            return table.appended(before), last.concept, recorded
        number = _row(table, last.concept, place)
        row = table.cells(number)
        watched = after if before else {**row, **after}
        changed = [name for name in watched if row.get(name, "") != after.get(name, "")]
        if changed:
            raise Conflict(path, last.concept, _concept(table, number, place), changed)
        if not before:
            return table.without(number), None, recorded
        return table.replaced(number, before), recorded.concept, recorded

    return _run(path, change)


def comment_of(concept: Concept) -> str:
    """The comment that stands with a concept, or ``""``."""
    return dict(concept.extra).get(COMMENT, "")


def find_file(paths: Iterable[str | os.PathLike[str]], concept_id: str) -> Path | None:
    """The first of some CSV files that has a concept of this identifier."""
    for path in paths:
        if _table(_bytes(Path(path)), Path(path)).find("concept", concept_id):
            return Path(path)
    return None


TRIES = 50
"""How often a change is made anew where a program without the lock writes the file in between."""

_Step = tuple[Table, "str | None", "Event | None"]
"""A table as it is to be, the identifier of the concept concerned (None: taken out), and what is to be recorded."""


def _run(path: str | os.PathLike[str], change: Callable[[Table], _Step], new: bytes | None = None) -> Change:
    """Read, change, write, record; all over again where somebody without the lock wrote meanwhile."""
    place = Path(path)
    with locked(place):
        recording.settle(place)
        for _ in range(TRIES):
            data = _bytes(place, new)
            table, name, event = change(_table(data, place))
            concept = None if name is None else _concept(table, table.find("concept", name)[0], place)
            if event is not None:
                if _bytes(place, new) != data:
                    continue
                event = recording.record(place, data if place.exists() else None, table.data(), event)
            return Change(concept, event)
    raise InputError("is written all the time by another program", path=place, remedy="wait for it to end")


def _bytes(path: Path, new: bytes | None = None) -> bytes:
    data = read_if_there(path, "a CSV file")
    if data is not None:
        return data
    if new is None:
        raise InputError("no such file", path=path, remedy="check the name and the folder")
    return new


def _table(data: bytes, path: Path) -> Table:
    table = parse(data, path)
    names = layout(table.columns, ("id", "en")) or ()
    if "concept" not in names:
        raise InputError(
            "has no column 'concept'",
            path=path,
            line=1,
            remedy="import it: kztrans glossary import",
        )
    return replace(table, names=names)


def _concept(table: Table, number: int, path: Path) -> Concept:
    return from_cells(table.cells(number), path, table.rows[number].line)


def _row(table: Table, concept_id: str, path: Path) -> int:
    """The number of a concept's row."""
    found = table.find("concept", concept_id)
    if not found:
        raise InputError(f"no concept {concept_id!r}", path=path, remedy="look for it with kztrans glossary search")
    if len(found) > 1:
        raise InputError(
            f"concept {concept_id!r} is there twice", path=path, line=table.rows[found[1]].line, remedy="rename one"
        )
    return found[0]


def _translated(table: Table, number: int, path: Path) -> None:
    """Refuse to approve what has terms in one language only, in a table of more."""
    concept = _concept(table, number, path)
    held = [column(name) for name in table.names]
    langs = dict.fromkeys(each.lang for each in held if each.kind == "term")
    missing = [lang for lang in langs if not concept.in_lang(lang)]
    if len(missing) == len(langs) - 1 > 0:
        raise InputError(
            f"concept {concept.id!r} has no term in {', '.join(map(repr, missing))}",
            path=path,
            line=table.rows[number].line,
            remedy="add one, then approve it",
        )


def _free(table: Table, concept_id: str, path: Path) -> None:
    if not concept_id.strip():
        raise InputError("a concept without an identifier", path=path, remedy="give it one")
    found = table.find("concept", concept_id)
    if found:
        raise InputError(
            f"there is a concept {concept_id!r} already",
            path=path,
            line=table.rows[found[0]].line,
            remedy="take another",
        )


def _changed(table: Table, number: int, cells: Mapping[str, str], by: _By, what: str) -> _Step:
    """Some cells of a row changed, as a step; no event where they say all that already."""
    row = table.cells(number)
    name = cells.get("concept", row["concept"].strip())
    after = {column: text for column, text in cells.items() if row.get(column, "") != text}
    if not after:
        return table, name, None
    before = {column: row.get(column, "") for column in after}
    return table.replaced(number, after), name, by.event(what, name, before, after)


def _undoable(path: Path, concept_id: str | None, key: str | None) -> Event:
    events = history.standing(history.read(path, concept_id))
    chosen = [e for e in events if (e.key == key if key else e.what != "undo")]
    if not chosen:
        what = "no such event, or it is undone already" if key else "nothing to undo"
        raise InputError(what, path=history.history_path(path), remedy="look at the history")
    return chosen[-1]


def _one_line(text: str) -> str:
    return " ".join(text.split())
