"""A change of few entries of a long document, worked out on these alone.

Where the files are what kztrans would write (``Standing``), and nothing else in them has a say in what becomes of the
entries concerned, these are a small document of their own: the same functions make of it what they would make of the
whole, and what comes out takes their places. In any doubt the whole is gone through (``edit.apply``); tests hold both
ways to the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kztrans.merging import present
from kztrans.merging.rebeading import Elsewhere
from kztrans.merging.standing import Row, Standing, on_their_lines, rows_of
from kztrans.model import Catalog, Unit
from kztrans.units.identifiers import identifier
from kztrans.units.keys import unit_key, unit_name

__all__ = ["FEW", "Near"]

FEW = 400
"""Entries, obsolete ones among them, up to which they are taken by themselves."""
MANY = 5000
"""The same of a change that does not merge."""


@dataclass(frozen=True)
class Near:
    """What stands in a document's files, and the units that a change concerns."""

    standing: Standing
    change: Callable[[Catalog], Catalog]
    """The change, of a catalogue that has nothing but the units concerned and those that are obsolete."""
    before: Sequence[Unit]
    """The units concerned, as the texts give them."""
    after: Sequence[Unit]
    """The units that are to be there instead, as the texts give them."""
    merges: bool = True
    """Does the change look among other entries for what becomes of some? That of a translation does not."""

    def is_of(self, data: bytes, memory: bytes) -> bool:
        """Is it what the files hold?"""
        return (self.standing.data, self.standing.memory) == (data, memory)

    def changed(self, sentences: Sequence[str] = ()) -> Standing | None:
        """What stands in the files after a change; None where it cannot be worked out on few entries.

        Args:
            sentences: those of the target text, where they are others now.
        """
        found = self._changed()
        return found.with_target(sentences) if found is not None and sentences else found

    def _changed(self) -> Standing | None:
        known = self.standing
        names = {unit_name(unit) for unit in (*self.before, *self.after)}
        numbers = sorted(known.numbers[name] for name in names & known.numbers.keys())
        gone = list(range(len(known.numbers), len(known.rows)))
        if not numbers or len(numbers) + len(gone) > (FEW if self.merges else MANY):
            return None
        units = known.catalog.units
        live = [units[n] for n in numbers]
        rows = [known.rows[n] for n in numbers]
        alone = not self.merges or self._is_alone(live, rows)
        if not (alone and self._is_apart(live, rows)):
            return None
        before = replace(known.catalog, units=(*live, *(units[n] for n in gone)))
        try:
            after = present.changed(before, self.change(before), before, known.record)
        except Elsewhere:
            return None
        if after == before:
            return known
        rows, record = rows_of(
            after.units,
            known.catalog,
            known.record,
            [(units[n], known.rows[n]) for n in (*numbers, *gone)],
            known.layout,
        )
        placed = _placed(known, numbers, after.units, rows)
        if placed is None:
            return None
        old = [known.rows[n] for n in (*numbers, *gone)]
        return known.followed_by(*placed, known.record.with_others({row.id for row in old}, record))

    def _is_apart(self, live: Sequence[Unit], rows: Sequence[Row]) -> bool:
        """Has nothing else in the document a say in what is written of some units, and of what they were before?"""
        known = self.standing
        if any(unit.plural for unit in live):
            return False
        sources = {*(row.key for row in rows), *(unit_key(unit.source) for unit in self.after)}
        ids = {*(row.id for row in rows), *(identifier(known.record.name, unit) for unit in self.after)}
        if sources & known.term_keys or ids & known.record.emptied.keys():
            return False
        if sum(bool(row.unit) for row in rows) >= len(known.tmx.units) - len(known.terms):
            return False  # then no other one is translated
        earlier = [unit for unit in live if unit.fuzzy and unit.previous is not None]
        seen = [*rows, *known.rows[len(known.numbers) :]]
        return _stand_here([unit.target for unit in earlier], known.targets, [row.target for row in seen]) and (
            _stand_here([unit.previous or "" for unit in earlier], known.sources, [row.source for row in seen])
        )

    def _is_alone(self, live: Sequence[Unit], rows: Sequence[Row]) -> bool:
        """Has nothing else in the document a say in what a merge makes of some units?"""
        known = self.standing
        if any(unit.fuzzy and unit.previous is not None for unit in live):
            return False
        own = Counter(row.key for row in rows)
        sources = {*own, *(unit_key(unit.source) for unit in self.after)}
        if any(known.keys[key] != own[key] for key in sources):
            return False
        names = {unit_name(unit) for unit in self.after}
        leaving = [u for u, row in zip(live, rows, strict=True) if u.fuzzy and row.name not in names]
        coming = [unit for unit in self.after if unit.target and not unit.fuzzy]
        seen = [*rows, *known.rows[len(known.numbers) :]]
        return _stand_here([u.target for u in (*coming, *leaving)], known.targets, [row.target for row in seen]) and (
            _stand_here([unit.source for unit in coming], known.sources, [row.source for row in seen])
        )


def _stand_here(texts: Iterable[str], whole: str, lines: Sequence[str]) -> bool:
    """Do texts stand in no other lines of a whole than these?"""
    here, found = " ".join(lines), filter(None, dict.fromkeys(map(_line, texts)))
    return all(whole.count(text) == here.count(text) for text in found)


def _line(text: str) -> str:
    return " ".join(unit_key(text).split())


def _placed(
    known: Standing, numbers: Sequence[int], units: Sequence[Unit], rows: Sequence[Row]
) -> tuple[Catalog, list[Row]] | None:
    """The catalogue and the rows in which some units, with their rows, took the places of others."""
    live = [n for n, unit in enumerate(units) if not unit.obsolete]
    runs = _runs(known, numbers, [rows[n].name for n in live])
    if runs is None:
        return None
    all_units, all_rows = list(known.catalog.units[: len(known.numbers)]), list(known.rows[: len(known.numbers)])
    for first, last, begin, end in reversed(runs):
        all_units[first:last] = [units[n] for n in live[begin:end]]
        all_rows[first:last] = [rows[n] for n in live[begin:end]]
    rest = range(len(live), len(units))
    all_units += [units[n] for n in rest]
    all_rows += [rows[n] for n in rest]
    return replace(known.catalog, units=on_their_lines(all_units, all_rows, known)), all_rows


def _runs(known: Standing, numbers: Sequence[int], names: Sequence[str]) -> list[tuple[int, int, int, int]] | None:
    """Which runs of rows give way to which runs of names; None where that is not plain."""
    wanted, there = set(names), {known.rows[n].name: n for n in numbers}
    stay = [n for n in numbers if known.rows[n].name in wanted]
    if [there[name] for name in names if name in there] != stay:
        return None
    runs = []
    at = {known.rows[n].name: n for n in stay}
    begin, previous = 0, -1
    for place, name in enumerate((*names, None)):
        if name is not None and name not in at:
            continue
        upto = len(known.rows) if name is None else at[name]
        out = [n for n in numbers if previous < n < upto and n not in stay]
        if out != list(range(out[0], out[-1] + 1)) if out else place > begin:
            return None
        if out:
            runs.append((out[0], out[-1] + 1, begin, place))
        if name is not None:
            runs.append((at[name], at[name] + 1, place, place + 1))
            previous = at[name]
        begin = place + 1
    return runs
