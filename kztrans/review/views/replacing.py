"""Finding and replacing in a document, in translations or the source: a preview, then all at once, undone at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
from kztrans.review.alignments import NotAligned
from kztrans.review.asked import Asked, in_source
from kztrans.review.interface import mark
from kztrans.review.project import Document
from kztrans.review.site import Site, go
from kztrans.review.told import Told, told
from kztrans.review.views.asking import ask
from kztrans.review.views.checks import take_back
from kztrans.units.side import one_line

__all__ = ["replacing_page", "save_replaced"]

SHOWN = 100
"""Translations that the preview shows; all are replaced."""
LONGEST = 500
"""Characters that are looked for, or put in."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A text as it is and is to be, in one, with that of the other language beside it."""

    name: str
    source: Markup
    target: Markup
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """What is found: texts and places, and what a form carries to tell whether it is still what the user saw."""

    texts: int
    previews: list[Preview]
    version: str
    places: int
    problem: Told | str = ""


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
    side = "source" if form.get("side") == "source" else "target"
    found = (_in_source if side == "source" else _in_translations)(site, document, wanted)
    return site.page(
        request,
        "replace.html",
        status,
        document=document,
        documents=documents,
        wanted=wanted,
        side=side,
        found=found,
        shown=SHOWN,
        asked="new" in form,
        left=[name.removeprefix("left.") for name in form if name.startswith("left.")],
        problem=problem or found.problem,
        offers=site.deeds.on_documents([document], site.reviewer, translated=side == "target"),
    )


def save_replaced(site: Site, request: Request) -> Response:
    """Replace all that was shown, but for what was to be left."""
    form: dict[str, str] = request.state.form
    document = site.project.documents().get(request.query_params.get("doc", ""))
    if document is None:
        return site.page(request, "missing.html", 404, what=mark("There is no such document."))
    wanted = _wanted(form)
    side = "source" if form.get("side") == "source" else ""
    again = {"q": wanted.query, "case": "1" * wanted.case, "words": "1" * wanted.words, "side": side}
    try:
        if form.get("do") in ("undo", "redo"):
            take_back(site, form)
            return go("/replace", doc=document.name, done="undone" if form["do"] == "undo" else "redone", **again)
        left = [name.removeprefix("left.") for name in form if name.startswith("left.")]
        if side:
            _replace_in_source(site, document, wanted, form.get("version", ""), left)
            return go("/replace", doc=document.name, done="replaced", **again)
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


def _replace_in_source(site: Site, document: Document, wanted: Replacing, version: str, left: Collection[str]) -> None:
    segments = frozenset(int(name) for name in left if name.isascii() and name.isdecimal())
    asked = Asked("replace-source", ((), ()), version=version, replacing=wanted, left=segments)
    site.alignments.change(document, asked, site.used(site.project.terms()), site.reviewer, site.now())
    site.count_uses()


def _in_translations(site: Site, document: Document, wanted: Replacing) -> Found:
    units = found_in(site.project.catalog(document).value, wanted) if wanted.query else []
    previews = []
    for unit in units[:SHOWN]:
        text, count = _marked(inline.without(unit.target, unit.codes), wanted)
        previews.append(Preview(unit_name(unit), escape(unit.source), text, count))
    return Found(len(units), previews, version_of(units), sum(len(spans(unit, wanted)) for unit in units))


def _in_source(site: Site, document: Document, wanted: Replacing) -> Found:
    try:
        alignment = site.alignments.get(document)
    except NotAligned as answer:
        return Found(0, [], "", 0, answer.reason)
    numbers = list(in_source(alignment, wanted))
    texts = {n: one_line(alignment.source.segments[n].text) for n in numbers}
    beads = {n: bead for bead in alignment.beads for n in bead.source}
    previews = []
    for n in numbers[:SHOWN]:
        text, count = _marked(texts[n], wanted)
        beside = alignment.target.text(beads[n].target) if n in beads else ""
        previews.append(Preview(str(n), text, escape(beside), count))
    places = sum(len(wanted.pattern.findall(text)) for text in texts.values())
    return Found(len(numbers), previews, alignment.version, places)


def _marked(text: str, wanted: Replacing) -> tuple[Markup, int]:
    """A text with what goes and what comes marked, and in how many places."""
    parts: list[Markup] = []
    last = 0
    for match in wanted.pattern.finditer(text):
        parts.append(escape(text[last : match.start()]))
        parts.append(Markup("<del>{}</del><ins>{}</ins>").format(match[0], wanted.instead(match)))
        last = match.end()
    return Markup("").join([*parts, escape(text[last:])]), len(parts) // 2
