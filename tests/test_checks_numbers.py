"""The numbers check: what excuses a number, and that nothing else does."""

import pytest

from kztrans.checks import check_catalog
from kztrans.model import Catalog, Unit


def said(source, target):
    found = check_catalog(Catalog("id", "en", (Unit(source, target),)), only=["numbers"])
    return [(finding.severity, finding.message) for finding in found]


EXCUSED = {
    "words for a number": ("Ia datang 2 kali.", "He came twice."),
    "a share in words": ("Sebanyak 80 persen setuju.", "Four-fifths agreed."),
    "a share, nearly": ("Sebanyak 24,8 persen setuju.", "A quarter agreed."),
    "a share of a large number": ("Ada 250.000 orang.", "There were a quarter of a million people."),
    "weeks for days": ("Ia pergi 15 hari.", "He was away for two weeks."),
    "years for months": ("Ia dihukum 18 bulan.", "He was sentenced to a year and a half."),
    "another unit of length": ("Jaraknya 10 km.", "It is 6.2 miles away."),
    "a short year": ("Ia lahir pada 1998.", "He was born in '98."),
    "a short year of this century": ("Ia lahir pada 2012.", "He was born in '12."),
    "a year written out": ("Ia angkatan 98.", "He is of the class of 1998."),
    "a verb that doubles": ("Harga naik dari Rp5.000 menjadi Rp10.000.", "The price doubled to Rp10,000."),
    "a verb that halves": ("Harga turun dari Rp10.000 menjadi Rp5.000.", "The price was halved from Rp10,000."),
    "a sum of money converted": ("Harganya Rp100 juta.", "It costs Rp100 million ($6,500)."),
    "an ordinal, another of which is there": ("Putaran ketiga dan keempat.", "The third round, and then another."),
    "one that is small and spelled": ("Ada dua orang.", "There were people."),
}
FOUND = {
    "another share": ("Sebanyak 80 persen setuju.", "Three-fifths agreed."),
    "a share, not nearly enough": ("Sebanyak 30 persen setuju.", "A quarter agreed."),
    "too many days": ("Ia pergi 25 hari.", "He was away for two weeks."),
    "another length": ("Jaraknya 10 km.", "It is 9 miles away."),
    "another number of the same unit": ("Jaraknya 10 km.", "It is 12 km away."),
    "another year": ("Ia lahir pada 1998.", "He was born in '97."),
    "no double": ("Harga naik dari Rp5.000 menjadi Rp11.000.", "The price doubled to Rp11,000."),
    "a double that is not said": ("Harga naik dari Rp5.000 menjadi Rp10.000.", "The price rose from Rp5,000."),
    "a conversion without parentheses": ("Harganya Rp100 juta.", "It costs Rp100 million or $6,500."),
    "parentheses without money": ("Harganya Rp100 juta.", "It costs Rp100 million (6,500 pages)."),
    "money that is in no source": ("Ia datang.", "He came ($6,500)."),
    "a large one that is spelled": ("Ada dua puluh lima orang.", "There were people."),
    "a small one in figures": ("Ada 2 orang.", "There were people."),
}


@pytest.mark.parametrize("name", EXCUSED)
def test_what_excuses_a_number(name):
    assert said(*EXCUSED[name]) == []


@pytest.mark.parametrize("name", FOUND)
def test_what_does_not(name):
    assert [severity for severity, _ in said(*FOUND[name])] == ["error"]


@pytest.mark.parametrize(
    ("source", "target", "severity", "message"),
    [
        ("Ada 7.500 orang.", "There were 7.500 people.", "error", "which has 7.500"),
        ("Ada 7,500 orang.", "There were 7,500 people.", "info", "seems to be in English notation"),
        ("Ada 3,5 juta orang.", "There were 3,5 million people.", "error", "is in Indonesian notation"),
        ("Ada 5 orang.", "There were 6 people.", "error", "which has 6"),
        ("Ada orang.", "There were 25 people.", "error", "25 of the translation is not in the source"),
        ("Ada 25 orang.", "There were people.", "error", "25 of the source is not in the translation"),
        ("Itu putaran ketiga.", "It was the fourth round.", "error", "“ketiga” of the source is “fourth”"),
        ("Dua pertiga setuju.", "Three quarters agreed.", "error", "of the source is “"),
    ],
)
def test_what_is_said(source, target, severity, message):
    (found,) = said(source, target)
    assert found[0] == severity
    assert message in found[1]


def test_numbers_are_paired_with_what_is_alike():
    """The one in words with the one in words, the one with a unit with that of its unit, else the first."""
    messages = [m for _, m in said("Ada 40 km dan tiga puluh desa.", "There were thirty-one villages and 41 km.")]
    assert any("40 km" in m and "41" in m for m in messages) or any("40" in m and "41" in m for m in messages)
    assert len(messages) == 2


def test_nothing_is_said_of_languages_whose_notation_is_unknown():
    for pair in (("xx", "en"), ("id", "xx")):
        assert check_catalog(Catalog(*pair, (Unit("Ada 7 orang.", "There were 8."),)), only=["numbers"]) == []


def test_a_table_of_numbers_is_looked_into_only_so_far():
    numbers = " ".join(str(n) for n in range(1000, 1400))
    assert len(said(f"Ada {numbers}.", "There were none.")) == 100
