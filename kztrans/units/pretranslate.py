"""Filling in from a translation memory what has no translation yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans.model import Unit
from kztrans.units.making import MEMORY

if TYPE_CHECKING:
    from kztrans.memory import Match, Memory

__all__ = ["THRESHOLD", "Reuse", "open_memory", "pretranslate"]

THRESHOLD = 75
"""Per cent of likeness from which a translation of another text is offered."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """How many units a memory filled in."""

    context: int = 0
    exact: int = 0
    fuzzy: int = 0


def open_memory(path: Path | None) -> Memory | None:
    """The memory at ``path``, or None where none is asked for.

    Raises:
        InputError: there is no memory, or it cannot be read.
    """
    if path is None:
        return None
    from kztrans.memory import Memory

    return Memory(path)


def pretranslate(
    units: Sequence[Unit], memory: Memory, source_lang: str, target_lang: str, threshold: int = THRESHOLD
) -> tuple[list[Unit], Reuse]:
    """The units, those without a translation filled in: exact matches as they are, the best fuzzy one as fuzzy.

    A fuzzy match brings the text that it was a translation of as ``previous``, so that an editor shows the difference.
    """
    filled, counts = [], {"context": 0, "exact": 0, "fuzzy": 0}
    for n, unit in enumerate(units):
        if unit.target:
            filled.append(unit)
            continue
        previous = units[n - 1].source if n else None
        following = units[n + 1].source if n + 1 < len(units) else None
        found = memory.lookup(unit.source, source_lang, target_lang, previous, following, threshold, 1)
        if found:
            counts["context" if found[0].context else "exact" if found[0].exact else "fuzzy"] += 1
        filled.append(_with(unit, found[0]) if found else unit)
    return filled, Reuse(**counts)


def _with(unit: Unit, match: Match) -> Unit:
    note = f"{MEMORY} {match.percent} %" + (f", {match.origin}" if match.origin else "")
    if match.adapted:
        note += ", numbers put in"
    if match.exact:
        return replace(unit, target=match.target, origin="memory", notes=(*unit.notes, note))
    return replace(
        unit, target=match.target, fuzzy=True, previous=match.source, origin="memory", notes=(*unit.notes, note)
    )
