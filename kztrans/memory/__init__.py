"""The translation memory: translations kept in one SQLite file, added from PO and TMX, found again exactly or nearly.

``docs/memory.md`` tells how it is used and why it is built this way.
"""

from kztrans.memory.entries import Entry, from_tmx, from_units
from kztrans.memory.lookup import Match
from kztrans.memory.store import Counts, Memory, PairStats, Stats, Stored

__all__ = ["Counts", "Entry", "Match", "Memory", "PairStats", "Stats", "Stored", "from_tmx", "from_units"]
