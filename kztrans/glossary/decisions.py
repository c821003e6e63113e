"""Reviewing a glossary's file in place: decide on a concept, comment, edit, add, and undo.

Each function reads the file, changes the rows concerned and nothing else of it, writes it whole or not at all, and
appends an event to the history beside it. A lock keeps several writers apart; a program that knows nothing
of it (an editor, git) is noticed by what it wrote: pass ``seen``, the concept as it was when the user decided, and
`Conflict` tells that it is no longer that.

A concept's comment stands in the column ``comment``, which `comment_of` reads; it is the last one, all of them are in
the history, an event each.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary.changing import (
    COMMENT,
    By,
    Change,
    Conflict,
    Step,
    bytes_of,
    concept_at,
    refuse_taken,
    row_of,
    run,
    table_of,
)
from kztrans.glossary.changing import changed_cells as _changed
from kztrans.glossary.headers import column
from kztrans.glossary.record import header, to_cells
from kztrans.glossary.rows import Table
from kztrans.glossary.undoing import undo
from kztrans.model import Concept
from kztrans.typed import refuse_odd

__all__ = [
    "COMMENT",
    "STATES",
    "Change",
    "Conflict",
    "Untranslated",
    "add",
    "as_seen",
    "cells_of_decision",
    "comment",
    "comment_of",
    "decide",
    "differing",
    "edit",
    "find_file",
    "is_approved_of",
    "languages_of",
    "remove",
    "undo",
    "untranslated",
]

STATES = {"": "reopen", "proposed": "propose", "approved": "approve", "rejected": "reject", "deprecated": "deprecate"}
"""States of a concept, each with the name of the decision that leads there. ``""`` is not reviewed."""


class Untranslated(InputError):  # noqa: N818 - an answer rather than an error, as Conflict is
    """A concept cannot be approved, since it has no term in some languages."""

    def __init__(self, name: str, langs: Sequence[str], path: Path, line: int) -> None:
        self.langs = tuple(langs)
        what = f"concept {name!r} has no term in {', '.join(map(repr, langs))}"
        super().__init__(what, path=path, line=line, remedy="add one, then approve it")


def decide(
    path: str | os.PathLike[str],
    concept_id: str,
    state: str,
    *,
    reviewer: str,
    date: str,
    comment: str | None = "",
    seen: Concept | None = None,
) -> Change:
    """Put a concept into a state: ``approved``, ``rejected``, ``deprecated``, ``proposed``, or ``""`` (not reviewed).

    The columns ``review``, ``reviewer``, ``reviewed`` (the day of ``date``) and ``comment`` are written.

    Args:
        path: a CSV file of concepts.
        date: ``YYYY-MM-DD``, or a time in UTC, ``YYYY-MM-DDTHH:MM:SSZ``, which orders the history better.
        comment: takes the place of an earlier one, that of an earlier decision; None: that one stays.
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
    by = By.checked(reviewer, date, comment or "")
    cells = cells_of_decision(state, by) | ({} if comment is None else {COMMENT: by.why})

    def change(table: Table) -> Step:
        number = row_of(table, concept_id, Path(path))
        as_seen(table, number, seen, Path(path))
        if state == "approved":
            _translated(table, number, Path(path))
        return _changed(table, number, cells, by, STATES[state])

    return run(path, change)


def comment(
    path: str | os.PathLike[str],
    concept_id: str,
    text: str,
    *,
    reviewer: str,
    date: str,
    seen: Concept | None = None,
) -> Change:
    """Put a comment to a concept without deciding on it; an empty text takes the comment away.

    Args:
        seen: the concept as the reviewer saw it. Where the file has it otherwise, nothing is written.

    Raises:
        Conflict: the concept is not what the reviewer saw.
        InputError: there is no such concept, or the file cannot be read or written.
    """
    by = By.checked(reviewer, date, text)

    def change(table: Table) -> Step:
        number = row_of(table, concept_id, Path(path))
        as_seen(table, number, seen, Path(path))
        return _changed(table, number, {COMMENT: by.why}, by, "comment")

    return run(path, change)


def edit(
    path: str | os.PathLike[str],
    before: Concept,
    after: Concept,
    *,
    reviewer: str,
    date: str,
    comment: str = "",
    approving: bool = False,
) -> Change:
    """Change a concept: what differs between ``before``, as the user saw it, and ``after`` is written.

    What somebody else changed meanwhile in other columns stays as they left it; the same column changed by both, to
    different texts, is a conflict. An approval was of what stood there: where terms or the definition of an approved
    concept change, it is not approved any more, unless ``after`` says so anew. The ``comment`` says why in the
    history; a comment that is to stand in the file is one of ``after``'s fields (``extra``).

    Args:
        approving: it is to be approved next: nothing is written where that would be refused.

    Raises:
        Conflict: both changed the same, or the concept is gone.
        Untranslated: it is to be approved next, and has terms in one language alone then.
        InputError: the new identifier is taken or empty, or the file cannot be read or written.
    """
    by = By.checked(reviewer, date, comment)
    old, new = to_cells(before, Path(path)), to_cells(after, Path(path))
    wanted = {name: new.get(name, "") for name in {**old, **new} if old.get(name, "") != new.get(name, "")}

    def change(table: Table) -> Step:
        found = table.find("concept", before.id)
        if len(found) != 1:
            raise Conflict(path, before.id, None, ())
        now = concept_at(table, found[0], Path(path))
        cells = to_cells(now, Path(path))
        clash = [n for n in wanted if cells.get(n, "") not in (old.get(n, ""), wanted[n])]
        if clash:
            raise Conflict(path, before.id, now, clash)
        if after.id != before.id:
            refuse_taken(table, after.id, Path(path))
        changes = {n: t for n, t in wanted.items() if cells.get(n, "") != t}
        if now.review == "approved" and "review" not in changes and any(map(is_approved_of, changes)):
            changes |= cells_of_decision("", by)
        step = _changed(table, found[0], changes, by, "edit")
        if approving:
            _translated(step[0], found[0], Path(path))
        return step

    return run(path, change)


def add(path: str | os.PathLike[str], concept: Concept, *, reviewer: str, date: str, comment: str = "") -> Change:
    """Add a concept after the last one; where there is no such file, it is made.

    Raises:
        InputError: there is a concept of this identifier, or the file cannot be read or written.
    """
    by = By.checked(reviewer, date, comment)
    cells = {name: text for name, text in to_cells(concept, Path(path)).items() if text}

    for name, text in cells.items():
        refuse_odd(text, repr(name))

    def change(table: Table) -> Step:
        refuse_taken(table, concept.id, Path(path))
        return table.appended(cells), concept.id, by.event("add", concept.id, {}, cells)

    return run(path, change, new=header(to_cells(concept, Path(path))))


def remove(path: str | os.PathLike[str], concept: Concept, *, reviewer: str, date: str, comment: str = "") -> Change:
    """Take a concept out of a file.

    Raises:
        Conflict: it is not, or no longer, this concept.
        InputError: there is no such concept, or the file cannot be read or written.
    """
    by = By.checked(reviewer, date, comment)

    def change(table: Table) -> Step:
        number = row_of(table, concept.id, Path(path))
        as_seen(table, number, concept, Path(path))
        cells = {name: text for name, text in table.cells(number).items() if text}
        return table.without(number), None, by.event("remove", concept.id, cells, {})

    return run(path, change)


def cells_of_decision(state: str, by: By) -> dict[str, str]:
    """What a decision puts into a concept's row; who and when only where there is one."""
    who, day = (by.who, by.when[:10]) if state else ("", "")
    return {"review": state, "reviewer": who, "reviewed": day}


def comment_of(concept: Concept) -> str:
    """The comment that stands with a concept, or ``""``."""
    return dict(concept.extra).get(COMMENT, "")


def find_file(paths: Iterable[str | os.PathLike[str]], concept_id: str) -> Path | None:
    """The first of some CSV files that has a concept of this identifier."""
    for path in paths:
        if table_of(bytes_of(Path(path)), Path(path)).find("concept", concept_id):
            return Path(path)
    return None


def languages_of(table: Table) -> list[str]:
    """The languages that a table has columns of terms for."""
    held = [column(name) for name in table.columns]
    return list(dict.fromkeys(each.lang for each in held if each.kind == "term"))


def untranslated(langs: Sequence[str], concept: Concept) -> list[str]:
    """The languages for want of which a concept cannot be approved: it has terms in one alone, in a table of more."""
    missing = [lang for lang in langs if not concept.in_lang(lang)]
    return missing if len(missing) == len(langs) - 1 > 0 else []


def _translated(table: Table, number: int, path: Path) -> None:
    """Refuse to approve what has terms in one language only, in a table of more."""
    concept = concept_at(table, number, path)
    missing = untranslated(languages_of(table), concept)
    if missing:
        raise Untranslated(concept.id, missing, path, table.rows[number].line)


def as_seen(table: Table, number: int, seen: Concept | None, path: Path) -> None:
    """Refuse what was decided on a concept that is not any more what was seen."""
    if seen is None:
        return
    now = concept_at(table, number, path)
    columns = differing(now, seen, path)
    if columns:
        raise Conflict(path, seen.id, now, columns)


def differing(now: Concept, seen: Concept, path: Path) -> list[str]:
    """The columns in which a concept is not what was seen."""
    then, cells = to_cells(seen, path), to_cells(now, path)
    return [name for name in {**then, **cells} if then.get(name, "") != cells.get(name, "")]


def is_approved_of(name: str) -> bool:
    """Is a column part of what is approved: terms and definition?"""
    return name == "definition" or column(name).kind == "term"
