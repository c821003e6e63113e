"""What a changed text does to suggestions: how often the translation that merging carries over is of use.

    python benchmarks/revisions.py [--texts N]

Texts of 120 sentences are drawn from four hundred of our own. Then their author works on them: 15 sentences are
revised, lightly or heavily, 35 go, 45 new ones come, 5 are revised copies of what stays. Of each pair that merging
makes it is known whether one sentence is a revision of the other; the translation is of use where it is. The tables are
of ``kztrans/merging/likeness.py``: earlier forms of what is gone, by code points, and translations borrowed from what
stays, as the memory counts.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kztrans.merging import likeness
from kztrans.resources import sample_files
from kztrans.segmentation import segment

OWN = tuple(sorted((Path(__file__).parent / "data").glob("*.tsv")))
ADDED = [
    "kata juru bicara itu",
    "menurut laporan awal",
    "untuk kedua kalinya",
    "sekali lagi",
    "tanpa alasan yang jelas",
]
BANDS = ((0.60, 0.65), (0.65, 0.70), (0.70, 0.75), (0.75, 1.01))


def pool() -> list[str]:
    """The Indonesian sentences of our own texts, each once."""
    rows = [line.split("\t") for path in OWN for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [row[1] for row in rows if len(row) == 3]
    texts += [s.text for s in segment(sample_files()[0].read_text(encoding="utf-8"), "id")]
    return list(dict.fromkeys(text for text in texts if len(text.split()) > 2))


def revised(text: str, words: list[str], dice: random.Random) -> str:
    """A sentence as its author left it after working on it: the same one, said otherwise."""
    own = text.rstrip('.?!"”').split()
    for _ in range(dice.choice((1, 1, 2, 3, 4, 6)) if len(text) > likeness.SHORT else dice.choice((1, 1, 2))):
        n = dice.randrange(len(own))
        deed = dice.random()
        if deed < 0.4:
            own[n] = dice.choice(words)
        elif deed < 0.6 and len(own) > 3:
            del own[n]
        elif deed < 0.85:
            own[n:n] = dice.choice(ADDED).split()
        elif len(own) > 4:
            cut = dice.randrange(2, len(own) - 1)
            own = own[cut:] + own[:cut]
    line = " ".join(own)
    return f"{line[0].upper()}{line[1:]}{text[len(text.rstrip('.?!”')) :]}"


def revision(
    sentences: list[str], words: list[str], dice: random.Random
) -> tuple[list[str], list[str], list[str], set[tuple[str, str]]]:
    """What stays, what is gone and what is new, and which of the new is a revision of which other one."""
    chosen = dice.sample(sentences, 165)
    text, fresh = chosen[:120], chosen[120:]
    changed = {old: revised(old, words, dice) for old in text[:15]}
    copies = {old: revised(old, words, dice) for old in text[60:65]}
    own = {(new, old) for old, new in (*changed.items(), *copies.items())}
    return text[50:], text[:50], [*changed.values(), *copies.values(), *fresh], own


def carried(new: list[str], gone: list[str]) -> Iterator[tuple[float, str, str]]:
    """The pairs that merging makes: the likest first, each sentence once."""
    taken: set[tuple[str, int]] = set()
    for value, n, o in sorted(likeness.earlier_forms(new, gone, "id"), key=lambda pair: -pair[0]):
        if ("new", n) not in taken and ("old", o) not in taken:
            taken |= {("new", n), ("old", o)}
            yield value, new[n], gone[o]


def lent(new: list[str], stays: list[str]) -> Iterator[tuple[float, str, str]]:
    """The pairs in which a translation is borrowed: the nearest of what stays."""
    best: dict[int, tuple[float, int]] = {}
    for value, n, o in likeness.near(new, stays):
        best[n] = max(best.get(n, (0.0, 0)), (value, o))
    for n, (value, o) in best.items():
        yield value, new[n], stays[o]


def measured(texts: int, what: str) -> Counter[tuple[str, int, bool]]:
    """How many pairs there are by length, band, and whether they are of use."""
    dice = random.Random(11)
    sentences, counts = pool(), Counter[tuple[str, int, bool]]()
    words = [word for text in sentences for word in text.split() if word.isalpha()]
    for _ in range(texts):
        stays, gone, new, own = revision(sentences, words, dice)
        for value, one, other in carried(new, gone) if what == "gone" else lent(new, stays):
            length = "short" if max(len(one), len(other)) <= likeness.SHORT else "long"
            band = next((n for n, (low, high) in enumerate(BANDS) if low <= value < high), -1)
            counts[length, band, (one, other) in own] += 1
    return counts


def table(title: str, counts: Counter[tuple[str, int, bool]]) -> None:
    """One line a length: of use, of all, by bands."""
    print(title)
    print("        " + "".join(f"{f'{100 * low:.0f} to {min(100 * high, 100):.0f} %':>18}" for low, high in BANDS))
    for length in ("short", "long"):
        cells = []
        for band in range(len(BANDS)):
            useful, useless = counts[length, band, True], counts[length, band, False]
            share = f"{100 * useful / (useful + useless):.0f} %" if useful + useless else "–"
            cells.append(f"{f'{useful} of {useful + useless}':>12}{share:>6}")
        print(f"{length:<8}" + "".join(cells))


def main() -> None:
    """Print the tables, with the rules and without them."""
    parser = argparse.ArgumentParser(description="How often a translation that merging carries over is of use.")
    parser.add_argument("--texts", type=int, default=1000, help="how many revisions are simulated")
    texts: int = parser.parse_args().texts
    table("earlier forms, as merging takes them", measured(texts, "gone"))
    likeness.SURELY_ALIKE = 0.0
    table("earlier forms, from 60 % whatever the length", measured(texts, "gone"))
    table("borrowed from what stays, as merging does", measured(texts, "stays"))
    likeness.NEAR = 60
    table("borrowed from what stays, from 60 % in the memory's count", measured(texts, "stays"))


if __name__ == "__main__":
    main()
