"""Plain text: every paragraph is a block, wherever its lines end (``kztrans.paragraphs``)."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Sequence

from kztrans.documents import Translation
from kztrans.formats.text import decode
from kztrans.model import Block
from kztrans.paragraphs import paragraphs

__all__ = ["read", "write"]

MIN_WIDTH = 20
"""Nothing is wrapped to fewer code points than this."""

_LINE_END = re.compile(r"\r\n?|\n")
_LINE_BREAK = re.compile(r"[ \t]*[\r\n\v\f\x85\u2028\u2029]+[ \t]*")


def read(data: bytes, path: str | os.PathLike[str] | None = None) -> list[Block]:
    """The paragraphs of a text in whatever encoding, and an empty block for what stands after the last one."""
    text, _ = decode(data, path)
    blocks, position = [], 0
    for paragraph in paragraphs(text):
        before = text[position : paragraph.start]
        blocks.append(Block(text[paragraph.start : paragraph.end], (), paragraph.line, before))
        position = paragraph.end
    return [*blocks, Block("", before=text[position:])]


def write(data: bytes, translations: Sequence[Translation], lang: str = "") -> bytes:  # noqa: ARG001
    """The text in UTF-8, or as it was where nothing changes; hard-wrapped paragraphs are wrapped again to its width."""
    return laid_out(decode(data)[0], translations).encode("utf-8") if translations else data


def laid_out(text: str, translations: Sequence[Translation]) -> str:
    """A text with other words in its paragraphs, and its looks: blank lines, indentation, line ends, width."""
    places = paragraphs(text)
    width = _width(text)
    line_end = match.group() if (match := _LINE_END.search(text)) else "\n"
    parts, position = [], 0
    for translation in translations:
        start, end = places[translation.first].start, places[translation.last].end
        parts.append(text[position:start])
        position = end
        content = translation.text
        if width:
            content = _wrapped(text, start, end, _LINE_BREAK.sub(" ", content), width)
        if not content:
            parts[-1] = parts[-1].rstrip(" \t")
        parts.append(_LINE_END.sub(lambda _: line_end, content))
    return "".join([*parts, text[position:]])


def _width(text: str) -> int:
    """The longest line of the paragraphs that are hard-wrapped, in code points; 0 where none is."""
    wrapped = [p for p in paragraphs(text) if _LINE_END.search(text, p.start, p.end)]
    return max((len(line) for p in wrapped for line in _whole_lines(text, p.start, p.end)), default=0)


def _whole_lines(text: str, start: int, end: int) -> list[str]:
    """The lines of a span, indentation of the first included, without white space at their ends."""
    return [line.rstrip() for line in _LINE_END.split(text[start - _column(text, start) : end])]


def _column(text: str, position: int) -> int:
    return position - max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) - 1


def _wrapped(text: str, start: int, end: int, content: str, width: int) -> str:
    """One paragraph wrapped to a width, with the indentation that its source has."""
    column = _column(text, start)
    lines = _whole_lines(text, start, end)
    model = lines[1] if len(lines) > 1 else lines[0]
    hanging = model[: len(model) - len(model.lstrip())]
    wrapped = textwrap.wrap(
        content,
        width=max(width, MIN_WIDTH),
        initial_indent=" " * column,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
        replace_whitespace=False,
    )
    return "\n".join(wrapped)[column:]
