"""One writer at a time: a lock on a folder, held while a file in it is read, changed and written.

Where the system has ``flock`` (POSIX), the folder itself is locked, against other threads and other processes alike,
and nothing is left behind. Elsewhere a file in the temporary folder stands for it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kztrans.errors import InputError

__all__ = ["changing", "locked"]

WAIT = 60.0
"""Seconds to wait for another process that holds the lock: one that was stopped would be waited for without end."""
_PAUSE = 0.02
_MINE = threading.local()
"""The folders whose lock a thread holds."""


@contextmanager
def locked(path: str | os.PathLike[str]) -> Iterator[None]:
    """Hold the lock of the folder that a file lies in; for a thread that holds it already, it does nothing.

    Raises:
        InputError: another process holds it all the time, or the folder cannot be locked.
    """
    folder = Path(os.path.realpath(path)).parent
    held: set[Path] = _MINE.__dict__.setdefault("folders", set())
    if folder in held:
        yield
        return
    try:
        handle = _opened(folder)
    except OSError as error:
        what = f"cannot be locked: {error.strerror or error}"
        raise InputError(what, path=folder, remedy="check the folder") from error
    try:
        _lock(handle, folder)
        held.add(folder)
        yield
    finally:
        held.discard(folder)
        os.close(handle)  # and with it the lock


@contextmanager
def changing(*paths: str | os.PathLike[str]) -> Iterator[None]:
    """Hold the locks of the folders that files are in or are to be written to; folders that are missing are made.

    Take them in one order everywhere: the folder of a document's TMX, then that of its PO.

    Raises:
        InputError: another process holds one all the time, or a folder cannot be made.
    """
    with ExitStack() as held:
        folders = dict.fromkeys(os.path.dirname(os.path.realpath(path)) for path in paths)  # noqa: PTH120
        for folder in folders:
            try:
                Path(folder).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                what = f"cannot be made: {error.strerror or error}"
                raise InputError(what, path=folder, remedy="choose another place") from error
            held.enter_context(locked(Path(folder) / "file"))
        yield


def _opened(folder: Path) -> int:
    if sys.platform != "win32":
        return os.open(folder, os.O_RDONLY)
    name = hashlib.sha256(str(folder).lower().encode("utf-8")).hexdigest()[:32]
    return os.open(Path(tempfile.gettempdir()) / f"kztrans-{name}.lock", os.O_RDWR | os.O_CREAT)


def _lock(handle: int, folder: Path) -> None:
    until = time.monotonic() + WAIT
    while not _taken(handle):
        if time.monotonic() > until:
            what = "is being changed by another kztrans all the time"
            raise InputError(what, path=folder, remedy="wait for it to end, or end it")
        time.sleep(_PAUSE)


def _taken(handle: int) -> bool:
    if sys.platform != "win32":
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
    import msvcrt

    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
