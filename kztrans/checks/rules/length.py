"""Translations that are much longer or shorter than the file's others."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import median

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair, View

__all__ = ["CHECK"]

_FEWEST = 12
"""Pairs from which a file's own measures are taken; a smaller file gets the usual ones."""
_USUAL = (0.0, 1.0)
"""Median of the log ratio of lengths, and its spread for a text of one code point (it falls with the length's root)."""
_LEAST_SPREAD = 0.75
_LIMIT = 4.5
"""Robust standard deviations."""
_LEAST_RATIO = math.log(1.6)


def find(pair: Pair) -> Iterator[Problem]:
    """The log ratio of the lengths against the file's median and median absolute deviation.

    The spread of a log ratio falls with the root of the length, as in Gale and Church (1993); each is scaled by that.
    """
    source, target = len(pair.source.text.strip()), len(pair.target.text.strip())
    if min(source, target) == 0 or max(source, target) < 25:
        return
    middle, spread = pair.view.once(_measures)
    off = math.log(target / source) - middle
    if abs(off) > _LEAST_RATIO and abs(off) * math.sqrt(min(source, target * 3)) > _LIMIT * spread:
        expected = round(source * math.exp(middle))
        much = "long" if off > 0 else "short"
        yield Problem(
            f"the translation is too {much}: {target} characters where this file's measure would be about {expected}",
            "see what was added" if off > 0 else "see what was left out",
        )


def _measures(view: View) -> tuple[float, float]:
    ratios = [
        (math.log(len(p.target.text.strip()) / len(p.source.text.strip())), len(p.source.text.strip()))
        for p in view.translated
        if len(p.source.text.strip()) >= 10
    ]
    if len(ratios) < _FEWEST:
        return _USUAL
    middle = median(ratio for ratio, _ in ratios)
    spread = 1.4826 * median(abs(ratio - middle) * math.sqrt(length) for ratio, length in ratios)
    return middle, max(spread, _LEAST_SPREAD)


CHECK = Check(
    name="length",
    severity="warning",
    summary="The translation is much longer or shorter than others of the same file.",
    help=(
        "Compares the ratio of lengths with the file's own median, in median absolute deviations scaled by the root of "
        "the length. Often something was left out, or a neighbouring sentence was taken in."
    ),
    find=find,
)
