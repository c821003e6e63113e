"""Reading TBX liberally: both editions, any dialect, data categories as attributes or as elements.

The file is read as a stream, an entry at a time; what is outside entries is dropped as soon as it is read. Nothing is
fetched, no DTD is loaded, and a file that declares entities is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from lxml import etree

from kztrans.errors import InputError
from kztrans.glossary.columns import FIELDS, by_language, ordered, part_of_speech, phrases, slug
from kztrans.glossary.headers import TYPES
from kztrans.glossary.tbx import LISTS, OWN, XML_LANG
from kztrans.languages import codes
from kztrans.model import Concept, Status, Term, TermType
from kztrans.reading import Stream, refuse_endless

__all__ = ["read_tbx"]

_ROOTS = ("tbx", "martif")
_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_SECTIONS = ("termSec", "tig", "ntig")
_MOST_ELEMENTS = 50_000
"""Elements in an entry at most."""
_PROLOG = 1 << 16
_REGION = re.compile(r"(?:[a-z]{2,3}[-_])?[A-Za-z]{2}")

_STATUSES: dict[str, Status] = {
    "preferred": "preferred",
    "admitted": "admitted",
    "deprecated": "deprecated",
    "superseded": "superseded",
    "forbidden": "deprecated",
    "notrecommended": "deprecated",
    "obsolete": "superseded",
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
_GROUPS = ("descripGrp", "adminGrp", "transacGrp", "termNoteGrp", "termGrp")


def read_tbx(path: Path) -> tuple[list[Concept], tuple[str, ...]]:
    """The concepts of a TBX file, and the columns of the table they came from if the file tells them.

    Raises:
        InputError: no such file, not well-formed, not TBX, entities declared, or nested without end; with the line.
    """
    _refuse_entities(path)
    reader = _Reader(path)
    try:
        with path.open("rb") as stream:
            for element in _closed(stream, path):
                reader.take(element)
    except etree.XMLSyntaxError as error:
        reason = str(error.msg or "not well-formed").split(", line")[0]
        raise InputError(
            f"not well-formed XML: {reason}", path=path, line=error.lineno, remedy="export the file again"
        ) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path, remedy="name a TBX file") from error
    return reader.concepts, reader.columns


def _refuse_entities(path: Path) -> None:
    try:
        refuse_endless(path, "a TBX file")
        with path.open("rb") as stream:
            prolog = stream.read(_PROLOG)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path, remedy="name a TBX file") from error
    if b"<!ENTITY" in prolog.replace(b"\0", b""):
        raise InputError("declares entities", path=path, remedy="write the characters themselves, and no DTD")


def _closed(stream: IO[bytes], path: Path) -> Iterator[etree._Element]:
    """Entries and header paragraphs as they close; everything else is let go of."""
    context = etree.iterparse(
        Stream(stream),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    inside = 0
    count = 0
    root: etree._Element | None = None
    for event, element in context:
        name = _local(element)
        if event == "start":
            if root is None:
                root = element
                _check_root(root, path)
            if name in _ENTRIES or inside:
                inside += 1
                count += 1
            if count > _MOST_ELEMENTS:
                raise InputError(
                    f"an entry of more than {_MOST_ELEMENTS} elements",
                    path=path,
                    line=_line(element),
                    remedy="split it",
                )
            continue
        inside -= 1 if inside else 0
        if not inside:
            if name in _ENTRIES or name == "p":
                yield element
            count = 0
            _let_go(element)


def _check_root(root: etree._Element, path: Path) -> None:
    name = _local(root)
    if name not in _ROOTS:
        raise InputError(f"<{name}> is not TBX", path=path, line=_line(root), remedy="name a file in TBX or martif")
    internal: Any = root.getroottree().docinfo.internalDTD
    if internal is not None and any(internal.iterentities()):
        raise InputError("declares entities", path=path, remedy="write the characters themselves, and no DTD")


def _let_go(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _line(element: Any) -> int:
    line: int = element.sourceline
    return line


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: etree._Element) -> str:
    """An element's text, with that of the mark-up inside it."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _category(element: etree._Element) -> str:
    """The data category of an element, in either style."""
    name = _local(element)
    return (element.get("type") or name) if name in _TYPED else name


class _Reader:
    """Entries made concepts."""

    def __init__(self, path: Path) -> None:
        self.concepts: list[Concept] = []
        self.columns: tuple[str, ...] = ()
        self._path = path
        self._taken: set[str] = set()

    def take(self, element: etree._Element) -> None:
        """Read an entry, or a paragraph of the header."""
        if _local(element) == "p":
            text = element.text or ""
            if text.startswith(f"{OWN}columns="):
                self.columns = tuple(text.partition("=")[2].split("\t"))
            return
        entry = _Entry()
        entry.read(element)
        if not entry.terms:
            raise InputError(
                "an entry without a term", path=self._path, line=_line(element), remedy="give it one, or delete it"
            )
        self.concepts.append(entry.concept(self._identifier(entry, element), self._path.stem))

    def _identifier(self, entry: _Entry, element: etree._Element) -> str:
        base = entry.own.get("concept") or element.get("id") or slug(entry.terms[0].text)
        identifier, number = base, 1
        while identifier in self._taken:
            number += 1
            identifier = f"{base}-{number}"
        self._taken.add(identifier)
        return identifier


class _Entry:
    """What has been read of an entry."""

    def __init__(self) -> None:
        self.terms: list[Term] = []
        self.own: dict[str, str] = {}
        """Fields of ours, from notes that begin with ``kztrans:``."""
        self._found: dict[str, list[str]] = {}
        """Data categories, and their texts."""
        self._extra: list[tuple[str, str]] = []
        self._lists: dict[str, list[tuple[str, str]]] = {field: [] for field in LISTS.values()}
        self._pos = ""

    def read(self, entry: etree._Element) -> None:
        for child in self._flat(entry):
            if _local(child) in _LANGUAGES:
                self._language(child)
            else:
                self._concept_level(child)

    def _flat(self, parent: etree._Element) -> Iterator[etree._Element]:
        """An element's children; in place of a group what it groups."""
        for child in parent:
            name = _local(child)
            if name in _GROUPS:
                yield from self._flat(child)
            elif name:
                yield child

    def _concept_level(self, element: etree._Element) -> None:
        text = _text(element)
        if _local(element) == "note" and text.startswith(OWN):
            name, _, value = text.removeprefix(OWN).partition("=")
            kind, _, rest = name.partition(":")
            if kind == "extra":
                self._extra.append((rest, value))
            elif kind in LISTS and rest:
                self._lists[LISTS[kind]] += [(rest, phrase) for phrase in phrases(value)]
            else:
                self.own[name] = value
            return
        category = _category(element)
        target = element.get("target")
        if target and not text.strip():
            text = target
        if text.strip():
            self._found.setdefault(category, []).append(text)

    def _language(self, section: etree._Element) -> None:
        lang = _language_code(section.get(XML_LANG) or section.get("lang") or "")
        for child in self._flat(section):
            if _local(child) in _SECTIONS:
                self._term(child, lang)
            else:
                self._concept_level(child)

    def _term(self, section: etree._Element, lang: str) -> None:
        text, status, region = "", "", ""
        kind: TermType = "full"
        for child in self._flat(section):
            category, value = _category(child), _text(child)
            if category == "term":
                text = " ".join(value.split()) if "\n" in value else value
            elif category in ("administrativeStatus", "normativeAuthorization"):
                status = value.strip()
            elif category == "partOfSpeech":
                self._pos = self._pos or value.strip()
            elif category == "termType" and value.strip().lower() in _TYPES:
                kind = _TYPES[value.strip().lower()]
            elif category == "note" and value.startswith(f"{OWN}type="):
                kind = _TYPES.get(value.partition("=")[2], kind)
            elif category == "geographicalUsage" and _REGION.fullmatch(value.strip()):
                region = value.strip()[-2:].upper()
            elif category == "context" and value.strip():
                self._lists["examples"].append((lang, value.strip()))
            elif value.strip():
                self._found.setdefault(category, []).append(f"{text}: {value.strip()}")
        if not text.strip():
            return
        known = _STATUSES.get(status.lower().removesuffix("-admn-sts").removesuffix("term"))
        first = not any(term.lang == lang for term in self.terms)
        for number, part in enumerate(part for part in text.split(" | ") if part.strip()):
            chosen: Status = known or ("preferred" if first else "admitted")
            self.terms.append(
                Term(part, lang, "admitted" if number and chosen == "preferred" else chosen, kind, region)
            )

    def concept(self, identifier: str, domain: str) -> Concept:
        """The concept; categories that it has no field for are extra fields."""
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
        rest = [(name, "\n".join(texts)) for name, texts in self._found.items()]
        return Concept(
            identifier,
            ordered(self.terms),
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


def _language_code(code: str) -> str:
    """``id-ID``, ``IN`` and ``ind`` are ``id``; a variant that the language has (``zh-TW``) is kept."""
    tag, key = codes.canonical(code), codes.key(code)
    return key if key in ("id", "en", "kk", "ru") else tag or code
