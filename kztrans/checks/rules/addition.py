"""What the translation adds."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.missing import added, listed
from kztrans.checks.pair import Pair
from kztrans.wording import worded

__all__ = ["CHECK"]


def find(pair: Pair) -> Iterator[Problem]:
    """The translation's words that have no counterpart, where something was put in."""
    if named := listed(added(pair)):
        yield Problem(
            worded("nothing in the source for: %(named)s", named=named), "take out what the source does not say"
        )


CHECK = Check(
    name="addition",
    severity="warning",
    summary="The translation says something that the source does not.",
    help="The check omission the other way: names the translation's words that have no counterpart in the source.",
    find=find,
)
