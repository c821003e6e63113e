"""The new text's numbers in an old translation."""

from __future__ import annotations

import pytest

from kztrans.memory.figures import put_in


@pytest.mark.parametrize(
    ("old", "new", "target", "expected"),
    [
        ("Harga naik 5 persen.", "Harga naik 7 persen.", "Prices rose 5 per cent.", "Prices rose 7 per cent."),
        (
            "Ekspor 3,5 juta ton.",
            "Ekspor 4,2 juta ton.",
            "Exports: 3.5 million tonnes.",
            "Exports: 4.2 million tonnes.",
        ),
        ("Ekspor 3,5 juta ton.", "Ekspor 4 juta ton.", "Exports: 3.5 million tonnes.", "Exports: 4 million tonnes."),
        (
            "Ekspor 3,5 juta ton.",
            "Ekspor 4,0 juta ton.",
            "Exports: 3.5 million tonnes.",
            "Exports: 4.0 million tonnes.",
        ),
        ("Jaraknya 900 km.", "Jaraknya 7.500 km.", "It is 900 km away.", "It is 7,500 km away."),
        ("Jaraknya 7.500 km.", "Jaraknya 900 km.", "It is 7,500 km away.", "It is 900 km away."),
        ("Sebanyak 3,5 juta orang.", "Sebanyak 4,25 juta orang.", "Some 3,500,000 people.", "Some 4,250,000 people."),
        ("Ada 3 negara.", "Ada 5 negara.", "There are three countries.", "There are 5 countries."),
        ("Pada 16 Mei 2023.", "Pada 9 Mei 2024.", "On May 16, 2023.", "On May 9, 2024."),
        ("Dari 2 ke 3.", "Dari 3 ke 2.", "From 2 to 3.", "From 3 to 2."),
        ("Dari 2 ke 3, lalu 2.", "Dari 4 ke 3, lalu 4.", "From 2 to 3, then 2.", "From 4 to 3, then 4."),
        ("Sebesar Rp5.000.", "Sebesar Rp12.500.", "It is Rp5,000.", "It is Rp12,500."),
        ("Sebesar 1.250,5 ton.", "Sebesar 2.300,75 ton.", "It is 1,250.5 tonnes.", "It is 2,300.75 tonnes."),
    ],
)
def test_numbers_are_put_in(old: str, new: str, target: str, expected: str) -> None:
    assert put_in(new, old, target, "id", "en") == expected


def test_the_other_way_round() -> None:
    assert put_in("It is 7,500 km.", "It is 3.5 km.", "Jaraknya 3,5 km.", "en", "id") == "Jaraknya 7.500 km."


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        ("Harga naik 5 persen.", "Harga naik 7 persen.", "Prices rose."),  # not there
        ("Ada 2 dari 9.", "Ada 4 dari 9.", "There are 2 of the 2 times 9."),  # there once too often
        ("Dari 2 ke 2.", "Dari 2 ke 4.", "From 2 to 2."),  # which of the two?
        ("Yang ke-5 datang.", "Yang ke-3 datang.", "The 5th came."),  # not 3th
        ("Ada 1.", "Ada 1 dan 2.", "There is 1."),  # not the same words
    ],
)
def test_what_is_uncertain_is_left(old: str, new: str, target: str) -> None:
    assert put_in(new, old, target, "id", "en") is None


def test_languages_that_know_no_numbers_take_figures_as_they_stand() -> None:
    assert put_in("7 июля", "5 июля", "July 5", "ru", "en") == "July 7"
    assert put_in("7,5 juta", "3,5 juta", "3,5 млн", "id", "ru") == "7,5 млн"
    assert put_in("7,5 juta", "3,5 juta", "3.5 млн", "id", "ru") is None
