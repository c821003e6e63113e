"""Where words stand in the memory and in the documents, in any form, with what translates them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from kztrans.errors import InputError
from kztrans.jobs.concordance import Counterparts, phrase_in_units
from kztrans.memory import Memory
from kztrans.memory.concordance import Found
from kztrans.memory.counterparts import Spans
from kztrans.memory.phrases import Phrase
from kztrans.review.beside import memory_path
from kztrans.review.project import Document
from kztrans.review.site import Site

__all__ = ["Line", "concordance_page"]

SHOWN = 50
"""Places that are shown."""
LONGEST = 200
"""Characters of a phrase; the rest is left out."""
USUAL = ("id", "en")
"""The languages where there is no document to say which."""


@dataclass(frozen=True, slots=True)
class Line:
    """A place where the words stand, marked in both texts."""

    source: Markup
    target: Markup
    source_lang: str
    target_lang: str
    place: str
    document: Document | None = None
    """The document that it is in; none for what the memory alone has."""
    line: int = 0
    """The line of the document's PO; 0 where it is not known."""


def concordance_page(site: Site, request: Request) -> Response:
    """The places that hold what was asked for: of the documents, then of the memory, each pair of texts once."""
    query = request.query_params.get("q", "")[:LONGEST].strip()
    lines, problem = _lines(site, query)
    return site.page(
        request,
        "concordance.html",
        query=query,
        lines=lines[:SHOWN],
        more=len(lines) > SHOWN,
        memory=memory_path(site.project).name if memory_path(site.project).exists() else "",
        problem=problem,
    )


def _lines(site: Site, query: str) -> tuple[list[Line], str]:
    """The places, one more than are shown where there are more, and what is wrong with the memory."""
    documents = list(site.project.documents().values())
    pairs = dict.fromkeys((d.source_lang, d.target_lang) for d in documents) or {USUAL: None}
    glossary = site.used(site.project.terms())
    lines: list[Line] = []
    problem = ""
    for pair in pairs:
        if not any(Phrase(query, lang).words for lang in pair):
            continue
        answers = Counterparts(*pair, glossary)
        seen: set[tuple[str, str]] = set()
        remembered: list[Found] = []
        try:
            remembered = _in_memory(site, query, pair)
        except InputError as error:
            problem = str(error)
        places: Iterable[tuple[Document | None, Found]] = chain(
            _in_documents(site, documents, query, pair), ((None, found) for found in remembered)
        )
        for document, found in places:
            if len(lines) > SHOWN:
                break
            if (found.source, found.target) not in seen:
                seen.add((found.source, found.target))
                lines.append(_line(found, answers.of(found), pair, document))
    return lines, problem


def _in_documents(
    site: Site, documents: Iterable[Document], query: str, pair: tuple[str, str]
) -> Iterable[tuple[Document, Found]]:
    """What the documents of a pair of languages hold, translated or not yet."""
    for document in documents:
        if (document.source_lang, document.target_lang) == pair:
            units = site.project.catalog(document).value.units
            for found in phrase_in_units(units, document.title, query, *pair, site.words):
                yield document, found


def _in_memory(site: Site, query: str, pair: tuple[str, str]) -> list[Found]:
    path = memory_path(site.project)
    if not path.exists():
        return []
    with Memory(path) as memory:
        return memory.phrase(query, *pair, limit=SHOWN + 1)


def _line(found: Found, other: Spans, pair: tuple[str, str], document: Document | None) -> Line:
    here, there = (found.spans, other) if found.side == "source" else (other, found.spans)
    texts = _marked(found.source, here), _marked(found.target, there)
    if document is None:
        return Line(*texts, *pair, found.origin)
    number = found.origin.removeprefix(document.title).removeprefix(":")
    return Line(*texts, *pair, document.title, document, int(number) if number.isdecimal() else 0)


def _marked(text: str, spans: Spans) -> Markup:
    """A text in HTML, its spans marked; everything else is escaped.

    >>> str(_marked("a <b> c", ((2, 5),)))
    'a <mark>&lt;b&gt;</mark> c'
    """
    parts, last = [], 0
    for start, end in sorted(spans):
        parts += [escape(text[last:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        last = end
    return Markup("").join([*parts, escape(text[last:])])
