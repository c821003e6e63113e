"""How a PO file is laid out, so that one that is written over it differs only where its content does.

Entries that say what they said are written as they stood, to the byte; changed ones are wrapped as wide as most of the
file is, their references quoted as the file quotes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

__all__ = ["Layout", "layout_of", "wrapped"]

WIDTH = 79
"""Columns of a line, as msgcat and Poedit wrap."""

_FOLDED = re.compile(r'"(?:[^"\\\n]|\\.)*(?:[^"\\\n]|\\[^n\n])"\r?\n(?:#~ ?|#~?\| ?)?"')
_STRING = re.compile(r'(?:#~ ?|#~?\| ?)?(msg\S+[ \t]+)?"(.+)"\r?')
_WIDEST = 500
"""Columns beyond which nobody wraps."""
_NARROWEST = 30
"""Columns up to which a line was broken by hand."""
_FIELD = re.compile(r'((?:#~ |#\| |#~\| )?)((?:msg[a-z_]+(?:\[[0-9]+\])? )?)"(.*)"', re.DOTALL)
_PIECE = re.compile(r"(?:[^ \\-]|\\.)*(?:[ ]+|-(?=[^\W\d_])|-|$)")


@dataclass(frozen=True, slots=True)
class Layout:
    """A file's habits."""

    width: int = 0
    """Columns of a line; 0 where lines are not wrapped."""
    newline: str = "\n"
    isolated: bool = False
    """Are references with spaces put between U+2068 and U+2069? Else their spaces are percent-encoded."""


def layout_of(text: str) -> Layout:
    r"""The habits that a file's text shows.

    >>> layout_of('msgid ""\n"Satu dua "\n"tiga."\nmsgstr ""\n').width
    79
    """
    return Layout(
        width=_width(text) if _FOLDED.search(text) else 0,
        newline="\r\n" if "\r\n" in text else "\n",
        isolated="\u2068" in text,
    )


def _width(text: str) -> int:
    """The columns at which most of a file's lines are broken: what stands there fits, the next word would not have.

    gettext's where it is one of them.
    """
    starts = [0] * (_WIDEST + 2)
    for above, below in pairwise(map(_STRING.fullmatch, text.split("\n"))):
        if above is None or below is None or below[1] or above[2].endswith("\\n"):
            continue
        filled = _columns(above[0].rstrip("\r"))
        piece = _PIECE.match(below[2])
        over = filled + _columns(piece[0] if piece else "")
        if _NARROWEST < filled < over and filled <= _WIDEST:
            starts[filled] += 1
            starts[min(over, _WIDEST + 1)] -= 1
    votes = list(accumulate(starts))
    return max(range(_WIDEST + 1), key=lambda width: (votes[width], -abs(width - WIDTH)))


def wrapped(entry: str, width: int) -> str:
    r"""The text of an entry with its lines wrapped as gettext does; comments stay as they are.

    >>> print(wrapped('msgid "satu dua tiga empat lima"\n', 20).rstrip())
    msgid ""
    "satu dua tiga "
    "empat lima"
    """
    if not width:
        return entry
    given = entry.removesuffix("\n").split("\n")
    return "".join(f"{line}\n" for unwrapped in given for line in _lines(unwrapped, width))


def _lines(line: str, width: int) -> Iterator[str]:
    field = _FIELD.fullmatch(line)
    if line.startswith("#: "):
        yield from _references(line, width)
    elif field is None or _columns(line) <= width:
        yield line
    else:
        mark, keyword, text = field.groups()
        if keyword:
            yield f'{mark}{keyword}""'
        for part in _folded(text, width - len(mark) - 2):
            yield f'{mark}"{part}"'


def _folded(text: str, width: int) -> Iterator[str]:
    row = ""
    for piece in _PIECE.findall(text):
        if row and _columns(row + piece) > width:
            yield row
            row = ""
        row += piece
    if row:
        yield row


def _references(line: str, width: int) -> Iterator[str]:
    row = "#:"
    for place in re.findall("(?:\u2068[^\u2069]*\u2069\\S*|\\S)+", line[3:]):
        if row != "#:" and _columns(f"{row} {place}") > width:
            yield row
            row = "#:"
        row += f" {place}"
    yield row


def _columns(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
