"""Extraction: terms, their translations, conflicts with the glossary, and files of proposals."""

from __future__ import annotations

import builtins
import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kztrans import languages
from kztrans.bilingual.lexicon import Lexicon
from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.glossary import Glossary
from kztrans.glossary.decisions import decide
from kztrans.glossary.extraction import Extraction, Sentence, Usage, extract
from kztrans.glossary.extraction.association import log_likelihood
from kztrans.glossary.extraction.candidates import c_values
from kztrans.glossary.extraction.termhood import general_frequency
from kztrans.glossary.extraction.words import Vocabulary
from kztrans.glossary.readers import read
from kztrans.jobs.extract import ExtractJob, proposal, run, save, sentences_of
from kztrans.model import Concept, Term
from kztrans.resources import sample_files

LEXICON = Lexicon(
    {
        "pabrik": ("factory", "plant"),
        "gula": ("sugar",),
        "tebu": ("cane", "sugar cane"),
        "panen": ("harvest",),
        "petani": ("farmer",),
        "harga": ("price",),
        "baru": ("new",),
        "dibuka": ("opened",),
        "desa": ("village",),
    }
)
COMMON = {"baru": 6.2, "harga": 5.6, "desa": 5.2, "petani": 4.8, "yang": 7.5, "di": 7.4}


def frequency(word: str) -> float:
    return COMMON.get(word, 3.9)


SENTENCES = [
    Sentence("Pabrik gula baru dibuka di Sukamaju.", "A new sugar factory opened in Sukamaju.", "a.po", 3),
    Sentence("Petani menjual tebu ke pabrik gula itu.", "Farmers sell cane to the sugar factory.", "a.po", 7),
    Sentence("Pabrik-pabrik gulanya tutup setelah panen.", "Its sugar factories close after the harvest.", "b.po", 2),
    Sentence("Harga tebu naik di Sukamaju.", "The price of cane rises in Sukamaju.", "b.po", 9),
]


def extracted(sentences: list[Sentence] = SENTENCES, *known: Concept, **how: Any) -> Extraction:
    return extract(sentences, Glossary(known), frequency=frequency, lexicon=LEXICON, **how)


def terms(extraction: Extraction) -> list[str]:
    return [candidate.term for candidate in extraction.candidates]


@pytest.fixture(scope="module")
def sample() -> Extraction:
    source, target = sample_files()
    return run(ExtractJob((source,), target, glossary=Glossary([]), limit=50))


def test_half_of_the_samples_best_fifty_are_concepts_of_the_curated_glossary(sample: Extraction) -> None:
    curated = Glossary.load()

    def is_concept(term: str) -> bool:
        return any((hit.start, hit.end) == (0, len(term)) for hit in curated.find(term, "id"))

    assert len(sample.candidates) == 50
    assert sum(is_concept(term) for term in terms(sample)) >= 25


def test_the_samples_terms_have_their_translations(sample: Extraction) -> None:
    found = {c.term: c.translations[0].text for c in sample.candidates if c.translations}
    assert found["mitra dagang"] == "trading partner"
    assert found["integritas teritorial"] == "territorial integrity"
    assert found["Piagam PBB"] == "UN Charter"
    assert found["bea cukai"] == "customs"
    assert found["Organisasi Perjanjian Keamanan Kolektif"] == "Collective Security Treaty Organization"


WORDS = Lexicon(
    {
        "pabrik": ("factory",), "gula": ("sugar",), "harga": ("price",), "buruh": ("worker",), "mesin": ("machine",),
        "peras": ("squeezing",), "baru": ("new",), "pemilik": ("owner",),
    }
)  # fmt: skip


def proposed(source: str, target: str, *known: Concept) -> list[str]:
    """Candidates with their translations."""
    found = extract([Sentence(source, target)], Glossary(known), frequency=frequency, lexicon=WORDS).candidates
    return [f"{c.term} = {c.translations[0].text}" for c in found]


def test_no_word_that_is_common_and_no_phrase_without_a_clear_translation() -> None:
    assert proposed("Gula itu manis, dan harga naik.", "The sugar is sweet, and the price rose.") == ["gula = sugar"]
    assert proposed("Mereka menjual getah merah.", "They sell resin.") == []


def test_the_translation_is_in_its_dictionary_form() -> None:
    assert proposed("Mereka buruh pabrik.", "They are factory workers.") == ["buruh pabrik = factory worker"]


def test_a_term_and_a_common_word_are_no_new_term() -> None:
    mill = Concept("mill", (Term("pabrik gula", "id"), Term("sugar factory", "en")))
    assert proposed("Mereka membangun pabrik gula baru.", "They build a new sugar factory.", mill) == []


def test_the_names_of_a_person_are_one_candidate() -> None:
    found = proposed(
        "Kemarin Wuluh Ragil berbicara. Lalu Ragil pergi.", "Yesterday Wuluh Ragil spoke. Then Ragil left."
    )
    assert found == ["Wuluh Ragil = Wuluh Ragil"]


def test_a_known_term_is_known_in_whatever_sense() -> None:
    mill = Concept("mill", (Term("pabrik gula", "id"), Term("sugar factory", "en")), required=(("id", "tebu"),))
    assert proposed("Mereka membangun pabrik gula.", "They build a sugar factory.", mill) == []


def test_best_first(sample: Extraction) -> None:
    scores = [candidate.score for candidate in sample.candidates]
    assert scores == sorted(scores, reverse=True)


def test_forms_of_a_term_are_one_candidate_with_every_place() -> None:
    best = next(c for c in extracted().candidates if c.term == "pabrik gula")
    assert best.count == 3
    assert best.forms == ("pabrik gula", "pabrik-pabrik gulanya")
    assert [(e.sentence.path, e.sentence.line) for e in best.examples] == [("a.po", 3), ("a.po", 7), ("b.po", 2)]
    assert [e.sentence.source[e.start : e.end] for e in best.examples][2] == "Pabrik-pabrik gulanya"
    assert (best.translations[0].text, best.translations[0].count) == ("sugar factory", 3)


def test_parts_of_a_term_that_do_not_occur_without_it_are_left_out() -> None:
    assert "gula" not in terms(extracted())
    assert "tebu" in terms(extracted())


def test_names_keep_their_capitals_and_words_at_the_head_of_a_sentence_lose_theirs() -> None:
    found = {c.term: c.pos for c in extracted().candidates}
    assert found["Sukamaju"] == "proper noun"
    assert "Petani" not in found
    assert "Harga tebu" not in found


def test_known_terms_are_left_out_in_whatever_form_and_state() -> None:
    for state in ("", "approved", "proposed", "rejected", "deprecated"):
        known = Concept("sugar-mill", (Term("pabrik gula", "id"),), review=state)
        assert "pabrik gula" not in terms(extracted(SENTENCES, known))


def test_what_is_part_of_a_known_term_is_left_out_where_it_stands_in_it() -> None:
    found = terms(extracted(SENTENCES, Concept("price-of-cane", (Term("harga tebu", "id"),))))
    assert "harga" not in found
    assert "tebu" in found


def test_a_limit_and_a_least_count() -> None:
    assert len(extracted(limit=2).candidates) == 2
    assert all(c.count >= 2 for c in extracted(min_count=2).candidates)


def test_without_translations() -> None:
    found = extracted([replace(sentence, target="") for sentence in SENTENCES])
    assert "pabrik gula" in terms(found)
    assert not any(c.translations for c in found.candidates)
    assert not found.conflicts


@pytest.mark.parametrize("sentences", [[], [Sentence("", "")], [Sentence("12 345!", "12")], [Sentence("Yang di itu.")]])
def test_nothing_to_find(sentences: list[Sentence]) -> None:
    assert extracted(sentences).candidates == ()


def test_the_same_every_time() -> None:
    assert extracted() == extracted()


def test_a_known_term_that_is_translated_otherwise_is_a_conflict() -> None:
    mill = Concept("sugar-mill", (Term("pabrik gula", "id"), Term("sugar mill", "en")))
    [conflict] = extracted(SENTENCES, mill).conflicts
    assert (conflict.concept.id, conflict.term, conflict.translation.text) == (
        "sugar-mill",
        "pabrik gula",
        "sugar factory",
    )
    assert (conflict.translation.count, conflict.total) == (3, 3)
    assert conflict.examples[0].sentence.line == 3


def test_a_translation_to_avoid_is_a_conflict() -> None:
    terms_ = (Term("pabrik gula", "id"), Term("sugar mill", "en"), Term("sugar factory", "en", "deprecated"))
    [conflict] = extracted(SENTENCES, Concept("sugar-mill", terms_)).conflicts
    assert conflict.translation.text == "sugar factory"
    assert conflict.translation.score == 1.0


@pytest.mark.parametrize("english", ["sugar factory", "factory", "sugar plant | sugar factory"])
def test_no_conflict_where_a_term_of_the_concept_is_used(english: str) -> None:
    terms_ = [Term(text, "en", "admitted" if n else "preferred") for n, text in enumerate(english.split(" | "))]
    assert not extracted(SENTENCES, Concept("x", (Term("pabrik gula", "id"), *terms_))).conflicts


def test_no_conflict_for_a_concept_that_is_not_in_use() -> None:
    mill = Concept("m", (Term("pabrik gula", "id"), Term("sugar mill", "en")), review="rejected")
    assert not extracted(SENTENCES, mill).conflicts


def test_words_that_nothing_is_known_of_are_translated_by_the_company_they_keep() -> None:
    sentences = [Sentence(f"Wuluh datang ke {name}.", f"Zork came to {name}.") for name in ("A1", "B2", "C3", "D4")]
    sentences += [Sentence(f"Mereka datang ke {name}.", f"They came to {name}.") for name in ("E5", "F6", "G7", "H8")]
    [best, *_] = extracted(sentences).candidates
    assert (best.term.lower(), best.translations[0].text.lower()) == ("wuluh", "zork")


def test_usage_tells_translations_of_places() -> None:
    usage = Usage(SENTENCES, lexicon=LEXICON)
    places = [(1, SENTENCES[1].source.index("tebu"), SENTENCES[1].source.index("tebu") + 4), (3, 6, 10)]
    [best, *_] = usage.translations(places)
    assert (best.text, best.count) == ("cane", 2)
    assert usage.translations([]) == ()


def test_c_value_is_that_of_the_formula() -> None:
    counts = {("a", "b"): 5, ("a", "b", "c"): 2, ("x", "a", "b"): 1, ("a",): 7}
    values = c_values(counts)
    assert values["a", "b"] == pytest.approx(math.log2(3) * (5 - (2 + 1) / 2))
    assert values["a", "b", "c"] == pytest.approx(math.log2(4) * 2)
    assert values[("a",)] == pytest.approx(math.log2(2) * (7 - (5 + 2 + 1) / 3))


def test_log_likelihood_of_independent_events_is_nothing() -> None:
    assert log_likelihood(25, 50, 50, 100) == pytest.approx(0)
    assert log_likelihood(50, 50, 50, 100) > log_likelihood(40, 50, 50, 100) > 0


@pytest.mark.parametrize(
    ("words", "good"),
    [
        ("gunung berapi", True),
        ("kebun binatang", True),
        ("Danau Toba", True),
        ("menanam padi", True),
        ("di kebun", False),
        ("kebun di", False),
        ("besar kebun", False),
        ("kebunnya luas", False),
        ("Toba luas", False),
        ("kebun membeli", False),
        ("Januari", False),
    ],
)
def test_shape_of_indonesian_terms(words: str, good: bool) -> None:
    assert (languages.get("id").term_shape(words.split()) > 0) is good


@pytest.mark.parametrize(
    ("words", "good"),
    [
        ("rule of law", True),
        ("law of", False),
        ("the law", False),
        ("law and the order", True),
        ("law was made", False),
    ],
)
def test_shape_of_english_terms(words: str, good: bool) -> None:
    assert (languages.get("en").term_shape(words.split()) > 0) is good


def test_lemmas_are_words_that_are_known() -> None:
    texts = Vocabulary(
        ["Rumahnya besar. Rumah-rumah itu, punya siapa? Tanah mentah."], languages.get("id"), {"rumah"}.__contains__
    )
    keys = texts.texts[0].keys
    assert keys[0] == keys[2] == "rumah"
    assert "punya" in keys
    assert "mentah" in keys


def test_without_wordfreq_the_lexicons_order_tells_what_is_frequent(monkeypatch: pytest.MonkeyPatch) -> None:
    original: Callable[..., Any] = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name == "wordfreq":
            raise ImportError(name)
        return original(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    ranked = ["yang", "di dalam", *(f"kata{number}" for number in range(998)), "tebu"]
    frequency = general_frequency("id", ranked)
    assert frequency("yang") > 7.5
    assert 5 < frequency("tebu") < 5.5
    assert frequency("di dalam") == frequency("wuluh") == 0


def test_a_language_of_which_nothing_is_known() -> None:
    with pytest.raises(InputError, match="'xx'"):
        general_frequency("xx")


def test_no_conflict_where_the_translation_is_of_the_same_stem() -> None:
    assert not extracted(SENTENCES, Concept("x", (Term("tebu", "id"), Term("caned", "en")))).conflicts


# Files


PO = """msgid ""
msgstr ""
"Language: en\\n"
"X-Source-Language: id\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#: berita.txt:4
msgid "Pabrik gula itu dibuka."
msgstr "The sugar factory opened."

#, fuzzy
msgid "Pabrik gula itu tutup."
msgstr "Something else."

#~ msgid "Pabrik semen."
#~ msgstr "Cement works."
"""


@pytest.fixture
def job(tmp_path: Path) -> ExtractJob:
    (tmp_path / "berita.po").write_text(PO, encoding="utf-8")
    (tmp_path / "berita.txt").write_text("Pabrik gula itu dibuka.\n\nPabrik gula itu tutup.\n", encoding="utf-8")
    return ExtractJob((tmp_path / "berita.po",), glossary=Glossary([]), output=tmp_path / "out" / "proposals.csv")


def test_sentences_of_a_po(job: ExtractJob) -> None:
    found = sentences_of(job)
    assert [(s.source, s.target, s.line) for s in found] == [
        ("Pabrik gula itu dibuka.", "The sugar factory opened.", 4),
        ("Pabrik gula itu tutup.", "", found[1].line),
    ]
    assert found[0].path == "berita.txt"


def test_sentences_of_a_text_and_of_a_pair(job: ExtractJob, tmp_path: Path) -> None:
    text = tmp_path / "berita.txt"
    assert [(s.source, s.target, s.line) for s in sentences_of(replace(job, files=(text,)))] == [
        ("Pabrik gula itu dibuka.", "", 1),
        ("Pabrik gula itu tutup.", "", 3),
    ]
    other = tmp_path / "news.txt"
    other.write_text("The sugar factory opened.\n\nThe sugar factory closed.\n", encoding="utf-8")
    pairs = sentences_of(replace(job, files=(text,), translation=other))
    assert [(s.source, s.target) for s in pairs][1] == ("Pabrik gula itu tutup.", "The sugar factory closed.")
    with pytest.raises(InputError, match="one document"):
        sentences_of(replace(job, translation=other))


def test_a_translation_is_no_further_text(job: ExtractJob, tmp_path: Path) -> None:
    other = tmp_path / "news.txt"
    other.write_text("The sugar factory was opened in the village by the minister, and it is for all of us.\n" * 3)
    with pytest.raises(InputError, match=r"reads like English, not Indonesian.*--aligned-with"):
        sentences_of(replace(job, files=(tmp_path / "berita.txt", other)))


def test_saved_as_proposed_concepts_that_the_glossary_reads(job: ExtractJob) -> None:
    assert job.output is not None
    found = run(job)
    assert save(found, job, job.output) == len(found.candidates) > 0
    [first, *_] = concepts = list(read(job.output))
    assert {concept.review for concept in concepts} == {"proposed"}
    assert (first.id, first.preferred("id"), first.preferred("en")) == ("sugar-factory", "pabrik gula", "sugar factory")
    extra = dict(first.extra)
    assert extra["count"] == "2"
    assert extra["example"] == "Pabrik gula itu dibuka."
    assert extra["translation"] == "The sugar factory opened."
    assert extra["places"].startswith("berita.txt:4; berita.po:")
    assert not Glossary(concepts).find("pabrik gula", "id")


def test_extracting_again_changes_no_byte_and_no_decision(job: ExtractJob, tmp_path: Path) -> None:
    assert job.output is not None
    save(run(job), job, job.output)
    decide(job.output, "sugar-factory", "rejected", reviewer="A", date="2026-03-01")
    before = job.output.read_bytes()
    again = run(job)
    assert again.candidates == ()
    assert save(again, job, job.output) == 0
    assert job.output.read_bytes() == before
    (tmp_path / "lain.txt").write_text("Pabrik gula di Sukamaju tutup. Pelabuhan Sukamaju ramai.\n", encoding="utf-8")
    more = replace(job, files=(*job.files, tmp_path / "lain.txt"))
    assert save(run(more), more, job.output) > 0
    assert job.output.read_bytes().startswith(before)
    assert "pabrik gula" not in [c.preferred("id") for c in list(read(job.output))[1:]]


def test_identifiers_are_not_taken_twice(job: ExtractJob) -> None:
    assert job.output is not None
    taken = replace(job, glossary=Glossary([Concept("sugar-factory", (Term("kilang", "id"),))]))
    save(run(taken), taken, job.output)
    assert next(iter(read(job.output))).id == "sugar-factory-2"


def test_a_doubtful_translation_is_an_alternative(sample: Extraction) -> None:
    best = sample.candidates[0]
    doubtful = replace(best, translations=(replace(best.translations[0], text="perhaps", score=0.65),))
    concept = proposal(doubtful)
    assert concept.preferred("en") == ""
    assert dict(concept.extra)["alternatives"] == "perhaps"


def test_a_file_that_holds_no_proposals_is_left_alone(job: ExtractJob, tmp_path: Path) -> None:
    output = tmp_path / "list.csv"
    output.write_text("id,en\nsatu,one\n", encoding="utf-8")
    with pytest.raises(InputError, match="no file of proposals"):
        save(run(replace(job, output=None)), job, output)
    assert output.read_text(encoding="utf-8") == "id,en\nsatu,one\n"


def test_command_lists_and_saves(job: ExtractJob) -> None:
    (source,) = job.files
    arguments = ["glossary", "extract", str(source), "--no-glossary", "-o", str(job.output)]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0
    assert "pabrik gula → sugar factory" in result.output
    assert "1 new concept proposed" in result.output
    listed = json.loads(
        CliRunner().invoke(cli, ["glossary", "extract", str(source), "--no-glossary", "--format", "json"]).stdout
    )
    assert listed["candidates"][0]["term"] == "pabrik gula"
    assert listed["candidates"][0]["examples"][0]["line"] == 4
