"""The units of those stretches of a text whose beads were changed, without those of all the rest.

What a unit is depends on its bead, and on others in three ways: a source that is there several times, notes of doubtful
beads, which name their numbers, and notes on terms, which tell a thing once. The first is left to ``make_units`` on all
beads; of the others those units are made, too, that come out otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kztrans import inline
from kztrans.model import Bead, Unit
from kztrans.units.differing import differing, renumbered
from kztrans.units.keys import unit_key
from kztrans.units.making import make_units
from kztrans.units.notes import Notes, TermNotes
from kztrans.units.side import Side

__all__ = ["Noted", "Stretches", "Text", "texts_of"]


@dataclass(frozen=True, slots=True)
class Noted:
    """What the notes on terms of a bead told, the concepts in it, and its text."""

    told: tuple[str, ...] = ()
    concepts: frozenset[str] = frozenset()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """The beads of a whole text, and what is known of their units."""

    source: Side
    target: Side
    beads: Sequence[Bead]
    notes: Notes
    min_confidence: float
    keys: Counter[str]
    """How often each source is there."""
    noted: list[Noted]
    """Of each bead."""

    @classmethod
    def of(cls, source: Side, target: Side, beads: Sequence[Bead], notes: Notes, min_confidence: float) -> Text:
        """What has to be known of a text, which takes as long as making all units does."""
        heard = _Hearing(notes, set())
        make_units(source, target, beads, heard, min_confidence)
        return cls(source, target, beads, notes, min_confidence, _keys(source, beads), _spread(beads, heard.noted))

    @classmethod
    def noted_as(
        cls,
        source: Side,
        target: Side,
        beads: Sequence[Bead],
        notes: Notes,
        min_confidence: float,
        noted: list[Noted],
    ) -> Text:
        """The same, where it is known what the notes tell of each bead."""
        return cls(source, target, beads, notes, min_confidence, _keys(source, beads), noted)

    def changed(self, beads: Sequence[Bead], source: Side, target: Side) -> Stretches | None:
        """What ``make_units`` gives of the beads and of others instead of them, where the two differ.

        Args:
            source: the text as it is then, in which segments may have been cut, joined or corrected.
            target: its translation.

        Returns None where a source concerned is there more than once: what such units are depends on all of them.
        """
        old, new = self.beads, beads
        texts = self, replace(self, source=source, target=target, beads=beads)
        first, stops, shift = self._place(texts[1])
        gone, come = _keys(self.source, old[first : stops[0]]), _keys(source, new[first : stops[1]])
        now = Counter(self.keys)
        now.subtract(gone)
        now.update(come)
        told: set[str] = {key for noted in self.noted[:first] for key in noted.told}
        hearings = _Hearing(self.notes, set(told)), _Hearing(self.notes, told)
        made: tuple[list[Unit], list[Unit]] = ([], [])
        concerned = [*gone, *come, *_keys(self.source, old[stops[0] : stops[0] + 1])]  # it has a context before it
        for side, (found, stop) in enumerate(zip((old, new), stops, strict=True)):
            made[side].extend(texts[side]._units(found, first, stop, hearings[side]))
        noted = [*self.noted[:first], *_spread(new[first : stops[1]], hearings[1].noted)]
        n = stops[0]
        while n < len(old):
            concepts = _concepts(hearings[0].told ^ hearings[1].told)
            stop = self._next(n, concepts, bool(shift))
            noted += self.noted[n:stop]
            n, before, stop = stop, n, _end(old, stop + 1)
            if n < len(old):
                concerned += _keys(self.source, old[n:stop])
                for hearing in hearings:
                    hearing.told.update(key for it in self.noted[before:n] for key in it.told)
                for side, by in enumerate((0, shift)):
                    hearings[side].noted.clear()
                    made[side].extend(texts[side]._units((old, new)[side], n + by, stop + by, hearings[side]))
                noted += _spread(old[n:stop], hearings[1].noted)
            n = stop
        if any(hearing.twice for hearing in hearings) or any(now[key] > 1 or self.keys[key] > 1 for key in concerned):
            return None
        after = replace(texts[1], keys=+now, noted=noted)
        return Stretches(made[0], made[1], after)

    def with_notes(self, notes: Notes, concerned: frozenset[int]) -> Text:
        """What is known of the text with other notes, which may differ on some beads, and on others that follow.

        Args:
            concerned: the numbers of the beads, from 0, on which they may.
        """
        if not (isinstance(notes, TermNotes) and isinstance(self.notes, TermNotes)):
            return Text.of(self.source, self.target, self.beads, notes, self.min_confidence)
        told: tuple[set[str], set[str]] = (set(), set())
        hearing = _Hearing(notes, told[1])
        noted: list[Noted] = []
        concepts: set[str] = set()
        for n, bead in enumerate(self.beads):
            known = self.noted[n]
            if n in concerned or not concepts.isdisjoint(known.concepts):
                hearing.noted.clear()
                self._units(self.beads, n, n + 1, hearing)
                noted += _spread([bead], hearing.noted)
            else:
                told[1].update(known.told)
                noted.append(known)
            told[0].update(known.told)
            if known.told or noted[-1].told:
                concepts = _concepts(told[0] ^ told[1])
        return replace(self, notes=notes, noted=noted)

    def _place(self, after: Text) -> tuple[int, tuple[int, int], int]:
        """Where the beads of a text differ from these (``_place``)."""
        if after.source is self.source and after.target is self.target:
            return _place(self.beads, after.beads)
        sides = differing(self.source, after.source), differing(self.target, after.target)
        return _place(self.beads, renumbered(after.beads, *sides))

    def _next(self, first: int, concepts: set[str], shifted: bool) -> int:
        """The next bead whose notes may be others: those of doubtful ones, where numbers shift, and of concepts."""
        for n in range(first, len(self.beads)) if concepts or shifted else ():
            bead = self.beads[n]
            if shifted and bead.score < self.min_confidence and bead.source and bead.target:
                return n
            if concepts and not concepts.isdisjoint(self.noted[n].concepts):
                return n
        return len(self.beads)

    def _units(self, beads: Sequence[Bead], first: int, stop: int, notes: _Hearing) -> list[Unit]:
        """The units of some beads. Those right beside them are made with them, since notes may name them."""
        lead = next((n for n in range(first - 1, -1, -1) if beads[n].source), first)
        trail = next((n + 1 for n in range(stop, len(beads)) if beads[n].source), stop)
        inner = sum(bool(bead.source) for bead in beads[first:stop])
        asked = _Inner(notes, int(lead < first), inner)
        part = beads[lead:trail]
        units = make_units(self.source, self.target, part, asked, self.min_confidence, first=lead + 1)
        notes.twice |= len(units) != sum(bool(bead.source) for bead in part)
        return units[lead < first : len(units) - (trail > stop)]


@dataclass(frozen=True, slots=True)
class Stretches:
    """The units that beads gave and give where these differ, and what is known of the text then."""

    before: list[Unit]
    after: list[Unit]
    text: Text


class _Hearing:
    """Notes, and what was said of each segment."""

    def __init__(self, notes: Notes, told: set[str]) -> None:
        self._notes = notes.telling(told) if isinstance(notes, TermNotes) else notes
        self.told = told
        self.twice = False
        """Was a source there more than once where it was asked for?"""
        self.noted: list[Noted] = []

    def __call__(self, text: str, taken: int) -> tuple[str, ...]:
        if not isinstance(self._notes, TermNotes):
            self.noted.append(Noted(text=text))
            return self._notes(text, taken)
        lines, told, concepts = self._notes.told(text, taken)
        self.noted.append(Noted(told, concepts, text))
        return lines


class _Inner:
    """Notes of some segments alone, and of none before or after them."""

    def __init__(self, notes: Notes, before: int, inner: int) -> None:
        self._notes, self._first, self._last, self._asked = notes, before, before + inner, 0

    def __call__(self, text: str, taken: int) -> tuple[str, ...]:
        self._asked += 1
        return self._notes(text, taken) if self._first < self._asked <= self._last else ()


def texts_of(source: Side, beads: Sequence[Bead]) -> list[str]:
    """The texts that notes are asked for, one for each bead."""
    coded = (source.coded(bead.source) for bead in beads)
    return [inline.without(one.text, one.codes) for one in coded]


def _keys(source: Side, beads: Sequence[Bead]) -> Counter[str]:
    return Counter(unit_key(source.coded(bead.source).text) for bead in beads if bead.source)


def _spread(beads: Sequence[Bead], noted: Iterable[Noted]) -> list[Noted]:
    """What was noted of those beads that have a source, one for each bead."""
    found = iter(noted)
    return [next(found) if bead.source else Noted() for bead in beads]


def _concepts(told: Iterable[str]) -> set[str]:
    """The concepts that what was told may be about."""
    return {part for key in told for part in (key, key.partition(": ")[0], key.rpartition(" ")[0])}


def _place(old: Sequence[Bead], new: Sequence[Bead]) -> tuple[int, tuple[int, int], int]:
    """Where beads differ: the first, where they are alike again in either, and by how much these are apart."""
    least = min(len(old), len(new))
    same = next((n for n in range(least) if not _alike(old[n], new[n])), least)
    tail = next((n for n in range(least - same) if not _alike(old[-1 - n], new[-1 - n])), least - same)
    first = same - 1
    while first > 0 and not old[first].source:
        first -= 1
    first = first if first > 0 and any(bead.source for bead in old[:first]) else 0
    return first, (_beyond(old, len(old) - tail), _beyond(new, len(new) - tail)), len(new) - len(old)


def _beyond(beads: Sequence[Bead], last: int) -> int:
    """Where the unit ends that comes after some beads, whose note may name the one before it."""
    last = _end(beads, last)
    return _end(beads, last + 1) if last < len(beads) else last


def _alike(one: Bead, other: Bead) -> bool:
    return one is other or one == other


def _end(beads: Sequence[Bead], last: int) -> int:
    """Where the beads end that give the unit before them notes."""
    while last < len(beads) and not beads[last].source:
        last += 1
    return last
