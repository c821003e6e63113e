"""Writing a file so that the old one or the new one is there, whole, whatever happens in between."""

from __future__ import annotations

import contextlib
import glob
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kztrans.errors import InputError
from kztrans.in_place import settle, sync_folder, write_in_place

__all__ = ["install", "stage", "streamed", "write_atomic"]

NAME = 50
"""Code points of a file's name in its temporary file's, which has to fit a folder's 255 bytes, too."""


def write_atomic(path: str | os.PathLike[str], data: bytes) -> bool:
    """Replace the file at ``path`` by ``data``: temporary file in the same folder, fsync, rename.

    Missing folders are made; a symbolic link is followed; mode and owner are kept. Nothing is touched where the file
    already holds these bytes. A file with several names (hard links), or one whose owner could not be kept, is written
    in place, so that it stays one file (``in_place``).

    Returns True where the file was written, False where it was the same already.

    Raises:
        InputError: the file cannot be written, is protected, or is no file; what was there before is there still.
    """
    with _told(path):
        target, before = _found(path)
        if before is not None and before.st_size == len(data) and target.read_bytes() == data:
            return False
        _make_room(target, before, path)
        if before is not None and before.st_nlink > 1:
            write_in_place(target, data)
            return True
        with _temporary(target) as (temporary, stream):
            stream.write(data)
            _finished(stream)
            _installed(temporary, target, before)
    return True


@contextlib.contextmanager
def streamed(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """A stream whose bytes replace the file at ``path`` when the block is left, as ``write_atomic`` would do it.

    For what is too large to be held. Where the block raises, what was there before is there still.

    Raises:
        InputError: see ``write_atomic``; the device being full in the middle is one, too.
    """
    with _told(path):
        target, before = _found(path)
        _make_room(target, before, path)
        with _temporary(target) as (temporary, stream):
            yield stream
            _finished(stream)
            _installed(temporary, target, before)


def stage(path: str | os.PathLike[str], data: bytes, number: str) -> Path | None:
    """Put what a file is to hold on the disk, beside it, under a name of its own; ``install`` puts it in its place.

    Returns where it lies; None where the file holds these bytes already.

    Raises:
        InputError: the file could not be written, is protected, or is no file; nothing is left behind.
    """
    with _told(path):
        target, before = _found(path)
        staged = target.with_name(f"{_prefix(target)}{number}.new")
        if before is not None and before.st_size == len(data) and target.read_bytes() == data:
            return None
        _make_room(target, before, path)
        try:
            with staged.open("wb") as stream:
                stream.write(data)
                _finished(stream)
        except OSError:
            with contextlib.suppress(OSError):
                staged.unlink()
            raise
    return staged


def install(staged: Path, path: str | os.PathLike[str]) -> None:
    """Put what ``stage`` left in the place of the file that it is for.

    Raises:
        OSError: it cannot be done; the file holds what it held.
    """
    target = Path(os.path.realpath(path))
    _installed(staged, target, _status(target))


@contextlib.contextmanager
def _told(path: str | os.PathLike[str]) -> Iterator[None]:
    """Errors of the system as those that a user can do something about."""
    try:
        yield
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        raise InputError(what, path=path, remedy="the old file, if any, is untouched") from error


def _found(path: str | os.PathLike[str]) -> tuple[Path, os.stat_result | None]:
    """The file that a name leads to, and its status, if it is there; what a kill left half written is completed."""
    try:
        target = Path(os.path.realpath(path))
        settle(target)
        before = _status(target)
    except ValueError as error:  # a NUL in its name
        raise InputError("is no name of a file", path=path, remedy="name another file") from error
    if before is not None:
        _refuse_odd(before, target, path)
    return target, before


def _make_room(target: Path, before: os.stat_result | None, path: str | os.PathLike[str]) -> None:
    if before is not None:
        _refuse_protected(before, target, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_up(target.parent, _prefix(target))


def _prefix(target: Path) -> str:
    return f".{target.name[:NAME]}."


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.lstat()  # links are resolved: one that is left leads round in a circle
    except FileNotFoundError:
        return None


def _refuse_odd(status: os.stat_result, target: Path, path: str | os.PathLike[str]) -> None:
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if target.is_dir() else "a device, a pipe or a link to itself"
        raise InputError(f"cannot be written: it is {what}, not a file", path=path, remedy="name another file")


def _refuse_protected(status: os.stat_result, target: Path, path: str | os.PathLike[str]) -> None:
    """A file that nobody may write is not written by root either, nor by whoever may replace it in its folder."""
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise InputError("cannot be written: it is write-protected", path=path, remedy="allow writing it (chmod u+w)")


@contextlib.contextmanager
def _temporary(target: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """A new file beside another one, open for writing; it is gone where the block fails."""
    handle, name = tempfile.mkstemp(prefix=f"{_prefix(target)}{os.getpid()}-", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield Path(name), stream
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _finished(stream: IO[bytes]) -> None:
    """Have all of a file on the disk, and close it, for some systems move no file that is open."""
    stream.flush()
    os.fsync(stream.fileno())
    stream.close()


def _installed(temporary: Path, target: Path, before: os.stat_result | None) -> None:
    """Put a temporary file, whole on the disk, in the place of the one that it is for."""
    if before is not None and (before.st_nlink > 1 or not _owned_alike(temporary, before)):
        data = temporary.read_bytes()
        temporary.unlink()
        write_in_place(target, data)
        return
    temporary.chmod(0o666 & ~_umask() if before is None else stat.S_IMODE(before.st_mode))
    temporary.replace(target)
    sync_folder(target.parent)


def _owned_alike(temporary: Path, before: os.stat_result) -> bool:
    """Give a new file the owner and group of the one that it replaces; False where that is not allowed."""
    status = temporary.stat()
    if (status.st_uid, status.st_gid) == (before.st_uid, before.st_gid):
        return True
    try:
        os.chown(temporary, before.st_uid, before.st_gid)
    except OSError:
        return False
    return True


def _clear_up(folder: Path, prefix: str) -> None:
    """Remove what a process that was killed in the middle left behind."""
    for path in folder.glob(f"{glob.escape(prefix)}*.tmp"):
        owner = path.name[len(prefix) :].partition("-")[0]
        if owner.isdigit() and not _is_alive(int(owner)):
            with contextlib.suppress(OSError):
                path.unlink()


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        return True  # where the question itself would end the process
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
