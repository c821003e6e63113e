"""A table's rows made concepts, and concepts made rows."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any

from kztrans.errors import InputError
from kztrans.glossary.headers import (
    FIELDS,
    STATUS,
    TERMS,
    TYPES,
    Column,
    Sheet,
    column,
    extra_name,
    heading,
    layout,
    part_of_speech,
)
from kztrans.model import Concept, Status, Term

__all__ = [
    "BETWEEN",
    "FIELDS",
    "REVIEWS",
    "Sheet",
    "by_language",
    "cells_of",
    "columns_of",
    "concepts_of",
    "header_of",
    "layout",
    "ordered",
    "part_of_speech",
    "phrases",
    "slug",
]

BETWEEN = " | "
"""What stands between the terms of a cell."""
REVIEWS = ("", "proposed", "approved", "rejected", "deprecated")
_MOST_TITLES = 10
"""Rows at most that a table's title takes."""

_SPLIT = re.compile(r"\s\|\s|^\|\s|\s\|$")


def concepts_of(
    sheet: Sheet, langs: tuple[str, str], remarks: list[str] | None = None
) -> tuple[list[Concept], tuple[str, ...], list[int]]:
    """The concepts of a table, its columns, and the line of each concept.

    ``remarks`` is given a line on a table without a header: its first row is terms.

    Raises:
        InputError: a row that cannot be one: file, row, column and reason.
    """
    rows = [(line, cells) for line, cells in sheet.rows if any(cell.strip() for cell in cells)]
    if not rows:
        return [], (), []
    begin, columns = header_of(sheet, rows, langs)
    if columns is not None:
        rows = rows[begin + 1 :]
        columns = _with_states(columns, rows)
    elif max(len(cells) for _, cells in rows) <= 3 and min(len(cells) for _, cells in rows) >= 2:
        columns = (*langs, "note")
        if remarks is not None and not sheet.own_pairs:
            line, (first, second, *_) = rows[0]
            remarks.append(f"{sheet.path}:{line}: no header is known here; {first!r} = {second!r} is taken for terms")
    else:
        raise InputError(
            "no columns of two languages",
            path=sheet.path,
            line=rows[0][0],
            remedy="head them with language codes (id, en), or give source, target and comment without a header",
        )
    return _Rows(sheet, columns).concepts(rows), columns, [line for line, _ in rows]


def header_of(
    sheet: Sheet, rows: Sequence[tuple[int, Sequence[str]]], langs: tuple[str, str]
) -> tuple[int, tuple[str, ...] | None]:
    """The number of the row that heads a table, and the columns; titles may stand above it, one cell a row."""
    if sheet.own_pairs:
        return 0, None
    for number, (_, cells) in enumerate(rows[:_MOST_TITLES]):
        columns = layout(cells, langs)
        if columns is not None:
            return number, columns
        if sum(bool(cell.strip()) for cell in cells) > 1:
            break
    return 0, None


def _with_states(columns: tuple[str, ...], rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[str, ...]:
    """The columns; one that another program calls status is no state of ours where it holds other words."""
    if STATUS not in columns:
        return columns
    at = columns.index(STATUS)
    known = all(len(cells) <= at or cells[at].strip().lower() in REVIEWS for _, cells in rows)
    return tuple(("review" if known else "status") if name == STATUS else name for name in columns)


_Found = tuple[tuple[int, int, bool], Column, str]
"""A term's text as a row has it, with its column and the column's rank among those of its language."""
_LISTS = (("not", "excluded"), ("with", "required"), ("example", "examples"))


class _Rows:
    """Rows made concepts, one after the other; identifiers are made for those that have none."""

    def __init__(self, sheet: Sheet, columns: tuple[str, ...]) -> None:
        self._sheet = sheet
        self._columns = [column(name) for name in columns]
        self._ranked = [(held, _rank(held)) for held in self._columns]
        self._nameless = [number for number, name in enumerate(columns) if not name]
        self._extra = [(n, held.name) for n, held in enumerate(self._columns) if held.kind == "extra" and held.name]
        self._lines: dict[str, int] = {}

    def concepts(self, rows: Sequence[tuple[int, Sequence[str]]]) -> list[Concept]:
        return [self._concept(line, cells) for line, cells in rows]

    def _concept(self, line: int, cells: Sequence[str]) -> Concept:
        if len(cells) != len(self._columns) or self._nameless:
            cells = self._fitted(line, cells)
        fields, terms = self._held(cells)
        if not any(terms.values()):
            raise self._bad(line, None, "a row without a term", "fill a language's column, or delete the row")
        identifier = self._identifier(line, fields.pop("concept", ""), terms)
        domain = fields.pop("domain", "") or self._sheet.domain
        if "review" in fields:
            fields["review"] = self._review(line, fields["review"])
        if "pos" in fields:
            fields["pos"] = part_of_speech(fields["pos"])
        if self._extra:
            fields["extra"] = tuple([(name, cells[number]) for number, name in self._extra])
        return Concept(identifier, _made(terms), domain=domain, **fields)

    def _held(self, cells: Sequence[str]) -> tuple[dict[str, Any], dict[str, list[_Found]]]:
        """What a row's cells hold: fields of a concept, and terms by language."""
        fields: dict[str, Any] = {}
        lists: dict[str, list[tuple[str, str]]] = {}
        terms: dict[str, list[_Found]] = {}
        for (held, rank), cell in compress(zip(self._ranked, cells, strict=True), cells):
            kind = held.kind
            if kind == "field":
                fields[held.name] = cell
            elif kind == "term":
                group = terms.get(held.lang)
                if group is None:
                    group = terms[held.lang] = []
                group += [(rank, held, text) for text in phrases(cell)]
            elif kind != "extra":
                lists.setdefault(kind, []).extend([(held.lang, phrase) for phrase in phrases(cell)])
        for listed, name in _LISTS:
            if listed in lists:
                fields[name] = by_language(lists[listed])
        return fields, terms

    def _review(self, line: int, cell: str) -> str:
        review = cell.strip().lower()
        if review not in REVIEWS:
            raise self._bad(
                line, "review", f"{review!r} is no state of review", f"use {', '.join(REVIEWS[1:])}, or nothing"
            )
        return review

    def _fitted(self, line: int, cells: Sequence[str]) -> Sequence[str]:
        """A row's cells, as many as there are columns."""
        width = len(self._columns)
        for number, cell in enumerate(cells[width:], width + 1):
            if cell.strip():
                raise self._bad(
                    line, number, f"a cell more than the header has: {cell[:40]!r}", "quote cells with commas"
                )
        padded = [*cells[:width], *[""] * (width - len(cells))]
        for number in self._nameless:
            if padded[number].strip():
                raise self._bad(line, number + 1, "a column without a name", "name it in the header")
        return padded

    def _identifier(self, line: int, given: str, terms: Mapping[str, list[_Found]]) -> str:
        identifier = given.strip()
        if not identifier:
            base = identifier = slug((terms.get("en") or next(filter(None, terms.values())))[0][2])
            number = 1
            while identifier in self._lines:
                number += 1
                identifier = f"{base}-{number}"
        elif identifier in self._lines:
            first = self._lines[identifier]
            raise self._bad(
                line, "concept", f"{identifier!r} is the concept of line {first} too", "give it another name"
            )
        self._lines[identifier] = line
        return identifier

    def _bad(self, line: int, column: str | int | None, reason: str, remedy: str) -> InputError:
        return InputError(reason, path=self._sheet.path, line=line, column=column, remedy=remedy)


def phrases(cell: str) -> list[str]:
    """The terms, phrases or sentences of a cell."""
    if "|" not in cell:
        return [cell] if cell and not cell.isspace() else []
    plain = cell.count("|") == cell.count(BETWEEN)
    return [text for text in (cell.split(BETWEEN) if plain else _SPLIT.split(cell)) if text.strip()]


def by_language(pieces: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Pieces of text with their languages, a language after the other, each in the order it came."""
    return tuple(sorted(pieces, key=itemgetter(0)) if len(pieces) > 1 else pieces)


_ORDER = {"preferred": 0, "admitted": 1, "deprecated": 2, "superseded": 3}
_BY_TYPE = {kind: number for number, kind in enumerate(("full", *TYPES.values()))}


def _made(terms: Mapping[str, list[_Found]]) -> tuple[Term, ...]:
    """The terms of a row by language, in the order that ``ordered`` gives them, told here by their columns."""
    made = []
    for lang, group in terms.items():
        if len(group) > 1:
            group.sort(key=itemgetter(0))
        usable: Status = "preferred"
        for _, held, text in group:
            made.append(Term(text, lang, held.status or usable, held.type, held.region))
            usable = "admitted"
    return tuple(made)


def _rank(held: Column) -> tuple[int, int, bool]:
    return _ORDER[held.status or "admitted"], _BY_TYPE[held.type], held.region != ""


def ordered(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms by language, in the order in which the languages come, preferred first, one preferred term a language.

    Where none is said to be preferred, full forms come first.
    """
    langs: dict[str, list[Term]] = {}
    for term in terms:
        own = langs.get(term.lang)
        if own is None:
            langs[term.lang] = [term]
        else:
            own.append(term)
    return tuple(term for group in langs.values() for term in _ranked(group))


def _ranked(group: list[Term]) -> list[Term]:
    if len(group) > 1:
        stated = any(term.status == "preferred" for term in group)
        group = sorted(group, key=lambda t: (_ORDER[t.status], 0 if stated else (_BY_TYPE[t.type], t.region != "")))
    for number, term in enumerate(group):
        status: Status = "admitted" if number else "preferred"
        if term.status in ("preferred", "admitted") and term.status != status:
            group[number] = Term(term.text, term.lang, status, term.type, term.region)
    return group


def columns_of(concepts: Sequence[Concept], domain: str, given: Sequence[str] = ()) -> tuple[str, ...]:
    """The columns that hold all of some concepts: those given, and whatever else they need, in the usual order."""
    needed: dict[str, None] = {}
    for concept in concepts:
        needed |= dict.fromkeys(_term_cells(concept))
    terms = sorted(needed, key=lambda name: _PLACES[_mark(name)])
    langs = [name for name in given if name in needed and not _mark(name)]
    langs += [name for name in terms if name not in langs and not _mark(name)]
    wanted = ["concept", "pos", *langs, *(name for name in terms if _mark(name))]
    for form, lists in (("{}:not", "excluded"), ("{}:with", "required")):
        wanted += _columns_of_lists(form, lists, concepts, langs)
    examples = _columns_of_lists("example:{}", "examples", concepts, langs)
    for name in FIELDS[1:]:
        if name == "valid":
            wanted += examples
        if name not in _SELDOM or any(getattr(concept, name) for concept in concepts):
            wanted.append(name)
    if any(concept.domain != domain for concept in concepts):
        wanted.append("domain")
    extras = dict.fromkeys(extra_name(name) for concept in concepts for name, _ in concept.extra)
    wanted += [name for name in extras if name not in wanted]
    return (*given, *(name for name in wanted if name not in given))


def _columns_of_lists(form: str, field: str, concepts: Sequence[Concept], langs: Sequence[str]) -> list[str]:
    found = sorted({lang for concept in concepts for lang, _ in getattr(concept, field)})
    return [form.format(lang) for lang in (*(x for x in langs if x in found), *(x for x in found if x not in langs))]


_SELDOM = frozenset({"risk", "subject", "advice", "valid", "relations"})
"""Fields that have a column only where a concept needs it."""
_AFTER = [f"{kind}{status}" for status in ("avoid", "superseded") for kind in ("", *(f"{each}:" for each in TYPES))]
_PLACES = {mark: number for number, mark in enumerate(("", *TYPES, *_AFTER))}


def _mark(name: str) -> str:
    mark = name.partition(":")[2]
    return "" if mark == TERMS else mark


def cells_of(concept: Concept) -> dict[str, str]:
    """A concept's cells by column."""
    cells = {"concept": concept.id, "domain": concept.domain, **{name: getattr(concept, name) for name in FIELDS}}
    lists = _term_cells(concept)
    for form, pieces in (("{}:not", concept.excluded), ("{}:with", concept.required), ("example:{}", concept.examples)):
        for lang, phrase in pieces:
            lists[form.format(lang)].append(phrase)
    extra = {extra_name(name): text for name, text in concept.extra}
    return extra | cells | {name: BETWEEN.join(texts) for name, texts in lists.items()}


def _term_cells(concept: Concept) -> dict[str, list[str]]:
    """The terms of each column. One that is preferred to a full form stands among the full forms, ahead of them."""
    full = {term.lang for term in concept.terms if term.type == "full" and term.status in ("preferred", "admitted")}
    cells: dict[str, list[str]] = defaultdict(list)
    for term in concept.terms:
        lang = f"{term.lang}-{term.region}" if term.region else term.lang
        chosen = term.status == "preferred" and term.lang in full
        kind = "" if chosen or term.type == "full" else _MARK_OF[term.type]
        mark = ":".join(filter(None, (kind, _WRITTEN.get(term.status, ""))))
        cells[f"{lang}:{mark}" if mark else heading(lang)].append(term.text)
    return cells


_WRITTEN = {"deprecated": "avoid", "superseded": "superseded"}
_MARK_OF = {kind: mark for mark, kind in TYPES.items()}


def slug(text: str) -> str:
    """An identifier made from a term.

    >>> slug("Shanghai Co-operation Organisation (SCO)"), slug("Қазақстан")
    ('shanghai-co-operation-organisation-sco', 'қазақстан')
    """
    plain = unicodedata.normalize("NFKD", text) if text.isascii() else unicodedata.normalize("NFC", text)
    return "-".join(re.findall(r"[^\W_]+", plain.lower())) or "concept"
