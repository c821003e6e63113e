"""Writing a file so that the old one or the new one is there, whole, whatever happens in between."""

from __future__ import annotations

import contextlib
import glob
import os
import stat
import tempfile
from pathlib import Path

from kztrans.errors import InputError
from kztrans.in_place import settle, sync_folder, write_in_place

__all__ = ["install", "stage", "write_atomic"]

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
    try:
        target = Path(os.path.realpath(path))
        settle(target)
        before = _status(target)
        if before is not None:
            _refuse_odd(before, target, path)
            if before.st_size == len(data) and target.read_bytes() == data:
                return False
            _refuse_protected(before, target, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data, before)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"cannot be written: {reason}", path=path, remedy="the old file, if any, is untouched"
        ) from error
    except ValueError as error:  # a NUL in its name
        raise InputError("is no name of a file", path=path, remedy="name another file") from error
    return True


def stage(path: str | os.PathLike[str], data: bytes, number: str) -> Path | None:
    """Put what a file is to hold on the disk, beside it, under a name of its own; ``install`` puts it in its place.

    Returns where it lies; None where the file holds these bytes already.

    Raises:
        InputError: the file could not be written, is protected, or is no file; nothing is left behind.
    """
    target = Path(os.path.realpath(path))
    staged: Path | None = None
    try:
        settle(target)
        before = _status(target)
        if before is not None:
            _refuse_odd(before, target, path)
            if before.st_size == len(data) and target.read_bytes() == data:
                return None
            _refuse_protected(before, target, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = target.with_name(f".{target.name[:NAME]}.{number}.new")
        with staged.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        if staged is not None:
            with contextlib.suppress(OSError):
                staged.unlink()
        reason = error.strerror or str(error)
        raise InputError(
            f"cannot be written: {reason}", path=path, remedy="the old file, if any, is untouched"
        ) from error
    return staged


def install(staged: Path, path: str | os.PathLike[str]) -> None:
    """Put what ``stage`` left in the place of the file that it is for.

    Raises:
        OSError: it cannot be done; the file holds what it held.
    """
    target = Path(os.path.realpath(path))
    before = _status(target)
    if before is not None and (before.st_nlink > 1 or not _owned_alike(staged, before)):
        write_in_place(target, staged.read_bytes())
        staged.unlink()
        return
    staged.chmod(0o666 & ~_umask() if before is None else stat.S_IMODE(before.st_mode))
    staged.replace(target)
    sync_folder(target.parent)


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


def _replace(target: Path, data: bytes, before: os.stat_result | None) -> None:
    prefix = f".{target.name[:NAME]}."
    _clear_up(target.parent, prefix)
    if before is not None and before.st_nlink > 1:
        write_in_place(target, data)
        return
    handle, name = tempfile.mkstemp(prefix=f"{prefix}{os.getpid()}-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if before is not None and not _owned_alike(temporary, before):
            temporary.unlink()
            write_in_place(target, data)
            return
        temporary.chmod(0o666 & ~_umask() if before is None else stat.S_IMODE(before.st_mode))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
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
