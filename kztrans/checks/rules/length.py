"""Translations that are much longer or shorter than the file's others."""

from __future__ import annotations

import math
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.missing import added, omitted
from kztrans.checks.pair import Pair
from kztrans.checks.proportion import measures
from kztrans.wording import form, worded

__all__ = ["CHECK"]

_LIMIT = 4.5
"""Robust standard deviations."""
_LEAST_RATIO = math.log(1.6)


def find(pair: Pair) -> Iterator[Problem]:
    """The log ratio of the lengths against the file's median, where no other check says what is missing."""
    source, target = len(pair.source.text.strip()), len(pair.target.text.strip())
    if min(source, target) == 0 or max(source, target) < 25:
        return
    middle, spread = measures(pair.view)
    off = math.log(target / source) - middle
    if abs(off) <= _LEAST_RATIO or abs(off) * math.sqrt(min(source, target * 3)) <= _LIMIT * spread:
        return
    if not (added(pair) if off > 0 else omitted(pair)):
        expected = round(source * math.exp(middle))
        what = (
            form(
                "the translation is too long: %(target)s characters "
                "where this file's measure would be about %(expected)s"
            )
            if off > 0
            else form(
                "the translation is too short: %(target)s characters "
                "where this file's measure would be about %(expected)s"
            )
        )
        yield Problem(
            worded(
                what,
                target=target,
                expected=expected,
            ),
            "see what was added" if off > 0 else "see what was left out",
        )


CHECK = Check(
    name="length",
    severity="warning",
    summary="The translation is much longer or shorter than others of the same file.",
    help=(
        "Compares the ratio of lengths with the file's own median, in median absolute deviations scaled by the root of "
        "the length. Often something was left out, or a neighbouring sentence was taken in. Where the words tell what, "
        "`omission` and `addition` say it instead."
    ),
    find=find,
)
