"""One side of a pair: a document with its segments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from kztrans import inline
from kztrans.model import Code, Document, Reference, Segment
from kztrans.units.coded import CodedText

__all__ = ["Coded", "Side"]

_LINE_BREAK = re.compile(r"[ \t]*[\r\n\v\f\x85\u2028\u2029]+[ \t]*")


@dataclass(frozen=True, slots=True)
class Coded:
    """The text of some segments with tags for their codes, numbered from 1."""

    text: str
    codes: tuple[Code, ...] = ()
    originals: tuple[Code, ...] = ()
    """The same codes with the numbers that they have in the whole document (``CodedText``)."""
    around: tuple[Code, ...] = ()
    """Pairs around the whole of it, which are left out, outermost first; of several blocks, those of the first."""


@dataclass(frozen=True)
class Side:
    """A document with its segments."""

    document: Document
    segments: tuple[Segment, ...]

    @cached_property
    def coded_text(self) -> CodedText:
        """The document with its codes."""
        return CodedText(self.document, self.segments)

    def text(self, indexes: Sequence[int]) -> str:
        """The text of some neighbouring segments, on one line, without codes; what stands between them is kept."""
        if not indexes:
            return ""
        parts = [self.segments[indexes[0]].text]
        for before, after in pairwise(indexes):
            first, second = self.segments[before], self.segments[after]
            gap = " " if first.paragraph != second.paragraph else self.document.text[first.end : second.start]
            parts += [gap, second.text]
        return one_line("".join(parts))

    def coded(self, indexes: Sequence[int]) -> Coded:
        """The text of some neighbouring segments, on one line, with a tag for each code but for pairs around it all."""
        if not indexes or not self.coded_text.tags:
            return Coded(self.text(indexes))
        texts: list[str] = []
        inside_codes: list[Code] = []
        around: list[tuple[Code, ...]] = []
        for _, run in groupby(indexes, key=lambda n: self.segments[n].paragraph):
            inside = list(run)
            text, own = self.coded_text.segments(inside[0], inside[-1])
            text, outside = inline.bared(text, own)
            texts.append(text)
            inside_codes += own
            around.append(outside)
        whole = one_line(" ".join(texts))
        text, numbered = inline.renumbered(whole, inside_codes)
        originals = tuple(dict.fromkeys(tag.code for tag in inline.tags(whole, inside_codes)))
        codes = tuple(replace(code, id="") for code in numbered)  # a unit's codes go by their tags
        return Coded(text, codes, originals, around[0])

    def references(self, indexes: Sequence[int]) -> tuple[Reference, ...]:
        """Where some segments stand, a place for each line that one begins on."""
        lines = dict.fromkeys(self.segments[i].line for i in indexes)
        return tuple(Reference(self.document.path, line) for line in lines)


def one_line(text: str) -> str:
    """A text on one line: a line break is white space."""
    return _LINE_BREAK.sub(" ", text)
