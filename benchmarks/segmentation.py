"""Speed, memory and start-up of segmentation, beside choppa with LanguageTool's English rules and pySBD.

    python benchmarks/segmentation.py [FILE…]

Without files, the text is the sample article that comes with kztrans. pySBD is measured where it is installed.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import choppa

from kztrans.resources import sample_files
from kztrans.segmentation import segment

MEGABYTE = 1_000_000


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]] or [sample_files()[0]]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    segment("Satu. Dua.", "id")
    peers(text)
    sizes(text)
    shapes()
    print(f"start-up: {start_up('import kztrans.segmentation'):.0f} ms to import,", end=" ")
    print(f"{start_up('import kztrans; kztrans.segment(chr(65))'):.0f} ms to the first segment")


def peers(text: str) -> None:
    """The same paragraphs for each, a million characters of them (pySBD: a tenth)."""
    lines = [line for line in text.splitlines() if line.strip()]
    lines *= max(1, MEGABYTE // sum(map(len, lines)))
    text = "\n".join(lines)
    languagetool = choppa.SrxDocument(ruleset=choppa.DEFAULT_SRX_RULESET)
    peer = rate(lambda: [list(choppa.SrxTextIterator(languagetool, "en_two", line)) for line in lines], len(text))
    ours = rate(lambda: segment(text, "id"), len(text))
    print(f"kztrans, Indonesian rules               {ours:6.2f} MB/s")
    print(f"choppa, LanguageTool's English rules    {peer:6.2f} MB/s   kztrans is {ours / peer:.1f} times as fast")
    try:
        import pysbd
    except ImportError:
        return
    cutter = pysbd.Segmenter(language="en", clean=False)
    some = lines[: max(1, len(lines) // 10)]
    peer = rate(lambda: [cutter.segment(line) for line in some], sum(map(len, some)))
    print(f"pySBD, English                          {peer:6.2f} MB/s   kztrans is {ours / peer:.1f} times as fast")


def sizes(text: str) -> None:
    """One paragraph of growing size: the rate should not fall, nor the memory grow faster than the text."""
    paragraph = " ".join(text.split()) + " "
    for size in (MEGABYTE, 3 * MEGABYTE, 10 * MEGABYTE):
        one = paragraph * (size // len(paragraph))
        before = peak()
        start = time.perf_counter()
        count = len(segment(one, "id"))
        seconds = time.perf_counter() - start
        grown = (peak() - before) / MEGABYTE
        mega = len(one) / MEGABYTE
        print(f"one paragraph of {mega:4.1f} MB: {seconds:5.2f} s, {mega / seconds:5.2f} MB/s, ", end="")
        print(f"{count} segments, {grown:.0f} MB more at the peak")


def shapes() -> None:
    """Odd texts, each at a size and at ten times that: the ratio of the times should be about ten."""
    odd = {
        "full stops in a row": ".",
        "full stops with spaces": ". ",
        "no full stop": "kata ",
        "no space either": "a",
        "initials": "A. ",
        "titles": "Dr. ",
        "opening quotes": "“",
        "short lines": "Satu.\n",
    }
    for name, unit in odd.items():
        small, large = (seconds(partial(segment, unit * n, "id")) for n in (10_000, 100_000))
        print(f"{name:24} 10 000: {1000 * small:7.1f} ms, 100 000: {1000 * large:7.1f} ms, ratio {large / small:4.1f}")


def rate(work: Callable[[], object], characters: int) -> float:
    return characters / min(seconds(work) for _ in range(3)) / MEGABYTE


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak() -> float:
    """The largest memory that the process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def start_up(code: str) -> float:
    """Milliseconds of a new interpreter running the code, the best of five."""
    command = [sys.executable, "-c", code]
    return 1000 * min(seconds(lambda: subprocess.run(command, check=True)) for _ in range(5))


if __name__ == "__main__":
    main()
