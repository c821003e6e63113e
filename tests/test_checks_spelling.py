"""Spelling: British and American, and misspelt words."""

from __future__ import annotations

import sys

import pytest

from kztrans.checks import check_catalog
from kztrans.checks.rules import spelling
from kztrans.languages.en.regions import regional
from kztrans.model import Catalog, Unit


def found(check, *targets, lang="en"):
    units = tuple(Unit(f"Kalimat {n}.", target) for n, target in enumerate(targets))
    return [f.message for f in check_catalog(Catalog("id", lang, units), only=(check,))]


def test_the_habit_of_most_of_a_file_is_its_habit():
    british = ("The harbour is full.", "The neighbours travelled.", "A grey theatre.")
    assert found("regions", *british) == []
    assert found("regions", *british, "The color is red.") == [
        "“color” is American spelling, where the file has British"
    ]


def test_a_region_in_the_languages_code_decides():
    assert found("regions", "The labour market.", "The harbour.", lang="en-US") == [
        "“labour” is British spelling, where the file has American",
        "“harbour” is British spelling, where the file has American",
    ]
    assert found("regions", "The labour market.", lang="en-GB") == []
    assert found("regions", "They organised a strike.", lang="en-US")


def test_ise_and_ize_are_a_habit_of_their_own():
    assert found("regions", "The labour organization.", "The defence was organized.") == []
    assert found("regions", "They organized it.", "They recognized it.", "They criticised it.") == [
        "“criticised” is spelt with -ise, where the file has -ize"
    ]


def test_names_and_words_of_both_regions_keep_their_spelling():
    assert found("regions", "The harbour.", "He works for the Department of Defense.", "A computer program.") == []
    assert found("regions", "The harbour.", "Travelers came.") != []


@pytest.mark.parametrize(
    "word", "advertise four oversized prize capsized doctor meter license honorary exercise".split()
)
def test_words_that_tell_nothing(word):
    assert regional(word) is None


def test_misspelt_words_are_found_where_the_library_is():
    pytest.importorskip("spellchecker")
    assert found("spelling", "The goverment resigned.") == ["“goverment” may be misspelt"]
    right = "The labour ministry organised unconvincing re-elections for oligarchs near the oilfield of Qarazhanbas."
    assert found("spelling", right, "Kalimat 1.") == []


def test_without_the_library_nothing_is_found(monkeypatch):
    monkeypatch.setitem(sys.modules, "spellchecker", None)
    spelling._speller.cache_clear()
    assert found("spelling", "The goverment resigned.") == []
    spelling._speller.cache_clear()
