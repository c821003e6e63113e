"""A document's text with its inline codes in it, cut at the borders of segments.

Codes are numbered through the whole document here, so that a tag says which code it is wherever it is moved to. Each
tag belongs to one segment, or to what stands between two. Where a pair is cut in two, each part gets both its ends;
``inline.joined`` makes them one again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

from kztrans import inline
from kztrans.inline import Tag
from kztrans.model import Block, Code, Document, Segment
from kztrans.paragraphs import paragraphs_of

__all__ = ["CodedText"]

FIRST = 1_000_000
"""The first number of a code: higher than any that a person writes into a translation."""


class CodedText:
    """A document with its segments, to take pieces out of."""

    def __init__(self, document: Document, segments: Sequence[Segment]) -> None:
        self.text = document.text
        self.paragraphs = paragraphs_of(document)
        self.tags: list[Tag] = []
        self._open: list[tuple[Code, ...]] = []
        """The pairs that are open before each tag, outermost first."""
        self._first = [0]
        """The number of each block's first tag."""
        for n, block in enumerate(_numbered_through(document)):
            self._take(block, self.paragraphs[n].start)
        self._open.append(())
        self._borders = self._cut(segments) if self.tags else [(0, 0)] * len(segments)
        self._segments = segments

    def _take(self, block: Block, start: int) -> None:
        stack: tuple[Code, ...] = ()
        for tag in inline.tags(block.text, block.codes):
            self.tags.append(replace(tag, at=start + tag.at))
            self._open.append(stack)
            if tag.role == "open":
                stack = (*stack, tag.code)
            elif tag.role == "close":
                stack = stack[:-1]
        self._first.append(len(self.tags))

    def segments(self, first: int, last: int) -> tuple[str, tuple[Code, ...]]:
        """Segments of one block with what stands between them, from one's beginning to another's end; their codes."""
        begin, end = self._borders[first][0], self._borders[last][1]
        text = self._piece(self._segments[first].start, self._segments[last].end, begin, end)
        return text, (*self._open[begin], *(tag.code for tag in self.tags[begin:end]))

    def before(self, segment: int) -> str:
        """What stands between a segment and the one before it in its block, or the block's beginning."""
        begin, position = self._begin(segment)
        return self._piece(position, self._segments[segment].start, begin, self._borders[segment][0])

    def after(self, segment: int) -> str:
        """What stands between the last segment of a block and the block's end."""
        block = self._segments[segment].paragraph
        end = self._first[block + 1] if self.tags else 0
        return self._piece(self._segments[segment].end, self.paragraphs[block].end, self._borders[segment][1], end)

    def block(self, number: int) -> str:
        """The text of a block."""
        place = self.paragraphs[number]
        begin, end = (self._first[number], self._first[number + 1]) if self.tags else (0, 0)
        return self._piece(place.start, place.end, begin, end)

    def codes(self, first: int, last: int) -> tuple[Code, ...]:
        """The codes that stand in some blocks."""
        if not self.tags:
            return ()
        return tuple(dict.fromkeys(tag.code for tag in self.tags[self._first[first] : self._first[last + 1]]))

    def _begin(self, segment: int) -> tuple[int, int]:
        """The first tag and the offset of what stands before a segment."""
        block = self._segments[segment].paragraph
        if segment and self._segments[segment - 1].paragraph == block:
            return self._borders[segment - 1][1], self._segments[segment - 1].end
        return (self._first[block] if self.tags else 0), self.paragraphs[block].start

    def _piece(self, start: int, end: int, first: int, last: int) -> str:
        parts = [inline.written(code, "open") for code in self._open[first]]
        position = start
        for tag in self.tags[first:last]:
            parts += [self.text[position : tag.at], inline.written(tag.code, tag.role)]
            position = tag.at + len(tag.space)
        parts.append(self.text[position:end])
        parts += [inline.written(code, "close") for code in reversed(self._open[last])]
        return "".join(parts)

    def _cut(self, segments: Sequence[Segment]) -> list[tuple[int, int]]:
        """The numbers of the first tag of each segment and of the first one after it."""
        borders: list[tuple[int, int]] = []
        places = [tag.at for tag in self.tags]
        ends = self._ends()
        free, block = 0, -1
        for segment in segments:
            if segment.paragraph != block:
                block = segment.paragraph
                free = self._first[block]
            begin = self._begins(bisect_left(places, segment.start, free, self._first[block + 1]), segment.start)
            end = self._stops(bisect_left(places, segment.end, begin, self._first[block + 1]), segment.end, block, ends)
            borders.append((begin, end))
            free = end
        return borders

    def _begins(self, tag: int, at: int) -> int:
        """Where a segment begins among the tags at its first letter: after the last pair that ends there."""
        begin = number = tag
        while number < len(self.tags) and self.tags[number].at == at:
            if self.tags[number].role == "close" and self.tags[number].code in self._open[tag]:
                begin = number + 1
            number += 1
        return begin

    def _stops(self, tag: int, at: int, block: int, ends: dict[str, int]) -> int:
        """Where a segment ends among the tags after its last letter: before a space, or a pair around what follows."""
        limit = self._first[block + 1]
        while tag < limit and self.tags[tag].at == at and not self.tags[tag].space:
            if self.tags[tag].role == "open":
                closing = ends[self.tags[tag].code.tag]
                if self.tags[closing].at > at:
                    break
                tag = closing
            tag += 1
        return tag

    def _ends(self) -> dict[str, int]:
        return {tag.code.tag: number for number, tag in enumerate(self.tags) if tag.role == "close"}


def _numbered_through(document: Document) -> Iterable[Block]:
    """The blocks with codes that have no number twice, and none that the text uses in what looks like a tag."""
    if not any(block.codes for block in document.blocks):
        return
    taken = inline.numbers_in(document.text)
    numbers = (number for number in count(FIRST) if number not in taken)
    for block in document.blocks:
        new = {code.tag: replace(code, tag=f"{inline.name_of(code.tag)}{next(numbers)}") for code in block.codes}
        yield replace(block, text=inline.rewritten(block.text, block.codes, new), codes=tuple(new.values()))
