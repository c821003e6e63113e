"""Files that an older kztrans wrote, read as today's would be."""

from __future__ import annotations

from dataclasses import replace

from kztrans.model import Catalog
from kztrans.units.left_out import LEFT_OUT

__all__ = ["current"]

_NOTES = {"The target text leaves this out.": LEFT_OUT}
"""Notes as they were, and as they are."""


def current(catalog: Catalog) -> Catalog:
    """A catalogue with kztrans's notes in today's words.

    >>> from kztrans.model import Unit
    >>> current(Catalog("id", "en", (Unit("Ya.", notes=("The target text leaves this out.",)),))).units[0].notes
    ('No counterpart found in the target text.',)
    """
    if not any(note in _NOTES for unit in catalog.units for note in unit.notes):
        return catalog
    units = (replace(unit, notes=tuple(_NOTES.get(note, note) for note in unit.notes)) for unit in catalog.units)
    return replace(catalog, units=tuple(units))
