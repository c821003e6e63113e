"""Inline codes of XLIFF 2: ``pc`` around a part of a text, ``sc`` and ``ec`` where pairs cross or one end is elsewhere,
``ph`` at one place. Their native data stand in the unit's ``originalData``.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kztrans import inline
from kztrans.errors import InputError
from kztrans.formats.inline_codes import Found, Mark, Piece, TaggedText, identifiers, is_literal, merged, pieces
from kztrans.formats.same_codes import noted
from kztrans.formats.xliff_common import Cursor, line_of
from kztrans.formats.xml_characters import FORBIDDEN, allowed
from kztrans.inline import Role
from kztrans.model import Code

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Reader", "Writer", "write_text"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_X = f"{{{NAMESPACE}}}"
_OWN = "kztrans:"
"""How a ``subType`` begins that is our tag for a code."""
_OTHERS = "tmx:"
"""How a ``subType`` begins that holds a type that XLIFF does not know."""
_KINDS = {"b": "fmt", "i": "fmt", "u": "fmt", "br": "fmt", "a": "link", "img": "image"}
_TYPE = re.compile(r"(?:fmt|ui|quote|link|image|other)(?: [^\s:]+:[^\s:]+)?")
_SUB_TYPE = re.compile(r"[^\s:]+")
_NMTOKEN = re.compile(r"[\w.\-:·]+", re.ASCII)
_LOST = ("subFlows", "subFlowsStart", "subFlowsEnd", "canReorder", "canOverlap", "dir")


class Reader:
    """Reads the texts of one unit."""

    def __init__(self, data: Mapping[str, str], path: str | os.PathLike[str] | None, losses: Counter[str]) -> None:
        self.found: dict[str, Found] = {}
        self.comments: list[str] = []
        """What annotations say."""
        self._data = data
        self._path = path
        self._losses = losses

    def read(self, element: etree._Element) -> list[Piece]:
        """The pieces of a source or a target."""
        parts: list[Piece] = [element.text or ""]
        for child in element:
            if child.tag == f"{_X}cp":
                parts.append(code_point(child, self._path))
            elif child.tag == f"{_X}pc":
                key = self._take(child, "Start")
                parts += [Mark(key, "open"), *self.read(child), Mark(key, "close")]
            elif child.tag == f"{_X}mrk":
                self._annotation(child)
                parts += self.read(child)
            elif child.tag == f"{_X}sc":
                parts.append(Mark(self._take(child), "open"))
            elif child.tag == f"{_X}ec":
                parts.append(Mark(self._take(child), "close"))
            elif child.tag == f"{_X}ph":
                parts.append(Mark(self._take(child), "alone"))
            elif child.tag == f"{_X}sm":
                self._annotation(child)
            elif isinstance(child.tag, str) and child.tag != f"{_X}em":
                self._losses["unknown elements in a text"] += 1
            parts.append(child.tail or "")
        return merged(parts)

    def _take(self, element: etree._Element, end: str = "") -> str:
        """The key of a code, of which is noted what the element says."""
        key = element.get("copyOf") or element.get("startRef") or element.get("id") or ""
        kind, sub_type = element.get("type", ""), element.get("subType", "")
        tag = ""
        if sub_type.startswith(_OWN):
            tag, kind = sub_type[len(_OWN) :], ""
        elif sub_type.startswith(_OTHERS):
            kind = sub_type[len(_OTHERS) :]
        elif sub_type:
            kind = f"{kind or 'other'} {sub_type}"
        opening = self._data.get(element.get(f"dataRef{end}", ""), "")
        closing = self._data.get(element.get("dataRefEnd", ""), "")
        if element.tag == f"{_X}ec":
            opening, closing = "", opening
        shown = [element.get(f"disp{end}") or element.get(f"equiv{end}", "")]
        if end:
            shown.append(element.get("dispEnd") or element.get("equivEnd", ""))
        seen = Found(
            id=key,
            type=kind,
            shown=" … ".join(filter(None, shown)),
            opening=opening,
            closing=closing,
            optional=(element.get("canDelete"), element.get("canCopy")) == ("yes", "yes"),
            tag=tag,
        )
        self._losses["further properties of codes"] += any(element.get(name) for name in _LOST)
        return noted(self.found, key, seen, "alone" if element.tag == f"{_X}ph" else "open", self._losses)

    def _annotation(self, element: etree._Element) -> None:
        if element.get("type") == "comment" and element.get("value"):
            self.comments.append(element.get("value", ""))
        else:
            self._losses["annotations of words"] += 1


def code_point(element: etree._Element, path: str | os.PathLike[str] | None) -> str:
    """The character of a ``cp`` element."""
    code = element.get("hex", "")
    if re.fullmatch(r"[0-9A-Fa-f]{1,8}", code):
        number = int(code, 16)
        if number < 0x110000 and not 0xD800 <= number < 0xE000:
            return chr(number)
    raise InputError(
        f"a cp element with hex={code!r}", path=path, line=line_of(element), remedy="give a Unicode code point"
    )


def write_text(cursor: Cursor, text: str) -> None:
    """Text with ``cp`` elements for what XML forbids."""
    position = 0
    for match in FORBIDDEN.finditer(text):
        cursor.text(text[position : match.start()])
        cursor.element(f"{_X}cp", {"hex": f"{ord(match.group()):04X}"})
        position = match.end()
    cursor.text(text[position:])


class Writer:
    """Writes the texts of one unit, and gathers the native data of their codes."""

    def __init__(self, codes: tuple[Code, ...]) -> None:
        self.data: dict[str, str] = {}
        """Identifiers of data by what they are."""
        self._codes = codes
        names = identifiers(codes)
        valid = {code: name for code, name in names.items() if _NMTOKEN.fullmatch(name)}
        free = (name for name in map(str, range(1, len(codes) + len(names) + 2)) if name not in valid.values())
        self._names = {code: valid.get(code) or next(free) for code in names}

    def write(self, element: etree._Element, text: str) -> None:
        """Fill a source or target."""
        cursor = Cursor(element)
        taken = pieces(text, self._codes)
        used: dict[int, str] = {}
        for at, part in enumerate(taken.parts):
            if isinstance(part, str):
                write_text(cursor, part)
            else:
                self._write_code(cursor, taken, at, part, used)

    def _write_code(
        self, cursor: Cursor, taken: TaggedText, at: int, part: tuple[Code, Role], used: dict[int, str]
    ) -> None:
        code, role = part
        other = taken.other.get(at)
        if role == "close" and other in taken.nested:
            cursor.leave()
            return
        if role == "close" and other is not None:
            cursor.element(f"{_X}ec", {"startRef": used[other]} | self._data_of(code.closing, "dataRef"))
            return
        attributes = self._identified(code, at, used) | self._typed(code)
        if role == "alone":
            cursor.element(f"{_X}ph", attributes | self._data_of(code.opening, "dataRef") | _shown(code, "disp"))
        elif at in taken.nested:
            data = self._data_of(code.opening, "dataRefStart") | self._data_of(code.closing, "dataRefEnd")
            cursor.enter(cursor.element(f"{_X}pc", attributes | data | _shown(code, "dispStart")))
        else:
            data = self._data_of(code.closing if role == "close" else code.opening, "dataRef")
            lonely = {"isolated": "yes"} if other is None else {}
            cursor.element(
                f"{_X}{'ec' if role == 'close' else 'sc'}", attributes | data | lonely | _shown(code, "disp")
            )

    def _identified(self, code: Code, at: int, used: dict[int, str]) -> dict[str, str]:
        own = name = self._names[code]
        number = 1
        while name in used.values() or (name != own and name in self._names.values()):
            number += 1
            name = f"{own}-{number}"
        used[at] = name
        return {"id": name} if name == own else {"id": name, "copyOf": own}

    def _typed(self, code: Code) -> dict[str, str]:
        found = {"canCopy": "yes", "canDelete": "yes"} if code.optional else {}
        name = inline.name_of(code.tag)
        if _TYPE.fullmatch(code.type):
            kind, _, sub_type = code.type.partition(" ")
            found |= {"type": kind} | ({"subType": sub_type} if sub_type else {})
        elif _SUB_TYPE.fullmatch(code.type):
            found |= {"type": _KINDS.get(name, "other"), "subType": f"{_OTHERS}{code.type}"}
        elif not is_literal(code) and not code.type:
            found |= {"type": _KINDS.get(name, "other"), "subType": f"{_OWN}{code.tag}"}
        return found

    def _data_of(self, data: str, attribute: str) -> dict[str, str]:
        if not data:
            return {}
        return {attribute: self.data.setdefault(data, f"d{len(self.data) + 1}")}


def _shown(code: Code, attribute: str) -> dict[str, str]:
    """What a translator is to be shown, where the data do not say it."""
    data = " … ".join(filter(None, (code.opening.strip(), code.closing.strip() if code.kind == "pair" else "")))
    text = code.tag if is_literal(code) and not code.opening else code.shown
    return {attribute: allowed(text)} if text and text != data else {}
