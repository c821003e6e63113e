"""Which address leads to which page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kztrans.errors import InputError
from kztrans.review.interface import LANGUAGES, mark
from kztrans.review.security import Guard
from kztrans.review.site import HERE, LANGUAGE_COOKIE, Site, go
from kztrans.review.views.alignment import alignment_page, save_beads
from kztrans.review.views.beside import beside_part, no_beside
from kztrans.review.views.bulk import bulk_page, save_bulk
from kztrans.review.views.candidates import candidates_page, save_candidate
from kztrans.review.views.checks import checks_page, save_unit
from kztrans.review.views.concept import concept_page
from kztrans.review.views.concordance import concordance_page
from kztrans.review.views.deciding import save_concept
from kztrans.review.views.files import files_page
from kztrans.review.views.glossary import glossary_page
from kztrans.review.views.progress import progress_page
from kztrans.review.views.replacing import replacing_page, save_replaced
from kztrans.review.views.shaping import merge_page, new_page, save_merge, save_new
from kztrans.review.views.undoing import nothing_here, save_undo

__all__ = ["create_app"]

View = Callable[[Site, Request], Response]

PAGES: dict[str, tuple[View, View | None]] = {
    "/": (progress_page, None),
    "/glossary": (glossary_page, None),
    "/concept": (concept_page, save_concept),
    "/new": (new_page, save_new),
    "/merge": (merge_page, save_merge),
    "/candidates": (candidates_page, save_candidate),
    "/bulk": (bulk_page, save_bulk),
    "/undo": (nothing_here, save_undo),
    "/align": (alignment_page, save_beads),
    "/checks": (checks_page, save_unit),
    "/replace": (replacing_page, save_replaced),
    "/beside": (no_beside, beside_part),
    "/concordance": (concordance_page, None),
    "/files": (files_page, None),
    "/help": (lambda site, request: site.page(request, "help.html"), None),
}
"""Addresses, each with what shows the page and what takes its forms."""


def create_app(site: Site, port: int) -> ASGIApp:
    """The application for a site, behind its gate."""
    routes: list[Route | Mount] = [
        Route(path, _served(site, show, take), methods=["GET", "POST"] if take else ["GET"])
        for path, (show, take) in PAGES.items()
    ]
    routes.append(Route("/language", _served(site, _no_page, _choose_language), methods=["POST"]))
    routes.append(Mount("/static", StaticFiles(directory=HERE / "static")))
    inner = Starlette(routes=routes, exception_handlers={404: _missing(site), 405: _missing(site)})
    return Guard(inner, site.secrets, port, site.announce)


def _served(site: Site, show: View, take: View | None) -> Callable[[Request], Response]:
    def serve(request: Request) -> Response:
        try:
            return take(site, request) if take and request.method == "POST" else show(site, request)
        except InputError as error:
            return site.page(request, "missing.html", 422, what=str(error))

    return serve


def _missing(site: Site) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 404)
        if PurePosixPath(request.url.path).is_relative_to("/static"):
            return PlainTextResponse("There is no such file.\n", status)
        return site.page(request, "missing.html", status, what=mark("There is no such page."))

    return answer


def _no_page(site: Site, request: Request) -> Response:
    return site.page(request, "missing.html", 404, what=mark("There is no such page."))


def _choose_language(site: Site, request: Request) -> Response:
    """Remember the interface's language, and lead back to the page."""
    del site
    form: dict[str, str] = request.state.form
    back = form.get("back", "/")
    inside = back.startswith("/") and not back.startswith("//") and "\\" not in back
    answer = go("/")
    answer.headers["location"] = back if inside and back.isascii() and back.isprintable() else "/"
    if form.get("language", "") in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, form["language"], max_age=86400 * 365, httponly=True, samesite="strict")
    return answer
