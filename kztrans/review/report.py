"""The same views as one HTML file, to be sent by mail: it loads nothing and sends nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kztrans import __version__
from kztrans.errors import InputError
from kztrans.glossary.decisions import comment_of
from kztrans.glossary.history import Event
from kztrans.model import Concept, Finding
from kztrans.review.alignments import Alignment, NotAligned
from kztrans.review.deeds import WORDS
from kztrans.review.dotplot import Plot, plot
from kztrans.review.interface import interface
from kztrans.review.listing import STATES, concept_state
from kztrans.review.occurrences import Occurrence, occurrences_of, usages_of
from kztrans.review.project import Document, Terms
from kztrans.review.said import Said, events_of, thread
from kztrans.review.site import HERE, Site, environment
from kztrans.review.usage import Usage
from kztrans.review.views.bands import LEVELS, Band, bands
from kztrans.review.views.checks import SEVERITIES, Checked, checked_units
from kztrans.review.views.glossary import STATE_NAMES
from kztrans.review.views.progress import PARTS, document_bar, glossary_bars

__all__ = ["report"]

EXAMPLES = 3
"""Occurrences of a concept that are quoted."""
STYLES = ("style.css", "alignment.css", "glossary.css", "report.css")
PATIENCE = 24 * 3600.0
"""A report waits for whatever is being made."""


@dataclass(frozen=True, slots=True)
class _Concept:
    concept: Concept
    findings: list[Finding]
    usages: list[Usage]
    occurrences: list[Occurrence]
    uses: int
    events: list[Event]
    """Oldest first."""
    thread: list[Said]


@dataclass(frozen=True, slots=True)
class _Document:
    document: Document
    alignment: Alignment | None
    reason: str
    plot: Plot | None
    bands: list[Band]
    checked: list[Checked]


def report(site: Site, lang: str = "en", date: str = "") -> bytes:
    """The report on a project, in a language of the interface, as the bytes of an HTML file.

    Args:
        date: the day that it bears; else that of the newest decision or change of a document.

    Raises:
        InputError: a file of the project cannot be read.
    """
    terms = site.project.terms()
    documents = site.project.documents()
    bars = [document_bar(site, document) for document in documents.values()]
    if not bars and not terms.entries:
        raise InputError("has neither documents nor a glossary", path=site.project.folder, remedy="name another folder")
    messages = interface(lang)
    concepts = _concepts(site, terms)
    style = "".join(map(_static, STYLES))
    script = _static("report.js")
    text = (
        environment()
        .get_template("report.html")
        .render(
            _=messages.gettext,
            ngettext=messages.ngettext,
            number=messages.number,
            percent=messages.percent,
            said=messages.said,
            lang=lang,
            csrf="",
            project=site.project.folder.name,
            version=__version__,
            style=Markup(style),
            script=Markup(script),
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'",
            bars=bars,
            parts=PARTS,
            glossary=glossary_bars([concept_state(c) + "\0" + c.domain for c in terms.concepts]),
            states=STATES,
            state_names=STATE_NAMES,
            concept_state=concept_state,
            severities=SEVERITIES,
            levels=LEVELS,
            concepts=concepts,
            date=date or _newest(site, concepts, documents.values()),
            words=WORDS,
            domains=terms.domains,
            documents=[_document(site, terms, document) for document in documents.values()],
        )
    )
    return text.encode("utf-8", "replace")


def _concepts(site: Site, terms: Terms) -> list[_Concept]:
    lint = site.lint(terms, PATIENCE).value
    found = []
    for entry in terms.entries:
        concept = entry.concept
        occurrences, counts = occurrences_of(site, terms, concept, shown=EXAMPLES)
        usages = usages_of(site, terms, concept) if counts["source"] else []
        events = events_of(site.deeds, entry)
        said = thread(events, comment_of(concept))
        found.append(_Concept(concept, lint.get(concept.id, []), usages, occurrences, counts["all"], events, said))
    return found


def _newest(site: Site, concepts: Sequence[_Concept], documents: Iterable[Document]) -> str:
    """The day of the newest decision or change of a document: that of the report, which no clock has a say in."""
    days = [event.when[:10] for shown in concepts for event in shown.events]
    days += [shown.concept.reviewed for shown in concepts]
    days += [deed.when[:10] for document in documents for deed in site.deeds.of_document(document)]
    return max(days, default="")


def _document(site: Site, terms: Terms, document: Document) -> _Document:
    checked = checked_units(site, terms, document, site.findings(document, terms, PATIENCE).value)
    try:
        alignment = site.alignments.get(document, PATIENCE)
    except NotAligned as answer:
        return _Document(document, None, answer.reason, None, [], checked)
    except InputError as error:  # of its TMX, or of the pairs set by hand; the project's problems have those, too
        return _Document(document, None, str(error), None, [], checked)
    last = len(alignment.beads)
    shown = bands(site, document, alignment, 0, last)
    return _Document(document, alignment, "", plot(alignment, 0, last), shown, checked)


def _static(name: str) -> str:
    return (HERE / "static" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
