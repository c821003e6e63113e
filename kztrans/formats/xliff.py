"""XLIFF 2.1 core (OASIS Standard, 2018); 2.0 is read as well.

What XLIFF says in its own words is said in them: ``state`` and ``subState``, ``note``, ``original``. The rest of a unit
(context, references, flags …) stands in the metadata module's elements, which other tools carry along. A character that
XML forbids is a ``cp`` element in a segment, and ``\\u{1F}`` in metadata, so that nothing is lost.

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
translation counts. Inline codes of other tools are read as the text they enclose or stand for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from kztrans.errors import InputError
from kztrans.formats.fields import from_fields, to_fields
from kztrans.formats.xml_characters import FORBIDDEN, allowed
from kztrans.model import Catalog, Reference, Unit
from kztrans.reading import read_bytes

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["parse", "read", "serialize"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
CATEGORY = "kztrans"
"""Category of the metadata that kztrans writes, and prefix of its ``subState``."""
FUZZY = f"{CATEGORY}:fuzzy"
_X, _M = f"{{{NAMESPACE}}}", f"{{{METADATA}}}"
_PREFIXES: dict[str | None, str] = {None: NAMESPACE, "mda": METADATA}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_ESCAPE = re.compile(r"\\(\\|u\{([0-9A-F]{1,6})\})")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_NUMBERED = re.compile(r"u\d+")
"""Identifiers that are only a number, given to units without one."""
_PLACEHOLDER = "u0"
"""Identifier of the empty unit of a catalogue without any: a file must have one."""
_OWN_PLACE = frozenset({"fuzzy", "notes", "comments", "id"})
"""Fields that XLIFF has elements and attributes for."""
_REVIEW_STATES = ("final", "reviewed")


def read(path: str | os.PathLike[str]) -> Catalog:
    """Read an XLIFF file.

    Raises:
        InputError: there is no such file, or it is not XLIFF 2; the message names the line.
    """
    return parse(read_bytes(path, "an XLIFF file"), path)


def parse(data: bytes, path: str | os.PathLike[str] | None = None) -> Catalog:
    """The catalogue in the bytes of an XLIFF file; every segment is a unit."""
    root = _root(data, path)
    extra = _metadata(root.find(f"{_X}file"), path)
    stateless = not any(segment.get("state") for segment in root.iter(f"{_X}segment"))
    units: list[Unit] = []
    for file in root.iterchildren(f"{_X}file"):
        for element in file.iter(f"{_X}unit"):
            if element.get("id") != _PLACEHOLDER:
                units += _read_unit(element, file.get("original"), stateless, path)
    headers = [(name[len("header:") :], value) for name, value in extra if name.startswith("header:")]
    exact = dict(extra)
    return Catalog(
        source_lang=exact.get("source_lang", root.get("srcLang", "")),
        target_lang=exact.get("target_lang", root.get("trgLang", "")),
        units=tuple(units),
        headers=tuple(headers),
        header_comments=tuple(
            text for file in root.iterchildren(f"{_X}file") for _, text in _notes(file.find(f"{_X}notes"), path)
        ),
    )


def serialize(catalog: Catalog) -> bytes:
    """The bytes of an XLIFF 2.1 file that holds a catalogue, a ``file`` for each run of units from one text."""
    from lxml import etree

    root = etree.Element(f"{_X}xliff", nsmap=_PREFIXES)  # type: ignore[arg-type]
    root.set("version", "2.1")
    languages = (("srcLang", catalog.source_lang), ("trgLang", catalog.target_lang))
    for name, code in languages:
        root.set(name, _language(code))
    root.set(_SPACE, "preserve")
    runs = groupby(catalog.units, key=lambda unit: unit.references[0].path if unit.references else None)
    files = [(original, list(units)) for original, units in runs] or [(None, [])]
    number = 0
    for n, (original, units) in enumerate(files, 1):
        file = etree.SubElement(root, f"{_X}file", id=f"f{n}")
        if original is not None:
            file.set("original", allowed(original))
        if n == 1:
            _write_metadata(file, _catalog_fields(catalog))
            _write_notes(file, (("comment", line) for line in catalog.header_comments))
        taken: set[str] = set()
        for unit in units:
            number += 1
            _write_unit(file, unit, number, taken)
        if not units:
            _write_unit(file, Unit("", obsolete=True), 0, taken)
    _indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _catalog_fields(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for name in ("source_lang", "target_lang"):
        code = getattr(catalog, name)
        if _language(code) != code:
            yield name, code
    yield from ((f"header:{name}", value) for name, value in catalog.headers)


def _language(code: str) -> str:
    """The code as BCP 47 writes it; ``und`` where it is none."""
    code = code.replace("_", "-")
    return code if _LANGUAGE.fullmatch(code) else "und"


def _write_unit(file: etree._Element, unit: Unit, number: int, taken: set[str]) -> None:
    from lxml import etree

    attributes = {"id": f"u{number}"}
    if unit.id is not None:
        own = _ID.fullmatch(unit.id) and not _NUMBERED.fullmatch(unit.id) and unit.id not in taken
        attributes = {"id": unit.id} if own else attributes | {"name": _escape(unit.id)}
    taken.add(attributes["id"])
    if unit.obsolete:
        attributes["translate"] = "no"
    element = etree.SubElement(file, f"{_X}unit", attributes)
    fields = list(to_fields(unit))
    _write_metadata(element, (field for field in fields if field[0] not in _OWN_PLACE))
    _write_notes(element, ((name[:-1], text) for name, text in fields if name in ("notes", "comments")))
    segment = etree.SubElement(element, f"{_X}segment", state=_state(unit))
    if unit.fuzzy:
        segment.set("subState", FUZZY)
    _write_text(etree.SubElement(segment, f"{_X}source"), unit.source)
    if unit.target:
        _write_text(etree.SubElement(segment, f"{_X}target"), unit.target)


def _state(unit: Unit) -> str:
    if unit.fuzzy or not unit.target:
        return "initial"
    return next((state for state in _REVIEW_STATES if state in unit.flags), "translated")


def _write_metadata(parent: etree._Element, fields: Iterable[tuple[str, str]]) -> None:
    from lxml import etree

    fields = list(fields)
    if not fields:
        return
    group = etree.SubElement(etree.SubElement(parent, f"{_M}metadata"), f"{_M}metaGroup", category=CATEGORY)
    for name, text in fields:
        etree.SubElement(group, f"{_M}meta", type=_escape(name)).text = _escape(text)


def _write_notes(parent: etree._Element, notes: Iterable[tuple[str, str]]) -> None:
    """Notes of categories ``note`` (the program's) and ``comment`` (the translator's)."""
    from lxml import etree

    notes = list(notes)
    if not notes:
        return
    element = etree.SubElement(parent, f"{_X}notes")
    for category, text in notes:
        odd = FORBIDDEN.search(text)
        note = etree.SubElement(element, f"{_X}note", category=f"{category}-escaped" if odd else category)
        note.text = _escape(text) if odd else text


def _write_text(element: etree._Element, text: str) -> None:
    """Text with ``cp`` elements for what XML forbids."""
    from lxml import etree

    position = 0
    last: etree._Element | None = None
    for match in (*FORBIDDEN.finditer(text), None):
        piece = text[position : match.start() if match else len(text)]
        if last is None:
            element.text = piece
        else:
            last.tail = piece
        if match:
            last = etree.SubElement(element, f"{_X}cp", hex=f"{ord(match.group()):04X}")
            position = match.end()


def _escape(text: str) -> str:
    return FORBIDDEN.sub(lambda match: f"\\u{{{ord(match.group()):X}}}", text.replace("\\", "\\\\"))


def _unescape(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match.group(2) or "5C", 16)
        return chr(code) if code < 0x110000 else match.group()

    return _ESCAPE.sub(character, text)


def _indent(element: etree._Element, level: int = 0) -> None:
    """White space around structure only, never inside what holds text."""
    children = list(element)
    if not children or element.tag in (f"{_X}source", f"{_X}target"):
        return
    element.text = "\n" + "  " * (level + 1)
    for child in children:
        _indent(child, level + 1)
        child.tail = "\n" + "  " * (level + 1)
    children[-1].tail = "\n" + "  " * level


def _root(data: bytes, path: str | os.PathLike[str] | None) -> etree._Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"is not well-formed XML: {error.msg}", path=path, line=error.lineno or None, remedy="export it again"
        ) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise InputError("declares a document type, which XLIFF 2 does not", path=path, line=1, remedy="take it out")
    version = root.get("version", "")
    if root.tag != f"{_X}xliff" or not version.startswith("2."):
        found = f"XLIFF {version}" if version and etree.QName(root).localname == "xliff" else f"<{root.tag}>"
        raise InputError(
            f"is not XLIFF 2: {found}", path=path, line=_line(root), remedy="export it as XLIFF 2.0 or 2.1"
        )
    if not root.get("srcLang"):
        raise InputError("has no srcLang", path=path, line=_line(root), remedy="export it again")
    return root


def _read_unit(
    element: etree._Element, original: str | None, stateless: bool, path: str | os.PathLike[str] | None
) -> Iterator[Unit]:
    fields = _metadata(element, path)
    notes = _notes(element.find(f"{_X}notes"), path)
    identifier, name = element.get("id"), element.get("name")
    if identifier and _NUMBERED.fullmatch(identifier):
        identifier = None if name is None else _unescape(name)
    segments = list(element.iterchildren(f"{_X}segment"))
    if not segments:
        raise InputError("a unit without a segment", path=path, line=_line(element), remedy="export the file again")
    for n, segment in enumerate(segments, 1):
        unit = _read_segment(segment, fields + notes, path)
        if original is not None and not unit.references:
            unit = replace(unit, references=(Reference(original, 0),))
        own = identifier if len(segments) == 1 else f"{element.get('id')}/{segment.get('id') or n}"
        yield _with_state(replace(unit, id=own), segment, stateless)


def _read_segment(segment: etree._Element, fields: list[tuple[str, str]], path: str | os.PathLike[str] | None) -> Unit:
    source, target = segment.find(f"{_X}source"), segment.find(f"{_X}target")
    if source is None:
        raise InputError("a segment without a source", path=path, line=_line(segment), remedy="export the file again")
    try:
        return from_fields(_text(source, path), "" if target is None else _text(target, path), fields)
    except ValueError as error:
        raise InputError(
            f"metadata that cannot be read: {error}", path=path, line=_line(segment), remedy="correct it"
        ) from error


def _with_state(unit: Unit, segment: etree._Element, stateless: bool) -> Unit:
    """The unit with what the segment's state says of it."""
    state, sub_state = segment.get("state", "initial"), segment.get("subState")
    fuzzy = sub_state == FUZZY or (state == "initial" and bool(unit.target) and not stateless)
    unit = replace(unit, fuzzy=fuzzy)
    if not unit.target or fuzzy or _state(unit) == state or stateless:
        return unit
    flags = tuple(flag for flag in unit.flags if flag not in _REVIEW_STATES)
    return replace(unit, flags=(*flags, state) if state in _REVIEW_STATES else flags)


def _line(element: etree._Element) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) else None


def _metadata(parent: etree._Element | None, path: str | os.PathLike[str] | None) -> list[tuple[str, str]]:
    """Name and text of kztrans's own metadata of an element."""
    if parent is None:
        raise InputError("holds no file element", path=path, line=1, remedy="export it again")
    groups = parent.iterfind(f"{_M}metadata/{_M}metaGroup[@category='{CATEGORY}']")
    return [
        (_unescape(meta.get("type", "")), _unescape(meta.text or ""))
        for group in groups
        for meta in group.iterchildren(f"{_M}meta")
    ]


def _notes(notes: etree._Element | None, path: str | os.PathLike[str] | None) -> list[tuple[str, str]]:
    """Field and text of notes; those of other tools are notes unless their category says ``comment``."""
    found = []
    for note in () if notes is None else notes.iterchildren(f"{_X}note"):
        category, dash, escaped = note.get("category", "note").partition("-")
        text = _text(note, path)
        text = _unescape(text) if dash and escaped == "escaped" else text
        found.append(("comments" if category == "comment" else "notes", text))
    return found


def _text(element: etree._Element, path: str | os.PathLike[str] | None) -> str:
    """The text of a source, target or note as its ``xml:space`` asks."""
    text = "".join(_pieces(element, path))
    keeper = next((e for e in (element, *element.iterancestors()) if e.get(_SPACE)), None)
    if keeper is not None and keeper.get(_SPACE) == "preserve":
        return text
    return re.sub(r"[ \t\r]*\n\s*", " ", text.strip())


def _pieces(element: etree._Element, path: str | os.PathLike[str] | None) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_X}cp":
            yield _code_point(child, path)
        elif child.tag in (f"{_X}pc", f"{_X}mrk"):
            yield child.get("equivStart", "")
            yield from _pieces(child, path)
            yield child.get("equivEnd", "")
        elif isinstance(child.tag, str):
            yield child.get("equiv", "")
        yield child.tail or ""


def _code_point(element: etree._Element, path: str | os.PathLike[str] | None) -> str:
    code = element.get("hex", "")
    if re.fullmatch(r"[0-9A-Fa-f]{1,8}", code):
        number = int(code, 16)
        if number < 0x110000 and not 0xD800 <= number < 0xE000:
            return chr(number)
    raise InputError(
        f"a cp element with hex={code!r}", path=path, line=_line(element), remedy="give a Unicode code point"
    )
