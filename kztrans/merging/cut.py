"""How a text is cut when there is no target text: as its file cuts it, and as it cut what has come back.

What an earlier run took together, since a target text did, stays together while it is the same, or changed a little
(``reworded``). So does what was gone for a while, or what a program took apart: gettext's msgmerge, given a template of
single sentences, makes doubtful copies of the whole's translation, or nothing at all, of the halves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kztrans.merging import emptied
from kztrans.merging.record import Record
from kztrans.merging.reworded import Whole, reworded, wholes
from kztrans.merging.state import has_text
from kztrans.model import Unit
from kztrans.units.cover import Run, cover
from kztrans.units.keys import unit_key
from kztrans.units.left_out import says_left_out
from kztrans.units.side import Side

__all__ = ["cut_as_before"]


def cut_as_before(source: Side, known: Sequence[Unit], record: Record) -> list[range]:
    """The runs of segments that are a unit each.

    Args:
        known: the units of the file, and as obsolete ones what the record has and the file has not.
    """
    names = [source.document.path]
    gone = [unit for unit in known if unit.obsolete and unit.target and not emptied.is_archive(unit)]
    back = [run for run in cover(source, gone, names) if run.unit is not None and len(run.indexes) > 1]
    weak = _weak(source, known, back, record) if back else set()
    live = [unit for n, unit in enumerate(known) if not unit.obsolete and n not in weak]
    runs: list[Run] = []
    for missing, group in groupby(cover(source, live, names), key=_is_missing):
        some = list(group)
        if missing and back:
            runs += _of_what_is_gone(source, range(some[0].first, some[-1].last + 1), gone, names)
        else:
            runs += some
    here = {unit_key(run.unit.source) for run in runs if run.unit is not None}
    changed: list[Whole] | None = None
    found: list[range] = []
    for missing, group in groupby(runs, key=_is_missing):
        some = list(group)
        if missing and changed is None:
            changed = wholes((unit for unit in live if unit_key(unit.source) not in here), source.document.lang)
        if missing and changed:
            found += reworded(source, range(some[0].first, some[-1].last + 1), changed)
        else:
            found += [run.indexes for run in some]
    return found


def _is_missing(run: Run) -> bool:
    return run.unit is None


def _of_what_is_gone(source: Side, where: range, gone: Sequence[Unit], names: Sequence[str]) -> Iterator[Run]:
    part = Side(source.document, source.segments[where.start : where.stop])
    for run in cover(part, gone, names):
        yield Run(where.start + run.first, where.start + run.last, run.unit)


def _weak(source: Side, known: Sequence[Unit], back: Sequence[Run], record: Record) -> set[int]:
    """The parts of what is back that are no reason to cut there: nothing is in them but what the whole has as well."""
    wholes = {unit_key(run.unit.source) for run in back if run.unit is not None}
    parts = {unit_key(source.coded(part).text) for run in back for part in _parts(run.indexes)}
    archives = emptied.kept_by(known)
    found = set()
    for number, unit in enumerate(known):
        key = unit_key(unit.source)
        if unit.comments or key not in parts:
            continue
        copied = unit.fuzzy and unit.previous is not None and unit_key(unit.previous) in wholes
        was_emptied = record.of(unit) is not None or (emptied.archive_context(unit.context), key) in archives
        if copied if has_text(unit) else not (was_emptied or says_left_out(unit.notes)):
            found.add(number)
    return found


def _parts(run: range) -> Iterator[range]:
    for start in run:
        for stop in range(start + 1, run.stop + 1):
            if stop - start < len(run):
                yield range(start, stop)
