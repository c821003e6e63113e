"""`kztrans tm clean` on a memory with planted faults: how many are found, and how many good units are named.

    python benchmarks/cleaning.py [--units N] [--faults N] [-v] [SOURCE.txt TARGET.txt]...

Without files the memory is made of sentences that are put together here, with files (a sentence a line, the same line
of both translating each other) of theirs, so that any parallel corpus can be measured; one in twenty is a heading out
of the curated glossary. A fifth of the faults is of each kind, half of those of language and translation short.
Parallel corpora have faults of their own: read with -v what is named before the figures are believed.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from kztrans.glossary import Glossary
from kztrans.jobs.cleaning import KINDS, faults
from kztrans.memory.care import Held

Pair = tuple[str, str]

WHO = """presiden=the president|menteri luar negeri=the foreign minister|juru bicara pemerintah=the government spokesman
para pengusaha=businesspeople|parlemen=parliament|bank sentral=the central bank|perusahaan itu=the company
kepala daerah=the governor|para petani=farmers|seorang wartawan=a journalist|panglima=the commander
dewan keamanan=the security council|para guru=teachers|pengadilan=the court|polisi=the police"""
DID = """menyetujui=approved|menolak=rejected|membahas=discussed|mengumumkan=announced|mengecam=condemned
memuji=praised|menandatangani=signed|menunda=postponed|membatalkan=cancelled|mempelajari=studied"""
WHAT = """rencana anggaran=the draft budget|perjanjian perdagangan=the trade agreement|undang-undang baru=the new law
pembangunan jalan=the building of the road|kerja sama militer=military cooperation|sanksi ekonomi=economic sanctions
kenaikan harga=the rise in prices|hasil pemilihan=the result of the election|bantuan kemanusiaan=humanitarian aid
jalur kereta=the railway line|ekspor gandum=grain exports|laporan tahunan=the annual report"""
WHERE = """di Astana=in Astana|di Jakarta=in Jakarta|di perbatasan=on the border|di ibu kota=in the capital
di pelabuhan Aktau=in the port of Aktau|dalam sidang=at a session|di kantornya=in his office"""
WHEN = """pada hari Senin=on Monday|kemarin=yesterday|pekan lalu=last week|pada bulan Mei=in May|tahun ini=this year
setelah rapat=after the meeting|sebelum musim dingin=before winter"""
WHY = """karena biayanya naik {n} persen=because its cost rose by {n} per cent
meskipun {n} orang berunjuk rasa=although {n} people protested|dengan suara {n}=with {n} votes
agar {n} desa mendapat air=so that {n} villages get water|setelah kebakaran pada {n}=after the fire in {n}
walaupun hujan turun selama {n} jam=although it rained for {n} hours
demi keselamatan {n} anak=for the safety of {n} children
dan meminta {n} kapal lagi=and asked for {n} more ships"""


def _choices(text: str) -> list[Pair]:
    source_target = (entry.strip().partition("=") for entry in re.split(r"[|\n]", text))
    return [(source, target) for source, _, target in source_target]


def made(number: int, dice: random.Random) -> Iterator[Pair]:
    """Sentences with their translations, each once."""
    slots = [_choices(text) for text in (WHO, DID, WHAT, WHERE, WHEN, WHY)]
    seen = set()
    while len(seen) < number:
        picked = [dice.choice(slot) for slot in slots]
        figure = str(dice.randrange(2, 2000))
        sides = []
        for side in (0, 1):
            who, did, what, where, when, why = (pair[side].replace("{n}", figure) for pair in picked)
            text = f"{who} {did} {what} {where} {when} {why}."
            sides.append(text[0].upper() + text[1:])
        if sides[0] not in seen:
            seen.add(sides[0])
            yield sides[0], sides[1]


def read(paths: Sequence[Path]) -> list[Pair]:
    """The lines of parallel files."""
    found: dict[Pair, None] = {}
    for source, target in zip(paths[::2], paths[1::2], strict=True):
        lines = [path.read_text("utf-8", errors="replace").split("\n") for path in (source, target)]
        pairs = zip(*([" ".join(line.split()) for line in side] for side in lines), strict=False)
        found |= dict.fromkeys(pair for pair in pairs if all(pair) and "\ufffd" not in "".join(pair))
    return list(found)


def headings(number: int, dice: random.Random) -> list[Pair]:
    """Short units: preferred terms of the curated glossary, as headings."""
    pairs = [(c.preferred("id"), c.preferred("en")) for c in Glossary.load().concepts]
    good = [(s, t) for s, t in pairs if s and t and s.casefold() != t.casefold() and len(s.split()) > 1]
    return [(s[0].upper() + s[1:], t[0].upper() + t[1:]) for s, t in dice.sample(good, number)]


def broken(pair: Pair, dice: random.Random) -> Pair:
    """One character or more of a side that no text has."""
    source, target = pair
    text = source if dice.random() < 0.5 else target
    at = text.find(" ", dice.randrange(len(text))) % len(text)
    bad = dice.choice(
        [
            f"{text[:at]}\ufffd{text[at + 1 :]}",
            f"{text[:at]}\x07{text[at:]}",
            f"{text[:at]} &lt;b&gt;{text[at:]}",
            f"{text[:at]} â€œ{text[at + 1 :]}â€\x9d",
            f"{text[:at]} JosÃ©{text[at:]}",
        ]
    )
    return (bad, target) if text is source else (source, bad)


def other_language(pair: Pair, other: Pair, dice: random.Random) -> Pair:
    """A side in the other's language, or in another script."""
    source, target = pair
    return dice.choice([(source, other[0]), (other[1], target), (source, "Порт временно закрыт для всех судов.")])


def retold(text: str, dice: random.Random) -> str:
    """A text with other case, marks or spaces."""
    ways = (text.upper(), text.rstrip(".") + " .", text.replace(" ", "  ", 2), f"“{text}”", f"{text.rstrip('.')}!")
    return dice.choice([way for way in ways if way != text])


def planted(good: list[Pair], short: list[Pair], number: int, dice: random.Random) -> list[tuple[Pair, str]]:
    """The good units in their order, with faults among them: each unit with its kind, nothing for a good one."""
    each = number // 5
    units: list[tuple[Pair, str]] = [(pair, "") for pair in good]
    for pair in short:
        units.insert(dice.randrange(len(units)), (pair, ""))
    places = [n for n, (pair, _) in enumerate(units) if len(pair[0].split()) > 4]
    some = dice.sample(places, min(len(places), 3 * each + 200))
    brief = dice.sample([n for n, (pair, _) in enumerate(units) if len(pair[0].split()) <= 4], min(len(short), each))
    for n in some[:each]:
        units[n] = (broken(units[n][0], dice), "broken")
    half = min(each // 2, len(brief) // 2)
    for n in (*some[each : 2 * each - half], *brief[:half]):
        units[n] = ((units[n][0][0], units[n][0][0]), "untranslated")
    for n in (*some[2 * each : 3 * each - half], *brief[half : 2 * half]):
        pool = brief if n in brief else some
        units[n] = (
            other_language(units[n][0], good[n % len(good)] if pool is some else dice.choice(short), dice),
            "language",
        )
    free = [n for n in places if not units[n][1]]
    swapped = dice.sample(free, each // 2)
    for one, two in zip(swapped[::2], swapped[1::2], strict=False):
        (left, _), (right, _) = units[one], units[two]
        units[one], units[two] = ((left[0], right[1]), "misaligned"), ((right[0], left[1]), "misaligned")
    shifted = 0
    while shifted < each - each // 2:
        start = dice.randrange(len(units) - 11)
        run = range(start, start + 11)
        if any(units[n][1] for n in run):
            continue
        targets = [units[n][0][1] for n in run]
        for n, (this, after) in zip(run, pairwise(targets), strict=False):
            if this != after:
                units[n] = ((units[n][0][0], after), "misaligned")
                shifted += 1
    for _ in range(each):
        n = dice.choice([n for n, (_, kind) in enumerate(units) if not kind])
        source, target = units[n][0]
        units.insert(dice.randrange(n + 1), ((retold(source, dice), retold(target, dice)), "duplicate"))
    return units


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--units", type=int, default=10_000)
    parser.add_argument("--faults", type=int, default=1000)
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="print what is missed, and good units that are named"
    )
    options = parser.parse_args()
    dice = random.Random(16)
    short = headings(options.units // 20, dice)
    wanted = options.units - len(short)
    good = read(options.files)[:wanted] if options.files else list(made(wanted, dice))
    units = planted(good, short, options.faults, dice)
    held = [Held(n, *pair, "id", "en", "made.po", "", "") for n, (pair, _) in enumerate(units)]
    start = time.perf_counter()
    found = {fault.unit.id: fault for fault in faults(held)}
    seconds = time.perf_counter() - start
    kinds = Counter(kind for _, kind in units)
    hits = Counter(units[n][1] for n in found)
    wrong = Counter(fault.kind for n, fault in found.items() if not units[n][1])
    print(f"{len(units):,} units, {seconds:.0f} s")
    for kind in KINDS:
        print(f"{kind:<13}{hits[kind]:>5} of {kinds[kind]:>4} found, {wrong[kind]:>4} good ones named")
    bad = len(units) - kinds[""]
    print(f"{'all':<13}{len(found) - hits['']:>5} of {bad:>4} found ({(len(found) - hits['']) / bad:.1%})", end=", ")
    print(f"{hits['']} of {kinds['']} good ones named ({hits[''] / kinds['']:.2%})")
    for n, (pair, kind) in enumerate(units if options.verbose else ()):
        if bool(kind) != (n in found):
            print(f"missed {kind}" if kind else f"named, {found[n].kind}: {found[n].reason}", *pair, sep="\n  ")


if __name__ == "__main__":
    main()
