"""A text file and the encoding that it came in, to be changed in some places and left alone in all others."""

from __future__ import annotations

import codecs
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kztrans.formats.text import decode

__all__ = ["Encoded"]

Edit = tuple[int, int, str]
"""From, to, and what takes the place of what stands between."""

_STANDARD = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What web browsers take an encoding for (WHATWG Encoding)."""
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file's text, its encoding, and the byte order mark before it."""

    text: str
    encoding: str
    mark: bytes = b""

    @classmethod
    def of(cls, data: bytes, path: str | os.PathLike[str] | None = None, declared: str = "") -> Encoded:
        """A file in the encoding that it declares, if it is in that, or in the one that ``decode`` finds.

        Raises:
            InputError: it is no text.
        """
        mark = next((mark for mark in _BOMS if data.startswith(mark)), b"")
        name = _STANDARD.get(declared.lower(), declared)
        if name and not mark:
            try:
                return cls(data.decode(name), name)
            except (UnicodeDecodeError, LookupError):
                pass
        return cls(*decode(data, path), mark)

    def edited(self, edits: Sequence[Edit], references: bool = True) -> bytes:
        """The file with some places changed.

        Characters that its encoding lacks become ``references`` (``&#1178;``), or, in a format that has none, make the
        whole file UTF-8.
        """
        parts, position = [self.mark], 0
        for start, end, text in sorted(edits):
            try:
                said = text.encode(self.encoding, "xmlcharrefreplace" if references else "strict")
            except UnicodeEncodeError:
                return replace(self, encoding="utf-8").edited(edits)
            parts += [self._bytes(self.text[position:start]), said]
            position = end
        return b"".join([*parts, self._bytes(self.text[position:])])

    def _bytes(self, text: str) -> bytes:
        return text.encode(self.encoding)
