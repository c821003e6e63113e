"""TBX, TermBase eXchange: what both editions of ISO 30042 share, and writing them.

The edition of 2019 is written in the dialect TBX-Basic, style DCA (data categories as attributes), the one of 2008 as
``martif`` for programs that read only that (OmegaT, Translate Toolkit). Both have one core: entries of concepts,
language sections, term sections; only the elements' names differ. What TBX-Basic has no category for travels in
processing instructions, ``<?kztrans name=text?>``, which other readers pass over: nothing is lost on the way through
TBX, and no translator sees our bookkeeping. One without a text, ``<?kztrans advice?>``, says what the note after it is.
Until version 0.2 they were notes that began with ``kztrans:``; those are still read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from kztrans.errors import InputError
from kztrans.glossary.columns import BETWEEN
from kztrans.model import Concept, Status, Term, TermType

__all__ = [
    "AVOID",
    "INSTRUCTION",
    "LISTS",
    "NAMESPACE",
    "OWN",
    "POS",
    "SIGNATURE",
    "STATUS",
    "TERM_TYPES",
    "XML_LANG",
    "to_tbx",
    "unescaped",
]

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OWN = "kztrans:"
"""How a note began that held a field of ours, and how the header's paragraph on columns begins."""
SIGNATURE = "A glossary written by kztrans."
"""The header's paragraph by which our files are known."""
INSTRUCTION = "kztrans"
"""The target of processing instructions of ours."""
READABLE = ("advice", "risk")
"""Fields that are notes for a translator to read."""
AVOID = "avoid"
"""What the note is that tells terms to avoid, which stand in an instruction besides."""

STATUS: dict[Status, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    "superseded": "supersededTerm-admn-sts",
}
"""Values of the data category administrativeStatus."""
TERM_TYPES: dict[TermType, str] = {"abbreviation": "abbreviation", "short": "shortForm", "variant": "variant"}
"""Values of the data category termType; a full form has none, and what the category has no value for is in a note."""
LISTS = {"not": "excluded", "with": "required", "example": "examples"}
"""Instructions for what a concept has a language at a time, ``not:id=``, and the concept's fields."""
POS = ("noun", "verb", "adjective", "adverb", "other")
"""Values of the data category partOfSpeech in TBX-Basic."""

_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ESCAPED = re.compile("[%\r\n]|(?<=[?])>")
"""What an instruction cannot hold, or would not give back."""
_ESCAPE = re.compile("%(25|0D|0A|3E)")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Edition:
    """The names that an edition gives the elements of the core."""

    root: str
    header: str
    entry: str
    language: str
    section: str
    attributes: tuple[tuple[str, str], ...]
    namespace: str | None
    proper_noun: str


_EDITIONS = {
    2019: _Edition(
        "tbx", "tbxHeader", "conceptEntry", "langSec", "termSec",
        (("style", "dca"), ("type", "TBX-Basic")), NAMESPACE, "noun",
    ),
    2008: _Edition(
        "martif", "martifHeader", "termEntry", "langSet", "tig", (("type", "TBX"),), None, "properNoun",
    ),
}  # fmt: skip


def to_tbx(concepts: Sequence[Concept], edition: int = 2019, columns: Sequence[str] = (), avoid: bool = False) -> bytes:
    """Concepts as TBX, of the edition of 2019 or of 2008.

    Args:
        concepts: each with a term.
        edition: 2019 or 2008.
        columns: those of the table they came from, kept.
        avoid: do terms to avoid stand in sections of their own, for readers that know a term's status? Else a note
            names them, and only kztrans reads them as terms again.

    Raises:
        InputError: a concept without a term, or a character that XML cannot hold.
    """
    names = _EDITIONS[edition]
    namespaces: Any = {None: names.namespace} if names.namespace else None
    root = etree.Element(_tag(names, names.root), nsmap=namespaces)
    for name, value in names.attributes:
        root.set(name, value)
    root.set(XML_LANG, "en")
    _header(root, names, columns)
    body = _child(_child(root, names, "text"), names, "body")
    taken: set[str] = set()
    for number, concept in enumerate(concepts, 1):
        _entry(body, names, concept, _identifier(concept.id, number, taken), avoid)
    etree.indent(root, "  ")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data.replace(b"<?xml version='1.0' encoding='UTF-8'?>", b'<?xml version="1.0" encoding="UTF-8"?>', 1) + b"\n"


def _tag(names: _Edition, name: str) -> str:
    return f"{{{names.namespace}}}{name}" if names.namespace else name


def _child(
    parent: etree._Element, names: _Edition, name: str, text: str | None = None, category: str | None = None
) -> etree._Element:
    element = etree.SubElement(parent, _tag(names, name))
    if category is not None:
        element.set("type", category)
    if text is not None:
        element.text = _allowed(text)
    return element


def _allowed(text: str) -> str:
    bad = _FORBIDDEN.search(text)
    if bad is not None:
        what = f"U+{ord(bad.group()):04X} in {text[:40]!r} cannot be written in XML"
        raise InputError(what, remedy="take the character out")
    return text


def _instruction(parent: etree._Element, name: str, text: str | None = None) -> None:
    """A field of ours; without a text, what the note is that follows."""
    held = name if text is None else f"{name}={_allowed(text)}"
    data = _ESCAPED.sub(lambda match: f"%{ord(match.group()):02X}", held)
    parent.append(etree.ProcessingInstruction(INSTRUCTION, data))


def unescaped(data: str) -> str:
    """The name, and the text behind ``=``, that an instruction of ours holds."""
    return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), data)


def _note(entry: etree._Element, names: _Edition, name: str, text: str) -> None:
    """A field of ours that is a note to read."""
    if text != text.strip() or text.startswith(OWN) or "\r" in text:
        _instruction(entry, name, text)
        return
    _instruction(entry, name)
    _child(entry, names, "note", text)


def _header(root: etree._Element, names: _Edition, columns: Sequence[str]) -> None:
    header = _child(root, names, names.header)
    source = _child(_child(header, names, "fileDesc"), names, "sourceDesc")
    _child(source, names, "p", SIGNATURE)
    if columns:
        _child(source, names, "p", f"{OWN}columns=" + "\t".join(columns))
    if names.root == "martif":
        _child(_child(header, names, "encodingDesc"), names, "p", "TBXXCSV02.xcs", "XCSURI")


def _identifier(concept: str, number: int, taken: set[str]) -> str:
    """An XML name for a concept: its identifier where that is one."""
    identifier = concept if _NAME.fullmatch(concept) and concept not in taken else f"c{number}"
    while identifier in taken:
        identifier += "-"
    taken.add(identifier)
    return identifier


def _entry(body: etree._Element, names: _Edition, concept: Concept, identifier: str, avoid: bool) -> None:
    if not concept.terms:
        raise InputError(f"concept {concept.id!r} has no term", remedy="give it one, or leave it out")
    entry = _child(body, names, names.entry)
    entry.set("id", identifier)
    if concept.domain:
        _child(entry, names, "descrip", concept.domain, "subjectField")
    _texts(entry, names, concept)
    if identifier != concept.id:
        _instruction(entry, "concept", concept.id)
    pos = {"proper noun": names.proper_noun}.get(concept.pos) or (concept.pos if concept.pos in POS else "")
    if concept.pos and pos != concept.pos:
        _instruction(entry, "pos", concept.pos)
    _lists(entry, concept)
    for name, text in concept.extra:
        _instruction(entry, f"extra:{name}", text)
    terms = list(concept.terms) if avoid else _shown(entry, names, concept)
    contexts = {lang: text for lang, text in reversed(concept.examples) if _is_context(concept, lang, text)}
    for lang in dict.fromkeys(term.lang for term in terms):
        section = _child(entry, names, names.language)
        section.set(XML_LANG, lang)
        for term in terms:
            if term.lang == lang:
                _term(section, names, term, pos or ("other" if concept.pos else ""), contexts.pop(lang, ""))


def _shown(entry: etree._Element, names: _Edition, concept: Concept) -> list[Term]:
    """The terms that stand in sections of their own: most readers do not look at a term's status.

    Those to avoid are told in a note for people, and in instructions of ours.
    """
    good = [term for term in concept.terms if term.status in ("preferred", "admitted")]
    bad = [term for term in concept.terms if term not in good]
    if not good or not bad:
        return list(concept.terms)
    for term in bad:
        _instruction(entry, f"term:{term.lang}:{term.region}:{term.status}:{term.type}", term.text)
    said = (
        f"{BETWEEN.join(t.text for t in bad if t.lang == lang)} ({lang})" for lang in dict.fromkeys(t.lang for t in bad)
    )
    _instruction(entry, AVOID)
    _child(entry, names, "note", f"Avoid: {', '.join(said)}")
    langs = dict.fromkeys(term.lang for term in concept.terms)
    if len(langs) > len({term.lang for term in good}):
        _instruction(entry, "languages", " ".join(langs))
    return good


def _is_context(concept: Concept, lang: str, text: str) -> bool:
    """Can an example be the context of a term: the only one of its language, which has a term?"""
    alone = [own for own, _ in concept.examples].count(lang) == 1
    good = any(term.lang == lang and term.status in ("preferred", "admitted") for term in concept.terms)
    return alone and text == text.strip() and good


def _lists(entry: etree._Element, concept: Concept) -> None:
    """Phrases and words that tell senses apart, and the examples that are no contexts, as instructions."""
    for mark, field in LISTS.items():
        pieces: dict[str, list[str]] = {}
        for lang, text in getattr(concept, field):
            if mark != "example" or not _is_context(concept, lang, text):
                pieces.setdefault(lang, []).append(text)
        for lang, texts in pieces.items():
            _instruction(entry, f"{mark}:{lang}", BETWEEN.join(texts))


def _texts(entry: etree._Element, names: _Edition, concept: Concept) -> None:
    """Definition, source, review and notes; as instructions where readers would take them for nothing, or for ours."""
    if concept.definition.strip():
        _child(entry, names, "descrip", concept.definition, "definition")
    if concept.source.strip():
        _child(entry, names, "admin", concept.source, "source")
    _review(entry, names, concept)
    if concept.note.strip() and not concept.note.startswith(OWN):
        _child(entry, names, "note", concept.note)
    for name in ("definition", "source", "note"):
        text = getattr(concept, name)
        if text.isspace() or (name == "note" and text.startswith(OWN)):
            _instruction(entry, name, text)
    for name in READABLE:
        if getattr(concept, name):
            _note(entry, names, name, getattr(concept, name))
    for name in ("subject", "valid", "relations"):
        if getattr(concept, name):
            _instruction(entry, name, getattr(concept, name))


def _review(entry: etree._Element, names: _Edition, concept: Concept) -> None:
    """The state as an instruction; who and when as a transaction, where they are such as a transaction can hold."""
    group = bool(concept.reviewer.strip()) and _DAY.fullmatch(concept.reviewed) is not None
    if group:
        transaction = _child(entry, names, "transacGrp")
        _child(transaction, names, "transac", "modification", "transactionType")
        _child(transaction, names, "transacNote", concept.reviewer, "responsibility")
        _child(transaction, names, "date", concept.reviewed)
    for name in ("review",) if group else ("review", "reviewer", "reviewed"):
        if getattr(concept, name):
            _instruction(entry, name, getattr(concept, name))


def _term(section: etree._Element, names: _Edition, term: Term, pos: str, context: str) -> None:
    element = _child(section, names, names.section)
    _child(element, names, "term", term.text)
    if pos:
        _child(element, names, "termNote", pos, "partOfSpeech")
    _child(element, names, "termNote", STATUS[term.status], "administrativeStatus")
    if term.type in TERM_TYPES:
        _child(element, names, "termNote", TERM_TYPES[term.type], "termType")
    if term.region:
        _child(element, names, "termNote", f"{term.lang}-{term.region}", "geographicalUsage")
    if context:
        _child(element, names, "descrip", context, "context")
    if term.type != "full" and term.type not in TERM_TYPES:
        _instruction(element, "type", term.type)
