"""The units of a TMX file, one after the other, as they stand in it: streamed, whatever its version and size."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kztrans.errors import InputError
from kztrans.formats import tmx_codes
from kztrans.formats.inline_codes import Piece, assembled
from kztrans.formats.tmx_codes import UNKNOWN
from kztrans.formats.xml_input import Input, fault, local_name, rename
from kztrans.languages import codes
from kztrans.languages.names import coded
from kztrans.model import Code
from kztrans.reading import refuse_endless

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["TOOL", "XML_LANG", "TmxUnit", "iterate", "read_tu", "units_in"]

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TOOL = "kztrans"
_SIGNED = frozenset({"creationdate", "creationid", "changedate", "changeid"})
_LOOKED_AT = frozenset({"tuid", "srclang", "lang", XML_LANG, f"{XML_LANG[:-4]}space"}) | _SIGNED
"""Attributes of a unit and its texts that are read, or told of elsewhere."""
_FIRST, _LAST, _BREAK = re.compile(r"\s*\n\s+"), re.compile(r"\n[ \t]*\Z"), re.compile(r"[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True)
class TmxUnit:
    """A ``tu`` as it stands in the file: its segments by language code as written, in order, and its attributes."""

    segments: tuple[tuple[str, str], ...]
    id: str | None = None
    props: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    changed: str = ""
    """``changedate`` (or ``creationdate``) of the target or the unit, ``YYYYMMDDThhmmssZ``."""
    changed_by: str = ""
    source_lang: str = ""
    """The unit's own ``srclang``, else the header's; ``*all*`` where any language may be the source."""
    line: int = field(default=0, compare=False)
    """Number of the line that it begins on, from 1."""
    codes: tuple[Code, ...] = ()
    """What the tags in its segments are."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of its segments, as written."""
        return tuple(code for code, _ in self.segments)

    def in_lang(self, lang: str) -> str | None:
        """The segment in a language: under the same code, else under one of another region (``id`` finds ``IN-ID``)."""
        code = codes.nearest(lang, self.languages)
        return next((text for own, text in self.segments if own == code), None)

    def in_region(self, lang: str) -> str | None:
        """The segment under just this code, however it is written: between two regions, none stands for another."""
        wanted = codes.canonical(lang) or lang
        return next((text for own, text in self.segments if (codes.canonical(own) or own) == wanted), None)


def iterate(path: str | os.PathLike[str], losses: Counter[str] | None = None) -> Iterator[TmxUnit]:
    """The units of a TMX file one after the other, in bounded memory, whatever its version, size and encoding.

    What of the file is not in them is counted in ``losses``.

    Raises:
        InputError: there is no such file, it is not TMX, or it is broken; the message names the line.
    """
    try:
        refuse_endless(path, "a TMX file")
        with Path(path).open("rb") as stream:
            yield from _iterate(stream, path, Counter() if losses is None else losses)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path, remedy="name a TMX file") from error


def units_in(data: bytes, path: str | os.PathLike[str] = "", losses: Counter[str] | None = None) -> list[TmxUnit]:
    """The units in the bytes of a TMX file."""
    return list(_iterate(BytesIO(data), path, Counter() if losses is None else losses))


def _iterate(stream: IO[bytes], path: str | os.PathLike[str], losses: Counter[str]) -> Iterator[TmxUnit]:
    from lxml import etree

    source_lang, ours, seen = "", False, False
    data = Input(stream, path)
    events = etree.iterparse(
        data, events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        for event, element in events:
            if event == "start":
                if not seen and local_name(element) != "tmx":
                    raise InputError(f"is not TMX: its root is <{element.tag}>", path=path, remedy="name a TMX file")
                seen = True
                continue
            name = local_name(element)
            if name == "header":
                source_lang, ours = coded(element.get("srclang", "")), element.get("creationtool") == TOOL
                losses["notes and properties of the header"] += 0 if ours else len(element)
            elif name == "tu":
                yield read_tu(_plain_names(element), source_lang, losses, indented=not ours)
                element.clear()
                while element.getprevious() is not None:
                    parent = element.getparent()
                    if parent is None:
                        break
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise fault(error, path, "export it again") from error
    losses.update(data.losses())


def _plain_names(tu: etree._Element) -> etree._Element:
    """A unit whose elements are in no namespace."""
    if str(tu.tag).startswith("{"):
        for element in tu.iter("{*}*"):
            rename(element, local_name(element))
    return tu


def read_tu(
    tu: etree._Element, header_lang: str, losses: Counter[str] | None = None, indented: bool = False
) -> TmxUnit:
    """A unit; ``indented``: may another program have put its segments on lines of their own?"""
    losses = Counter() if losses is None else losses
    reader = tmx_codes.Reader(losses)
    texts, changed, changed_by = [], "", ""
    _count_others(tu, losses)
    for tuv in tu.iterchildren("tuv"):
        lang = coded(tuv.get(XML_LANG) or tuv.get("lang") or "")
        seg = tuv.find("seg")
        if seg is None or not lang:
            losses["texts without a language" if seg is not None else "languages without a text"] += 1
            continue
        pieces = reader.read(seg)
        texts.append((lang, _unindented(pieces) if indented else pieces))
        losses["texts outside segments"] += sum(bool(e is not seg and (e.tail or "").strip()) for e in tuv)
        changed = max(changed, tuv.get("changedate") or tuv.get("creationdate") or "")
        changed_by = tuv.get("changeid") or tuv.get("creationid") or changed_by
    written, known = assembled([text for _, text in texts], reader.found)
    return TmxUnit(
        segments=tuple((lang, text) for (lang, _), text in zip(texts, written, strict=True)),
        id=tu.get("tuid"),
        props=tuple((p.get("type", ""), p.text or "") for p in tu.iter("prop")),
        notes=tuple("".join(map(str, note.itertext())) for note in tu.iter("note")),
        changed=changed or tu.get("changedate") or tu.get("creationdate") or "",
        changed_by=changed_by or tu.get("changeid") or tu.get("creationid") or "",
        source_lang=coded(tu.get("srclang") or header_lang),
        line=tu.sourceline or 0,  # type: ignore[arg-type]  # the stubs know no type
        codes=known,
    )


def _count_others(tu: etree._Element, losses: Counter[str]) -> None:
    """Count what of a unit nobody reads: elements that TMX does not know, and attributes."""
    losses[UNKNOWN] += sum(isinstance(e.tag, str) and e.tag not in ("note", "prop", "tuv") for e in tu)
    losses["further attributes of units"] += len(set(map(str, tu.attrib)) - _LOOKED_AT)
    for tuv in tu.iterchildren("tuv"):
        losses[UNKNOWN] += sum(isinstance(e.tag, str) and e.tag not in ("note", "prop", "seg") for e in tuv)
        losses["second segments of a text"] += max(sum(1 for _ in tuv.iterchildren("seg")) - 1, 0)
        losses["further attributes of units"] += len(set(map(str, tuv.attrib)) - _LOOKED_AT)


def _unindented(pieces: list[Piece]) -> list[Piece]:
    """A segment without the indentation of a program that puts it on lines of its own."""
    first, last = pieces[:1], pieces[-1:]
    own_lines = all(isinstance(piece, str) for piece in first + last) and pieces
    if not own_lines or not _FIRST.match(str(pieces[0])) or not _LAST.search(str(pieces[-1])):
        return pieces
    found: list[Piece] = [_BREAK.sub(" ", piece) if isinstance(piece, str) else piece for piece in pieces]
    found[0] = str(found[0]).lstrip(" ")
    found[-1] = str(found[-1]).rstrip(" ")
    return found
