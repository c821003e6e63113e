"""Precision and recall of finding terms, on the marked sentences of ``tests/golden/terms.tsv``.

    python benchmarks/term_quality.py [-v]

A line is a language and a sentence; in it each hit is marked ``{words|concept}``, a term to avoid ``{words|concept!}``.
The glossary is ``tests/golden/terms-glossary.csv``, not the curated one. A hit counts where start, end, concept and
avoidance are right. With ``-v`` every miss and false alarm is printed.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from kztrans.glossary import Glossary

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
_MARK = re.compile(r"\{([^|{}]+)\|([^{}!]+)(!?)\}")

Hit = tuple[int, int, str, bool]


def parsed(marked: str) -> tuple[str, set[Hit]]:
    """A sentence without its marks, and the hits that they mark: start, end, concept, to be avoided."""
    pieces: list[str] = []
    hits: set[Hit] = set()
    length = at = 0
    for mark in _MARK.finditer(marked):
        pieces += [marked[at : mark.start()], mark[1]]
        length += mark.start() - at
        hits.add((length, length + len(mark[1]), mark[2], mark[3] == "!"))
        length += len(mark[1])
        at = mark.end()
    return "".join([*pieces, marked[at:]]), hits


def sentences() -> list[tuple[str, str, set[Hit]]]:
    """Language, text and expected hits of every sentence."""
    lines = (GOLDEN / "terms.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return [(lang, *parsed(marked.replace("\\n", "\n"))) for lang, marked in rows]


def measure(verbose: bool = False) -> dict[str, Counter[str]]:
    """Right hits, misses and false alarms by language."""
    glossary = Glossary.load(GOLDEN / "terms-glossary.csv")
    counts: dict[str, Counter[str]] = {}
    for lang, text, expected in sentences():
        found = {(hit.start, hit.end, hit.concept.id, hit.avoid) for hit in glossary.find(text, lang)}
        counts.setdefault(lang, Counter()).update(
            sentences=1, right=len(found & expected), missed=len(expected - found), false=len(found - expected)
        )
        if verbose and found != expected:
            print(f"{lang}  {text!r}\n    missed {sorted(expected - found)}\n    false  {sorted(found - expected)}")
    return counts


def main() -> None:
    counts = measure("-v" in sys.argv)
    for lang, count in {**counts, "all": sum(counts.values(), Counter())}.items():
        precision = count["right"] / (count["right"] + count["false"])
        recall = count["right"] / (count["right"] + count["missed"])
        print(
            f"{lang:4} {count['sentences']} sentences, {count['right'] + count['missed']} hits: "
            f"precision {precision:.4f}, recall {recall:.4f}"
        )


if __name__ == "__main__":
    main()
