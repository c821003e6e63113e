"""What the translation leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.missing import listed, omitted
from kztrans.checks.pair import Pair
from kztrans.wording import worded

__all__ = ["CHECK"]


def find(pair: Pair) -> Iterator[Problem]:
    """The source's words that have no counterpart, where something was left out."""
    if named := listed(omitted(pair)):
        yield Problem(worded("nothing in the translation for: %(named)s", named=named), "translate what was left out")


CHECK = Check(
    name="omission",
    severity="warning",
    summary="A part of the source was left out of the translation.",
    help=(
        "Names the source's words that have no counterpart, where they weigh more than the translation's own and the "
        "translation is shorter than usual, or where a list has lost an item. Counterparts are the translations in the "
        "lexicon and the glossary, near synonyms and words that look alike."
    ),
    find=find,
)
