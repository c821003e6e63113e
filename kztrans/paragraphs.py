"""Paragraphs of a document: its blocks, or what a plain text's are: lines, or runs of hard-wrapped lines.

A text counts as hard-wrapped when its lines break where the next word would not have fitted: the classic look of
mail and of text files made for a terminal. Such lines are joined, block by block; in any other text each line is a
paragraph, and so is each line of a table, of code, of a list or a poem in a wrapped text. How wide the lines are is
told by those that another one follows, whatever a line or two of another width say.
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

_WIDE = 0.7
"""The share of lines that are no longer than the width; some were edited after wrapping."""
_SLACK = 2
"""Characters by which a line may fall short of it all the same."""
_OWN = 5
"""Breaks from which a block tells its own width."""
_NARROW = 0.7
"""The share of the text's width that this must be."""
_LAID_OUT = re.compile(r"\S(?:\t|[ \u00a0]{3,})\S|^\||\|$|[{}]$|[)\]\"'];$|^(?:[$#]|//)\s")
"""What lines of tables and of code look like."""


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
    breaks = [_breaks(text, block) for block in blocks]
    widths = _widths(text, breaks)
    if len(blocks) < 2 or not _is_wrapped(text, breaks, widths):
        return lines
    found = []
    for block, own, width in zip(blocks, breaks, widths, strict=True):
        long = any(line.end - line.start > MAX_WIDTH for line in block)
        wrapped = own and not long and _forced_breaks(text, own, width) >= 0.5 * len(own)
        found += _join(text, block, width) if wrapped else block
    return found


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


_Break = tuple[Paragraph, Paragraph]


def _breaks(text: str, block: list[Paragraph]) -> list[_Break]:
    """The breaks inside a block at which its lines may have been wrapped."""
    return [pair for pair in pairwise(block) if not _marked(text, pair[1]) and not _laid_out(text, pair)]


def _laid_out(text: str, pair: _Break) -> bool:
    """Is a line of a table or of code on a side of a break?"""
    return any(_LAID_OUT.search(text[line.start : line.end]) for line in pair)


def _widths(text: str, breaks: list[list[_Break]]) -> list[int]:
    """The width of each block: its own where it has lines enough to tell it, and else the text's."""
    width = _usual(text, [pair for own in breaks for pair in own])
    found = []
    for own in breaks:
        usual = _usual(text, own) if len(own) >= _OWN else width
        found.append(usual if usual >= _NARROW * width else width)
    return found


def _is_wrapped(text: str, breaks: list[list[_Break]], widths: list[int]) -> bool:
    """Do most lines end where the next word would not have fitted, and few with a sentence?"""
    every = [pair for own in breaks for pair in own]
    if len(every) < MIN_BREAKS or not MIN_WIDTH <= _usual(text, every) <= MAX_WIDTH:
        return False
    forced = sum(_forced_breaks(text, own, width) for own, width in zip(breaks, widths, strict=True))
    finished = sum(text[line.end - 1] in _FULL_STOPS for line, _ in every)
    return forced >= 0.7 * len(every) and finished <= 0.5 * len(every)


def _usual(text: str, breaks: list[_Break]) -> int:
    """The length that most lines before a break do not exceed; those without a blank could not be wrapped."""
    sizes = sorted(line.end - line.start for line, _ in breaks if " " in text[line.start : line.end])
    return sizes[max(-int(-_WIDE * len(sizes) // 1) - 1, 0)] if sizes else 0


def _forced_breaks(text: str, breaks: list[_Break], width: int) -> int:
    """How many of the breaks stand where the next word would not have fitted."""
    return sum(_forced(text, line, following, width) for line, following in breaks)


def _marked(text: str, line: Paragraph) -> bool:
    """Does the line begin as an item of a list does?"""
    return _MARKER.match(text, line.start, line.end) is not None


def _forced(text: str, line: Paragraph, following: Paragraph, width: int) -> bool:
    """Would the next line's first word have gone over the width?"""
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(word) > width - _SLACK


def _join(text: str, block: list[Paragraph], width: int) -> list[Paragraph]:
    """The paragraphs of a block of wrapped lines: a marker, or a line that ends far too early, begins a new one."""
    joined = [block[0]]
    for line, following in pairwise(block):
        if (
            _marked(text, following)
            or _laid_out(text, (line, following))
            or (line.end - line.start < 0.6 * width and not _forced(text, line, following, width))
        ):
            joined.append(following)
        else:
            joined[-1] = Paragraph(joined[-1].start, following.end, joined[-1].line)
    return joined
