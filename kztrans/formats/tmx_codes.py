"""Inline codes of TMX 1.4b: ``bpt`` and ``ept`` around a part of a segment, ``it`` where the other end is in another
one, ``ph`` at one place, ``hi`` without native data, and ``ut``, of which TMX 1.4 only knows that it is a code.

``i`` joins the ends of a pair in a segment, ``x`` tells which codes of the segments of a unit are the same. Without
``x`` they are the same where their native data are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kztrans import inline
from kztrans.formats.inline_codes import Found, Mark, Piece, identifiers, is_literal, merged, named, pieces
from kztrans.formats.same_codes import noted
from kztrans.formats.xml_characters import allowed
from kztrans.inline import Role
from kztrans.model import Code

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["UNKNOWN", "Reader", "write"]

UNKNOWN = "unknown elements"
"""What elements are called that TMX does not know."""
_ROLES: Mapping[str, Role] = {"bpt": "open", "ept": "close", "ph": "alone", "ut": "alone"}
_TYPES = {
    "b": "bold", "i": "italic", "u": "ulined", "a": "link", "br": "lb", "img": "image", "note": "fnote",
}  # fmt: skip
"""Types that TMX recommends, by our names of codes."""
_OWN_TYPE = "x-kz-"
"""How the types begin of codes that TMX has no word for."""


class Reader:
    """Reads the segments of one unit."""

    def __init__(self, losses: Counter[str]) -> None:
        self.found: dict[str, Found] = {}
        self._losses = losses
        self._open: dict[str, str] = {}
        self._here: set[str] = set()

    def read(self, seg: etree._Element) -> list[Piece]:
        """The pieces of a segment."""
        if not len(seg):
            return [seg.text] if seg.text else []
        self._open, self._here = {}, set()
        return list(self._content(seg))

    def _content(self, element: etree._Element) -> list[Piece]:
        parts: list[Piece] = [element.text or ""]
        for child in element:
            if child.tag == "hi":
                name = "" if child.get("type") else "hi"
                key = self._key("p", Found(child.get("x", ""), _type(child), name=name))
                parts += [Mark(key, "open"), *self._content(child), Mark(key, "close")]
            elif child.tag in _ROLES or child.tag == "it":
                parts.append(self._code(child))
            elif isinstance(child.tag, str):
                self._losses[UNKNOWN] += 1
                parts += self._content(child)
            parts.append(child.tail or "")
        return merged(parts)

    def _code(self, element: etree._Element) -> Mark:
        tag, data = str(element.tag), self._data(element)
        role: Role = _ROLES.get(tag) or ("close" if element.get("pos") == "end" else "open")
        kind = _type(element)
        seen = Found(element.get("x", ""), kind, name=_own_name(element))
        seen = seen.with_other(Found(closing=data) if role == "close" else Found(opening=data))
        if tag == "ept" and element.get("i", "") in self._open:
            key = self._open[element.get("i", "")]
            return Mark(noted(self.found, key, seen, role, self._losses), role)
        key = self._key("a" if role == "alone" else "p", seen)
        if tag == "bpt":
            self._open[element.get("i", "")] = key
        return Mark(key, role)

    def _key(self, group: str, seen: Found) -> str:
        """Which code of the unit it is; it is noted where it is a new one."""
        if seen.id:
            key = f"{group}{seen.id}"
        else:
            free = (key for key, other in self.found.items() if not other.id and key not in self._here)
            like = (key for key in free if key[0] == group and _alike(self.found[key], seen))
            key = next(like, f"{group}#{len(self.found)}")
        key = noted(self.found, key, seen, "alone" if group == "a" else "open", self._losses)
        self._here.add(key)
        return key

    def _data(self, element: etree._Element) -> str:
        """The native data of a code, with the text that it holds in ``sub``."""
        for _ in element.iter("sub"):
            self._losses["texts inside codes (sub), kept as a part of the code"] += 1
        return "".join(text for text in element.itertext() if isinstance(text, str))


def _alike(one: Found, other: Found) -> bool:
    return (one.type, one.opening, one.closing) == (other.type, other.opening, other.closing)


def _type(element: etree._Element) -> str:
    kind = element.get("type", "")
    return "" if kind.startswith(_OWN_TYPE) else kind


def _own_name(element: etree._Element) -> str:
    kind = element.get("type", "")
    return named(kind.removeprefix(_OWN_TYPE)) if kind.startswith(_OWN_TYPE) else ""


def write(seg: etree._Element, text: str, codes: tuple[Code, ...]) -> None:
    """Fill a ``seg`` with a text and its codes; those of which nothing but a tag is known are text, as in a PO."""
    from lxml import etree

    told = tuple(code for code in codes if code.opening or code.closing or code.id or code.type)
    taken = pieces(text, told)
    names = identifiers(told)
    last: etree._Element | None = None
    pair = 0
    opened: dict[int, str] = {}
    for at, part in enumerate(taken.parts):
        if isinstance(part, str):
            _append(seg, last, allowed(part))
            continue
        code, role = part
        attributes = {"x": allowed(names[code])}
        if kind := _written_type(code):
            attributes["type"] = allowed(kind)
        data = code.closing if role == "close" else code.opening
        if role == "alone":
            tag = "ph"
        elif at not in taken.other:
            tag = "it"
            attributes = {"pos": "end" if role == "close" else "begin"} | attributes
        elif role == "open":
            tag, pair = "bpt", pair + 1
            opened[at] = str(pair)
            attributes = {"i": str(pair)} | attributes
        else:
            tag, attributes = "ept", {"i": opened[taken.other[at]]}
        last = etree.SubElement(seg, tag, attributes)
        last.text = allowed(data or (code.tag if is_literal(code) else "")) or None


def _append(seg: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        seg.text = (seg.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _written_type(code: Code) -> str:
    if code.type or is_literal(code):
        return code.type
    name = inline.name_of(code.tag)
    if not (name.isascii() and name.isalpha()) or name in ("x", "g", "gap"):
        return ""
    return _TYPES.get(name) or f"{_OWN_TYPE}{name}"
