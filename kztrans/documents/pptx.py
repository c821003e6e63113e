"""Presentations (.pptx, .pptm and their templates): slides in the order of the show, each with its notes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from kztrans.documents import Translation
from kztrans.documents.archive import Archive
from kztrans.documents.drawing_lines import PREFIXES, DrawingLines
from kztrans.documents.packages import named, related, targets
from kztrans.documents.parts import Source, blocks_of, changed
from kztrans.documents.refused import refuse
from kztrans.documents.xml_nodes import subtrees, utf8
from kztrans.errors import InputError
from kztrans.model import Block

__all__ = ["read", "write"]

_MAIN = r"(?:presentation|slideshow|template)\.main\+xml|ms-powerpoint\..*main\+xml"
_NOTES = r"presentationml\.notesSlide\+xml"
_SLIDE = re.compile(r"<(?:\w+:)?sldId\b[^<>]*?\s\w+:id=[\"']([^\"']*)[\"']")


def read(data: bytes, path: str | os.PathLike[str] | None = None) -> list[Block]:
    """The paragraphs with words in them; ``place`` counts these."""
    return blocks_of(_sources(_archive(data, path), path))


def write(data: bytes, translations: Sequence[Translation], lang: str = "") -> bytes:  # noqa: ARG001
    """The presentation with some paragraphs saying something else."""
    if not translations:
        return data
    archive = _archive(data, None)
    return archive.replaced(changed(_sources(archive, None), translations))


def _archive(data: bytes, path: str | os.PathLike[str] | None) -> Archive:
    if not data.startswith(b"PK"):
        refuse(data, path or "")
    return Archive(data, path, "a PowerPoint file")


def _sources(archive: Archive, path: str | os.PathLike[str] | None) -> Iterator[Source]:
    for name in _slides(archive, path):
        content = utf8(archive.read(name))
        reader = DrawingLines(content, targets(archive, name))
        paragraphs = subtrees(content, PREFIXES, frozenset(("a:p",)), frozenset(("mc:Fallback",)), path)
        yield name, content, chain.from_iterable(map(reader.lines, paragraphs))


def _slides(archive: Archive, path: str | os.PathLike[str] | None) -> Iterator[str]:
    """Slides and their notes; each once, whatever the file says."""
    main = named(archive, _MAIN)
    if not main:
        raise InputError("is not a PowerPoint file: it has no slides", path=path, remedy="give it its own ending")
    notes = set(named(archive, _NOTES))
    slides = related(archive, main[0])
    order = _SLIDE.findall(utf8(archive.read(main[0])).decode("utf-8", "replace"))
    for name in dict.fromkeys(slides[number] for number in order if number in slides):
        yield name
        yield from sorted(notes.intersection(related(archive, name).values()))
