"""A bilingual table as one HTML page that needs nothing else, to be read, printed and sent; and read back.

Every piece of text stands in an element whose ``data-field`` says what it is, so that the page itself, not a copy
hidden in it, is what is read back. Characters that HTML does not carry unchanged (controls, carriage returns) are
``<i data-cp="1F">`` elements that show the character's picture.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

from kztrans import __version__, languages
from kztrans.errors import InputError
from kztrans.formats.character_references import bounded
from kztrans.formats.fields import PLACES, from_fields, to_fields
from kztrans.model import Catalog, Unit
from kztrans.reading import read_bytes

__all__ = ["parse", "read", "serialize"]

_ODD = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LABELS = {
    "context": "context",
    "references": "at",
    PLACES: "in the PO",
    "notes": "note",
    "comments": "comment",
    "flags": "flag",
    "previous": "was",
    "previous_context": "previous context",
    "previous_plural": "previous plural",
    "plural": "plural",
    "plural_targets": "plural translation",
    "score": "confidence",
    "origin": "origin",
    "id": "id",
    "codes": "code",
    "fuzzy": "fuzzy",
    "obsolete": "obsolete",
}
_STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881; --doubt: #f5a62333; --gap: #d0021b22; }
body { font: 1rem/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 90rem; padding: 0 1rem; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
col.n { width: 3.5rem; } col.remarks { width: 22%; }
caption { text-align: start; padding: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: start; vertical-align: top; }
thead th { background: Canvas; position: sticky; top: 0; }
td, [data-field] { overflow-wrap: anywhere; white-space: pre-wrap; }
tbody th { font-weight: normal; }
tr.fuzzy td[data-field="target"] { background: var(--doubt); }
tr.untranslated td[data-field="target"] { background: var(--gap); }
tr.obsolete { opacity: .6; }
.remarks { font-size: .85rem; white-space: normal; }
.remarks b { font-weight: 600; opacity: .75; }
i[data-cp] { background: var(--soft); font-style: normal; }
@media print { thead th { position: static; } tr { break-inside: avoid; } }
"""


def read(path: str | os.PathLike[str]) -> Catalog:
    """Read a page that ``serialize`` made.

    Raises:
        InputError: there is no such file, or it is another page; the message names the line.
    """
    return parse(read_bytes(path, "an HTML table of kztrans"), path)


def parse(data: bytes, path: str | os.PathLike[str] | None = None) -> Catalog:
    """The catalogue in the bytes of a page."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("is not UTF-8", path=path, line=line, remedy="save it as UTF-8") from error
    page = _Page(path)
    page.feed(bounded(text.replace("\r\n", "\n")))
    page.close()
    if page.languages is None:
        raise InputError(
            "is not a bilingual table that kztrans wrote", path=path, remedy="convert from the PO or XLIFF instead"
        )
    if page.open_row:
        raise InputError("ends in the middle of a row", path=path, remedy="make it again")
    names, values = page.headers["header-name"], page.headers["header-value"]
    return Catalog(
        source_lang=page.languages[0],
        target_lang=page.languages[1],
        units=tuple(page.units),
        headers=tuple(zip(names, values, strict=False)),
        header_comments=tuple(page.headers["header-comment"]),
    )


def serialize(catalog: Catalog) -> bytes:
    """The bytes of a page that holds a catalogue: UTF-8, style included, no script."""
    source, target = languages.get(catalog.source_lang).name, languages.get(catalog.target_lang).name
    title = f"{source or 'Source'} – {target or 'target'}"
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="generator" content="kztrans {__version__}">',
        f"<title>{_text(title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{_text(title)}</h1>",
        f"<p>{_summary(catalog)}</p>",
        *_header(catalog),
        f'<table data-source-lang="{_attribute(catalog.source_lang)}"'
        f' data-target-lang="{_attribute(catalog.target_lang)}">',
        '<colgroup><col class="n"><col><col><col class="remarks"></colgroup>',
        f'<thead><tr><th scope="col">No.</th><th scope="col">{_text(source or "Source")}</th>'
        f'<th scope="col">{_text(target or "Target")}</th><th scope="col">Remarks</th></tr></thead>',
        "<tbody>",
        *(_row(unit, n, catalog) for n, unit in enumerate(catalog.units, 1)),
        "</tbody>",
        "</table>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _summary(catalog: Catalog) -> str:
    fuzzy = sum(unit.fuzzy for unit in catalog.units)
    missing = sum(not unit.target and not unit.plural_targets for unit in catalog.units)
    obsolete = sum(unit.obsolete for unit in catalog.units)
    parts = [f"{len(catalog.units)} units"]
    parts += [f"{count} {what}" for count, what in ((fuzzy, "fuzzy"), (missing, "untranslated")) if count]
    return ", ".join(parts + ([f"{obsolete} obsolete"] if obsolete else []))


def _header(catalog: Catalog) -> Iterator[str]:
    if not catalog.headers and not catalog.header_comments:
        return
    yield "<details><summary>About this file</summary>"
    for comment in catalog.header_comments:
        yield f'<div data-field="header-comment">{_text(comment)}</div>'
    for name, value in catalog.headers:
        yield (
            f'<div><b data-field="header-name">{_text(name)}</b>: <span data-field="header-value">{_text(value)}</span>'
            "</div>"
        )
    yield "</details>"


def _row(unit: Unit, number: int, catalog: Catalog) -> str:
    untranslated = not unit.target and not any(unit.plural_targets)
    states = (("fuzzy", unit.fuzzy), ("untranslated", untranslated), ("obsolete", unit.obsolete))
    classes = " ".join(name for name, holds in states if holds)
    return (
        f'<tr data-unit="{number}"{f" class={chr(34)}{classes}{chr(34)}" if classes else ""}>'
        f'<th scope="row">{number}</th>'
        f'<td data-field="source"{_lang(catalog.source_lang)}>{_text(unit.source)}</td>'
        f'<td data-field="target"{_lang(catalog.target_lang)}>{_text(unit.target)}</td>'
        f'<td class="remarks">{"".join(map(_remark, to_fields(unit)))}</td></tr>'
    )


def _remark(field: tuple[str, str]) -> str:
    name, text = field
    if name in ("fuzzy", "obsolete"):
        return f'<div><b data-field="{name}">{name}</b></div>'
    return f'<div><b>{_LABELS[name]}:</b> <span data-field="{name}">{_text(text)}</span></div>'


def _lang(code: str) -> str:
    return f' lang="{_attribute(code)}"' if code else ""


def _attribute(text: str) -> str:
    return escape(_ODD.sub("\ufffd", text))


def _text(text: str) -> str:
    return _ODD.sub(_picture, escape(text, quote=False))


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    shown = chr(0x2400 + code) if code < 0x20 else "\ufffd"
    return f'<i data-cp="{code:X}">{shown}</i>'


class _Page(HTMLParser):
    """Collects the pieces of a page by their ``data-field``."""

    def __init__(self, path: str | os.PathLike[str] | None) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.languages: tuple[str, str] | None = None
        self.units: list[Unit] = []
        self.headers: dict[str, list[str]] = {"header-comment": [], "header-name": [], "header-value": []}
        self.open_row = False
        self._fields: list[tuple[str, str]] = []
        self._name: str | None = None
        self._tag = ""
        self._text: list[str] = []
        self._picture = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "table" and "data-source-lang" in given:
            self.languages = (given["data-source-lang"], given.get("data-target-lang", ""))
        elif tag == "tr" and "data-unit" in given:
            self.open_row, self._fields = True, []
        elif "data-field" in given:
            self._name, self._tag, self._text = given["data-field"], tag, []
        elif "data-cp" in given and self._name is not None:
            self._text.append(self._character(given["data-cp"]))
            self._picture = True
        elif tag == "br" and self._name is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._picture and tag == "i":
            self._picture = False
        elif self._name is not None and tag == self._tag:
            self._keep(self._name, "".join(self._text))
            self._name = None
        elif tag == "tr" and self.open_row:
            self.open_row = False
            self._close_row()

    def handle_data(self, data: str) -> None:
        if self._name is not None and not self._picture:
            self._text.append(data)

    def _keep(self, name: str, text: str) -> None:
        if name in self.headers:
            self.headers[name].append(text)
        else:
            self._fields.append((name, text))

    def _close_row(self) -> None:
        texts = dict(self._fields)
        if not {"source", "target"} <= texts.keys():
            raise self._error("a row without source and target")
        rest = [(name, text) for name, text in self._fields if name not in ("source", "target")]
        try:
            self.units.append(from_fields(texts["source"], texts["target"], rest))
        except ValueError as error:
            raise self._error(f"a row that cannot be read: {error}") from error

    def _character(self, code: str) -> str:
        if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) and int(code, 16) < 0x110000:
            return chr(int(code, 16))
        raise self._error(f"a character that there is not, data-cp={code!r}")

    def _error(self, message: str) -> InputError:
        return InputError(message, path=self.path, line=self.getpos()[0], remedy="make the page again")
