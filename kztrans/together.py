r"""Writing several files so that all of them are written or none, whatever happens in between.

What each file is to hold is put on the disk beside it first. Then the intent, which files are to get what, is written
to a file of its own, and only then each new content takes its file's place. Whoever finds an intent, since a process
was killed in the middle, finishes it: ``settle``. Without an intent nothing has happened.

A line that is to be added to a log belongs to the intent as well.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kztrans.atomic import install, stage, write_atomic
from kztrans.errors import InputError
from kztrans.reading import read_if_there

__all__ = ["Line", "append_line", "settle", "state_folder", "write_together"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be added to a log: the log, and the line with its line feed."""

    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class _Part:
    """A file of an intent: what it is to hold lies at ``staged``; digests of what it held and is to hold."""

    staged: Path
    path: Path
    old: str
    new: str


def state_folder(beside: Path) -> Path:
    """The folder for what kztrans keeps of its own work beside some files; it is no part of a project's versions.

    Raises:
        InputError: it cannot be made.
    """
    folder = beside / ".kztrans"
    if not (folder / ".gitignore").exists():
        write_atomic(folder / ".gitignore", b"*\n")
    return folder


def write_together(intent: Path, files: Sequence[tuple[Path, bytes]], line: Line | None = None) -> tuple[Path, ...]:
    """Write some files, and a line of a log, all or none; the caller has locked their folders and settled the intent.

    Args:
        intent: where the intent is put down meanwhile.
        files: what each is to hold, in the order in which they are to be put in their places.

    Returns the files that were not so already.

    Raises:
        InputError: one of them cannot be written; all are as they were.
    """
    parts: list[_Part] = []
    old: dict[Path, bytes | None] = {}
    try:
        for path, data in files:
            _clear_up(path)
            staged = stage(path, data, f"{len(parts)}{intent.stem[:8]}")
            if staged is not None:
                old[path] = read_if_there(path, "another file")
                parts.append(_Part(staged, path, _digest(old[path]), _digest(data)))
        if parts or line is not None:
            write_atomic(intent, _put_down(intent, parts, line))
    except BaseException:
        _forget(parts)
        raise
    try:
        for part in parts:
            _into_place(part)
        if line is not None:
            append_line(line)
    except InputError:
        for part in parts:
            _put_back(part.path, old[part.path])
        _forget(parts)
        _remove(intent)
        raise
    _remove(intent)
    return tuple(part.path for part in parts)


def settle(intent: Path) -> bool:
    """Finish what a process that was killed had begun to write; the caller has locked the files' folders.

    A file that another program has changed meanwhile stays as that left it. Where it is the first one, nothing of the
    deed is done yet, and nothing is.

    Returns whether there was an intent.

    Raises:
        InputError: a file cannot be read or written.
    """
    data = read_if_there(intent, "an intent")
    if data is None:
        return False
    parts, line = _taken_up(intent, data)
    begun = False
    for part in parts:
        now = _digest(read_if_there(part.path, "another file"))
        if now == part.old and _digest(read_if_there(part.staged, "another file")) == part.new:
            _into_place(part)
            begun = True
        elif now == part.new:
            begun = True
        elif not begun:  # it was changed since, and nothing of the deed had been done
            line = None
            break
    if line is not None:
        append_line(line)
    _forget(parts)
    _remove(intent)
    return True


def append_line(line: Line) -> None:
    """Add a line to a log, unless it ends with it; what a killed process left of a line is taken away.

    Raises:
        InputError: it cannot be written.
    """
    try:
        line.path.parent.mkdir(parents=True, exist_ok=True)
        with line.path.open("a+b", buffering=0) as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(size - len(line.data) - 1, 0))
            tail = stream.read()
            if tail.endswith(line.data) and (len(tail) == len(line.data) or tail[: -len(line.data)].endswith(b"\n")):
                return
            torn = tail[tail.rfind(b"\n") + 1 :]
            if torn and line.data.startswith(torn):
                size -= len(torn)
                stream.truncate(size)
                torn = b""
            _write_all(stream.fileno(), (b"\n" if torn else b"") + line.data, size)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"cannot be written: {reason}", path=line.path, remedy="make room, or allow it") from error


def _write_all(handle: int, data: bytes, size: int) -> None:
    view = memoryview(data)
    try:
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, size)
        raise


def _into_place(part: _Part) -> None:
    try:
        install(part.staged, part.path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"cannot be written: {reason}", path=part.path, remedy="the old file is untouched") from error


def _put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    else:
        write_atomic(path, data)


def _put_down(intent: Path, parts: Sequence[_Part], line: Line | None) -> bytes:
    base = intent.parent
    record: dict[str, Any] = {
        "files": [[os.path.relpath(p.staged, base), os.path.relpath(p.path, base), p.old, p.new] for p in parts],
    }
    if line is not None:
        record["log"] = [os.path.relpath(line.path, base), line.data.decode("utf-8", "surrogateescape")]
    return (json.dumps(record) + "\n").encode("ascii")


def _taken_up(intent: Path, data: bytes) -> tuple[list[_Part], Line | None]:
    base = intent.parent
    try:
        record = json.loads(data)
        parts = [_Part(base / staged, base / path, old, new) for staged, path, old, new in record["files"]]
        line = None
        if "log" in record:
            path, text = record["log"]
            line = Line(base / path, text.encode("utf-8", "surrogateescape"))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("is no intent of kztrans", path=intent, remedy="delete it") from error
    return parts, line


def _clear_up(path: Path) -> None:
    """Remove what was put beside a file by a process that was killed before it put down its intent."""
    target = Path(os.path.realpath(path))
    for left in target.parent.glob(f".{glob.escape(target.name[:50])}.*.new"):
        with contextlib.suppress(OSError):
            left.unlink()


def _forget(parts: Sequence[_Part]) -> None:
    for part in parts:
        _remove(part.staged)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()
