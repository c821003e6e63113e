"""A PO file cut into its header and its entries, each as it stands, so that some can give way to others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kztrans.formats import po_grammar
from kztrans.formats.po_layout import Layout, layout_of

__all__ = ["Pieces", "pieces"]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a file; each but those of the tail ends with a line feed."""

    layout: Layout
    head: str
    entries: tuple[str, ...]
    tail: tuple[str, ...]
    """Comments behind the last entry."""

    def with_entries(self, entries: Iterable[str]) -> bytes:
        """The bytes of the file with these entries in the place of its own."""
        text = "\n".join([self.head, *entries, *self.tail])
        return (text if self.layout.newline == "\n" else text.replace("\n", self.layout.newline)).encode("utf-8")


def pieces(data: bytes) -> Pieces:
    r"""Cut the bytes of a file.

    >>> pieces(b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n').entries
    ('msgid "a"\nmsgstr "b"\n',)
    """
    text, _ = po_grammar.decoded(data, None)
    lines = re.split(r"\r\n?|\n", text)
    head, entries, tail = "", [], []
    for entry in po_grammar.entries(text):
        standing = "".join(f"{line}\n" for line in lines[entry.start : entry.end] if line.strip())
        if entry.is_header and not head:
            head = standing
        elif entry.texts:
            entries.append(standing)
        else:
            tail.append(standing)
    return Pieces(layout_of(text), head, tuple(entries), tuple(tail))
