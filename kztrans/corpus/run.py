"""Carrying out a plan: every stretch that lacks its part, whatever happens to the processes that do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kztrans.atomic import write_atomic
from kztrans.corpus.manifest import Stretch
from kztrans.corpus.parts import first_and_count, name_of
from kztrans.corpus.plan import Plan
from kztrans.corpus.settings import Settings
from kztrans.corpus.stretch import AlignStretch
from kztrans.reading import read_bytes
from kztrans.workers import Engine

__all__ = ["carried_out"]

_TRIES = 3
"""Processes that a document may end before it is taken for the reason."""


def carried_out(plan: Plan, settings: Settings, engine: Engine) -> Iterator[int]:
    """Do what a plan says there is to do; gives, as it goes on, how many rows are done more.

    A stretch whose process ends in the middle is done in halves, and so on, until the document is found that no process
    survives; it is an error like others. The halves' parts are put together in the end, so that nothing tells how a
    part came about. What was finished stays whatever comes.

    Raises:
        InputError: a file cannot be read or written, or no process be had.
    """
    for path in plan.leftovers():
        with suppress(OSError):
            path.unlink()
    plan.folder.mkdir(parents=True, exist_ok=True)
    work = AlignStretch(plan.manifest, plan.folder, settings, plan.digest)
    halving = _Halving(plan, work)
    yield from (rows for _, rows in engine.run(plan.todo, work, halving.lost))
    yield from halving.given_up
    halving.put_together()


class _Halving:
    """What becomes of stretches that are lost."""

    def __init__(self, plan: Plan, work: AlignStretch) -> None:
        self.plan, self.work = plan, work
        self.halved: set[int] = set()
        """First rows of the plan's stretches that were done in pieces."""
        self.tries = Counter[Stretch]()
        self.given_up: list[int] = []

    def lost(self, stretch: Stretch, why: str) -> Sequence[Stretch]:
        """Its halves; of one row, the row once more, or nothing."""
        if stretch.count > 1:
            self.halved.add(stretch.first)
            return stretch.halves(self.plan.manifest)
        self.tries[stretch] += 1
        if self.tries[stretch] < _TRIES and not why.startswith("it took longer"):
            return (stretch,)
        self.work.give_up(stretch, why)
        self.given_up.append(1)
        return ()

    def put_together(self) -> None:
        """Make one part of the pieces of each stretch; a piece that was done twice is taken once."""
        pieces = self.plan.leftovers() if self.halved else []
        for stretch in self.plan.todo:
            if stretch.first in self.halved:
                own = [path for path in pieces if 0 <= first_and_count(path)[0] - stretch.first < stretch.count]
                path = self.plan.folder / name_of(stretch, self.plan.digest)
                if not path.exists():
                    write_atomic(path, b"".join(read_bytes(piece, "a part") for piece in _in_sequence(own)))
                for piece in own:
                    piece.unlink()


def _in_sequence(pieces: Sequence[Path]) -> Iterator[Path]:
    """Pieces that follow each other without a gap: of those that begin with the same row the longest."""
    at = -1
    for path in sorted(pieces, key=lambda piece: (first_and_count(piece)[0], -first_and_count(piece)[1])):
        first, count = first_and_count(path)
        if first >= at:
            yield path
            at = first + count
