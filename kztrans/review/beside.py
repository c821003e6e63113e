"""What helps whoever writes a translation: the memory's, the glossary's terms, what the checks find in it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from platformdirs import user_data_path

from kztrans.checks import check_catalog
from kztrans.errors import InputError
from kztrans.memory import Memory
from kztrans.memory.difference import Piece, pieces
from kztrans.memory.trust import MANY, Trust
from kztrans.merging.edit import unit_name
from kztrans.model import Catalog, Finding, Unit
from kztrans.review.project import Document, Project
from kztrans.review.site import Site

__all__ = ["Beside", "Suggestion", "TermThere", "beside", "memory_path"]

SUGGESTED = 3
"""Translations of the memory that are offered."""
THRESHOLD = 70
"""Per cent of likeness from which they are."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation that the memory has, and how the text that it is of differs from the one at hand."""

    percent: int
    target: str
    difference: tuple[Piece, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class TermThere:
    """A term of the source, what the glossary wants for it, and whether the translation has one of these."""

    concept: str
    source: str
    targets: tuple[str, ...]
    used: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """All that there is to say beside a translation."""

    suggestions: tuple[Suggestion, ...]
    terms: tuple[TermThere, ...]
    findings: tuple[Finding, ...]
    problem: str = ""
    """What is wrong with the memory."""


def memory_path(project: Project) -> Path:
    """The project's memory, else the one that the environment names, else the user's own."""
    own = project.folder / "memory.sqlite"
    named = os.environ.get("KZTRANS_TM", "")
    if own.exists():
        return own
    return Path(named) if named else user_data_path("kztrans", appauthor=False) / "memory.sqlite"


def beside(site: Site, document: Document, source: str, target: str, name: str = "") -> Beside:
    """What there is to say of a translation that is being written.

    Args:
        source: what is translated.
        target: what is written so far.
        name: the unit's, whose context and comments count then (``unit_name``).
    """
    unit, before, after = _unit(site, document, source, name)
    typed = replace(unit, target=target, fuzzy=False)
    try:
        suggestions, problem = _suggested(site, document, typed, before, after), ""
    except InputError as error:
        suggestions, problem = (), str(error)
    return Beside(suggestions, _terms(site, document, source, target), _found(site, document, typed), problem)


def _unit(site: Site, document: Document, source: str, name: str) -> tuple[Unit, str | None, str | None]:
    """The unit of a name and the sources around it; without one, a unit of the source alone."""
    units: Sequence[Unit] = [u for u in site.project.catalog(document).value.units if not u.obsolete] if name else ()
    for n, unit in enumerate(units):
        if unit_name(unit) == name:
            following = units[n + 1].source if n + 1 < len(units) else None
            return unit, units[n - 1].source if n else None, following
    return Unit(source), None, None


def _suggested(
    site: Site, document: Document, unit: Unit, before: str | None, after: str | None
) -> tuple[Suggestion, ...]:
    path = memory_path(site.project)
    if not path.exists() or not unit.source.strip():
        return ()
    with Memory(path) as memory:
        languages = (document.source_lang, document.target_lang)
        found = memory.lookup(unit.source, *languages, before, after, THRESHOLD, MANY)
    best = Trust(site.project.settings().memory.penalties).ranked(found, THRESHOLD)
    seen: dict[str, Suggestion] = {}
    for match in best:
        difference = tuple(pieces(match.source, unit.source))
        seen.setdefault(match.target, Suggestion(match.percent, match.target, difference, match.origin))
    return tuple(seen.values())[:SUGGESTED]


def _terms(site: Site, document: Document, source: str, target: str) -> tuple[TermThere, ...]:
    terms = site.project.terms()
    said = {hit.concept for hit in site.uses.hits(terms, target, document.target_lang) if not hit.avoid}
    found: dict[str, TermThere] = {}
    for hit in site.uses.shown(terms, source, document.source_lang):
        concept = terms.by_id[hit.concept].concept
        own = (term for term in concept.terms if term.lang == document.target_lang)
        wanted = tuple(term.text for term in own if term.status in ("preferred", "admitted"))
        if wanted:
            text = source[hit.start : hit.end]
            found.setdefault(hit.concept, TermThere(hit.concept, text, wanted, hit.concept in said))
    return tuple(found.values())


def _found(site: Site, document: Document, unit: Unit) -> tuple[Finding, ...]:
    if not unit.target.strip():
        return ()
    settings = site.project.settings()
    alone = Catalog(document.source_lang, document.target_lang, (unit,))
    return tuple(
        check_catalog(
            alone,
            site.used(site.project.terms()),
            path=document.po.name,
            skip=settings.check.skipped(document.po, settings.folder),
            severities=dict(settings.check.severity),
        )
    )
