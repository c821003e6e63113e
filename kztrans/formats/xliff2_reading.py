"""XLIFF 2 read: every segment is a unit. What its words mean is told in ``xliff2``."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kztrans.errors import InputError
from kztrans.formats.faults import until_fault
from kztrans.formats.fields import from_fields
from kztrans.formats.inline_codes import Piece, assembled
from kztrans.formats.xliff2 import CATEGORY, FUZZY, IN_META, IN_XLIFF, METADATA, PLACEHOLDER, state_of
from kztrans.formats.xliff2_codes import NAMESPACE, Reader, code_point
from kztrans.formats.xliff_common import (
    NUMBERED,
    REVIEW_STATES,
    XML_SPACE,
    line_of,
    one_of,
    spaced,
    unescape,
)
from kztrans.formats.xliff_groups import Groups
from kztrans.formats.xliff_others import count_others
from kztrans.languages.names import coded
from kztrans.model import Catalog, Reference, Unit

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["catalog_of"]

_PLACE = re.compile(r"(\S.*):(\d{1,9})(?:,\d{1,9})?", re.DOTALL)
"""A note of Angular's on where a text stands."""
_LOST = {
    "match": "suggested translations",
    "glossEntry": "glossary entries",
    "revision": "revisions",
    "rule": "validation rules",
    "skeleton": "skeletons",
    "resourceItem": "resources",
}
"""Elements that a catalogue has no place for, in words."""
_SIZES = ("sizeRestriction", "storageRestriction")
_LOOKED_AT = frozenset({"id", "name", "translate", "canResegment", "srcDir", "trgDir", XML_SPACE})
"""Attributes of a unit that are kept, or say nothing to a translator."""


def catalog_of(
    root: etree._Element,
    path: str | os.PathLike[str] | None,
    losses: Counter[str],
    faults: list[InputError] | None = None,
) -> Catalog:
    """The catalogue in an XLIFF file; every segment is a unit. What is left out is counted in ``losses``.

    Where ``faults`` are gathered, it ends before the first one.
    """
    if not root.get("srcLang"):
        raise InputError(
            "has no srcLang", path=path, line=line_of(root), remedy='name it in the first element, as in srcLang="id"'
        )
    extra = _metadata(root.find(f"{IN_XLIFF}file"), path)
    stateless = not any(segment.get("state") for segment in root.iter(f"{IN_XLIFF}segment"))
    groups = Groups("name", lambda group: _notes(group.find(f"{IN_XLIFF}notes"), path))
    elements = (
        (file, element)
        for file in root.iterchildren(f"{IN_XLIFF}file")
        for element in file.iter(f"{IN_XLIFF}unit")
        if not _is_placeholder(element)
    )
    read = (
        list(_read_unit(element, file.get("original"), position, stateless, groups, path, losses))
        for position, (file, element) in enumerate(elements, 1)
    )
    units = [unit for segments in until_fault(read, faults) for unit in segments]
    losses.update(groups.unsaid(root))
    _count_others(root, losses)
    headers = [(name[len("header:") :], value) for name, value in extra if name.startswith("header:")]
    exact = dict(extra)
    return Catalog(
        source_lang=exact.get("source_lang", coded(root.get("srcLang", ""))),
        target_lang=exact.get("target_lang", coded(root.get("trgLang", ""))),
        units=tuple(units),
        headers=tuple(headers),
        header_comments=tuple(
            text
            for file in root.iterchildren(f"{IN_XLIFF}file")
            for _, text in _notes(file.find(f"{IN_XLIFF}notes"), path)
        ),
        losses=tuple(losses.items()),
    )


def _is_placeholder(unit: etree._Element) -> bool:
    """Is it the unit that stands in for none: ours, and empty?"""
    empty = not any(
        "".join(map(str, source.itertext())).strip() for source in unit.iter(f"{IN_XLIFF}source", f"{IN_XLIFF}target")
    )
    return unit.get("id") == PLACEHOLDER and unit.get("translate") == "no" and empty


def _count_others(root: etree._Element, losses: Counter[str]) -> None:
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name in _LOST:
            losses[_LOST[name]] += 1
        elif element.tag == f"{IN_XLIFF}segment" and (element.get("subState") or FUZZY) != FUZZY:
            losses["states of other programs"] += 1
        elif element.tag == f"{IN_XLIFF}target" and element.get("order"):
            losses["orders of target segments"] += 1
        elif element.tag == f"{IN_META}meta" and not any(
            group.get("category") == CATEGORY for group in element.iterancestors(f"{IN_META}metaGroup")
        ):
            losses["metadata of other programs"] += 1
    count_others(
        root, losses, (NAMESPACE, METADATA), _LOST, f"{IN_XLIFF}unit", (f"{IN_XLIFF}source", f"{IN_XLIFF}target")
    )


def _read_unit(
    element: etree._Element,
    original: str | None,
    position: int,
    stateless: bool,
    groups: Groups,
    path: str | os.PathLike[str] | None,
    losses: Counter[str],
) -> Iterator[Unit]:
    fields = _metadata(element, path)
    if _is_locked(element) and ("obsolete", "yes") not in fields:
        losses["units that are not to be translated"] += 1
        return
    segments = list(element.iterchildren(f"{IN_XLIFF}segment"))
    if not segments:
        raise InputError(
            f"a unit without a segment, {element.get('id')!r}",
            path=path,
            line=line_of(element),
            remedy="export the file again, or take the unit out",
        )
    reader = Reader(_data(element, path), path, losses)
    texts = [_texts(segment, reader, path) for segment in segments]
    losses["parts between segments"] += sum(
        any("".join(map(str, side.itertext())).strip() or len(side) for side in part)
        for part in element.iterchildren(f"{IN_XLIFF}ignorable")
    )
    fields += groups.fields(element)
    fields += _notes(element.find(f"{IN_XLIFF}notes"), path) + [("notes", text) for text in reader.comments]
    fields += _properties(element, losses)
    identifier = _identifier(element, position, fields)
    for n, (segment, pieces) in enumerate(zip(segments, texts, strict=True), 1):
        (source, target), codes = assembled(pieces, reader.found)
        try:
            unit = replace(from_fields(source, target, fields), codes=codes)
        except ValueError as error:
            raise InputError(
                f"metadata that cannot be read: {error}", path=path, line=line_of(segment), remedy="correct it"
            ) from error
        if original is not None and not unit.references:
            unit = replace(unit, references=(Reference(original, 0),))
        own = identifier if len(segments) == 1 else f"{element.get('id')}/{segment.get('id') or n}"
        yield _with_state(replace(unit, id=own), segment, stateless)


def _properties(unit: etree._Element, losses: Counter[str]) -> list[tuple[str, str]]:
    """Notes on how long a translation may be; what else a unit's attributes say is counted."""
    found = []
    for name, value in unit.attrib.items():
        own = str(name).rpartition("}")[2]
        if own in _SIZES:
            found.append(("notes", f"{own}: {value!s}"))
        else:
            losses["further properties of units"] += str(name) not in _LOOKED_AT
    return found


def _is_locked(unit: etree._Element) -> bool:
    """Is a unit not to be translated, by its own word or that of what it stands in?"""
    return next((e.get("translate") for e in (unit, *unit.iterancestors()) if e.get("translate")), "yes") == "no"


def _data(unit: etree._Element, path: str | os.PathLike[str] | None) -> dict[str, str]:
    """The native data of a unit's codes, by identifier."""
    found = {}
    for data in unit.iterfind(f"{IN_XLIFF}originalData/{IN_XLIFF}data"):
        points = "".join(code_point(child, path) + (child.tail or "") for child in data.iterchildren(f"{IN_XLIFF}cp"))
        found[data.get("id", "")] = (data.text or "") + points
    return found


def _texts(
    segment: etree._Element, reader: Reader, path: str | os.PathLike[str] | None
) -> tuple[list[Piece], list[Piece]]:
    source, target = (one_of(segment, f"{IN_XLIFF}{side}", path) for side in ("source", "target"))
    if source is None:
        raise InputError("a segment without a source", path=path, line=line_of(segment), remedy="export the file again")
    return spaced(source, reader.read(source)), [] if target is None else spaced(target, reader.read(target))


def _identifier(element: etree._Element, position: int, fields: list[tuple[str, str]]) -> str | None:
    """A unit's identifier; none where it is but the number that we gave. Another program's name for it is a note."""
    identifier, name = element.get("id"), element.get("name")
    if identifier and NUMBERED.fullmatch(identifier) and name is not None:
        return unescape(name)
    if name:
        fields.append(("notes", f"name: {name}"))
    return None if identifier == f"u{position}" else identifier


def _with_state(unit: Unit, segment: etree._Element, stateless: bool) -> Unit:
    """The unit with what the segment's state says of it."""
    state, ours = segment.get("state", "initial"), segment.get("subState") == FUZZY
    fuzzy = state == "initial" and (ours or (bool(unit.target) and not stateless))
    unit = replace(unit, fuzzy=fuzzy)
    if ours and not fuzzy:  # somebody has looked at it: what it was once a translation of is no longer of use
        unit = replace(unit, previous=None, previous_context=None, previous_plural=None)
    if not unit.target or fuzzy or state_of(unit) == state or stateless:
        return unit
    flags = tuple(flag for flag in unit.flags if flag not in REVIEW_STATES)
    return replace(unit, flags=(*flags, state) if state in REVIEW_STATES else flags)


def _metadata(parent: etree._Element | None, path: str | os.PathLike[str] | None) -> list[tuple[str, str]]:
    """Name and text of kztrans's own metadata of an element."""
    if parent is None:
        raise InputError("holds no file element", path=path, line=1, remedy="export it again")
    groups = parent.iterfind(f"{IN_META}metadata/{IN_META}metaGroup[@category='{CATEGORY}']")
    return [
        (unescape(meta.get("type", "")), unescape(meta.text or ""))
        for group in groups
        for meta in group.iterchildren(f"{IN_META}meta")
    ]


def _notes(notes: etree._Element | None, path: str | os.PathLike[str] | None) -> list[tuple[str, str]]:
    """Field and text of notes; those of other tools are notes unless their category says ``comment``."""
    found = []
    for note in () if notes is None else notes.iterchildren(f"{IN_XLIFF}note"):
        category, dash, escaped = note.get("category", "note").partition("-")
        text = _note_text(note, path)
        text = unescape(text) if dash and escaped == "escaped" else text
        place = _PLACE.fullmatch(text.strip()) if category == "location" else None
        field = "references" if place else "comments" if category == "comment" else "notes"
        found.append((field, f"{place[1]}:{place[2]}" if place else text))
    return found


def _note_text(note: etree._Element, path: str | os.PathLike[str] | None) -> str:
    reader = Reader({}, path, Counter())
    (text,), _ = assembled([spaced(note, reader.read(note))], reader.found)
    return text
