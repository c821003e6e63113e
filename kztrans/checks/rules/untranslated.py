"""Entries without a translation."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair

__all__ = ["CHECK"]


def find(pair: Pair) -> Iterator[Problem]:
    """Nothing but white space."""
    if not pair.target.text.strip() and pair.source.text.strip():
        yield Problem("there is no translation", "translate it")


CHECK = Check(
    name="untranslated",
    severity="warning",
    summary="An entry has no translation.",
    help="The translation is empty or nothing but white space.",
    find=find,
    scope="any",
)
