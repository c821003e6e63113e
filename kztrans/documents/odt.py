"""OpenDocument texts and presentations (.odt, .odp and their templates): body, tables, text boxes, notes, headers.

``content.xml`` holds the text, ``styles.xml`` headers and footers; all else stays byte for byte.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from kztrans.documents import Translation
from kztrans.documents.archive import Archive
from kztrans.documents.flow import Line
from kztrans.documents.odf_lines import NOT_READ, PARAGRAPHS, PREFIXES, OdfLines
from kztrans.documents.odf_styles import looks_of, toggled
from kztrans.documents.parts import Source, blocks_of, changed
from kztrans.documents.refused import refuse
from kztrans.documents.xml_nodes import Node, subtrees, utf8
from kztrans.errors import InputError
from kztrans.model import Block

__all__ = ["read", "remarks", "write"]

_INDEX = "text:index-body"
_LANG = re.compile(rb"(?<=[\s\"'])(fo:language|fo:country)=([\"'])([A-Za-z]*)\2")
_INSERTED = re.compile(rb"<text:insertion\b")
_DELETED = re.compile(rb"<text:deletion\b")


def read(data: bytes, path: str | os.PathLike[str] | None = None) -> list[Block]:
    """The paragraphs with words in them; ``place`` counts these."""
    return blocks_of(_sources(_archive(data, path), path))


def write(data: bytes, translations: Sequence[Translation], lang: str) -> bytes:
    """The document with some paragraphs saying something else."""
    if not translations:
        return data
    archive = _archive(data, None)
    parts = changed(_sources(archive, None), translations)
    if lang and "styles.xml" in archive:
        edited = parts.get("styles.xml")
        styles = edited.whole() if edited else utf8(archive.read("styles.xml"))
        return archive.replaced({**parts, "styles.xml": _in_language(styles, lang)})
    return archive.replaced(parts)


def remarks(data: bytes) -> list[str]:
    """What is said of tracked changes, where there are any."""
    inserted = deleted = 0
    for piece in _archive(data, None).pieces("content.xml"):
        inserted += len(_INSERTED.findall(piece))
        deleted += len(_DELETED.findall(piece))
    if not inserted and not deleted:
        return []
    return [
        f"tracked changes: insertions ({inserted}) are read, deletions ({deleted}) are not; "
        "in a translated paragraph their marks stand at its ends"
    ]


def _archive(data: bytes, path: str | os.PathLike[str] | None) -> Archive:
    if not data.startswith(b"PK"):
        refuse(data, path or "")
    archive = Archive(data, path, "an OpenDocument file")
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise InputError("is encrypted", path=path, remedy="save it without a password")
    return archive


def _sources(archive: Archive, path: str | os.PathLike[str] | None) -> Iterator[Source]:
    common = _styles(utf8(archive.read("styles.xml")), "office:styles", path) if "styles.xml" in archive else []
    for name in ("content.xml", "styles.xml"):
        if name == "content.xml" or name in archive:
            content = utf8(archive.read(name))
            yield name, content, _read(content, common, path)


def _styles(content: bytes, kind: str, path: str | os.PathLike[str] | None) -> list[Node]:
    return [style for found in subtrees(content, PREFIXES, frozenset((kind,)), path=path) for style in found.nodes]


def _read(content: bytes, common: list[Node], path: str | os.PathLike[str] | None) -> Iterator[Line]:
    styles = _styles(content, "office:automatic-styles", path)
    reader = OdfLines(content, looks_of(styles), toggled([*common, *styles]))
    wanted = frozenset((*PARAGRAPHS, _INDEX))
    skipped = NOT_READ - {_INDEX}
    for node in subtrees(content, PREFIXES, wanted, skipped, path):
        yield from _lines(reader, node)
    for notes in reader.notes.values():
        yield from notes


def _lines(reader: OdfLines, node: Node) -> Iterator[Line]:
    """The lines of a paragraph; of an index, which is made anew from the text, those of its title."""
    if node.name != _INDEX:
        yield from reader.lines(node)
        return
    for title in node.every("text:index-title"):
        yield from reader.below(title)


def _in_language(styles: bytes, lang: str) -> bytes:
    """Styles in another language, where they are in the one that the first of them names."""
    found = {match[1]: match[3] for match in reversed(list(_LANG.finditer(styles)))}
    language, _, country = lang.partition("-")
    new = {
        b"fo:language": language.encode("ascii", "ignore"),
        b"fo:country": country.encode("ascii", "ignore") or b"none",
    }
    return _LANG.sub(lambda m: b"%s=%s%s%s" % (m[1], m[2], new[m[1]], m[2]) if m[3] == found[m[1]] else m[0], styles)
