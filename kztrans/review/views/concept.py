"""The page of one concept: its terms and uses, what was said of it, and what can be decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kztrans.glossary import decisions, history
from kztrans.glossary.record import to_cells
from kztrans.model import Concept
from kztrans.review.deeds import undoable
from kztrans.review.interface import mark
from kztrans.review.listing import PAGE, Query, Row, concept_state, listed
from kztrans.review.occurrences import SHOWN, neighbours_of, occurrences_of, usages_of
from kztrans.review.project import Entry, Terms
from kztrans.review.site import Site, version_of
from kztrans.review.told import Told
from kztrans.review.views.glossary import STATE_NAMES, number_in

__all__ = ["EDITED", "concept_page", "kept_of", "place_of"]

EDITED = ("pos", "definition", "note", "source")
"""What can be edited besides terms."""
PARTS_OF_SPEECH = {
    "noun": mark("noun"),
    "proper noun": mark("proper noun"),
    "verb": mark("verb"),
    "adjective": mark("adjective"),
    "adverb": mark("adverb"),
    "other": mark("other"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a concept in the form: as the user saw it, as it is now, and as they typed it."""

    name: str
    was: str
    now: str
    typed: str

    @property
    def clash(self) -> bool:
        """Did both change it, to different texts?"""
        return self.now not in (self.was, self.typed) and self.typed != self.was

    @property
    def value(self) -> str:
        """What the form shows: what was typed, else what is there now."""
        return self.now if self.typed == self.was else self.typed


@dataclass(frozen=True, slots=True)
class Said:
    """A comment of the thread."""

    who: str
    when: str
    what: str
    text: str


def concept_page(
    site: Site,
    request: Request,
    problem: Told | str = "",
    status: int = 200,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """A concept.

    Args:
        typed: a form that could not be saved: it comes back as it was.
    """
    form = typed or {}
    terms = site.project.terms()
    query = Query.of(form or request.query_params)
    entry = terms.by_id.get(request.query_params.get("id", ""))
    if entry is None:
        what = mark("There is no such concept.")
        return site.page(request, "missing.html", 404, what=what, kept=kept_of(form))
    lint = site.lint(terms)
    rows = listed(terms, query, site.uses.counts(terms), lint.value)
    concept = entry.concept
    start = number_in(request.query_params.get("from", ""))
    occurrences, counts = occurrences_of(site, terms, concept, start)
    cells = to_cells(entry.original, entry.path)
    events = _events(site, entry)
    place = place_of(rows, concept.id)
    return site.page(
        request,
        "concept.html",
        status,
        entry=entry,
        concept=concept,
        cells=cells,
        fields=_fields(terms, concept, cells, form),
        seen=json.dumps({name: text for name, text in cells.items() if text}, ensure_ascii=False),
        changed=_changed(form, cells),
        thread=_thread(events, decisions.comment_of(concept)),
        version=version_of(entry.original),
        findings=lint.value.get(concept.id, []),
        fresh=lint.fresh and site.uses.fresh,
        events=[(event, event.key in undoable(events)) for event in reversed(events)],
        offers=site.deeds.on_concepts(terms, site.reviewer),
        occurrences=occurrences,
        start=start,
        counts=counts,
        usages=usages_of(site, terms, concept),
        neighbours=neighbours_of(terms, concept),
        query=query,
        place=place,
        page_of=(place["number"] - 1) // PAGE + 1 if place["number"] else 0,
        editing="edit" in request.query_params or form.get("do") == "edit",
        problem=problem,
        typed=form,
        state_names=STATE_NAMES,
        parts_of_speech=PARTS_OF_SPEECH,
        concept_state=concept_state,
        shown=SHOWN,
    )


def kept_of(form: Mapping[str, str]) -> dict[str, str]:
    """What somebody typed into a form, to be copied where it cannot be saved."""
    names = [name for name in form if name.startswith("cell.") or name in ("comment", "why", "target")]
    was = {name: form.get(f"was.{name.removeprefix('cell.')}", "") for name in names}
    return {name.removeprefix("cell."): form[name] for name in names if form[name].strip() and form[name] != was[name]}


def place_of(rows: list[Row], concept: str) -> dict[str, Any]:
    """Where a concept stands in the queue, from 1 (0: it is not in it), and its neighbours there."""
    names = [row.concept.id for row in rows]
    if concept not in names:
        return {"number": 0, "of": len(names), "previous": "", "next": names[0] if names else ""}
    at = names.index(concept)
    return {
        "number": at + 1,
        "of": len(names),
        "previous": names[at - 1] if at else "",
        "next": names[at + 1] if at + 1 < len(names) else "",
    }


def _fields(terms: Terms, concept: Concept, cells: Mapping[str, str], form: Mapping[str, str]) -> list[Field]:
    """The columns that can be edited: terms first."""
    langs = terms.languages
    avoided = {term.lang for term in concept.terms if term.status in ("deprecated", "superseded")}
    columns = langs + [f"{lang}:avoid" for lang in langs if lang in ("id", "en") or lang in avoided]
    found = []
    for name in (*columns, *EDITED):
        now = cells.get(name, "")
        was = form.get(f"was.{name}", now)
        found.append(Field(name, was, now, form.get(f"cell.{name}", was)))
    return found


def _changed(form: Mapping[str, str], cells: Mapping[str, str]) -> list[Field]:
    """What is otherwise now than when somebody decided on it."""
    seen: Any = None
    with suppress(ValueError, RecursionError):
        seen = json.loads(form.get("seen", ""))
    if not isinstance(seen, dict):
        return []
    was = {name: text for name, text in seen.items() if isinstance(text, str)}
    names = [name for name in {**was, **cells} if was.get(name, "") != cells.get(name, "")]
    return [Field(name, was.get(name, ""), cells.get(name, ""), "") for name in names]


def _events(site: Site, entry: Entry) -> list[history.Event]:
    """A concept's history, oldest first."""
    if not entry.editable:
        return []
    return history.of_concept(site.deeds.events(entry.path), entry.id)


def _thread(events: list[history.Event], present: str) -> list[Said]:
    """What was said of a concept, oldest first: each comment of the history, and one that stands in the file alone."""
    found: list[Said] = []
    said: set[str] = set()
    for event in events:
        before = dict(event.before).get("comment", "")
        if before and before not in said:
            found.append(Said("", "", "", before))
        said |= {before, event.why}
        if event.why:
            found.append(Said(event.who, event.when, event.what, event.why))
    if present and present not in said:
        found.append(Said("", "", "", present))
    return found
