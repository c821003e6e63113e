"""Reading TBX liberally: both editions and TBX-Min of 2013, any dialect, categories as attributes or as elements.

The file is read as a stream, an entry at a time; what is outside entries is dropped as soon as it is read. Nothing is
fetched, no DTD is loaded, and a file that declares entities is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from kztrans.errors import InputError
from kztrans.formats.losses import told
from kztrans.formats.xml_input import Input, fault
from kztrans.glossary.columns import slug
from kztrans.glossary.tbx import OWN, SIGNATURE
from kztrans.glossary.tbx_entry import Entry, local_name
from kztrans.model import Concept
from kztrans.reading import refuse_endless

__all__ = ["read_tbx"]

_ROOTS = ("tbx", "martif", "TBX")
_ENTRIES = ("conceptEntry", "termEntry", "entry")
_MOST_ELEMENTS = 50_000
"""Elements in an entry at most."""
_PROLOG = 1 << 16
_SHOWN = 3
"""Identifiers at most that a remark names."""


def read_tbx(path: Path, remarks: list[str] | None = None) -> tuple[list[Concept], tuple[str, ...]]:
    """The concepts of a TBX file, and the columns of the table they came from if the file tells them.

    Entries without a term are passed over; ``remarks`` is given a line on what is not in the concepts.

    Raises:
        InputError: no such file, not well-formed, not TBX, entities declared, or nested without end; with the line.
    """
    _refuse_entities(path)
    reader = _Reader(path)
    try:
        with path.open("rb") as stream:
            data = Input(stream, path)
            for element in _closed(data, path):
                reader.take(element)
    except etree.XMLSyntaxError as error:
        raise fault(error, path, "export the file again") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path, remedy="name a TBX file") from error
    if reader.losses["entries without a term"] and not reader.found:
        raise InputError("all its entries are without a term", path=path, remedy="export the file again")
    lost = told([*reader.losses.items(), *data.losses().items()])
    if lost and remarks is not None:
        remarks.append(f"{path}: {lost}")
    if reader.doubled and remarks is not None:
        shown = ", ".join(list(reader.doubled)[:_SHOWN]) + " …" * (len(reader.doubled) > _SHOWN)
        remarks.append(f"{path}: several entries have one identifier ({shown}); the later ones are numbered")
    return reader.concepts(), reader.columns


def _refuse_entities(path: Path) -> None:
    try:
        refuse_endless(path, "a TBX file")
        with path.open("rb") as stream:
            prolog = stream.read(_PROLOG)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path, remedy="name a TBX file") from error
    if b"<!ENTITY" in prolog.replace(b"\0", b""):
        raise InputError("declares entities", path=path, remedy="write the characters themselves, and no DTD")


def _closed(stream: Input, path: Path) -> Iterator[etree._Element]:
    """Entries and header paragraphs as they close; everything else is let go of."""
    context = etree.iterparse(
        stream,
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
        name = local_name(element)
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
    name = local_name(root)
    if name not in _ROOTS:
        raise InputError(
            f"is not TBX: its root is <{name}>", path=path, line=_line(root), remedy="export it as TBX or martif"
        )
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


class _Reader:
    """Entries made concepts."""

    def __init__(self, path: Path) -> None:
        self.found: list[tuple[Entry, str]] = []
        """The entries that have a term, and their identifiers."""
        self.losses: Counter[str] = Counter()
        self.doubled: Counter[str] = Counter()
        """Identifiers of entries that another entry has too, and how often."""
        self.columns: tuple[str, ...] = ()
        self._path = path
        self._ours = False
        self._taken: set[str] = set()

    def take(self, element: etree._Element) -> None:
        """Read an entry, or a paragraph of the header."""
        if local_name(element) == "p":
            text = element.text or ""
            self._ours |= text == SIGNATURE
            if text.startswith(f"{OWN}columns="):
                self.columns = tuple(text.partition("=")[2].split("\t"))
            return
        entry = Entry(self.losses, not self._ours)
        entry.read(element)
        if entry.terms:
            self.found.append((entry, self._identifier(entry, element)))
        else:
            self.losses["entries without a term"] += 1

    def concepts(self) -> list[Concept]:
        """The concepts, with regions where the file has terms of several of one language."""
        regions: dict[str, set[str]] = {}
        for entry, _ in self.found:
            for lang, region in entry.varieties:
                regions.setdefault(lang, set()).add(region)
        several = {lang for lang, own in regions.items() if len(own) > 1}
        return [entry.concept(identifier, self._path.stem, several) for entry, identifier in self.found]

    def _identifier(self, entry: Entry, element: etree._Element) -> str:
        own = (entry.own.get("concept") or element.get("id") or "").strip()
        base = own or slug(entry.terms[0].text)
        if own in self._taken:
            self.doubled[own] += 1
        identifier, number = base, 1
        while identifier in self._taken:
            number += 1
            identifier = f"{base}-{number}"
        self._taken.add(identifier)
        return identifier
