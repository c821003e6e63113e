"""Tasks on processes of this machine.

Each process has one task at a time and a pipe to the parent, so that one that is killed costs its own task only; the
standard library's pool would give up all of them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from kztrans.errors import InputError
from kztrans.workers.engine import Lost, one_thread_each

__all__ = ["Local"]

Task = TypeVar("Task")
Result = TypeVar("Result")

_CONTEXT = multiprocessing.get_context("spawn")
_STILLBORN = 10
"""Processes in sequence that end before they have begun, after which no further one is tried."""


@dataclass(slots=True)
class _Hand(Generic[Task]):
    """A process, the pipe to it, and what it is doing."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False
    task: Task | None = None
    until: float = float("inf")
    slow: bool = False


@dataclass(frozen=True)
class Local:
    """Processes of this machine.

    >>> sorted(Local(2).run([1, 2, 3], abs, lambda task, why: []))
    [(1, 1), (2, 2), (3, 3)]
    """

    jobs: int
    """How many."""
    patience: float = float("inf")
    """Seconds after which a task is taken for lost."""

    def run(
        self, tasks: Iterable[Task], work: Callable[[Task], Result], lost: Lost[Task]
    ) -> Iterator[tuple[Task, Result]]:
        """Run tasks; see `Engine.run`."""
        crew = _Crew(self, iter(tasks), work, lost)
        try:
            while crew.busy():
                crew.give()
                yield from crew.heard()
        finally:
            crew.end()


class _Crew(Generic[Task, Result]):
    """The processes of a run, and what is still to be done."""

    def __init__(self, plan: Local, rest: Iterator[Task], work: Callable[[Task], Result], lost: Lost[Task]) -> None:
        self.plan, self.work, self.lost = plan, work, lost
        self.rest, self.again = rest, deque[Task]()
        self.hands: list[_Hand[Task]] = []
        self.stillborn = 0
        self._fetch()

    def _fetch(self) -> None:
        """Have the next task at hand: one to be tried again before a new one."""
        if not self.again:
            self.again.extend(islice(self.rest, 1))

    def busy(self) -> bool:
        """Is there anything to do, or being done?"""
        return bool(self.again) or any(hand.task is not None for hand in self.hands)

    def give(self) -> None:
        """Start processes as they are needed, and give those that wait a task."""
        while self.again and len(self.hands) < self.plan.jobs:
            self.hands.append(_started(self.work))
        for hand in self.hands:
            if self.again and hand.ready and hand.task is None:
                with suppress(OSError):  # it has ended meanwhile, as will be heard
                    hand.pipe.send(self.again[0])
                    hand.task, hand.until = self.again.popleft(), time.monotonic() + self.plan.patience
                    self._fetch()

    def heard(self) -> Iterator[tuple[Task, Result]]:
        """What the processes have done, as soon as one has; a task that was lost is asked after."""
        for hand in self._speaking():
            message = _received(hand)
            if message is None:
                self._buried(hand)
            elif not hand.ready:
                hand.ready, self.stillborn = True, 0
            elif isinstance(message, _Raised):
                raise message.error
            elif hand.task is not None:
                task, hand.task, hand.until = hand.task, None, float("inf")
                yield task, message.result

    def _speaking(self) -> list[_Hand[Task]]:
        """The processes that have something to say, or have ended; those that take too long are ended first."""
        now = time.monotonic()
        for hand in self.hands:
            if hand.until <= now:
                hand.slow, hand.until = True, float("inf")
                hand.process.kill()
        first = min((hand.until for hand in self.hands), default=float("inf"))
        heard = wait([hand.pipe for hand in self.hands], None if first == float("inf") else first - now)
        return [hand for hand in self.hands if hand.pipe in heard]

    def _buried(self, hand: _Hand[Task]) -> None:
        """Another process takes the place of one that has ended."""
        self.hands.remove(hand)
        why = _ended(hand, self.plan.patience)
        self.stillborn = 0 if hand.ready else self.stillborn + 1
        if self.stillborn == _STILLBORN:
            raise InputError(f"processes end before they begin: {why}", remedy="try fewer with --jobs")
        if hand.task is not None:
            self.again.extend(self.lost(hand.task, why))
            self._fetch()

    def end(self) -> None:
        """End all processes at once."""
        for hand in self.hands:
            hand.process.kill()
            hand.pipe.close()
        for hand in self.hands:
            hand.process.join()


@dataclass(frozen=True, slots=True)
class _Done(Generic[Result]):
    result: Result


@dataclass(frozen=True, slots=True)
class _Raised:
    error: BaseException


def _started(work: Callable[[Task], Result]) -> _Hand[Task]:
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_serve, args=(theirs, work), daemon=True)
    try:
        with _environment(one_thread_each()):
            process.start()
    except OSError as error:
        raise InputError(f"no process can be started: {error.strerror or error}", remedy="try --jobs 1") from error
    theirs.close()
    return _Hand(process, ours)


def _serve(pipe: Connection, work: Callable[[Task], Result]) -> None:
    """Do tasks until the parent closes the pipe, or ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the parent that ends us
    with suppress(EOFError, OSError):
        pipe.send(_Done(None))
        while True:
            task = pipe.recv()
            try:
                message: _Done[Result] | _Raised = _Done(work(task))
            except Exception as error:
                message = _Raised(error)
            pipe.send(message)


def _received(hand: _Hand[Task]) -> _Done[Any] | _Raised | None:
    """What a process says; None where it has ended."""
    try:
        message: _Done[Any] | _Raised = hand.pipe.recv()
    except (EOFError, OSError):
        return None
    return message


def _ended(hand: _Hand[Task], patience: float) -> str:
    """Why a process ended."""
    hand.pipe.close()
    hand.process.join()
    if hand.slow:
        return f"it took longer than {patience:g} s"
    code = hand.process.exitcode or 0
    if code < 0:
        with suppress(ValueError):
            return f"the process that did it was ended by {signal.Signals(-code).name}"
    return f"the process that did it ended with code {code}"


@contextmanager
def _environment(more: dict[str, str]) -> Iterator[None]:
    """The environment with more variables, as far as they are not set."""
    new = [name for name in more if name not in os.environ]
    os.environ.update({name: more[name] for name in new})
    try:
        yield
    finally:
        for name in new:
            del os.environ[name]
