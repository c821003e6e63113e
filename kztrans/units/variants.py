"""Which of several translations of one text continues where: equal segments that a file tells apart by context.

An entry with a context (``after: …``) shares its source with another one. When the text around it changes, its context
does too, and the lines do; what tells where it has gone is all of its neighbourhood, then the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kztrans import inline
from kztrans.model import Unit
from kztrans.units.keys import unit_key

__all__ = ["context_after", "continued", "told_apart"]

CONTEXT_LENGTH = 60
"""Code points of the preceding source that a context quotes."""
AROUND = 3
"""How many neighbours on either side are compared."""
SAME = 3.0
"""What it counts that the sentence before is the same: more than where the two stand in the file."""
ALIKE = 1.5
"""Likeness, out of 5, from which a place is taken for another one of an entry that has its own already."""
COMPARISONS = 100_000
"""Where there are more pairs to compare, order decides alone."""

_NUMBER = re.compile(r" \(\d+\)$")


def context_after(previous: str) -> str:
    """The context of a unit, by the source before it."""
    words = previous[:CONTEXT_LENGTH].rstrip()
    return f"after: {words}" if words else "at the beginning"


def told_apart(known: Iterable[Unit]) -> dict[str, list[int]]:
    """The units, by their sources' keys, of the sources that contexts tell apart."""
    found: dict[str, list[int]] = {}
    for number, unit in enumerate(known):
        found.setdefault(unit_key(unit.source), []).append(number)
    known = list(known)
    return {key: units for key, units in found.items() if any(known[n].context is not None for n in units)}


def continued(places: Sequence[Unit], known: Sequence[Unit]) -> list[int | None]:
    """For each place in a text, in order, the number of the known unit that it continues.

    None where the known units do not tell its source apart, or where it is a new place that is like none of theirs.

    >>> yes, indeed = Unit("Ya."), Unit("Ya.", context="after: Benarkah?")
    >>> continued([Unit("Benarkah itu?"), Unit("Ya.")], [yes, Unit("Benarkah?"), indeed])
    [None, 2]
    """
    result: list[int | None] = [None] * len(places)
    groups = told_apart(known)
    if not groups:
        return result
    before = _in_order(known)
    now = [_Place(n, _lines(unit), unit_key(unit.source), _words(unit)) for n, unit in enumerate(places)]
    for key, numbers in groups.items():
        wanted = set(numbers)
        slots = [at for at, place in enumerate(before) if place.unit in wanted]
        found = [at for at, place in enumerate(now) if place.key == key]
        for slot, place in _matched(slots, found, before, now, known):
            result[place] = before[slot].unit
    return result


class _Place(NamedTuple):
    unit: int
    lines: frozenset[int]
    key: str
    words: str
    """The source without its codes."""


def _words(unit: Unit) -> str:
    return unit_key(inline.without(unit.source, unit.codes))


def _lines(unit: Unit) -> frozenset[int]:
    return frozenset(reference.line for reference in unit.references)


def _in_order(known: Sequence[Unit]) -> list[_Place]:
    """The places of the known units in the order of their text, as far as references, contexts and order tell."""
    places: list[tuple[int, int, _Place]] = []
    line = 0
    for number, unit in enumerate(known):
        own = sorted({reference.line for reference in unit.references}) or [line]
        key, words = unit_key(unit.source), _words(unit)
        places += [(at, number, _Place(number, frozenset((at,)), key, words)) for at in own]
        line = max(line, own[0])
    return [place for _, _, place in sorted(places, key=lambda item: item[:2])]


def _matched(
    slots: Sequence[int], found: Sequence[int], before: Sequence[_Place], now: Sequence[_Place], known: Sequence[Unit]
) -> list[tuple[int, int]]:
    """Pairs of an old and a new place of one source: the likest first, what is left over by its order."""
    same_lines = {n for s in slots for n in before[s].lines} == {n for p in found for n in now[p].lines}
    likeness: dict[tuple[int, int], float] = {}
    if len(slots) * len(found) <= COMPARISONS:
        likeness = {
            (s, p): _likeness(s, p, before, now, known) + (same_lines and bool(before[s].lines & now[p].lines)) / 2
            for s in slots
            for p in found
        }
    rank = {s: n for n, s in enumerate(slots)} | {-1 - p: n for n, p in enumerate(found)}
    pairs: list[tuple[int, int]] = []
    free, open_places = set(slots), dict.fromkeys(found)
    for s, p in sorted(likeness, key=lambda at: (-round(likeness[at], 2), abs(rank[at[0]] - rank[-1 - at[1]]), at)):
        if s in free and p in open_places and likeness[s, p] >= ALIKE:
            pairs.append((s, p))
            free.discard(s)
            del open_places[p]
    pairs += zip(sorted(free), list(open_places), strict=False)
    for p in list(open_places)[len(free) :]:
        here = [s for s in slots if same_lines and before[s].lines & now[p].lines]  # an entry names a line once
        best = max(here or slots, key=lambda s: (likeness.get((s, p), 0.0), -s))
        if here or likeness.get((best, p), 0.0) >= ALIKE:
            pairs.append((best, p))
    return pairs


def _likeness(s: int, p: int, before: Sequence[_Place], now: Sequence[_Place], known: Sequence[Unit]) -> float:
    """How alike two places' neighbourhoods are, 0 to 5."""
    from rapidfuzz.fuzz import ratio

    context = known[before[s].unit].context
    previous = now[p - 1].words if p else ""
    here = context_after(previous)
    if context is None:
        was = _before(before, s, 1)
        value = SAME if was == previous else ratio(was, previous) / 100
    else:
        there = _NUMBER.sub("", unit_key(context))
        value = SAME if there == here else ratio(there.removeprefix("after: "), here.removeprefix("after: ")) / 100
    value += ratio(_after(before, s, 1), _after(now, p, 1)) / 100
    wide = [(_before(before, s, AROUND), _before(now, p, AROUND)), (_after(before, s, AROUND), _after(now, p, AROUND))]
    return value + sum(ratio(one, other) / 200 for one, other in wide)


def _before(places: Sequence[_Place], at: int, count: int) -> str:
    return "\n".join(place.words for place in places[max(at - count, 0) : at])


def _after(places: Sequence[_Place], at: int, count: int) -> str:
    return "\n".join(place.words for place in places[at + 1 : at + 1 + count])
