"""Lists of words, as the languages' modules write them."""

from __future__ import annotations

__all__ = ["words"]


def words(text: str) -> frozenset[str]:
    """The words of a text, with ``%`` for the spaces of a phrase.

    >>> sorted(words("naik turun%tangan"))
    ['naik', 'turun tangan']
    """
    return frozenset(phrase.replace("%", " ") for phrase in text.split())
