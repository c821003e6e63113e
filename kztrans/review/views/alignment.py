"""The alignment of a document: beads as bands, the picture of the path, and what is done to beads."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kztrans.deeds import OfAnother
from kztrans.errors import InputError
from kztrans.jobs.align_job import MIN_CONFIDENCE
from kztrans.model import Bead
from kztrans.review.alignments import Alignment, Key, NotAligned
from kztrans.review.dotplot import plot
from kztrans.review.interface import mark
from kztrans.review.project import Document, Terms
from kztrans.review.site import Site, go
from kztrans.review.told import Told, told
from kztrans.review.uses import Hit
from kztrans.review.views.asking import ask

__all__ = ["Band", "alignment_page", "bands", "save_beads"]

SHOWN = 40
"""Beads on a page."""
SURE = 0.9
"""Probability from which a bead is called sure."""

LEVELS = {
    "hand": mark("set by hand"),
    "sure": mark("sure"),
    "likely": mark("likely"),
    "doubt": mark("doubtful"),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A segment's text with its hits, and the concepts that the other side of its bead has."""

    text: str
    hits: list[Hit]
    other: frozenset[str]


@dataclass(frozen=True, slots=True)
class Band:
    """A bead as it is shown."""

    number: int
    bead: Bead
    level: str
    source: list[Marked]
    target: list[Marked]

    @property
    def key(self) -> str:
        """What a form carries to name the bead."""
        return ",".join(map(str, self.bead.source)) + ":" + ",".join(map(str, self.bead.target))


def alignment_page(
    site: Site, request: Request, problem: Told | str = "", status: int = 200, number: str = ""
) -> Response:
    """The beads of a document.

    Args:
        number: the bead at which something was refused, from 0.
    """
    documents = site.project.documents()
    if not documents:
        return site.page(request, "missing.html", what=mark("There are no documents yet: run kztrans align first."))
    document = documents.get(request.query_params.get("doc", "") or next(iter(documents)))
    if document is None:
        return site.page(request, "missing.html", 404, what=mark("There is no such document."))
    try:
        alignment = site.alignments.get(document)
    except NotAligned as answer:
        return site.page(request, "unaligned.html", document=document, documents=documents, answer=answer)
    except InputError as error:
        return site.page(request, "missing.html", 422, what=str(error))
    beads = alignment.beads
    wanted = request.query_params.get("number", "")
    if wanted:
        there = min(max(_number(wanted), 1), max(len(beads), 1)) - 1
        return go("/align", doc=document.name, bead=str(there), anchor=f"b{there}")
    at = min(_number(number or request.query_params.get("bead", "")), max(len(beads) - 1, 0))
    first = at - at % SHOWN
    last = min(first + SHOWN, len(beads))
    doubts = [n for n, bead in enumerate(beads) if alignment.doubtful(bead)]
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
        doubts=doubts,
        next_doubt=next((n for n in doubts if n > at), doubts[0] if doubts else None),
        previous_doubt=next((n for n in reversed(doubts) if n < at), doubts[-1] if doubts else None),
        plot=plot(alignment, first, last),
        levels=LEVELS,
        shown=SHOWN,
        offers=site.deeds.on_documents([document], site.reviewer, translated=False),
        problem=problem,
        refused=bool(number),
    )


def save_beads(site: Site, request: Request) -> Response:
    """What was done to a bead."""
    form: dict[str, str] = request.state.form
    document = site.project.documents().get(request.query_params.get("doc", ""))
    if document is None:
        return site.page(request, "missing.html", 404, what=mark("There is no such document."))
    operation = form.get("do", "")
    glossary = site.used(site.project.terms())
    who, when = site.reviewer, site.now()
    try:
        if operation in ("undo", "redo"):
            offer = site.deeds.on_documents([document], who, translated=False)[operation == "redo"]
            key = form.get("deed", "") or (offer.key if offer else "")
            if not key:
                raise InputError("there is nothing to undo")
            number = site.alignments.undo(document, key, who, when, others=bool(form.get("others"))).number
        else:
            bead = _key(form.get("bead", ""))
            number = site.alignments.change(document, operation, bead, glossary, who, when).number
    except NotAligned as answer:
        return site.page(request, "missing.html", 409, what=answer.reason)
    except OfAnother as other:
        return ask(site, request, other, form)
    except InputError as error:
        return alignment_page(site, request, told(error), 409, form.get("number", ""))
    site.uses.counts(site.project.terms())  # read now, so that the next page need not
    return go("/align", doc=document.name, bead=str(number), done=operation, anchor=f"b{number}")


def bands(site: Site, document: Document, alignment: Alignment, first: int, last: int) -> list[Band]:
    """Some beads as they are shown."""
    terms = site.project.terms()
    return [_band(site, terms, document, alignment, number) for number in range(first, last)]


def _band(site: Site, terms: Terms, document: Document, alignment: Alignment, number: int) -> Band:
    bead = alignment.beads[number]
    sides = []
    for side, indexes, lang in (
        (alignment.source, bead.source, document.source_lang),
        (alignment.target, bead.target, document.target_lang),
    ):
        texts = [side.segments[n].text for n in indexes]
        sides.append([(text, site.uses.shown(terms, text, lang)) for text in texts])
    names = [frozenset(hit.concept for _, hits in side for hit in hits) for side in sides]
    source, target = (
        [Marked(text, hits, other) for text, hits in side] for side, other in zip(sides, names[::-1], strict=True)
    )
    return Band(number, bead, _level(alignment, bead), source, target)


def _level(alignment: Alignment, bead: Bead) -> str:
    if alignment.is_hand(bead):
        return "hand"
    return "sure" if bead.score >= SURE else "likely" if bead.score >= MIN_CONFIDENCE else "doubt"


def _key(text: str) -> Key:
    source, _, target = text.partition(":")
    try:
        return tuple(map(int, filter(None, source.split(",")))), tuple(map(int, filter(None, target.split(","))))
    except ValueError as error:
        raise InputError("no pair was named", remedy="use the buttons of the page") from error


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
