"""Words and characters of a text, as editors count them."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["NOTHING", "Amount", "amount"]

_IDEOGRAPH = re.compile("[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Han and kana, which are written without spaces: each counts as a word."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Segments, and what they hold.

    >>> Amount(1, 2, 10, 9) + Amount(1, 1, 4, 4)
    Amount(segments=2, words=3, characters=14, letters=13)
    """

    segments: int = 0
    words: int = 0
    characters: int = 0
    """Code points, each run of white space counted as one."""
    letters: int = 0
    """Code points but for white space."""

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.segments + other.segments,
            self.words + other.words,
            self.characters + other.characters,
            self.letters + other.letters,
        )


NOTHING = Amount()


def amount(text: str) -> Amount:
    """What a segment holds. A word is what stands between white space and has a letter or a digit.

    So counts Microsoft Word, but that a dash between spaces is no word here; a number, an address, and what a hyphen
    or a slash joins is one.

    >>> amount("Pada 2022 – tahun itu – anak-anak pulang.")
    Amount(segments=1, words=6, characters=41, letters=34)
    >>> amount("哈萨克斯坦 2022").words
    6
    """
    parts = text.split()
    words = 0
    for part in parts:
        ideographs, rest = len(_IDEOGRAPH.findall(part)), _IDEOGRAPH.sub(" ", part).split()
        words += ideographs + sum(any(map(str.isalnum, word)) for word in rest)
    letters = sum(map(len, parts))
    return Amount(1, words, letters + max(0, len(parts) - 1), letters)
