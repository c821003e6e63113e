"""Document formats: one module each, and one line each in ``DOCUMENTS``.

The module of a format has

``read(data, path=None) -> list[Block]``
    the texts that people read, in the order in which they are read: paragraphs, headings, cells, captions, titles.
    Formatting inside them is inline codes (``kztrans.inline``; ``building.Builder`` makes such a block). A line break
    in a block's text is white space. Pairs are closed in the block that opens them, and do not cross.
``write(data, translations, lang) -> bytes``
    the same document with some blocks saying something else. What no translation speaks of stays byte for byte.

``remarks(data) -> list[str]``
    (where there is anything to say) what of the document is not read, a line each.

Nothing but the bytes of the document passes from one to the other: ``write`` reads it again and counts blocks as
``read`` did.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path, PurePath
from typing import Literal, Protocol, cast

from kztrans import inline, plugins
from kztrans.documents.language_mark import misread
from kztrans.documents.refused import refuse, refuse_contents
from kztrans.errors import InputError
from kztrans.formats.text import remark
from kztrans.model import Block, Code, Document
from kztrans.reading import read_if_there

__all__ = [
    "DOCUMENTS",
    "DocumentFormat",
    "Translation",
    "assembled",
    "endings",
    "format_of",
    "formats",
    "is_document",
    "is_passing",
    "load",
    "parse",
    "read",
    "write",
]


@dataclass(frozen=True, slots=True)
class Translation:
    """What a block of a document is to say, or several blocks in a row that were translated as one.

    The text goes into the block ``first``; those after it, to ``last``, are left empty. Both count from 0, as ``read``
    gave the blocks.
    """

    first: int
    last: int
    text: str
    codes: tuple[Code, ...] = ()
    """The codes whose tags stand in the text, as ``read`` gave them but for their numbers. A pair may stand in it more
    than once."""


class _Module(Protocol):
    """What the module of a format offers."""

    def read(self, data: bytes, path: str | os.PathLike[str] | None = None) -> list[Block]: ...

    def write(self, data: bytes, translations: Sequence[Translation], lang: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A document format. Its module is imported when it is needed."""

    name: str
    module_name: str
    """One of this package; a full name where another package adds a format."""
    endings: tuple[str, ...]
    place: Literal["line", "paragraph", "cue"] = "line"
    """What the number in a reference to it counts."""
    undeclared: bool = False
    """Has a file no place to say what encoding it is in? Then one that is not Unicode's is guessed, and told."""
    packed: bool = False
    """Is a file an archive, most of which may be pictures?"""

    @property
    def module(self) -> _Module:
        """The module that reads and writes it."""
        home = "kztrans.documents." if self in DOCUMENTS else ""
        return cast(_Module, import_module(home + self.module_name))


LARGEST = 100_000_000
"""Bytes of a file that is read."""
LARGEST_ARCHIVE = 500_000_000
_TABLE = b"<table data-source-lang="
"""What a bilingual page of ours has, and a document has not."""

TEXT = DocumentFormat("plain text", "text", (".txt", ".text"), undeclared=True)
DOCUMENTS = (
    TEXT,
    DocumentFormat("HTML", "html", (".html", ".htm", ".xhtml")),
    DocumentFormat("subtitles", "subtitles", (".srt", ".vtt"), "cue", undeclared=True),
    DocumentFormat("Markdown", "markdown", (".md", ".markdown", ".mdx"), undeclared=True),
    DocumentFormat("Word", "docx", (".docx", ".docm", ".dotx", ".dotm"), "paragraph", packed=True),
    DocumentFormat("PowerPoint", "pptx", (".pptx", ".pptm", ".ppsx", ".potx"), "paragraph", packed=True),
    DocumentFormat("OpenDocument", "odt", (".odt", ".ott", ".odp", ".otp"), "paragraph", packed=True),
    DocumentFormat("EPUB", "epub", (".epub",), "paragraph", packed=True),
)
"""Every document format of ours. What has an ending of its own, or none, is taken for plain text."""


def formats() -> tuple[DocumentFormat, ...]:
    """Every document format; ours go before those of other packages."""
    return (*DOCUMENTS, *plugins.added("documents", DocumentFormat))


def format_of(path: str | os.PathLike[str]) -> DocumentFormat:
    """The format that a file's name ends in; plain text where it is none that we know.

    >>> format_of("berita.TXT").name
    'plain text'
    """
    ending = PurePath(path).suffix.lower()
    return next((known for known in formats() if ending in known.endings), TEXT)


def is_document(path: str | os.PathLike[str]) -> bool:
    """Is a file a document by its name, and not one of the bilingual HTML pages that we write?"""
    ending = PurePath(path).suffix.lower()
    if ending not in (*endings(), ""):
        return False
    return not (ending in (".html", ".htm") and Path(path).is_file() and _TABLE in Path(path).read_bytes())


def is_passing(name: str) -> bool:
    """Does a file's name say that it is hidden, or Word's note of who has a document open: ``~$berita.docx``?"""
    return name.startswith((".", "~$"))


def endings() -> tuple[str, ...]:
    """The endings of all formats."""
    return tuple(ending for known in formats() for ending in known.endings)


def read(path: str | os.PathLike[str], lang: str, shown: str | None = None) -> Document:
    """Read a document in the format that its name ends in. ``shown`` is the name that references to it will carry.

    Raises:
        InputError: there is no such file, it cannot be read, holds no text, or is not what its name says.
    """
    return parse(load(path), path, lang, shown)


def parse(data: bytes, path: str | os.PathLike[str], lang: str, shown: str | None = None) -> Document:
    """The document in the bytes of a file.

    Raises:
        InputError: it holds no text, or is not what its name says.
    """
    form = format_of(path)
    if form is TEXT:
        refuse(data, path)
    elif not form.packed:
        refuse_contents(data, path)
    blocks = form.module.read(data, path)
    if not any(block.text.strip() for block in blocks):
        what = "is empty" if not data else "holds nothing but white space" if form is TEXT else "holds no text to read"
        raise InputError(what, path=path, remedy="name a file with text in it")
    document = assembled(blocks, shown if shown is not None else os.fspath(path), lang)
    told = getattr(form.module, "remarks", None)
    remarks = tuple(told(data)) if told else ()
    if form.undeclared and (guessed := remark(data)):
        remarks = (*remarks, guessed)
    if doubt := misread(path, lang):
        remarks = (*remarks, doubt)
    return replace(document, remarks=remarks)


def write(data: bytes, path: str | os.PathLike[str], translations: Sequence[Translation], lang: str) -> bytes:
    """The document in the bytes of a file, with some of its blocks translated into a language."""
    return format_of(path).module.write(data, translations, lang)


def load(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a document.

    Raises:
        InputError: there is no such file, it cannot be read, or it is too large.
    """
    place = Path(path)
    most = LARGEST_ARCHIVE if format_of(path).packed else LARGEST
    if os.path.isfile(place) and os.path.getsize(place) > most:  # noqa: PTH113, PTH202 - a name too long is no file
        raise InputError(f"is larger than {most // 1_000_000} MB", path=path, remedy="split it, and do its parts")
    data = read_if_there(path, "a document")
    if data is None:
        raise InputError("no such file", path=path, remedy="check the name and the folder")
    return data


def assembled(blocks: Sequence[Block], path: str, lang: str) -> Document:
    """The document that blocks make up."""
    parts = [part for block in blocks for part in (block.before, _words(block))]
    return Document(path, "".join(parts), lang, blocks=tuple(blocks))


def _words(block: Block) -> str:
    """The text of a block without its codes; a cue's end is a line's, so that the cues after it are counted."""
    found = inline.plain(block.text, block.codes)
    ends = {tag.at for tag in found.tags if inline.name_of(tag.code.tag) == "cue"}
    return "".join("\n" if at in ends else c for at, c in enumerate(found.text)) if ends else found.text
