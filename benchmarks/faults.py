"""Kills, full disks, refused writes and races: nothing is lost, nothing is half.

    python benchmarks/faults.py --count 10000

A change of ``fault_changes`` is made in a process of its own, which is killed, or finds the disk full or the file
refused, at one of its calls of the system or at any time. Then every file says what it said before, or what it says at
some point of a run that nothing disturbs; the same change made again ends as if nothing had happened; and what went
wrong was said on one line. Two changes of one file that are made at once end as one after the other would, or one of
them refuses and says so. Files have further names (hard links) in every third project.

Prints how many faults of each kind there were, after Ctrl-C too, and exits with 1 where one did harm.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import gc
import io
import itertools
import os
import pathlib
import pickle
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fault_changes import CHANGES, PAIRS, PO, TMX, WORK, content, project, state, units_of

from kztrans.cli.outcome import worked

CALLS = ("open", "write", "fsync", "replace", "chmod", "unlink", "rename", "mkdir", "pwrite", "ftruncate", "link")
"""What may go wrong in ``os``."""
KINDS = (
    "kill at a call",
    "kill at a time",
    "full disk",
    "full disk from then on",
    "refused",
    "file limit",
    "protected",
)
KILLED, REFUSED = -9, 2
"""Exit codes."""
RACE = 4
"""One in so many faults is a race."""
State = dict[str, bytes]
_PATHS = getattr(pathlib, "_NormalAccessor", object)
"""Where Python 3.10 keeps the calls that paths make: those of ``os`` when it was imported."""


@dataclass(frozen=True)
class Undisturbed:
    """What a change does where nothing goes wrong."""

    calls: int
    seconds: float
    seen: dict[str, set[bytes]]
    """What each file says at some time."""
    after: State


def around(before: Callable[[int, str], object]) -> None:
    """Have something done before each call of the system, which may be its end."""
    numbers = itertools.count()

    def wrapped(name: str, original: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            before(next(numbers), name)
            return original(*given, **named)

        return call

    for name in CALLS:
        call = wrapped(name, getattr(os, name))
        if getattr(_PATHS, name, None) is getattr(os, name):
            setattr(_PATHS, name, staticmethod(call))
        setattr(os, name, call)


@dataclass(frozen=True)
class Process:
    """A change that is being made by a process of its own."""

    number: int
    log: int

    def ended(self) -> tuple[int, str]:
        """Its exit code, -9 where it was killed, and what it said on standard error."""
        with os.fdopen(self.log, "rb") as stream:
            said = stream.read().decode("utf-8", "replace").strip()
        return os.waitstatus_to_exitcode(os.waitpid(self.number, 0)[1]), said


def started(name: str, prepare: Callable[[], object] = lambda: None) -> Process:
    """Begin a change in a process that ends with the exit code that the command line has."""
    reading, writing = os.pipe()
    number = os.fork()
    if number:
        os.close(writing)
        return Process(number, reading)
    code = 99
    try:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(writing, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        prepare()
        code = worked(CHANGES[name].run)
    finally:
        os._exit(code)


def disturb(kind: str, at: int) -> Callable[[], object]:
    """What has to be done in a process so that a fault of a kind hits it at its call of a number."""
    error = errno.ENOSPC if kind.startswith("full") else errno.EACCES

    def before(number: int, _: str) -> None:
        if kind.startswith("kill") and number == at:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == at or (number > at and kind.endswith("from then on")):
            raise OSError(error, os.strerror(error))

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (at, resource.RLIM_INFINITY))

    return {"file limit": limit, "kill at a time": lambda: None, "protected": lambda: None}.get(
        kind, lambda: around(before)
    )


class Campaign:
    """Projects that are spoiled, and what came of it."""

    def __init__(self, folder: Path, names: Iterable[str] = tuple(CHANGES)) -> None:
        """``names``: of the changes that are made."""
        self.folder = folder
        self.names = list(names)
        self.pairs = [pair for pair in PAIRS if {*pair} <= {*self.names}]
        self.work = folder / "work"
        os.environ["XDG_CACHE_HOME"] = str(self.work / "cache")
        (folder / "template").mkdir()
        os.chdir(folder / "template")
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            project()
            self._warm_up()
        os.chdir(folder / "template")
        self.serial: dict[tuple[str, ...], tuple[tuple[int, ...], State]] = {}
        self.before = state()
        self.alone = {name: self._undisturbed(name) for name in self.names}

    def _warm_up(self) -> None:
        """Have in this process what each of its children would have to load."""
        for name in self.names:
            self.fresh(False)
            worked(CHANGES[name].run)
        gc.freeze()
        gc.disable()

    def fresh(self, linked: bool) -> None:
        """A project as it was made, in the working folder."""
        os.chdir(self.folder)
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.folder / "template", self.work)
        os.chdir(self.work)
        if linked:
            Path("links").mkdir()
            for name in (PO, "g.csv", "p.csv", "a.id.txt", "r.txt"):
                os.link(name, f"links/{Path(name).name}")

    def _undisturbed(self, name: str) -> Undisturbed:
        self.fresh(False)
        start = time.monotonic()
        code, said = started(name).ended()
        seconds = time.monotonic() - start
        if code == REFUSED:
            raise SystemExit(f"{name} refuses in a project that is in order: {said}")
        after = state(CHANGES[name].extra)
        self.fresh(False)
        started(name, lambda: _trace(name, self.folder / "trace")).ended()
        calls, seen = pickle.loads((self.folder / "trace").read_bytes())
        for path, data in (*self.before.items(), *after.items()):
            seen.setdefault(path, set()).add(data)
        return Undisturbed(calls, seconds, seen, after)

    def fault(self, chance: random.Random) -> tuple[str, str]:
        """One fault: its kind, and the harm it did."""
        name, kind = chance.choice(self.names), chance.choice(KINDS)
        linked = chance.random() < 1 / 3
        calls = self.alone[name].calls
        at = chance.randrange(calls + 2) if kind != "file limit" else chance.choice((0, 1, 40, 300, 2000, 9000))
        return self.spoilt(name, kind, at, linked, chance.random() if kind == "kill at a time" else 0)

    def spoilt(self, name: str, kind: str, at: int, linked: bool = False, when: float = 0) -> tuple[str, str]:
        """The fault of a kind at a call of a change, or after a part of its time: its kind, and the harm it did."""
        known = self.alone[name]
        self.fresh(linked)
        there = [Path(file) for file in CHANGES[name].files if Path(file).is_file()]
        for file in there if kind == "protected" else ():
            file.chmod(0o444)
        process = started(name, disturb(kind, at))
        if kind == "kill at a time":
            time.sleep(when * known.seconds)
            os.kill(process.number, signal.SIGKILL)
        code, said = process.ended()
        came = {KILLED: "killed", REFUSED: "refused"}.get(code, "passed over")
        wrong = _manners(code, said) or self._harm(name)
        if kind == "protected" and any(content(p) != self.before[p.as_posix()] for p in there):
            wrong = wrong or "what was protected is written"
        if not wrong and kind != "protected" and CHANGES[name].again:
            wrong = self._harm_made_again(name)
        return f"{kind}, {came}", f"{name} at {at}, exit code {code}: {wrong}" if wrong else ""

    def _harm(self, name: str) -> str:
        """What is wrong with the files as they are now."""
        known, now = self.alone[name], state(CHANGES[name].extra)
        if gone := [path for path in self.before if path not in now]:
            return f"{gone[0]} is gone"
        for path, data in now.items():
            if data not in known.seen.get(path, set()) and not self._is_between(path, data, known):
                return f"{path} is neither old nor new: {data[-300:]!r}"
        return "" if WORK.encode() in now[PO] else "a translation is lost"

    def _harm_made_again(self, name: str) -> str:
        code, said = started(name).ended()
        if code == REFUSED:
            return f"the change made again says {said!r}"
        ends, after = state(CHANGES[name].extra), self.alone[name].after
        other = [path for path in {**ends, **after} if not _alike(path, ends, after)]
        return f"made again, exit code {code}, {other[0]} is otherwise" if other else ""

    def _is_between(self, path: str, data: bytes, known: Undisturbed) -> bool:
        """A memory has the units that it keeps, and some of those that come or go."""
        if not path.endswith(".sqlite"):
            return False
        units, old, new = map(units_of, (data, self.before[path], known.after[path]))
        return old & new <= units <= old | new

    def race(self, chance: random.Random) -> tuple[str, str]:
        """Two changes of one file at once, and what is otherwise than one after the other."""
        names = chance.choice(self.pairs)
        linked = chance.random() < 1 / 3
        ways = [self._one_after_the_other(order) for order in (names, names[::-1])]
        self.fresh(linked)
        slow = [random.Random(chance.random()) for _ in names]

        def dawdle(which: random.Random) -> Callable[[], object]:
            return lambda: around(lambda *_: time.sleep(which.random() * which.choice((0, 0, 0.002, 0.01))))

        processes = [started(name, dawdle(slow[n])) for n, name in enumerate(names)]
        codes, said = zip(*(process.ended() for process in processes), strict=True)
        now = state(tuple(e for name in names for e in CHANGES[name].extra))
        label = "race, one refuses" if REFUSED in codes else "race"
        if wrong := next(filter(None, map(_manners, codes, said)), ""):
            return label, f"{names}: {wrong}"
        done = [name for name, code in zip(names, codes, strict=True) if code != REFUSED]
        ways += [self.alone[done[0]].after] if len(done) == 1 else [] if done else [self.before]
        differs = [sorted(p for p in {**now, **way} if now.get(p) != way.get(p)) for way in ways]
        return label, f"{names}: exit codes {codes}, {said}: {differs} are otherwise" if all(differs) else ""

    def _one_after_the_other(self, names: tuple[str, ...]) -> State:
        if names not in self.serial:
            self.fresh(False)
            for name in names:
                started(name).ended()
            self.serial[names] = state(tuple(e for name in names for e in CHANGES[name].extra))
        return self.serial[names]

    def each(self, count: int, seed: int) -> Iterator[tuple[str, str]]:
        """Faults and races by turns, each on a project of its own."""
        for number in range(count):
            chance = random.Random(f"{seed}-{number}")
            yield self.race(chance) if number % RACE == 0 else self.fault(chance)


def _trace(name: str, trace: Path) -> None:
    """Make a change, and keep how many calls it makes and what the files say before each."""
    seen: dict[str, set[bytes]] = {}
    calls, looking = 0, False

    def look(*_: object) -> None:
        nonlocal calls, looking
        if looking:
            return
        looking, calls = True, calls + 1
        for file in Path().rglob("*"):
            if file.is_file() and file.suffix not in (".sqlite", ".tmp"):
                seen.setdefault(file.as_posix(), set()).add(content(file))
        looking = False

    around(look)
    worked(CHANGES[name].run)
    looking = True
    trace.write_bytes(pickle.dumps((calls, seen)))
    os._exit(0)


def _manners(code: int, said: str) -> str:
    """What is wrong with how a process ended."""
    if code not in (0, 1, REFUSED, KILLED) or "a fault of kztrans" in said:
        return f"ends with {code} and says {said!r}"
    if code == REFUSED and len(said.splitlines()) != 1:
        return f"refuses with {said!r}"
    return ""


def _alike(path: str, one: State, other: State) -> bool:
    """Does a file say the same? Of a history, which has a line for each time, that it is there."""
    if path.endswith(".history.jsonl"):
        return path in one and path in other
    if path == TMX:  # it follows a translation that is in the PO already with the next change
        return path in one
    return one.get(path) == other.get(path)


def main() -> int:
    """Run faults and races, and print counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    counts, wrong = Counter[str](), 0
    with contextlib.suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as name:
        for number, (kind, said) in enumerate(Campaign(Path(name).resolve()).each(options.count, options.seed), 1):
            counts[kind] += 1
            if said:
                wrong += 1
                print(f"{number - 1}: {kind}: {said}", flush=True)
            if number % 500 == 0:
                print(f"{number:>8} faults so far, {wrong} with harm", flush=True)
        os.chdir("/")
    for kind, times in sorted(counts.items()):
        print(f"{times:>8} {kind}")
    print(
        f"{sum(counts.values()):>8} faults and races of {len(CHANGES)} changes, {len(PAIRS)} pairs; {wrong} with harm"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
