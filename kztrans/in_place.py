"""Writing into a file itself, where it may not be replaced: who is killed in the middle loses nothing.

Before the first byte is changed, a journal beside the file holds what it held and what it is to hold. Whoever reads or
writes the file next finds the journal; where nobody holds the file's lock, its writer is dead, and the file gets what
it was to hold. That is done only where the file is a part of the new content and then of the old, as a process leaves
it that is killed; what somebody else has written since stays.

The journal lies beside the name that was written to: a file's other names (hard links) do not know of it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kztrans.errors import InputError

__all__ = ["settle", "sync_folder", "write_in_place"]

WAIT = 10.0
"""Seconds to wait for a writer that lives."""
_PAUSE = 0.01
_MARK = b"kztrans journal 1\n"
_DIGEST = 32
_SIZE = 8
_BLOCK = 512
"""Bytes of a disk's smallest block."""
_NAME = 50
"""Code points of the file's name in its journal's, which has to fit a folder's 255 bytes, too."""


def write_in_place(target: Path, data: bytes) -> None:
    """Write into a file, which keeps its other names and its owner; where that fails, the old content is put back.

    Raises:
        InputError: another process writes it all the time.
        OSError: the file cannot be written. It is as it was, or its journal is there.
    """
    with target.open("r+b", buffering=0) as stream:
        _lock(stream.fileno(), target)
        _complete(target)
        old = target.read_bytes()
        with _journal(target, old, data) as journal:
            try:
                _fill(stream.fileno(), data)
            except BaseException:
                _fill(stream.fileno(), old)
                journal.unlink()
                raise
            journal.unlink()


def settle(path: str | os.PathLike[str]) -> None:
    """End what a process that was killed began to write into a file; nothing where none was.

    Raises:
        InputError: another process writes it all the time, or it cannot be ended.
    """
    target = Path(os.path.realpath(path))
    if not os.path.lexists(_beside(target)):
        return
    try:
        with target.open("rb") as stream:
            _lock(stream.fileno(), target)
            _complete(target)
    except FileNotFoundError:  # what the journal was for is gone
        return
    except OSError as error:
        what = f"was left half-written by a process that was killed, and cannot be completed: {error.strerror or error}"
        remedy = f"allow writing it and reading {_beside(target).name} beside it"
        raise InputError(what, path=path, remedy=remedy) from error


def _complete(target: Path) -> None:
    """Do what the journal of a file says, whose lock is held: whoever wrote the journal is dead."""
    journal = _beside(target)
    said = _read(journal)
    if said is not None:
        _end(target, *said)
        journal.unlink()


def _end(target: Path, old: bytes, new: bytes) -> None:
    now = target.read_bytes()
    if now != new and _is_mixed(now, old, new):
        with target.open("r+b", buffering=0) as stream:
            _fill(stream.fileno(), new)


def _is_mixed(now: bytes, old: bytes, new: bytes) -> bool:
    """The new content and then the old, or, where the machine itself stopped, blocks of either in any order."""
    same, most = 0, min(len(now), len(new))
    while same < most:
        middle = (same + most + 1) // 2
        same, most = (middle, most) if now[:middle] == new[:middle] else (same, middle - 1)
    if now[same:] == old[same:]:
        return True
    blocks = (slice(at, at + _BLOCK) for at in range(0, max(len(now), len(old), len(new)), _BLOCK))
    return len(now) in (len(old), len(new)) and all(now[b] in (old[b], new[b]) for b in blocks)


def _beside(target: Path) -> Path:
    digest = hashlib.sha256(target.name.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return target.with_name(f".{target.name[:_NAME]}.{digest}.journal")


@contextmanager
def _journal(target: Path, old: bytes, new: bytes) -> Iterator[Path]:
    """A journal, on the disk. What is left of it is for whoever comes next."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:_NAME]}.{os.getpid()}-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            body = len(old).to_bytes(_SIZE, "big") + old + new
            stream.write(_MARK + hashlib.sha256(body).digest() + body)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(_beside(target))
        sync_folder(target.parent)
        yield _beside(target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _read(journal: Path) -> tuple[bytes, bytes] | None:
    """The old and the new content in a journal; None where there is none, or something else of its name."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(journal, flags)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as stream:
        return _parsed(stream.read())


def _parsed(data: bytes) -> tuple[bytes, bytes] | None:
    """The contents that a journal holds; None where it is not one of ours."""
    if not data.startswith(_MARK):
        return None
    digest, body = data[len(_MARK) :][:_DIGEST], data[len(_MARK) + _DIGEST :]
    if hashlib.sha256(body).digest() != digest:
        return None
    contents, size = body[_SIZE:], int.from_bytes(body[:_SIZE], "big")
    return contents[:size], contents[size:]


def _fill(handle: int, data: bytes) -> None:
    view, at = memoryview(data), 0
    while at < len(data):
        at += os.pwrite(handle, view[at:], at)
    os.ftruncate(handle, len(data))
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where its file system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lock(handle: int, target: Path) -> None:
    """Take a file's lock, where the system has one that dies with its holder."""
    if sys.platform == "win32":
        return
    import fcntl

    until = time.monotonic() + WAIT
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                what = "is being written by another kztrans all the time"
                raise InputError(what, path=target, remedy="wait for it to end, or end it") from None
            time.sleep(_PAUSE)
        else:
            return
