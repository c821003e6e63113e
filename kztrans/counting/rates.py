"""The bands of a quote, and what a word of each costs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

__all__ = ["BANDS", "RATES", "Band"]

Band = Literal["context", "repetition", "cross-file", "100", "95-99", "85-94", "75-84", "new"]
BANDS: tuple[Band, ...] = get_args(Band)
"""From what costs nothing to what costs most. A repetition is of a segment of its file, cross-file of one before it."""

RATES: Mapping[str, float] = MappingProxyType(
    {
        "context": 0.0,
        "repetition": 0.1,
        "cross-file": 0.1,
        "100": 0.1,
        "95-99": 0.3,
        "85-94": 0.5,
        "75-84": 0.7,
        "new": 1.0,
    }
)
"""The share of a new word's price that a word of a band costs, where the project says nothing else."""
