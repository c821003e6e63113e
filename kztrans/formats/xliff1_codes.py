"""Inline codes of XLIFF 1.2: ``g`` around a part of a text, ``bx`` and ``ex`` where pairs cross, ``x`` at one place;
``bpt``, ``ept``, ``ph`` and ``it`` are the same with native data inside.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kztrans.formats.inline_codes import Found, Mark, Piece, TaggedText, identifiers, is_literal, merged, pieces
from kztrans.formats.same_codes import noted
from kztrans.formats.xliff_common import Cursor
from kztrans.formats.xml_characters import FORBIDDEN, allowed
from kztrans.inline import Role
from kztrans.model import Code

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Reader", "write"]

_ROLES: dict[str, Role] = {
    "bx": "open", "ex": "close", "bpt": "open", "ept": "close", "x": "alone", "ph": "alone", "it": "open",
}  # fmt: skip
_WITH_DATA = frozenset({"bpt", "ept", "ph", "it"})
_STANDARD = frozenset({"bold", "italic", "underlined", "link", "image", "lb", "pb"})
"""Values of ``ctype`` that XLIFF 1.2 defines; others begin with ``x-``."""
_CHARACTER, _OWN, _OTHERS = "x-kz-character", "x-kz-tag-", "x-kz-type-"
"""How the ``ctype`` begins of a character that XML forbids, of our tag for a code, of a type of another format."""
_SEGMENT = "seg"


class Reader:
    """Reads the texts of one unit."""

    def __init__(self, losses: Counter[str]) -> None:
        self.found: dict[str, Found] = {}
        self._losses = losses

    def read(self, element: etree._Element) -> list[Piece]:
        """The pieces of a source, a target or a segment of them."""
        parts: list[Piece] = [element.text or ""]
        for child in element:
            name = child.tag if isinstance(child.tag, str) else ""
            if name == "g":
                key = self._take(child, "open")
                parts += [Mark(key, "open"), *self.read(child), Mark(key, "close")]
            elif name == "x" and child.get("ctype") == _CHARACTER:
                parts.append(_character(child))
            elif name in _ROLES:
                role: Role = "close" if child.get("pos") == "close" else _ROLES[name]
                parts.append(Mark(self._take(child, role), role))
            elif name:
                known = name == "mrk"
                self._losses["annotations of words" if known else "unknown elements in a text"] += (
                    child.get("mtype") != _SEGMENT
                )
                parts += self.read(child)
            parts.append(child.tail or "")
        return merged(parts)

    def _take(self, element: etree._Element, role: Role) -> str:
        """The key of a code, of which is noted what the element says."""
        identifier = element.get("rid") or element.get("id") or ""
        key = ("a" if role == "alone" else "p") + identifier
        kind, tag = element.get("ctype") or "", ""
        if kind.startswith(_OWN):
            kind, tag = "", kind[len(_OWN) :]
        elif kind.startswith(_OTHERS):
            kind = kind[len(_OTHERS) :].replace("_", " ")
        data = "".join(map(str, element.itertext())) if element.tag in _WITH_DATA else ""
        for _ in element.iter("sub"):
            self._losses["texts inside codes (sub), kept as a part of the code"] += 1
        opening, closing = ("", data) if role == "close" else (data, "")
        seen = Found(identifier, kind, element.get("equiv-text") or "", opening, closing, tag=tag)
        return noted(self.found, key, seen, role, self._losses)


def _character(element: etree._Element) -> str:
    code = element.get("equiv-text") or ""
    good = re.fullmatch(r"[0-9A-F]{1,6}", code) and FORBIDDEN.match(chr(min(int(code, 16), 0x10FFFF)))
    return chr(int(code, 16)) if good else ""


def write(element: etree._Element, text: str, codes: tuple[Code, ...]) -> None:
    """Fill a source or target."""
    cursor = Cursor(element)
    taken = pieces(text, codes)
    names = identifiers(codes)
    for at, part in enumerate(taken.parts):
        if isinstance(part, str):
            _write_words(cursor, part)
        else:
            _write_code(cursor, taken, at, part, names)


def _write_words(cursor: Cursor, text: str) -> None:
    position = 0
    for number, match in enumerate(FORBIDDEN.finditer(text)):
        cursor.text(text[position : match.start()])
        code = f"{ord(match.group()):04X}"
        cursor.element("x", {"id": f"c{number}-{code}", "ctype": _CHARACTER, "equiv-text": code})
        position = match.end()
    cursor.text(text[position:])


def _write_code(cursor: Cursor, taken: TaggedText, at: int, part: tuple[Code, Role], names: dict[Code, str]) -> None:
    code, role = part
    has_data = bool(code.opening or code.closing)
    whole = at in taken.other
    if role == "close" and whole and not has_data and taken.other[at] in taken.nested:
        cursor.leave()
        return
    attributes = {"id": allowed(names[code])} | _typed(code)
    data = code.closing if role == "close" else code.opening
    if role == "alone":
        data = data or (code.tag if is_literal(code) else "")
        tag = "ph" if data else "x"
    elif whole:
        tag = ("ept" if role == "close" else "bpt") if has_data else ("ex" if role == "close" else "bx")
        if not has_data and at in taken.nested:
            cursor.enter(cursor.element("g", attributes | _shown(code)))
            return
        attributes["rid"] = attributes["id"]
    else:
        tag = "it"
        attributes["pos"] = "close" if role == "close" else "open"
    if tag in ("ept", "ex"):
        attributes.pop("ctype", None)
    elif tag in ("x", "ph"):
        attributes |= _shown(code)
    made = cursor.element(tag, attributes)
    made.text = allowed(data) or None


def _typed(code: Code) -> dict[str, str]:
    if code.type:
        own = code.type in _STANDARD or code.type.startswith("x-")
        return {"ctype": allowed(code.type if own else f"{_OTHERS}{code.type.replace(' ', '_')}")}
    return {} if is_literal(code) else {"ctype": f"{_OWN}{code.tag}"}


def _shown(code: Code) -> dict[str, str]:
    return {"equiv-text": allowed(code.shown)} if code.shown and not code.opening else {}
