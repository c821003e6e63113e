"""What one side of a pair says and the other does not: omissions, and additions, which are omissions the other way.

Two signs together: the words without a counterpart weigh more on one side than on the other, and that side is longer
than usual. Their weights were fitted on 1,007 pairs of news and on the same with a clause left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from kztrans.bilingual.counterparts import Token, weight_left
from kztrans.checks.labels import label_end
from kztrans.checks.moments import clocks, dates, weekdays
from kztrans.checks.pair import Pair, Side, shortened
from kztrans.checks.proportion import excess
from kztrans.checks.quantities import quantities
from kztrans.checks.shares import shares, spans_of_time
from kztrans.checks.spans import Spans

__all__ = ["added", "listed", "omitted"]

_SHOWN = 6
"""Words that a message names."""

_LEAST = 0.8
"""Weight of words by which one side must exceed the other."""
_OTHER = 0.8
"""What a word of the other side without a counterpart takes away, as it may stand for the one that is missing."""
_SHARE = 0.12
"""The least share of all words."""
_LENGTH = 2.0
"""What a unit of length weighs beside a word."""
_OMITTED, _ADDED = 7.5, 6.0
"""From which sum something is missing."""
_TELLING, _SAYING, _SURE = 0.5, 0.6, 0.9
"""Weight of the words that are named, of those that make an item of a list, and of one at least of a clause's."""
_CLAUSE, _COMMON = 1.2, 0.3
"""Weight of a clause of everyday words, where the other side has a counterpart for all it says, and of each of them."""
_ITEM = 30
"""Code points of an item of a list."""


def omitted(pair: Pair) -> list[str]:
    """The words of the source that stand for what was left out, in order; none where nothing was.

    A clause is known by its weight and length, an item of a list by there being one item less.
    """
    if not pair.view.lexicon.entries:
        return []
    source, target = _tokens(pair.source, pair.coverage.source), _tokens(pair.target, pair.coverage.target)
    return _missing(source, target, -excess(pair), _OMITTED) or _items(source, target, pair.source, pair.target)


def added(pair: Pair) -> list[str]:
    """The words of the translation that stand for what was put in."""
    if not pair.view.lexicon.entries:
        return []
    source, target = _tokens(pair.source, pair.coverage.source), _tokens(pair.target, pair.coverage.target)
    return _missing(target, source, excess(pair), _ADDED) or _items(target, source, pair.target, pair.source)


def _tokens(side: Side, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, without those of numbers, dates and labels, which other checks compare."""
    found = quantities(side.text, side.lang)
    away = Spans(
        [(0, label_end(side.text))]
        + [(q.start, q.until) for q in found]
        + [(d.start, d.end) for d in dates(side.text, side.lang)]
        + [(c.start, c.end) for c in clocks(side.text, side.lang)]
        + [(d.start, d.end) for d in weekdays(side.text, side.lang)]
        + [(s.start, s.end) for s in shares(side.text, side.lang)]
        + [(s.start, s.end) for s in spans_of_time(side.text, side.lang)]
    )
    ordinals = side.vocabulary.ordinals
    kept = (t for t in tokens if not away.touch(t.start, t.end) and t.text.lower() not in ordinals)
    return [t for t in kept if len(t.text) > 1 or t.matched]


def _missing(here: Sequence[Token], there: Sequence[Token], excess: float, limit: float) -> list[str]:
    """The words without a counterpart on the side that has too much, if it has."""
    surplus = weight_left(here) - _OTHER * weight_left(there)
    if surplus < max(_LEAST, _SHARE * sum(t.weight for t in here)) or surplus + _LENGTH * excess < limit:
        return []
    left = [t for t in here if not t.matched and (t.weight >= _TELLING or (not t.known and t.plain))]
    if any(t.weight >= _SURE or not t.known for t in left):
        return [t.text for t in left]
    clause = surplus >= _CLAUSE and _LENGTH * excess >= limit and all(t.matched or not t.weight for t in there)
    return [t.text for t in here if not t.matched and t.weight >= _COMMON] if clause else []


def _items(here: Sequence[Token], there: Sequence[Token], side: Side, other: Side) -> list[str]:
    """The items of a list that are missing from the other side, which has fewer items and no word to spare."""
    bounds = _bounds(side)
    facing = _bounds(other)
    near = Spans([(start - _ITEM, end + _ITEM) for start, end in facing])
    spare = [t for t in there if not facing or near.touch(t.start, t.end)]
    if len(bounds) <= len(facing) or weight_left(spare) >= _TELLING:
        return []
    lists = Spans(
        (first[0] - _ITEM, second[1] + _ITEM)
        for first, second in pairwise(bounds)
        if second[0] - first[1] <= _ITEM and side.text[second[0] : second[1]].strip(",; ")
    )
    return [
        t.text
        for t in here
        if t.known and not t.matched and t.weight >= _SAYING and t.text.islower() and lists.touch(t.start, t.end)
    ]


def _bounds(side: Side) -> list[tuple[int, int]]:
    """Where the items of lists are divided: by commas, by conjunctions, or by both together."""
    pattern = _divisions(tuple(sorted(side.language.conjunctions)))
    return [match.span() for match in pattern.finditer(side.text)]


@lru_cache(maxsize=8)
def _divisions(conjunctions: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in conjunctions)
    joined = rf"(?:(?:{words})\s+)" if words else r"(?!)"
    return re.compile(rf"(?<=\w)[,;]\s{joined}?|(?<=\s){joined}")


def listed(words: Iterable[str]) -> str:
    """Words as a message names them, each once; nothing where there is none.

    >>> listed(["senat", "demonstran", "senat"])
    'senat, demonstran'
    """
    named = list(dict.fromkeys(words))
    return shortened(", ".join(named[:_SHOWN])) + (", …" if len(named) > _SHOWN else "")
