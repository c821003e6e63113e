"""Neighbours that may have changed places: the two readings share what the bead has."""

from __future__ import annotations

import numpy as np
import pytest

from kztrans.alignment import swaps
from kztrans.alignment.aligner import Ready, prepared
from kztrans.alignment.crossing import with_crossings
from kztrans.alignment.monotone import monotone
from kztrans.alignment.swaps import read_both_ways
from kztrans.model import Bead

SOURCE = [
    "Presiden Tokayev tiba di Almaty pada Senin.",
    "Harga gandum naik pada bulan Maret.",
    "Polisi menahan tiga wartawan.",
    "Danau Balkhash membeku lebih cepat tahun ini.",
]
TARGET = [
    "President Tokayev arrived in Almaty on Monday.",
    "Police arrested three journalists.",
    "The price of wheat went up in March.",
    "Lake Balkhash has frozen earlier this year.",
]
BOTH = Bead((1, 2), (1, 2), 0.9)


def ready() -> Ready:
    paragraphs = [0, 1, 1, 2]
    found = prepared(
        SOURCE, TARGET, "id", "en", None,
        lexicon=None, anchors=(), source_paragraphs=paragraphs, target_paragraphs=paragraphs,
    )  # fmt: skip
    assert found is not None
    return found


def read(bead: Bead) -> tuple[Bead, list[Bead]]:
    pair, weights, _ = ready()
    (whole,), (halves,) = read_both_ways(pair, weights, [bead])
    return whole, halves


def ahead(monkeypatch: pytest.MonkeyPatch, nats: float) -> None:
    """Let the two beads that cross weigh so much more than the one."""
    monkeypatch.setattr(swaps, "SWAPPED", 0.0)
    pair, weights, _ = ready()
    _, plain = swaps._uncrossed(pair, weights, BOTH)
    monkeypatch.setattr(swaps, "SWAPPED", nats - plain)


@pytest.mark.parametrize("nats", [-8.0, -3.0, -1.0, -0.1])
def test_one_bead_has_what_the_other_reading_leaves(monkeypatch: pytest.MonkeyPatch, nats: float) -> None:
    ahead(monkeypatch, nats)
    whole, halves = read(BOTH)
    assert halves == []
    assert whole.score == pytest.approx(0.9 / (1 + np.exp(nats)), abs=1e-4)


@pytest.mark.parametrize("nats", [0.1, 1.0, 8.0])
def test_two_beads_have_what_the_one_leaves(monkeypatch: pytest.MonkeyPatch, nats: float) -> None:
    ahead(monkeypatch, nats)
    whole, halves = read(BOTH)
    assert whole == BOTH
    assert [(half.source, half.target) for half in halves] == [((1,), (2,)), ((2,), (1,))]
    assert [half.score for half in halves] == [pytest.approx(0.9 / (1 + np.exp(-nats)), abs=1e-4)] * 2


@pytest.mark.parametrize("bead", [Bead((0,), (0,), 0.9), Bead((0,), (0, 1), 0.9), Bead((0,), (), 0.9)])
def test_a_bead_that_has_no_two_parts_keeps_what_it_has(bead: Bead) -> None:
    assert read(bead) == (bead, [])


@pytest.mark.parametrize(("nats", "low", "high"), [(-0.1, 0.4, 0.6), (-12.0, 0.9, 1.0)])
def test_what_a_bead_has_in_a_text_is_shared_too(
    monkeypatch: pytest.MonkeyPatch, nats: float, low: float, high: float
) -> None:
    ahead(monkeypatch, nats)
    text = ready()
    beads = with_crossings(text.pair, text.weights, monotone(*text), swaps=True)
    assert [low < bead.score < high for bead in beads if bead.source == (1, 2)] == [True]
