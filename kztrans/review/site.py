"""What all pages share: the project and what is known of it, the templates, the interface's language."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kztrans import __version__
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.glossary import Glossary
from kztrans.glossary.changing import bytes_of, table_of
from kztrans.glossary.searching import search
from kztrans.jobs.concordance import Words
from kztrans.model import Concept, Finding, TermHit
from kztrans.review.alignments import Alignments, NotAligned
from kztrans.review.candidates import Proposed, found
from kztrans.review.deeds import WORDS, Deeds
from kztrans.review.heavy import done
from kztrans.review.interface import LANGUAGES, Interface, choose, interface
from kztrans.review.latest import Latest, Seen
from kztrans.review.marks import marked
from kztrans.review.project import Document, Project, Terms
from kztrans.review.quick import SOON
from kztrans.review.security import Secrets
from kztrans.review.uses import Uses
from kztrans.wording import Worded

__all__ = ["HERE", "Site", "environment", "now_utc", "version_of"]

HERE = Path(__file__).parent
LANGUAGE_COOKIE = "kztrans-language"
LONG = 24 * 3600.0
"""Seconds that something in the background may take."""


def now_utc() -> str:
    """The present time, as the history of a glossary has it."""
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Remembering(Glossary):
    """A glossary that knows what it found in a text."""

    __slots__ = ("_found",)

    def __init__(self, terms: Terms) -> None:
        super().__init__(terms.concepts, used=terms.used, own=terms.own)
        self._found: dict[tuple[str, str, bool], list[TermHit]] = {}

    def find(self, text: str, lang: str, nested: bool = False) -> list[TermHit]:
        """The terms of a language in a text; see ``Glossary.find``."""
        key = (text, lang, nested)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = super().find(text, lang, nested)
        return found


@dataclass
class Site:
    """The application's state."""

    project: Project
    reviewer: str
    secrets: Secrets = field(default_factory=Secrets)
    now: Callable[[], str] = now_utc
    announce: Callable[[str], object] = str
    """Prints the address with a new token, where somebody has to sign in again."""

    def __post_init__(self) -> None:
        self.uses = Uses(self.project)
        self.alignments = Alignments(self.project)
        self.deeds = Deeds(self.project)
        self.words = Words()
        self._lint: Latest[dict[str, list[Finding]]] = Latest({})
        self._checks: dict[str, Latest[list[Finding]]] = {}
        self._candidates: Latest[tuple[Proposed, ...]] = Latest(())
        self._counting = ThreadPoolExecutor(1, thread_name_prefix="uses")
        self._to_count: Future[None] | None = None
        self._used: tuple[object, Glossary, int] = (None, Glossary(), 0)

    # --- what is known --------------------------------------------------------------------------------------------

    def lint(self, terms: Terms, patience: float = 0.15) -> Seen[dict[str, list[Finding]]]:
        """What is wrong with concepts, by identifier."""
        return self._lint.get(terms.key, lambda: done(_linted, terms.concepts, size=len(terms.concepts)), patience)

    def findings(self, document: Document, terms: Terms, patience: float = 0.15) -> Seen[list[Finding]]:
        """What the checks find in a document."""
        held = self.project.catalog(document)
        self.used(terms)
        latest = self._checks.setdefault(document.name, Latest([]))
        skip, severities = self._check_settings(document)
        key = (held.digest, self._used[2], skip, tuple(severities.items()))
        given = (held.data, document.po.name, terms.glossary(), skip, severities)
        return latest.get(key, lambda: done(_checked, *given, size=len(held.value.units)), patience)

    def candidates(self, terms: Terms, patience: float = 0.15) -> Seen[tuple[Proposed, ...]]:
        """What may be terms of the documents; those that became terms since are still there."""
        documents = self.project.documents().values()
        held = [(d, self.project.catalog(d)) for d in documents]
        texts = [(h.data, d.po.name, d.source_lang, d.target_lang) for d, h in held]
        key = tuple((d.name, h.digest) for d, h in held)
        given = (texts, terms.concepts, self.project.never_again())
        size = sum(len(h.value.units) for _, h in held) + len(terms.concepts)
        return self._candidates.get(key, lambda: done(found, *given, size=size), patience)

    def amend_findings(self, document: Document, change: Callable[[list[Finding]], list[Finding]]) -> None:
        """Change what is shown of a document's findings until they are made anew."""
        self._checks.setdefault(document.name, Latest([])).amend(change)

    def used(self, terms: Terms) -> Glossary:
        """The glossary that counts, as ``align`` and ``check`` use it."""
        if self._used[0] != terms.key:
            signature = hash(tuple(_counted(c) for c in terms.concepts if c.review in terms.used))
            same = signature == self._used[2]
            self._used = (terms.key, self._used[1] if same else _Remembering(terms), signature)
        return self._used[1]

    def warm(self) -> None:
        """Read everything, so that the first pages need not."""
        terms = self.project.terms()
        for path in self.project.decided_paths():
            with contextlib.suppress(InputError):
                table_of(bytes_of(path), path)
        self.uses.counts(terms)
        search(terms.concepts, "a", None, 1)
        for document in self.project.documents().values():
            self.uses.frequencies(document)

    def count_uses(self) -> None:
        """Count uses after a change of a document; in the background, for the next page asks for none."""
        if self._to_count is None or self._to_count.done():
            self._to_count = self._counting.submit(self._count)

    def _count(self) -> None:
        time.sleep(SOON)
        self.uses.counts(self.project.terms())

    def prepare(self) -> None:
        """Make what takes longer: alignments and findings, one after the other; to be run in the background."""
        terms = self.project.terms()
        for document in self.project.documents().values():
            with contextlib.suppress(NotAligned, InputError):
                self.alignments.get(document, LONG)
                self.alignments.prepare(document, self.used(terms))
        self.lint(terms, LONG)
        for document in self.project.documents().values():
            with contextlib.suppress(InputError):
                units = self.project.catalog(document).value.units
                self.words.learn(units, document.source_lang, document.target_lang)
                self.findings(document, terms, LONG)

    def _check_settings(self, document: Document) -> tuple[tuple[str, ...], dict[str, Any]]:
        settings = self.project.settings()
        return settings.check.skipped(document.po, settings.folder), dict(settings.check.severity)

    # --- pages ----------------------------------------------------------------------------------------------------

    @cached_property
    def templates(self) -> jinja2.Environment:
        """The templates."""
        return environment()

    def messages(self, request: Request) -> Interface:
        """The interface's language for a request."""
        chosen = request.cookies.get(LANGUAGE_COOKIE, "")
        return interface(choose(chosen, request.headers.get("accept-language", "")))

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """A page."""
        messages = self.messages(request)
        query = request.url.query
        common = {
            "_": messages.gettext,
            "ngettext": messages.ngettext,
            "number": messages.number,
            "percent": messages.percent,
            "said": messages.said,
            "lang": messages.lang,
            "languages": LANGUAGES,
            "csrf": self.secrets.form,
            "path": quote(request.url.path) + (f"?{query}" if query else ""),
            "reviewer": self.reviewer,
            "project": self.project.folder.name,
            "version": __version__,
            "done": request.query_params.get("done", ""),
            "words": WORDS,
            "kept": {},
            "bad_files": len(self.project.problems),
        }
        return HTMLResponse(self.templates.get_template(template).render({**common, **values}), status)


def environment() -> jinja2.Environment:
    """The templates, with autoescaping, and errors for whatever is not there."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.globals.update(address=address, asset=asset, marked=marked)
    return env


def address(path: str, /, *, anchor: str = "", **query: object) -> str:
    """An address of this server: the path quoted, the query without what is empty.

    >>> address("/concept", id="a b", q="x&y", page=None)
    '/concept?id=a+b&q=x%26y'
    """
    found = urlencode([(name, str(value)) for name, value in query.items() if value not in (None, "", 0)])
    return quote(path) + (f"?{found}" if found else "") + (f"#{anchor}" if anchor else "")


def go(path: str, /, *, anchor: str = "", **query: object) -> Response:
    """An answer that leads to another page, which is asked for by GET."""
    return RedirectResponse(address(path, anchor=anchor, **query), 303)


@lru_cache(maxsize=16)
def asset(name: str) -> str:
    """The address of a static file, another one when its content is another."""
    digest = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def version_of(concept: Concept) -> str:
    """What a form carries to tell whether the concept is still what the user saw."""
    content = repr((concept.id, *(getattr(concept, n) for n in ("terms", "pos", "definition", "note", "source"))))
    extra = tuple(field for field in concept.extra if field[1])  # a column that is new is no change of the concept
    state = repr((concept.review, concept.reviewer, concept.reviewed, extra))
    return hashlib.sha256((content + state).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _counted(concept: Concept) -> tuple[object, ...]:
    """What of a concept that counts makes a difference for notes and checks."""
    c = concept
    told = (c.definition, c.advice, c.risk, c.excluded, c.required, c.valid, c.relations, c.domain, c.subject)
    return (c.id, c.terms, c.pos, *told)


def _linted(concepts: tuple[Concept, ...]) -> dict[str, list[Finding]]:
    from kztrans.glossary.lint import lint

    found: dict[str, list[Finding]] = {}
    for finding in lint(concepts, [(c.id, n) for n, c in enumerate(concepts)]):
        message = finding.message.parts["message"] if isinstance(finding.message, Worded) else finding.message
        short = replace(finding, message=message)
        found.setdefault(finding.path, []).append(short)
    return found


def _checked(
    data: bytes, path: str, glossary: Glossary, skip: tuple[str, ...], severities: dict[str, Any]
) -> list[Finding]:
    from kztrans.checks import check_catalog

    return check_catalog(po.parse(data, path), glossary, path=path, skip=skip, severities=severities)
