"""HTML and XHTML: what stands between two block elements is a block, what people read of attributes another.

The file is taken as a row of tokens (``markup``), not as a tree: what no translation speaks of stays byte for byte.
Elements inside a line are codes, with their tags as they are written. Programs, styles, ``pre``, ``code`` and what is
not to be translated (``translate="no"``) are passed over, or stand as one code in the text around them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from kztrans.documents import Translation
from kztrans.documents.encodings import Encoded
from kztrans.documents.html_edits import edits
from kztrans.documents.html_lines import Page
from kztrans.model import Block

__all__ = ["read", "write"]

_META = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""")


def read(data: bytes, path: str | os.PathLike[str] | None = None) -> list[Block]:
    """The texts of a page in the order of the file; an attribute comes after the line that its element stands in."""
    return [line.block for line in Page(_encoded(data, path).text).lines]


def write(data: bytes, translations: Sequence[Translation], lang: str) -> bytes:
    """The page with some of its texts in another language, in its encoding; its ``lang`` attributes say so."""
    file = _encoded(data, None)
    return file.edited(edits(Page(file.text), translations, lang)) if translations else data


def _encoded(data: bytes, path: str | os.PathLike[str] | None) -> Encoded:
    head = data[:4096]
    declared = _XML.match(head) or _META.search(head)
    return Encoded.of(data, path, declared[1].decode("ascii") if declared else "")
