"""A table's header: what each column holds.

Three kinds of table are known by their headers: the glossary's own (a column a language, ``concept`` and the rest
beside them), source and target (Weblate's CSV, Poedit's), and two or three columns without one (OmegaT's glossary).

A column of a language is named by its code (``en``), a region perhaps (``en-GB``), and a mark: a kind of term
(``en:short``), terms to avoid (``en:avoid``), or phrases and words that tell a term's senses apart (``id:not``,
``id:with``). ``example:en`` holds sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kztrans.languages import codes
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
_MARKS = frozenset({*TYPES, *_STATUSES, "not", "with", TERMS})
_CODES = frozenset(
    """aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta
    te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu in iw ji jav sun min bug ace ban
    tet mad kaa crh fil ceb yue haw hsb ckb gsw nds ast ind eng kaz rus""".split()
)
"""ISO 639 codes that may head a column alone: those of two letters, and a few of three that are no words."""
_NAMES = {
    "indonesian": "id", "bahasa indonesia": "id", "indonesia": "id", "indonésien": "id", "english": "en",
    "inggris": "en", "bahasa inggris": "en", "kazakh": "kk", "kazak": "kk", "bahasa kazakh": "kk", "russian": "ru",
    "rusia": "ru", "bahasa rusia": "ru", "казахский": "kk", "қазақша": "kk", "русский": "ru", "malay": "ms",
    "melayu": "ms", "bahasa melayu": "ms", "javanese": "jv", "sundanese": "su", "chinese": "zh", "french": "fr",
    "german": "de", "spanish": "es", "portuguese": "pt", "dutch": "nl", "arabic": "ar", "japanese": "ja",
    "korean": "ko", "turkish": "tr", "uzbek": "uz", "kyrgyz": "ky", "tajik": "tg", "turkmen": "tk",
}  # fmt: skip
_REGIONS = {
    "indonesia": "ID", "united states": "US", "usa": "US", "united kingdom": "GB", "great britain": "GB", "uk": "GB",
    "australia": "AU", "canada": "CA", "kazakhstan": "KZ", "russia": "RU",
}  # fmt: skip
_BEFORE = frozenset({"term", "terms", "istilah", "source", "target", "sumber", "sasaran"})
"""What stands before a language in the headers of other programs: ``Term: Indonesian``, ``target:en``."""
_WITH_MORE = re.compile(r"(.+?)\s*[(\[–-]\s*([^()\[\]]+?)\s*[)\]]?")
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
    if base.strip() in _BEFORE and _code(mark.strip().replace("_", "-"), False):
        base, colon, mark = mark, "", ""
    if colon and mark not in _MARKS:
        return ""
    code = _code(base.strip().lower().replace("_", "-"), bool(colon))
    if not code:
        return ""
    return heading(code) if mark == TERMS else f"{code}{colon}{mark}"


def _code(name: str, marked: bool) -> str:
    """The code that a name of a language, or a code, means; a code of three letters only where a mark stands by."""
    primary = name.partition("-")[0]
    if primary in _CODES or (marked and re.fullmatch(r"[a-z]{2,3}", primary)):
        return codes.canonical(name)
    if name in _NAMES:
        return _NAMES[name]
    more = _WITH_MORE.fullmatch(name)
    if more is None:
        return ""
    first, second = more.groups()
    inner = second.replace("_", "-")
    if first in _NAMES or first in _CODES:
        if inner.partition("-")[0] in _CODES and codes.same(inner, _NAMES.get(first, first)):
            return codes.canonical(inner)
        region = _REGIONS.get(second) or (second.upper() if re.fullmatch(r"[a-z]{2}", second) else "")
        own = _NAMES.get(first, first)
        return codes.canonical(f"{own}-{region}") if region else (own if second in _NAMES else "")
    return ""


def heading(lang: str) -> str:
    """The title of the column of a language's full terms: its code, with a mark where that alone would not be known.

    >>> heading("kk-Latn"), heading("bjn")
    ('kk-Latn', 'bjn:term')
    """
    return lang if lang.lower().partition("-")[0] in _CODES else f"{lang}:{TERMS}"


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
    return Column(name, "term", base, TYPES.get(mark, "full"), _STATUSES.get(mark), region)


def part_of_speech(text: str) -> str:
    """A part of speech in kztrans's words; one that it does not know as it came.

    >>> part_of_speech("properNoun"), part_of_speech("kata kerja"), part_of_speech("N."), part_of_speech("idiom")
    ('proper noun', 'verb', 'noun', 'idiom')
    """
    plain = text.strip().lower().rstrip(".")
    known = ("noun", "proper noun", "verb", "adjective", "adverb", "other")
    return plain if plain in known else _POS.get(plain, text.strip())
