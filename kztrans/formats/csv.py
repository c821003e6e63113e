r"""Bilingual CSV, a row a unit, for spreadsheets; ``tsv`` is the same with tabs, ``weblate_csv`` with other columns.

The header row names the columns: ``source:id``, ``target:en`` (with the languages' codes, or without), and those of
``fields.FIELDS`` that occur. It is written in UTF-8 with a byte order mark, without which Excel takes it for another
encoding, and with commas; it is read with commas, semicolons or tabs, and in whatever encoding it comes. A table whose
columns are headed by languages alone (``Indonesian,English``) has the first one as source.

A cell of several texts (notes, references …) has a line for each. Where one of them has a line break of its own, or is
empty, the column is called ``notes:escaped``: there ``\n`` stands for a line break inside a text, ``\\`` for a
backslash and ``\e`` for a text that is empty. In any other column a backslash is a backslash. A cell that a spreadsheet
would take for a formula is written with an apostrophe before it, and one more where it begins with apostrophes already;
the reader takes one off:

>>> guard("=1+1"), guard("- Ya."), guard("'=x"), unguard("'=1+1"), unguard("'tis")
("'=1+1", "'- Ya.", "''=x", '=1+1', "'tis")
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kztrans.errors import InputError
from kztrans.formats.delimited import guard, needs_marks, quoted, records, separator_of, unguard
from kztrans.formats.faults import until_fault
from kztrans.formats.fields import FIELDS, LISTS, from_fields, to_fields
from kztrans.formats.po_references import references
from kztrans.formats.text import decode
from kztrans.languages import codes
from kztrans.languages.names import named
from kztrans.model import Catalog, Unit
from kztrans.reading import read_bytes

__all__ = ["guard", "parse", "read", "serialize", "unguard"]

_ESCAPES = {"\\": "\\", "n": "\n", "r": "\r", "e": ""}
_PLAIN_TEXTS = ("context", "previous", "previous_context", "previous_plural", "plural", "origin", "id")
"""Fields of one text that may be missing or empty, which differ."""
_ESCAPED = "escaped"
"""What stands behind the name of a column whose texts are escaped."""
_OTHER_NAMES = {
    "original": "source", "untranslated": "source", "source_text": "source", "source_string": "source",
    "source_phrase": "source", "msgid": "source", "translation": "target", "translated": "target",
    "target_text": "target", "target_string": "target", "msgstr": "target", "location": "references",
    "locations": "references", "reference": "references", "developer_comments": "notes", "developer_comment": "notes",
    "translator_comments": "comments", "translator_comment": "comments", "comment": "comments", "note": "notes",
    "msgctxt": "context", "identifier": "id", "key": "id",
}  # fmt: skip
"""Names that other programs (Translate Toolkit, Weblate, Crowdin, Poedit) give to columns, and ours for them."""
_PLACES = re.compile(r"(?:\S+:\d+(?:,\s*|\s+|$))+")
_DOUBLED = re.compile(r"(?<!\\)(?:\\\\)+(?!\\)")
_TOOLKIT = frozenset({"location", "translator_comments", "developer_comments"})
"""Columns by which a file of Translate Toolkit's is known."""


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds."""

    field: str
    """A field of a unit, ``source`` or ``target``; empty where kztrans knows none for it."""
    title: str
    lang: str = ""
    escaped: bool = False


def read(
    path: str | os.PathLike[str],
    source_lang: str | None = None,
    target_lang: str | None = None,
    *,
    faults: list[InputError] | None = None,
) -> Catalog:
    """Read a bilingual CSV file; of columns that are headed by languages, given ones choose two.

    Where ``faults`` are gathered, it is read up to the first row that has one.

    Raises:
        InputError: there is no such file, or it is not a table of units; the message names the line.
    """
    return parse(read_bytes(path, "a CSV file"), path, source_lang, target_lang, faults=faults)


def parse(
    data: bytes,
    path: str | os.PathLike[str] | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    *,
    faults: list[InputError] | None = None,
) -> Catalog:
    r"""The catalogue in the bytes of a CSV file. Columns that kztrans does not know become notes.

    >>> parse(b"Source;Target\r\ndamai;peace\r\n").units
    (Unit(source='damai', target='peace', ...),)
    """
    text, _ = decode(data, path)
    separator, begin = separator_of(text)
    rows = records(text[begin:], separator, path, 1 + bool(begin))
    line, titles = next(((n, cells) for n, cells in rows if any(cells)), (1, [""]))
    columns = _by_language(_columns(titles), source_lang or "", target_lang or "")
    for needed in ("source", "target"):
        if sum(column.field == needed for column in columns) != 1:
            raise InputError(
                f"its first row names {', '.join(map(repr, titles[:8]))}, and not one column {needed!r}",
                path=path,
                line=line,
                remedy="name them 'source' and 'target', or by languages; of more than two choose two with -s and -t",
            )
    languages = {column.field: column.lang for column in columns if column.lang}
    doubled = {_key(title) for title in titles} >= _TOOLKIT and "\\" not in _DOUBLED.sub("", text)
    plain = ((n, [cell.replace("\\\\", "\\") for cell in cells] if doubled else cells) for n, cells in rows)
    units = (_unit(columns, cells, line, path) for line, cells in plain if any(cells))
    found = tuple(until_fault(units, faults))
    return Catalog(languages.get("source", ""), languages.get("target", ""), found)


def serialize(catalog: Catalog, separator: str = ",") -> bytes:
    """The bytes of a CSV file with a catalogue's units; header fields are left out."""
    held = [[(name, text) for name, text in to_fields(unit) if name != "codes"] for unit in catalog.units]
    present = {name for fields in held for name, _ in fields}
    used = [name for name in FIELDS if name in ("fuzzy", "notes", "comments") or name in present]
    escaped = {name for name in used if _needs_escapes(name, held)}
    titles = [_title("source", catalog.source_lang), _title("target", catalog.target_lang)]
    lines = [[*titles, *(f"{name}:{_ESCAPED}" if name in escaped else name for name in used)]]
    for unit, fields in zip(catalog.units, held, strict=True):
        texts: dict[str, list[str]] = {}
        for name, text in fields:
            texts.setdefault(name, []).append(_escape(text) if name in escaped else text)
        cells = [unit.source, unit.target, *("\n".join(texts.get(name, ())) for name in used)]
        lines.append([guard(cell) for cell in cells])
    always = separator == "\t" and any(needs_marks(cell) for line in lines for cell in line)
    return ("\ufeff" + "".join(quoted(line, separator, always) for line in lines)).encode("utf-8")


def _needs_escapes(name: str, held: Sequence[Sequence[tuple[str, str]]]) -> bool:
    """Has a column texts that cannot stand in it as they are?"""
    if name not in LISTS and name not in _PLAIN_TEXTS:
        return False
    texts = [text for fields in held for own, text in fields if own == name]
    return any(not text or (name in LISTS and ("\n" in text or "\r" in text)) for text in texts)


def _unit(columns: Sequence[_Column], cells: list[str], line: int, path: str | os.PathLike[str] | None) -> Unit:
    values, fields = {"source": "", "target": ""}, []
    if any(cells[len(columns) :]):
        raise InputError(
            f"a row of {len(cells)} cells under {len(columns)} columns",
            path=path,
            line=line,
            remedy="put cells that hold a separator between quotation marks",
        )
    for column, cell in zip(columns, cells, strict=False):
        text = unguard(cell)
        if column.field in values:
            values[column.field] = text
        elif column.field in LISTS:
            items = _items(column.field, text)
            fields += [(column.field, _unescape(item) if column.escaped else item) for item in items]
        elif text and column.field:
            fields.append((column.field, _unescape(text) if column.escaped else text))
        elif text:
            fields.append(("notes", f"{column.title}: {text}" if column.title else text))
    try:
        return from_fields(values["source"], values["target"], fields)
    except ValueError as error:
        raise InputError(str(error), path=path, line=line, remedy="correct the cell") from error


def _items(field: str, text: str) -> list[str]:
    """The texts of a cell: one a line; places may stand in one line."""
    if not text:
        return []
    if field == "references" and _PLACES.fullmatch(text):
        return [f"{path}:{line}" for path, line in references(text)]
    return re.split(r"\r\n?|\n", text)


def _title(name: str, lang: str) -> str:
    return f"{name}:{lang}" if lang else name


def _columns(titles: Sequence[str]) -> list[_Column]:
    """What columns hold. Another program's name for a field counts where no column has our own."""
    found = [_column(title) for title in titles]
    own = {column.field for column in found}
    for number, column in enumerate(found):
        other = _OTHER_NAMES.get(_key(column.title))
        if not column.field and other and other not in own:
            own.add(other)
            found[number] = _Column(other, column.title)
    return found


def _by_language(columns: list[_Column], source_lang: str, target_lang: str) -> list[_Column]:
    """The columns, with source and target by languages where nothing but languages tells them; else as they are.

    Where there are more than two, those that are given count; ``id`` beside two others is an identifier. A glossary's
    table, with its ``concept``, is left alone.
    """
    if any(column.field in ("source", "target") or _key(column.title) == "concept" for column in columns):
        return columns
    found = {n: named(" ".join(column.title.lower().replace("_", "-").split())) for n, column in enumerate(columns)}
    found = {n: lang for n, lang in found.items() if lang}
    sure = {n: lang for n, lang in found.items() if columns[n].field != "id"}
    found = sure if len(sure) > 1 else found
    chosen = _chosen(found, source_lang, target_lang)
    for number, field in zip(chosen, ("source", "target"), strict=False):
        columns[number] = _Column(field, columns[number].title, found[number])
    return columns


def _chosen(found: dict[int, str], source_lang: str, target_lang: str) -> tuple[int, ...]:
    """The numbers of the source's and the target's column among those of languages; none where that is not clear."""
    numbers = {lang: number for number, lang in reversed(found.items())}
    pair = [numbers.get(codes.nearest(lang, numbers) or "") if lang else None for lang in (source_lang, target_lang)]
    rest = [number for number in found if number not in pair]
    missing = pair.count(None)
    if missing and missing != len(rest):
        return ()
    chosen = tuple(rest.pop(0) if number is None else number for number in pair)
    return chosen if len(set(chosen)) == len(chosen) else ()


def _column(title: str) -> _Column:
    """The field that a title names, its language, and whether its texts are escaped."""
    name, _, mark = unguard(title).strip().partition(":")
    key = _key(name)
    if key in ("source", "target"):
        return _Column(key, title, codes.canonical(mark) or mark.strip())
    if key in FIELDS and key != "codes" and mark.strip() in ("", _ESCAPED):
        return _Column(key, title, escaped=bool(mark))
    return _Column("", title.strip())


def _key(title: str) -> str:
    return re.sub(r"[\s_-]+", "_", title.strip().lower())


def _escape(text: str) -> str:
    r"""One text of a cell that may hold several: no line break, and never nothing."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") or "\\e"


def _unescape(text: str) -> str:
    return re.sub(r"\\([\\nre])", lambda match: _ESCAPES[match.group(1)], text)
