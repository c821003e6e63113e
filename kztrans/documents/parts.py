"""A part of an office file: its lines of text, and the part again with some of them saying something else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kztrans.documents import Translation
from kztrans.documents.archive import Packed
from kztrans.documents.flow import Line, Writer
from kztrans.documents.looks import Format
from kztrans.model import Block, Code

__all__ = ["Part", "Source", "blocks_of", "changed"]


class Part:
    """A part, taken apart, of which some lines say something else. Lines are counted where they have words in them."""

    def __init__(self, data: bytes, lines: Iterable[Line], said: _Said, first: int) -> None:
        """``said`` is what lines say; ``first`` the number of the part's first one."""
        self.data = data
        self.after = first
        """The number of the first line of the next part."""
        self._bases: dict[str, Format] = {}
        self._writer = Writer(self._lone, lambda code: self._bases.get(code.id, Format()))
        self._said: dict[int, tuple[Line, Translation]] = {}
        for line in lines:
            if line.has_words:
                self._take(line, said.by(self.after))
                self.after += 1
        self._starts = sorted(self._said)

    def _take(self, line: Line, translation: Translation | None) -> None:
        self._bases.update(line.bases())
        if translation is not None:
            for copy in (line, *line.twins):
                copy.forget_words()
                self._said[copy.start] = copy, translation

    @property
    def is_edited(self) -> bool:
        """Does any of its lines say something else?"""
        return bool(self._said)

    def edited(self) -> Packed:
        """What is to be written."""
        whole = Packed()
        for piece in self._pieces(0, len(self.data)):
            whole.add(piece)
        return whole

    def _pieces(self, start: int, end: int) -> Iterator[bytes]:
        """A stretch of the part with its lines edited; lines in other lines are done with these."""
        position = start
        for begin in self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            line, translation = self._said[begin]
            if begin < position or line.end > end:
                continue
            text = line.written(translation.text, translation.codes, self._writer)
            yield self.data[position:begin]
            yield text.encode("utf-8")
            position = line.end
        yield self.data[position:end]

    def _lone(self, code: Code) -> str:
        """A code as it stands in the file, with the lines in it edited."""
        start, _, end = code.id.partition("-")
        if not (start.isdigit() and end.isdigit()):
            return code.opening
        raw = self.data[int(start) : int(end)].decode("utf-8", "replace")
        if raw not in code.opening:
            return code.opening  # of another part
        return code.opening.replace(raw, b"".join(self._pieces(int(start), int(end))).decode("utf-8"), 1)


Source = tuple[str, bytes, Iterable[Line]]
"""A part that holds text: its name, its bytes, and its lines in the order in which they are read, one at a time."""


class _Said:
    """What lines say, asked for in their order."""

    def __init__(self, translations: Sequence[Translation]) -> None:
        self._waiting = sorted(translations, key=lambda translation: translation.first, reverse=True)

    def by(self, number: int) -> Translation | None:
        """What a line says instead, by its number; of lines translated as one, the first says all of it."""
        while self._waiting and self._waiting[-1].last < number:
            self._waiting.pop()
        if not self._waiting or self._waiting[-1].first > number:
            return None
        found = self._waiting[-1]
        return found if found.first == number else Translation(number, number, "")


def blocks_of(sources: Iterable[Source]) -> list[Block]:
    """The lines of all parts that have words in them; ``place`` counts them."""
    found: list[Block] = []
    for _, _, lines in sources:
        for line in lines:
            if line.has_words:
                found.append(line.block(len(found) + 1))
    return found


def changed(sources: Iterable[Source], translations: Sequence[Translation]) -> dict[str, Packed]:
    """The parts in which lines say something else; of lines translated as one, the first all of it."""
    said = _Said(translations)
    found: dict[str, Packed] = {}
    first = 0
    for name, data, lines in sources:
        part = Part(data, lines, said, first)
        first = part.after
        if part.is_edited:
            found[name] = part.edited()
    return found
