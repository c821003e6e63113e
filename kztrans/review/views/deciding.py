"""What is done on a concept's page: decisions, comments, edits, and undoing them."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from kztrans.deeds import OfAnother, again, last
from kztrans.errors import InputError
from kztrans.glossary import decisions, history
from kztrans.glossary.changing import By
from kztrans.glossary.decisions import Conflict
from kztrans.glossary.record import from_cells, to_cells
from kztrans.model import Concept
from kztrans.review.editing import wanted
from kztrans.review.interface import mark
from kztrans.review.listing import Query
from kztrans.review.project import Entry
from kztrans.review.queue import queue_of
from kztrans.review.site import Site, go, version_of
from kztrans.review.told import told
from kztrans.review.views.asking import ask
from kztrans.review.views.concept import concept_page, kept_of
from kztrans.review.views.glossary import STATE_NAMES
from kztrans.review.views.shaping import delete, move
from kztrans.review.views.undoing import take_back

__all__ = ["save_concept"]


def save_concept(site: Site, request: Request) -> Response:
    """What was done on a concept's page."""
    form: dict[str, str] = request.state.form
    terms = site.project.terms()
    query = Query.of(form)
    entry = terms.by_id.get(request.query_params.get("id", ""))
    if entry is None:
        what = mark("There is no such concept.")
        return site.page(request, "missing.html", 404, what=what, kept=kept_of(form))
    if not entry.editable:
        what = mark("This glossary is not part of the project: it is shown only.")
        return concept_page(site, request, what, 403, form)
    following = queue_of(site, terms, query, entry.concept.id).next
    try:
        done = _ACTIONS.get(form.get("do", ""), _unknown)(site, entry, form)
    except OfAnother as other:
        return ask(site, request, other, form)
    except InputError as error:
        return concept_page(site, request, told(error), 409 if isinstance(error, Conflict) else 422, form)
    site.uses.counts(site.project.terms())  # read now, so that the next page need not
    if done == "deleted" and not following:
        return go("/glossary", done=done, **query.fields())
    onward = done == "deleted" or (done in STATE_NAMES and form.get("queue") and following)
    on = following if onward else entry.concept.id
    return go("/concept", id=on, done=done, was=entry.concept.id if on == following else "", **query.fields())


def _decide(site: Site, entry: Entry, form: Mapping[str, str]) -> str:
    state, comment = _asked(site, form)
    concept = entry.original
    if form.get("version", "" if state != "comment" else version_of(concept)) != version_of(concept):
        if _is_so(concept, state, comment, site.reviewer):
            return state if state in STATE_NAMES else "commented"  # the same form came twice
        raise Conflict(entry.path, entry.id, concept, ())
    by = {"reviewer": site.reviewer, "date": site.now()}
    if state == "comment":
        change = decisions.comment(entry.path, entry.id, comment, seen=concept, **by)
        site.project.remember_decision(entry.path, change)
        return "commented"
    decided = "" if state == "unreviewed" else state
    change = decisions.decide(entry.path, entry.id, decided, comment=comment or None, seen=concept, **by)
    site.project.remember_decision(entry.path, change)
    return state


def _asked(site: Site, form: Mapping[str, str]) -> tuple[str, str]:
    """The state that a form asks for (or ``comment``), and the comment.

    Raises:
        InputError: it asks for nothing that there is, or its comment is none.
    """
    state = form.get("decision", "")
    comment = form.get("comment", "").strip()
    if state != "comment" and state not in STATE_NAMES:
        raise InputError("no decision was made", remedy="use the buttons of the page")
    if state == "comment" and not comment:
        raise InputError("there is no comment", remedy="write one")
    By.checked(site.reviewer, site.now(), comment)
    return state, comment


def _is_so(concept: Concept, state: str, comment: str, who: str) -> bool:
    """Is a concept what this person's decision makes of it already?"""
    if comment and decisions.comment_of(concept) != " ".join(comment.split()):
        return False
    return state == "comment" or (concept.review == state and concept.reviewer == who)


def _edit(site: Site, entry: Entry, form: Mapping[str, str]) -> str:
    """Columns that the user changed are written; others stay as somebody else may have left them.

    A decision that was made while the form was open comes after: it saves first, unless the decision would be refused.
    """
    decision = form.get("decision", "")
    if decision:
        _asked(site, form)
        if form.get("version", "") != version_of(entry.original):
            raise Conflict(entry.path, entry.id, entry.original, ())
    before, after = wanted(form, to_cells(entry.original, entry.path), entry.path)
    change = decisions.edit(
        entry.path,
        from_cells(before, entry.path),
        from_cells(after, entry.path),
        reviewer=site.reviewer,
        date=site.now(),
        comment=form.get("why", ""),
        approving=decision == "approved",
    )
    if not decision or change.concept is None:
        return "edited"
    decided = Entry(change.concept, entry.path, entry.number, entry.editable, entry.id)
    return _decide(site, decided, {**form, "version": version_of(change.concept)})


def _undo(site: Site, entry: Entry, form: Mapping[str, str]) -> str:
    """Undo the event that is named, else the last one of the reviewer's own on the concept; or do it again."""
    event, own = form.get("event", ""), history.of_concept(site.deeds.events(entry.path), entry.id)
    if not event and form.get("do") == "redo":
        found = again(own, site.reviewer)
        event = found[0].key if found else ""
    elif not event:
        undone = last(own, site.reviewer)
        event = undone.key if undone else ""
    if not event:
        raise InputError("nothing to undo", remedy="look at the history")
    return take_back(site, event, others=bool(form.get("others")))


def _unknown(site: Site, entry: Entry, form: Mapping[str, str]) -> str:
    del site, entry, form
    raise InputError("nothing was done", remedy="use the buttons of the page")


_ACTIONS = {"decide": _decide, "edit": _edit, "undo": _undo, "redo": _undo, "delete": delete, "move": move}
