"""Undoing what was decided on concepts, by the key that the page names, and doing it again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kztrans.deeds import OfAnother
from kztrans.errors import InputError
from kztrans.glossary import decisions
from kztrans.glossary.undoing import undo_group
from kztrans.review.interface import mark
from kztrans.review.listing import Query
from kztrans.review.site import Site, go
from kztrans.review.told import Told, told
from kztrans.review.views.asking import ask
from kztrans.review.views.concept import concept_page
from kztrans.review.views.glossary import glossary_page

__all__ = ["back", "nothing_here", "save_undo", "take_back"]

BACK = {"candidates": "/candidates"}
"""Pages that an undo leads back to, by the names that forms call them."""


def save_undo(site: Site, request: Request) -> Response:
    """Undo, or do again, the deed of the key in the form."""
    form: dict[str, str] = request.state.form
    name = request.query_params.get("id", "")
    try:
        done = take_back(site, form.get("event", ""), others=bool(form.get("others")))
    except OfAnother as other:
        return ask(site, request, other, form)
    except InputError as error:
        return back(site, request, _told(error, name), 409 if isinstance(error, decisions.Conflict) else 422)
    query = Query.of(form).fields()
    if form.get("back", "") in BACK:
        return go(BACK[form["back"]], done=done)
    if name in site.project.terms().by_id:
        return go("/concept", id=name, done=done, **query)
    return go("/glossary", done=done, **query)


def _told(error: InputError, page: str) -> Told:
    """What is said of an undo that was refused: with the concept's name, where it is another than the page's."""
    if not isinstance(error, decisions.Conflict) or error.name == page:
        return told(error)
    names = {"concept": error.name, "names": ", ".join(error.columns) or "—"}
    return Told(mark("“%(concept)s” was changed since: %(names)s. Nothing is undone."), names)


def take_back(site: Site, key: str, others: bool) -> str:
    """Undo the event of a key, with all events of its deed; what the page is to say: ``undone`` or ``redone``.

    Raises:
        Conflict: something was changed since; nothing is written.
        OfAnother: it is another person's.
        InputError: there is no such event.
    """
    found = site.deeds.place_of(key)
    if found is None:
        raise InputError("no such event, or it is undone already", remedy="look at the history")
    path, event = found
    by = {"reviewer": site.reviewer, "date": site.now()}
    if event.group:
        undo_group(site.project.decided_paths(), event.group, others=others, **by)
    else:
        decisions.undo(path, concept_id=event.concept, event=key, others=others, **by)
    return "redone" if event.undoes else "undone"


def back(site: Site, request: Request, problem: Told | str, status: int) -> Response:
    """The page that a form came from, with what could not be done: the concept's, else the list."""
    if request.query_params.get("id", "") in site.project.terms().by_id:
        return concept_page(site, request, problem, status)
    return glossary_page(site, request, problem, status)


def nothing_here(site: Site, request: Request) -> Response:
    """An address that takes forms only."""
    return site.page(request, "missing.html", 404, what=mark("There is no such page."))
