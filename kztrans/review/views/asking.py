"""A question before something is done that may be meant otherwise: undoing what another person did."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kztrans.deeds import OfAnother
from kztrans.review.site import Site

__all__ = ["ask"]


def ask(site: Site, request: Request, other: OfAnother, form: dict[str, str]) -> Response:
    """Ask whether another person's deed is to be undone; the form comes back with ``others`` then."""
    return site.page(request, "ask.html", 409, who=other.who, fields={**form, "others": "1"})
