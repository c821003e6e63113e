"""What XLIFF 1.2 says of a unit beside its texts: contexts, notes, and how long a translation may be."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kztrans.formats.xliff_common import XML_SPACE, unescape

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["CONTEXT", "SIZES", "contexts", "note_text", "notes", "sizes"]

_LINE = re.compile(r"\s*([0-9]{1,9})(?:\s*[,-]\s*[0-9]+)?\s*\Z")
"""A line, or the first and the last of several, as Angular has them."""
CONTEXT = "x-kztrans-"
"""How a ``context-type`` begins that is a field of ours."""
SIZES = ("maxwidth", "minwidth", "maxheight", "minheight", "maxbytes", "minbytes")
"""Attributes of a unit that are notes."""


def contexts(element: etree._Element, losses: Counter[str]) -> list[tuple[str, str]]:
    """What context groups say: our own fields, and places."""
    fields: list[tuple[str, str]] = []
    for group in element.iterchildren("context-group"):
        place: dict[str, str] = {}
        for context in group.iterchildren("context"):
            kind, text = context.get("context-type") or "", context.text or ""
            if kind.startswith(CONTEXT):
                fields.append((kind[len(CONTEXT) :], unescape(text)))
            elif kind in ("sourcefile", "linenumber"):
                place[kind] = text
            else:
                losses["contexts of other programs"] += 1
        if place:
            line = _LINE.match(place.get("linenumber", ""))
            fields.append(("references", f"{place.get('sourcefile', '')}:{line[1] if line else 0}"))
    return fields


def notes(element: etree._Element) -> list[tuple[str, str]]:
    """Field and text of the notes of a unit or a group."""
    return [(_note_field(note), note_text(note)) for note in element.iterchildren("note")]


def sizes(element: etree._Element) -> list[tuple[str, str]]:
    """How long a translation may be, in words: the standard's unit is a pixel where none is named."""
    found = []
    for name in SIZES:
        if value := element.get(name):
            unit = "" if name.endswith("bytes") else f" {element.get('size-unit') or 'pixel'}"
            found.append(("notes", f"{name}: {value}{unit}"))
    return found


def _note_field(note: etree._Element) -> str:
    author = (note.get("from") or "").partition("-")[0].lower()
    return "comments" if author in ("translator", "user", "reviewer") else "notes"


def note_text(note: etree._Element) -> str:
    text = "".join(map(str, note.itertext()))
    if (note.get("from") or "").endswith("-escaped"):
        text = unescape(text)
    keeper = next((e for e in (note, *note.iterancestors()) if e.get(XML_SPACE)), None)
    return (
        text
        if keeper is not None and keeper.get(XML_SPACE) == "preserve"
        else re.sub(r"[ \t\r]*\n\s*", " ", text.strip())
    )
