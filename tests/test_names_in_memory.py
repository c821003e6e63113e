"""What the TMX of an untranslated text holds: pairs that are right word for word, whatever stands around them."""

from collections import Counter

import pytest
from document_life import curated

from kztrans.glossary import Glossary
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.model import Concept, Term
from kztrans.resources import sample_files
from kztrans.units.notes import term_units


def concept(pos, source, target, kind="full", **more):
    terms = Term(source, "id", type=kind), Term(target, "en", type=kind)
    return Concept(f"{source} {target}", terms, pos, **more)


def units(text, *concepts):
    glossary = Glossary(concepts)
    return [(unit.source, unit.target) for unit in term_units(glossary.find(text, "id"), concepts, "id", "en")]


@pytest.mark.parametrize(
    ("pos", "source", "target"),
    [
        ("verb", "bertemu", "meet with"),
        ("verb", "tewas", "be killed"),
        ("noun", "sekutu", "ally"),
        ("noun", "kebijakan luar negeri", "foreign policy"),
        ("adjective", "agresif", "aggressive"),
        ("adverb", "secara terbuka", "openly"),
        ("other", "menurut", "according to"),
        ("", "Majelis", "assembly"),
        ("proper noun", "negara Baltik", "Baltic states"),
        ("proper noun", "Pelabuhan Aktau", "port of Aktau"),
        ("proper noun", "pipa Druzhba", "Druzhba pipeline"),
    ],
)
def test_what_has_several_forms_or_wants_an_article_is_not_in_it(pos, source, target):
    assert units(f"Kata mereka {source} itu.", concept(pos, source, target)) == []


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        ("full", "Majelis Umum", "General Assembly"),
        ("abbreviation", "PBB", "UN"),
        ("short", "Tokayev", "Tokayev"),
        ("full", "Uni Ekonomi Eurasia", "Eurasian Economic Union"),
    ],
)
def test_names_are(kind, source, target):
    assert units(f"Kata mereka {source} itu.", concept("proper noun", source, target, kind)) == [(source, target)]


def test_a_name_of_two_is_not():
    two = concept("proper noun", "Georgia", "Georgia"), concept("proper noun", "Georgia", "State of Georgia")
    assert units("Ia tiba di Georgia.", *two) == []
    assert units("Ia tiba di Georgia.", two[0]) == [("Georgia", "Georgia")]


def test_of_the_sample_with_the_curated_glossary_only_names_are(tmp_path):
    source = tmp_path / "n.id.txt"
    source.write_bytes(sample_files()[0].read_bytes())
    result = run(AlignJob(source, folder=tmp_path, glossary=curated()))
    names = {t.text for c in curated().concepts if c.pos == "proper noun" for t in c.terms if t.lang == "id"}
    found = Counter(unit.source for unit in result.memory.units)
    assert len(found) > 5
    assert found.keys() <= names
    assert set(found.values()) == {1}
