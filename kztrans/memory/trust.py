"""How far a memory is trusted: origins whose matches are worth less, and whether the same text is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kztrans.memory.lookup import Match
from kztrans.patterns import fits

__all__ = ["MANY", "Trust"]

MANY = 5
"""Matches that are weighed: origins may be trusted differently, and codes may fit or not."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a memory is trusted."""

    penalties: tuple[tuple[str, int], ...] = ()
    """Patterns of origins, with the per cent that their matches lose; of several that fit, the greatest."""
    exact_fuzzy: bool = False
    """Are the same texts to be confirmed, too?"""

    def weighed(self, match: Match) -> Match:
        """The match with the percentage that its origin is worth."""
        lost = max((points for pattern, points in self.penalties if fits(match.origin, pattern)), default=0)
        if not lost:
            return match
        return replace(match, percent=min(match.percent, 100) - lost, exact=False, context=False)

    @property
    def many(self) -> int:
        """How many matches are to be looked up, so that the best of them is found."""
        return MANY if self.penalties else 1

    def ranked(self, matches: Iterable[Match], threshold: int) -> list[Match]:
        """Matches as their origins are worth, best first, those that reach the threshold."""
        found = [match for match in map(self.weighed, matches) if match.percent >= threshold]
        return sorted(found, key=lambda match: -match.percent)

    def best(self, matches: Iterable[Match], threshold: int) -> Match | None:
        """The best of matches by what their origins are worth; None where none reaches the threshold."""
        found = max(map(self.weighed, matches), key=lambda match: match.percent, default=None)
        return found if found is not None and found.percent >= threshold else None
