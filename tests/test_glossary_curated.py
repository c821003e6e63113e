"""The curated glossary is made once a process, and again where its files have changed."""

import pickle

import pytest

from kztrans.bilingual.lexicon import base_lexicon
from kztrans.glossary import Glossary
from kztrans.glossary.readers import read
from kztrans.resources import glossary_files, sample_files

HEADER = "concept,pos,id,en\n"


@pytest.fixture
def curated(tmp_path, monkeypatch):
    file = tmp_path / "a.csv"
    file.write_text(HEADER + "port,noun,pelabuhan,port\n", "utf-8")
    monkeypatch.setattr("kztrans.glossary.store.glossary_files", lambda: sorted(tmp_path.glob("*.csv")))
    return file


def names(glossary):
    return [concept.id for concept in glossary]


def test_it_is_read_once(curated):
    assert Glossary.load() is Glossary.load()
    assert Glossary.load(used=["rejected"]) is not Glossary.load()
    assert Glossary.load(curated) is not Glossary.load(curated)  # a project's own is read whenever it is asked for


@pytest.mark.parametrize("replaced", [False, True], ids=["written into", "replaced"])
def test_a_file_that_changes_is_read_again(curated, tmp_path, replaced):
    assert names(Glossary.load()) == ["port"]
    other = tmp_path / "other" if replaced else curated
    other.write_text(HEADER + "ship,noun,kapal,ship\n", "utf-8")  # as long as what was there, or nearly
    other.replace(curated)
    assert names(Glossary.load()) == ["ship"]


def test_a_file_that_comes_or_goes_is_seen(curated, tmp_path):
    Glossary.load()
    (tmp_path / "b.csv").write_text(HEADER + "ship,noun,kapal,ship\n", "utf-8")
    assert names(Glossary.load()) == ["port", "ship"]
    curated.unlink()
    assert names(Glossary.load()) == ["ship"]


def test_what_it_was_asked_before_changes_no_answer():
    used = Glossary.load()
    for word in list(base_lexicon("id", "en").entries)[:3000:7]:
        used.find(word, "id")
    fresh = Glossary(concept for path in glossary_files() for concept in read(path))
    for path, lang in zip(sample_files(), ("id", "en"), strict=True):
        for line in path.read_text("utf-8").splitlines():
            assert used.find(line, lang, nested=True) == fresh.find(line, lang, nested=True)


def test_a_glossary_that_has_found_terms_goes_to_another_process():
    glossary = Glossary.load()
    for lang, text in (("id", "negara semu"), ("en", "a quasi-state")):
        assert glossary.find(text, lang)
    there = pickle.loads(pickle.dumps(glossary))
    for lang, text in (("id", "negara semu"), ("en", "a quasi-state")):
        assert there.find(text, lang) == glossary.find(text, lang)
