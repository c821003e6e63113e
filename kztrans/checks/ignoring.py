"""Translators' comments that switch checks off for an entry: ``kztrans: ignore numbers, quotes``."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["ignored"]

_COMMENT = re.compile(r"\bkztrans:\s*ignore\b[:\s]*(?P<names>[\w, -]*)", re.IGNORECASE)


def ignored(comments: Iterable[str]) -> frozenset[str]:
    """The names of the checks that an entry's comments ignore; ``all`` stands for every check.

    >>> sorted(ignored(["seen by the client", "kztrans: ignore numbers, quotes"])), sorted(ignored(["kztrans: ignore"]))
    (['numbers', 'quotes'], ['all'])
    """
    found: set[str] = set()
    for comment in comments:
        for match in _COMMENT.finditer(comment):
            found.update(re.split(r"[,\s]+", match.group("names").strip().lower()) if match.group("names") else ["all"])
    return frozenset(name for name in found if name)
