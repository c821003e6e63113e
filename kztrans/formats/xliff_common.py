"""What the versions of XLIFF share: safe parsing, white space, and escapes for characters that XML forbids."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kztrans.errors import InputError
from kztrans.formats.inline_codes import Piece
from kztrans.formats.xml_characters import FORBIDDEN
from kztrans.formats.xml_input import parsed, parsed_until_fault, rename
from kztrans.model import Catalog, Unit

if TYPE_CHECKING:
    from lxml import etree

__all__ = [
    "NUMBERED",
    "Cursor",
    "catalog_fields",
    "escape",
    "indent",
    "language",
    "line_of",
    "one_of",
    "own_identifier",
    "root_of",
    "runs",
    "spaced",
    "unescape",
]

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
REVIEW_STATES = ("final", "reviewed")
"""Flags of units that XLIFF has states for."""
NUMBERED = re.compile(r"u\d+")
"""Identifiers that are only a number, given to units without one."""
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
_ESCAPE = re.compile(r"\\(\\|u\{([0-9A-F]{1,6})\})")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_PROLOG = 1 << 14
_NAMESPACES = {
    "urn:oasis:names:tc:xliff:document:2.2": "urn:oasis:names:tc:xliff:document:2.0",
    "urn:oasis:names:tc:xliff:document:2.1": "urn:oasis:names:tc:xliff:document:2.0",
    "urn:oasis:names:tc:xliff:document:1.2": None,
    "urn:oasis:names:tc:xliff:document:1.1": None,
}
"""Namespaces that are read as another one: versions that differ in nothing that is looked at. 2.1 has none of its own,
but programs give it one."""


_UNITS = frozenset({"trans-unit", "unit"})


def root_of(
    data: bytes,
    path: str | os.PathLike[str] | None,
    losses: Counter[str],
    faults: list[InputError] | None = None,
) -> etree._Element:
    """The root of an XLIFF file; the elements of XLIFF 1 in no namespace, those of 2.x in that of 2.0.

    Where ``faults`` are gathered, a file that is not well-formed ends with its last whole unit.

    Raises:
        InputError: it is not well-formed, or declares entities.
    """
    if b"<!ENTITY" in data[:_PROLOG].replace(b"\0", b""):
        raise InputError("declares a document type with entities", path=path, line=1, remedy="take it out")
    if faults is None:
        root, replaced = parsed(data, path, "export it again")
    else:
        root, replaced = parsed_until_fault(data, path, "export it again", _UNITS, faults)
    losses.update(replaced)
    if root.get("version", "").startswith("2.") and root.getroottree().docinfo.doctype:  # type: ignore[attr-defined]
        raise InputError("declares a document type, which XLIFF 2 does not", path=path, line=1, remedy="take it out")
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith("{"):
            namespace, _, name = element.tag[1:].partition("}")
            if namespace in _NAMESPACES:
                read_as = _NAMESPACES[namespace]
                rename(element, f"{{{read_as}}}{name}" if read_as else name)
    return root


def line_of(element: etree._Element) -> int | None:
    """The line that an element begins on."""
    line = element.sourceline
    return line if isinstance(line, int) else None


def one_of(parent: etree._Element, tag: str, path: str | os.PathLike[str] | None) -> etree._Element | None:
    """The one child of a name; None where there is none.

    Raises:
        InputError: there are several.
    """
    found = list(parent.iterchildren(tag))
    if len(found) > 1:
        name, place = tag.rpartition("}")[2], str(parent.tag).rpartition("}")[2]
        what = f"a {place} with {len(found)} <{name}> elements"
        raise InputError(
            what, path=path, line=line_of(found[1]), remedy=f"leave one <{name}>, or export the file again"
        )
    return found[0] if found else None


def runs(catalog: Catalog) -> list[tuple[str | None, list[Unit]]]:
    """The units by the text that they come from, in their order."""
    groups = groupby(catalog.units, key=lambda unit: unit.references[0].path if unit.references else None)
    return [(original, list(units)) for original, units in groups] or [(None, [])]


def catalog_fields(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """What a catalogue has that XLIFF has no attribute for."""
    for name in ("source_lang", "target_lang"):
        code = getattr(catalog, name)
        if language(code) != code:
            yield name, code
    yield from ((f"header:{name}", value) for name, value in catalog.headers)


def language(code: str) -> str:
    """The code as BCP 47 writes it; ``und`` where it is none."""
    code = code.replace("_", "-")
    return code if _LANGUAGE.fullmatch(code) else "und"


def own_identifier(unit: Unit, taken: set[str]) -> str | None:
    """A unit's identifier where it can be the file's: an XML name, no mere number, and there once."""
    own = unit.id is not None and _ID.fullmatch(unit.id) and not NUMBERED.fullmatch(unit.id) and unit.id not in taken
    return unit.id if own else None


def escape(text: str) -> str:
    r"""A text with ``\u{1F}`` for each character that XML forbids, and ``\\`` for a backslash."""
    return FORBIDDEN.sub(lambda match: f"\\u{{{ord(match.group()):X}}}", text.replace("\\", "\\\\"))


def unescape(text: str) -> str:
    """The text that ``escape`` was given."""

    def character(match: re.Match[str]) -> str:
        code = int(match.group(2) or "5C", 16)
        return chr(code) if code < 0x110000 else match.group()

    return _ESCAPE.sub(character, text)


def spaced(element: etree._Element, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a text as its ``xml:space`` asks: without it, a line break and the indentation are a space.

    A space that is no indentation stays, at the ends, too: programs write such texts and ask for nothing.
    """
    keeper = next((e for e in (element, *element.iterancestors()) if e.get(XML_SPACE)), None)
    if keeper is not None and keeper.get(XML_SPACE) == "preserve":
        return list(pieces)
    found = list(pieces)
    if found and isinstance(found[0], str):
        found[0] = re.sub(r"\A[ \t\r]*\n[ \t\r\n]*", "", found[0])
    if found and isinstance(found[-1], str):
        found[-1] = re.sub(r"[ \t\r]*\n[ \t\r\n]*\Z", "", found[-1])
    return [re.sub(r"[ \t\r]*\n\s*", " ", piece) if isinstance(piece, str) else piece for piece in found]


class Cursor:
    """A place in an element that text and elements are put at, one after the other."""

    def __init__(self, element: etree._Element) -> None:
        self._stack: list[tuple[etree._Element, etree._Element | None]] = [(element, None)]

    def text(self, text: str) -> None:
        """Put text there."""
        parent, last = self._stack[-1]
        if last is None:
            parent.text = (parent.text or "") + text
        else:
            last.tail = (last.tail or "") + text

    def element(self, tag: str, attributes: dict[str, str]) -> etree._Element:
        """Put an element there."""
        from lxml import etree

        parent, _ = self._stack[-1]
        made = etree.SubElement(parent, tag, attributes)
        self._stack[-1] = (parent, made)
        return made

    def enter(self, element: etree._Element) -> None:
        """Go on inside the element that was put there last."""
        self._stack.append((element, None))

    def leave(self) -> None:
        """Go on behind it."""
        self._stack.pop()


def indent(element: etree._Element, textual: frozenset[str], level: int = 0) -> None:
    """White space around structure only, never inside what holds text."""
    children = list(element)
    if not children or element.tag in textual:
        return
    element.text = "\n" + "  " * (level + 1)
    for child in children:
        indent(child, textual, level + 1)
        child.tail = "\n" + "  " * (level + 1)
    children[-1].tail = "\n" + "  " * level
