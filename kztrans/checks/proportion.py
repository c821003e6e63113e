"""How long translations are against their sources, in a file and in one entry."""

from __future__ import annotations

import math
from statistics import median

from kztrans.checks.labels import label_end
from kztrans.checks.pair import Pair, Side, View
from kztrans.checks.quantities import quantities
from kztrans.checks.spans import Spans, blanked

__all__ = ["excess", "measures"]

_FEWEST = 12
"""Pairs from which a file's own measures are taken; a smaller file gets the usual ones."""
_USUAL_SPREAD = 1.0
_LEAST_SPREAD = 0.75


def measures(view: View) -> tuple[float, float]:
    """The median of the log ratio of lengths, and its spread for a text of one code point.

    The spread falls with the root of the length, as in Gale and Church (1993); it is a median absolute deviation.
    """
    return view.once(_measures)


def _measures(view: View) -> tuple[float, float]:
    ratios = [
        (math.log(len(p.target.text.strip()) / len(p.source.text.strip())), len(p.source.text.strip()))
        for p in view.translated
        if len(p.source.text.strip()) >= 10
    ]
    if len(ratios) < _FEWEST:
        first = view.pairs[0]
        return math.log(first.target.language.verbosity / first.source.language.verbosity), _USUAL_SPREAD
    middle = median(ratio for ratio, _ in ratios)
    spread = 1.4826 * median(abs(ratio - middle) * math.sqrt(length) for ratio, length in ratios)
    return middle, max(spread, _LEAST_SPREAD)


def excess(pair: Pair) -> float:
    """How much longer the translation is than usual, in units that do not depend on the length; below 0: shorter.

    Labels and numbers count for nothing: ``US$40 juta`` may be ``$40m``.
    """
    source, target = _length(pair.source), _length(pair.target)
    if min(source, target) <= 0:
        return 0.0
    return (math.log(target / source) - measures(pair.view)[0]) * math.sqrt(min(source, target))


def _length(side: Side) -> int:
    """Code points, without the label and without numbers with their units."""
    numbers = quantities(side.text, side.lang)
    away = Spans([(0, label_end(side.text)), *((q.start - 3, q.until) for q in numbers)])
    return len(blanked(side.text, away.all(), "").strip())
