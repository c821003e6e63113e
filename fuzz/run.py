"""Run odd inputs through every target, and say how many gave a result, how many a one-line error, and which a fault.

    python fuzz/run.py --count 1000000
    python fuzz/run.py --target po --first 4711 --count 1     one input again, with its traceback

A fault is written to ``fuzz/found/``; the exit code is 1 where there is one.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz.mutator import mutated
from fuzz.target import fault
from fuzz.targets import TARGETS

SLOW = 5
"""Seconds of the processor after which an input hangs."""
PROGRESS = 50_000
"""Inputs after which a line says how far it is."""


class Hangs(Exception):  # noqa: N818 - it is what an input does
    """An input took too long."""


def inputs(first: int, count: int, only: str | None = None) -> Iterator[tuple[int, str, bytes]]:
    """Number, target and bytes of inputs, always the same ones."""
    names = [only] if only else list(TARGETS)
    shares = [TARGETS[name].share for name in names]
    seeds = {name: TARGETS[name].seeds() for name in names}
    for number in range(first, first + count):
        name = random.Random(~number).choices(names, shares)[0]
        yield number, name, mutated(seeds[name], number)


def _alarm(*_: object) -> None:
    raise Hangs(f"takes more than {SLOW} s")


def main() -> int:
    """Run, and print counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--target", choices=TARGETS)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="Stop after that time.")
    options = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _alarm)
    for name in [options.target] if options.target else TARGETS:
        fault(TARGETS[name], TARGETS[name].seeds()[0])  # what is read once is read now
    until, done, faults = time.monotonic() + options.seconds, Counter[str](), Counter[str]()
    for number, name, data in itertools.takewhile(
        lambda _: time.monotonic() < until, inputs(options.first, options.count, options.target)
    ):
        signal.setitimer(signal.ITIMER_VIRTUAL, SLOW)
        wrong = fault(TARGETS[name], data)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        done[name] += 1
        if sum(done.values()) % PROGRESS == 0:
            print(f"{sum(done.values()):>10} inputs so far, {sum(faults.values())} faults", flush=True)
        if wrong:
            faults[f"{name}: {wrong}"] += 1
            if faults[f"{name}: {wrong}"] == 1:
                print(f"{number} {name}: {wrong}", flush=True)
                found = Path(__file__).parent / "found"
                found.mkdir(exist_ok=True)
                (found / f"{name.replace(' ', '-')}-{hashlib.sha256(data).hexdigest()[:8]}").write_bytes(data)
    for name, count in sorted(done.items()):
        print(f"{count:>10} {name}")
    print(f"{sum(done.values()):>10} inputs, {sum(faults.values())} faults of {len(faults)} kinds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
