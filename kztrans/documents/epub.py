"""EPUB books: the chapters in the order in which they are read, as HTML; then contents, and the book's title."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from posixpath import join, normpath
from urllib.parse import unquote

from kztrans.documents import Translation, html
from kztrans.documents.archive import Archive
from kztrans.documents.refused import refuse
from kztrans.documents.xml_nodes import escaped, utf8
from kztrans.errors import InputError
from kztrans.formats.character_references import unescape
from kztrans.model import Block

__all__ = ["read", "write"]

_ROOT = re.compile(r"<(?:\w+:)?rootfile\b[^<>]*?\bfull-path\s*=\s*[\"']([^\"']*)[\"']")
_ITEM = re.compile(r"<(?:\w+:)?(item|itemref)\s[^<>]*>")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*[\"']([^\"']*)[\"']")
_PROTECTED = re.compile(r"<(?:\w+:)?CipherReference\b[^<>]*?\bURI\s*=\s*[\"']([^\"']*)[\"']")
_CHAPTERS = ("application/xhtml+xml", "text/html")
_CONTENTS = "application/x-dtbncx+xml"
_LABEL = re.compile(r"(?<=<text>)[^<]*(?=</text>)|(?<=<ncx:text>)[^<]*(?=</ncx:text>)")
_TITLE = re.compile(r"(?<=>)[^<>]*(?=</dc:title>)")
_LANGUAGE = re.compile(r"(?<=>)[^<>]*(?=</dc:language>)")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with text: a chapter, or a file whose text stands where a pattern matches."""

    name: str
    data: bytes
    blocks: list[Block]
    labels: re.Pattern[str] | None = None

    def edited(self, said: Sequence[Translation], lang: str) -> bytes:
        """The part with some of its blocks saying something else."""
        if self.labels is None:
            return html.write(self.data, said, lang)
        new = {translation.first: translation.text for translation in said}
        text, numbers = self.data.decode("utf-8", "surrogateescape"), iter(range(len(self.blocks)))

        def label(match: re.Match[str]) -> str:
            number = next(numbers) if match[0].strip() else -1
            return escaped(new[number]) if number in new else match[0]

        return self.labels.sub(label, text).encode("utf-8", "surrogateescape")


def read(data: bytes, path: str | os.PathLike[str] | None = None) -> list[Block]:
    """The texts of the chapters; ``place`` counts them through the whole book."""
    blocks = [block for part in _parts(_archive(data, path), path) for block in part.blocks]
    return [replace(block, place=number) for number, block in enumerate(blocks, 1)]


def write(data: bytes, translations: Sequence[Translation], lang: str = "") -> bytes:
    """The book with some of its texts in another language, which its chapters and the book itself then name."""
    if not translations:
        return data
    archive = _archive(data, None)
    said = {translation.first: translation for translation in translations}
    for translation in translations:
        said |= {n: Translation(n, n, "") for n in range(translation.first + 1, translation.last + 1)}
    changed: dict[str, bytes] = {}
    first = 0
    for part in _parts(archive, None):
        mine = [replace(said[first + n], first=n, last=n) for n in range(len(part.blocks)) if first + n in said]
        first += len(part.blocks)
        if mine:
            changed[part.name] = part.edited(mine, lang)
    book = _book(archive, None)
    if lang:
        text = changed.get(book, utf8(archive.read(book))).decode("utf-8", "surrogateescape")
        changed[book] = _LANGUAGE.sub(escaped(lang), text).encode("utf-8", "surrogateescape")
    return archive.replaced(changed)


def _archive(data: bytes, path: str | os.PathLike[str] | None) -> Archive:
    if not data.startswith(b"PK"):
        refuse(data, path or "")
    return Archive(data, path, "an EPUB book")


def _book(archive: Archive, path: str | os.PathLike[str] | None) -> str:
    """The part that says what the book is made of."""
    found = _ROOT.search(utf8(archive.read("META-INF/container.xml")).decode("utf-8", "replace"))
    if found is None or found[1] not in archive:
        raise InputError("is not an EPUB book: it does not say what it is made of", path=path, remedy="make it anew")
    return found[1]


def _parts(archive: Archive, path: str | os.PathLike[str] | None) -> Iterator[_Part]:
    book = _book(archive, path)
    data = utf8(archive.read(book))
    chapters, contents = _named(archive, book, data.decode("utf-8", "replace"))
    locked = _protected(archive)
    for name in chapters:
        if name in locked:
            raise InputError("is protected (DRM)", path=path, remedy="get a copy without protection")
        chapter = archive.read(name)
        yield _Part(name, chapter, html.read(chapter, path))
    for name, labels in [*((name, _LABEL) for name in contents), (book, _TITLE)]:
        part = utf8(archive.read(name))
        texts = (" ".join(unescape(match[0]).split()) for match in labels.finditer(part.decode("utf-8", "replace")))
        yield _Part(name, part, [Block(text) for text in texts if text], labels)


def _named(archive: Archive, book: str, text: str) -> tuple[list[str], list[str]]:
    """The chapters in their order, a table of contents that is none of them last; and contents of the older kind."""
    items: dict[str, tuple[str, str, str]] = {}
    spine: list[str] = []
    for match in _ITEM.finditer(text):
        said = dict(_ATTRIBUTE.findall(match[0]))
        if match[1] == "itemref":
            spine.append(said.get("idref", ""))
            continue
        name = normpath(join("/", book.rpartition("/")[0], unquote(unescape(said.get("href", ""))))).lstrip("/")
        if name in archive:
            items[said.get("id", "")] = (name, said.get("media-type", ""), said.get("properties", ""))
    spine += [number for number, (_, _, properties) in items.items() if "nav" in properties.split()]
    found = [items[number] for number in spine if number in items]
    chapters = dict.fromkeys(name for name, kind, _ in found if kind in _CHAPTERS)
    return list(chapters), [name for name, kind, _ in items.values() if kind == _CONTENTS]


def _protected(archive: Archive) -> frozenset[str]:
    """The parts that are encrypted; fonts mostly, and then the book can be read."""
    name = "META-INF/encryption.xml"
    if name not in archive:
        return frozenset()
    found = _PROTECTED.findall(utf8(archive.read(name)).decode("utf-8", "replace"))
    return frozenset(unquote(unescape(uri)).lstrip("/") for uri in found)
