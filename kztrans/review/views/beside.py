"""What stands beside a translation while it is written, as a part of the page that asks for it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kztrans.review.beside import beside
from kztrans.review.interface import mark
from kztrans.review.site import Site
from kztrans.review.views.checks import SEVERITIES

__all__ = ["beside_part", "no_beside"]


def beside_part(site: Site, request: Request) -> Response:
    """The part of the page for what is written so far."""
    form: dict[str, str] = request.state.form
    document = site.project.documents().get(form.get("document", ""))
    if document is None:
        return site.page(request, "missing.html", 404, what=mark("There is no such document."))
    shown = beside(site, document, form.get("source", ""), form.get("target", ""), form.get("unit", ""))
    return site.page(request, "beside.html", document=document, beside=shown, severities=SEVERITIES)


def no_beside(site: Site, request: Request) -> Response:
    """The part has no page of its own."""
    return site.page(request, "missing.html", 404, what=mark("There is no such page."))
