"""An entry of a TBX file made a concept: its languages, terms and data categories, in either style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace

from lxml import etree

from kztrans.errors import one_line
from kztrans.glossary.columns import FIELDS, REVIEWS, by_language, ordered, part_of_speech, phrases
from kztrans.glossary.headers import TYPES, extra_name
from kztrans.glossary.tbx import AVOID, INSTRUCTION, LISTS, OWN, XML_LANG, unescaped
from kztrans.languages import codes
from kztrans.model import Concept, Status, Term, TermType

__all__ = ["Entry", "local_name"]

_LANGUAGES = ("langSec", "langSet", "langGroup")
_SECTIONS = ("termSec", "tig", "ntig", "termGroup")
_WHITE = re.compile(r"[ \t\r\n]+")
_INDENTED = re.compile(r"[ \t\r]*\n[ \t]+")
_REGION = re.compile(r"(?:[a-z]{2,3}[-_])?[A-Za-z]{2}")

_STATUSES: dict[str, Status] = {
    "preferred": "preferred",
    "admitted": "admitted",
    "deprecated": "deprecated",
    "superseded": "superseded",
    "forbidden": "deprecated",
    "notrecommended": "deprecated",
    "nonpreferred": "deprecated",
    "avoid": "deprecated",
    "donotuse": "deprecated",
    "obsolete": "superseded",
    "approved": "admitted",
    "allowed": "admitted",
    "standardized": "admitted",
    "legal": "admitted",
    "regulated": "admitted",
}
_TYPES: dict[str, TermType] = {
    "fullform": "full",
    "abbreviation": "abbreviation",
    "acronym": "abbreviation",
    "initialism": "abbreviation",
    "shortform": "short",
    "variant": "variant",
    **{kind: kind for kind in TYPES.values()},
}
_TYPED = ("descrip", "admin", "termNote", "transac", "transacNote", "adminNote", "descripNote", "ref", "xref")
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp", "termGrp", "noteGrp")
_TRANSACTION = "transacGrp"
_REVIEWS = ("modification", "")
"""Transactions of an entry that are its review, as we write it."""
_STATUS = ("administrativeStatus", "normativeAuthorization", "termStatus")
"""Categories that say whether a term may be used."""


def local_name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _instruction(element: etree._Element) -> str | None:
    """What an instruction of ours holds; None of anything else."""
    if isinstance(element, etree._ProcessingInstruction) and element.target == INSTRUCTION:
        return unescaped(element.text or "")
    return None


def _text(element: etree._Element) -> str:
    """An element's text, with that of the mark-up inside it."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _said(element: etree._Element, indented: bool) -> str:
    """An element's text, without the indentation of lines, and what it points to."""
    text, target = _text(element), element.get("target") or ""
    text = _INDENTED.sub(" ", text).strip(" \r\n") if indented and _INDENTED.search(text) else text
    return f"{text} ({target})" if text.strip() and target else text if text.strip() else target


def _category(element: etree._Element) -> str:
    """The data category of an element, in either style."""
    name = local_name(element)
    return (element.get("type") or name) if name in _TYPED else name


class Entry:
    """What has been read of an entry."""

    def __init__(self, losses: Counter[str], indented: bool = False) -> None:
        """``indented``: may another program have put its texts on lines of their own?"""
        self.terms: list[Term] = []
        self.varieties: list[tuple[str, str]] = []
        """Of each term the language and the region of its section."""
        self._losses = losses
        self._indented = indented
        self.own: dict[str, str] = {}
        """Fields of ours, from instructions, or from notes that begin with ``kztrans:``."""
        self._next_note = ""
        """What an instruction says that the next note is."""
        self._found: dict[str, list[str]] = {}
        """Data categories, and their texts."""
        self._extra: list[tuple[str, str]] = []
        self._lists: dict[str, list[tuple[str, str]]] = {field: [] for field in LISTS.values()}
        self._pos = ""
        self._to_avoid: list[Term] = []

    def read(self, entry: etree._Element) -> None:
        for child in self._flat(entry):
            if local_name(child) in _LANGUAGES:
                self._language(child)
            else:
                self._concept_level(child)

    def _flat(self, parent: etree._Element) -> Iterator[etree._Element]:
        """An element's children; in place of a group what it groups."""
        for child in parent:
            name = local_name(child)
            if name in _GROUPS:
                yield from self._flat(child)
            elif name or _instruction(child) is not None:
                yield child

    def _concept_level(self, element: etree._Element) -> None:
        instruction, text = _instruction(element), _text(element)
        if instruction is not None:
            self._field(instruction)
            return
        if local_name(element) == "note" and (name := self._next_note):
            self._next_note = ""
            if name != AVOID:
                self.own[name] = text
            return
        if local_name(element) == "note" and text.startswith(OWN):
            self._field(text.removeprefix(OWN))
            return
        if local_name(element) == _TRANSACTION:
            self._transaction(element)
            return
        category, text = _category(element), _said(element, self._indented)
        if text.strip():
            self._found.setdefault(category, []).append(text)

    def _transaction(self, group: etree._Element, of: str = "") -> None:
        """Who did what, and when: the review of an entry, else a field that is named for what was done."""
        held = [(_category(child), _said(child, self._indented)) for child in self._flat(group)]
        held = [(category, text) for category, text in held if text.strip()]
        kind = next((text.strip() for category, text in held if category in ("transactionType", "transac")), "")
        rest = [(category, text) for category, text in held if category not in ("transactionType", "transac")]
        if kind.lower() in _REVIEWS and not of:
            for category, text in rest:
                self._found.setdefault(category, []).append(text)
        elif rest:
            said = f"{of}: " * bool(of) + ", ".join(text for _, text in rest)
            self._found.setdefault(kind or "transaction", []).append(said)

    def _field(self, held: str) -> None:
        """A field of ours, ``name=text``; a name alone is of the note that follows."""
        name, said, value = held.partition("=")
        kind, _, rest = name.partition(":")
        if not said and name in (*FIELDS, AVOID):
            self._next_note = name
        elif kind == "extra":
            self._extra.append((rest, value))
        elif kind == "term" and rest.count(":") == 3:
            self._avoided(rest.split(":"), value)
        elif kind in LISTS and rest:
            self._lists[LISTS[kind]] += [(rest, phrase) for phrase in phrases(value)]
        elif name == "review" and value not in REVIEWS:
            self._extra.append((extra_name(name), value))
        else:
            self.own[name] = value

    def _avoided(self, what: list[str], text: str) -> None:
        """A term to avoid, as we write it for readers that do not know what that is."""
        lang, region, status, kind = what
        known = _STATUSES.get(status)
        if lang and text.strip() and known:
            own: TermType = next((own for own in _TYPES.values() if own == kind), "full")
            self._to_avoid.append(Term(text, lang, known, own, region))

    def _language(self, section: etree._Element) -> None:
        lang, region = _language_code(section.get(XML_LANG) or section.get("lang") or "")
        for child in self._flat(section):
            if local_name(child) in _SECTIONS and lang:
                self._term(child, lang, region)
            elif local_name(child) == _TRANSACTION:
                self._transaction(child, lang)
            elif local_name(child) in _SECTIONS:
                text = " ".join(_text(child).split())
                self._found.setdefault("note", []).append(f"term without a language: {text}")
                self._losses["terms without a language, now notes"] += 1
            else:
                self._concept_level(child)

    def _term(self, section: etree._Element, lang: str, variety: str) -> None:
        text, status, region = "", "", ""
        kind: TermType = "full"
        for child in self._flat(section):
            instruction = _instruction(child)
            category, value = (
                ("note", OWN + instruction) if instruction else (_category(child), _said(child, self._indented))
            )
            if category == "term":
                text = _WHITE.sub(" ", value) if "\n" in value else value
            elif category in _STATUS:
                status = value.strip()
            elif category == "partOfSpeech":
                self._speech(value.strip())
            elif category == "termType" and value.strip().lower() in _TYPES:
                kind = _TYPES[value.strip().lower()]
            elif category == "note" and value.startswith(f"{OWN}type="):
                kind = _TYPES.get(value.partition("=")[2], kind)
            elif category == "geographicalUsage" and _REGION.fullmatch(value.strip()):
                region = value.strip()[-2:].upper()
            else:
                self._of_term(child, text.strip(), lang)
        text = text.strip(" \t\r\n")
        if not text.strip():
            return
        known = _status(status)
        if status and known is None:
            self._found.setdefault("status", []).append(f"{text}: {status}")
            self._losses[f"terms of status {one_line(status, 40)!r}, which kztrans does not know, now a column"] += 1
        first = not any(term.lang == lang for term in self.terms)
        for number, part in enumerate(part for part in text.split(" | ") if part.strip()):
            chosen: Status = known or ("preferred" if first else "admitted")
            self.varieties.append((lang, variety))
            self.terms.append(
                Term(part, lang, "admitted" if number and chosen == "preferred" else chosen, kind, region)
            )

    def _of_term(self, element: etree._Element, term: str, lang: str) -> None:
        """What is said of a term and has no field: an example, or a field with the term before it."""
        category, value = _category(element), _said(element, self._indented).strip()
        if category == _TRANSACTION:
            self._transaction(element, term)
        elif category == "context" and value:
            self._lists["examples"].append((lang, value))
        elif value:
            self._found.setdefault(category, []).append(f"{term}: {value}")

    def _speech(self, text: str) -> None:
        """The part of speech; a second one is a note."""
        if not self._pos:
            self._pos = text
        elif part_of_speech(text) != part_of_speech(self._pos):
            note = f"part of speech, too: {part_of_speech(text)}"
            notes = self._found.setdefault("note", [])
            if note not in notes:
                notes.append(note)
                self._losses["second parts of speech, now notes"] += 1

    def concept(self, identifier: str, domain: str, several: Container[str]) -> Concept:
        """The concept; categories that it has no field for are extra fields.

        ``several``: the languages whose sections' regions tell terms apart.
        """
        terms = [
            replace(term, region=variety) if lang in several and variety and not term.region else term
            for term, (lang, variety) in zip(self.terms, self.varieties, strict=True)
        ]
        terms += self._to_avoid
        if order := self.own.get("languages", "").split():
            terms.sort(key=lambda term: order.index(term.lang) if term.lang in order else len(order))
        responsible, days = self._found.pop("responsibility", []), self._found.pop("date", [])
        self._found.pop("transactionType", None)
        fields = {
            "definition": self._one("definition"),
            "note": self._one("note"),
            "source": self._one("source"),
            "review": "",
            "reviewer": responsible[-1] if responsible else "",
            "reviewed": days[-1] if days else "",
            "pos": part_of_speech(self._pos),
        }
        fields |= {name: text for name, text in self.own.items() if name in FIELDS}
        domain = self._one("subjectField") or domain
        rest = [(extra_name(name), "\n".join(texts)) for name, texts in self._found.items()]
        return Concept(
            identifier,
            ordered(terms),
            domain=domain,
            excluded=by_language(self._lists["excluded"]),
            required=by_language(self._lists["required"]),
            examples=by_language(self._lists["examples"]),
            extra=(*self._extra, *rest),
            **fields,
        )

    def _one(self, category: str) -> str:
        """The text of a category, all of it in one where it comes several times."""
        return "\n".join(dict.fromkeys(self._found.pop(category, [])))


def _status(text: str) -> Status | None:
    """What a program's word for a term's status means; None where nobody knows.

    >>> _status("preferredTerm-admn-sts"), _status("not recommended"), _status("Forbidden"), _status("under review")
    ('preferred', 'deprecated', 'deprecated', None)
    """
    plain = re.sub(r"[\W_]", "", text.lower()).removesuffix("admnsts")
    return _STATUSES.get(plain) or _STATUSES.get(plain.removesuffix("term"))


def _language_code(code: str) -> tuple[str, str]:
    """A language and its region: ``en-US`` is ``en`` and ``US``, ``IN`` and ``ind`` are ``id``."""
    tag = codes.canonical(code) or code.strip()
    region = re.search(r"-([A-Z]{2}|[0-9]{3})$", tag)
    return (tag[: region.start()], region[1]) if region else (tag, "")
