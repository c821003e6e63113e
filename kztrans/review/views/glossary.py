"""The list of concepts, and the page of one concept with all that is done on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import ceil
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kztrans.deeds import OfAnother
from kztrans.errors import InputError
from kztrans.glossary import decisions, history
from kztrans.glossary.columns import FIELDS
from kztrans.glossary.decisions import Conflict
from kztrans.glossary.record import from_cells, to_cells
from kztrans.model import Concept, Unit
from kztrans.review.deeds import undoable
from kztrans.review.interface import mark
from kztrans.review.listing import PAGE, STATES, Query, Row, concept_state, listed
from kztrans.review.project import Document, Entry, Terms, words_of
from kztrans.review.site import Site, go, version_of
from kztrans.review.usage import Usage, guesses
from kztrans.review.uses import Hit
from kztrans.review.views.asking import ask

__all__ = ["concept_page", "glossary_page", "occurrences_of", "save_concept", "usages_of"]

SHOWN = 20
"""Occurrences on a page."""
NEIGHBOURS = 12

STATE_NAMES = {
    "unreviewed": mark("not reviewed"),
    "proposed": mark("proposed"),
    "approved": mark("approved"),
    "rejected": mark("rejected"),
    "deprecated": mark("deprecated"),
}
EDITED = ("pos", "definition", "note", "source")
PARTS_OF_SPEECH = ("noun", "proper noun", "verb", "adjective", "adverb", "other")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A unit in which a concept is used."""

    document: Document
    number: int
    unit: Unit
    source_hits: list[Hit]
    target_hits: list[Hit]


def glossary_page(site: Site, request: Request) -> Response:
    """The list of concepts."""
    terms = site.project.terms()
    query = Query.of(request.query_params)
    lint = site.lint(terms)
    rows = listed(terms, query, site.uses.counts(terms), lint.value)
    page = min(max(_number(request.query_params.get("page", "")), 1), max(1, ceil(len(rows) / PAGE)))
    template = "rows.html" if request.query_params.get("part") == "rows" else "glossary.html"
    return site.page(
        request,
        template,
        rows=rows[(page - 1) * PAGE : page * PAGE],
        found=len(rows),
        total=len(terms.entries),
        page=page,
        pages=max(1, ceil(len(rows) / PAGE)),
        query=query,
        states=Counter(concept_state(c) for c in terms.concepts),
        state_names=STATE_NAMES,
        state_order=STATES,
        problems=Counter(f.check for found in lint.value.values() for f in found),
        domains=terms.domains,
        fresh=lint.fresh and site.uses.fresh,
        concept_state=concept_state,
        offers=site.deeds.on_concepts(site.project.decided_paths(), site.reviewer),
    )


def concept_page(
    site: Site, request: Request, problem: str = "", status: int = 200, typed: dict[str, str] | None = None
) -> Response:
    """A concept with its terms, its uses, and what can be decided."""
    terms = site.project.terms()
    query = Query.of(request.query_params)
    entry = terms.by_id.get(request.query_params.get("id", ""))
    if entry is None:
        return site.page(request, "missing.html", 404, what=mark("There is no such concept."))
    lint = site.lint(terms)
    rows = listed(terms, query, site.uses.counts(terms), lint.value)
    concept = entry.concept
    occurrences, counts = occurrences_of(site, terms, concept, _number(request.query_params.get("from", "")))
    return site.page(
        request,
        "concept.html",
        status,
        entry=entry,
        concept=concept,
        cells=to_cells(concept, entry.path),
        columns=_columns(terms, concept),
        comment=decisions.comment_of(concept),
        version=version_of(concept),
        findings=lint.value.get(concept.id, []),
        fresh=lint.fresh and site.uses.fresh,
        events=_events(site, entry),
        offers=site.deeds.on_concepts(site.project.decided_paths(), site.reviewer),
        occurrences=occurrences,
        start=_number(request.query_params.get("from", "")),
        counts=counts,
        usages=usages_of(site, terms, concept),
        neighbours=_neighbours(terms, concept),
        query=query,
        place=_place(rows, concept.id),
        editing="edit" in request.query_params,
        problem=problem,
        typed=typed or {},
        state_names=STATE_NAMES,
        parts_of_speech=PARTS_OF_SPEECH,
        concept_state=concept_state,
        shown=SHOWN,
    )


def save_concept(site: Site, request: Request) -> Response:
    """What was done on a concept's page."""
    form: dict[str, str] = request.state.form
    terms = site.project.terms()
    query = Query.of(form)
    entry = terms.by_id.get(request.query_params.get("id", ""))
    if entry is None:
        return site.page(request, "missing.html", 404, what=mark("There is no such concept."))
    if not entry.editable:
        return concept_page(site, request, mark("This glossary is not part of the project: it is shown only."), 403)
    following = _following(site, terms, query, entry.concept.id)
    try:
        done, name = _ACTIONS.get(form.get("do", ""), _unknown)(site, entry, form)
    except OfAnother as other:
        return ask(site, request, other, form)
    except InputError as error:
        return concept_page(site, request, str(error), 409 if isinstance(error, Conflict) else 422, form)
    site.uses.counts(site.project.terms())  # read now, so that the next page need not
    if done in STATE_NAMES and form.get("queue") and following:
        return go("/concept", id=following, done=done, was=name, **query.fields())
    return go("/concept", id=name, done=done, **query.fields())


def _decide(site: Site, entry: Entry, form: dict[str, str]) -> tuple[str, str]:
    state = form.get("decision", "")
    concept = entry.concept
    if state == "comment":
        decisions.comment(entry.path, concept.id, form.get("comment", ""), reviewer=_who(site), date=site.now())
        return "commented", concept.id
    if state not in STATE_NAMES:
        raise InputError("no decision was made", remedy="use the buttons of the page")
    if form.get("version", "") != version_of(concept):
        raise Conflict(entry.path, concept.id, concept, ())
    decisions.decide(
        entry.path,
        concept.id,
        "" if state == "unreviewed" else state,
        reviewer=_who(site),
        date=site.now(),
        comment=form.get("comment", ""),
        seen=concept,
    )
    return state, concept.id


def _edit(site: Site, entry: Entry, form: dict[str, str]) -> tuple[str, str]:
    """Columns that the user changed are written; others stay as somebody else may have left them."""
    was = {name.removeprefix("was."): text for name, text in form.items() if name.startswith("was.")}
    new = {name.removeprefix("cell."): " ".join(t.split()) for name, t in form.items() if name.startswith("cell.")}
    now = to_cells(entry.concept, entry.path)
    allowed = {name for name in {**now, **was, **new} if name in EDITED or name.partition(":")[0].isalpha()}
    allowed -= {"concept", *FIELDS} - set(EDITED)
    before = {**now, **{name: text for name, text in was.items() if name in allowed}}
    after = {**before, **{name: text for name, text in new.items() if name in allowed}}
    decisions.edit(
        entry.path,
        from_cells(before, entry.path),
        from_cells(after, entry.path),
        reviewer=_who(site),
        date=site.now(),
        comment=form.get("why", ""),
    )
    return "edited", entry.concept.id


def _undo(site: Site, entry: Entry, form: dict[str, str]) -> tuple[str, str]:
    """Undo the event that is named, else the last one of the reviewer's own on the concept."""
    change = decisions.undo(
        entry.path,
        reviewer=_who(site),
        date=site.now(),
        concept_id=entry.concept.id,
        event=form.get("event") or None,
        others=bool(form.get("others")),
    )
    redone = change.event is not None and change.event.what == "redo"
    return "redone" if redone else "undone", change.concept.id if change.concept else entry.concept.id


def _unknown(site: Site, entry: Entry, form: dict[str, str]) -> tuple[str, str]:
    del site, entry, form
    raise InputError("nothing was done", remedy="use the buttons of the page")


_ACTIONS = {"decide": _decide, "edit": _edit, "undo": _undo, "redo": _undo}


def _who(site: Site) -> str:
    return site.reviewer


def _following(site: Site, terms: Terms, query: Query, concept: str) -> str:
    """The next concept of the queue, as the list is before a decision takes this one out of it."""
    rows = listed(terms, query, site.uses.counts(terms), site.lint(terms).value)
    return str(_place(rows, concept)["next"])


def _place(rows: list[Row], concept: str) -> dict[str, Any]:
    """Where a concept stands in the queue, from 1 (0: it is not in it), and its neighbours there."""
    names = [row.concept.id for row in rows]
    if concept not in names:
        return {"number": 0, "of": len(names), "previous": "", "next": names[0] if names else ""}
    at = names.index(concept)
    return {
        "number": at + 1,
        "of": len(names),
        "previous": names[at - 1] if at else "",
        "next": names[at + 1] if at + 1 < len(names) else "",
    }


def _columns(terms: Terms, concept: Concept) -> list[str]:
    """The columns of terms that can be edited."""
    langs = terms.languages
    avoided = {term.lang for term in concept.terms if term.status in ("deprecated", "superseded")}
    return langs + [f"{lang}:avoid" for lang in langs if lang in ("id", "en") or lang in avoided]


def _events(site: Site, entry: Entry) -> list[tuple[history.Event, bool]]:
    """A concept's history, latest first, each with whether it is what undoing would undo."""
    if not entry.editable:
        return []
    events = history.of_concept(list(site.deeds.events(entry.path)), entry.concept.id)
    keys = undoable(events)
    return [(event, event.key in keys) for event in reversed(events)]


def occurrences_of(
    site: Site, terms: Terms, concept: Concept, start: int = 0, shown: int = SHOWN
) -> tuple[list[Occurrence], dict[str, int]]:
    """Some of a concept's occurrences, from one on, and how many there are."""
    places: list[tuple[Document, int]] = []
    counts = {"source": 0, "target": 0, "documents": 0}
    for document in site.project.documents().values():
        index = site.uses.index(terms, document)
        source, target = index.source.get(concept.id, []), index.target.get(concept.id, [])
        places += [(document, number) for number in sorted({*source, *target})]
        counts["source"] += len(source)
        counts["target"] += len(target)
        counts["documents"] += bool(source or target)
    counts["all"] = len(places)
    found = []
    for document, number in places[start : start + shown]:
        unit = site.project.catalog(document).value.units[number]
        found.append(
            Occurrence(
                document,
                number,
                unit,
                site.uses.shown(terms, unit.source, document.source_lang, concept.id),
                site.uses.shown(terms, unit.target, document.target_lang, concept.id),
            )
        )
    return found, counts


def usages_of(site: Site, terms: Terms, concept: Concept) -> list[Usage]:
    """What was written for a concept in the target language, most often first, likely terms that it lacks after."""
    written: Counter[tuple[str, bool]] = Counter()
    without: list[str] = []
    untranslated, lang = 0, "en"
    words: Counter[str] = Counter()
    for document in site.project.documents().values():
        numbers = site.uses.index(terms, document).source.get(concept.id, [])
        units, lang = site.project.catalog(document).value.units, document.target_lang
        before = len(without)
        for unit in (units[number] for number in numbers):
            hits = [h for h in site.uses.hits(terms, unit.target, lang) if h.concept == concept.id]
            written.update(list(dict.fromkeys((hit.term, hit.avoid) for hit in hits)))
            if not unit.target:
                untranslated += 1
            elif not hits:
                without.append(unit.target)
        if len(without) > before:
            words += site.uses.frequencies(document)
    usages = [Usage(text, n, "avoid" if avoid else "term") for (text, avoid), n in written.most_common()]
    if without:
        total = sum(words.values()) // 10 or 1
        usages += guesses(without, words, total, lang)
        usages.append(Usage("", len(without), "none"))
    if untranslated:
        usages.append(Usage("", untranslated, "open"))
    return usages


def _neighbours(terms: Terms, concept: Concept) -> list[Concept]:
    """Concepts that share a word of their terms with this one, nearest first."""
    scores: Counter[str] = Counter()
    for word in sorted(words_of(concept)):
        sharing = terms.by_word.get(word, [])
        scores.update(dict.fromkeys((c.id for c in sharing), 1 / len(sharing)))
    scores.pop(concept.id, None)
    nearest = sorted(scores, key=lambda name: (-scores[name], name))[:NEIGHBOURS]
    return [terms.by_id[name].concept for name in nearest]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
