"""The list of concepts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import ceil

from starlette.requests import Request
from starlette.responses import Response

from kztrans.review.interface import mark
from kztrans.review.listing import DECIDED, PAGE, STATES, Query, concept_state, listed, of_state
from kztrans.review.site import Site
from kztrans.review.told import Told

__all__ = ["STATE_NAMES", "glossary_page", "number_in"]

STATE_NAMES = {
    "unreviewed": mark("not reviewed"),
    "proposed": mark("proposed"),
    "approved": mark("approved"),
    "rejected": mark("rejected"),
    "deprecated": mark("deprecated"),
}


def glossary_page(site: Site, request: Request, problem: Told | str = "", status: int = 200) -> Response:
    """The list of concepts."""
    terms = site.project.terms()
    query = Query.of(request.query_params)
    lint = site.lint(terms)
    whole = listed(terms, replace(query, state=""), site.uses.counts(terms), lint.value, site.uses.inside(terms))
    rows = of_state(whole, query.state)
    page = min(max(number_in(request.query_params.get("page", "")), 1), max(1, ceil(len(rows) / PAGE)))
    template = "rows.html" if request.query_params.get("part") == "rows" else "glossary.html"
    return site.page(
        request,
        template,
        status,
        rows=rows[(page - 1) * PAGE : page * PAGE],
        found=len(rows),
        total=len(terms.entries),
        decided=sum(concept_state(row.concept) in DECIDED for row in whole),
        whole=len(whole),
        page=page,
        pages=max(1, ceil(len(rows) / PAGE)),
        query=query,
        states=Counter(concept_state(c) for c in terms.concepts),
        state_names=STATE_NAMES,
        state_order=STATES,
        problems=Counter(f.check for found in lint.value.values() for f in found),
        domains=terms.domains,
        langs=terms.languages,
        reviewers=sorted({c.reviewer for c in terms.concepts if c.reviewer}),
        fresh=lint.fresh and site.uses.fresh,
        concept_state=concept_state,
        offers=site.deeds.on_concepts(terms, site.reviewer),
        editable=any(entry.editable for entry in terms.entries),
        problem=problem,
    )


def number_in(text: str) -> int:
    """The number that an address carries; 0 where it is none."""
    return int(text) if text.isdecimal() and len(text) < 9 else 0
