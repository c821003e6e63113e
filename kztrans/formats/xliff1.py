"""XLIFF 1.2 (OASIS Standard, 2008), the version that most programs take; 1.0 and 1.1 are read as well.

=============================  ====================================================================
unit                           ``trans-unit``
=============================  ====================================================================
not translated                 no ``target``
fuzzy                          ``approved="no"``, ``state="needs-review-translation"``
translated                     ``approved="yes"``, ``state="translated"``
translated, flag ``reviewed``  ``approved="yes"``, ``state="signed-off"``
translated, flag ``final``     ``approved="yes"``, ``state="final"``
obsolete                       as above, and ``translate="no"``
=============================  ====================================================================

Notes are ``note`` from the developer or the translator, references a ``context-group`` for locations, as Translate
Toolkit, Weblate and Lokalize have them; the rest of a unit is a ``context-group`` of ours.

Read the other way, a state decides, else ``approved``; in a file without either, every translation counts. One that
is done and not approved has the flag ``unapproved``.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kztrans.errors import InputError
from kztrans.formats.faults import until_fault
from kztrans.formats.fields import from_fields, to_fields
from kztrans.formats.inline_codes import assembled
from kztrans.formats.xliff1_codes import Reader, write
from kztrans.formats.xliff1_files import QUALIFIERS, chosen, target_of
from kztrans.formats.xliff1_others import count_others
from kztrans.formats.xliff1_programs import LOOKED_AT
from kztrans.formats.xliff1_remarks import CONTEXT, SIZES, contexts, note_text, notes, sizes
from kztrans.formats.xliff1_segments import DONE, segments_of
from kztrans.formats.xliff_common import (
    NUMBERED,
    REVIEW_STATES,
    XML_SPACE,
    catalog_fields,
    escape,
    indent,
    language,
    line_of,
    one_of,
    own_identifier,
    runs,
    unescape,
)
from kztrans.formats.xliff_groups import Groups
from kztrans.formats.xml_characters import FORBIDDEN, allowed
from kztrans.model import Catalog, Reference, Unit

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["catalog_of", "serialize"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
OWN = "urn:kztrans:xliff"
"""Namespace of what we put into a header once."""
_FIELD = "kztrans:"
"""How the author of a note in a header begins that is a field of ours, its name behind it."""
_OLD_FIELD = f"{{{OWN}}}field"
"""An element for it in files of versions before."""
_TEXTUAL = frozenset({"source", "target", "note", "context"})
_OWN_PLACE = frozenset({"fuzzy", "notes", "comments", "id", "codes", "references"})
_FUZZY = frozenset({"new", "needs-translation", "needs-adaptation", "needs-l10n"})
"""States that say that a translation does not count, beside those that begin with ``needs-review``."""
_TO_DO = "needs-translation"
UNAPPROVED = "unapproved"
"""Flag of a translation that counts and that nobody has approved yet, where the file's program says so."""
_STATES = {"signed-off": "reviewed", "final": "final"}
_WRITTEN = {flag: state for state, flag in _STATES.items()}
_LOOKED_AT = frozenset(
    {"id", "resname", "translate", "approved", "datatype", "size-unit", XML_SPACE, *SIZES, *LOOKED_AT}
)
"""Attributes of a unit that are kept, or say nothing to a translator; ``SIZES`` are notes."""


def catalog_of(
    root: etree._Element,
    path: str | os.PathLike[str] | None,
    losses: Counter[str],
    source_lang: str | None = None,
    target_lang: str | None = None,
    faults: list[InputError] | None = None,
) -> Catalog:
    """The catalogue in an XLIFF 1 file, of one pair of languages; where ``faults`` are gathered, up to the first.

    What is left out is counted in ``losses``.
    """
    every = list(root.iterchildren("file"))
    if not every:
        raise InputError("holds no file element, where its units would be", path=path, line=1, remedy="export it again")
    if not every[0].get("source-language"):
        raise InputError(
            "has no source-language",
            path=path,
            line=line_of(every[0]),
            remedy='name it in the file element, as in source-language="id"',
        )
    files = chosen(every, source_lang, target_lang, losses)
    first = files[0] if files else every[0]
    extra = _header_fields(first)
    exact = dict(extra)
    approving = any(unit.get("approved") == "yes" for unit in root.iter("trans-unit"))
    groups = Groups("resname", notes)
    elements = ((file, element) for file in files for element in file.iter("trans-unit"))
    read = (
        list(_read_unit(element, file, position, approving, groups, path, losses))
        for position, (file, element) in enumerate(elements, 1)
    )
    units = [unit for segments in until_fault(read, faults) for unit in segments]
    losses.update(groups.unsaid(root))
    count_others(root, losses)
    return Catalog(
        source_lang=exact.get("source_lang", first.get("source-language", "")),
        target_lang=exact.get("target_lang", first.get("target-language", "")),
        units=tuple(units),
        headers=tuple((name[len("header:") :], text) for name, text in extra if name.startswith("header:")),
        header_comments=tuple(
            note_text(note)
            for file in files
            for note in file.iterfind("header/note")
            if not (note.get("from") or "").startswith(_FIELD)
        ),
        losses=tuple(losses.items()),
    )


def _header_fields(file: etree._Element) -> list[tuple[str, str]]:
    """Name and text of our own fields in a file's header."""
    said = [(note.get("from") or "", note.text or "") for note in file.iterfind("header/note")]
    found = [(name[len(_FIELD) :], text) for name, text in said if name.startswith(_FIELD)]
    found += [(e.get("name") or "", e.text or "") for e in file.iterfind(f"header/{_OLD_FIELD}")]
    return [(unescape(name), unescape(text)) for name, text in found]


def serialize(catalog: Catalog, filled: bool = False) -> bytes:
    """The bytes of an XLIFF 1.2 file that holds a catalogue, a ``file`` for each run of units from one text.

    ``filled``: what is not translated has its source for a target, which OmegaT's own filter looks for.
    """
    from lxml import etree

    root = etree.Element("xliff")
    root.set("version", "1.2")
    number = 0
    for n, (original, units) in enumerate(runs(catalog), 1):
        file = etree.SubElement(root, "file", original=allowed(original or ""))
        file.set("source-language", language(catalog.source_lang))
        file.set("target-language", language(catalog.target_lang))
        file.set("datatype", "plaintext")
        file.set(XML_SPACE, "preserve")
        if n == 1:
            _write_header(file, catalog)
        body = etree.SubElement(file, "body")
        taken: set[str] = set()
        for unit in units:
            number += 1
            _write_unit(body, unit, number, taken, filled)
    indent(root, _TEXTUAL)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data.replace(b"<xliff ", f'<xliff xmlns="{NAMESPACE}" '.encode(), 1) + b"\n"


def _write_header(file: etree._Element, catalog: Catalog) -> None:
    from lxml import etree

    fields = list(catalog_fields(catalog))
    if not fields and not catalog.header_comments:
        return
    header = etree.SubElement(file, "header")
    _write_notes(header, (("comments", line) for line in catalog.header_comments))
    for name, text in fields:
        etree.SubElement(header, "note", {"from": f"{_FIELD}{escape(name)}"}).text = escape(text)


def _write_unit(body: etree._Element, unit: Unit, number: int, taken: set[str], filled: bool) -> None:
    from lxml import etree

    own = own_identifier(unit, taken)
    attributes = {"id": own or f"u{number}"}
    if unit.id is not None and own is None:
        attributes["resname"] = escape(unit.id)
    taken.add(attributes["id"])
    if unit.obsolete:
        attributes["translate"] = "no"
    if unit.target:
        attributes["approved"] = "no" if unit.fuzzy or UNAPPROVED in unit.flags else "yes"
    element = etree.SubElement(body, "trans-unit", attributes)
    element.set(XML_SPACE, "preserve")
    write(etree.SubElement(element, "source"), unit.source, unit.codes)
    if unit.target:
        told = {"state-qualifier": unit.origin} if unit.origin in QUALIFIERS else {}
        write(etree.SubElement(element, "target", {"state": _state(unit)} | told), unit.target, unit.codes)
    elif filled:
        write(etree.SubElement(element, "target", state=_TO_DO), unit.source, unit.codes)
    fields = list(to_fields(unit))
    rest = [(name, text) for name, text in fields if name not in _OWN_PLACE]
    if unit.fuzzy and not unit.target:
        rest.insert(0, ("fuzzy", "yes"))
    if any(FORBIDDEN.search(reference.path) or not reference.path.strip() for reference in unit.references):
        rest += [field for field in fields if field[0] == "references"]
    else:
        _write_references(element, unit.references)
    if rest:
        group = etree.SubElement(element, "context-group", purpose="information")
        for name, text in rest:
            etree.SubElement(group, "context", {"context-type": f"{CONTEXT}{name}"}).text = escape(text)
    _write_notes(element, (field for field in fields if field[0] in ("notes", "comments")))


def _state(unit: Unit) -> str:
    if unit.fuzzy:
        return "needs-review-translation"
    return next((_WRITTEN[flag] for flag in REVIEW_STATES if flag in unit.flags), "translated")


def _write_references(element: etree._Element, references: Iterable[Reference]) -> None:
    from lxml import etree

    for reference in references:
        group = etree.SubElement(element, "context-group", purpose="location")
        etree.SubElement(group, "context", {"context-type": "sourcefile"}).text = reference.path
        if reference.line:
            etree.SubElement(group, "context", {"context-type": "linenumber"}).text = str(reference.line)


def _write_notes(parent: etree._Element, notes: Iterable[tuple[str, str]]) -> None:
    """Notes from the developer (``notes``) or the translator (``comments``)."""
    from lxml import etree

    for name, text in notes:
        odd = FORBIDDEN.search(text)
        author = "translator" if name == "comments" else "developer"
        note = etree.SubElement(parent, "note", {"from": f"{author}-escaped" if odd else author})
        note.text = escape(text) if odd else text


def _read_unit(
    element: etree._Element,
    file: etree._Element,
    position: int,
    approving: bool,
    groups: Groups,
    path: str | os.PathLike[str] | None,
    losses: Counter[str],
) -> Iterator[Unit]:
    fields = contexts(element, losses)
    if _is_locked(element) and ("obsolete", "yes") not in fields:
        losses["units that are not to be translated"] += 1
        return
    source = one_of(element, "source", path)
    if source is None:
        raise InputError(
            f"a unit without a source, {element.get('id')!r}",
            path=path,
            line=line_of(element),
            remedy="export the file again, or take the unit out",
        )
    fields += groups.fields(element) + notes(element) + sizes(element)
    losses["further properties of units"] += sum(name not in _LOOKED_AT for name in map(str, element.attrib))
    identifier, name = element.get("id"), element.get("resname")
    if identifier == f"u{position}":
        identifier = None if name is None else unescape(name)
    elif name and not (identifier and NUMBERED.fullmatch(identifier)):
        fields.append(("notes", f"name: {name}"))
    elif name:
        identifier = unescape(name)
    reader = Reader(losses)
    target = target_of(element, file, losses)
    segments = segments_of(element, source, target, reader, losses)
    fields += _qualifier(target, fields)
    original = file.get("original")
    for mid, source_pieces, target_pieces, state in segments:
        (source_text, target_text), codes = assembled([source_pieces, target_pieces], reader.found)
        try:
            unit = replace(from_fields(source_text, target_text, fields), codes=codes)
        except ValueError as error:
            raise InputError(
                f"a context that cannot be read: {error}", path=path, line=line_of(element), remedy="correct it"
            ) from error
        if original and not unit.references:
            unit = replace(unit, references=(Reference(original, 0),))
        own = identifier if mid is None else f"{element.get('id')}/{mid}"
        yield _with_state(replace(unit, id=own), state, element.get("approved"), approving)


def _qualifier(target: etree._Element | None, fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Where a translation came from, by the word that XLIFF has for it."""
    text = "" if target is None else target.get("state-qualifier") or ""
    return [("origin", text)] if text and not any(name == "origin" for name, _ in fields) else []


def _is_locked(unit: etree._Element) -> bool:
    return next((e.get("translate") for e in (unit, *unit.iterancestors()) if e.get("translate")), "yes") == "no"


def _with_state(unit: Unit, state: str, approved: str | None, approving: bool) -> Unit:
    """The unit with what its state says of it."""
    if state in ("new", _TO_DO) and unit.target == unit.source:
        unit = replace(unit, target="")  # the source, put there to be written over
    if not unit.target:
        return unit
    if state in DONE:
        fuzzy = False
    elif state:
        fuzzy = state in _FUZZY or state.startswith("needs-") or approved != "yes"
    else:
        fuzzy = approved == "no" or (approving and approved != "yes")
    was_fuzzy, unit = unit.fuzzy, replace(unit, fuzzy=fuzzy)
    if was_fuzzy and not fuzzy:
        unit = replace(unit, previous=None, previous_context=None, previous_plural=None)
    flags = tuple(flag for flag in unit.flags if flag != UNAPPROVED or approved != "yes")
    if not fuzzy and state and _state(unit) != state:
        flags = tuple(flag for flag in flags if flag not in REVIEW_STATES)
        flags += (_STATES[state],) if state in _STATES else ()
    if not fuzzy and UNAPPROVED not in flags and (approved == "no" or (approving and approved is None)):
        flags += (UNAPPROVED,)
    return replace(unit, flags=flags)
