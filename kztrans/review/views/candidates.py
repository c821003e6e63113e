"""The queue of candidates: one after the other with its contexts, taken, changed, left, or never asked about again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kztrans.errors import InputError
from kztrans.glossary import decisions
from kztrans.glossary.changing import By
from kztrans.glossary.extraction.worth import is_clear
from kztrans.jobs.extract import proposal
from kztrans.model import Concept, Term
from kztrans.review.candidates import Proposed, contexts
from kztrans.review.interface import mark
from kztrans.review.listing import Query
from kztrans.review.project import Terms
from kztrans.review.site import Site, go
from kztrans.review.told import Refused, Told, told
from kztrans.review.views.concept import PARTS_OF_SPEECH, files_of
from kztrans.review.views.shaping import free_name, own_names, target_file
from kztrans.typed import on_one_line

__all__ = ["candidates_page", "save_candidate"]


def candidates_page(site: Site, request: Request, problem: Told | str = "", status: int = 200) -> Response:
    """A candidate of the queue: the one that the address names, else the first."""
    form: Mapping[str, str] = getattr(request.state, "form", None) or {}
    terms = site.project.terms()
    seen = site.candidates(terms)
    queue = _open(site, terms, seen.value)
    names = [each.candidate.term for each in queue]
    wanted = form.get("term", "") or request.query_params.get("term", "")
    at = names.index(wanted) if wanted in names else 0
    values: dict[str, Any] = {}
    if queue:
        values = _shown(queue[at], form)
    files = list(files_of(site))
    return site.page(
        request,
        "candidates.html",
        status,
        one=queue[at] if queue else None,
        number_=at + 1,
        of=len(queue),
        previous=names[at - 1] if at else "",
        next=names[at + 1] if at + 1 < len(names) else "",
        never=len(site.project.never_again()),
        fresh=seen.fresh,
        files=files,
        file=form.get("file", "") or request.query_params.get("file", "") or (files[0] if files else ""),
        parts_of_speech=PARTS_OF_SPEECH,
        offers=site.deeds.on_concepts(terms, site.reviewer),
        query=Query(),
        problem=problem,
        typed=form,
        **values,
    )


def save_candidate(site: Site, request: Request) -> Response:
    """What was decided on a candidate."""
    form: dict[str, str] = request.state.form
    terms = site.project.terms()
    queue = _open(site, terms, site.candidates(terms, 20).value)
    names = [each.candidate.term for each in queue]
    try:
        if form.get("term", "") not in names:
            raise Refused(mark("The candidate is not there any more."))
        at = names.index(form["term"])
        done = _ACTIONS.get(form.get("do", ""), _unknown)(site, terms, queue[at], form)
    except InputError as error:
        return candidates_page(site, request, told(error), 422)
    following = names[at + 1] if at + 1 < len(names) else ""
    return go("/candidates", term=following, file=form.get("file", ""), done=done)


def _open(site: Site, terms: Terms, proposed: Sequence[Proposed]) -> list[Proposed]:
    """Candidates that are no terms by now, and that may be asked about."""
    never = {term.text.casefold() for concept in site.project.never_again() for term in concept.terms}
    return [
        each
        for each in proposed
        if each.candidate.term.casefold() not in never
        and not any(
            hit.start == 0 and hit.end == len(each.candidate.term)
            for hit in site.uses.hits(terms, each.candidate.term, each.source_lang)
        )
    ]


def _shown(one: Proposed, form: Mapping[str, str]) -> dict[str, Any]:
    candidate = one.candidate
    best = candidate.translations[0] if candidate.translations else None
    translation = best.text if best and is_clear(best, candidate.term) else ""
    if form.get("term", "") != candidate.term:
        form = {}
    return {
        "candidate": candidate,
        "text": form.get("text", candidate.term),
        "translation": form.get("translation", translation),
        "pos": form.get("pos", candidate.pos),
        "contexts": contexts(candidate, translation),
    }


def _take(site: Site, terms: Terms, one: Proposed, form: Mapping[str, str]) -> str:
    """Put the candidate, as the form has it, into the file of a domain: proposed, or approved at once."""
    text, translation = (on_one_line(form.get(name, ""), f"the {name}") for name in ("text", "translation"))
    if not text:
        raise Refused(mark("A concept has to have a term."))
    approved = form.get("do") == "approve"
    if approved and not translation:
        raise Refused(mark("There is no term in: %(names)s. Add one, then approve it."), names=one.target_lang)
    path = target_file(site, form)
    by = By.checked(site.reviewer, site.now(), "")
    found = [Term(text, one.source_lang)] + ([Term(translation, one.target_lang)] if translation else [])
    base = proposal(one.candidate, one.source_lang, one.target_lang)
    extra = dict(base.extra)
    example = [(one.source_lang, extra["example"]), (one.target_lang, extra["translation"])]
    concept = replace(
        base,
        id=free_name(tuple(found), own_names(terms)),
        terms=tuple(found),
        pos=form.get("pos", base.pos),
        domain=path.stem,
        examples=tuple((lang, sentence) for lang, sentence in example if sentence),
        review="approved" if approved else "proposed",
        reviewer=by.who,
        reviewed=by.when[:10],
        extra=(),
    )
    decisions.add(path, concept, reviewer=by.who, date=by.when)
    return "added"


def _variant(site: Site, terms: Terms, one: Proposed, form: Mapping[str, str]) -> str:
    """Make the candidate a term of the concept that its translation is a term of."""
    entry = terms.by_id.get(one.candidate.variant_of)
    if entry is None or not entry.editable:
        raise Refused(mark("There is no such concept."))
    text = on_one_line(form.get("text", ""), "the text") or one.candidate.term
    new = Term(text, one.source_lang, "admitted", "variant")
    after = replace(entry.original, terms=(*entry.original.terms, new))
    decisions.edit(entry.path, entry.original, after, reviewer=site.reviewer, date=site.now())
    return "edited"


def _never(site: Site, terms: Terms, one: Proposed, form: Mapping[str, str]) -> str:
    """Do not propose the candidate any more, here or on the command line."""
    del terms, form
    by = By.checked(site.reviewer, site.now(), "")
    term = Term(one.candidate.term, one.source_lang)
    taken = {concept.id for concept in site.project.never_again()}
    name = free_name((term,), taken)
    day = by.when[:10]
    concept = Concept(name, (term,), domain="never", review="rejected", reviewer=by.who, reviewed=day)
    decisions.add(site.project.never, concept, reviewer=by.who, date=by.when)
    return "never"


def _unknown(site: Site, terms: Terms, one: Proposed, form: Mapping[str, str]) -> str:
    del site, terms, one, form
    raise InputError("nothing was done", remedy="use the buttons of the page")


_ACTIONS = {"approve": _take, "propose": _take, "variant": _variant, "never": _never}
