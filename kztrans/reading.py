"""Reading a file's bytes, with an error that a user can do something about."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from kztrans.errors import InputError
from kztrans.in_place import settle

__all__ = ["is_file", "read_bytes", "read_if_there", "real", "refuse_endless", "refuse_marks"]

_MARK = re.compile(rb"^(?:<{7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)


def read_bytes(path: str | os.PathLike[str], kind: str) -> bytes:
    """The bytes of a file; ``kind`` is what should have been named, ``"an XLIFF file"``.

    Raises:
        InputError: there is no such file, it cannot be read, or it is a device or a pipe, which may never end.
    """
    try:
        refuse_endless(path, kind)
        return Path(path).read_bytes()
    except IsADirectoryError as error:
        raise InputError("is a folder, not a file", path=path, remedy=f"name {kind}") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path, remedy=f"name {kind}") from error
    except ValueError as error:  # a NUL in its name
        raise InputError("is no name of a file", path=path, remedy=f"name {kind}") from error


def read_if_there(path: str | os.PathLike[str], kind: str) -> bytes | None:
    """The bytes of a file; None where there is none.

    Raises:
        InputError: it cannot be read, or it is a device or a pipe.
    """
    try:
        return read_bytes(path, kind)
    except InputError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise


def is_file(path: str | os.PathLike[str]) -> bool:
    """Is there a file of this name, which may be anything: where it can be none, that is no error."""
    try:
        return Path(path).is_file()
    except (OSError, ValueError):  # too long, or with a NUL in it
        return False


def real(path: str | os.PathLike[str]) -> Path:
    """A path without links, absolute; a link that leads round in a circle stays as it is, which is no error here."""
    return Path(os.path.realpath(path))


def refuse_endless(path: str | os.PathLike[str], kind: str) -> None:
    """Refuse a device or a pipe, which may never end; ask before a file is opened, since opening a pipe waits.

    A file that a process was writing into when it was killed is completed.

    Raises:
        InputError: it is one, or the file cannot be completed.
        OSError: there is no such file.
    """
    mode = Path(path).stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise InputError("is a device or a pipe, not a file", path=path, remedy=f"name {kind}")
    settle(path)


def refuse_marks(data: bytes, path: str | os.PathLike[str] | None) -> None:
    """Refuse what git leaves in a file that two changed differently, whatever else the file's format says of it.

    Raises:
        InputError: a line begins like git's.
    """
    found = _MARK.search(data)
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        remedy = "keep one of the two versions, and take git's lines out"
        raise InputError("a conflict that git left", path=path, line=line, remedy=remedy)
