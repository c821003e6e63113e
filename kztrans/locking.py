"""One writer at a time: a lock on a folder, held while a file in it is read, changed and written.

Where the system has ``flock`` (POSIX), the folder itself is locked, against other threads and other processes alike,
and nothing is left behind. Elsewhere a file in the temporary folder stands for it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["locked"]


@contextmanager
def locked(path: str | os.PathLike[str]) -> Iterator[None]:
    """Hold the lock of the folder that a file lies in; wait for it as long as it takes. It is not reentrant."""
    folder = Path(os.path.realpath(path)).parent
    handle = _opened(folder)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)  # and with it the lock


def _opened(folder: Path) -> int:
    if sys.platform != "win32":
        return os.open(folder, os.O_RDONLY)
    name = hashlib.sha256(str(folder).lower().encode("utf-8")).hexdigest()[:32]
    return os.open(Path(tempfile.gettempdir()) / f"kztrans-{name}.lock", os.O_RDWR | os.O_CREAT)


def _lock(handle: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
        return
    import msvcrt

    while True:
        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        except OSError:  # ten seconds have passed
            continue
        return
