"""The alignment of a document: beads as bands, the picture of the path, and what is done to beads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kztrans.deeds import OfAnother
from kztrans.errors import InputError
from kztrans.review.alignments import NotAligned
from kztrans.review.asked import Alignment
from kztrans.review.dotplot import plot
from kztrans.review.interface import mark
from kztrans.review.project import Document
from kztrans.review.site import Site, go
from kztrans.review.told import Told, told
from kztrans.review.views.asking import ask
from kztrans.review.views.bands import LEVELS, bands
from kztrans.review.views.pairing import asked_of, pick_of

__all__ = ["alignment_page", "save_beads"]

SHOWN = 40
"""Beads on a page."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """The doubtful pairs, and the ways to others from the one where one is."""

    numbers: tuple[int, ...]
    after: int | None
    before: int | None
    worse: int | None
    """The next one by doubt: the worst first, and from the least doubtful one again the worst."""


def _first(site: Site) -> str:
    """The document that is shown unasked: the first that has a translated text."""
    documents = site.project.documents()
    aligned = (name for name, document in documents.items() if site.project.text_files(document)[1] is not None)
    return next(aligned, next(iter(documents)))


def alignment_page(
    site: Site,
    request: Request,
    problem: Told | str = "",
    status: int = 200,
    number: str = "",
    typed: Mapping[str, str] | None = None,
) -> Response:
    """The beads of a document.

    Args:
        number: the bead at which something was refused, from 0.
        typed: the form that could not be saved.
    """
    documents = site.project.documents()
    if not documents:
        return site.page(request, "missing.html", what=mark("There are no documents yet: run kztrans align first."))
    document = documents.get(request.query_params.get("doc", "") or _first(site))
    if document is None:
        return site.page(request, "missing.html", 404, what=mark("There is no such document."))
    try:
        alignment = site.alignments.get(document)
    except NotAligned as answer:
        return site.page(request, "unaligned.html", document=document, documents=documents, answer=answer, bad=None)
    except InputError as error:
        return _unreadable(site, request, document, error, typed or {})
    beads = alignment.beads
    wanted = request.query_params.get("number", "")
    if wanted:
        there = min(max(_number(wanted), 1), max(len(beads), 1)) - 1
        return go("/align", doc=document.name, bead=str(there), anchor=f"b{there}")
    at = min(_number(number or request.query_params.get("bead", "")), max(len(beads) - 1, 0))
    first = at - at % SHOWN
    last = min(first + SHOWN, len(beads))
    form = typed or {}
    edit = "target" if form.get("do") == "text" else request.query_params.get("edit", "")
    return site.page(
        request,
        "alignment.html",
        status,
        document=document,
        documents=documents,
        alignment=alignment,
        bands=bands(site, document, alignment, first, last),
        at=at,
        first=first,
        last=last,
        doubts=_doubts(alignment, at),
        unsure=sum(not alignment.is_hand(bead) for bead in beads[: at + 1]),
        plot=plot(alignment, first, last),
        levels=LEVELS,
        shown=SHOWN,
        offers=site.deeds.on_documents([document], site.reviewer, translated=False),
        problem=problem,
        refused=bool(number),
        pick=pick_of(request.query_params.get("pick", "") or form.get("pick", "")),
        edit=edit if edit in ("source", "target") else "",
        typed=form,
    )


def _unreadable(
    site: Site, request: Request, document: Document, error: InputError, typed: Mapping[str, str]
) -> Response:
    """What is wrong with a file of the document, where, and what to do; what was typed is there to be copied."""
    answer = NotAligned(mark("A file of this document cannot be used. Everything else works."))
    path = Path(error.path) if error.path else None
    inside = path is not None and path.is_relative_to(site.project.folder)
    bad = {
        "file": path.relative_to(site.project.folder).as_posix() if path and inside else path.name if path else "",
        "line": error.line,
        "what": error.message,
        "remedy": error.remedy,
    }
    kept = {name: typed[name] for name in ("source", "target") if typed.get(name)}
    values = {"document": document, "documents": site.project.documents(), "answer": answer, "bad": bad, "kept": kept}
    return site.page(request, "unaligned.html", 422, **values)


def save_beads(site: Site, request: Request) -> Response:
    """What was done to a bead."""
    form: dict[str, str] = request.state.form
    document = site.project.documents().get(request.query_params.get("doc", ""))
    if document is None:
        return site.page(request, "missing.html", 404, what=mark("There is no such document."))
    try:
        number = _done(site, document, form)
    except NotAligned as answer:
        return site.page(request, "missing.html", 409, what=answer.reason)
    except OfAnother as other:
        return ask(site, request, other, form)
    except InputError as error:
        return alignment_page(site, request, told(error), 409, form.get("number", ""), form)
    site.count_uses()
    done = form.get("do", "").partition(":")[0]
    return go("/align", doc=document.name, bead=str(number), done=done, anchor=f"b{number}")


def _done(site: Site, document: Document, form: Mapping[str, str]) -> int:
    """Do what a form asks for; the number of the pair at which one is then."""
    operation, who, when = form.get("do", ""), site.reviewer, site.now()
    if operation in ("undo", "redo"):
        offer = site.deeds.on_documents([document], who, translated=False)[operation == "redo"]
        key = form.get("deed", "") or (offer.key if offer else "")
        if not key:
            raise InputError("there is nothing to undo")
        return site.alignments.undo(document, key, who, when, others=bool(form.get("others"))).number
    asked = asked_of(form)
    if operation in ("leave-out", "take-in"):
        return site.alignments.leave_out(document, asked, who, when).number
    return site.alignments.change(document, asked, site.used(site.project.terms()), who, when).number


def _doubts(alignment: Alignment, at: int) -> Doubts:
    numbers = [n for n, bead in enumerate(alignment.beads) if alignment.doubtful(bead)]
    worst = sorted(numbers, key=lambda n: (alignment.beads[n].score, n))
    after = next((n for n in numbers if n > at), numbers[0] if numbers else None)
    before = next((n for n in reversed(numbers) if n < at), numbers[-1] if numbers else None)
    return Doubts(tuple(numbers), after, before, _next_of(worst, at))


def _next_of(ranked: Sequence[int], at: int) -> int | None:
    if not ranked:
        return None
    return ranked[(ranked.index(at) + 1) % len(ranked)] if at in ranked else ranked[0]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
