"""What was counted, by file and in all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from kztrans.counting.amounts import NOTHING, Amount
from kztrans.counting.rates import BANDS, RATES, Band

__all__ = ["FileTally", "Statistics"]


@dataclass(frozen=True)
class FileTally:
    """What a file holds: what is done, and the rest by its bands."""

    path: str
    done: Amount = NOTHING
    fuzzy: Amount = NOTHING
    """Of the rest, what has a translation to be confirmed."""
    bands: Mapping[Band, Amount] = field(default_factory=dict)
    """What is not done, fuzzy entries among it."""

    @property
    def todo(self) -> Amount:
        """What is not done."""
        return reduce(add, self.bands.values(), NOTHING)

    @property
    def all(self) -> Amount:
        """All of it."""
        return self.done + self.todo

    def weighted(self, rates: Mapping[str, float]) -> float:
        """Words that are not done, each at the rate of its band."""
        return sum(amount.words * rates[band] for band, amount in self.bands.items())

    def __add__(self, other: FileTally) -> FileTally:
        bands = {band: self.bands.get(band, NOTHING) + other.bands.get(band, NOTHING) for band in BANDS}
        return FileTally(self.path, self.done + other.done, self.fuzzy + other.fuzzy, bands)


@dataclass(frozen=True)
class Statistics:
    """What files hold."""

    files: tuple[FileTally, ...]
    rates: Mapping[str, float] = field(default_factory=lambda: RATES)
    faults: tuple[str, ...] = ()
    """Files that could not be counted, a line each."""
    warnings: tuple[str, ...] = ()
    """What looks wrong with how it was counted."""

    @property
    def total(self) -> FileTally:
        """All files as one."""
        return reduce(add, self.files, FileTally("total"))
