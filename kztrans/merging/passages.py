"""Finding pairs of quoted passages again in two texts, each cut into segments.

All texts here are folded already (``hand_beads.fold``). A passage stands where it begins and ends with a segment.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

__all__ = ["Place", "Quote", "Span", "Text", "crossing", "one_span", "placed"]

KEY = 8
"""Characters by which the segments that a passage may begin with are looked up."""
MANY = 64
"""Pairs of places that are weighed for one line at most, where a text occurs oftener on one side."""
LIKE = 85.0
"""Per cent of likeness (normalised edit distance) from which a passage is a changed form of another."""
REACH = 40
"""Segments on either side among which a changed passage is looked for at most."""
LONGEST = 6
"""Segments that a changed passage may have."""

Span = tuple[int, int]
Quote = tuple[str, str, str]
"""Source, target, and the end of what stands before."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a pair of passages stands: runs of segments, half open. An empty side is at no place: ``(0, 0)``."""

    source: Span
    target: Span


class Text:
    """A text's folded segments, one after the other, to look passages up in."""

    def __init__(self, segments: Sequence[str]) -> None:
        self.size = len(segments)
        self.text = "".join(segments)
        self.starts = list(accumulate(map(len, segments), initial=0))
        self._at = {offset: n for n, offset in reversed(list(enumerate(self.starts)))}
        self._by_key: dict[str, list[int]] = {}
        for n, offset in enumerate(self.starts[:-1]):
            self._by_key.setdefault(self.text[offset : offset + KEY], []).append(n)

    def find(self, passage: str) -> list[Span]:
        """The runs of segments that a passage is made of."""
        if len(passage) >= KEY:
            starts: Sequence[int] = self._by_key.get(passage[:KEY], ())
        else:
            starts = [n for key, found in self._by_key.items() if key.startswith(passage) for n in found]
        spans = []
        for n in starts:
            end = self._at.get(self.starts[n] + len(passage))
            if end is not None and end > n and self.text.startswith(passage, self.starts[n]):
                spans.append((n, end))
        return sorted(spans)

    def follows(self, start: int, before: str) -> bool:
        """Does a text's end stand right before a segment?"""
        offset = self.starts[start]
        return self.text.endswith(before, 0, offset) if before else start == 0

    def passage(self, start: int, end: int) -> str:
        """The folded text of a run of segments."""
        return self.text[self.starts[start] : self.starts[end]]


class _Placed:
    """The places that are taken so far, in the order of both texts."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.lines: list[int] = []

    def fits(self, place: Place) -> bool:
        """Does a place neither overlap nor cross those that are taken?"""
        at = bisect_left(self.places, place)
        before, after = self.places[at - 1 : at] if at else [], self.places[at : at + 1]
        return all(b.source[1] <= place.source[0] and b.target[1] <= place.target[0] for b in before) and all(
            place.source[1] <= a.source[0] and place.target[1] <= a.target[0] for a in after
        )

    def take(self, place: Place, line: int) -> None:
        at = bisect_left(self.places, place)
        self.places.insert(at, place)
        self.lines.insert(at, line)

    def around(self, line: int) -> tuple[Place | None, Place | None]:
        """The places of the lines before and after a line, where the lines are in the order of the text."""
        at = bisect_right(self.lines, line)
        return (self.places[at - 1] if at else None), (self.places[at] if at < len(self.places) else None)


def placed(lines: Sequence[Quote], source: Text, target: Text) -> list[Place]:
    """Where lines stand, as far as that is certain: two-sided ones in order, one-sided ones after them."""
    two = [(n, line) for n, line in enumerate(lines) if line[0] and line[1]]
    options = {n: _options(line, source, target) for n, line in two}
    taken = _Placed()
    for n, place in _in_order([(n, found[0]) for n, found in options.items() if len(found) == 1]):
        taken.take(place, n)
    for n, line in two:
        if len(options[n]) > 1:
            _take_one(n, line, options[n], source, taken)
    for n, line in two:
        if not options[n]:
            _take_changed(n, line, source, target, taken)
    return taken.places + list(_one_sided(lines, source, target, taken.places))


def crossing(lines: Sequence[Quote], source: Text, target: Text, taken: Sequence[Place]) -> list[Place]:
    """Where lines stand whose pairs cross others: places that none of those that are taken overlaps."""
    held = ({n for p in taken for n in range(*p.source)}, {n for p in taken for n in range(*p.target)})
    found = []
    for line in lines:
        left = one_span(source.find(line[0]), source, line[2], held[0])
        right = one_span(target.find(line[1]), target, None, held[1])
        if left and right:
            found.append(Place(left, right))
            held[0].update(range(*left))
            held[1].update(range(*right))
    return found


def one_span(spans: Sequence[Span], text: Text, before: str | None, held: Collection[int]) -> Span | None:
    """Of several places the free one after a quoted text, if any is quoted, or the only free one."""
    free = [span for span in spans if not any(n in held for n in range(*span))]
    named = [] if before is None else [span for span in free if text.follows(span[0], before)]
    return next((choice[0] for choice in (named, free) if len(choice) == 1), None)


def _options(line: Quote, source: Text, target: Text) -> list[Place]:
    left, right = source.find(line[0]), target.find(line[1])
    if len(left) == len(right):
        return [Place(s, t) for s, t in zip(left, right, strict=True)]
    return [Place(s, t) for s in left for t in right] if len(left) * len(right) <= MANY else []


def _in_order(found: list[tuple[int, Place]]) -> list[tuple[int, Place]]:
    """The longest run of places that neither cross nor overlap (longest increasing subsequence)."""
    found = sorted(found, key=lambda item: (item[1].source, (-item[1].target[0],)))
    tails: list[int] = []
    heads: list[int] = []
    previous: list[int] = []
    for number, (_, place) in enumerate(found):
        at = bisect_left(tails, place.target[0])
        tails[at : at + 1] = [place.target[0]]
        heads[at : at + 1] = [number]
        previous.append(heads[at - 1] if at else -1)
    chain: list[tuple[int, Place]] = []
    number = heads[-1] if heads else -1
    while number >= 0:
        chain.append(found[number])
        number = previous[number]
    kept: list[tuple[int, Place]] = []
    for n, place in reversed(chain):
        last = kept[-1][1] if kept else Place((0, 0), (0, 0))
        if last.source[1] <= place.source[0] and last.target[1] <= place.target[0]:
            kept.append((n, place))
    return sorted(kept, key=lambda item: item[1])


def _take_one(n: int, line: Quote, options: list[Place], source: Text, taken: _Placed) -> None:
    """Of several places take the one after the text that the line names, or the only one left."""
    open_ones = [place for place in options if taken.fits(place)]
    named = [place for place in open_ones if source.follows(place.source[0], line[2])]
    lower, upper = taken.around(n)
    between = [p for p in named or open_ones if (not lower or lower < p) and (not upper or p < upper)]
    for choice in (named, between, open_ones):
        if len(choice) == 1:
            taken.take(choice[0], n)
            return


def _take_changed(n: int, line: Quote, source: Text, target: Text, taken: _Placed) -> None:
    """Look for a changed form of a line between the places of its neighbours."""
    lower, upper = taken.around(n)
    left = _likest(line[0], source, lower.source[1] if lower else 0, upper.source[0] if upper else source.size)
    right = _likest(line[1], target, lower.target[1] if lower else 0, upper.target[0] if upper else target.size)
    if left and right and taken.fits(Place(left, right)):
        taken.take(Place(left, right), n)


def _likest(passage: str, text: Text, first: int, last: int) -> Span | None:
    from rapidfuzz.fuzz import ratio

    if last - first > REACH:
        return None
    best, likeness = None, LIKE
    for start in range(first, last):
        for end in range(start + 1, min(last, start + LONGEST) + 1):
            score = ratio(passage, text.passage(start, end), score_cutoff=likeness)
            if score >= likeness and score:
                best, likeness = (start, end), score + 1e-9
    return best


def _one_sided(lines: Sequence[Quote], source: Text, target: Text, taken: list[Place]) -> Iterator[Place]:
    held = ({n for p in taken for n in range(*p.source)}, {n for p in taken for n in range(*p.target)})
    for line in lines:
        if bool(line[0]) == bool(line[1]):
            continue
        side, text = (0, source) if line[0] else (1, target)
        span = one_span(text.find(line[side]), text, line[2], held[side])
        if span:
            held[side].update(range(*span))
            yield Place(span, (0, 0)) if side == 0 else Place((0, 0), span)
