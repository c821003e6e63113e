"""Doubt that the translation lost: what was said to be possible or alleged has become a fact."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.moments import dates
from kztrans.checks.pair import Pair
from kztrans.checks.phrases import Found, outside, phrases
from kztrans.checks.quantities import quantities
from kztrans.checks.spans import Spans
from kztrans.wording import worded

__all__ = ["CHECK"]


_TELLING = 0.2
"""Weight of a word that says who it is."""


def find(pair: Pair) -> Iterator[Problem]:
    """A hedge without any in the translation; then an ``about`` before a number that the translation gives exactly."""
    own, other = pair.source.vocabulary, pair.target.vocabulary
    hedges = outside(phrases(pair.source.text, own.hedges), phrases(pair.source.text, own.not_hedges))
    if hedges and other.hedges and not _doubts(pair):
        yield Problem(
            worded(
                "“%(word)s” of the source is not in the translation, which states it as a fact", word=hedges[0].text
            ),
            "keep the doubt",
        )
    elif (told := _untold(pair)) and other.sayings and not phrases(pair.target.text, other.sayings | other.hedges):
        yield Problem(
            worded("“%(word)s” of the source is not in the translation, which states it as a fact", word=told),
            "say whose word it is",
        )
    about = [f for f in phrases(pair.source.text, own.approximators) if _before_number(f.end, pair)]
    if about and other.approximators and not phrases(pair.target.text, other.approximators | other.hedges):
        yield Problem(
            worded("“%(word)s” of the source is not in the translation, which is exact", word=about[0].text),
            "say that it is not",
        )


def _doubts(pair: Pair) -> list[Found]:
    """The translation's words of doubt; the month of May is none."""
    months = Spans([(date.start, date.end) for date in dates(pair.target.text, pair.target.lang)])
    found = phrases(pair.target.text, pair.target.vocabulary.hedges)
    return [f for f in found if not (f.text[:1].isupper() and months.touch(f.start, f.end))]


def _untold(pair: Pair) -> str:
    """Who says it, with the word before, where the translation has no counterpart of who."""
    for found in phrases(pair.source.text, pair.source.vocabulary.sources):
        who = next((t for t in pair.coverage.source if t.start >= found.end), None)
        if who is not None and who.known and not who.matched and who.weight >= _TELLING:
            return pair.source.text[found.start : who.end]
    return ""


def _before_number(end: int, pair: Pair) -> bool:
    """Does a number follow, which the translation has as well?"""
    values = {quantity.value for quantity in quantities(pair.target.text, pair.target.lang)}
    own = quantities(pair.source.text, pair.source.lang)
    return any(0 <= q.start - end <= 4 and q.value in values for q in own)


CHECK = Check(
    name="hedges",
    severity="warning",
    summary="A doubt of the source (diduga, mungkin, sekitar) is not in the translation.",
    help=(
        "What is alleged, reported, possible or likely in the source must not become a fact, nor what somebody says, "
        "nor an estimate an exact number. Any word of doubt in the translation is enough."
    ),
    find=find,
)
