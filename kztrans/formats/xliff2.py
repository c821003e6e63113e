"""XLIFF 2: 2.0 (OASIS Standard, 2014) and 2.1 core (2018) are written; 2.2 is read as well.

What XLIFF says in its own words is said in them: ``state`` and ``subState``, ``note``, ``original``, and its elements
for inline codes (``xliff2_codes``). The rest of a unit (context, references, flags …) stands in the metadata module's
elements, which other tools carry along. A character that XML forbids is a ``cp`` element in a segment, and ``\\u{1F}``
in metadata, so that nothing is lost.

=============================  ==================================================
unit                           segment
=============================  ==================================================
not translated                 ``state="initial"``, no ``target``
fuzzy                          ``state="initial" subState="kztrans:fuzzy"``
translated                     ``state="translated"``
translated, flag ``reviewed``  ``state="reviewed"``
translated, flag ``final``     ``state="final"``
obsolete                       as above, its unit with ``translate="no"``
=============================  ==================================================

Read the other way, a translation whose state is ``initial`` is fuzzy; in a file that gives no state at all, every
translation counts. What an editor says by a state wins over what we wrote. ``xliff2_reading`` reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kztrans.formats.fields import to_fields
from kztrans.formats.xliff2_codes import NAMESPACE, Writer, write_text
from kztrans.formats.xliff_common import (
    REVIEW_STATES,
    XML_SPACE,
    Cursor,
    catalog_fields,
    escape,
    indent,
    language,
    own_identifier,
    runs,
)
from kztrans.formats.xml_characters import FORBIDDEN, allowed
from kztrans.model import Catalog, Unit

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["ROOT", "serialize", "state_of"]

METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
CATEGORY = "kztrans"
"""Category of the metadata that kztrans writes, and prefix of its ``subState``."""
FUZZY = f"{CATEGORY}:fuzzy"
IN_XLIFF, IN_META = f"{{{NAMESPACE}}}", f"{{{METADATA}}}"
ROOT = f"{IN_XLIFF}xliff"
_PREFIXES: dict[str | None, str] = {None: NAMESPACE, "mda": METADATA}
_TEXTUAL = frozenset({f"{IN_XLIFF}source", f"{IN_XLIFF}target", f"{IN_XLIFF}data"})
PLACEHOLDER = "u0"
"""Identifier of the empty unit of a catalogue without any: a file must have one."""
_OWN_PLACE = frozenset({"fuzzy", "notes", "comments", "id", "codes"})
"""Fields that XLIFF has elements and attributes for."""


def serialize(catalog: Catalog, version: str = "2.0") -> bytes:
    """The bytes of an XLIFF 2 file that holds a catalogue, a ``file`` for each run of units from one text."""
    from lxml import etree

    root = etree.Element(ROOT, nsmap=_PREFIXES)  # type: ignore[arg-type]
    root.set("version", version)
    languages = (("srcLang", catalog.source_lang), ("trgLang", catalog.target_lang))
    for name, code in languages:
        root.set(name, language(code))
    root.set(XML_SPACE, "preserve")
    number = 0
    for n, (original, units) in enumerate(runs(catalog), 1):
        file = etree.SubElement(root, f"{IN_XLIFF}file", id=f"f{n}")
        if original is not None:
            file.set("original", allowed(original))
        if n == 1:
            _write_metadata(file, catalog_fields(catalog))
            _write_notes(file, (("comment", line) for line in catalog.header_comments))
        taken: set[str] = set()
        for unit in units:
            number += 1
            _write_unit(file, unit, number, taken)
        if not units:
            _write_unit(file, Unit("", obsolete=True), 0, taken)
    indent(root, _TEXTUAL)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _write_unit(file: etree._Element, unit: Unit, number: int, taken: set[str]) -> None:
    from lxml import etree

    own = own_identifier(unit, taken)
    attributes = {"id": own or f"u{number}"}
    if unit.id is not None and own is None:
        attributes["name"] = escape(unit.id)
    taken.add(attributes["id"])
    if unit.obsolete:
        attributes["translate"] = "no"
    element = etree.SubElement(file, f"{IN_XLIFF}unit", attributes)
    fields = list(to_fields(unit))
    _write_metadata(element, (field for field in fields if field[0] not in _OWN_PLACE))
    _write_notes(element, ((name[:-1], text) for name, text in fields if name in ("notes", "comments")))
    segment = etree.Element(f"{IN_XLIFF}segment", state=state_of(unit))
    if unit.fuzzy:
        segment.set("subState", FUZZY)
    writer = Writer(unit.codes)
    writer.write(etree.SubElement(segment, f"{IN_XLIFF}source"), unit.source)
    if unit.target:
        writer.write(etree.SubElement(segment, f"{IN_XLIFF}target"), unit.target)
    if writer.data:
        holder = etree.SubElement(element, f"{IN_XLIFF}originalData")
        for text, identifier in writer.data.items():
            write_text(Cursor(etree.SubElement(holder, f"{IN_XLIFF}data", id=identifier)), text)
    element.append(segment)


def state_of(unit: Unit) -> str:
    """The state that a unit is written with."""
    if unit.fuzzy or not unit.target:
        return "initial"
    return next((state for state in REVIEW_STATES if state in unit.flags), "translated")


def _write_metadata(parent: etree._Element, fields: Iterable[tuple[str, str]]) -> None:
    from lxml import etree

    fields = list(fields)
    if not fields:
        return
    group = etree.SubElement(etree.SubElement(parent, f"{IN_META}metadata"), f"{IN_META}metaGroup", category=CATEGORY)
    for name, text in fields:
        etree.SubElement(group, f"{IN_META}meta", type=escape(name)).text = escape(text)


def _write_notes(parent: etree._Element, notes: Iterable[tuple[str, str]]) -> None:
    """Notes of categories ``note`` (the program's) and ``comment`` (the translator's)."""
    from lxml import etree

    notes = list(notes)
    if not notes:
        return
    element = etree.SubElement(parent, f"{IN_XLIFF}notes")
    for category, text in notes:
        odd = FORBIDDEN.search(text)
        note = etree.SubElement(element, f"{IN_XLIFF}note", category=f"{category}-escaped" if odd else category)
        note.text = escape(text) if odd else text
