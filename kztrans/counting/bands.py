"""Which band a segment belongs to: repeated, in the memory, or new."""

from __future__ import annotations

from dataclasses import dataclass, field

from kztrans.counting.rates import Band
from kztrans.languages import codes
from kztrans.memory.keys import digest, normalise
from kztrans.memory.store import Memory
from kztrans.memory.trust import Trust

__all__ = ["Counter"]

NO_DOUBT = Trust()
LEAST = 75
"""Per cent from which a match counts."""
_FLOORS: tuple[tuple[int, Band], ...] = ((101, "context"), (100, "100"), (95, "95-99"), (85, "85-94"), (75, "75-84"))


@dataclass
class Counter:
    """Tells the band of one segment after another; files are named in the order in which they come.

    >>> counter = Counter()
    >>> [counter.band(text, "a.txt") for text in ("Rapat ditunda.", "Rapat  ditunda.")]
    ['new', 'repetition']
    >>> counter.band("Rapat ditunda.", "b.txt")
    'cross-file'
    """

    memory: Memory | None = None
    source_lang: str = "id"
    target_lang: str = "en"
    trust: Trust = NO_DOUBT
    _seen: dict[int, str] = field(default_factory=dict)
    """Digest of a segment to the file that had it first."""
    _known: int = 0

    def band(self, text: str, file: str, previous: str | None = None, following: str | None = None) -> Band:
        """The band of a segment between its neighbours, and remember it.

        A match in context goes before a repetition, which goes before any other match.
        """
        first = self._seen.setdefault(digest(normalise(text)), file)
        new = len(self._seen) > self._known
        self._known = len(self._seen)
        found = self._best(text, previous, following)
        if new or found == "context":
            return found
        return "repetition" if first == file else "cross-file"

    def _best(self, text: str, previous: str | None, following: str | None) -> Band:
        if self.memory is None:
            return "new"
        source, target = codes.base(self.source_lang), codes.base(self.target_lang)
        matches = self.memory.lookup(text, source, target, previous, following, LEAST, self.trust.many)
        found = self.trust.best(matches, LEAST)
        return next((band for floor, band in _FLOORS if found and found.percent >= floor), "new")
