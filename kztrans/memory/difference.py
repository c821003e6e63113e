"""What differs between two texts, word by word, for the eye."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

__all__ = ["Piece", "pieces"]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+|\s+|.", re.DOTALL)


class Piece(NamedTuple):
    """A stretch of text: in both texts, or in the old or the new one only."""

    kind: Literal["same", "old", "new"]
    text: str


def pieces(old: str, new: str) -> list[Piece]:
    """The old text with what the new one adds, in order.

    >>> [(piece.kind, piece.text) for piece in pieces("ekspor minyak naik", "ekspor gas naik")]
    [('same', 'ekspor '), ('old', 'minyak'), ('new', 'gas'), ('same', ' naik')]
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    steps = Indel.opcodes(before, after)
    found: list[Piece] = []
    for same, group in groupby(steps, key=lambda step: step.tag == "equal"):
        run = list(group)
        gone = "".join(before[run[0].src_start : run[-1].src_end])
        come = "".join(after[run[0].dest_start : run[-1].dest_end])
        if same:
            found.append(Piece("same", gone))
        else:
            found += [piece for piece in (Piece("old", gone), Piece("new", come)) if piece.text]
    return found
