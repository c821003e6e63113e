"""Reading a file's bytes, with an error that a user can do something about."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kztrans.errors import InputError

__all__ = ["read_bytes"]


def read_bytes(path: str | os.PathLike[str], kind: str) -> bytes:
    """The bytes of a file; ``kind`` is what should have been named, ``"an XLIFF file"``.

    Raises:
        InputError: there is no such file, it cannot be read, or it is a device or a pipe, which may never end.
    """
    try:
        mode = Path(path).stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise InputError("is a device or a pipe, not a file", path=path, remedy=f"name {kind}")
        return Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"cannot be read: {reason}", path=path, remedy=f"name {kind}") from error
