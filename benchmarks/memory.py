"""The translation memory at a million units: adding, size, look-up, peak memory.

    python benchmarks/memory.py [--units N] [--queries N] [--folder DIR]

Writes a TMX file of made-up sentences, adds it to a new memory, and looks up sentences of four kinds: ones that are in
it, ones with another number, ones with words changed, and new ones; and phrases of one to three words. Words follow
Zipf's law; half of the sentences are made from templates, as in news. Adding and looking up run in processes of their
own, so that each tells its own peak.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

KINDS = ("exact", "number", "edited", "new", "phrase")
VOCABULARY, TEMPLATES, SEED = 60_000, 2000, 7


class Sentences:
    """Sentences of made-up words, the same ones every time."""

    def __init__(self) -> None:
        self.dice = random.Random(SEED)
        self.words = self._words()
        self.sums = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
        self.templates = [self._template() for _ in range(TEMPLATES)]
        self.template_sums = list(itertools.accumulate(1 / (rank + 5) for rank in range(TEMPLATES)))

    def _words(self) -> list[str]:
        syllables = [consonant + vowel for consonant in "bcdghjklmnprstwy" for vowel in "aiueo"]
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            number = self.dice.choice((2, 2, 3, 3, 4))
            made["".join(self.dice.choices(syllables, k=number)) + self.dice.choice(("", "n", "ng", "k", "s"))] = None
        return list(made)

    def _template(self) -> list[str | None]:
        return [self.word() if self.dice.random() < 0.5 else None for _ in range(self.dice.randint(5, 22))]

    def word(self) -> str:
        """A word; the frequent ones more often."""
        return self.words[bisect.bisect(self.sums, self.dice.random() * self.sums[-1])]

    def filler(self, numbers: float) -> str:
        """A word, or a number with that probability."""
        return str(self.dice.randint(1, 3000)) if self.dice.random() < numbers else self.word()

    def sentence(self, templates: bool = True) -> str:
        """A sentence, made from a template every other time."""
        if templates and self.dice.random() < 0.5:
            place = bisect.bisect(self.template_sums, self.dice.random() * self.template_sums[-1])
            words = [word or self.filler(0.08) for word in self.templates[place]]
        else:
            length = max(1, min(60, int(self.dice.lognormvariate(2.7, 0.5))))
            words = [self.filler(0.05) for _ in range(length)]
        return " ".join(words).capitalize() + "."

    def edited(self, sentence: str) -> str:
        """The sentence with 5 to 20 % of its words changed, inserted or left out."""
        words = sentence.split()
        for _ in range(max(1, round(len(words) * self.dice.choice((0.05, 0.1, 0.2))))):
            place, step = self.dice.randrange(len(words)), self.dice.random()
            if step < 0.6:
                words[place] = self.word()
            elif step < 0.8:
                words.insert(place, self.word())
            elif len(words) > 1:
                del words[place]
        return " ".join(words)

    def phrase(self, sentence: str) -> str:
        """One to three words of the sentence that follow each other."""
        words = sentence.rstrip(".").split()
        begin = self.dice.randrange(len(words))
        return " ".join(words[begin : begin + self.dice.randint(1, 3)])

    def renumbered(self, sentence: str) -> str:
        """The sentence with other numbers."""
        return " ".join(str(self.dice.randint(3001, 9999)) if w.isdigit() else w for w in sentence.split())


def write_tmx(path: Path, units: int, queries: int) -> None:
    """Write the sentences to ``path``, and the queries, each after its kind, beside it."""
    made = Sentences()
    every = max(1, units // queries)
    sample = []
    with path.open("w", encoding="utf-8") as out:
        out.write('<tmx version="1.4"><header srclang="id" datatype="plaintext"/><body>\n')
        for number in range(units):
            text = made.sentence()
            if number % every == 0:
                sample.append(text)
            target = " ".join(reversed(text.split()))
            tuvs = f'<tuv xml:lang="id"><seg>{text}</seg></tuv><tuv xml:lang="en"><seg>{target}</seg></tuv>'
            out.write(f'<tu tuid="{number}">{tuvs}</tu>\n')
        out.write("</body></tmx>\n")
    with path.with_suffix(".queries").open("w", encoding="utf-8") as out:
        for text in sample:
            out.write(f"exact\t{text}\nedited\t{made.edited(text)}\nnew\t{made.sentence(templates=False)}\n")
            out.write(f"phrase\t{made.phrase(text)}\n")
            if made.renumbered(text) != text:
                out.write(f"number\t{made.renumbered(text)}\n")


def add(tmx: Path, memory: Path) -> None:
    """Add the TMX file to the memory; print the rate, the size and the peak."""
    from kztrans.memory import Memory
    from kztrans.memory.files import read_entries

    start = time.perf_counter()
    with Memory(memory, create=True) as opened:
        counts = opened.add_entries(read_entries(tmx), tmx.name)
    seconds = time.perf_counter() - start
    size = memory.stat().st_size
    rate = counts.read / seconds
    print(f"added          {counts.new:,} new of {counts.read:,} units in {seconds:.0f} s, {rate:,.0f} a second")
    source = tmx.stat().st_size / 1e6
    print(f"file           {size / 1e6:,.0f} MB, {size / counts.new:.0f} bytes a unit; the TMX {source:,.0f} MB")
    print(f"peak, adding   {peak():.0f} MB")


def look_up(tmx: Path, memory: Path) -> None:
    """Look the queries up; print the times by kind and the peak."""
    from kztrans.memory import Memory

    lines = [line.rstrip("\n").split("\t") for line in tmx.with_suffix(".queries").open(encoding="utf-8")]
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    found = dict.fromkeys(KINDS, 0)
    with Memory(memory) as opened:
        for kind, text in lines:
            start = time.perf_counter()
            hits = (
                opened.phrase(text, "id", "en") if kind == "phrase" else opened.lookup(text, "id", "en", threshold=75)
            )
            found[kind] += bool(hits)
            times[kind].append((time.perf_counter() - start) * 1000)
    print("look-up, ms    queries  found   median     95 %     99 %      max")
    for kind, all_times in [*times.items(), ("all", list(itertools.chain(*times.values())))]:
        ordered = sorted(all_times)
        shown = [ordered[min(len(ordered) - 1, int(len(ordered) * part))] for part in (0.5, 0.95, 0.99, 1)]
        hits = found[kind] if kind in found else sum(found.values())
        share = f"{100 * hits // len(ordered)} %"
        print(f"  {kind:10} {len(ordered):9}  {share:>5} " + " ".join(f"{value:8.2f}" for value in shown))
    print(f"peak, look-up  {peak():.0f} MB")


def peak() -> float:
    """This process's greatest resident size so far, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def steps(folder: Path, units: int, queries: int) -> Iterator[list[str]]:
    """The arguments of the processes to run, one after the other."""
    for step in ("write", "add", "look-up"):
        yield [step, "--folder", os.fspath(folder), "--units", str(units), "--queries", str(queries)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", nargs="?", choices=("all", "write", "add", "look-up"), default="all")
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=500, help="of each kind")
    parser.add_argument("--folder", type=Path, help="where the files are made and left; without it, a temporary folder")
    options = parser.parse_args()
    if options.step == "all":
        print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
        with tempfile.TemporaryDirectory() as temporary:
            folder = options.folder or Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            for arguments in steps(folder, options.units, options.queries):
                subprocess.run([sys.executable, __file__, *arguments], check=True)
        return
    tmx, memory = options.folder / "units.tmx", options.folder / "memory.sqlite"
    if options.step == "write":
        write_tmx(tmx, options.units, options.queries)
        for old in options.folder.glob("memory.sqlite*"):
            old.unlink()
    elif options.step == "add":
        add(tmx, memory)
    else:
        look_up(tmx, memory)


if __name__ == "__main__":
    main()
