"""Writing a file so that the old one or the new one is there, whole, whatever happens in between."""

from __future__ import annotations

import contextlib
import glob
import os
import tempfile
from pathlib import Path

from kztrans.errors import InputError

__all__ = ["write_atomic"]

NAME = 50
"""Code points of a file's name in its temporary file's, which has to fit a folder's 255 bytes, too."""


def write_atomic(path: str | os.PathLike[str], data: bytes) -> bool:
    """Replace the file at ``path`` by ``data``: temporary file in the same folder, fsync, rename.

    Missing folders are made; a symbolic link is followed; the file's mode is kept. Nothing is touched where the file
    already holds these bytes.

    Returns True where the file was written, False where it was the same already.

    Raises:
        InputError: the file cannot be written; what was there before is there still.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.is_file() and target.read_bytes() == data:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"cannot be written: {reason}", path=path, remedy="the old file, if any, is untouched"
        ) from error
    return True


def _replace(target: Path, data: bytes) -> None:
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
    prefix = f".{target.name[:NAME]}."
    _clear_up(target.parent, prefix)
    handle, temporary = tempfile.mkstemp(prefix=f"{prefix}{os.getpid()}-", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync_folder(target.parent)


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


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # some file systems cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
