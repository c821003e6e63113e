"""Anchors set by hand: pairs of segments that begin together. (The aligner's own are found in `landmarks`.)"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from itertools import pairwise

from kztrans.errors import InputError
from kztrans.reading import read_bytes

__all__ = ["checked", "read_anchors"]

_NUMBER = re.compile(r"0*[1-9][0-9]{0,8}")


def read_anchors(path: str | os.PathLike[str]) -> tuple[tuple[int, int], ...]:
    """Read pairs of line numbers, source and target, from 1; ``#`` begins a comment.

    Raises:
        InputError: the file cannot be read, or a line is not a pair of line numbers, or the pairs cross.
    """
    data = read_bytes(path, "a file of anchors")
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError("cannot be read: not UTF-8", path=path, remedy="save it as UTF-8") from error
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines, 1):
        row = line.split("#")[0].replace(",", " ").split()
        if not row:
            continue
        if len(row) != 2 or not all(map(_NUMBER.fullmatch, row)):
            remedy = "write a source line's number and a target line's, from 1, with a tab between them"
            raise InputError("not a pair of line numbers", path=path, line=number, remedy=remedy)
        found.append((int(row[0]), int(row[1])))
        if len(found) > 1 and not (found[-1][0] > found[-2][0] and found[-1][1] > found[-2][1]):
            remedy = "list anchors in order; no two may cross or share a line"
            raise InputError("an anchor that crosses the one before", path=path, line=number, remedy=remedy)
    return tuple(found)


def checked(anchors: Sequence[tuple[int, int]], n: int, m: int) -> list[tuple[int, int]]:
    """Hand-set anchors in order.

    Raises:
        InputError: an anchor is outside the texts, or two cross.
    """
    found = sorted(set(anchors))
    for a, b in found:
        if not (0 <= a < n and 0 <= b < m):
            raise InputError(f"anchor {a}, {b} is outside the texts of {n} and {m} segments")
    for (a, b), (c, d) in pairwise(found):
        if not (a < c and b < d):
            raise InputError(f"anchors {a}, {b} and {c}, {d} cross", remedy="take one of them out")
    return found
