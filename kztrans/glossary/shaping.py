"""Changing which concepts there are: two made one, one moved to another file. Each is one deed, undone as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary import decisions, several
from kztrans.glossary.changing import By, refuse_taken, row_of
from kztrans.glossary.columns import BETWEEN, ordered
from kztrans.glossary.history import Event
from kztrans.glossary.record import header, to_cells
from kztrans.glossary.rows import Table
from kztrans.model import Concept, Term

__all__ = ["CHOSEN", "FORMERLY", "formerly", "merge", "move", "united"]

FORMERLY = "formerly"
"""The column of the identifiers that a concept took over from those that were merged into it."""
CHOSEN = ("pos", "subject", "definition", "advice", "note", "risk", "valid", "source")
"""Fields of which one concept's text is taken."""


def formerly(concept: Concept) -> list[str]:
    """The identifiers of the concepts that were merged into this one."""
    return [name for name in dict(concept.extra).get(FORMERLY, "").split(BETWEEN) if name]


def united(kept: Concept, other: Concept, theirs: Collection[str] = ()) -> Concept:
    """Two concepts as one: the terms of both, of every field the first one's text, or the other's where it has none.

    A term that both have is as the first one has it. What the other one prefers is admitted where the first prefers
    something else.

    Args:
        theirs: fields that are taken from the other one.
    """
    fields = {name: _chosen(name, kept, other, theirs) for name in CHOSEN}
    extra = {name: text for name, text in other.extra if text} | {name: text for name, text in kept.extra if text}
    extra[decisions.COMMENT] = decisions.comment_of(kept)
    extra[FORMERLY] = BETWEEN.join(dict.fromkeys([*formerly(kept), other.id, *formerly(other)]))
    return replace(
        kept,
        terms=_terms(kept, other),
        excluded=_both(kept.excluded, other.excluded),
        required=_both(kept.required, other.required),
        examples=_both(kept.examples, other.examples),
        relations=_related(_joined(kept.relations, other.relations), {kept.id: "", other.id: ""}),
        extra=tuple((name, text) for name, text in extra.items() if text),
        **fields,
    )


def merge(
    kept: tuple[Path, Concept],
    other: tuple[Path, Concept],
    paths: Iterable[Path],
    *,
    reviewer: str,
    date: str,
    comment: str = "",
    theirs: Collection[str] = (),
) -> several.Several:
    """Make one concept of two: the first stays, the other one goes, and what was related to that is to the first.

    An approved concept is no longer approved where its terms or its definition change.

    Args:
        kept: the concept that stays, as it was seen, and its file.
        other: the one that goes.
        paths: the files whose concepts may be related to it.
        theirs: see ``united``.

    Raises:
        Conflict: one of them is not what was seen.
        InputError: they are one, or a file cannot be read or written.
    """
    if kept[0] == other[0] and kept[1].id == other[1].id:
        raise InputError("a concept cannot be merged with itself", path=kept[0], remedy="name another")
    by = By.checked(reviewer, date, comment)

    def change(tables: several.Tables) -> several.Changes:
        rows = [_row(tables[path], concept, path) for path, concept in (kept, other)]
        before = tables[kept[0]].cells(rows[0])
        wanted = to_cells(united(kept[1], other[1], theirs), kept[0])
        after = {name: text for name, text in wanted.items() if before.get(name, "").strip() != text}
        if before.get("review", "").strip() == "approved" and any(map(decisions.is_approved_of, after)):
            after |= decisions.cells_of_decision("", by)
        after = {name: text for name, text in after.items() if before.get(name, "") != text}
        gone = {name: text for name, text in tables[other[0]].cells(rows[1]).items() if text}
        changed = {kept[0]: tables[kept[0]].replaced(rows[0], after)}
        was = {name: before.get(name, "") for name in after}
        events = [(kept[0], by.event("merge", kept[1].id, was, after))]
        names = {other[1].id: kept[1].id}
        for path in tables:
            table, related = _renamed(changed.get(path, tables[path]), names, by, {kept[1].id, other[1].id})
            events += [(path, event) for event in related]
            if related:
                changed[path] = table
        table = changed.get(other[0], tables[other[0]])
        changed[other[0]] = table.without(row_of(table, other[1].id, other[0]))
        return changed, [*events, (other[0], by.event("merge", other[1].id, gone, {}))]

    return several.run({*paths, kept[0], other[0]}, change)


def move(
    source: Path, concept: Concept, target: Path, *, reviewer: str, date: str, comment: str = ""
) -> several.Several:
    """Move a concept to another file, which is made where it is not there; its domain is that file's then.

    Args:
        concept: as it was seen.

    Raises:
        Conflict: it is not what was seen.
        InputError: its identifier is taken there, it is there already, or a file cannot be read or written.
    """
    if source == target:
        raise InputError("the concept is in that file already", path=target, remedy="name another")
    by = By.checked(reviewer, date, comment)

    def change(tables: several.Tables) -> several.Changes:
        number = _row(tables[source], concept, source)
        refuse_taken(tables[target], concept.id, target)
        gone = {name: text for name, text in tables[source].cells(number).items() if text}
        come = {name: text for name, text in gone.items() if name != "domain"}
        changed = {source: tables[source].without(number), target: tables[target].appended(come)}
        events: list[tuple[Path, Event]] = [
            (target, by.event("move", concept.id, {}, come)),
            (source, by.event("move", concept.id, gone, {})),
        ]
        return changed, events

    return several.run({source, target}, change, {target: header(to_cells(concept, source))})


def _row(table: Table, concept: Concept, path: Path) -> int:
    if not table.find("concept", concept.id):
        raise decisions.Conflict(path, concept.id, None, ())
    number = row_of(table, concept.id, path)
    decisions.as_seen(table, number, concept, path)
    return number


def _renamed(table: Table, names: dict[str, str], by: By, out: Collection[str]) -> tuple[Table, list[Event]]:
    """A table whose concepts are related to others by their new names; those in ``out`` stay as they are."""
    if "relations" not in table.columns:
        return table, []
    at, changes, events = table.columns.index("relations"), {}, []
    for number in range(len(table.rows)):
        text = table.cell(number, at)
        new = _related(text, names)
        if not text or new == text:
            continue
        name = table.cells(number)["concept"].strip()
        if name not in out:
            changes[number] = {"relations": new}
            events.append(by.event("edit", name, {"relations": text}, {"relations": new}))
    return table.changed(changes), events


def _related(relations: str, names: dict[str, str]) -> str:
    """Relations with other names of concepts; those whose name is empty are left out."""
    if not any(name in relations for name in names):
        return relations
    found: dict[str, None] = {}
    for relation in relations.split(BETWEEN):
        kind, colon, name = relation.partition(": ")
        new = names.get(name.strip(), name)
        if new:
            found[f"{kind}{colon}{new}"] = None
    return BETWEEN.join(found)


def _terms(kept: Concept, other: Concept) -> tuple[Term, ...]:
    there = {(term.lang, term.region, term.text.casefold()) for term in kept.terms}
    chosen = {term.lang for term in kept.terms if term.status == "preferred"}
    new = [term for term in other.terms if (term.lang, term.region, term.text.casefold()) not in there]
    new = [
        replace(term, status="admitted") if term.status == "preferred" and term.lang in chosen else term for term in new
    ]
    return ordered([*kept.terms, *new])


def _chosen(name: str, kept: Concept, other: Concept, theirs: Collection[str]) -> str:
    own, others = str(getattr(kept, name)), str(getattr(other, name))
    return others if name in theirs or not own else own


def _both(own: tuple[tuple[str, str], ...], others: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(dict.fromkeys((*own, *others)), key=lambda pair: pair[0]))


def _joined(own: str, others: str) -> str:
    return BETWEEN.join(dict.fromkeys(filter(None, (*own.split(BETWEEN), *others.split(BETWEEN)))))
