"""Putting other words into a text and keeping its looks: paragraphs, blank lines, indentation, line ends, wrapping."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kztrans.paragraphs import paragraphs

__all__ = ["Edit", "lay_out"]

MIN_WIDTH = 20
"""Nothing is wrapped to fewer code points than this."""

_LINE_END = re.compile(r"\r\n?|\n")
_LINE_BREAK = re.compile(r"[ \t]*[\r\n\v\f\x85\u2028\u2029]+[ \t]*")


class Edit(NamedTuple):
    """What takes the place of a span of the source."""

    start: int
    end: int
    text: str
    translated: bool


def lay_out(text: str, edits: Sequence[Edit], finish: Callable[[str], str] | None) -> str:
    """The text with its edits made; hard-wrapped paragraphs are wrapped again to the source's width."""
    regions = _regions(text, edits)
    width = _width(text)
    line_end = match.group() if (match := _LINE_END.search(text)) else "\n"
    parts, position = [], 0
    for start, end, inside in regions:
        parts.append(text[position:start])
        position = end
        if not any(edit.translated or edit.text == "" for edit in inside):
            parts.append(text[start:end])
            continue
        content = _edited(text, start, end, inside)
        if width:
            content = _LINE_BREAK.sub(" ", content)
        if finish and any(edit.translated for edit in inside):
            content = finish(content)
        content = _wrapped(text, start, end, content, width) if width else content
        parts.append(_LINE_END.sub(lambda _: line_end, content))
        if not content:
            parts[-2] = parts[-2].rstrip(" \t")
    return "".join([*parts, text[position:]])


def _regions(text: str, edits: Sequence[Edit]) -> list[tuple[int, int, list[Edit]]]:
    """Start, end and edits of each paragraph; paragraphs that one edit joins are one."""
    regions: list[tuple[int, int, list[Edit]]] = []
    starts = [edit.start for edit in edits]
    for paragraph in paragraphs(text):
        if regions and paragraph.start < regions[-1][1]:
            start, end, _ = regions.pop()
            end = max(end, paragraph.end)
        else:
            start, end = paragraph.start, paragraph.end
        inside = list(edits[bisect_left(starts, start) : bisect_left(starts, end)])
        regions.append((start, max([end, *(edit.end for edit in inside)]), inside))
    return regions


def _edited(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """A region with its edits made; the space before something that is left empty goes with it."""
    parts: list[str] = []
    position = start
    for edit in edits:
        gap = text[position : edit.start]
        if edit.text:
            parts += [(gap or " ") if parts else "", edit.text]
        position = edit.end
    return "".join(parts) + (text[position:end] if parts else "")


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
