"""The page that shows where words stand, in documents and in the memory, with what translates them."""

from __future__ import annotations

import re

import pytest
from review_project import SOURCE, Client, make

from kztrans.jobs.concordance import Words, phrase_in_units
from kztrans.memory import Memory
from kztrans.model import Unit


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = make(tmp_path_factory.mktemp("concordance") / "proyek")
    (folder / "baru.id.txt").write_text("Utusan baru menolak gencatan senjata itu <lagi>.\n", encoding="utf-8")
    from kztrans.jobs.align import run
    from kztrans.jobs.align_job import AlignJob
    from kztrans.jobs.writing import write

    write(run(AlignJob(folder / "baru.id.txt", folder=folder)))
    with Memory(folder / "memory.sqlite", create=True) as memory:
        old = [Unit("Gencatan senjatanya runtuh.", "Their ceasefires collapsed."), Unit("Kapal.", "A <b> ship.")]
        memory.add(old, "id", "en", "old.po")
    return folder


@pytest.fixture
def client(folder, monkeypatch):
    monkeypatch.delenv("KZTRANS_TM", raising=False)
    return Client(folder).enter()


def places(answer):
    """Source, target and place of each line, marks between asterisks."""
    lines = re.findall(r"<article class=\"pair\">(.*?)</article>", answer.text, re.S)
    plain = [re.sub(r"</?mark>", "*", line) for line in lines]
    return [[re.sub(r"<[^>]+>", "", part).strip() for part in re.split(r"</p>", line)] for line in plain]


def test_documents_translated_or_not_and_the_memory_marked_on_both_sides(client):
    answer = client.get("/concordance", q="gencatan senjata")
    assert answer.status_code == 200
    found = places(answer)
    assert ["Utusan baru menolak *gencatan senjata* itu &lt;lagi&gt;.", "not translated yet"] in [p[:2] for p in found]
    assert ["*Gencatan senjatanya* runtuh.", "Their *ceasefires* collapsed.", "memory: old.po"] in found
    aligned = ["*Gencatan senjata* berlaku mulai pukul 18.00.", "The *ceasefire* holds from 18:00."]
    assert aligned in [p[:2] for p in found if p[2].startswith("sungai, line ")]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("query", "number"),
    [("collapse", 1), ("ceasefires", 2), ("menolak", 2), ("ditolaknya", 2), ("nowhere", 0), ("?!", 0), ("", 0)],
)
def test_either_language_in_any_form(client, query, number):
    answer = client.get("/concordance", q=query)
    assert answer.status_code == 200
    assert len(places(answer)) == number
    assert ("It stands nowhere." in answer.text) == (bool(query) and not number)


def test_a_text_that_is_in_a_document_and_in_the_memory_is_shown_once(tmp_path, monkeypatch):
    folder = make(tmp_path / "proyek")
    monkeypatch.setenv("KZTRANS_TM", str(tmp_path / "mine.sqlite"))
    with Memory(tmp_path / "mine.sqlite", create=True) as memory:
        memory.add([Unit(SOURCE.splitlines()[-1], "The last ship left before dawn.")], "id", "en", "x.po")
    assert len(places(Client(folder).enter().get("/concordance", q="kapal terakhir"))) == 1


def test_nothing_asked_for_is_markup(client):
    text = client.get("/concordance", q='"><script>kapal</script>').text
    assert "<script>kapal" not in text
    assert places(client.get("/concordance", q="ship"))[-1][1] == "A &lt;b&gt; *ship*."


def test_a_memory_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    folder = make(tmp_path / "proyek")
    (folder / "memory.sqlite").write_text("nothing of the kind", encoding="utf-8")
    answer = Client(folder).enter().get("/concordance", q="kapal")
    assert answer.status_code == 200
    assert "is not an SQLite file" in answer.text
    assert len(places(answer)) == 1


def test_what_is_remembered_of_texts_changes_nothing_of_what_is_found():
    pairs = [
        ("Negara-negara itu mengirim kapal.", "Those states sent ships."),
        ("Kapal-kapal dikirimkan ke pelabuhan.", "The ship was sent to the harbour."),
        ("Pengiriman 3,5 juta ton kirim.", "Sending 3.5 million tonnes."),
        ("Mengumumkan hal umum.", "He cease-fires."),
    ]
    units, words = [Unit(*pair) for pair in pairs], Words()
    for query in ("kirim", "kapal", "negara", "ship", "send", "umum", "3,5", "cease", "sent ships", "tidak ada", ""):
        found = [list(phrase_in_units(units, "a", query, "id", "en", known)) for known in (None, words)]
        assert found[0] == found[1], query
