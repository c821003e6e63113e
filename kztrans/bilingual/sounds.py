"""Words in rough sounds, by which two languages' spellings of one word are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["folded"]

_FOLDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"dzh|zh|dj", "j"), (r"kh|ck|q", "k"), (r"sch|sh|s[yj](?=[aeou])", "s"), (r"ch|tj", "c"), (r"ph|v", "f"),
        (r"th", "t"), (r"gh", "g"), (r"x", "ks"), (r"tion|sion", "si"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"z", "s"),
        (r"y", "i"), (r"w", "u"), (r"(?<!^)h", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word in rough sounds.

    >>> folded("qasym"), folded("kassym"), folded("zhomart"), folded("jomart"), folded("aksi"), folded("action")
    ('kasim', 'kasim', 'jomart', 'jomart', 'aksi', 'aksi')
    """
    text = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    for pattern, sound in _FOLDS:
        text = pattern.sub(sound, text)
    return text
