"""Finding terms: the marked sentences, offsets, capitals, overlaps, review states."""

import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from term_marks import term_quality

from kztrans.glossary import Glossary, choice
from kztrans.glossary.tbx import to_tbx
from kztrans.model import Concept, Term


def concept(name, *terms, pos="noun", **fields):
    """A concept from texts: ``id:negara semu``, ``en!:fake state`` to be avoided."""
    made = []
    for text in terms:
        lang, _, words = text.partition(":")
        first = not any(term.lang == lang.rstrip("!") for term in made)
        status = "deprecated" if lang.endswith("!") else "preferred" if first else "admitted"
        made.append(Term(words, lang.rstrip("!"), status))
    return Concept(name, tuple(made), pos=pos, **fields)


def found(concepts, text, lang="id", **options):
    """What is found: the words of the text and the concept's name."""
    return [(text[hit.start : hit.end], hit.concept.id) for hit in Glossary(concepts).find(text, lang, **options)]


STATE = concept("state", "id:negara semu", "en:quasi-state")


def test_marked_sentences_precision_and_recall():
    counts = sum(term_quality.measure().values(), Counter())
    assert counts["sentences"] >= 300
    assert counts["right"] / (counts["right"] + counts["false"]) >= 0.99
    assert counts["right"] / (counts["right"] + counts["missed"]) >= 0.99


def test_marked_sentences_hold_traps_in_both_languages():
    rows = term_quality.sentences()
    for lang in ("id", "en"):
        assert sum(row[0] == lang and not row[2] for row in rows) >= 40
        assert sum(row[0] == lang and bool(row[2]) for row in rows) >= 100


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
def test_offsets_are_those_of_the_text_as_it_is(form):
    terms = [concept("coup", "en:coup d'état"), concept("cafe", "en:café")]
    text = unicodedata.normalize(form, "Éa: two coups d’état in the café’s cellar.")
    hits = found(terms, text, "en")
    assert [name for _, name in hits] == ["coup", "cafe"]
    assert [unicodedata.normalize("NFC", words) for words, _ in hits] == ["coups d’état", "café’s"]


@pytest.mark.parametrize("gap", [" ", "\n", "\r\n", "  ", "\u00a0", " \n   ", "-", "\u2011", "\u2010", "-\n", "\u2009"])
def test_words_of_a_term_may_stand_apart_in_many_ways(gap):
    text = f"Ada negara{gap}semu di sana."
    assert found([STATE], text) == [(f"negara{gap}semu", "state")]


@pytest.mark.parametrize("gap", [", ", ". ", "\n\n", "\n \n", " / ", " (", ": ", " \u2014 "])
def test_but_not_in_others(gap):
    assert found([STATE], f"Ada negara{gap}semu di sana.") == []


def test_unseen_characters_inside_words():
    text = "Ne\u00adgara\u200b semu itu."
    assert found([STATE], text) == [("Ne\u00adgara\u200b semu", "state")]


def test_the_longest_wins_and_nested_ones_are_there_on_request():
    terms = [concept("s", "id:sanksi"), concept("sb", "id:sanksi Barat"), concept("b", "id:Barat", pos="proper noun")]
    assert found(terms, "Sanksi Barat itu") == [("Sanksi Barat", "sb")]
    assert found(terms, "Sanksi Barat itu", nested=True) == [
        ("Sanksi Barat", "sb"),
        ("Sanksi", "s"),
        ("Barat", "b"),
    ]


def test_of_overlapping_terms_both_stay_where_both_say_something():
    terms = [concept("ab", "id:bank sentral"), concept("bcd", "id:sentral listrik negeri")]
    assert found(terms, "bank sentral listrik negeri") == [("bank sentral", "ab"), ("sentral listrik negeri", "bcd")]


def test_a_reduplicated_word_is_one_hit_even_nested():
    assert found([concept("n", "id:negara")], "negara-negara itu", nested=True) == [("negara-negara", "n")]


def test_on_one_span_the_closest_spelling_wins_then_what_may_be_used():
    axle, states = concept("axle", "id:as"), concept("us", "id:AS", pos="proper noun")
    assert found([axle, states], "AS-lah") == [("AS-lah", "us")]
    good, bad = concept("good", "id:suara"), concept("bad", "id:pemungutan suara", "id!:suara")
    assert found([bad, good], "suara itu") == [("suara", "good")]
    (hit,) = Glossary([bad]).find("Suara itu", "id")
    assert hit.avoid


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("as roda", ["axle"]),
        ("AS dan PBB", ["us"]),
        ("SEPAKAT, AS DAN RUSIA", ["us"]),
        ("Pejabat AS.", ["us"]),
        ("GARDAN DAN ROD DIGANTI", []),
    ],
)
def test_acronyms_and_words_spelt_alike(text, names):
    terms = [concept("axle", "id:as"), concept("us", "id:AS", pos="proper noun")]
    assert [name for _, name in found(terms, text)] == names


def test_a_name_in_small_letters_is_not_the_name():
    west = concept("west", "id:Barat", pos="proper noun")
    assert found([west], "angin barat") == []
    assert found([west], "NEGARA-NEGARA BARAT") == [("BARAT", "west")]


def test_short_word_in_capitals_is_an_acronym_unless_all_is_in_capitals():
    term = concept("axle", "id:as")
    assert found([term], "Pejabat AS menolak.") == []
    assert found([term], "GANTI AS RODA DEPAN") == [("AS", "axle")]


def test_british_and_american_spellings_are_one():
    terms = [concept("o", "en:Organization for Security and Cooperation in Europe", pos="proper noun")]
    text = "The Organisation for Security and Co-operation in Europe met."
    assert found(terms, text, "en") == [("Organisation for Security and Co-operation in Europe", "o")]
    terms = [concept("d", "en:defence programme")]
    assert found(terms, "defense programs", "en") == [("defense programs", "d")]


def test_two_words_are_not_one_by_chance():
    terms = [concept("t", "en:therapist"), concept("u", "en:understanding"), concept("m", "en:information")]
    assert found(terms, "the rapist stood under standing orders in formation", "en") == []


def test_signs_that_belong_to_a_term():
    terms = [concept("cpp", "en:C++"), concept("rd", "en:R&D"), concept("us", "en:U.S.", pos="proper noun")]
    text = "C++ and C, R&D not R D, the US or U.S. alone."
    assert found(terms, text, "en") == [("C++", "cpp"), ("R&D", "rd"), ("US", "us"), ("U.S.", "us")]


def test_a_verb_of_several_words_is_inflected_at_its_verb():
    terms = [concept("v", "id:tidak mengakui", "en:to step down", pos="verb")]
    assert found(terms, "Mereka tidak diakui siapa pun.") == [("tidak diakui", "v")]
    assert found(terms, "He stepped down.", "en") == [("stepped down", "v")]


def test_unused_review_states_are_not_found_unless_asked_for():
    states = ["", "approved", "proposed", "rejected", "deprecated"]
    concepts = [concept(f"c{n}", f"id:kata{n}", review=state) for n, state in enumerate(states)]
    text = "kata0 kata1 kata2 kata3 kata4"
    assert [name for _, name in found(concepts, text)] == ["c0", "c1"]
    everything = Glossary(concepts, used=states)
    assert [hit.concept.id for hit in everything.find(text, "id")] == ["c0", "c1", "c2", "c3", "c4"]


def test_languages_without_a_package_are_matched_as_written():
    terms = [concept("un", "ru:ООН", pos="proper noun"), concept("war", "ru:холодная война"), concept("k", "kk:ел")]
    assert found(terms, "ООН и Холодная война", "ru") == [("ООН", "un"), ("Холодная война", "war")]
    assert found(terms, "Ел. Елдер.", "kk") == [("Ел", "k")]


def test_nothing_in_nothing():
    assert Glossary().find("apa saja", "id") == []
    assert Glossary([STATE]).find("", "id") == []
    assert Glossary([STATE]).find("negara semu", "xx") == []
    assert Glossary([concept("odd", "id:%")]).find("100 %", "id") == []


def test_a_glossary_is_a_sequence_of_concepts():
    glossary = Glossary([STATE])
    assert len(glossary) == 1
    assert list(glossary) == [STATE] == list(glossary.concepts)


def test_a_long_text_is_read_in_blocks_without_loss():
    text = "Negara semu itu diam.\n\n" * 30_000
    hits = Glossary([STATE]).find(text, "id")
    assert len(hits) == 30_000
    assert all(text[hit.start : hit.end] == "Negara semu" for hit in hits)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="negara smu-’.\ńAéx\u00ad", max_size=60), st.sampled_from(["id", "en", "ru"]))
def test_hits_lie_in_the_text_in_order_and_apart(text, lang):
    terms = [concept("a", f"{lang}:negara semu"), concept("b", f"{lang}:semu"), concept("c", f"{lang}:negara")]
    glossary = Glossary(terms)
    hits = glossary.find(text, lang)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    nested = {(hit.start, hit.end) for hit in glossary.find(text, lang, nested=True)}
    assert {(hit.start, hit.end) for hit in hits} <= nested


def test_the_curated_glossary_finds_the_terms_of_its_field():
    glossary = Glossary.load()
    text = "Perserikatan Bangsa-Bangsa menolak pencaplokan itu; negara-negara semunya tidak diakui."
    names = {hit.concept.id for hit in glossary.find(text, "id")}
    assert {"united-nations", "quasi-state", "recognize"} <= names


def test_search_takes_any_form_and_near_misses():
    glossary = Glossary.load(Path(__file__).parent / "golden" / "terms-glossary.csv")
    for query, name in [
        ("negara-negara semunya", "quasi-state"), ("recognised", "recognize"), ("cease fire", "ceasefire"),
        ("gencatn senjata", "ceasefire"), ("PBB", "united-nations"), ("AS", "united-states"), ("as", "axle"),
        ("crises", "crisis"), ("ditandatanganinya", "sign"), ("crisiss", "crisis"),
    ]:  # fmt: skip
        assert glossary.search(query)[0].concept.id == name, query
    assert glossary.search("zzzzqqq") == []
    assert glossary.search("  ") == []
    assert len(glossary.search("negara", limit=2)) == 2


@pytest.mark.parametrize(
    ("text", "lang", "hits"),
    [
        ("Banjir melanda Jawa Barat dan Kazakhstan Barat.", "id", []),
        ("Negara Barat menolak.", "id", ["Barat"]),
        ("Settlers left the West Bank for West Virginia.", "en", []),
        ("How the West Lost Its Way in Central Asia", "en", ["West"]),
    ],
)
def test_a_direction_is_no_hit_within_a_longer_name(text, lang, hits):
    west = concept("west", "id:Barat", "en:West", pos="proper noun")
    assert [words for words, _ in found([west], text, lang)] == hits


def test_without_a_part_of_speech_the_other_language_tells_it():
    seize = concept("seize", "id:mencaplok", "en:annex", pos="")
    strong = concept("strong", "id:kuat", "en:strong", pos="")
    sanction = concept("sanction", "id:sanksi", "en:sanction", pos="")
    glossary = [seize, strong, sanction]
    assert [name for _, name in found(glossary, "They annexed it, the strongest; sanctioned.", "en")] == [
        "seize",
        "strong",
    ]
    assert [name for _, name in found(glossary, "Ia dicaplok yang terkuat dan tersanksi.", "id")] == ["seize", "strong"]


def test_little_words_of_a_name_need_no_capital():
    hague = concept("hague", "en:The Hague", "id:Al-Azhar", pos="proper noun")
    assert [words for words, _ in found([hague], "In the Hague; in The Hague; the hague.", "en")] == [
        "the Hague",
        "The Hague",
    ]
    assert [words for words, _ in found([hague], "Kampus al-Azhar dan al-azhar.", "id")] == ["al-Azhar"]


def test_a_name_of_two_words_wants_both_capitals():
    war = concept("war", "id:Perang Dingin", pos="proper noun")
    assert found([war], "Perang dingin itu usai.") == []


def test_terms_of_three_words_may_be_written_with_two_as_one():
    assert found([concept("nature", "id:sumber daya alam")], "Sumberdaya alamnya habis.") == [
        ("Sumberdaya alamnya", "nature")
    ]
    policy = concept("policy", "id:kebijakan luar negeri")
    assert found([policy], "Kebijakan luarnegeri itu.") == [("Kebijakan luarnegeri", "policy")]
    assert found([concept("law", "en:rule of law")], "The ruleof law.", "en") == []


def test_a_term_is_found_in_a_later_text_that_has_all_of_its_words():
    glossary = Glossary([concept("policy", "id:kebijakan luar negeri"), concept("ship", "id:kebijakan baru")])
    texts = ["Kebijakan itu lama.", "Di luar hujan.", "Kebijakan baru.", "Kebijakan luar negerinya."]
    assert [[hit.concept.id for hit in glossary.find(text, "id")] for text in texts] == [[], [], ["ship"], ["policy"]]


@pytest.mark.parametrize("edition", [2008, 2019])
def test_what_comes_through_tbx_is_found_as_well(tmp_path, edition):
    golden = Glossary.load(Path(__file__).parent / "golden" / "terms-glossary.csv")
    path = tmp_path / "golden.tbx"
    path.write_bytes(to_tbx(golden.concepts, edition=edition))
    imported = Glossary.load(path)
    for lang, text, expected in term_quality.sentences():
        assert {(hit.start, hit.end, hit.concept.id, hit.avoid) for hit in imported.find(text, lang)} == expected


def test_the_longer_term_of_a_sentence_and_the_one_it_overlaps():
    impose = concept("impose", "id:menjatuhkan sanksi", pos="verb")
    terms = [impose, concept("sekunder", "id:sanksi sekunder"), concept("sanksi", "id:sanksi")]
    text = "AS dapat menjatuhkan sanksi sekunder."
    assert found(terms, text) == [("menjatuhkan sanksi", "impose"), ("sanksi sekunder", "sekunder")]


def test_no_term_cuts_through_a_name():
    terms = [concept("vote", "id:pemilihan parlemen"), concept("ep", "id:Parlemen Eropa", pos="proper noun")]
    assert found(terms, "Hasil pemilihan Parlemen Eropa diumumkan.") == [("Parlemen Eropa", "ep")]


def test_phrases_in_which_a_word_is_something_else():
    admit = replace(concept("recognize", "id:mengakui", pos="verb"), excluded=(("id", "mengakui kesalahan"),))
    assert found([admit], "Ia mengakui kesalahannya. Negara itu diakui PBB.") == [("diakui", "recognize")]
    assert found([admit], "Kesalahan itu diakui.") == [("diakui", "recognize")]
    west = replace(concept("west", "id:Barat", pos="proper noun"), excluded=(("id", "Arizona Barat"),))
    assert found([west], "Arizona Barat menang. Negara Barat kalah.") == [("Barat", "west")]


def test_words_that_have_to_stand_in_the_sentence():
    troops = replace(concept("troops", "id:pasukan"), required=(("id", "perang"), ("id", "militer")))
    assert found([troops], "Pasukan Gerrard kalah lagi. Perang usai.") == []
    assert found([troops], "Pasukan itu mundur dari peperangan.") == []
    assert found([troops], "Setelah perangnya usai, pasukan itu mundur.") == [("pasukan", "troops")]


def test_a_term_that_comes_in_later_is_found_as_if_it_had_been_there():
    glossary = Glossary([concept("cf", "id:gencatan senjata"), concept("arms", "id:pelucutan senjata")])
    assert glossary.find("Senjata itu lama.", "id") == []
    assert [hit.concept.id for hit in glossary.find("Gencatan senjata itu pelucutan senjata.", "id")] == ["cf", "arms"]


def test_names_that_share_a_head():
    town = concept("kuryk", "id:Kuryk", pos="proper noun")
    ports = [concept(name, f"id:Pelabuhan {name.title()}", pos="proper noun") for name in ("aktau", "bautino")]
    port = concept("kuryk-port", "id:Pelabuhan Kuryk", pos="proper noun")
    text = "Pelabuhan Aktau dan Kuryk diperluas. Kuryk tumbuh."
    assert found([town, *ports, port], text) == [
        ("Pelabuhan Aktau", "aktau"),
        ("Kuryk", "kuryk-port"),
        ("Kuryk", "kuryk"),
    ]


def test_words_and_surnames_within_the_names_of_others():
    khan = concept("khan", "id:khan")
    assert found([khan], "Kemarin Imran Khan hadir, bukan Khan itu, kata khan.") == [("Khan", "khan"), ("khan", "khan")]
    trump = Concept("trump", (Term("Donald Trump", "id"), Term("Trump", "id", "admitted", "short")), pos="proper noun")
    text = "Menurut Trump, kemarin Melania Trump dan Donald Trump hadir bersama Presiden Trump."
    assert [hit.term.text for hit in Glossary([trump]).find(text, "id")] == ["Trump", "Donald Trump", "Trump"]


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("Media Rusia menulis bahwa Rusia menyerang.", ["adjective", ""]),
        ("Orang Rusia tinggal di Rusia.", ["inhabitant", ""]),
        ("Presiden Rusia mendukung Rusia dan berita Rusia.", ["adjective", "", "adjective"]),
    ],
)
def test_what_the_name_of_a_country_stands_for(text, senses):
    terms = (Term("Rusia", "id"), Term("Russia", "en"), Term("Russian", "en", "admitted", "adjective"))
    russia = Concept("russia", terms, pos="proper noun")
    assert [hit.sense for hit in Glossary([russia]).find(text, "id")] == senses


def test_a_region_finds_the_terms_of_its_language():
    fuel = Concept(
        "petrol", (Term("bensin", "id"), Term("gasoline", "en"), Term("petrol", "en", "admitted", "full", "GB"))
    )
    assert [hit.term.text for hit in Glossary([fuel]).find("Petrol is gasoline.", "en-US")] == ["petrol", "gasoline"]
    assert (fuel.preferred("en"), fuel.preferred("en-GB"), fuel.preferred("en-US")) == (
        "gasoline",
        "petrol",
        "gasoline",
    )


def test_the_noun_that_begins_a_name_needs_no_capital():
    names = [
        concept(name, f"id:{name}", pos="proper noun") for name in ("Waduk Toktogul", "Bank Dunia", "Perang Teluk")
    ]
    text = "Di waduk Toktogul, Bank Dunia, bukan bank dunia. Air Waduk toktogul. Usai perang Teluk, perang teluk."
    assert [words for words, _ in found(names, text)] == ["waduk Toktogul", "Bank Dunia"]


def test_long_chains_of_hits_take_steps_as_many_as_the_text_is_long(monkeypatch):
    steps = Counter()
    meeting = choice._Places.meeting

    def counted(places, hit):
        for other in meeting(places, hit):
            steps["all"] += 1
            yield other

    monkeypatch.setattr(choice._Places, "meeting", counted)
    chained = [concept("a", "id:bank sentral"), concept("b", "id:sentral bank")]
    sensed = replace(concept("c", "id:mengakui", pos="verb"), excluded=(("id", "mengakui kesalahan"),))
    glossary = Glossary([*chained, sensed])
    taken = []
    for times in (200, 800):
        steps.clear()
        glossary.find("bank sentral " * times + "mengakui kesalahan itu. " * times, "id")
        taken.append(steps["all"])
    assert 0 < taken[1] < 5 * taken[0]
