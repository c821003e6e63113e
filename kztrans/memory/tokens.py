"""The words, figures and marks of a text, as the memory counts them.

The index holds what this module makes of a text: a change here is a change of the file's format (``schema.VERSION``).
That is why it does not ask ``languages``, whose idea of a word may grow finer at any time.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["FIGURE", "TOKEN", "Tokens", "fold", "split"]

FIGURE = "#"
"""What any number written in figures is folded to."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana, Han. Each character counts as a word."""

TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)*|[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+(?:['’‘ʼ-][^\W\d_{_UNSPACED}]+)*|\S",
)
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


class Tokens(NamedTuple):
    """A text as two sequences."""

    written: list[str]
    """Words, figures and marks as they stand."""
    folded: list[str]
    """Words without regard to case, any figure as ``FIGURE``, marks left out."""


def split(text: str) -> Tokens:
    """The tokens of a normalised text.

    >>> split("Negara-negara itu, 3,5 juta.")
    Tokens(written=['Negara-negara', 'itu', ',', '3,5', 'juta', '.'], folded=['negara-negara', 'itu', '#', 'juta'])
    """
    written = TOKEN.findall(text)
    return Tokens(written, [fold(token) for token in written if token[0].isalnum()])


def fold(token: str) -> str:
    """A token without regard to case; a number is ``FIGURE``."""
    return FIGURE if token[0].isdecimal() else token.casefold().translate(_APOSTROPHES)
