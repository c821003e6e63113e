"""Kinds of text that are not news translated sentence by sentence."""

from __future__ import annotations

import pytest

import kztrans

REPORT = (
    [
        "Bank Pembangunan Asia memperkirakan ekspor minyak dan gas Kazakhstan ke Tiongkok dan Rusia tahun ini naik 12 "
        "persen menjadi 8 miliar dolar, terutama karena harga minyak dunia naik.",
        "Menurut laporan Bank Pembangunan Asia itu, ekspor minyak Kazakhstan ke Rusia naik 9 persen dan ekspor gas ke "
        "Tiongkok 15 persen, karena harga gas dunia juga naik tahun ini, kata Direktur Bank di Almaty.",
        "Wartawan pulang.",
    ],
    [
        "Exports of oil and gas from Kazakhstan to China and Russia are expected to rise by 12 percent to 8 billion "
        "dollars this year, the director of the Asian Development Bank said in Almaty.",
        "Oil exports to Russia rose 9 percent and gas exports to China 15 percent as world prices of oil and gas rose "
        "this year, according to the report of the bank.",
        "The journalists went home.",
    ],
)
SPEAKER = (
    [
        *REPORT[0][:1],
        "Menurut laporan bank itu, ekspor minyak ke Rusia naik 9 persen dan ekspor gas ke Tiongkok 15 persen, karena "
        "harga gas dunia juga naik tahun ini, kata Direktur Bank Ayumi Tanaka.",
        REPORT[0][2],
    ],
    [
        "Exports of oil and gas from Kazakhstan to China and Russia are expected to rise by 12 percent to 8 billion "
        "dollars this year as oil prices rise, Asian Development Bank Director Ayumi Tanaka said.",
        "Oil exports to Russia rose 9 percent and gas exports to China 15 percent as world prices of oil and gas rose "
        "this year, according to the report.",
        REPORT[1][2],
    ],
)


@pytest.mark.parametrize(("source", "target"), [REPORT, SPEAKER])
def test_neighbours_that_speak_of_the_same_things_stay_apart(source: list[str], target: list[str]) -> None:
    assert [bead.kind for bead in kztrans.align(source, target)] == ["1-1"] * 3
    assert "2-2" in [bead.kind for bead in kztrans.align(source, target, without=frozenset({"chance"}))]
