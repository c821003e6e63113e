"""What every engine does: run tasks, and ask what becomes of those that are lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

__all__ = ["Engine", "Lost", "one_thread_each"]

Task = TypeVar("Task")
Result = TypeVar("Result")

Lost = Callable[[Task, str], Sequence[Task]]
"""Told of a task that was lost, and why, it gives the tasks to try instead: the task itself, its halves, none."""

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Engine(Protocol):
    """Where tasks are done."""

    def run(
        self, tasks: Iterable[Task], work: Callable[[Task], Result], lost: Lost[Task]
    ) -> Iterator[tuple[Task, Result]]:
        """Tasks with their results, in whatever order they are done.

        Args:
            tasks: taken as there is room for them, so there may be very many.
            work: what does a task; it has to be found by name in another process, as pickle wants it.
            lost: see `Lost`.

        Raises:
            InputError: a task raised it, or the processes cannot be had. What ``work`` raises ends the run.
        """
        ...


def one_thread_each() -> dict[str, str]:
    """The variables by which numeric libraries of a process keep to one thread, so that processes do not jostle."""
    return dict.fromkeys(_THREADS, "1")
