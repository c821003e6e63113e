"""A concept as a form, and a form as the cells that are to be written: terms are rows, lists have an entry a line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kztrans.errors import InputError
from kztrans.glossary.columns import BETWEEN, cells_of, ordered
from kztrans.glossary.headers import column
from kztrans.glossary.record import from_cells
from kztrans.glossary.shaping import FORMERLY
from kztrans.languages.names import named
from kztrans.model import Concept, Term
from kztrans.review.interface import mark
from kztrans.review.told import Refused
from kztrans.typed import on_one_line

__all__ = ["STATUSES", "TYPES", "Field", "TermRow", "fields", "seen_in", "term_rows", "terms_in", "wanted"]

STATUSES: dict[str, str] = {
    "preferred": mark("preferred"),
    "admitted": mark("admitted"),
    "deprecated": mark("to avoid"),
    "superseded": mark("superseded"),
}
"""Statuses of a term, with what they are called."""
TYPES: dict[str, str] = {
    "full": mark("full form"),
    "abbreviation": mark("abbreviation"),
    "short": mark("short form"),
    "variant": mark("variant"),
    "former": mark("former name"),
    "adjective": mark("its adjective"),
    "inhabitant": mark("its inhabitant"),
}
"""Types of a term, with what they are called."""
SPARE = 6
"""Empty rows for more terms."""
MOST = 60
"""Rows that are taken of a form."""
FIRST = ("pos", "definition", "advice", "note")
MORE = ("risk", "subject", "domain", "valid", "relations", "source")
LISTED = frozenset({"not", "with", "example"})
"""Kinds of columns that hold several phrases."""
_DECIDED = frozenset({"concept", "review", "reviewer", "reviewed", "comment", FORMERLY})
"""Columns that are not typed into the form."""


_REGION = re.compile(r"[A-Z]{2}|[0-9]{3}")


@dataclass(frozen=True, slots=True)
class TermRow:
    """A row of the form."""

    text: str = ""
    lang: str = ""
    status: str = "admitted"
    type: str = "full"
    region: str = ""
    uses: int = 0
    """Texts of the documents that it stands in."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a concept in the form: as the user saw it, as it is now, and as they typed it."""

    name: str
    was: str
    now: str
    typed: str
    listed: bool = False
    """Is it a list, an entry a line?"""

    @property
    def clash(self) -> bool:
        """Did both change it, to different texts?"""
        return self.now not in (self.was, self.typed) and self.typed != self.was

    @property
    def value(self) -> str:
        """What the form shows: what was typed, else what is there now."""
        text = self.now if self.typed == self.was else self.typed
        return text.replace(BETWEEN, "\n") if self.listed else text


def seen_in(form: Mapping[str, str]) -> dict[str, str] | None:
    """The cells that somebody saw when they opened the form; None where the form does not say."""
    seen: Any = None
    with suppress(ValueError, RecursionError):
        seen = json.loads(form.get("seen", ""))
    if not isinstance(seen, dict):
        return None
    return {name: text for name, text in seen.items() if isinstance(text, str)}


def term_rows(
    concept: Concept, form: Mapping[str, str], uses: Mapping[tuple[str, str], int], langs: Sequence[str]
) -> list[TermRow]:
    """The rows of the form: what was typed, else the concept's terms; then empty ones.

    Args:
        uses: how often terms stand in the documents, by language and text.
        langs: the languages that the first empty rows are for, where the concept has no term of them.
    """
    typed = list(_typed(form))
    rows = typed or [TermRow(t.text, t.lang, t.status, t.type, t.region) for t in concept.terms]
    rows = [replace(row, uses=uses.get((row.lang, row.text), 0)) for row in rows if row.text]
    there = {row.lang for row in rows}
    rows += [TermRow(lang=lang, status="preferred") for lang in langs[:2] if lang not in there]
    return rows + [TermRow(lang=langs[-1] if len(langs) == 1 else "") for _ in range(SPARE)]


def terms_in(form: Mapping[str, str], before: Sequence[Term] = ()) -> tuple[Term, ...]:
    """The terms of the form's rows, one of them preferred in each language.

    Of several that are said to be preferred it is the one that was not before: the user has just chosen it.

    Raises:
        InputError: a row has no language, or one that is none, or what no status, type or region is, or a character
            that no text has.
    """
    for number in range(MOST):
        on_one_line(form.get(f"term.{number}.text", ""), "the term")
    was = {(term.lang, term.text) for term in before if term.status == "preferred"}
    terms = [_term(row) for row in _typed(form) if row.text]
    terms.sort(key=lambda t: t.status == "preferred" and (t.lang, t.text) in was)
    seen: set[Term] = set()
    return tuple(term for term in ordered(terms) if not (term in seen or seen.add(term)))  # type: ignore[func-returns-value]


def wanted(form: Mapping[str, str], now: Mapping[str, str], path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The cells of a concept as the user saw them, and as they want them.

    Fields that the form does not have stay as they are now; so does what is to stay as somebody else left it.

    Raises:
        InputError: a row of the terms that is none, or no term at all, or a character that no text has.
    """
    before, after = _cells_wanted(form, now)
    for name, text in after.items():
        if text != before.get(name, ""):
            on_one_line(form.get(f"cell.{name}", ""), repr(name))
    if _has_terms(form):
        after |= _terms_wanted(form, before, path)
    for name in form:
        if form[name] == "now" and name.startswith("pick."):
            chosen = name.removeprefix("pick.")
            before[chosen] = after[chosen] = now.get(chosen, "")
    return before, after


def _cells_wanted(form: Mapping[str, str], now: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    seen = seen_in(form)
    before = dict(now) if seen is None else {name: seen.get(name, "") for name in {**now, **seen}}
    before |= {name.removeprefix("was."): text for name, text in form.items() if name.startswith("was.")}
    before = {name: text for name, text in before.items() if name in now or _editable(name, now)}
    after = dict(before)
    for name, text in form.items():
        column_name = name.removeprefix("cell.")
        if column_name != name and _editable(column_name, now):
            after[column_name] = _cell(column_name, text, before.get(column_name, ""))
    return before, after


def _has_terms(form: Mapping[str, str]) -> bool:
    return any(name.startswith("term.") for name in form)


def _terms_wanted(form: Mapping[str, str], before: Mapping[str, str], path: Path) -> dict[str, str]:
    """The cells of all columns of terms, as the rows of the form make them."""
    there = any(text.strip() for name, text in before.items() if column(name).kind == "term")
    old = from_cells(before, path) if there else Concept("", ())
    cells = cells_of(replace(old, terms=terms_in(form, old.terms)))
    names = dict.fromkeys(name for name in {**before, **cells} if column(name).kind == "term")
    return {name: cells.get(name, "") for name in names}


def fields(
    now: Mapping[str, str], form: Mapping[str, str], langs: Sequence[str], path: Path
) -> tuple[list[Field], list[Field], list[Field]]:
    """The form's fields: those that are mostly filled in, the others, and the columns of terms that clash."""
    before, after = _cells_wanted(form, now)
    if _has_terms(form):
        with suppress(InputError):
            after |= _terms_wanted(form, before, path)
    lists = [pattern.format(lang) for pattern in ("example:{}", "{}:not", "{}:with") for lang in langs[:2]]
    lists += [name for name in now if column(name).kind in LISTED and name not in lists]
    others = [name for name in now if column(name).kind == "extra" and name not in _DECIDED]
    more = [name for name in MORE if name != "domain" or "domain" in now]
    found = {
        name: Field(name, before.get(name, ""), now.get(name, ""), after.get(name, ""), _is_list(name))
        for name in (*FIRST, *more, *lists, *others, *(n for n in {**now, **after} if column(n).kind == "term"))
    }
    terms = [field for name, field in found.items() if column(name).kind == "term" and field.clash]
    return [found[name] for name in FIRST], [found[name] for name in (*more, *lists, *others)], terms


def _is_list(name: str) -> bool:
    return name == "relations" or column(name).kind in LISTED


def _cell(name: str, text: str, before: str) -> str:
    """A field as the file has it; what differs from before in white space alone stays as it was."""
    if _is_list(name):
        pieces = [" ".join(line.split()) for line in text.splitlines()]
        return BETWEEN.join(filter(None, pieces))
    new = " ".join(text.split())
    return before if new == " ".join(before.split()) else new


def _editable(name: str, now: Mapping[str, str]) -> bool:
    """May a column be typed into? One that kztrans does not know has to be there already."""
    if name in _DECIDED or (name == "domain" and name not in now):
        return False
    return column(name).kind != "extra" or name in now


def _typed(form: Mapping[str, str]) -> list[TermRow]:
    rows = []
    for number in range(MOST):
        own = {part: form.get(f"term.{number}.{part}", "").strip() for part in ("lang", "status", "type", "region")}
        text = " ".join(form.get(f"term.{number}.text", "").split())
        if text or any(own.values()):
            rows.append(TermRow(text, own["lang"], own["status"] or "admitted", own["type"] or "full", own["region"]))
    return rows


def _term(row: TermRow) -> Term:
    lang = named(row.lang.lower().replace("_", "-"), True)
    if not lang and not row.lang:
        raise Refused(mark("The term “%(term)s” has no language. Write its code, such as id or en."), term=row.text)
    if not lang:
        raise Refused(mark("“%(code)s” is no code of a language. Write one such as id, en or kk-Latn."), code=row.lang)
    if BETWEEN in row.text:
        raise Refused(mark("The term “%(term)s” has a bar in it. Give each term a row of its own."), term=row.text)
    if row.status not in STATUSES or row.type not in TYPES:
        raise Refused(mark("The status or type of “%(term)s” is not known. Use the lists of the page."), term=row.text)
    region = row.region.upper()
    if region and not _REGION.fullmatch(region):
        raise Refused(mark("“%(code)s” is no code of a region. Write two letters such as GB or US."), code=row.region)
    status: Any = row.status
    kind: Any = row.type
    return Term(row.text, lang, status, kind, region)
