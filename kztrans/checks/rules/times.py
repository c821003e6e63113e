"""Times told from today, and units of time: last week, next year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair, Side
from kztrans.checks.phrases import Found, phrases
from kztrans.wording import worded

__all__ = ["CHECK"]


def find(pair: Pair) -> Iterator[Problem]:
    """A time of the source that is another one in the translation."""
    source, target = _times(pair.source), _times(pair.target)
    missing = [found for time, found in source.items() if time not in target]
    other = [found for time, found in target.items() if time not in source]
    if missing and other:
        yield Problem(
            worded(
                "“%(word)s” of the source is “%(other)s” in the translation",
                word=missing[0].text,
                other=other[0].text,
            ),
            "correct the time",
        )
        return
    own, given = _counted(pair.source), _counted(pair.target)
    for direction, text in own.items():
        if direction not in given and -direction in given and -direction not in own:
            yield Problem(
                worded(
                    "“%(word)s” of the source is “%(other)s” in the translation", word=text, other=given[-direction]
                ),
                "correct the time",
            )


def _times(side: Side) -> dict[tuple[str, int], Found]:
    known = side.vocabulary.relative_times
    found = phrases(side.text, frozenset(known))
    return {known[f.phrase]: f for f in reversed(found)}


def _counted(side: Side) -> dict[int, str]:
    """Whether a number of days, weeks … lies before today or from today on, with the words that say so."""
    found: dict[int, str] = {}
    for expression, direction in side.vocabulary.counted_times.items():
        match = _compiled(expression).search(side.text)
        if match:
            found.setdefault(direction, match.group())
    return found


@lru_cache(maxsize=32)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


CHECK = Check(
    name="times",
    severity="warning",
    summary="A time told from today (last week, next year) is another one in the translation.",
    help="Compares the unit of time and whether it is past, present or to come. A date in its place is accepted.",
    find=find,
)
