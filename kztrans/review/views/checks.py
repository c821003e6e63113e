"""What the checks find, with the segments, to be mended in place or ignored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from starlette.requests import Request
from starlette.responses import Response

from kztrans.checks import check_catalog, checks
from kztrans.deeds import OfAnother
from kztrans.errors import InputError
from kztrans.merging.deeds import Changed as DeedChanged
from kztrans.merging.deeds import Deed, shortened
from kztrans.merging.edit import Saved, UnitChanged, ignore, replace_unit, translate, unit_name
from kztrans.model import Catalog, Finding, Unit
from kztrans.review.interface import mark
from kztrans.review.latest import Seen
from kztrans.review.project import Document, Terms
from kztrans.review.site import Site, go
from kztrans.review.told import Told, told
from kztrans.review.uses import Hit
from kztrans.review.views.asking import ask
from kztrans.review.views.concept import kept_of

__all__ = ["SEVERITIES", "Checked", "checked_units", "checks_page", "save_unit", "take_back"]

SHOWN = 25
"""Units on a page."""
FEW = 20
"""Units that are checked at once after a change."""

SEVERITIES = {"error": mark("error"), "warning": mark("warning"), "info": mark("remark")}


@dataclass(frozen=True, slots=True)
class Checked:
    """A unit with what was found in it."""

    document: Document
    number: int
    unit: Unit
    name: str
    findings: list[Finding]
    source_hits: list[Hit]


def checks_page(
    site: Site,
    request: Request,
    problem: Told | str = "",
    status: int = 200,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """The findings, by segment.

    Args:
        typed: a form that could not be saved: its segment is shown first, with what was typed.
    """
    form = typed or {}
    terms = site.project.terms()
    documents = site.project.documents()
    wanted = {
        name: form.get(f"wanted.{name}", request.query_params.get(name, "")) for name in ("doc", "check", "severity")
    }
    chosen = [d for d in documents.values() if wanted["doc"] in ("", d.name)]
    seen = {d.name: site.findings(d, terms) for d in chosen}
    everything = [f for s in seen.values() for f in s.value]
    found = [
        (document, number, findings)
        for document in chosen
        for number, findings in _by_unit(seen[document.name].value, wanted["check"], wanted["severity"]).items()
    ]
    pages = max(1, ceil(len(found) / SHOWN))
    asked = form.get("wanted.page", request.query_params.get("page", ""))
    page = min(max(_number(asked), 1), pages)
    units = [_checked(site, terms, *place) for place in found[(page - 1) * SHOWN : page * SHOWN]]
    own = _of_form(site, terms, form, seen, documents)
    if own is not None:
        units = [own, *(unit for unit in units if (unit.document, unit.name) != (own.document, own.name))]
    return site.page(
        request,
        "checks.html",
        status,
        documents=documents,
        wanted=wanted,
        units=units,
        kept=kept_of(form) if form and own is None else {},
        found=len(found),
        page=page,
        pages=pages,
        counts=Counter(f.check for f in everything),
        by_severity=Counter(f.severity for f in everything),
        severities=SEVERITIES,
        summaries={check.name: check.summary for check in checks()},
        fresh=all(s.fresh for s in seen.values()),
        problem=problem,
        typed=form,
        offers=site.deeds.on_documents(documents.values(), site.reviewer, translated=True),
    )


def checked_units(site: Site, terms: Terms, document: Document, findings: list[Finding]) -> list[Checked]:
    """A document's units in which something was found."""
    found = _by_unit(findings, "", "").items()
    return [_checked(site, terms, document, number, own) for number, own in found]


def _of_form(
    site: Site,
    terms: Terms,
    form: Mapping[str, str],
    seen: Mapping[str, Seen[list[Finding]]],
    documents: Mapping[str, Document],
) -> Checked | None:
    """The unit that a form is about, whether anything is found in it or not."""
    document = documents.get(form.get("document", ""))
    if document is None:
        return None
    number = site.alignments.names(document).get(form.get("unit", ""))
    if number is None:
        return None
    findings = seen[document.name].value if document.name in seen else []
    return _checked(site, terms, document, number, [f for f in findings if f.unit == number])


def save_unit(site: Site, request: Request) -> Response:
    """What was done to a unit."""
    form: dict[str, str] = request.state.form
    back = {name: form.get(f"wanted.{name}", "") for name in ("doc", "check", "severity", "page")}
    try:
        if form.get("do") in ("undo", "redo"):
            take_back(site, form)
            return go("/checks", done="undone" if form["do"] == "undo" else "redone", **back)
        document = site.project.documents().get(form.get("document", ""))
        if document is None:
            what = mark("There is no such document.")
            return site.page(request, "missing.html", 404, what=what, kept=kept_of(form))
        before = _unit(site, document, form)
        after = _changed(before, form)
        _save(site, document, before, after, "ignore" if form.get("do", "").startswith("ignore") else "translate")
    except OfAnother as other:
        return ask(site, request, other, form)
    except InputError as error:
        status = 409 if isinstance(error, UnitChanged | DeedChanged) else 422
        return checks_page(site, request, told(error), status, form)
    return go("/checks", done="ignored" if form.get("do", "").startswith("ignore") else "saved", **back)


def _unit(site: Site, document: Document, form: dict[str, str]) -> Unit:
    """The unit as the user saw it: as it is now, with the translation that the form says it had."""
    number = site.alignments.names(document).get(form.get("unit", ""))
    if number is None:
        raise UnitChanged(None)
    unit = site.project.catalog(document).value.units[number]
    if form.get("do") == "save" and unit.target == form.get("target"):
        return unit  # the same form came twice
    if unit.target != form.get("was", unit.target) or str(unit.fuzzy) != form.get("fuzzy_was", str(unit.fuzzy)):
        raise UnitChanged(unit)
    return unit


def _changed(unit: Unit, form: dict[str, str]) -> Unit:
    action = form.get("do", "")
    if action.startswith("ignore:"):
        name = action.partition(":")[2]
        if name not in [check.name for check in checks()]:
            raise InputError("there is no such check", remedy="use the buttons of the page")
        typed = form.get("target", unit.target)  # what was typed into the form is saved with it
        return ignore(unit if typed == unit.target else translate(unit, typed, "fuzzy" in form), name)
    if action == "save" and "target" in form:
        return translate(unit, form["target"], "fuzzy" in form)
    raise InputError("nothing was done", remedy="use the buttons of the page")


def _save(site: Site, document: Document, before: Unit, after: Unit, what: str) -> None:
    deed = Deed(0, site.now(), site.reviewer, what, shortened(before.source))
    saved = site.alignments.saved(document, lambda catalog: replace_unit(catalog, before, after), [before], deed)
    _look_again(site, document, saved, [after])
    site.count_uses()


def _look_again(site: Site, document: Document, saved: Saved, units: Sequence[Unit]) -> None:
    """Check a few units by themselves, so that their findings are right at once; all is checked in the background."""
    if len(units) > FEW:
        return
    names = site.alignments.names(document)
    glossary = site.used(site.project.terms())
    for unit in units:
        number = names.get(unit_name(unit), -1)
        alone = Catalog(saved.catalog.source_lang, saved.catalog.target_lang, (unit,))
        found = check_catalog(alone, glossary, path=document.po.name)
        own = [replace(finding, line=unit.line, unit=number) for finding in found]
        site.amend_findings(
            document,
            lambda known, n=number, own=own: sorted([f for f in known if f.unit != n] + own, key=lambda f: f.unit),  # type: ignore[misc]
        )


def take_back(site: Site, form: dict[str, str]) -> None:
    """Undo the deed that is named, else the last one of the reviewer's own; or do again what was undone."""
    documents = site.project.documents()
    offer = site.deeds.on_documents(documents.values(), site.reviewer, translated=True)[form["do"] == "redo"]
    key = form.get("deed", "") or (offer.key if offer else "")
    document = documents.get(form.get("document", "") or (offer.place if offer else ""))
    if not key or document is None:
        raise InputError("there is nothing to undo")
    before = site.project.catalog(document).value
    saved = site.alignments.taken_back(document, key, site.reviewer, site.now(), bool(form.get("others")))
    known = {(unit.context, unit.source): unit for unit in before.units if not unit.obsolete}
    live = [unit for unit in saved.catalog.units if not unit.obsolete]
    _look_again(site, document, saved, [unit for unit in live if known.get((unit.context, unit.source)) != unit])
    site.count_uses()


def _by_unit(findings: list[Finding], check: str, severity: str) -> dict[int, list[Finding]]:
    """All findings of the units that have one of the wanted kind."""
    units: dict[int, list[Finding]] = {}
    for finding in findings:
        units.setdefault(finding.unit, []).append(finding)
    return {
        number: found
        for number, found in units.items()
        if any(check in ("", f.check) and severity in ("", f.severity) for f in found)
    }


def _checked(site: Site, terms: Terms, document: Document, number: int, findings: list[Finding]) -> Checked:
    units = site.project.catalog(document).value.units
    unit = units[number] if 0 <= number < len(units) else Unit("")
    hits = site.uses.shown(terms, unit.source, document.source_lang)
    return Checked(document, number, unit, unit_name(unit), findings, hits)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
