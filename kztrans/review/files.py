"""Files read once: what was parsed is kept until the file is another."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from kztrans.errors import InputError
from kztrans.reading import read_bytes

__all__ = ["FileCache", "Held"]

T = TypeVar("T")

SETTLED = 2.0
"""Seconds after which a file's time tells its content: clocks of file systems are coarse."""


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """A file's bytes, what they were parsed to, and their digest."""

    data: bytes
    value: T
    digest: str


class FileCache(Generic[T]):
    """Parsed files by path; looked at anew where size or time differ, parsed anew where the bytes do."""

    def __init__(self, parse: Callable[[bytes, Path], T]) -> None:
        self._parse = parse
        self._held: dict[Path, Held[T]] = {}
        self._stamps: dict[Path, tuple[tuple[int, int, int], float]] = {}
        self._lock = threading.RLock()

    def get(self, path: Path) -> Held[T]:
        """A file as it is now.

        Raises:
            InputError: it cannot be read or parsed.
        """
        with self._lock:
            stamp = _stamp(path)
            held = self._held.get(path)
            if held is not None and self._stamps.get(path, (None, 0.0))[0] == stamp and self._trusted(path, stamp):
                return held
            read_at = time.time()
            data = read_bytes(path, "another file")
            if held is None or held.data != data:
                held = Held(data, self._parse(data, path), _digest(data))
                self._held[path] = held
            self._stamps[path] = (stamp, read_at)
            return held

    def held(self, path: Path) -> Held[T] | None:
        """What is remembered of a file, whatever it holds now."""
        with self._lock:
            return self._held.get(path)

    def put(self, path: Path, data: bytes, value: T) -> Held[T]:
        """Remember what was just written to a file; it is compared with the file's bytes when it is asked for."""
        with self._lock:
            held = self._held[path] = Held(data, value, _digest(data))
            self._stamps.pop(path, None)
            return held

    def _trusted(self, path: Path, stamp: tuple[int, int, int]) -> bool:
        return self._stamps[path][1] - stamp[0] / 1e9 > SETTLED


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    return status.st_mtime_ns, status.st_size, status.st_ino


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(f"cannot be read: {error.strerror or error}", path=path, remedy="check the file")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
