"""Tasks on a Dask cluster (dask.distributed, the extra ``kztrans[cluster]``).

Its workers see the same folders under the same names, and have kztrans installed in the same version.
"""

from __future__ import annotations

import logging
import re
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from kztrans.errors import InputError, one_line
from kztrans.workers.engine import Lost

__all__ = ["Cluster"]

Task = TypeVar("Task")
Result = TypeVar("Result")

_ADDRESS = re.compile(r"(tcp|tls|ws|wss)://(?P<host>\[[^\]\s]+\]|[^:/\s]+):(?P<port>\d{1,5})/?")
_AHEAD = 3
"""Tasks given to the scheduler for each thread of a worker, so that none waits for us."""
_PATIENCE = 15.0
"""Seconds to wait for the scheduler."""
_STARTING = 60.0
"""Seconds to wait for the first worker: those that are there may just have ended, and be started anew."""


@dataclass(frozen=True)
class Cluster:
    """A Dask cluster that is there already."""

    address: str
    """Its scheduler's, ``tcp://HOST:PORT``."""

    def run(
        self, tasks: Iterable[Task], work: Callable[[Task], Result], lost: Lost[Task]
    ) -> Iterator[tuple[Task, Result]]:
        """Run tasks; see `Engine.run`."""
        with _client(self.address) as client:
            from distributed import as_completed
            from distributed.scheduler import KilledWorker

            _refuse_other_version(client)
            rest, open_tasks = iter(tasks), {}
            done = as_completed(loop=client.loop)

            def give(more: Iterable[Task]) -> None:
                for task in more:
                    future = client.submit(work, task, pure=False)
                    open_tasks[future.key] = task
                    done.add(future)

            give(islice(rest, _AHEAD * max(sum(client.nthreads().values()), 1)))
            for future in done:
                task = open_tasks.pop(future.key)
                error = future.exception()
                if isinstance(error, KilledWorker):
                    give(lost(task, "the workers that did it ended"))
                elif future.cancelled() or future.status == "lost":
                    raise InputError(f"the scheduler {self.address} is gone", remedy="start it, and run the same again")
                elif error is not None:
                    raise error
                else:
                    yield task, future.result()
                give(islice(rest, 1))


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise InputError("--scheduler needs dask.distributed", remedy="pip install 'kztrans[cluster]'") from error
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is said by us, in a line
    _refuse_silence(address)
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise _nobody(address) from error
    try:
        client.wait_for_workers(1, timeout=_STARTING)
    except (OSError, TimeoutError) as error:
        client.close()
        raise _nobody(address) from error
    return client


def _refuse_silence(address: str) -> None:
    """Wait until something listens at an address: a client of Dask's that nobody answers is hard to get rid of."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise InputError(f"{address!r} is no scheduler's address", remedy="give one like tcp://127.0.0.1:8786")
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection((found["host"].strip("[]"), int(found["port"])), _PATIENCE).close()
        except (OSError, OverflowError, UnicodeError) as error:
            if time.monotonic() > end or not isinstance(error, ConnectionRefusedError):
                raise _nobody(address) from error
            time.sleep(0.3)
        else:
            return


def _nobody(address: str) -> InputError:
    what = f"no Dask scheduler with a worker answers at {address}"
    return InputError(what, remedy="start `dask scheduler` and `dask worker`, see docs/corpora.md")


def _refuse_other_version(client: Any) -> None:
    """Workers of another version of ours would give other bytes. One that ends while it is asked says nothing."""
    from kztrans import __version__

    for worker, version in sorted(client.run(_version, on_error="return").items()):
        if isinstance(version, OSError):
            continue
        if isinstance(version, Exception):
            what = f"the worker {worker} has no kztrans that works: {one_line(str(version))}"
            raise InputError(what, remedy="install kztrans where the worker runs")
        if version != __version__:
            what = f"the worker {worker} has kztrans {version}, not {__version__}"
            raise InputError(what, remedy="install one version everywhere")


def _version() -> str:
    from kztrans import __version__

    return __version__
