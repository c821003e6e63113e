"""Carrying out a plan: every stretch that lacks its part, whatever happens to the processes that do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from kztrans.corpus.manifest import Stretch
from kztrans.corpus.parts import joined, name_of
from kztrans.corpus.plan import Plan
from kztrans.corpus.settings import Settings
from kztrans.corpus.stretch import AlignStretch, put
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
        self.halves: dict[Stretch, tuple[Stretch, Stretch]] = {}
        """Of the stretches that were done in pieces."""
        self.tries = Counter[Stretch]()
        self.given_up: list[int] = []

    def lost(self, stretch: Stretch, why: str) -> Sequence[Stretch]:
        """Its halves; of one row, the row once more, or nothing."""
        if stretch.count > 1:
            halves = self.halves[stretch] = stretch.halves(self.plan.manifest)
            return halves
        self.tries[stretch] += 1
        if self.tries[stretch] < _TRIES and not why.startswith("it took longer"):
            return (stretch,)
        self.work.give_up(stretch, why)
        self.given_up.append(1)
        return ()

    def put_together(self) -> None:
        """Make one part of the pieces of each stretch; one that was done whole after all does not need them."""
        for stretch in self.plan.todo:
            path = self._path(stretch)
            if stretch in self.halves and not path.exists():
                pieces = list(self._pieces(stretch, stretch.first))
                put(path, joined(pieces), any(piece.stat().st_mtime_ns == 0 for piece, _ in pieces))
        for path in self.plan.leftovers() if self.halves else ():
            path.unlink()

    def _pieces(self, stretch: Stretch, first: int) -> Iterator[tuple[Path, int]]:
        """The parts that a stretch is made of, in their order, each with how many rows it comes after ``first``."""
        path = self._path(stretch)
        if path.exists():
            yield path, stretch.first - first
        else:
            for half in self.halves[stretch]:
                yield from self._pieces(half, first)

    def _path(self, stretch: Stretch) -> Path:
        return self.plan.folder / name_of(stretch, self.plan.digest)
