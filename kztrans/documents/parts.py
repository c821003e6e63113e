"""A part of an office file: its lines of text, and the part again with some of them saying something else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from kztrans.documents import Translation
from kztrans.documents.flow import Line, Writer
from kztrans.documents.looks import Format
from kztrans.model import Block, Code

__all__ = ["Part", "Source", "blocks_of", "changed"]


class Part:
    """A part, taken apart. ``lines`` are those with words in them, in the order in which they are read."""

    def __init__(self, data: bytes, lines: Iterable[Line]) -> None:
        self.data = data
        self.lines = [line for line in lines if line.has_words]
        self._bases = {name: look for line in self.lines for name, look in line.bases()}
        self._writer = Writer(self._lone, lambda code: self._bases.get(code.id, Format()))
        self._said: dict[int, tuple[Line, Translation]] = {}
        self._starts: list[int] = []

    def edited(self, said: Mapping[int, Translation]) -> bytes:
        """The part with some lines, by their numbers, saying something else."""
        self._said = {
            copy.start: (copy, translation)
            for number, translation in said.items()
            for copy in (self.lines[number], *self.lines[number].twins)
        }
        self._starts = sorted(self._said)
        return self._slice(0, len(self.data))

    def _slice(self, start: int, end: int) -> bytes:
        """A stretch of the part with its lines edited; lines in other lines are done with these."""
        parts, position = [], start
        for begin in self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            line, translation = self._said[begin]
            if begin < position or line.end > end:
                continue
            text = line.written(translation.text, translation.codes, self._writer)
            parts += [self.data[position:begin], text.encode("utf-8")]
            position = line.end
        return b"".join([*parts, self.data[position:end]])

    def _lone(self, code: Code) -> str:
        """A code as it stands in the file, with the lines in it edited."""
        start, _, end = code.id.partition("-")
        if not (start.isdigit() and end.isdigit()):
            return code.opening
        raw = self.data[int(start) : int(end)].decode("utf-8", "replace")
        if raw not in code.opening:
            return code.opening  # of another part
        return code.opening.replace(raw, self._slice(int(start), int(end)).decode("utf-8"), 1)


Source = tuple[str, bytes, Iterable[Line]]
"""A part that holds text: its name, its bytes, and its lines in the order in which they are read, one at a time."""


def blocks_of(sources: Iterable[Source]) -> list[Block]:
    """The lines of all parts that have words in them; ``place`` counts them."""
    found: list[Block] = []
    for _, _, lines in sources:
        for line in lines:
            if line.has_words:
                found.append(line.block(len(found) + 1))
    return found


def changed(sources: Iterable[Source], translations: Sequence[Translation]) -> dict[str, bytes]:
    """The parts in which lines say something else; of lines translated as one, the first all of it."""
    said: dict[int, Translation] = {}
    for translation in translations:
        said[translation.first] = translation
        for number in range(translation.first + 1, translation.last + 1):
            said[number] = Translation(number, number, "")
    found: dict[str, bytes] = {}
    first = 0
    for name, data, lines in sources:
        part = Part(data, lines)
        mine = {number: said[first + number] for number in range(len(part.lines)) if first + number in said}
        first += len(part.lines)
        if mine:
            found[name] = part.edited(mine)
    return found
