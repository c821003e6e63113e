"""A catalogue after a person changed the pairs that its translations come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kztrans.merging.merge import ALIGNED_WITH, merge
from kztrans.model import Catalog, Unit
from kztrans.units.keys import unit_key, unit_name

__all__ = ["Elsewhere", "rebead", "with_sources"]


_OTHERS = "\uf8ff"
"""Stands for the sources of the other entries, which have translations."""


class Elsewhere(Exception):  # noqa: N818 - an answer rather than an error
    """What is to become of some entries is to be looked for among all."""


def rebead(catalog: Catalog, before: Sequence[Unit], after: Sequence[Unit], alone: bool = False) -> Catalog:
    """The catalogue after beads were changed by hand: units of the old beads give way to those of the new.

    A translation that is still what the old beads gave is replaced. One that a person wrote is kept: with its segment
    where that stays, joined or shared out as fuzzy where its segments are cut anew, as obsolete where nothing else is
    left. Units that the change does not concern stay as they are.

    Args:
        before: the units that the old beads give (``make_units``).
        after: the units that the new beads give.
        alone: are these not all the document's units, so that nothing may come from, or go to, others?

    Raises:
        Elsewhere: ``alone``, and something might.
    """
    old = {unit_name(unit): unit for unit in catalog.units if not unit.obsolete}
    was, now = ({unit_name(unit): unit for unit in units} for units in (before, after))
    changed = {name for name in {**was, **now} if _gist(was.get(name)) != _gist(now.get(name))}
    if not changed:
        return catalog
    written = {name for name in changed if name in was and name in old and old[name].target != was[name].target}
    recut = {name for name in changed if (name in was) != (name in now)}
    cut_by_hand = bool(written & recut)
    base = replace(
        catalog,
        units=tuple(_as_base(unit, changed - written, recut if cut_by_hand else set()) for unit in catalog.units),
        headers=tuple((name, value) for name, value in catalog.headers if name != ALIGNED_WITH),
    )
    fresh = [
        replace(unit, fuzzy=True) if cut_by_hand and unit_name(unit) in recut and unit.target else unit
        for unit in after
    ]
    merged, report = merge(base, replace(catalog, units=tuple(fresh)), sources=(_OTHERS,) if alone else ())
    bare = {unit.source for unit in fresh if not unit.target}  # which might get another entry's translation
    if alone and (report.changed or report.renewed or report.borrowed or not bare.isdisjoint(report.new)):
        raise Elsewhere
    units = tuple(
        unit if unit.obsolete or name in changed or name not in old else old[name]
        for unit in merged.units
        for name in (unit_name(unit),)
    )
    return replace(catalog, units=units)


def _as_base(unit: Unit, machine: set[str], recut: set[str]) -> Unit:
    """A unit as the merge is to see it: without the translation that the old beads gave it."""
    name = unit_name(unit)
    if unit.obsolete or name not in machine or name in recut or unit.plural:
        return unit
    return replace(unit, target="", fuzzy=False, previous=None, previous_context=None)


def _gist(unit: Unit | None) -> tuple[str, bool, tuple[str, ...], float | None] | None:
    return None if unit is None else (unit.target, unit.fuzzy, unit.notes, unit.score)


def with_sources(
    catalog: Catalog, units: Sequence[Unit], changed: Iterable[tuple[str, str]]
) -> tuple[Catalog, list[Unit]]:
    """A catalogue, and the units that the beads gave, with the sources of some as a person has corrected them.

    A corrected source keeps its translation, whoever made that. One that another unit has already is left to the
    merge.
    """
    units = list(units)
    for before, after in changed:
        key, new = unit_key(before), unit_key(after)
        if sum(unit_key(u.source) == key for u in units) != 1 or any(unit_key(u.source) == new for u in catalog.units):
            continue
        units = [replace(u, source=after) if unit_key(u.source) == key else u for u in units]
        own = [replace(u, source=after) if not u.obsolete and unit_key(u.source) == key else u for u in catalog.units]
        catalog = replace(catalog, units=tuple(own))
    return catalog, units
