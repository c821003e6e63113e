"""Which concepts there are: adding, copying, deleting, moving and merging them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kztrans.errors import InputError
from kztrans.glossary import decisions, shaping
from kztrans.glossary.changing import By
from kztrans.glossary.columns import cells_of, slug
from kztrans.glossary.headers import column
from kztrans.glossary.record import from_cells, to_cells
from kztrans.glossary.searching import search
from kztrans.jobs.project_glossary import FOLDER
from kztrans.model import Concept
from kztrans.review.editing import STATUSES, TYPES, fields, term_rows, terms_in, wanted
from kztrans.review.interface import mark
from kztrans.review.listing import Query
from kztrans.review.occurrences import neighbours_of
from kztrans.review.project import Entry, Terms
from kztrans.review.site import Site, go, version_of
from kztrans.review.told import Refused, Told, told
from kztrans.review.views.concept import PARTS_OF_SPEECH, files_of
from kztrans.review.views.glossary import STATE_NAMES
from kztrans.typed import on_one_line

__all__ = [
    "delete",
    "free_name",
    "merge_page",
    "move",
    "new_page",
    "own_names",
    "save_merge",
    "save_new",
    "target_file",
]

FOUND = 12
"""Concepts that are offered to be merged."""


def delete(site: Site, entry: Entry, form: Mapping[str, str]) -> str:
    """Take a concept out of its file; somebody has to say why."""
    _as_seen(entry, form)
    if not form.get("why", "").strip():
        raise Refused(mark("Say why it is deleted."))
    by = {"reviewer": site.reviewer, "date": site.now(), "comment": form["why"]}
    decisions.remove(entry.path, entry.original, **by)
    return "deleted"


def move(site: Site, entry: Entry, form: Mapping[str, str]) -> str:
    """Move a concept to the file of another domain."""
    _as_seen(entry, form)
    target = target_file(site, form)
    shaping.move(entry.path, entry.original, target, reviewer=site.reviewer, date=site.now())
    return "moved"


def target_file(site: Site, form: Mapping[str, str]) -> Path:
    """The file that a form names by its domain, or the one that is to be made for a new one.

    Raises:
        Refused: there is no such file, or a new one cannot be called so.
    """
    files, name = files_of(site), form.get("file", "")
    new = on_one_line(form.get("new-file", ""), "the domain")
    if not new:
        if name not in files:
            raise Refused(mark("Choose a domain."))
        return files[name]
    if slug(new) != new.lower() or len(new) > 60:
        raise Refused(mark("A domain's name has letters, digits and hyphens only."))
    folder = next(iter(files.values())).parent if files else site.project.folder / FOLDER
    if new in files or (folder / f"{new}.csv").exists():
        raise Refused(mark("There is a domain “%(name)s” already."), name=new)
    path = folder / f"{new}.csv"
    if not site.project.takes(path):
        raise Refused(
            mark("A file %(name)s would not be read, or alone. Say in kztrans.toml what the glossary is made of."),
            name=path.name,
        )
    return path


def new_page(site: Site, request: Request, problem: Told | str = "", status: int = 200) -> Response:
    """A form for a new concept; ``from``: filled in as another one is."""
    form: Mapping[str, str] = getattr(request.state, "form", None) or {}
    terms = site.project.terms()
    model = terms.by_id.get(request.query_params.get("from", ""))
    concept = model.original if model else Concept("", ())
    path = model.path if model else Path("new.csv")
    cells = {n: t for n, t in to_cells(concept, path).items() if n != "domain" and column(n).kind != "extra"}
    first, more, _ = fields(cells, form, terms.languages or ["id", "en"], path)
    files = list(files_of(site))
    return site.page(
        request,
        "new.html",
        status,
        model=model,
        first=first,
        more=more,
        term_rows=term_rows(concept, form, {}, terms.languages or ["id", "en"]),
        files=files,
        file=form.get("file", model.path.stem if model else files[0] if files else ""),
        statuses=STATUSES,
        types=TYPES,
        langs=terms.languages,
        parts_of_speech=PARTS_OF_SPEECH,
        typed=form,
        problem=problem,
        query=Query.of(form or request.query_params),
    )


def save_new(site: Site, request: Request) -> Response:
    """Add a concept, or propose it."""
    form: dict[str, str] = request.state.form
    try:
        path, name = _added(site, form)
    except InputError as error:
        return new_page(site, request, told(error), 422)
    terms = site.project.terms()
    return go("/concept", id=terms.by_place.get((path, name), name), done="added", **Query.of(form).fields())


def _added(site: Site, form: Mapping[str, str]) -> tuple[Path, str]:
    path = target_file(site, form)
    terms = terms_in(form)
    if not terms:
        raise Refused(mark("A concept has to have a term."))
    name = on_one_line(form.get("name", ""), "the identifier") or free_name(terms, own_names(site.project.terms()))
    state = "proposed" if form.get("do") == "propose" else ""
    by = By.checked(site.reviewer, site.now(), form.get("why", ""))
    bare = cells_of(Concept(name, terms)) | {"domain": ""}
    _, typed = wanted({n: t for n, t in form.items() if n.startswith("cell.")}, {}, path)
    concept = from_cells({**bare, **typed, **decisions.cells_of_decision(state, by)}, path)
    decisions.add(path, concept, reviewer=by.who, date=by.when, comment=by.why)
    return path, name


def own_names(terms: Terms) -> set[str]:
    """The identifiers that a new concept cannot have; that of a curated one it can, which then gives way to it."""
    return {name for name, entry in terms.by_id.items() if entry.editable}


def free_name(terms: tuple[Any, ...], taken: Collection[str]) -> str:
    """An identifier for a concept of some terms that no other has: after the English one, as the reader makes it."""
    english = [term.text for term in terms if term.lang == "en" and term.status == "preferred"]
    base = slug((english or [terms[0].text])[0])
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def merge_page(site: Site, request: Request, problem: Told | str = "", status: int = 200) -> Response:
    """Which concept another one is to be merged into; with both, what comes of it."""
    terms = site.project.terms()
    entry = terms.by_id.get(request.query_params.get("id", ""))
    other = terms.by_id.get(request.query_params.get("with", ""))
    if entry is None or not entry.editable:
        return site.page(request, "missing.html", 404, what=mark("There is no such concept."))
    if other is not None and (other is entry or not other.editable):
        other = None
    text = request.query_params.get("q", "").strip()[:200]
    values: dict[str, Any] = {}
    if other is not None:
        values = _comparison(entry, other)
    return site.page(
        request,
        "merge.html",
        status,
        entry=entry,
        other=other,
        q=text,
        found=[] if other else _offered(terms, entry, text),
        state_names=STATE_NAMES,
        concept_state=lambda concept: concept.review or "unreviewed",
        problem=problem,
        query=Query.of(request.query_params),
        **values,
    )


def save_merge(site: Site, request: Request) -> Response:
    """Make one concept of two."""
    form: dict[str, str] = request.state.form
    terms = site.project.terms()
    kept = terms.by_id.get(request.query_params.get("id", ""))
    other = terms.by_id.get(request.query_params.get("with", ""))
    if kept is None or other is None or not (kept.editable and other.editable):
        return merge_page(site, request)
    theirs = [name.removeprefix("pick.") for name in form if name.startswith("pick.") and form[name] == "other"]
    try:
        if form.get("version", "") != _versions(kept, other):
            raise decisions.Conflict(kept.path, kept.id, kept.original, ())
        shaping.merge(
            (kept.path, kept.original),
            (other.path, other.original),
            [path for path in site.project.decided_paths() if path != site.project.never],
            reviewer=site.reviewer,
            date=site.now(),
            comment=form.get("why", ""),
            theirs=theirs,
        )
    except InputError as error:
        conflict = isinstance(error, decisions.Conflict)
        return merge_page(site, request, told(error), 409 if conflict else 422)
    return go("/concept", id=kept.concept.id, done="merged", **Query.of(form).fields())


def _comparison(kept: Entry, other: Entry) -> dict[str, Any]:
    """Both concepts and what comes of them, cell by cell; where both have something, one of them is chosen."""
    result = shaping.united(kept.original, other.original)
    first, second, third = (cells_of(concept) for concept in (kept.original, other.original, result))
    rows = []
    for name in {**first, **second, **third}:
        texts = [cells.get(name, "") for cells in (first, second, third)]
        if any(texts) and name not in ("domain", "review", "reviewer", "reviewed", "comment"):
            rows.append((name, *texts, name in shaping.CHOSEN and bool(texts[0] and texts[1] and texts[0] != texts[1])))
    return {"rows": rows, "version": _versions(kept, other)}


def _versions(kept: Entry, other: Entry) -> str:
    return f"{version_of(kept.original)} {version_of(other.original)}"


def _offered(terms: Terms, entry: Entry, text: str) -> list[Entry]:
    """Concepts that one may be merged with: what was searched for, else its neighbours."""
    if text:
        found = [match.concept for match in search(terms.concepts, text, None, FOUND + 1)]
    else:
        found = neighbours_of(terms, entry.concept)
    entries = [terms.by_id[concept.id] for concept in found if concept.id != entry.concept.id]
    return [other for other in entries if other.editable][:FOUND]


def _as_seen(entry: Entry, form: Mapping[str, str]) -> None:
    if form.get("version", "") != version_of(entry.original):
        raise decisions.Conflict(entry.path, entry.id, entry.original, ())
