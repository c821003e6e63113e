"""The time that anything of ours takes grows with the length of a text, not with its square.

Each function is given the same text at three lengths, for more than 76 kinds of long runs. Nothing depends on how fast
the machine is: only on how the time of the longest compares with that of the others, taken again where it seems too
long.
"""

import time
from contextlib import suppress

import pytest
from long_runs import PIECES, long_run

from fuzz.targets import READERS
from kztrans import segmentation
from kztrans.checks import checks
from kztrans.checks.pair import View
from kztrans.errors import InputError
from kztrans.glossary import Glossary
from kztrans.model import Catalog, Concept, Term, Unit

SHORT, LONG, LONGEST = 200, 800, 3200
RATIO = 2.5 * LONGEST / LONG
"""What the longest may take, against the one before: four times as much where the time is linear, sixteen times where
it grows with the square."""
FLOOR = 0.05
"""Seconds below which nothing is a hang, and a measurement says little."""
GLOSSARY = Glossary(
    [
        Concept("child", (Term("anak", "id"), Term("child", "en"))),
        Concept("one", (Term("satu a", "id"), Term("one a", "en"), Term("a a", "en", "deprecated"))),
    ]
)


def seconds(use, text):
    start = time.process_time()
    with suppress(InputError):
        use(text)
    return time.process_time() - start


def slow(use, make):
    """How the times grow where they grow too fast, else nothing; ``make`` gives what to use for a length."""
    use_short, use_long, use_longest = (seconds(use, make(n)) for n in (SHORT, LONG, LONGEST))
    if use_longest < FLOOR or use_longest <= RATIO * max(use_long, use_short):
        return ""
    again = [min(seconds(use, make(n)) for _ in range(5)) for n in (LONG, LONGEST)]
    return "" if again[1] <= RATIO * again[0] else f"{again[0]:.3f} s, then {again[1]:.3f} s"


def test_there_are_76_kinds_of_runs():
    assert len(set(PIECES)) >= 76
    assert all(len(long_run(piece, LONG)) > LONG - 20 for piece in PIECES)


@pytest.mark.parametrize("both", [False, True], ids=["source", "both sides"])
def test_checks(both):
    def unit(piece, n):
        text = f"{long_run(piece, n)} "
        return Unit(text, text.replace("Rapat", "Talks") if both else "The talks have ended.")

    wrong = []
    for piece in PIECES:
        units = (Unit("Satu anak makan-makan.", "One child eats."), *(unit(piece, n) for n in (SHORT, LONG, LONGEST)))
        pairs = dict(zip((0, SHORT, LONG, LONGEST), pairs_of(units), strict=True))
        for check in checks():
            list(check.find(pairs[0]))
            said = slow(lambda pair, check=check: list(check.find(pair)), pairs.get)
            wrong += [f"{check.name} on {piece!r}: {said}"] if said else []
    assert wrong == []


def pairs_of(units):
    """The pairs of units, in one view whose books are read already."""
    view = View(Catalog("id", "en", units), GLOSSARY)
    return list(view.pairs)


TEXTS = {
    "segmenter": lambda text: segmentation.segment(text, "id"),
    "segmenter, English": lambda text: segmentation.segment(text, "en"),
    "segmenter, explained": lambda text: segmentation.explain(text, "id"),
    "matcher": lambda text: GLOSSARY.find(text, "id"),
    "matcher, English": lambda text: GLOSSARY.find(text, "en"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts(name):
    TEXTS[name]("Satu anak. Dua.")
    said = {piece: slow(TEXTS[name], lambda n, piece=piece: long_run(piece, n)) for piece in PIECES}
    assert {piece: times for piece, times in said.items() if times} == {}


NAMES = sorted(set(READERS) - {"memory", "glossary xlsx", "by ending"})


@pytest.mark.parametrize("name", NAMES)
def test_readers(name):
    """The run stands in the middle of a good file, or at its end."""
    seed, run = READERS[name].seeds()[0], READERS[name].run
    seconds(run, seed)
    middle = seed.find(b"Hasan") + 1 or len(seed) // 2

    def data(n, piece, at):
        return seed[:at] + long_run(piece, n).encode() + seed[at:]

    said = {
        (piece, at): slow(run, lambda n, piece=piece, at=at: data(n, piece, at))
        for number, piece in enumerate(PIECES)
        for at in (middle, len(seed))[number % 2 :: 2]
    }
    assert {place: times for place, times in said.items() if times} == {}


def test_what_grows_with_the_square_is_seen():
    assert slow(lambda n: [n for _ in range(n) for _ in range(n)], lambda n: n)
    assert not slow(lambda n: [n for _ in range(n) for _ in range(800)], lambda n: n)
