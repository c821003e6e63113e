"""Pairs that are left out of the TMX: a translator's comment in the PO says so, as one says that a check is ignored.

The document needs its translation, and so the PO keeps it; a free rendering or a mistake of the source's that no other
text should get is no use in a memory.

>>> entry = Unit("Halo", "Hi", comments=("sic",))
>>> with_mark(entry, True).comments, with_mark(with_mark(entry, True), False).comments
(('sic', 'kztrans: not in the TMX'), ('sic',))
"""

from __future__ import annotations

from dataclasses import replace

from kztrans.errors import InputError
from kztrans.model import Catalog, Unit
from kztrans.units.keys import unit_key

__all__ = ["MARK", "is_left_out", "left_out", "with_mark"]

MARK = "kztrans: not in the TMX"


def is_left_out(unit: Unit) -> bool:
    """Does a unit's comment say that it is not to be in the TMX?"""
    return any(comment.strip().casefold() == MARK.casefold() for comment in unit.comments)


def with_mark(unit: Unit, out: bool) -> Unit:
    """A unit that is left out of the TMX, or is not."""
    if is_left_out(unit) == out:
        return unit
    kept = tuple(c for c in unit.comments if c.strip().casefold() != MARK.casefold())
    return replace(unit, comments=(*kept, MARK) if out else kept)


def left_out(catalog: Catalog, source: str, out: bool) -> Catalog:
    """A catalogue with the units of a source left out of the TMX, or taken in again.

    Raises:
        InputError: there is no such unit.
    """
    key = unit_key(source)
    own = [n for n, unit in enumerate(catalog.units) if not unit.obsolete and unit_key(unit.source) == key]
    if not key or not own:
        raise InputError("this pair has no entry in the PO", remedy="choose another pair")
    units = [with_mark(unit, out) if n in own else unit for n, unit in enumerate(catalog.units)]
    return replace(catalog, units=tuple(units))
