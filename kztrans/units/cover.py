"""Which units a segmented text is made of: each run of segments that some unit's source is, the unit of its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kztrans import inline
from kztrans.model import Unit
from kztrans.units.keys import unit_key
from kztrans.units.side import Side
from kztrans.units.variants import continued, told_apart

__all__ = ["Run", "cover"]

MAX_SEGMENTS = 12
"""Longest run of segments that is looked for as one unit."""


class Run(NamedTuple):
    """Neighbouring segments, first to last, and the unit whose source they are; None where there is none."""

    first: int
    last: int
    unit: Unit | None

    @property
    def indexes(self) -> range:
        """The segments' numbers."""
        return range(self.first, self.last + 1)


class _Cost(NamedTuple):
    """What speaks against a way to cut the segments into runs, worst first."""

    without_unit: int = 0
    elsewhere: int = 0
    """Units that stand on another line, by their references."""
    recoded: int = 0
    """Units with other codes than the text has there."""
    across: int = 0
    """Runs that begin in one block and end in another."""
    runs: int = 0

    def plus(self, without_unit: int, elsewhere: int = 0, recoded: int = 0, across: int = 0) -> _Cost:
        """The cost of one more run."""
        more = (without_unit, elsewhere, recoded, across, 1)
        return _Cost(*(a + b for a, b in zip(self, more, strict=True)))


def cover(side: Side, units: Sequence[Unit], names: Collection[str]) -> list[Run]:
    """The runs that the segments fall into: fewest segments without a unit, then by references, codes and
    blocks, then longest runs.

    ``names`` are the paths that references to the text carry. Of several units of one source each place gets the one
    that it continues; a place that is new, and like none of theirs, gets none.
    """
    by_source: dict[str, list[Unit]] = {}
    for unit in units:
        for key in dict.fromkeys((unit_key(unit.source), unit_key(inline.without(unit.source, unit.codes)))):
            by_source.setdefault(key, []).append(unit)
    longest = max(map(len, by_source), default=0)
    count = len(side.segments)
    best: list[tuple[_Cost, int]] = [(_Cost(), 0)] * (count + 1)
    for first in range(count - 1, -1, -1):
        ways = [(best[first + 1][0].plus(1), 1)]
        for length in range(1, min(MAX_SEGMENTS, count - first) + 1):
            text = side.coded(range(first, first + length))
            key = unit_key(inline.without(text.text, text.codes))
            if key in by_source:
                line = side.segments[first].line
                away = not any(_stands_on(unit, line, names) for unit in by_source[key])
                across = side.segments[first].paragraph != side.segments[first + length - 1].paragraph
                recoded = unit_key(text.text) not in by_source
                ways.append((best[first + length][0].plus(0, away, recoded, across), length))
            if len(key) > longest:
                break
        best[first] = min(ways)
    spans, first = [], 0
    while first < count:
        spans.append(range(first, first + best[first][1]))
        first = spans[-1].stop
    return [
        Run(span.start, span.stop - 1, unit)
        for span, unit in zip(spans, _placed(side, spans, units, by_source, names), strict=True)
    ]


def _placed(
    side: Side,
    spans: Sequence[range],
    units: Sequence[Unit],
    by_source: dict[str, list[Unit]],
    names: Collection[str],
) -> Iterator[Unit | None]:
    """For each run of segments the unit that stands there."""
    apart = told_apart(units)
    known = [replace(u, references=tuple(r for r in u.references if r.path in names)) for u in units] if apart else []
    places = []
    for span in spans:
        text = side.coded(span)
        places.append(Unit(text.text, references=side.references(span), codes=text.codes))
    for place, owner in zip(places, continued(places, known), strict=True):
        found = by_source.get(_words(place), [])
        key, line = unit_key(place.source), place.references[0].line
        if owner is not None:
            yield units[owner]
        elif key in apart or not found:
            yield None
        else:
            yield min(found, key=lambda u: (unit_key(u.source) != key, not _stands_on(u, line, names)))


def _words(place: Unit) -> str:
    """What sources are looked up by: without their codes, which a person may have changed in the document."""
    return unit_key(inline.without(place.source, place.codes))


def _stands_on(unit: Unit, line: int, names: Collection[str]) -> bool:
    """Is a line among those that a unit names? One that names none stands anywhere."""
    return not unit.references or any(r.line == line and r.path in names for r in unit.references)
