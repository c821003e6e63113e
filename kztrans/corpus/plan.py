"""What there is to do: the stretches of a manifest, and which of them have a part already."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kztrans.corpus.manifest import Stretch, rows_of, stretches
from kztrans.corpus.parts import FOLDER, name_of, parts_below
from kztrans.corpus.settings import Settings
from kztrans.errors import InputError

__all__ = ["SIZE", "Plan", "planned"]

SIZE = 20
"""Rows of a stretch, about: large enough that a task is worth its way, small enough that little is lost with one."""


@dataclass(frozen=True)
class Plan:
    """The stretches of a manifest in their order, and what is known of their parts."""

    manifest: Path
    folder: Path
    """Where parts lie."""
    digest: str
    """Of the settings."""
    stretches: tuple[Stretch, ...]
    todo: tuple[Stretch, ...]
    """Those that have no part, or one that is older than one of their documents."""
    stale: int
    """How many of these have one that is too old."""

    @property
    def rows(self) -> int:
        """How many pairs of documents there are."""
        return sum(stretch.count for stretch in self.stretches)

    @property
    def rows_todo(self) -> int:
        """How many of them are to be aligned."""
        return sum(stretch.count for stretch in self.todo)

    def parts(self) -> Iterator[Path]:
        """The files of all parts, in the order of the manifest."""
        return (self.folder / name_of(stretch, self.digest) for stretch in self.stretches)

    def leftovers(self) -> list[Path]:
        """Parts that are none of this plan's: of another manifest, of other settings, of halves that were given up."""
        own = {name_of(stretch, self.digest) for stretch in self.stretches}
        return [self.folder / name for name, _ in parts_below(self.folder) if name not in own]


def planned(manifest: Path, out: Path, settings: Settings, size: int = SIZE) -> Plan:
    """Read a manifest and see what there is of it in ``out``.

    A part is known by its name, a digest of the documents that its rows name and of the settings. Like ``make``, this
    looks at no document's content: one that was changed later than its part was written makes the part stale.

    Raises:
        InputError: the manifest or a file of the settings cannot be read.
    """
    digest, folder = settings.digest(), out / FOLDER
    found = tuple(stretches(manifest, size))
    if not found:
        raise InputError("holds no pair of documents", path=manifest, remedy="see `kztrans corpus pair --help`")
    there = dict(parts_below(folder))
    todo, stale = [], 0
    for stretch in found:
        made = there.get(name_of(stretch, digest))
        if made is None:
            todo.append(stretch)
        elif _newest(manifest, stretch) > made:
            todo.append(stretch)
            stale += 1
    return Plan(manifest, folder, digest, found, tuple(todo), stale)


def _newest(manifest: Path, stretch: Stretch) -> int:
    """When the document of a stretch that was changed last was changed; one that is gone has not changed.

    Where the system tells when a file was put in its place, or its permissions changed, that counts: an older one that
    replaces another, or one that comes back or can be read at last, has changed as well.
    """
    newest, folder = 0, str(manifest.parent)
    for row in rows_of(manifest, stretch):
        for name in (row.source, row.target):
            try:
                status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - a million
            except (OSError, ValueError):
                continue
            newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
    return newest
