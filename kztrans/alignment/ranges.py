"""Ranges of whole numbers as arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["expand"]

Ints = NDArray[np.int64]


def expand(start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """For ranges, the number of the range and the member of each element of all of them.

    >>> [column.tolist() for column in expand(np.array([5, 9]), np.array([7, 10]))]
    [[0, 0, 1], [5, 6, 9]]
    """
    size = end - start
    number = np.repeat(np.arange(len(start)), size)
    return number, np.arange(len(number)) + np.repeat(start - np.cumsum(size) + size, size)
