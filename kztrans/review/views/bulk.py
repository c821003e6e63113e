"""One decision on all concepts of a filtered list: what it would do first, then one deed."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from kztrans.errors import InputError
from kztrans.glossary import bulk
from kztrans.review.interface import mark
from kztrans.review.listing import Query, Row, listed
from kztrans.review.site import Site, go, version_of
from kztrans.review.told import Refused, Told, told
from kztrans.review.views.glossary import STATE_NAMES

__all__ = ["bulk_page", "save_bulk"]

WAYS = ("approved", "rejected", "deprecated", "proposed", "unreviewed")
SHOWN = 200
"""Concepts that are named; of more there is the number."""


def bulk_page(site: Site, request: Request, problem: Told | str = "", status: int = 200) -> Response:
    """What a decision on the list would do."""
    form: dict[str, str] = getattr(request.state, "form", None) or {}
    query = Query.of(form or request.query_params)
    wanted = form.get("decision", "") or request.query_params.get("decision", "")
    wanted = wanted if wanted in WAYS else WAYS[0]
    rows = _rows(site, query)
    can = [row for row in rows if row.entry.editable]
    tried = bulk.trial([(r.entry.path, r.entry.original) for r in can], _state(wanted))
    return site.page(
        request,
        "bulk.html",
        status,
        query=query,
        ways=WAYS,
        wanted=wanted,
        state_names=STATE_NAMES,
        tried=tried,
        locked=[row.concept for row in rows if not row.entry.editable],
        found=len(rows),
        version=_version(rows),
        most=SHOWN,
        typed=form,
        problem=problem,
    )


def save_bulk(site: Site, request: Request) -> Response:
    """Decide on all concepts of the list, if it is still what the preview showed."""
    form: dict[str, str] = request.state.form
    query = Query.of(form)
    rows = _rows(site, query)
    try:
        if form.get("decision", "") not in WAYS:
            raise InputError("no decision was made", remedy="use the buttons of the page")
        if form.get("version", "") != _version(rows):
            raise Refused(mark("The list has changed since you saw it. Nothing is written; look at it again."))
        bulk.decide_all(
            [(row.entry.path, row.entry.original) for row in rows if row.entry.editable],
            _state(form["decision"]),
            reviewer=site.reviewer,
            date=site.now(),
            comment=form.get("comment", ""),
        )
    except InputError as error:
        return bulk_page(site, request, told(error), 409 if isinstance(error, Refused) else 422)
    return go("/glossary", done="decided", **query.fields())


def _rows(site: Site, query: Query) -> list[Row]:
    terms = site.project.terms()
    return listed(terms, query, site.uses.counts(terms), site.lint(terms, 20 if query.problem else 0).value)


def _state(decision: str) -> str:
    return "" if decision == "unreviewed" else decision


def _version(rows: list[Row]) -> str:
    """What tells whether the list, and each concept of it, is what was shown."""
    lines = [f"{row.entry.path} {version_of(row.entry.original)}" for row in rows]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]
