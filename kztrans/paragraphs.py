"""Paragraphs of a document: its blocks, or what a plain text's are: lines, or runs of hard-wrapped lines.

A text counts as hard-wrapped when its lines break where the next word would not have fitted: the classic look of
mail and of text files made for a terminal. Such lines are joined; in any other text each line is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category

from kztrans import inline
from kztrans.model import Document

__all__ = ["Paragraph", "is_visible", "paragraphs", "paragraphs_of"]

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n?|\n")
_FULL_STOPS = '.!?…:”"’'
_ZERO_WIDTH = frozenset(("\u034f", *map(chr, range(0xFE00, 0xFE10))))
"""Characters without a shape of their own, beside those that are for formatting (category Cf)."""
_MARKER = re.compile(r"(?:[-*•–—·▪]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s")

MAX_WIDTH = 120
"""Lines longer than this are paragraphs, not wrapped lines."""
MIN_WIDTH = 35
"""Lines shorter than this throughout are a list or a poem."""
MIN_BREAKS = 2
"""A text with fewer breaks inside its blocks gives no evidence of wrapping."""


def is_visible(text: str) -> bool:
    r"""Is there anything in a text that a reader sees? White space and zero-width characters are nothing.

    >>> is_visible("\u200b \ufeff"), is_visible("\u200b.")
    (False, True)
    """
    return any(not c.isspace() and category(c) != "Cf" and c not in _ZERO_WIDTH for c in text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A span of a text, without the white space around it. ``line`` is the number of its first line, from 1."""

    start: int
    end: int
    line: int


def paragraphs(text: str) -> list[Paragraph]:
    r"""The paragraphs of a text, in order; white space alone is none.

    >>> [(p.start, p.end, p.line) for p in paragraphs("Satu.\n\nDua.")]
    [(0, 5, 1), (7, 11, 3)]
    """
    lines = _lines(text)
    blocks = _blocks(lines)
    if not _is_wrapped(text, blocks):
        return lines
    width = max(line.end - line.start for block in blocks for line in block)
    return [joined for block in blocks for joined in _join(text, block, width)]


def paragraphs_of(document: Document) -> list[Paragraph]:
    """The paragraphs of a document, one for each of its blocks, empty ones too; those of its text where it has none.

    ``line`` is the block's place.
    """
    if not document.blocks:
        return paragraphs(document.text)
    found, position = [], 0
    for block in document.blocks:
        start = position + len(block.before)
        position = start + len(inline.without(block.text, block.codes))
        found.append(Paragraph(start, position, block.place))
    return found


def _lines(text: str) -> list[Paragraph]:
    """The lines that hold something to see."""
    found = []
    number, counted = 1, 0
    for match in _LINE.finditer(text):
        content = match.group().strip()
        if is_visible(content):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            number += sum(1 for _ in _LINE_END.finditer(text, counted, match.start()))
            counted = match.start()
            found.append(Paragraph(start, start + len(content), number))
    return found


def _blocks(lines: list[Paragraph]) -> list[list[Paragraph]]:
    """Runs of lines without a blank line between them."""
    blocks: list[list[Paragraph]] = []
    for line in lines:
        if blocks and line.line == blocks[-1][-1].line + 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _is_wrapped(text: str, blocks: list[list[Paragraph]]) -> bool:
    breaks = [pair for block in blocks for pair in pairwise(block) if not _marked(text, pair[1])]
    if len(breaks) < MIN_BREAKS or len(blocks) < 2:
        return False
    width = max(line.end - line.start for block in blocks for line in block)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return False
    forced = sum(_forced(text, line, following, width) for line, following in breaks)
    finished = sum(text[line.end - 1] in _FULL_STOPS for line, _ in breaks)
    return forced >= 0.7 * len(breaks) and finished <= 0.5 * len(breaks)


def _marked(text: str, line: Paragraph) -> bool:
    """Does the line begin as an item of a list does?"""
    return _MARKER.match(text, line.start, line.end) is not None


def _forced(text: str, line: Paragraph, following: Paragraph, width: int) -> bool:
    """Would the next line's first word have gone over the width? A few characters of slack for ragged margins."""
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(word) > width - 4


def _join(text: str, block: list[Paragraph], width: int) -> list[Paragraph]:
    """The paragraphs of a block of wrapped lines: a marker, or a line that ends far too early, begins a new one."""
    joined = [block[0]]
    for line, following in pairwise(block):
        if _marked(text, following) or (
            line.end - line.start < 0.6 * width and not _forced(text, line, following, width)
        ):
            joined.append(following)
        else:
            joined[-1] = Paragraph(joined[-1].start, following.end, joined[-1].line)
    return joined
