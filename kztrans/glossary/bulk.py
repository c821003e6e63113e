"""One decision on many concepts, in one file or several: tried first, then done all or nothing, and undone as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary import decisions, several
from kztrans.glossary.changing import COMMENT, By, bytes_of, concepts_at, table_of
from kztrans.glossary.history import Event
from kztrans.glossary.rows import Table
from kztrans.model import Concept

__all__ = ["Bulk", "Item", "decide_all", "trial"]

Item = tuple[Path, Concept]
"""A concept as it was seen, and the file that it is in."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a decision on many concepts does, or would do."""

    decided: tuple[Item, ...] = ()
    same: tuple[Item, ...] = ()
    """Those that are in the state already: they stay as they are, with who decided so."""
    untranslated: tuple[tuple[Path, Concept, tuple[str, ...]], ...] = ()
    """Those that cannot be approved, since they have no term in these languages."""
    gone: tuple[Item, ...] = ()
    """Those that are no longer what was seen, or are there twice."""
    group: str = ""
    """What the events share; empty where nothing was done."""


def trial(items: Sequence[Item], state: str) -> Bulk:
    """What ``decide_all`` would do; nothing is written.

    Raises:
        InputError: a file cannot be read, or there is no such state.
    """
    _refuse_unknown(state)
    paths = dict.fromkeys(path for path, _ in items)
    return _sorted_out({path: table_of(bytes_of(path), path) for path in paths}, items, state)[0]


def decide_all(items: Sequence[Item], state: str, *, reviewer: str, date: str, comment: str = "") -> Bulk:
    """Put many concepts into a state, as ``decisions.decide`` does with one; those that cannot be stay as they are.

    Args:
        items: the concepts as the reviewer saw them, with their files.
        comment: takes the place of earlier ones; where it is empty, they stay.

    Raises:
        InputError: a file cannot be read or written, or there is no such state; nothing is written.
    """
    _refuse_unknown(state)
    by = By.checked(reviewer, date, comment)
    cells = decisions.cells_of_decision(state, by) | ({COMMENT: by.why} if by.why else {})
    found = Bulk()

    def change(tables: several.Tables) -> several.Changes:
        nonlocal found
        found, places = _sorted_out(tables, items, state)
        changed: several.Tables = {}
        events: list[tuple[Path, Event]] = []
        for path, table in tables.items():
            wanted = {number: cells for p, number in places if p == path}
            before = [table.cells(number) for number in wanted]
            if wanted:
                changed[path] = table.changed(wanted)
            for row in before:
                after = {name: text for name, text in cells.items() if row.get(name, "") != text}
                was = {name: row.get(name, "") for name in after}
                events.append((path, by.event(decisions.STATES[state], row["concept"].strip(), was, after)))
        return changed, events

    done = several.run([path for path, _ in items], change) if items else several.Several("", ())
    return Bulk(found.decided, found.same, found.untranslated, found.gone, done.group)


def _refuse_unknown(state: str) -> None:
    if state not in decisions.STATES:
        names = ", ".join(filter(None, decisions.STATES))
        raise InputError(f"{state!r} is not a state of a concept", remedy=f"use one of {names}")


def _sorted_out(tables: several.Tables, items: Sequence[Item], state: str) -> tuple[Bulk, list[tuple[Path, int]]]:
    """What can be decided and what cannot, and the rows of what can."""
    numbers = {path: several.numbers(table) for path, table in tables.items()}
    now = {path: _now(tables[path], numbers[path], [c.id for p, c in items if p == path], path) for path in tables}
    decided, same, gone, places = [], [], [], []
    untranslated: list[tuple[Path, Concept, tuple[str, ...]]] = []
    langs = {path: decisions.languages_of(table) for path, table in tables.items()}
    for path, concept in items:
        number = numbers[path].get(concept.id, -1)
        if number < 0 or not _is_as_seen(now[path][concept.id], concept, path):
            gone.append((path, concept))
        elif concept.review == state:
            same.append((path, concept))
        elif state == "approved" and (missing := decisions.untranslated(langs[path], concept)):
            untranslated.append((path, concept, tuple(missing)))
        else:
            decided.append((path, concept))
            places.append((path, number))
    return Bulk(tuple(decided), tuple(same), tuple(untranslated), tuple(gone)), places


def _now(table: Table, numbers: dict[str, int], names: Sequence[str], path: Path) -> dict[str, Concept]:
    """The concepts of some identifiers as they are now."""
    there = [name for name in dict.fromkeys(names) if numbers.get(name, -1) >= 0]
    return dict(zip(there, concepts_at(table, [numbers[name] for name in there], path), strict=True))


def _is_as_seen(now: Concept, seen: Concept, path: Path) -> bool:
    """Is a concept what was seen? A column that was added since makes no difference."""
    return now == seen or not decisions.differing(now, seen, path)
