"""Results in the order of their tasks, whichever is done first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kztrans.workers.engine import Engine

__all__ = ["ordered"]

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True)
class _Numbered(Generic[Task, Result]):
    """Work on tasks that carry their number."""

    work: Callable[[Task], Result]

    def __call__(self, task: tuple[int, Task]) -> Result:
        return self.work(task[1])


def ordered(
    engine: Engine, tasks: Iterable[Task], work: Callable[[Task], Result], instead: Callable[[Task, str], Result]
) -> Iterator[Result]:
    """The results of tasks, in their order.

    Args:
        engine: where they are done.
        tasks: what is to be done.
        work: does a task, see `Engine.run`.
        instead: told of a task that was lost, and why, it gives a result for it.

    Raises:
        InputError: see `Engine.run`.
    """
    found: dict[int, Result] = {}
    following = 0

    def lost(task: tuple[int, Task], why: str) -> Sequence[tuple[int, Task]]:
        found[task[0]] = instead(task[1], why)
        return ()

    for (number, _), result in engine.run(enumerate(tasks), _Numbered(work), lost):
        found[number] = result
        while following in found:
            yield found.pop(following)
            following += 1
    while following in found:
        yield found.pop(following)
        following += 1
