"""Files and pairs of documents as entries of a memory, read in this process or in others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Union

from kztrans.errors import InputError
from kztrans.memory.entries import Entry

__all__ = ["Given", "Held", "held_by"]

Given = Union[Path, "tuple[Path, Path]"]
"""A file, or a document and its translation."""
_STREAMED = 50_000_000
"""Bytes of a file beyond which it is read entry by entry, by the process that adds them."""


@dataclass(frozen=True)
class Held:
    """What a file holds: entries as they come; where the file has a fault, what stands before it."""

    entries: Iterable[Entry]
    """Taking them raises InputError where the file has a fault."""
    origin: str
    losses: Counter[str] = field(default_factory=Counter)
    """What is in no entry; complete when the entries have been taken."""


def held_by(given: Sequence[Given], languages: tuple[str, str], processes: int = 1) -> Iterator[Held]:
    """What files hold, in their order.

    Args:
        given: the files.
        languages: source and target language; empty ones are the file's own.
        processes: how many read at a time; a very large file is read as it is added, whatever this says.
    """
    large = [isinstance(file, Path) and file.is_file() and file.stat().st_size > _STREAMED for file in given]
    others = [file for file, is_large in zip(given, large, strict=True) if not is_large]
    if processes == 1 or len(others) < 2:
        yield from (_opened(file, languages) for file in given)
        return
    from kztrans.workers.local import Local
    from kztrans.workers.ordered import ordered

    read = ordered(Local(min(processes, len(others))), others, _Reader(languages), _lost)
    for file, is_large in zip(given, large, strict=True):
        yield _opened(file, languages) if is_large else next(read).held()


def _opened(file: Given, languages: tuple[str, str]) -> Held:
    losses: Counter[str] = Counter()
    return Held(_entries(file, languages, losses), _origin(file), losses)


def _origin(file: Given) -> str:
    return (file if isinstance(file, Path) else file[1]).as_posix()


def _entries(file: Given, languages: tuple[str, str], losses: Counter[str]) -> Iterator[Entry]:
    if isinstance(file, Path):
        from kztrans.memory.files import read_entries

        yield from read_entries(file, *languages, losses)
    else:
        from kztrans.jobs.pairs import entries_of_pair

        yield from entries_of_pair(*file, languages[0] or "id", languages[1] or "en")


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file holds, on its way from another process."""

    entries: tuple[Entry, ...]
    origin: str
    losses: Counter[str]
    error: InputError | None = None

    def held(self) -> Held:
        return Held(self._taken(), self.origin, self.losses)

    def _taken(self) -> Iterator[Entry]:
        yield from self.entries
        if self.error is not None:
            raise self.error


@dataclass(frozen=True)
class _Reader:
    """Reads a file whole."""

    languages: tuple[str, str]

    def __call__(self, file: Given) -> _Read:
        held, entries = _opened(file, self.languages), list[Entry]()
        try:
            for entry in held.entries:
                entries.append(entry)
        except InputError as error:
            return _Read(tuple(entries), held.origin, held.losses, error)
        return _Read(tuple(entries), held.origin, held.losses)


def _lost(file: Given, why: str) -> _Read:
    error = InputError(f"was not read: {why}", path=_origin(file), remedy="run the same again with --jobs 1")
    return _Read((), _origin(file), Counter(), error)
