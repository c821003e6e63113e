"""Filling in from a translation memory what has no translation yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from kztrans.model import Unit
from kztrans.units.making import MEMORY

if TYPE_CHECKING:
    from kztrans.memory import Match, Memory

__all__ = ["THRESHOLD", "Reuse", "Trust", "open_memory", "pretranslate"]

MANY = 5
"""Matches that are weighed where origins are trusted differently."""
THRESHOLD = 75
"""Per cent of likeness from which a translation of another text is offered."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """How many units a memory filled in."""

    context: int = 0
    exact: int = 0
    fuzzy: int = 0


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a memory is trusted."""

    penalties: tuple[tuple[str, int], ...] = ()
    """Patterns of origins, with the per cent that their matches lose; of several that fit, the greatest."""
    exact_fuzzy: bool = False
    """Are the same texts to be confirmed, too?"""

    def weighed(self, match: Match) -> Match:
        """The match with the percentage that its origin is worth."""
        lost = max((points for pattern, points in self.penalties if fnmatchcase(match.origin, pattern)), default=0)
        if not lost:
            return match
        return replace(match, percent=min(match.percent, 100) - lost, exact=False, context=False)


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
    units: Sequence[Unit],
    memory: Memory,
    source_lang: str,
    target_lang: str,
    threshold: int = THRESHOLD,
    trust: Trust | None = None,
) -> tuple[list[Unit], Reuse]:
    """The units, those without a translation filled in: exact matches as they are, the best fuzzy one as fuzzy.

    A fuzzy match brings the text that it was a translation of as ``previous``, so that an editor shows the difference.
    """
    filled, counts = [], {"context": 0, "exact": 0, "fuzzy": 0}
    trust = trust or Trust()
    many = MANY if trust.penalties else 1
    for n, unit in enumerate(units):
        if unit.target:
            filled.append(unit)
            continue
        previous = units[n - 1].source if n else None
        following = units[n + 1].source if n + 1 < len(units) else None
        matches = memory.lookup(unit.source, source_lang, target_lang, previous, following, threshold, many)
        found = max(map(trust.weighed, matches), key=lambda match: match.percent, default=None)
        if found is None or found.percent < threshold:
            filled.append(unit)
            continue
        counts["context" if found.context else "exact" if found.exact else "fuzzy"] += 1
        filled.append(_with(unit, found, trust.exact_fuzzy))
    return filled, Reuse(**counts)


def _with(unit: Unit, match: Match, exact_fuzzy: bool) -> Unit:
    note = f"{MEMORY} {match.percent} %" + (f", {match.origin}" if match.origin else "")
    if match.adapted:
        note += ", numbers put in"
    if match.exact:
        return replace(unit, target=match.target, fuzzy=exact_fuzzy, origin="memory", notes=(*unit.notes, note))
    return replace(
        unit, target=match.target, fuzzy=True, previous=match.source, origin="memory", notes=(*unit.notes, note)
    )
