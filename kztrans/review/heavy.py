"""Work that takes seconds, done in a process of its own, so that pages do not wait for it.

What is small is done at once, in the thread that asks: starting a process takes longer.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

__all__ = ["LARGE", "done", "ready", "stop"]

T = TypeVar("T")

LARGE = 2000
"""Units or concepts from which on a process of its own is worth while."""

_pools: dict[str, ProcessPoolExecutor] = {}
_lock = threading.Lock()
_stopping = threading.Event()


def done(function: Callable[..., T], *given: Any, size: int) -> T:
    """What a function of a module gives for some values; both can be pickled."""
    if size < LARGE:
        return function(*given)
    try:
        return _submitted(function, *given).result()
    except (BrokenProcessPool, OSError):  # killed, or no process to be had
        if _stopping.is_set():
            raise
        with _lock:
            _pools.clear()
        return function(*given)


def stop() -> None:
    """End what is being done: nobody waits for it any more."""
    _stopping.set()
    for child in multiprocessing.active_children():
        child.terminate()


def ready() -> None:
    """Tune this process, which has read a whole project, for short answers.

    What was read stays, and the collector need not go through it again and again; a page takes turns sooner with what
    is done in the background.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(0.0005)


def _submitted(function: Callable[..., T], *given: Any) -> Future[T]:
    """Submit to a process that does not hear Ctrl-C, from its very first step on: that is for the server."""
    if sys.platform == "win32":
        return _pool().submit(function, *given)
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # which a new process inherits
    try:
        return _pool().submit(function, *given)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def _pool() -> ProcessPoolExecutor:
    with _lock:
        if "pool" not in _pools:
            _pools["pool"] = ProcessPoolExecutor(
                1,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=signal.signal,
                initargs=(signal.SIGINT, signal.SIG_IGN),  # Ctrl-C is for the server
            )
        return _pools["pool"]
