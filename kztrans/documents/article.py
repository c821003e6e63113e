"""A saved web page as a news article: which of its texts are the article's, and which menus, advertisements, comments.

Trafilatura (Barbaresi 2021) tells them apart. The page stays the document: what is not the article is left as it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from kztrans.documents import format_of
from kztrans.errors import InputError
from kztrans.model import Document, Segment
from kztrans.paragraphs import paragraphs_of

__all__ = ["is_page", "only_article"]

LONG = 25
"""Letters of a text that is the article's wherever it stands in it; a shorter one has to be a paragraph there."""

_OTHER = re.compile(r"[\W_]+")


def is_page(path: str | os.PathLike[str]) -> bool:
    """Is a file a web page, by its name?"""
    return format_of(path).module_name == "html"


def only_article(document: Document, data: bytes, segments: list[Segment]) -> list[Segment]:
    """The segments of a page that its article is made of: title, paragraphs, captions.

    Raises:
        InputError: trafilatura is not installed, or finds no article in the page.
    """
    paragraphs = [_letters(text) for text in _extracted(document, data)]
    whole, alone = "\n".join(paragraphs), frozenset(paragraphs)
    texts = [_letters(document.text[place.start : place.end]) for place in paragraphs_of(document)]
    found = frozenset(n for n, text in enumerate(texts) if text in alone or (len(text) >= LONG and text in whole))
    kept = [segment for segment in segments if segment.paragraph in found]
    if not kept:
        raise InputError("no article was found in the page", path=document.path, remedy="read it without --article")
    return kept


def _extracted(document: Document, data: bytes) -> Iterator[str]:
    try:
        import trafilatura
    except ImportError as error:
        remedy = 'install it: pip install "kztrans[article]"'
        raise InputError("--article needs trafilatura", path=document.path, remedy=remedy) from error
    text = trafilatura.extract(data, include_comments=False, favor_recall=True, deduplicate=False) or ""
    said = trafilatura.extract_metadata(data) if text else None
    if said is not None:
        yield from (part for part in (said.title, said.description) if part)
    yield from (part for line in text.splitlines() for part in line.split("|") if part.strip())


def _letters(text: str) -> str:
    """What texts are compared by: letters and digits, in small letters."""
    return _OTHER.sub("", text).casefold()
