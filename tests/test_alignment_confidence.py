"""How sure a bead is: what its parts share with the other side, whether there is a better partner, sentence vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from kztrans.alignment import align, confidence
from kztrans.alignment.aligner import prepared
from kztrans.alignment.cells import look_up
from kztrans.alignment.confidence import SIGNS, judged, signs
from kztrans.alignment.vectors import Likeness, whole_numbers
from kztrans.model import Bead

SOURCE = [
    "Presiden Tokayev tiba di Almaty pada Senin.",
    "Harga gandum naik 12 persen pada bulan Maret, kata menteri pertanian.",
    "Polisi menahan tiga wartawan di Atyrau.",
    "Danau Balkhash membeku lebih cepat tahun ini.",
]
TARGET = [
    "President Tokayev arrived in Almaty on Monday.",
    "The price of wheat went up by 12 per cent in March, said the minister of agriculture.",
    "Police arrested three journalists in Atyrau.",
    "Lake Balkhash has frozen earlier this year.",
    "There was no wind.",
]


def sign(name: str, beads: list[Bead]) -> list[float]:
    ready = prepared(
        SOURCE, TARGET, "id", "en", None, lexicon=None, anchors=(), source_paragraphs=None, target_paragraphs=None
    )
    assert ready is not None
    return [float(value) for value in signs(ready.pair, ready.weights, beads)[:, SIGNS.index(name)]]


def test_a_part_that_shares_nothing_is_seen_in_a_join() -> None:
    whole, half = [Bead((3,), (3,), 0.9)], [Bead((3,), (3, 4), 0.9)]
    assert sign("part", whole)[0] > 0.3
    assert sign("part", half) == [0.0]


@pytest.mark.parametrize(
    ("right", "wrong"), [(Bead((2,), (2,), 0.9), Bead((2,), (4,), 0.9)), (Bead((0,), (0,), 0.9), Bead((3,), (0,), 0.9))]
)
def test_a_better_partner_elsewhere_is_a_rival(right: Bead, wrong: Bead) -> None:
    assert sign("rival", [wrong])[0] == 5.0
    assert sign("rival", [right])[0] < 0


def test_no_bead_is_certain_as_one_set_by_a_person_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confidence, "CONFIDENCE", dict.fromkeys(SIGNS, 0.0) | {"one": 30.0})
    assert {bead.score for bead in align(SOURCE, TARGET[:4], lexicon=None)} == {0.9999}


def test_rivals_are_looked_for_nearby_in_a_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    near, far = [Bead((2,), (4,), 0.9)], [Bead((0,), (4,), 0.9)]
    monkeypatch.setattr(confidence, "_SMALL", 0)
    monkeypatch.setattr(confidence, "_NEARBY", 1)
    assert sign("rival", near)[0] < 5.0  # its partner is two segments away
    monkeypatch.setattr(confidence, "_NEARBY", 2)
    assert sign("rival", near)[0] == 5.0
    assert sign("rival", [Bead((2,), (4,), 0.9, moved=True)])[0] == confidence._NONE
    assert sign("rival", far)[0] < 5.0


def test_a_pair_with_a_rival_is_doubtful_though_the_field_is_sure_of_it() -> None:
    ready = prepared(
        SOURCE, TARGET, "id", "en", None, lexicon=None, anchors=(), source_paragraphs=None, target_paragraphs=None
    )
    assert ready is not None
    right, wrong = judged(ready.pair, ready.weights, [Bead((2,), (2,), 0.9), Bead((3,), (4,), 0.9)])
    assert wrong.score < 0.7
    assert right.score >= 0.7


class Toy:
    """A model that knows three words."""

    def name(self) -> str:
        return "toy"

    def encode(self, texts: Sequence[str]) -> NDArray[Any]:
        return np.array([[text.count(word) for word in ("sun", "rain", "wind")] for text in texts], dtype=np.float64)


def test_likeness_tells_of_the_whole_and_of_the_part_that_is_least_like_it() -> None:
    source, target = ["sun rain", "sun", "wind"], ["sun", "rain", "wind", "sun"]
    ready = prepared(
        source, target, "id", "en", None, lexicon=None, anchors=(), source_paragraphs=None, target_paragraphs=None,
        vectors=Toy(),
    )  # fmt: skip
    assert ready is not None
    assert ready.pair.vectors is not None
    rows, columns = np.repeat(np.arange(3), 4), np.tile(np.arange(4), 3)
    likeness = Likeness(ready.pair.vectors, look_up(rows, columns, ready.pair))
    begin, size = np.array([[0, 0], [0, 1], [2, 2], [1, 0]]).T, np.array([[1, 2], [1, 2], [1, 1], [1, 1]]).T
    (both, both_least), (half, half_least), (alike, one), (same, _) = likeness.of(begin[0], size[0], begin[1], size[1])
    assert both > 0.9
    assert 0.4 < both_least < 0.8
    assert half < both
    assert half_least < 0
    assert (alike, one) == (pytest.approx(1, abs=0.01), 0)
    assert same == pytest.approx(1, abs=0.05)


def test_what_all_segments_have_in_common_is_taken_away() -> None:
    length = np.array([10.0] * 40)
    alike = whole_numbers(Toy(), ["sun rain"] * 20 + ["sun wind"] * 20, length)
    norms = np.sqrt((alike.astype(float) ** 2).sum(axis=1))
    assert float(alike[0] @ alike[-1]) / norms[0] / norms[-1] < 0.2  # 0.5 as the model has them


def test_vectors_of_one_segment_are_not_lost() -> None:
    assert whole_numbers(Toy(), ["sun"], np.array([3.0]))[0].tolist() == [121 * 3, 0, 0]


@pytest.mark.parametrize(
    ("beads", "expected"),
    [
        ([Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.5), Bead((2,), (2,), 0.5)], [0.0, np.log(9) / 2, 0.0]),
        ([Bead((0,), (0,), 0.9), Bead((1,), (), 0.2), Bead((2,), (2,), 0.5)], [2.0, 2.0]),  # no neighbour with both
        ([Bead((0,), (0,), 0.9), Bead((1,), (1,), 0.1), Bead((), (2,), 0.5)], [-np.log(9), np.log(9)]),
    ],
)
def test_what_its_neighbours_have_tells_of_a_bead(beads: list[Bead], expected: list[float]) -> None:
    assert sign("beside", beads) == [pytest.approx(value) for value in expected]


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_short_text_says_little_of_whether_it_belongs_to_the_other(size: int) -> None:
    ready = prepared(
        SOURCE[:size], TARGET[:size], "id", "en", None,
        lexicon=None, anchors=(), source_paragraphs=None, target_paragraphs=None,
    )  # fmt: skip
    assert ready is not None
    found = signs(ready.pair, ready.weights, [Bead((n,), (n,), 0.9) for n in range(size)])
    assert found[:, SIGNS.index("text")] == pytest.approx(size / (size + 4))


ALONE = [
    ("Polisi menahan tiga wartawan.", "The weather was fine."),
    ("Harga gandum naik 12 persen pada bulan Maret.", "She has lived by the sea with her sister for years."),
    ("Presiden tiba di Almaty pada Senin.", "The museum opens again after repairs that took two years."),
]


@pytest.mark.parametrize(("source", "target"), [*ALONE, *((s + " " + s, t + " " + t) for s, t in ALONE)])
def test_a_lone_sentence_and_another_are_not_sure(source: str, target: str) -> None:
    assert all(bead.score < 0.7 for bead in align([source], [target]) if bead.source and bead.target)


@pytest.mark.parametrize("number", range(4))
def test_a_lone_sentence_and_its_translation_are_sure(number: int) -> None:
    (bead,) = align([SOURCE[number]], [TARGET[number]])
    assert bead.score >= 0.7
