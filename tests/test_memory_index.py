"""Look-up against brute force, and the promises of the index and the score."""

from __future__ import annotations

import random
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.memory import Entry, Memory
from kztrans.memory.index import stretches
from kztrans.memory.keys import normalise
from kztrans.memory.score import best_possible, edits, lengths, percent
from kztrans.memory.tokens import split

WORDS = [
    first + last
    for first in "bdgklmnprst"
    for last in ("a", "ani", "api", "eri", "i", "ilan", "o", "obu", "oru", "usi")
]
WORDS += ["12", "3,5", "7.500", "Astana", "-", ",", "“", "(a)"]


def sentence(dice: random.Random) -> str:
    common = WORDS[:12]
    length = dice.choice((0, 1, 2, 3, 4, 6, 8, 10, 12, 15, 20, 30))
    words = [dice.choice(common if dice.random() < 0.6 else WORDS) for _ in range(length)]
    return " ".join(words).capitalize() + dice.choice((".", "!", "..."))


def changed(text: str, dice: random.Random) -> str:
    words = text.split()
    for _ in range(dice.randint(1, 1 + len(words) // 4)):
        place = dice.randrange(len(words))
        step = dice.choice(("put", "insert", "delete", "case", "move"))
        if step == "put":
            words[place] = dice.choice(WORDS)
        elif step == "insert":
            words.insert(place, dice.choice(WORDS))
        elif step == "delete" and len(words) > 1:
            del words[place]
        elif step == "case":
            words[place] = words[place].upper()
        elif step == "move":
            words.insert(dice.randrange(len(words)), words.pop(place))
    return " ".join(words)


@pytest.mark.parametrize("threshold", [70, 75])
def test_nothing_is_missed_of_what_brute_force_finds(tmp_path: Path, threshold: int) -> None:
    dice = random.Random(20)
    texts = [sentence(dice) for _ in range(1000)]
    texts += [changed(dice.choice(texts), dice) for _ in range(2000)]
    tokens = {key: split(key) for key in map(normalise, texts)}
    matched = 0
    with Memory(tmp_path / "tm", create=True) as memory:
        memory.add_entries((Entry(text, f"<{text}>", "id", "en") for text in texts), "here")
        for query in [changed(dice.choice(texts), dice) for _ in range(100)]:
            key = normalise(query)
            brute = sorted(
                (percent(split(key), old, threshold) for text, old in tokens.items() if text != key), reverse=True
            )
            found = [m.percent for m in memory.lookup(query, "id", "en", threshold=threshold, limit=20) if not m.exact]
            expected = [value for value in brute if value][: len(found) or 20]
            assert found == expected, query
            assert len(found) >= min(19, sum(value > 0 for value in brute))
            matched += len(found)
    assert matched > 50


def test_best_match_alone_is_as_good_as_the_best_of_many(tmp_path: Path) -> None:
    dice = random.Random(21)
    texts = [sentence(dice) for _ in range(300)]
    texts += [changed(dice.choice(texts), dice) for _ in range(1200)]
    with Memory(tmp_path / "tm", create=True) as memory:
        memory.add_entries((Entry(text, "-", "id", "en") for text in texts), "here")
        for query in texts[::10]:
            many = memory.lookup(query + " lagi", "id", "en", limit=50)
            one = memory.lookup(query + " lagi", "id", "en", limit=1)
            assert [m.percent for m in one] == [m.percent for m in many[:1]]


texts = st.lists(st.sampled_from([*WORDS[:9], "9", "10", ".", ","]), max_size=14).map(" ".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(texts, texts, st.integers(50, 100))
def test_lengths_and_edits_bound_the_percentage(one: str, other: str, threshold: int) -> None:
    new, old = split(one), split(other)
    value = percent(new, old)
    assert 0 <= value <= 99
    assert value == percent(old, new)
    assert percent(new, old, threshold) == (value if value >= threshold else 0)
    if value >= threshold and new.folded:
        spans = dict(lengths(len(new.folded), threshold))
        assert spans[len(old.folded)] == edits(max(len(new.folded), len(old.folded)), threshold)
    assert value <= best_possible(new, abs(len(new.folded) - len(old.folded)))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=12), st.integers(1, 6))
def test_stretches_are_disjoint_and_the_rarest(costs: list[int], number: int) -> None:
    if 2 * number > len(costs) + 1:
        assert stretches(costs, number) == [[index] for index in range(len(costs))]
        return
    found = stretches(costs, number)
    assert len(found) == number
    words = [set(range(min(stretch), max(stretch) + 2)) for stretch in found]
    assert all(not one & other for one, other in combinations(words, 2))
    apart = (c for c in combinations(range(len(costs)), number) if all(b - a > 1 for a, b in pairwise(c)))
    assert sum(costs[stretch[0]] for stretch in found) == min(sum(costs[i] for i in c) for c in apart)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Jalur Tengah dibuka.", "Jalur tengah dibuka.", 97),  # case
        ("Jalur Tengah dibuka.", "Jalur Tengah dibuka", 97),  # punctuation
        ("Ekspor naik 5 persen.", "Ekspor naik 12,5 persen.", 98),  # number
        ("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
         "satu dua tiga empat lima enam tujuh delapan sembilan sebelas", 90),  # one word in ten
        ("satu dua tiga", "satu dua tiga empat", 75),
        ("“Ya”", "‘Ya’", 93),
        ("Rp5", "Rp 5", 95),  # the same tokens are not the same text
        ("***", "** *", 66),
        ("...", "Ya", 0),
        ("哈萨克斯坦", "哈萨克斯", 80),  # characters where there are no words
    ],
)  # fmt: skip
def test_percentages(one: str, other: str, expected: int) -> None:
    assert percent(split(one), split(other)) == expected


def test_very_long_texts(tmp_path: Path) -> None:
    dice = random.Random(5)
    long = " ".join(dice.choice(WORDS) + str(i % 7) for i in range(5000))
    with Memory(tmp_path / "tm", create=True) as memory:
        memory.add_entries([Entry(long, "panjang", "id", "en"), Entry(long[:1500], "sedang", "id", "en")], "here")
        assert [m.target for m in memory.lookup(long.replace("bani", "x"), "id", "en")] == ["panjang"]
        assert [m.target for m in memory.lookup(long[:1480] + " x", "id", "en")] == ["sedang"]
