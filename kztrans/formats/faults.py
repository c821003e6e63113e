"""Reading up to a fault: what stands before it is good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from kztrans.errors import InputError

__all__ = ["until_fault"]

_Item = TypeVar("_Item")


def until_fault(items: Iterable[_Item], faults: list[InputError] | None) -> Iterator[_Item]:
    """The items as they come; where faults are gathered, the first one is put there, and ends them.

    >>> def lines():
    ...     yield "good"
    ...     raise InputError("is broken")
    >>> faults = []
    >>> list(until_fault(lines(), faults)), str(faults[0])
    (['good'], 'is broken')

    Raises:
        InputError: a fault, where ``faults`` is None.
    """
    try:
        yield from items
    except InputError as error:
        if faults is None:
            raise
        faults.append(error)
