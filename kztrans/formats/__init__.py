"""File formats: one module each, and one line each in ``FORMATS``.

A bilingual format is a module with ``read(path) -> Catalog``, ``parse(data, path) -> Catalog`` and
``serialize(catalog) -> bytes``; one with dialects takes the name of one behind the catalogue. To add one, write the
module and its line in ``FORMATS``; what its files cannot hold is said there too, and ``kztrans convert`` tells the
user. ``text`` is the one format that is not bilingual: documents are read with it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path, PurePath
from typing import Protocol, cast

from kztrans import plugins
from kztrans.errors import InputError
from kztrans.model import Catalog

__all__ = ["FORMATS", "WEBLATE", "Format", "between", "format_of", "formats", "read"]


class _Module(Protocol):
    """What the module of a format offers."""

    def read(
        self, path: str | os.PathLike[str], *languages: str | None, faults: list[InputError] | None = ...
    ) -> Catalog: ...

    def parse(self, data: bytes, path: str | os.PathLike[str]) -> Catalog: ...

    def serialize(self, catalog: Catalog, *dialect: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A bilingual file format. Its module is imported when it is needed."""

    name: str
    module_name: str
    """One of this package; a full name where another package adds a format."""
    endings: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    """Fields of ``Unit`` and ``Catalog`` that its files cannot hold."""
    omits: tuple[str, ...] = ()
    """States of units that have no place in its files: ``fuzzy``, ``untranslated``, ``obsolete``, ``plural``."""
    many_languages: bool = False
    """May a file hold more than two languages? Then ``read`` takes those that are wanted."""
    dialects: tuple[str, ...] = ()
    """Ways of writing it that other programs want, the usual one first."""
    undeclared: bool = False
    """Has a file no place to say what encoding it is in? Then one that is not Unicode's is guessed, and told."""
    piecewise: bool = False
    """Can a file be read up to a fault? Then ``read`` takes a list of faults."""
    tagged: bool = False
    """Has it elements for inline codes? In others they are tags in the text, and notes tell what they are."""

    @property
    def module(self) -> _Module:
        """The module that reads and writes it."""
        home = "kztrans.formats." if self in (*FORMATS, WEBLATE) else ""
        return cast(_Module, import_module(home + self.module_name))


FORMATS = (
    Format("PO", "po", (".po", ".pot"), lacks=("score", "origin", "id", "codes"), piecewise=True),
    Format(
        "TMX",
        "tmx",
        (".tmx",),
        lacks=(
            "references",
            "notes",
            "flags",
            "previous",
            "previous_context",
            "previous_plural",
            "headers",
            "header_comments",
        ),
        omits=("fuzzy", "untranslated", "obsolete", "plural"),
        many_languages=True,
        tagged=True,
    ),
    Format(
        "XLIFF",
        "xliff",
        (".xlf", ".xliff"),
        dialects=("2.0", "2.1", "1.2", "omegat"),
        piecewise=True,
        tagged=True,
        many_languages=True,
    ),
    Format(
        "CSV",
        "csv",
        (".csv",),
        lacks=("headers", "header_comments", "codes"),
        undeclared=True,
        many_languages=True,
        piecewise=True,
    ),
    Format(
        "TSV",
        "tsv",
        (".tsv", ".tab"),
        lacks=("headers", "header_comments", "codes"),
        undeclared=True,
        many_languages=True,
        piecewise=True,
    ),
    Format("HTML", "html", (".html", ".htm")),
)
"""Every bilingual format of ours."""
WEBLATE = Format(
    "Weblate's CSV",
    "weblate_csv",
    (".csv",),
    lacks=(
        "flags",
        "previous",
        "previous_context",
        "previous_plural",
        "score",
        "origin",
        "headers",
        "header_comments",
        "codes",
    ),
    omits=("obsolete", "plural"),
)
"""CSV with the columns of other programs, for those who ask for it."""


def formats() -> tuple[Format, ...]:
    """Every bilingual format; ours go before those of other packages."""
    return (*FORMATS, *plugins.added("formats", Format))


_SHEET = "save it as CSV UTF-8 in your spreadsheet program"
_XLIFF = "it is XLIFF 1.2: give a copy of it the ending .xlf"
_OTHERS = {
    **dict.fromkeys((".xlsx", ".xls", ".ods"), _SHEET),
    **dict.fromkeys((".sdlxliff", ".mqxliff", ".mxliff", ".txlf"), _XLIFF),
    ".mo": "name the .po that it was made from",
    ".tbx": "it is a glossary: kztrans glossary import reads it",
    ".docx": "it is a document: kztrans align and segment read it",
}
"""Endings of files that people have, and what to do with them."""


def format_of(path: str | os.PathLike[str]) -> Format:
    """The format that a file's name ends in.

    >>> format_of("locales/en/berita.PO").name
    'PO'

    Raises:
        InputError: no format has this ending.
    """
    ending = PurePath(path).suffix.lower()
    for known in formats():
        if ending in known.endings:
            return known
    if ending in _OTHERS:
        raise InputError(f"kztrans does not convert {ending}", path=path, remedy=_OTHERS[ending])
    endings = ", ".join(ending for known in formats() for ending in known.endings)
    what = f"has an unknown ending {ending!r}" if ending else "has no ending that tells its format"
    raise InputError(what, path=path, remedy=f"name a file that ends in one of {endings}")


def read(
    path: str | os.PathLike[str],
    source_lang: str = "",
    target_lang: str = "",
    faults: list[InputError] | None = None,
) -> Catalog:
    """Read a bilingual file in the format that its name ends in.

    Languages that are given take the place of those that the file names; of a file with many, they choose two. Where
    ``faults`` are gathered, of a format that is read unit by unit what comes before the first one is read.

    Raises:
        InputError: the file cannot be read, or is not what its name says, or one of the languages that are given is
            the file's other one.
    """
    known = format_of(path)
    _refuse_empty(path)
    languages = (source_lang or None, target_lang or None) if known.many_languages else ()
    if known.piecewise and faults is not None:
        catalog = known.module.read(path, *languages, faults=faults)
    else:
        catalog = known.module.read(path, *languages)
    return between(catalog, source_lang or catalog.source_lang, target_lang or catalog.target_lang, path)


def between(catalog: Catalog, source_lang: str, target_lang: str, path: str | os.PathLike[str]) -> Catalog:
    """A catalogue whose languages are those that were asked for.

    Raises:
        InputError: they are not what the file says, and both are the same.
    """
    pair = source_lang, target_lang
    if source_lang and source_lang == target_lang and pair != (catalog.source_lang, catalog.target_lang):
        remedy = "give the other language, too, with --source-lang or --target-lang"
        raise InputError(f"source and target language are both {source_lang}", path=path, remedy=remedy)
    return replace(catalog, source_lang=source_lang, target_lang=target_lang)


def _refuse_empty(path: str | os.PathLike[str]) -> None:
    with suppress(OSError, ValueError):  # which the format's own reader tells
        place = Path(path)
        if place.is_file() and place.stat().st_size < _SHORT and not place.read_bytes().strip(b"\xef\xbb\xbf \t\r\n"):
            raise InputError("is empty", path=path, remedy="name a file with units in it")


_SHORT = 1 << 10
"""Bytes of a file at most that may be nothing but white space."""
