"""TMX 1.4b, the Translation Memory eXchange format (LISA OSCAR, 2005); older versions are read as well.

A unit's confidence, origin and context travel as ``prop`` elements of types that begin with ``x-``, as the standard
asks. Inline codes are tags in the text (``tmx_codes``). Units are read by ``tmx_units``.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kztrans import __version__, inline
from kztrans.errors import InputError
from kztrans.formats import tmx_codes
from kztrans.formats.inline_codes import is_literal
from kztrans.formats.tmx_units import TOOL, XML_LANG, TmxUnit, iterate, read_tu, units_in
from kztrans.formats.xml_characters import FORBIDDEN, allowed
from kztrans.languages import codes
from kztrans.model import Catalog, Code, Unit
from kztrans.reading import read_bytes, refuse_marks

if TYPE_CHECKING:
    from lxml import etree

__all__ = [
    "XML_LANG",
    "TmxUnit",
    "bilingual",
    "forbidden",
    "foreign_units",
    "iterate",
    "numbered_anew",
    "own_units",
    "parse",
    "read",
    "serialize",
    "units_in",
]

PREFERRED = "en"
"""The target language that is taken of a file with many, where it is there."""
OWN_ID = "kz-"
"""How the identifiers of units that kztrans wrote begin."""
OWN_PROP = "x-kztrans-"
"""How the types of header properties that kztrans wrote begin."""
_KEPT = frozenset({"x-context", "x-origin", "x-confidence", "x-fuzzy"})
"""Properties that a unit has fields for."""
_BETWEEN = "\n\0\n"
"""What stands between two texts that are numbered as one; no text of XML has it."""
_TEXTUAL = frozenset({"seg", "prop", "note"})
"""Elements in which white space counts."""


def forbidden(text: str) -> int:
    """How many characters of a text XML 1.0 does not allow."""
    return len(FORBIDDEN.findall(text))


def read(path: str | os.PathLike[str], source_lang: str | None = None, target_lang: str | None = None) -> Catalog:
    """Read a TMX file as a catalogue of two languages; each further translation of a unit is a unit of its own.

    Unless told, the source language is the header's ``srclang``, and the target English where the file has it beside
    the source, else the first other language that occurs.

    Raises:
        InputError: there is no such file, or it is not TMX.
    """
    losses: Counter[str] = Counter()
    return _catalog(list(iterate(path, losses)), losses, source_lang, target_lang)


def parse(data: bytes, path: str | os.PathLike[str] = "") -> Catalog:
    """The catalogue in the bytes of a TMX file; see ``read``."""
    losses: Counter[str] = Counter()
    return _catalog(units_in(data, path, losses), losses)


def _catalog(
    units: list[TmxUnit], losses: Counter[str], source_lang: str | None = None, target_lang: str | None = None
) -> Catalog:
    source = source_lang or next((u.source_lang for u in units if u.source_lang not in ("", "*all*")), "")
    if not source:
        source = next((unit.segments[0][0] for unit in units if unit.segments), "")
    other = target_lang or _other_language(units, source)
    if not other and (regions := _regions(units, source)):
        source, other = regions
    regional = codes.same(source, other)
    target = other if target_lang or regional else codes.key(other)
    found = [unit for tu in units for unit in bilingual(tu, source, target, losses)]
    return Catalog(
        codes.canonical(source) or codes.key(source),
        target if target_lang or regional else _regional(target, units),
        tuple(found),
        losses=tuple(losses.items()),
    )


def _regional(lang: str, units: Iterable[TmxUnit]) -> str:
    """A language with the region that its texts are in, where that is one alone."""
    found = {codes.canonical(code) or code for unit in units for code in unit.languages if codes.same(code, lang)}
    return found.pop() if len(found) == 1 else codes.key(lang)


def bilingual(tu: TmxUnit, source_lang: str, target_lang: str, losses: Counter[str]) -> list[Unit]:
    """The units between two languages: one for each translation; none where the ``tu`` lacks one of the two.

    What is in other languages is counted in ``losses``. Between two regions of a language, each is one of its own.
    """
    regional = codes.same(source_lang, target_lang)
    source = tu.in_region(source_lang) if regional else tu.in_lang(source_lang)
    targets = _translations(tu, target_lang, regional)
    if source is None or not targets:
        lacking = source_lang if source is None else target_lang
        losses[f"units without {lacking or 'a second language'}" if tu.segments else "units without any language"] += 1
        return []
    losses["properties of units"] += sum(kind not in _KEPT for kind, _ in tu.props)
    losses["dates and authors"] += bool(tu.changed or tu.changed_by)
    is_in = _is_region if regional else codes.same
    rest = Counter(tu.segments) - Counter({(codes.nearest(source_lang, tu.languages) or "", source): 1})
    for code, text in rest:
        if is_in(code, source_lang):
            losses[f"further texts in {source_lang}"] += 1
        elif not is_in(code, target_lang) or text not in targets:
            losses[f"texts in {code}"] += 1
    return [_unit(tu, source, target, not number) for number, target in enumerate(targets)]


def _translations(tu: TmxUnit, target_lang: str, alone: bool) -> list[str]:
    """The texts in a language, each once, the nearest region first; ``alone``: no other region counts."""
    first = tu.in_region(target_lang) if alone else tu.in_lang(target_lang)
    if first is None:
        return []
    exact = alone or (codes.canonical(target_lang) != codes.key(target_lang) and "-" in codes.canonical(target_lang))
    is_in = _is_region if exact else codes.same
    return list(dict.fromkeys([first, *(text for code, text in tu.segments if is_in(code, target_lang))]))


def _is_region(code: str, lang: str) -> bool:
    return (codes.canonical(code) or code) == (codes.canonical(lang) or lang)


def _unit(tu: TmxUnit, source: str, target: str, first: bool) -> Unit:
    props = dict(tu.props)
    source, target, known = numbered_anew(source, target, tu.codes)
    return Unit(
        source=source,
        target=target,
        fuzzy=props.get("x-fuzzy") == "yes",
        context=props.get("x-context"),
        comments=tu.notes,
        score=_probability(props.get("x-confidence")),
        origin=props.get("x-origin"),
        id=tu.id if first else None,
        codes=known,
        line=tu.line,
    )


def numbered_anew(source: str, target: str, known: tuple[Code, ...]) -> tuple[str, str, tuple[Code, ...]]:
    """Two texts of a unit with their codes numbered in their order, and the codes that stand in them."""
    if not known:
        return source, target, ()
    text, numbered = inline.renumbered(f"{source}{_BETWEEN}{target}", known)
    literal = (code for code in known if is_literal(code) and code.tag in text)
    return *text.split(_BETWEEN), (*numbered, *literal)  # type: ignore[return-value]  # there are two


def serialize(catalog: Catalog, kept: Iterable[etree._Element] = (), props: Iterable[tuple[str, str]] = ()) -> bytes:
    """The bytes of a TMX 1.4b file with the catalogue's units that have a target, obsolete and fuzzy ones included.

    ``kept`` are units to go on as they are, after the others, and what else stands in a header. Characters that XML
    forbids become U+FFFD. Leave out beforehand what is not to be in a memory. ``props`` are types, without
    ``OWN_PROP``, and texts of properties that kztrans puts into the header for itself.
    """
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    header = etree.SubElement(
        root,
        "header",
        {
            "creationtool": TOOL,
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "PO",
            "adminlang": "en",
            "srclang": catalog.source_lang,
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for unit in catalog.units:
        if unit.target:
            body.append(_tu(unit, catalog.source_lang, catalog.target_lang))
    written = {frozenset(read_tu(tu, "").segments) for tu in body} if kept else set()
    for element in kept:
        if element.tag != "tu":
            header.append(element)
        elif frozenset(read_tu(element, "").segments) not in written or element.find("note") is not None:
            body.append(element)
    for kind, text in props:
        etree.SubElement(header, "prop", type=OWN_PROP + kind).text = allowed(text)
    _indent(root)
    doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=doctype) + b"\n"


def foreign_units(path: str | os.PathLike[str]) -> list[etree._Element]:
    """What somebody else put into a file, or changed: its ``tu`` elements, and what its header holds.

    A memory that is rewritten keeps them. They come as TMX 1.4b has them, each with its source language.

    Raises:
        InputError: the file cannot be read, or is not TMX.
    """
    root = _root(path)
    header = root.find("header")
    foreign = [] if header is None else [e for e in header if isinstance(e.tag, str) and not _is_own_prop(e)]
    source_lang = "" if header is None or header.get("creationtool") == TOOL else header.get("srclang", "")
    for tu in root.iter("tu"):
        if tu.get("tuid", "").startswith(OWN_ID):
            if not _changed(tu):
                continue
            del tu.attrib["tuid"]  # it is no longer the unit that kztrans wrote
        elif source_lang and not tu.get("srclang"):
            tu.set("srclang", source_lang)
        for tuv in tu.iterchildren("tuv"):
            if tuv.get("lang") and not tuv.get(XML_LANG):  # as TMX 1.1 had it
                tuv.set(XML_LANG, tuv.attrib.pop("lang"))
        foreign.append(tu)
    return foreign


def own_units(path: str | os.PathLike[str], data: bytes | None = None) -> tuple[list[TmxUnit], list[tuple[str, str]]]:
    """What kztrans itself wrote into a file and nobody changed since: its units, and its header's properties.

    Args:
        data: what the file holds, where that is known.

    Raises:
        InputError: the file cannot be read, or is not TMX.
    """
    root = _root(path, data)
    lang = root.find("header").get("srclang", "") if root.find("header") is not None else ""  # type: ignore[union-attr]
    units = [read_tu(tu, lang) for tu in root.iter("tu") if tu.get("tuid", "").startswith(OWN_ID) and not _changed(tu)]
    props = [(e.get("type", "")[len(OWN_PROP) :], e.text or "") for e in root.iterfind("header/*") if _is_own_prop(e)]
    return units, props


def _is_own_prop(element: etree._Element) -> bool:
    return element.tag == "prop" and element.get("type", "").startswith(OWN_PROP)


def _root(path: str | os.PathLike[str], data: bytes | None = None) -> etree._Element:
    """The root of a TMX file that can go on as it is."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    whole = read_bytes(path, "a TMX file") if data is None else data
    try:
        root = etree.fromstring(whole, parser)
    except etree.XMLSyntaxError as error:
        refuse_marks(whole, path)
        line = error.lineno or None
        raise InputError(
            f"is not well-formed XML: {error.msg}", path=path, line=line, remedy="mend it or move it away"
        ) from error
    if root.tag != "tmx":
        raise InputError(f"is not TMX: its root is <{root.tag}>", path=path, remedy="move it away")
    if any(True for _ in root.iter(etree.Entity)):
        raise InputError("has entities of its own", path=path, remedy="write out what they stand for, or move it away")
    return root


def _changed(tu: etree._Element) -> bool:
    """Editors sign what they change; kztrans does not."""
    return any(e.get(name) for e in (tu, *tu.iterchildren("tuv")) for name in ("changeid", "changedate", "creationid"))


def _tu(unit: Unit, source_lang: str, target_lang: str) -> etree._Element:
    from lxml import etree

    tu = etree.Element("tu", {"tuid": allowed(unit.id)} if unit.id else {})
    for comment in unit.comments:
        if comment.strip():
            etree.SubElement(tu, "note").text = allowed(comment)
    for kind, value in (
        ("x-context", unit.context),
        ("x-origin", unit.origin),
        ("x-confidence", None if unit.score is None else f"{unit.score:.2f}"),
        ("x-fuzzy", "yes" if unit.fuzzy else None),
    ):
        if value is not None:
            etree.SubElement(tu, "prop", type=kind).text = allowed(value)
    for lang, text in ((source_lang, unit.source), (target_lang, unit.target)):
        tuv = etree.SubElement(tu, "tuv", {XML_LANG: lang})
        tmx_codes.write(etree.SubElement(tuv, "seg"), text, unit.codes)
    return tu


def _indent(element: etree._Element, level: int = 0) -> None:
    """White space around structure only, never inside ``seg``, ``prop`` and ``note``."""
    children = list(element)
    if not children or element.tag in _TEXTUAL:
        return
    element.text = "\n" + "  " * (level + 1)
    for child in children:
        _indent(child, level + 1)
        child.tail = "\n" + "  " * (level + 1)
    children[-1].tail = "\n" + "  " * level


def _other_language(units: list[TmxUnit], source: str) -> str:
    others = [code for unit in units for code, _ in unit.segments if not codes.same(code, source)]
    return next((code for code in others if codes.same(code, PREFERRED)), others[0] if others else "")


def _regions(units: Iterable[TmxUnit], source: str) -> tuple[str, str] | None:
    """The two regions of the one language of units, the source's first; None where there is one region alone."""
    there = list(dict.fromkeys(codes.canonical(code) or code for unit in units for code in unit.languages))
    own = codes.canonical(source) or source
    first = own if own in there else next(iter(there), "")
    others = [code for code in there if code != first]
    return (first, others[0]) if others else None


def _probability(text: str | None) -> float | None:
    """A number from 0 to 1; nothing where it is none."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None
