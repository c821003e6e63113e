"""Concordance over news-like text: precision, recall and times, with words inflected on both sides.

    python benchmarks/concordance.py [--units N] [--queries N]

Times are of the first twenty hits: once cold (the memory just opened, and out of the system's cache where this process
may empty it), then warm. Precision and recall are of all hits, and are measured on 100,000 units at most.

Sentences are put together of phrases whose forms are written down here by hand, so that for each query it is known
which units have it in some form. Half of the queries are Indonesian, half English; each asks for one form and wants
all.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kztrans.memory import Memory
from kztrans.model import Unit

VERBS = (
    ("mengakui diakui mengakuinya akuilah", "recognize recognizes recognized recognizing"),
    ("menolak ditolak menolaknya tolaklah", "reject rejects rejected rejecting"),
    ("menyetujui disetujui menyetujuinya", "approve approves approved approving"),
    ("mengirim dikirim mengirimnya", "send sends sent sending"),
    ("menjual dijual menjualnya", "sell sells sold selling"),
    ("membeli dibeli membelinya", "buy buys bought buying"),
    ("memukul dipukul memukulnya", "hit hits hitting"),
    ("menulis ditulis menulisnya", "write writes wrote written writing"),
    ("menyusun disusun menyusunnya", "draw draws drew drawn drawing"),
    ("mengecam dikecam mengecamnya", "condemn condemns condemned condemning"),
)
ADJECTIVES = (
    ("sekunder", "secondary"),
    ("semu", "pseudo"),
    ("baru", "new"),
    ("bersama", "joint"),
    ("tengah", "central"),
)
NOUNS = (
    ("sanksi sanksi-sanksi sanksinya", "sanction sanctions"),
    ("negara negara-negara negaranya", "country countries"),
    ("pelabuhan pelabuhan-pelabuhan pelabuhannya", "port ports"),
    ("kebijakan kebijakan-kebijakan kebijakannya", "policy policies"),
    ("perusahaan perusahaan-perusahaan perusahaannya", "company companies"),
    ("perjanjian perjanjian-perjanjian perjanjiannya", "treaty treaties"),
    ("kota kota-kota kotanya", "city cities"),
    ("anak anak-anak anaknya", "child children"),
    ("orang orang-orang orangnya", "man men"),
    ("jalur jalur-jalur jalurnya", "route routes"),
)
WHO = (("Menteri luar negeri", "The foreign minister"), ("Pemerintah", "The government"), ("Astana", "Astana"))
WHEN = (("pada 2022", "in 2022"), ("kemarin", "yesterday"), ("di Aktau", "in Aktau"), ("pekan lalu", "last week"))


def sentences(number: int) -> Iterator[tuple[Unit, tuple[int, int, int]]]:
    """Units, and which verb, noun and adjective each has."""
    dice = random.Random(11)
    for n in range(number):
        verb, noun, adjective = dice.randrange(len(VERBS)), dice.randrange(len(NOUNS)), dice.randrange(len(ADJECTIVES))
        sides = []
        for side in (0, 1):
            v, o = (dice.choice(words[side].split()) for words in (VERBS[verb], NOUNS[noun]))
            quality = ADJECTIVES[adjective][side]
            who, when = dice.choice(WHO)[side], dice.choice(WHEN)[side]
            what = f"{v} {o} {quality}" if side == 0 else f"{v} {quality} {o}"
            sides.append(f"{who} {what} {when}, {n}.")
        yield Unit(*sides), (verb, noun, adjective)


def queries(number: int) -> Iterator[tuple[str, int, tuple[int | None, int, int | None]]]:
    """Phrases, the side they are of, and what a unit must have; one word or two."""
    dice = random.Random(12)
    for n in range(number):
        side, two = n % 2, dice.random() < 0.6
        verb, noun, adjective = dice.randrange(len(VERBS)), dice.randrange(len(NOUNS)), dice.randrange(len(ADJECTIVES))
        form, quality = dice.choice(NOUNS[noun][side].split()), ADJECTIVES[adjective][side]
        if two:
            yield (f"{form} {quality}" if side == 0 else f"{quality} {form}"), side, (None, noun, adjective)
        elif dice.random() < 0.5:
            yield form, side, (None, noun, None)
        else:
            yield dice.choice(VERBS[verb][side].split()), side, (verb, -1, None)


MOST_COMPARED = 100_000
"""Units of which all hits are compared with those that are known."""


def uncached() -> bool:
    """Empty the system's cache of files, which only root on Linux may; was it done?"""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
    except OSError:
        return False
    return True


def timed(path: Path, number: int, rounds: tuple[str, ...]) -> None:
    """Print how long the first twenty hits of phrases take, round for round, in one open memory."""
    with Memory(path) as memory:
        for name in rounds:
            times = []
            for text, _, _ in queries(number):
                start = time.perf_counter()
                memory.phrase(text, "id", "en", limit=20)
                times.append(1000 * (time.perf_counter() - start))
            times.sort()
            median, most = (times[len(times) * part // 100] for part in (50, 95))
            print(f"{name}: median {median:.1f} ms, 95 % {most:.1f} ms, greatest {times[-1]:.1f} ms", flush=True)


def compared(path: Path, units: int, number: int) -> None:
    """Print precision and recall of phrases."""
    made = list(sentences(units))
    right = found_all = wanted_all = 0
    with Memory(path) as memory:
        for text, side, wanted in queries(number):
            found = {u.source for u in memory.phrase(text, "id", "en", "target" if side else "source", len(made))}
            want = {u.source for u, has in made if all(w in (None, -1, h) for w, h in zip(wanted, has, strict=True))}
            right, found_all, wanted_all = right + len(found & want), found_all + len(found), wanted_all + len(want)
            if found ^ want:
                print(f"  {text}: {len(found - want)} wrong, {len(want - found)} missed")
    print(f"precision {right / max(1, found_all):.4f}, recall {right / max(1, wanted_all):.4f}, {number} queries")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=50_000)
    parser.add_argument("--queries", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m.sqlite"
        start = time.perf_counter()
        with Memory(path, create=True) as memory:
            memory.add((unit for unit, _ in sentences(options.units)), "id", "en", "made.po")
        seconds, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        size = path.stat().st_size / 1e6
        print(
            f"{options.units:,} units added in {seconds:.1f} s, {peak} MB of memory; the file has {size:.0f} MB",
            flush=True,
        )
        cold = "cold" if uncached() else "first round"
        timed(path, options.queries, (cold, "warm"))
        if options.units <= MOST_COMPARED:
            compared(path, options.units, options.queries)


if __name__ == "__main__":
    main()
