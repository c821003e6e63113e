"""Values that take long to make: made in the background, the last one shown meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Latest", "Seen"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen(Generic[T]):
    """A value, and whether it is the present one or an older one while the present one is being made."""

    value: T
    fresh: bool


class Latest(Generic[T]):
    """One value, which belongs to a key; another key, another value.

    >>> latest = Latest(0)
    >>> latest.get("a", lambda: 1, patience=10)
    Seen(value=1, fresh=True)
    """

    def __init__(self, first: T) -> None:
        self._value = first
        self._key: Hashable = None
        self._running: tuple[Hashable, Future[T]] | None = None
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="review")

    def get(self, key: Hashable, make: Callable[[], T], patience: float = 0.15) -> Seen[T]:
        """The value of a key, waited for some seconds at most."""
        with self._lock:
            if self._key == key:
                return Seen(self._value, True)
            if self._running is None or self._running[0] != key:
                if self._running is not None:
                    self._running[1].cancel()
                self._running = (key, self._pool.submit(make))
            running = self._running[1]
        try:
            value = running.result(patience)
        except (NotYet, CancelledError):
            return Seen(self._value, False)
        with self._lock:
            if self._running is not None and self._running[0] == key:
                self._value, self._key = value, key
        return Seen(value, True)

    def amend(self, change: Callable[[T], T]) -> None:
        """Change the older value, to be shown until the present one is made."""
        with self._lock:
            self._value = change(self._value)
