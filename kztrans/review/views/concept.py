"""The page of one concept: its terms and uses, what was said of it, and what can be decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kztrans.glossary import decisions
from kztrans.glossary.columns import BETWEEN
from kztrans.glossary.record import to_cells
from kztrans.jobs.project_glossary import NEVER
from kztrans.review.editing import STATUSES, TYPES, Field, fields, seen_in, term_rows
from kztrans.review.interface import mark
from kztrans.review.listing import Query, concept_state
from kztrans.review.occurrences import SHOWN, neighbours_of, occurrences_of, term_counts, usages_of
from kztrans.review.project import Entry, Terms
from kztrans.review.queue import next_domain, queue_of
from kztrans.review.said import events_of, history_of, thread
from kztrans.review.site import Site, go, version_of
from kztrans.review.told import Told
from kztrans.review.views.glossary import STATE_NAMES, number_in

__all__ = ["PARTS_OF_SPEECH", "concept_page", "files_of", "kept_of"]

PARTS_OF_SPEECH = {
    "noun": mark("noun"),
    "proper noun": mark("proper noun"),
    "verb": mark("verb"),
    "adjective": mark("adjective"),
    "adverb": mark("adverb"),
    "other": mark("other"),
}


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
    name = request.query_params.get("id", "")
    entry = terms.by_id.get(name)
    if entry is None and name in terms.by_former and not form:
        return go("/concept", id=terms.by_former[name], **query.fields())
    if entry is None:
        what = mark("There is no such concept.")
        return site.page(request, "missing.html", 404, what=what, kept=kept_of(form))
    lint = site.lint(terms)
    events = events_of(site.deeds, entry)
    return site.page(
        request,
        "concept.html",
        status,
        entry=entry,
        concept=entry.concept,
        version=version_of(entry.original),
        thread=thread(events, decisions.comment_of(entry.concept)),
        events=history_of(site.deeds, events),
        offers=site.deeds.on_concepts(terms, site.reviewer),
        findings=lint.value.get(entry.concept.id, []),
        fresh=lint.fresh and site.uses.fresh,
        query=query,
        place=queue_of(site, terms, query, entry.concept.id),
        following=next_domain(terms, entry.concept.domain),
        problem=problem,
        typed=form,
        state_names=STATE_NAMES,
        parts_of_speech=PARTS_OF_SPEECH,
        concept_state=concept_state,
        **_in_texts(site, terms, entry, number_in(request.query_params.get("from", ""))),
        **_form(site, terms, entry, form, "edit" in request.query_params or form.get("do") == "edit"),
        **_shaped(site, terms, entry, form.get("do", "") or request.query_params.get("ask", "")),
    )


def kept_of(form: Mapping[str, str]) -> dict[str, str]:
    """What somebody typed into a form, to be copied where it cannot be saved."""
    names = [n for n in form if n.startswith("cell.") or n.endswith(".text") or n in ("comment", "why", "target")]
    was = {name: form.get(f"was.{name.removeprefix('cell.')}", "") for name in names}
    return {name.removeprefix("cell."): form[name] for name in names if form[name].strip() and form[name] != was[name]}


def files_of(site: Site, without: Path | None = None) -> dict[str, Path]:
    """The glossary's files that concepts can be put into, by their names, which are the domains."""
    decided = site.project.decided or site.project.decided_paths()
    paths = [path for path in decided if path.name != NEVER]
    names = [path.stem for path in paths]
    return {path.stem: path for path in paths if path != without and names.count(path.stem) == 1}


def _in_texts(site: Site, terms: Terms, entry: Entry, start: int) -> dict[str, Any]:
    """Where the concept stands, and what was written for it."""
    occurrences, counts = occurrences_of(site, terms, entry.concept, start)
    return {
        "occurrences": occurrences,
        "start": start,
        "shown": SHOWN,
        "counts": counts,
        "usages": usages_of(site, terms, entry.concept),
        "neighbours": neighbours_of(terms, entry.concept),
    }


def _form(site: Site, terms: Terms, entry: Entry, form: Mapping[str, str], editing: bool) -> dict[str, Any]:
    """What the form shows, and what has changed since it was opened."""
    cells = to_cells(entry.original, entry.path)
    uses = term_counts(site, terms, entry.concept)
    first, more, clashes = fields(cells, form, terms.languages, entry.path)
    return {
        "editing": editing,
        "seen": json.dumps({name: text for name, text in cells.items() if text}, ensure_ascii=False),
        "changed": _changed(form, cells),
        "first": first,
        "more": more,
        "clashes": clashes,
        "term_rows": term_rows(entry.concept, form, uses, terms.languages) if editing else [],
        "term_uses": uses,
        "statuses": STATUSES,
        "types": TYPES,
        "langs": terms.languages,
    }


def _shaped(site: Site, terms: Terms, entry: Entry, asked: str) -> dict[str, Any]:
    """What is needed to move, delete or merge a concept."""
    close = [c for c in terms.concepts if entry.id in c.relations]
    related = [c for c in close if any(r.endswith(f": {entry.id}") for r in c.relations.split(BETWEEN))]
    return {"asked": asked, "related": related, "files": list(files_of(site, entry.path)) if entry.editable else []}


def _changed(form: Mapping[str, str], cells: Mapping[str, str]) -> list[Field]:
    """What is otherwise now than when somebody decided on it."""
    was = seen_in(form)
    if was is None:
        return []
    names = [name for name in {**was, **cells} if was.get(name, "") != cells.get(name, "")]
    return [Field(name, was.get(name, ""), cells.get(name, ""), "") for name in names]
