"""A corpus of any size out of our own sentences: news-like documents and translations, with the noise of archives.

Each document is some sentences of `data/`, some written after patterns with names, places, days and sums of its own, in
the same order in both languages. Then sentences are left out on either side, or joined, and documents stay alone.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Made", "make"]

DATA = Path(__file__).parent / "data"
MONTHS = (
    (
        "Januari",
        "January"), ("Februari", "February"), ("Maret", "March"), ("April", "April"), ("Mei", "May",
    ),
    (
        "Juni",
        "June"), ("Juli", "July"), ("Agustus", "August"), ("September", "September"), ("Oktober", "October",
    ),
    ("November", "November"), ("Desember", "December"),
)  # fmt: skip
PATTERNS = (
    (
        "Pada {day} {month_id} {year}, {name} berkunjung ke {place}.",
        "On {day} {month_en} {year}, {name} visited {place}.",
    ),
    (
        "{name} menandatangani perjanjian senilai {sum} juta dolar dengan perusahaan dari {place}.",
        "{name} signed an agreement worth {sum} million dollars with a company from {place}.",
    ),
    (
        "Menurut {name}, {sum} orang pindah dari {place} tahun lalu.",
        "According to {name}, {sum} people moved away from {place} last year.",
    ),
    (
        "“Kami tidak akan menunggu sampai {year},” kata {name}.",
        "“We will not wait until {year},” said {name}.",
    ),
    (
        "Pabrik di {place} mempekerjakan {sum} buruh.",
        "The factory in {place} employs {sum} workers.",
    ),
    (
        "Harga gandum di {place} naik {sum} persen.",
        "Wheat prices in {place} rose by {sum} per cent.",
    ),
    (
        "Wali kota {place}, {name}, membantah laporan itu.",
        "The mayor of {place}, {name}, denied the report.",
    ),
    (
        "Jalan ke {place} akan dibuka kembali pada {month_id}.",
        "The road to {place} will reopen in {month_en}.",
    ),
    ("{name} lahir di {place} pada tahun {year}.", "{name} was born in {place} in {year}."),
    (
        "Kereta barang pertama tiba di {place} dengan {sum} gerbong.",
        "The first freight train reached {place} with {sum} wagons.",
    ),
)  # fmt: skip
_BEGINNINGS = (
    "Al",
    "Ber",
    "Dos",
    "Er",
    "Kai",
    "Mar",
    "Nur",
    "Ora",
    "Sa",
    "Tem",
    "Ul",
    "Zhan",
    "Bek",
    "Aru",
    "Tol",
    "Yer",
)
_MIDDLES = ("", "a", "bo", "da", "gi", "ken", "li", "ma", "ne", "ri", "sha", "ta", "zi")
_ENDINGS = ("bek", "khan", "lan", "mir", "nar", "rat", "sar", "tau", "tay", "zhol", "gul", "ym")


@dataclass(frozen=True, slots=True)
class Made:
    """A pair of documents, a sentence an element; a side that is missing is empty."""

    source: tuple[str, ...]
    target: tuple[str, ...]


def make(number: int, left_out: float = 0.3, alone: float = 0.2, seed: int = 0) -> Made:
    """The pair of documents of a number.

    Args:
        left_out: the share of sentences that either side lacks.
        alone: the share of pairs of which one side is missing.
    """
    chance = random.Random(f"{seed} {number}")
    pool = chance.sample(sentences(), chance.randint(6, 16)) + [_after(chance) for _ in range(chance.randint(5, 12))]
    chance.shuffle(pool)
    source = [one for one, _ in pool if chance.random() >= left_out] or [pool[0][0]]
    target = _joined([two for _, two in pool if chance.random() >= left_out] or [pool[0][1]], chance)
    kind = chance.random()
    if kind < alone / 2:
        source = []
    elif kind < alone:
        target = []
    return Made(tuple(source), tuple(target))


_SENTENCES: list[tuple[str, str]] = []


def sentences() -> list[tuple[str, str]]:
    """Our own sentences with their translations."""
    if not _SENTENCES:
        for path in sorted(DATA.glob("*.tsv")):
            for line in path.read_text("utf-8").splitlines():
                _, source, target = line.split("\t")
                _SENTENCES.append((source, target))
    return _SENTENCES


def _after(chance: random.Random) -> tuple[str, str]:
    """A sentence after a pattern, in both languages."""
    month = chance.choice(MONTHS)
    words = {
        "name": f"{_name(chance)} {_name(chance)}ov",
        "place": _name(chance),
        "day": chance.randint(1, 28),
        "year": chance.randint(1950, 2030),
        "month_id": month[0],
        "month_en": month[1],
        "sum": chance.randint(13, 989),
    }
    source, target = chance.choice(PATTERNS)
    return source.format(**words), target.format(**words)


def _name(chance: random.Random) -> str:
    return chance.choice(_BEGINNINGS) + chance.choice(_MIDDLES) + chance.choice(_ENDINGS)


def _joined(sentences: list[str], chance: random.Random) -> list[str]:
    """Some neighbours made one sentence."""
    found: list[str] = []
    for sentence in sentences:
        if found and chance.random() < 0.05 and found[-1].endswith("."):
            found[-1] = re.sub(r"\.$", ", and ", found[-1]) + sentence[0].lower() + sentence[1:]
        else:
            found.append(sentence)
    return found
