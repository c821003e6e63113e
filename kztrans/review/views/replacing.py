"""Finding and replacing in the translations of a document: a preview first, then all at once, undone at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from kztrans import inline
from kztrans.deeds import OfAnother
from kztrans.errors import InputError
from kztrans.merging.deeds import Deed, shortened
from kztrans.merging.edit import unit_name
from kztrans.merging.replacing import Replacing, apply_all, found_in, spans, version_of
from kztrans.model import Unit
from kztrans.review.interface import mark
from kztrans.review.site import Site, go
from kztrans.review.told import Told, told
from kztrans.review.views.asking import ask
from kztrans.review.views.checks import take_back

__all__ = ["replacing_page", "save_replaced"]

SHOWN = 100
"""Translations that the preview shows; all are replaced."""
LONGEST = 500
"""Characters that are looked for, or put in."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A translation as it is and is to be, in one text."""

    unit: Unit
    name: str
    text: Markup
    count: int


def replacing_page(
    site: Site,
    request: Request,
    problem: Told | str = "",
    status: int = 200,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """What is found, with what would stand there."""
    documents = site.project.documents()
    form = typed or request.query_params
    document = documents.get(request.query_params.get("doc", ""))
    if document is None:
        what = mark("There is no such document.")
        return site.page(request, "missing.html", 404, what=what)
    wanted = _wanted(form)
    units = found_in(site.project.catalog(document).value, wanted) if wanted.query else []
    shown = [_preview(unit, wanted) for unit in units[:SHOWN]]
    return site.page(
        request,
        "replace.html",
        status,
        document=document,
        documents=documents,
        wanted=wanted,
        previews=shown,
        units=len(units),
        places=sum(len(spans(unit, wanted)) for unit in units),
        shown=SHOWN,
        version=version_of(units),
        asked="new" in form,
        left=[name.removeprefix("left.") for name in form if name.startswith("left.")],
        problem=problem,
        offers=site.deeds.on_documents([document], site.reviewer, translated=True),
    )


def save_replaced(site: Site, request: Request) -> Response:
    """Replace all that was shown, but for what was to be left."""
    form: dict[str, str] = request.state.form
    document = site.project.documents().get(request.query_params.get("doc", ""))
    if document is None:
        return site.page(request, "missing.html", 404, what=mark("There is no such document."))
    wanted = _wanted(form)
    again = {"q": wanted.query, "case": "1" * wanted.case, "words": "1" * wanted.words}
    try:
        if form.get("do") in ("undo", "redo"):
            take_back(site, form)
            return go("/replace", doc=document.name, done="undone" if form["do"] == "undo" else "redone", **again)
        left = [name.removeprefix("left.") for name in form if name.startswith("left.")]
        deed = Deed(0, site.now(), site.reviewer, "replace", shortened(f"{wanted.query} → {wanted.new}"))
        site.alignments.saved(
            document,
            lambda catalog: apply_all(catalog, wanted, form.get("version", ""), left),
            found_in(site.project.catalog(document).value, wanted),
            deed,
        )
    except OfAnother as other:
        return ask(site, request, other, form)
    except InputError as error:
        return replacing_page(site, request, told(error), 409, form)
    return go("/replace", doc=document.name, done="replaced", **again)


def _wanted(form: Mapping[str, str]) -> Replacing:
    query, new = (form.get(name, "")[:LONGEST] for name in ("q", "new"))
    return Replacing(query.strip(), new, bool(form.get("case")), bool(form.get("words")))


def _preview(unit: Unit, wanted: Replacing) -> Preview:
    text = inline.without(unit.target, unit.codes)
    parts: list[Markup] = []
    last = 0
    for match in wanted.pattern.finditer(text):
        parts.append(escape(text[last : match.start()]))
        parts.append(Markup("<del>{}</del><ins>{}</ins>").format(match[0], wanted.instead(match)))
        last = match.end()
    return Preview(unit, unit_name(unit), Markup("").join([*parts, escape(text[last:])]), len(parts) // 2)
