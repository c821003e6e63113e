"""Work that takes seconds, done in a process of its own, so that pages do not wait for it.

What is small is done at once, in the thread that asks: starting a process takes longer.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

__all__ = ["LARGE", "done"]

T = TypeVar("T")

LARGE = 2000
"""Units or concepts from which on a process of its own is worth while."""

_pools: dict[str, ProcessPoolExecutor] = {}
_lock = threading.Lock()


def done(function: Callable[..., T], *given: Any, size: int) -> T:
    """What a function of a module gives for some values; both can be pickled."""
    if size < LARGE:
        return function(*given)
    try:
        return _pool().submit(function, *given).result()
    except (BrokenProcessPool, OSError):  # killed, or no process to be had
        with _lock:
            _pools.clear()
        return function(*given)


def _pool() -> ProcessPoolExecutor:
    with _lock:
        if "pool" not in _pools:
            _pools["pool"] = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        return _pools["pool"]
