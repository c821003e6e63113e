"""One way of writing for what is written in several, with the way back to the text's own offsets."""

from __future__ import annotations

import unicodedata

__all__ = ["Folded", "fold"]

_SAME = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("`", "'"),
    ("´", "'"),
    ("‐", "-"),
    ("‑", "-"),
    ("–", "-"),
    ("−", "-"),
    ("_", " "),
)
"""Apostrophes, hyphens, and the underscore of marked-up text: a character for a character."""
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width spaces and joiners."""


class Folded:
    """A folded text: NFC, one apostrophe, one hyphen, nothing unseen."""

    __slots__ = ("_ends", "_starts", "text")

    def __init__(self, text: str, starts: list[int] | None = None, ends: list[int] | None = None) -> None:
        self.text = text
        self._starts = starts
        self._ends = ends

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the folded text lies in the text as it was."""
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], self._ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text.

    >>> folded = fold("cafe\\u0301s ‘Baku’")
    >>> folded.text, folded.span(0, 5), folded.span(7, 11)
    ("cafés 'Baku'", (0, 6), (8, 12))
    """
    for written, meant in _SAME:
        text = text.replace(written, meant)
    if unicodedata.is_normalized("NFC", text) and not any(letter in text for letter in _UNSEEN):
        return Folded(text)
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFC", text[start:end].translate(_DROPPED))
        pieces.append(piece)
        spans.extend([(start, end)] * len(piece))
    return Folded("".join(pieces), [start for start, _ in spans], [end for _, end in spans])


_DROPPED = dict.fromkeys(map(ord, _UNSEEN))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Spans of a character each with the marks that follow it; Hangul's letters of a syllable stay together."""
    bounds = [
        index
        for index, letter in enumerate(text)
        if not unicodedata.combining(letter) and letter not in _UNSEEN and not "\u1160" <= letter <= "\u11ff"
    ]
    if not bounds or bounds[0] != 0:
        bounds.insert(0, 0)
    return list(zip(bounds, [*bounds[1:], len(text)], strict=True))
