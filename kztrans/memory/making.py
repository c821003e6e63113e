"""A memory to add to, which is made where there is none, and not left behind where nothing came into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kztrans.memory.store import Memory

__all__ = ["made"]


@contextmanager
def made(path: Path) -> Iterator[Memory]:
    """The memory at ``path``. Where it was not there, and what follows fails with nothing in it, it is gone again.

    So are the folders that were made for it.

    Raises:
        InputError: it cannot be made, or is none.
    """
    absent = [place for place in (path, *path.absolute().parents) if not place.exists()]
    empty = True
    try:
        with Memory(path, create=True) as memory:
            try:
                yield memory
            finally:
                empty = not memory.languages()
    except BaseException:
        if absent and empty:
            _unmade(path, absent[1:])
        raise


def _unmade(path: Path, folders: list[Path]) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            Path(f"{path}{end}").unlink(missing_ok=True)
    with suppress(OSError):  # something else is in one of them by now
        for folder in folders:
            folder.rmdir()
