"""Which candidates are terms, best first: C-value, rarity and shape together, and each word counted once.

A phrase that only occurs within better ones is none of its own: from the best candidate down, each takes the places
where it stands, and what is left of a candidate's places decides whether it stays.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kztrans.glossary.extraction.candidates import Key, Phrase

__all__ = ["Scored", "Span", "rank"]

_EXTENSION = 0.6
"""What is left of the score of a phrase that occurs once and holds a better one."""
_SHARE = 0.34
"""The share of a candidate's places that have to be outside of better, longer ones."""

Span = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Scored:
    """A phrase with the figures that it is ordered by."""

    phrase: Phrase
    c_value: float
    termhood: float
    score: float


def rank(
    phrases: Mapping[Key, Phrase],
    values: Mapping[Key, float],
    rarity: Callable[[Key], float],
    known: Iterable[Span] = (),
) -> list[Scored]:
    """The phrases that stand on their own, best first.

    Args:
        values: the C-value of each phrase.
        rarity: how much rarer than the most frequent words a phrase's words are in general language.
        known: where terms stand that are none of these; what lies within them, or across their ends, is no term.
    """
    scored = [
        Scored(phrase, values[key], rare, math.log2(1 + max(values[key], 0.25)) * rare * phrase.shape)
        for key, phrase in phrases.items()
        for rare in (rarity(key),)
    ]
    blocked = {(number, word): (number, start, end) for number, start, end in known for word in range(start, end)}
    return list(_independent(scored, blocked))


def _independent(scored: list[Scored], blocked: Mapping[tuple[int, int], Span]) -> Iterator[Scored]:
    queue = [(-item.score, item.phrase.key, False, item) for item in scored]
    heapq.heapify(queue)
    taken: dict[tuple[int, int], Span] = {}
    while queue:
        _, key, lowered, item = heapq.heappop(queue)
        places = item.phrase.places
        alone = len(places) == 1
        free = [p for p in places if _stands(p, taken, alone) and _stands(p, blocked, alone)]
        if len(free) < _SHARE * len(places):
            continue
        if alone and not lowered and _holds(places[0], taken):
            lower = replace(item, score=item.score * _EXTENSION)
            heapq.heappush(queue, (-lower.score, key, True, lower))
            continue
        for place in places:
            for word in range(place[1], place[2]):
                before = taken.get((place[0], word))
                if before is None or place[2] - place[1] > before[2] - before[1]:
                    taken[place[0], word] = place
        yield item


def _stands(place: Span, taken: Mapping[tuple[int, int], Span], alone: bool) -> bool:
    """Is a place not within a better, longer phrase's, nor (for what occurs but once) across the end of one?"""
    number, start, end = place
    for word in range(start, end):
        other = taken.get((number, word))
        if other is None or other[2] - other[1] == 1:
            continue
        inside = other[1] <= start and end <= other[2] and other[2] - other[1] > end - start
        across = not inside and not (start <= other[1] and other[2] <= end)
        if inside or (alone and across):
            return False
    return True


def _holds(place: Span, taken: Mapping[tuple[int, int], Span]) -> bool:
    """Does a phrase hold one that was better?"""
    number, start, end = place
    return end - start > 1 and any((number, word) in taken for word in range(start, end))
