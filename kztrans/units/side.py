"""One side of a pair: a document with its segments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kztrans.model import Document, Reference, Segment

__all__ = ["Side"]

_LINE_BREAK = re.compile(r"[ \t]*[\r\n\v\f\x85\u2028\u2029]+[ \t]*")


@dataclass(frozen=True, slots=True)
class Side:
    """A document with its segments."""

    document: Document
    segments: tuple[Segment, ...]

    def text(self, indexes: Sequence[int]) -> str:
        """The text of some neighbouring segments, on one line; what stands between them is kept."""
        if not indexes:
            return ""
        parts = [self.segments[indexes[0]].text]
        for before, after in pairwise(indexes):
            first, second = self.segments[before], self.segments[after]
            gap = " " if first.paragraph != second.paragraph else self.document.text[first.end : second.start]
            parts += [gap, second.text]
        return _LINE_BREAK.sub(" ", "".join(parts))

    def references(self, indexes: Sequence[int]) -> tuple[Reference, ...]:
        """Where some segments stand, a place for each line that one begins on."""
        lines = dict.fromkeys(self.segments[i].line for i in indexes)
        return tuple(Reference(self.document.path, line) for line in lines)
