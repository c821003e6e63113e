"""Progress on a terminal, for what takes longer than a second; nothing anywhere else."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["Steps", "steps"]

PATIENCE = 1.0
"""Seconds before anything is shown."""


class Steps:
    """The step that is being worked on; call it with the step's name."""

    def __init__(self) -> None:
        self.current = ""

    def __call__(self, step: str) -> None:
        self.current = step


@contextmanager
def steps(quiet: bool = False) -> Iterator[Steps]:
    """Show, after a second, a spinner with the step that is being worked on, on a terminal's standard error."""
    now = Steps()
    if quiet or not sys.stderr.isatty():
        yield now
        return
    done = threading.Event()
    shower = threading.Thread(target=_show, args=(now, done), daemon=True)
    shower.start()
    try:
        yield now
    finally:
        done.set()
        shower.join()


def _show(now: Steps, done: threading.Event) -> None:
    if done.wait(PATIENCE):
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status(now.current) as status:
        while not done.wait(0.1):
            status.update(f"{now.current} …")
