"""What a target of fuzzing is, and what counts as a fault."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kztrans.errors import InputError

__all__ = ["Target", "fault", "folder", "in_file"]


@dataclass(frozen=True)
class Target:
    """Something that reads bytes, and good bytes for it."""

    run: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]
    share: int = 10
    """How often it is chosen, against the others."""


def fault(target: Target, data: bytes) -> str:
    """What is wrong with what a target does to some bytes, or nothing."""
    try:
        target.run(data)
    except InputError as error:
        text = str(error)
        return f"a message of more than one line: {text[:200]!r}" if "\n" in text or len(text) > 2000 else ""
    except Exception as error:
        places = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)[-3:]]
        return f"{type(error).__name__} at {' > '.join(places)}: {str(error)[:150]}"
    return ""


@cache
def folder() -> Path:
    """A folder for what has to be a file."""
    return Path(tempfile.mkdtemp(prefix="kztrans-fuzz-"))


def in_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """A reader of files as one of bytes."""

    def run(data: bytes) -> object:
        path = folder() / name
        path.write_bytes(data)
        return read(path)

    return run
