"""A table's columns: what each header says a column holds, and rows made concepts and concepts rows.

Three kinds of table are known by their headers: the glossary's own (a column a language, ``concept`` and the rest
beside them), source and target (Weblate's CSV, Poedit's), and two or three columns without one (OmegaT's glossary).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kztrans.errors import InputError
from kztrans.model import Concept, Status, Term

__all__ = [
    "BETWEEN",
    "FIELDS",
    "Sheet",
    "cells_of",
    "columns_of",
    "concepts_of",
    "layout",
    "ordered",
    "part_of_speech",
    "slug",
]

FIELDS = ("pos", "definition", "note", "source", "review", "reviewer", "reviewed")
"""Columns of the glossary's own form that are a concept's fields of the same name."""
BETWEEN = " | "
"""What stands between the terms of a cell."""
REVIEWS = ("", "proposed", "approved", "rejected", "deprecated")

_STATUSES: dict[str, Status] = {"avoid": "deprecated", "superseded": "superseded"}
_SPLIT = re.compile(r"\s\|\s|^\|\s|\s\|$")
_CODES = frozenset(
    """aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta
    te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu jav sun min bug ace ban
    tet mad kaa crh""".split()
)
"""ISO 639 codes that may head a column: those of two letters, and a few of three."""
_NAMES = {
    "indonesian": "id", "bahasa indonesia": "id", "indonesia": "id", "ind": "id", "english": "en", "inggris": "en",
    "bahasa inggris": "en", "eng": "en", "kazakh": "kk", "kazak": "kk", "bahasa kazakh": "kk", "kaz": "kk",
    "russian": "ru", "rusia": "ru", "bahasa rusia": "ru", "rus": "ru",
}  # fmt: skip
_FIELD_NAMES = {
    "id": "concept", "concept id": "concept", "entry id": "concept", "part of speech": "pos", "partofspeech": "pos",
    "kelas kata": "pos", "definisi": "definition", "description": "definition", "explanation": "definition",
    "comment": "note", "comments": "note", "notes": "note", "catatan": "note", "keterangan": "note",
    "translator_comments": "note", "developer_comments": "definition", "subject": "domain", "bidang": "domain",
    "subject field": "domain", "context": "context", "status": "review",
}  # fmt: skip
_POS = {
    "n": "noun", "nomina": "noun", "kata benda": "noun", "v": "verb", "verba": "verb", "kata kerja": "verb",
    "adj": "adjective", "a": "adjective", "adjektiva": "adjective", "kata sifat": "adjective", "adv": "adverb",
    "adverbia": "adverb", "pn": "proper noun", "propn": "proper noun", "propernoun": "proper noun",
    "proper-noun": "proper noun", "name": "proper noun",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was read: rows of cells, each with the line (or row) it stands on, from 1."""

    path: str
    domain: str
    rows: Sequence[tuple[int, Sequence[str]]]
    own_pairs: bool = False
    """It is of a kind that has no header: source, target, comment."""


def layout(header: Sequence[str], langs: tuple[str, str]) -> tuple[str, ...] | None:
    """The columns that a header names, in kztrans's own names; None where it is no header of a glossary.

    >>> layout(["concept", "id", "en", "id:avoid"], ("id", "en"))
    ('concept', 'id', 'en', 'id:avoid')
    >>> layout(["location", "source", "target", "id", "fuzzy"], ("id", "en"))
    ('location', 'id', 'en', 'concept', 'fuzzy')
    >>> layout(["Bahasa Indonesia", "English"], ("id", "en")), layout(["perang", "war"], ("id", "en"))
    (('id', 'en'), None)
    """
    shown = [" ".join(name.split()) for name in header]
    names = [name.lower() for name in shown]
    for pair in (("source", "target"), ("term", "translation")):
        if set(pair) <= set(names):
            known = _FIELD_NAMES | dict(zip(pair, langs, strict=True))
            return _unique(known.get(name, written) for name, written in zip(names, shown, strict=True))
    found = _without_regions([_language(name) for name in names])
    if "concept" in names:
        return _unique(lang or written for lang, written in zip(found, shown, strict=True))
    if found.count("id") > 1 and "id" in names:
        found[names.index("id")] = ""
    if len({lang for lang in found if lang}) < 2:
        return None
    return _unique(
        lang or (name if name in FIELDS else _FIELD_NAMES.get(name, written))
        for lang, name, written in zip(found, names, shown, strict=True)
    )


def _without_regions(found: list[str]) -> list[str]:
    """Language columns without their regions (``en-GB``), save where a table has two of one language."""
    bases = [re.sub(r"-[^:]*", "", lang) for lang in found]
    return [base if bases.count(base) == 1 else lang for lang, base in zip(found, bases, strict=True)]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Names, each once: a second ``note`` is ``note 2``."""
    found: list[str] = []
    for name in names:
        number, chosen = 1, name
        while chosen in found and chosen:
            number += 1
            chosen = f"{name} {number}"
        found.append(chosen)
    return tuple(found)


def _language(name: str) -> str:
    """The language column (``id``, ``id:avoid``) that a header's name means, or ``""``."""
    base, colon, status = name.partition(":")
    if colon and status not in _STATUSES:
        return ""
    base = _NAMES.get(base, base).replace("_", "-")
    primary, *rest = base.split("-")
    if primary in _CODES or (colon and re.fullmatch(r"[a-z]{2,3}", primary)):
        return (
            "-".join([primary, *(part.upper() if len(part) == 2 else part.title() for part in rest)]) + colon + status
        )
    return ""


def concepts_of(sheet: Sheet, langs: tuple[str, str]) -> tuple[list[Concept], tuple[str, ...], list[int]]:
    """The concepts of a table, its columns, and the line of each concept.

    Raises:
        InputError: a row that cannot be one: file, row, column and reason.
    """
    rows = [(line, cells) for line, cells in sheet.rows if any(cell.strip() for cell in cells)]
    if not rows:
        return [], (), []
    columns = None if sheet.own_pairs else layout(rows[0][1], langs)
    if columns is not None:
        rows = rows[1:]
    elif max(len(cells) for _, cells in rows) <= 3 and min(len(cells) for _, cells in rows) >= 2:
        columns = (*langs, "note")
    else:
        raise InputError(
            "no columns of two languages",
            path=sheet.path,
            line=rows[0][0],
            remedy="head them with language codes (id, en), or give source, target and comment without a header",
        )
    return _Rows(sheet, columns).concepts(rows), columns, [line for line, _ in rows]


class _Rows:
    """Rows made concepts, one after the other; identifiers are made for those that have none."""

    def __init__(self, sheet: Sheet, columns: tuple[str, ...]) -> None:
        self._sheet = sheet
        self._columns = columns
        self._lines: dict[str, int] = {}

    def concepts(self, rows: Sequence[tuple[int, Sequence[str]]]) -> list[Concept]:
        return [self._concept(line, cells) for line, cells in rows]

    def _concept(self, line: int, cells: Sequence[str]) -> Concept:
        named = self._named(line, cells)
        terms = [term for name, cell in named.items() for term in _terms(name, cell)]
        if not terms:
            raise self._bad(line, None, "a row without a term", "fill a language's column, or delete the row")
        review = named.get("review", "").strip().lower()
        if review not in REVIEWS:
            raise self._bad(
                line, "review", f"{review!r} is no state of review", f"use {', '.join(REVIEWS[1:])}, or nothing"
            )
        fields = {name: named.get(name, "") for name in FIELDS} | {"review": review}
        fields["pos"] = part_of_speech(named.get("pos", ""))
        return Concept(
            self._identifier(line, named.get("concept", ""), terms),
            ordered(terms),
            domain=named.get("domain", "") or self._sheet.domain,
            extra=tuple((name, cell) for name, cell in named.items() if _is_extra(name)),
            **fields,
        )

    def _named(self, line: int, cells: Sequence[str]) -> dict[str, str]:
        for number, cell in enumerate(cells[len(self._columns) :], len(self._columns) + 1):
            if cell.strip():
                raise self._bad(
                    line, number, f"a cell more than the header has: {cell[:40]!r}", "quote cells with commas"
                )
        padded = [*cells, *[""] * (len(self._columns) - len(cells))]
        named = dict(zip(self._columns, padded, strict=False))
        if named.get("", "").strip():
            raise self._bad(line, self._columns.index("") + 1, "a column without a name", "name it in the header")
        named.pop("", None)
        return named

    def _identifier(self, line: int, given: str, terms: Sequence[Term]) -> str:
        identifier = given.strip()
        if not identifier:
            named = next((t for t in terms if t.lang == "en"), terms[0])
            base = identifier = slug(named.text)
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


def part_of_speech(text: str) -> str:
    """A part of speech in kztrans's words; one that it does not know as it came.

    >>> part_of_speech("properNoun"), part_of_speech("kata kerja"), part_of_speech("N."), part_of_speech("idiom")
    ('proper noun', 'verb', 'noun', 'idiom')
    """
    plain = text.strip().lower().rstrip(".")
    known = ("noun", "proper noun", "verb", "adjective", "adverb", "other")
    return plain if plain in known else _POS.get(plain, text.strip())


def _is_extra(name: str) -> bool:
    return name not in FIELDS and name not in ("concept", "domain") and not _language(name)


def _terms(column: str, cell: str) -> Iterable[Term]:
    lang, _, status = _language(column).partition(":")
    if not lang or not cell.strip():
        return
    texts = [text for text in _SPLIT.split(cell) if text.strip()]
    for number, text in enumerate(texts):
        yield Term(text, lang, _STATUSES.get(status) or ("preferred" if number == 0 else "admitted"))


_ORDER = {"preferred": 0, "admitted": 1, "deprecated": 2, "superseded": 3}


def ordered(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms by language, in the order in which the languages come, preferred first, one preferred term a language."""
    langs: dict[str, list[Term]] = {}
    for term in terms:
        langs.setdefault(term.lang, []).append(term)
    return tuple(term for group in langs.values() for term in _ranked(group))


def _ranked(group: list[Term]) -> list[Term]:
    ranked = sorted(group, key=lambda term: _ORDER[term.status])
    found: list[Term] = []
    for number, term in enumerate(ranked):
        status: Status = term.status
        if status in ("preferred", "admitted"):
            status = "preferred" if number == 0 else "admitted"
        found.append(Term(term.text, term.lang, status))
    return found


def columns_of(concepts: Sequence[Concept], domain: str, given: Sequence[str] = ()) -> tuple[str, ...]:
    """The columns that hold all of some concepts: those given, and whatever else they need, in the usual order."""
    langs = list(dict.fromkeys(term.lang for concept in concepts for term in concept.terms))
    langs = [*[lang for lang in given if lang in langs], *[lang for lang in langs if lang not in given]]
    marks = {(term.lang, term.status) for concept in concepts for term in concept.terms}
    avoided = [f"{lang}:avoid" for lang in langs if (lang, "deprecated") in marks]
    replaced = [f"{lang}:superseded" for lang in langs if (lang, "superseded") in marks]
    extra = dict.fromkeys(name for concept in concepts for name, _ in concept.extra)
    wanted = ["concept", "pos", *langs, *avoided, *replaced, *FIELDS[1:]]
    if any(concept.domain != domain for concept in concepts):
        wanted.append("domain")
    wanted += [name for name in extra if name not in wanted]
    if not given:
        return tuple(wanted)
    return (*given, *(name for name in wanted if name not in given))


def cells_of(concept: Concept) -> dict[str, str]:
    """A concept's cells by column."""
    cells = {"concept": concept.id, "domain": concept.domain, **{name: getattr(concept, name) for name in FIELDS}}
    for term in concept.terms:
        mark = {"deprecated": ":avoid", "superseded": ":superseded"}.get(term.status, "")
        column = term.lang + mark
        cells[column] = cells[column] + BETWEEN + term.text if column in cells else term.text
    return cells | dict(concept.extra)


def slug(text: str) -> str:
    """An identifier made from a term.

    >>> slug("Shanghai Co-operation Organisation (SCO)"), slug("Қазақстан")
    ('shanghai-co-operation-organisation-sco', 'қазақстан')
    """
    plain = unicodedata.normalize("NFKD", text) if text.isascii() else unicodedata.normalize("NFC", text)
    return "-".join(re.findall(r"[^\W_]+", plain.lower())) or "concept"
