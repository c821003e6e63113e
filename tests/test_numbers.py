"""Numbers in figures and words, with each language's marks."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kztrans import languages
from kztrans.bilingual.tokens import tokens


def values(lang: str, text: str) -> list[Fraction]:
    return [number.value for number in languages.get(lang).numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7.500 ton", [7500]),
        ("3,5 juta", [3_500_000]),
        ("Rp2.250 per liter", [2250]),
        ("1.234.567,89", [Fraction(123456789, 100)]),
        ("dua puluh lima", [25]),
        ("tiga belas", [13]),
        ("sebelas", [11]),
        ("seratus dua puluh ribu", [120_000]),
        ("tiga koma lima juta", [3_500_000]),
        ("satu setengah juta", [1_500_000]),
        ("sejuta", [1_000_000]),
        ("seribu sembilan ratus", [1900]),
        ("2 miliar", [2_000_000_000]),
        ("1,2 triliun", [1_200_000_000_000]),
        ("pukul 10.30", [10, 30]),
        ("17.08.2019", [17, 8, 2019]),
        ("17/8/2019", [17, 8, 2019]),
        ("satu orang", []),
        ("ribuan orang", []),
        ("KTT G20", []),
        ("dua tiga", []),
        ("juta", []),
        ("4,5%", [Fraction(9, 2)]),
        ("tahun 2019", [2019]),
        ("7\u00a0500", [7500]),
    ],
)
def test_indonesian(text: str, expected: list[int]) -> None:
    assert values("id", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7,500 tonnes", [7500]),
        ("3.5 million", [3_500_000]),
        ("$3.5bn", [3_500_000_000]),
        ("$30m", [30_000_000]),
        ("30m long", [30]),
        ("twenty-five", [25]),
        ("two hundred and fifteen thousand", [215_000]),
        ("half a million", [500_000]),
        ("a hundred", [100]),
        ("three point five million", [3_500_000]),
        ("one", []),
        ("one million", [1_000_000]),
        ("millions of people", []),
        ("two or three", [2, 3]),
        ("the 20th century", [20]),
        ("10:30", [10, 30]),
        ("the G20", []),
        ("1,234,567.89", [Fraction(123456789, 100)]),
        ("12 hundred", [1200]),
        ("May 12, 2021", [12, 2021]),
    ],
)
def test_english(text: str, expected: list[int]) -> None:
    assert values("en", text) == expected


@pytest.mark.parametrize("lang", ["id", "en"])
def test_offsets_hold_all_that_makes_up_the_number(lang: str) -> None:
    text = {"id": "Ia membeli 3,5 juta ton.", "en": "He bought 3.5 million tonnes."}[lang]
    (number,) = languages.get(lang).numbers(text)
    assert text[number.start : number.end] in ("3,5 juta", "3.5 million")


@pytest.mark.parametrize(
    ("left", "right"),
    [("3,5 juta", "3.5 million"), ("7.500", "7,500"), ("dua puluh", "twenty"), ("setengah juta", "half a million")],
)
def test_both_languages_mean_the_same(left: str, right: str) -> None:
    assert values("id", left) == values("en", right) != []


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    "text", ["", "9" * 5000, "1." * 3000, "1,000" * 2000, "ribu " * 2000, "million and " * 2000, "²³"]
)
def test_odd_texts_are_read_without_a_crash(lang: str, text: str) -> None:
    numbers = languages.get(lang).numbers(text)
    assert all(0 <= n.start < n.end <= len(text) for n in numbers)
    assert [n.start for n in numbers] == sorted(n.start for n in numbers)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    "text",
    [
        *("9" * 5000, "5.1" + "1" * 5000, "5,1" + "1" * 5000, "0," + "0" * 6000 + "1", "1" * 5000 + ",5", "7.5" * 3000),
        *("tiga koma " + "satu " * 6000, "three point " + "one " * 6000, "juta " * 500, "trillion trillion " * 500),
    ],
)
def test_a_value_can_be_said_however_long_its_figures_are(lang: str, text: str) -> None:
    """Python refuses to write whole numbers of more than 4,300 digits."""
    assert all(len(str(n.value)) < 1000 for n in languages.get(lang).numbers(text))
    assert tokens(text, languages.get(lang), {})


def test_only_decimals_that_nobody_means_are_left_out() -> None:
    long = "5." + "1" * 5000
    (value,) = values("en", long)
    assert abs(value - Fraction(46, 9)) < Fraction(1, 10**90)
    assert values("en", "1,234.5678") == values("id", "1.234,5678") == [Fraction(12345678, 10000)]
