"""A table's header: what each column holds.

Three kinds of table are known by their headers: the glossary's own (a column a language, ``concept`` and the rest
beside them), source and target (Weblate's CSV, Poedit's), and two or three columns without one (OmegaT's glossary).

A column of a language is named by its code (``en``), a region perhaps (``en-GB``), and a mark: a kind of term
(``en:short``), terms to avoid (``en:avoid``), both (``en:variant:avoid``), or phrases and words that tell a term's
senses apart (``id:not``, ``id:with``). ``example:en`` holds sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kztrans.languages.names import COLUMN_CODES, named
from kztrans.model import Status, TermType

__all__ = [
    "FIELDS",
    "STATUS",
    "TERMS",
    "TYPES",
    "Column",
    "Sheet",
    "column",
    "extra_name",
    "heading",
    "layout",
    "part_of_speech",
]

_REGION = re.compile(r"-([A-Z]{2}|[0-9]{3})(?=-|$)")

FIELDS = (
    "pos",
    "risk",
    "subject",
    "definition",
    "advice",
    "note",
    "valid",
    "relations",
    "source",
    "review",
    "reviewer",
    "reviewed",
)
"""Columns of the glossary's own form that are a concept's fields of the same name."""
TYPES: dict[str, TermType] = {
    "abbr": "abbreviation",
    "short": "short",
    "variant": "variant",
    "former": "former",
    "adjective": "adjective",
    "inhabitant": "inhabitant",
}
"""Marks of the columns of each type of term, in the order in which they are written."""

TERMS = "term"
"""The mark of a column of full terms whose code alone is not known to head a column: ``ceb:term``."""

_STATUSES: dict[str, Status] = {"avoid": "deprecated", "superseded": "superseded"}
_BOTH = {f"{kind}:{status}" for kind in TYPES for status in _STATUSES}
"""Marks of both: a variant to avoid, ``en:variant:avoid``."""
_MARKS = frozenset({*TYPES, *_STATUSES, *_BOTH, "not", "with", TERMS})
_BEFORE = frozenset({"term", "terms", "istilah", "source", "target", "sumber", "sasaran"})
"""What stands before a language in the headers of other programs: ``Term: Indonesian``, ``target:en``."""
_PAIRS = (
    ("source", "target"), ("term", "translation"), ("source term", "target term"), ("istilah", "padanan"),
    ("istilah", "terjemahan"), ("sumber", "sasaran"), ("asal", "terjemahan"), ("original", "translation"),
)  # fmt: skip
"""Names of the source's and the target's column."""
STATUS = "status?"
"""A column that may hold states of review, or those of another program."""
_FIELD_NAMES = {
    "id": "concept", "concept id": "concept", "entry id": "concept", "part of speech": "pos", "partofspeech": "pos",
    "kelas kata": "pos", "definisi": "definition", "description": "definition", "explanation": "definition",
    "comment": "note", "comments": "note", "notes": "note", "catatan": "note", "keterangan": "note",
    "translator_comments": "note", "developer_comments": "definition", "subject": "domain", "bidang": "domain",
    "subject field": "domain", "context": "context", "status": STATUS,
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
    for pair in _PAIRS:
        if set(pair) <= set(names):
            known = _FIELD_NAMES | dict(zip(pair, langs, strict=True))
            return _unique(known.get(name, written) for name, written in zip(names, shown, strict=True))
    found = [_language(name) for name in names]
    if "concept" in names:
        return _unique(lang or written for lang, written in zip(found, shown, strict=True))
    found = _without_regions(found)
    if found.count("id") > 1 and "id" in names:
        found[names.index("id")] = ""
    if len({lang for lang in found if lang}) < 2:
        return None
    return _unique(
        lang or (name if name in FIELDS else _FIELD_NAMES.get(name, written))
        for lang, name, written in zip(found, names, shown, strict=True)
    )


def _without_regions(found: list[str]) -> list[str]:
    """Language columns without their regions (``en-GB``), save where a table has several of one language."""
    regions: dict[str, set[str]] = {}
    for lang in found:
        base, region = _divided(lang.partition(":")[0])
        regions.setdefault(base, set()).add(region)
    alone = {base for base, own in regions.items() if len(own) == 1}
    return [_regionless(lang) if _divided(lang.partition(":")[0])[0] in alone else lang for lang in found]


def _regionless(lang: str) -> str:
    code, colon, mark = lang.partition(":")
    return _divided(code)[0] + colon + mark


def _divided(code: str) -> tuple[str, str]:
    """A code without its region, and the region."""
    region = _REGION.search(code)
    return (code[: region.start()], region[1]) if region else (code, "")


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
    base, colon, mark = name.partition(":")
    if base.strip() in _BEFORE and named(mark.strip().replace("_", "-"), False):
        base, colon, mark = mark, "", ""
    if colon and mark not in _MARKS:
        return ""
    code = named(base.strip().lower().replace("_", "-"), bool(colon))
    if not code:
        return ""
    return heading(code) if mark == TERMS else f"{code}{colon}{mark}"


def heading(lang: str) -> str:
    """The title of the column of a language's full terms: its code, with a mark where that alone would not be known.

    >>> heading("kk-Latn"), heading("bjn")
    ('kk-Latn', 'bjn:term')
    """
    return lang if lang.lower().partition("-")[0] in COLUMN_CODES else f"{lang}:{TERMS}"


def extra_name(name: str) -> str:
    """What a field that kztrans does not know is called in a table: its own name, unless that is one of ours.

    >>> extra_name("client"), extra_name("id"), extra_name("definition")
    ('client', 'other:id', 'other:definition')
    """
    shown = " ".join(name.split())
    own = not shown or column(shown).kind != "extra" or bool(_language(shown.lower()))
    return f"other:{shown}" if own else shown


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: terms, a field, phrases that tell senses apart, examples, or what kztrans does not know."""

    name: str
    kind: Literal["term", "field", "not", "with", "example", "extra"]
    lang: str = ""
    type: TermType = "full"
    status: Status | None = None
    region: str = ""


@lru_cache(maxsize=1024)
def column(name: str) -> Column:
    """What a column of this name, in kztrans's own names, holds.

    >>> column("en-GB:short")
    Column(name='en-GB:short', kind='term', lang='en', type='short', status=None, region='GB')
    """
    if name in FIELDS or name in ("concept", "domain"):
        return Column(name, "field")
    if name.startswith("example:"):
        return Column(name, "example", name.partition(":")[2])
    lang = _language(name).partition(":")[0]
    mark = name.partition(":")[2]
    if not lang:
        return Column(name, "extra")
    if mark in {"not", "with"}:
        return Column(name, "not" if mark == "not" else "with", lang)
    base, region = _divided(lang)
    kind, _, status = mark.partition(":")
    return Column(name, "term", base, TYPES.get(kind, "full"), _STATUSES.get(status or kind), region)


def part_of_speech(text: str) -> str:
    """A part of speech in kztrans's words; one that it does not know as it came.

    >>> part_of_speech("properNoun"), part_of_speech("kata kerja"), part_of_speech("N."), part_of_speech("idiom")
    ('proper noun', 'verb', 'noun', 'idiom')
    """
    plain = text.strip().lower().rstrip(".")
    known = ("noun", "proper noun", "verb", "adjective", "adverb", "other")
    return plain if plain in known else _POS.get(plain, text.strip())
