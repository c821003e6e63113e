"""The text of a paragraph of an office file: words that look one way or another, links around them, marks between.

Word, Impress and Writer say for each stretch of words how it looks; a translator sees what differs from the rest of the
paragraph, as one code. So the look that most of its words have goes without saying, and words that look alike are one,
however many stretches they came in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import InitVar, dataclass, field, replace
from typing import Protocol

from kztrans import inline
from kztrans.documents.building import Builder
from kztrans.documents.looks import FORMAT, Format, code_of, plainest
from kztrans.model import Block, Code

__all__ = ["Close", "Hidden", "Item", "Line", "Lone", "Open", "Words", "Writer"]


@dataclass(frozen=True, slots=True)
class Words:
    """Text that looks one way."""

    text: str
    format: Format


@dataclass(frozen=True, slots=True)
class Lone:
    """What stands between words and is shown as a code."""

    code: Code


@dataclass(frozen=True, slots=True)
class Open:
    """The beginning of what stands around words, a link."""

    code: Code


@dataclass(frozen=True, slots=True)
class Close:
    """The end of what was opened last."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A mark that no translator need see: it goes to the paragraph's beginning, or its end."""

    raw: str
    last: bool = False


Item = Words | Lone | Open | Close | Hidden


@dataclass(frozen=True, slots=True)
class Writer:
    """How a part writes codes."""

    lone: Callable[[Code], str]
    base: Callable[[Code], Format]
    """How words look in what a code stands around, but for those that look otherwise."""


class Reader(Protocol):
    """What reads the lines of a part, and knows how words are written in it."""

    def write(self, text: str, data: str, after_space: bool) -> str:
        """Words as they stand in the file.

        Args:
            text: the words.
            data: what the file says of their look.
            after_space: do they stand at the beginning, or after a space?
        """


@dataclass(slots=True)
class Line:
    """A paragraph's content, and from where to where in the file it stands, in bytes."""

    start: int
    end: int
    items: InitVar[Sequence[Item]]
    reader: Reader
    twins: tuple[Line, ...] = ()
    """Copies of it, for programs that cannot show the first."""

    def __post_init__(self, items: Sequence[Item]) -> None:
        hidden = [item for item in items if isinstance(item, Hidden)]
        self._before = tuple(item.raw for item in hidden if not item.last)
        self._after = tuple(item.raw for item in hidden if item.last)
        shown = _joined(self._without_hollow([item for item in items if not isinstance(item, Hidden)]))
        inside = [n for n, item in enumerate(shown) if not isinstance(item, Lone) and not _is_space(item)]
        first, last = (inside[0], inside[-1] + 1) if inside else (len(shown), len(shown))
        self._lead, self._content, self._tail = tuple(shown[:first]), tuple(shown[first:last]), tuple(shown[last:])
        self._trim()
        self._bases = tuple(_bases(self._content))

    _before: tuple[str, ...] = field(init=False)
    _after: tuple[str, ...] = field(init=False)
    _lead: tuple[Item, ...] = field(init=False)
    _content: tuple[Item, ...] = field(init=False)
    _tail: tuple[Item, ...] = field(init=False)
    _bases: tuple[Format, ...] = field(init=False)

    def _without_hollow(self, items: Sequence[Item]) -> list[Item]:
        """What stands around no word is one code with all that is in it."""
        found: list[Item] = []
        opened: list[int] = []
        for item in items:
            found.append(item)
            if isinstance(item, Open):
                opened.append(len(found) - 1)
            elif isinstance(item, Close):
                start = opened.pop()
                if all(isinstance(inside, Lone) or _is_space(inside) for inside in found[start + 1 : -1]):
                    found[start:] = [self._hollow(found[start:-1])]
        return found

    def _hollow(self, items: Sequence[Item]) -> Lone:
        code = next(item.code for item in items if isinstance(item, Lone | Open))
        inside = next((item.code for item in items if isinstance(item, Lone)), code)
        parts = [code.opening]
        for item in items:
            if isinstance(item, Lone):
                parts.append(item.code.opening)
            elif isinstance(item, Words):
                parts.append(self.reader.write(item.text, item.format.data, False))
        opening = "".join([*parts, code.closing])
        return Lone(replace(inside, kind="alone", opening=opening, closing="", optional=False))

    def _trim(self) -> None:
        """White space at the ends of the words stays out of them."""
        if self._content and isinstance(item := self._content[0], Words):
            words = item.text.lstrip()
            if words != item.text:
                self._lead = (*self._lead, replace(item, text=item.text[: len(item.text) - len(words)]))
            self._content = (replace(item, text=words), *self._content[1:])
        if self._content and isinstance(item := self._content[-1], Words):
            words = item.text.rstrip()
            if words != item.text:
                self._tail = (replace(item, text=item.text[len(words) :]), *self._tail)
            self._content = (*self._content[:-1], replace(item, text=words))

    @property
    def has_words(self) -> bool:
        """Is there anything to translate in it?"""
        return bool(self._content)

    def forget_words(self) -> None:
        """Keep what it takes to write it, but not what it says."""
        self._content = ()

    def bases(self) -> Iterator[tuple[str, Format]]:
        """How most words look in each of the things that stand around words, by the ids of their codes."""
        opened = (item.code.id for item in self._content if isinstance(item, Open))
        yield from zip(opened, self._bases[1:], strict=True)

    def block(self, place: int) -> Block:
        """Its text with codes."""
        builder = Builder()
        levels = [0]
        opened = 0
        look: Format | None = None
        following = self._following()
        gap = ""  # white space after the last words, which ends outside of their look
        for n, item in enumerate(self._content):
            base = self._bases[levels[-1]]
            if look and following[n] != look.looks:
                builder.close()
                look = None
            words = item.text.strip() if isinstance(item, Words) else ""
            if isinstance(item, Words) and not words:
                gap += item.text
                continue
            builder.words(gap + _lead(item))
            gap = ""
            if isinstance(item, Words):
                if look is None and item.format.looks != base.looks:
                    look = item.format
                    builder.open(code_of(look, base))
                builder.words(words)
                gap = item.text[len(item.text.rstrip()) :]
            elif isinstance(item, Lone):
                builder.alone(item.code)
            elif isinstance(item, Open):
                opened += 1
                levels.append(opened)
                builder.open(item.code)
            elif isinstance(item, Close):
                levels.pop()
                builder.close()
        return builder.block(place)

    def _following(self) -> list[frozenset[str] | None]:
        """For each item how the next words look, from it on; nothing where a link begins or ends before them."""
        found: list[frozenset[str] | None] = []
        next_look: frozenset[str] | None = None
        for item in reversed(self._content):
            if isinstance(item, Open | Close):
                next_look = None
            elif isinstance(item, Words) and not _is_space(item):
                next_look = item.format.looks
            found.append(next_look)
        return found[::-1]

    def written(self, text: str, codes: Sequence[Code], writer: Writer) -> str:
        """The paragraph's content in its file, saying something else."""
        out = _Output(writer, self.reader.write)
        for raw in self._before:
            out.raw(raw)
        self._put(self._lead, out)
        stack: list[Format] = [self._bases[0]]
        position = 0
        for tag in inline.tags(text, codes):
            out.words(text[position : tag.start], stack[-1])
            position = tag.end
            if tag.role == "alone":
                out.raw(writer.lone(tag.code))
            elif tag.role == "close":
                stack.pop()
                out.raw("" if tag.code.type == FORMAT else tag.code.closing)
            elif tag.code.type == FORMAT:
                stack.append(Format(data=tag.code.opening))
            else:
                out.raw(tag.code.opening)
                stack.append(writer.base(tag.code))
        out.words(text[position:], stack[-1])
        self._put(self._tail, out)
        for raw in self._after:
            out.raw(raw)
        return out.whole()

    @staticmethod
    def _put(items: Sequence[Item], out: _Output) -> None:
        for item in items:
            if isinstance(item, Words):
                out.words(item.text, item.format)
            elif isinstance(item, Lone):
                out.raw(out.writer.lone(item.code))


class _Output:
    """What is written, words of one look at once."""

    def __init__(self, writer: Writer, words: Callable[[str, str, bool], str]) -> None:
        self.writer = writer
        self._written = words
        self._parts: list[str] = []
        self._waiting: list[str] = []
        self._data = ""
        self._after_space = True

    def words(self, text: str, look: Format) -> None:
        if not text:
            return
        if self._waiting and look.data != self._data:
            self._flush()
        self._data = look.data
        self._waiting.append(text)

    def raw(self, raw: str) -> None:
        if raw:
            self._flush()
            self._parts.append(raw)
            self._after_space = False

    def whole(self) -> str:
        self._flush()
        return "".join(self._parts)

    def _flush(self) -> None:
        if self._waiting:
            text = "".join(self._waiting)
            self._parts.append(self._written(text, self._data, self._after_space))
            self._after_space = text.endswith(" ")
            self._waiting = []


def _lead(item: Item) -> str:
    """The white space that words begin with."""
    return item.text[: len(item.text) - len(item.text.lstrip())] if isinstance(item, Words) else ""


def _is_space(item: Item) -> bool:
    return isinstance(item, Words) and not item.text.strip()


def _joined(items: Sequence[Item]) -> list[Item]:
    """Words of one look have one way to say so, the first; neighbouring ones are one."""
    joined: list[Item] = []
    first: dict[frozenset[str], Format] = {}
    for item in items:
        before = joined[-1] if joined else None
        if not isinstance(item, Words):
            joined.append(item)
        elif isinstance(before, Words) and item.format.looks == before.format.looks:
            joined[-1] = replace(before, text=before.text + item.text)
        elif item.text:
            joined.append(replace(item, format=first.setdefault(item.format.looks, item.format)))
    return joined


def _bases(items: Sequence[Item]) -> list[Format]:
    """What looks go without saying: in the paragraph first, then in each thing that stands around words, in order."""
    counts: list[Counter[Format]] = [Counter()]
    levels = [0]
    for item in items:
        if isinstance(item, Open):
            counts.append(Counter())
            levels.append(len(counts) - 1)
        elif isinstance(item, Close):
            levels.pop()
        elif isinstance(item, Words) and not _is_space(item):
            counts[levels[-1]][item.format] += len("".join(item.text.split()))
    whole = sum(counts[1:], Counter())
    return [plainest(count or whole) for count in counts]
