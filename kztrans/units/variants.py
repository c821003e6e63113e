"""Which of several translations of one text continues where: equal segments that a file tells apart by context.

An entry with a context (``after: …``) shares its source with another one. When the text around it changes, its context
does too, and the lines do; what tells where it has gone is all of its neighbourhood, then the order. One that went, and
is obsolete, continues where its context is there again and none that stayed belongs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kztrans import inline
from kztrans.model import Unit
from kztrans.units.keys import unit_key

__all__ = ["context_after", "continued", "in_their_places", "returning", "told_apart"]

CONTEXT_LENGTH = 60
"""Code points of the preceding source that a context quotes."""
AROUND = 3
"""How many neighbours on either side are compared."""
SAME = 3.0
"""What it counts that the sentence before is the same: more than where the two stand in the file."""
ALIKE = 1.5
"""Likeness, out of 5, from which a place is taken for another one of an entry that has its own already."""
NEAR = 75
"""Per cent of likeness of its context from which a place is that of a variant which a program dropped."""
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


def returning(places: Sequence[Unit], known: Sequence[Unit]) -> list[Unit]:
    """The known units without the obsolete ones, but for those whose place in the text, by its context, is there again.

    With them comes the one without a context that they were told apart from, where none of that source stayed.

    >>> gone = Unit("Ya.", "Indeed.", context="after: Benarkah?", obsolete=True)
    >>> returning([Unit("Benarkah?"), Unit("Ya.")], [gone]) == [gone], returning([Unit("Ya.")], [gone])
    (True, [])
    """
    here = {(context_after(_previous(places, n)), unit_key(unit.source)) for n, unit in enumerate(places)}
    live = [unit for unit in known if not unit.obsolete]
    here -= {(_base(unit), unit_key(unit.source)) for unit in live if unit.context is not None}
    gone = [unit for unit in known if unit.obsolete and unit.target]
    back = [unit for unit in gone if (_base(unit), unit_key(unit.source)) in here]
    without_first = {unit_key(unit.source) for unit in back} - {unit_key(unit.source) for unit in live}
    first = {unit_key(unit.source): unit for unit in gone if unit.context is None}
    return [*live, *(unit for key, unit in first.items() if key in without_first), *back]


def _previous(places: Sequence[Unit], n: int) -> str:
    """The words before a place."""
    return _words(places[n - 1]) if n else ""


def _base(unit: Unit) -> str:
    """The context of a unit without the number that tells it from another one of the same context."""
    return _NUMBER.sub("", unit_key(unit.context or ""))


def in_their_places(places: Sequence[Unit], known: Sequence[Unit], dropped: Sequence[Unit]) -> dict[int, Unit]:
    """The places of variants that a program dropped, while another entry of their source stayed and took theirs.

    By their contexts, likest first; each entry that stayed keeps a place.

    >>> yes, indeed = Unit("Ya."), Unit("Ya.", "Indeed.", context="after: Benarkah?", obsolete=True)
    >>> text = [Unit("Ya."), Unit("Benarkah?"), Unit("Ya.")]
    >>> in_their_places(text, [yes], [indeed]) == {2: indeed}, in_their_places(text[1:], [yes], [indeed])
    (True, {})
    """
    from rapidfuzz.fuzz import ratio

    stayed = Counter(unit_key(unit.source) for unit in known if not unit.obsolete)
    wanted = {unit_key(unit.source) for unit in dropped} & stayed.keys()
    slots: dict[str, list[int]] = {}
    for n, place in enumerate(places):
        if unit_key(place.source) in wanted:
            slots.setdefault(unit_key(place.source), []).append(n)
    found: dict[int, Unit] = {}
    pairs = [(number, n) for number, unit in enumerate(dropped) for n in slots.get(unit_key(unit.source), ())]
    likeness = ratio if len(pairs) <= COMPARISONS else _same
    ranked = sorted(
        (-value, number, n)
        for number, n in pairs
        if (value := likeness(_base(dropped[number]), unit_key(context_after(_previous(places, n))))) >= NEAR
    )
    placed: set[int] = set()
    for _, number, n in ranked:
        key = unit_key(dropped[number].source)
        spare = sum(place not in found for place in slots[key]) > stayed[key]
        if spare and n not in found and number not in placed:
            found[n] = dropped[number]
            placed.add(number)
    return found


def _same(one: str, other: str) -> float:
    return 100.0 * (one == other)


def continued(
    places: Sequence[Unit], known: Sequence[Unit], settled: Mapping[int, int] | None = None
) -> list[int | None]:
    """For each place in a text, in order, the number of the known unit that it continues.

    None where the known units do not tell its source apart, or where it is a new place that is like none of theirs.
    ``settled``: the places, with these numbers, that are certain.

    >>> yes, indeed = Unit("Ya."), Unit("Ya.", context="after: Benarkah?")
    >>> continued([Unit("Benarkah itu?"), Unit("Ya.")], [yes, Unit("Benarkah?"), indeed])
    [None, 2]
    """
    settled = settled or {}
    result = [settled.get(n) for n in range(len(places))]
    groups = told_apart(known)
    if not groups:
        return result
    before = _in_order(known)
    now = [_Place(n, _lines(unit), unit_key(unit.source), _words(unit)) for n, unit in enumerate(places)]
    for key, numbers in groups.items():
        wanted = set(numbers).difference(settled.values())
        slots = [at for at, place in enumerate(before) if place.unit in wanted]
        found = [at for at, place in enumerate(now) if place.key == key and at not in settled]
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
    gone = {s for s in slots if known[before[s].unit].obsolete}
    stayed = [s for s in slots if s not in gone]
    same_lines = {n for s in stayed for n in before[s].lines} == {n for p in found for n in now[p].lines}
    likeness: dict[tuple[int, int], float] = {}
    if len(slots) * len(found) <= COMPARISONS:
        likeness = {
            (s, p): _likeness(s, p, before, now, known) + (same_lines and bool(before[s].lines & now[p].lines)) / 2
            for s in slots
            for p in found
            if s not in gone or _base(known[before[s].unit]) == context_after(now[p - 1].words if p else "")
        }
    rank = {s: n for n, s in enumerate(slots)} | {-1 - p: n for n, p in enumerate(found)}
    pairs: list[tuple[int, int]] = []
    free, open_places = set(slots), dict.fromkeys(found)
    for s, p in sorted(
        likeness,
        key=lambda at: (at[0] in gone, -round(likeness[at], 2), abs(rank[at[0]] - rank[-1 - at[1]]), at),
    ):
        spare = s not in gone or len(open_places) > len(free - gone)  # those that stayed have a place each first
        if s in free and p in open_places and likeness[s, p] >= ALIKE and spare:
            pairs.append((s, p))
            free.discard(s)
            del open_places[p]
    free -= {s for s in gone if stayed or known[before[s].unit].context is not None}
    pairs += zip(sorted(free), list(open_places), strict=False)
    for p in list(open_places)[len(free) :] if stayed else ():
        here = [s for s in stayed if same_lines and before[s].lines & now[p].lines]  # an entry names a line once
        best = max(here or stayed, key=lambda s: (likeness.get((s, p), 0.0), -s))
        if here or likeness.get((best, p), 0.0) >= ALIKE:
            pairs.append((best, p))
    return _given_back(pairs, gone, likeness, before, known)


def _given_back(
    pairs: list[tuple[int, int]],
    gone: set[int],
    likeness: Mapping[tuple[int, int], float],
    before: Sequence[_Place],
    known: Sequence[Unit],
) -> list[tuple[int, int]]:
    """The pairs; of two places that one without a context has got, the one whose context a gone one has is that one's.

    It names a line once, however often it stands there: the next run would see it at the first of them alone.
    """
    of: dict[int, list[int]] = {}
    for s, p in pairs:
        of.setdefault(s, []).append(p)
    for g, p in sorted(pair for pair in likeness if pair[0] in gone and pair[0] not in of):
        holder = next((s for s, places in of.items() if p in places), g)
        stays = holder not in gone and known[before[holder].unit].context is None
        if stays and len(of[holder]) > 1 and g not in of:
            of[holder].remove(p)
            of[g] = [p]
    return [(s, p) for s, places in of.items() for p in places]


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
