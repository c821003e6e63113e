"""Entries marked fuzzy."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair

__all__ = ["CHECK"]


def find(pair: Pair) -> Iterator[Problem]:
    """The flag, where there is a translation to look at."""
    if pair.unit.fuzzy and pair.target.text.strip():
        yield Problem("the translation is marked fuzzy", "compare it with the source, mend it, and take the mark away")


CHECK = Check(
    name="fuzzy",
    severity="info",
    summary="An entry is marked fuzzy: somebody has to look at it before it counts.",
    help="A fuzzy translation is a proposal. Other checks pass it over unless they are asked to look (--fuzzy).",
    find=find,
    scope="any",
)
