"""A document's files below ``locales/``: found, and told apart by name."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kztrans import documents
from kztrans.errors import InputError
from kztrans.merging.deeds import Files
from kztrans.merging.hand_beads import beads_path

__all__ = ["Document", "below", "document_of", "text_digest"]

_SOURCE_LANG = re.compile(rb'"X-Source-Language: *([A-Za-z-]+)')
_SKIPPED = frozenset({"node_modules", "build", "dist", "__pycache__", "LC_MESSAGES"})
DEPTH = 8
"""Folders below one another that are looked into."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document's files. ``name`` is what addresses call it."""

    name: str
    po: Path
    tmx: Path
    source_lang: str
    target_lang: str

    @property
    def title(self) -> str:
        """The document's own name."""
        return self.name.partition("/")[2]

    @property
    def beads(self) -> Path:
        """The file of beads that were set by hand."""
        return beads_path(self.tmx)

    @property
    def files(self) -> Files:
        """What a deed may change."""
        return Files(self.po, self.tmx, self.beads)


def document_of(locales: Path, folder: Path, path: Path) -> Document:
    """The document of a PO in a language's folder.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            declared = _SOURCE_LANG.search(stream.read(4096))
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise InputError(what, path=path, remedy="allow reading it") from error
    source_lang = declared.group(1).decode("ascii") if declared else "id"
    inside = path.relative_to(folder).with_suffix("")
    return Document(
        name=f"{folder.name}/{inside.as_posix()}",
        po=path,
        tmx=locales / inside.parent / f"{inside.name}.{source_lang}-{folder.name}.tmx",
        source_lang=source_lang,
        target_lang=folder.name,
    )


def below(folder: Path, ending: str) -> Iterator[Path]:
    """Files of an ending below a folder, hidden and built ones left out."""
    base = len(folder.parts)
    for root, folders, files in os.walk(folder):
        here = Path(root)
        deep = len(here.parts) - base >= DEPTH
        folders[:] = [] if deep else sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED)
        yield from (here / name for name in sorted(files) if name.endswith(ending) and not name.startswith("."))


def text_digest(data: bytes, path: Path) -> str:
    """The digest of a document's text, as a PO's header has it; none where it cannot be read."""
    try:
        content = documents.parse(data, path, "").text
    except InputError:
        return ""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
