"""Words that were exchanged for others, and clauses of everyday words that were left out or put in."""

from __future__ import annotations

import pytest

from kztrans.checks import check_catalog
from kztrans.glossary import Glossary
from kztrans.languages import vocabulary
from kztrans.model import Catalog, Concept, Term, Unit


@pytest.fixture(scope="module")
def glossary():
    return Glossary.load()


def found(source, target, check, glossary=None):
    catalog = Catalog("id", "en", (Unit(source, target),))
    return [f.message for f in check_catalog(catalog, glossary, only=(check,)) if f.severity != "info"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Impor mobil listrik melonjak.", "Exports of electric cars soared."),
        ("Inflasi turun untuk bulan ketiga.", "Inflation rose for the third month."),
        ("Menteri memuji para wartawan.", "The minister condemned the journalists."),
        ("Pasukan mundur dari Kherson timur.", "Troops withdrew from western Kherson."),
        ("Neraca itu mencatat surplus.", "The balance showed a deficit."),
        ("Senat menyetujui anggaran.", "The Senate rejected the budget."),
        ("Pemerintah memperketat aturan visa.", "The government relaxed the visa rules."),
        ("Ini harga terendah sejak 2015.", "This is the highest price since 2015."),
        ("Uzbekistan menutup perbatasan.", "Uzbekistan opened the border."),
        ("Dua perempuan ditahan.", "Two men were detained."),
    ],
)
def test_a_word_is_its_opposite(source, target):
    assert found(source, target, "opposites")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Tenge menguat terhadap dolar.", "The dollar weakened against the tenge."),
        ("Menteri tidak memuji wartawan.", "The minister condemned journalists."),
        ("Ekspor naik dan impor turun.", "Imports fell and exports rose."),
        ("Massa turun ke jalan saat harga naik.", "Crowds took to the streets as prices rose."),
        ("Menteri turun tangan.", "The minister stepped up."),
        ("Ekspor ulang dilarang.", "Imports for resale are banned."),
        ("Angin bertiup dari timur laut.", "A north-east wind blew."),
        ("Korea Selatan mengirim bantuan.", "South Korea sent aid."),
        ("Inflasi turun.", "Inflation eased."),
        ("Toko itu tutup.", "The shop never opened."),
    ],
)
def test_or_another_way_to_say_the_same(source, target):
    assert not found(source, target, "opposites")


def test_languages_know_the_same_oppositions_and_no_word_twice():
    own, other = vocabulary.get("id").opposites, vocabulary.get("en").opposites
    assert own.keys() == other.keys()
    for lists in (own, other):
        for name, senses in lists.items():
            several = [senses[sense] for sense in senses if sense]
            assert sum(map(len, several)) == len(frozenset().union(*several)), name
    assert all({s for s in own[name] if s} == {s for s in other[name] if s} for name in own)


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("Ia dihukum dan dilarang berpolitik selama lima tahun.", "He was sentenced and banned from politics.", True),
        ("Sidang diundur tiga pekan.", "The trial was put off.", True),
        ("Sidang diundur dua pekan.", "The trial was put off for a fortnight.", False),
        ("Ia memerintah dua dekade.", "He ruled for 20 years.", False),
        ("Hanya satu hari tersisa.", "Only a day is left.", False),
        ("Tiga menteri hadir.", "The ministers were there.", False),
    ],
)
def test_a_span_of_time_stays(source, target, wrong, glossary):
    assert bool(found(source, target, "numbers", glossary)) is wrong


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("Ia menolak berkomentar.", "He declined to comment because he feared for his family and his job.", True),
        ("Mereka pulang.", "They went home, since the school was far and the food was bad there.", True),
        ("Ia menolak berkomentar.", "He declined to comment on it to the paper.", False),
        ("Mereka pulang.", "They all went back home again that day.", False),
    ],
)
def test_a_clause_of_everyday_words_was_put_in(source, target, wrong, glossary):
    assert bool(found(source, target, "addition", glossary)) is wrong


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("Pengadilan menolak banding kedua terdakwa.", "The court rejected the appeal of the two witnesses.", True),
        ("Pengadilan menolak banding kedua terdakwa.", "The court rejected the appeal of the two accused.", False),
        ("Sanksi sekunder mengancam bank di Almaty.", "Secondary tariffs threaten banks in Almaty.", True),
        ("Sanksi sekunder mengancam bank di Almaty.", "Secondary sanctions threaten banks in Almaty.", False),
    ],
)
def test_another_concept_stands_for_a_term(source, target, wrong, glossary):
    assert bool(found(source, target, "glossary", glossary)) is wrong


@pytest.mark.parametrize("owner", ["my", "his", "her", "its", "their", "one's", "your", "our"])
def test_ones_stands_for_any_owner(owner):
    concept = Concept(
        "arms", (Term("meletakkan senjata", "id"), Term("lay down one's arms", "en")), pos="verb", domain="war"
    )
    own = Glossary([concept], own=True)
    assert not found("Mereka meletakkan senjata.", f"We lay down {owner} arms.", "glossary", own)
    assert found("Mereka meletakkan senjata.", "We lay down the guns.", "glossary", own)


@pytest.mark.parametrize("word", ["berhalangan", "terhalang", "urung", "kandas"])
def test_words_that_deny_in_part_stand_for_a_denial(word):
    assert not found(f"Wakil itu {word} hadir.", "The deputy could not attend.", "negation")


def test_a_language_without_a_vocabulary_has_an_empty_one(monkeypatch):
    monkeypatch.setattr("kztrans.languages.KNOWN", ("id", "en", "xx"))
    vocabulary.get.cache_clear()
    assert vocabulary.get("xx-YY") == vocabulary.Vocabulary()
    vocabulary.get.cache_clear()
