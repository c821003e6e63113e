"""Word files (.docx, .docm and their templates): body, tables, text boxes, notes, headers and footers.

The parts that hold text are found by their content types; all others, macros among them, stay byte for byte. Nothing
that the file refers to is fetched.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from kztrans.documents import Translation
from kztrans.documents.archive import Archive, Packed
from kztrans.documents.packages import named, targets
from kztrans.documents.parts import Source, blocks_of, changed
from kztrans.documents.refused import refuse
from kztrans.documents.word_lines import PREFIXES, WordLines
from kztrans.documents.word_styles import toggled
from kztrans.documents.xml_nodes import subtrees, utf8
from kztrans.errors import InputError
from kztrans.model import Block

__all__ = ["read", "remarks", "write"]

_KINDS = (
    r"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled.*main\+xml",
    r"wordprocessingml\.footnotes\+xml",
    r"wordprocessingml\.endnotes\+xml",
    r"wordprocessingml\.header\+xml",
    r"wordprocessingml\.footer\+xml",
)
"""The content types of parts with text, in the order in which they are read."""
_STYLES = r"wordprocessingml\.styles\+xml"
_LANG = re.compile(rb"(<(?:\w+:)?lang\b[^<>]*?\b(?:\w+:)?val=[\"'])([A-Za-z]{2,3})([A-Za-z0-9-]*)")
_INSERTED = re.compile(rb"<(?:\w+:)?(?:ins|moveTo)\s[^<>]*[^/]>")
_DELETED = re.compile(rb"<(?:\w+:)?(?:del|moveFrom)\s[^<>]*[^/]>")


def read(data: bytes, path: str | os.PathLike[str] | None = None) -> list[Block]:
    """The paragraphs with words in them; ``place`` counts these."""
    return blocks_of(_sources(_archive(data, path), path))


def write(data: bytes, translations: Sequence[Translation], lang: str) -> bytes:
    """The document with some paragraphs saying something else. They come without marks of revisions."""
    if not translations:
        return data
    archive = _archive(data, None)
    parts: dict[str, bytes | Packed] = {**changed(_sources(archive, None), translations)}
    for name in named(archive, _STYLES):
        parts[name] = _in_language(archive.read(name), lang)
    return archive.replaced(parts)


def remarks(data: bytes) -> list[str]:
    """What is said of tracked changes, where there are any."""
    archive = _archive(data, None)
    inserted = deleted = 0
    for kind in _KINDS:
        for name in named(archive, kind):
            for piece in archive.pieces(name):
                inserted += len(_INSERTED.findall(piece))
                deleted += len(_DELETED.findall(piece))
    if not inserted and not deleted:
        return []
    return [
        f"tracked changes: insertions ({inserted}) are read, deletions ({deleted}) are not; "
        "a translated paragraph comes with its changes accepted"
    ]


def _archive(data: bytes, path: str | os.PathLike[str] | None) -> Archive:
    if not data.startswith(b"PK"):
        refuse(data, path or "")
    archive = Archive(data, path, "a Word file")
    if not named(archive, _KINDS[0]):
        raise InputError("is not a Word file: it has no document", path=path, remedy="give it its own ending")
    return archive


def _sources(archive: Archive, path: str | os.PathLike[str] | None) -> Iterator[Source]:
    styles: dict[str, frozenset[str]] = {}
    for name in named(archive, _STYLES):
        styles |= toggled(utf8(archive.read(name)), path)
    for kind in _KINDS:
        for name in named(archive, kind):
            content = utf8(archive.read(name))
            reader = WordLines(content, targets(archive, name), styles)
            paragraphs = subtrees(content, PREFIXES, frozenset(("w:p",)), frozenset(("mc:Fallback",)), path)
            yield name, content, chain.from_iterable(map(reader.lines, paragraphs))


def _in_language(styles: bytes, lang: str) -> bytes:
    """Styles in another language, where they are in the one that the document's defaults name."""
    found = _LANG.search(styles)
    if found is None or not lang:
        return styles
    return _LANG.sub(partial(_other, found[2].lower(), lang.encode("ascii", "ignore")), styles)


def _other(before: bytes, lang: bytes, match: re.Match[bytes]) -> bytes:
    return match[1] + lang if match[2].lower() == before else match[0]
