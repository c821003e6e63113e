"""Finding and replacing in the source texts of a document: a preview, one deed, one undo, and the pairs stay."""

from __future__ import annotations

import re

import pytest
from review_project import Client, beads_path, make, po_path, tmx_path
from test_review_pairs import do, entered, files, kept, memory, text, units

from kztrans.formats import po

ONE = "Ia menolak berbicara tentang negara semu di seberang sungai."
OTHER = "Namun, negara-negara semu itu tidak diundang."


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path / "proyek")


@pytest.fixture
def client(folder):
    return entered(folder)


def preview(client, **query):
    return client.get("/replace", doc="en/sungai", side="source", **query).text


def replaced(client, q, new, change=()):
    page = preview(client, q=q, new=new)
    version = re.search(r'name="version" value="([^"]*)"', page)[1]
    sent = {"do": "replace", "side": "source", "q": q, "new": new, "version": version, **dict(change)}
    return client.post("/replace", sent, doc="en/sungai")


def test_a_word_is_replaced_in_the_source_and_translations_and_pairs_stay(client, folder):
    before, was = files(folder), units(folder)
    pairs = client.site.alignments.get(client.site.project.documents()["en/sungai"]).beads
    page = preview(client, q="semu", new="kuasi")
    assert "2 places" in page
    assert "negara <del>semu</del><ins>kuasi</ins> di seberang" in page
    assert files(folder) == before
    answer = replaced(client, "semu", "kuasi")
    assert answer.status_code == 303
    now = units(folder)
    for said in (ONE, OTHER):
        assert said not in now
        new = now[said.replace("semu", "kuasi")]
        assert (new.target, new.fuzzy) == (was[said].target, was[said].fuzzy)
    assert {u.target for u in now.values()} == {u.target for u in was.values()}
    assert not [u for u in po.read(po_path(folder)).units if u.obsolete]
    assert all(ONE not in (source, target) for source, target in memory(folder).items())
    alignment = client.site.alignments.get(client.site.project.documents()["en/sungai"])
    assert (alignment.beads, alignment.stale, alignment.hand) == (pairs, 0, frozenset())
    assert "kuasi" not in (folder / "sungai.id.txt").read_text(encoding="utf-8")
    shown = client.http.get(answer.headers["location"]).text
    assert "semu → kuasi" in shown
    assert "found and replaced in the source" in shown
    kept(client, folder)
    deed = re.search(r'name="deed" value="([^"]+)"', shown)[1]
    sent = {"do": "undo", "deed": deed, "document": "en/sungai", "q": "kuasi", "side": "source"}
    assert client.post("/replace", sent, doc="en/sungai").status_code == 303
    assert files(folder)[:2] == before[:2]
    assert client.site.alignments.get(client.site.project.documents()["en/sungai"]).beads == pairs


def test_one_that_is_left_stays(client, folder):
    page = preview(client, q="semu", new="kuasi")
    names = re.findall(r'name="left\.(\d+)"', page)
    assert len(names) == 2
    assert replaced(client, "semu", "kuasi", {f"left.{names[0]}": "on"}).status_code == 303
    now = units(folder)
    assert ONE in now
    assert OTHER.replace("semu", "kuasi") in now
    kept(client, folder)


def test_a_translation_that_a_person_wrote_stays_with_its_source(client, folder):
    unit = units(folder)[ONE]
    from kztrans.merging.edit import unit_name

    sent = {"do": "save", "document": "en/sungai", "unit": unit_name(unit), "was": unit.target, "target": "By hand."}
    assert client.post("/checks", sent).status_code == 303
    assert replaced(client, "semu", "kuasi").status_code == 303
    new = units(folder)[ONE.replace("semu", "kuasi")]
    assert (new.target, new.fuzzy) == ("By hand.", False)


def test_a_source_that_is_there_twice_is_replaced_in_both_places(tmp_path):
    source = "Kapal itu tiba di sungai.\nIa pulang pada malam hari.\nKapal itu tiba di sungai.\nIa tidur.\n"
    target = "The ship reached the river.\nHe went home at night.\nThe ship reached the river.\nHe slept.\n"
    folder = make(tmp_path / "dua", [{"concept": "x", "id": "x", "en": "x"}], source, target)
    client = entered(folder)
    assert replaced(client, "sungai", "kali").status_code == 303
    now = units(folder)
    assert now["Kapal itu tiba di kali."].target == "The ship reached the river."
    assert not any("sungai" in said for said in now)
    assert not [u for u in po.read(po_path(folder)).units if u.obsolete or u.fuzzy]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": "old"}, "The pairs have changed since"),
        ({"new": "a\x0bb"}, "U+000B"),
        ({"q": "tidak pernah ada"}, "There is nothing to be replaced."),
        ({"q": ONE, "new": ""}, "A sentence cannot be emptied."),
        ({"left.1": "on", "left.3": "on"}, "There is nothing to be replaced."),
    ],
)
def test_what_cannot_be_replaced_is_refused_and_nothing_is_written(client, folder, change, message):
    before = files(folder)
    answer = replaced(client, "semu", "kuasi", change)
    assert answer.status_code == 409
    assert message in answer.text
    assert files(folder) == before
    assert not beads_path(folder).exists()
    assert tmx_path(folder).exists()


def test_without_a_translated_text_it_is_said_why_nothing_can_be_replaced_in_the_source(folder):
    (folder / "sungai.en.txt").unlink()
    client = Client(folder).enter()
    assert "There is no translated text for this document" in preview(client, q="semu", new="kuasi")


def test_the_text_of_a_pair_that_is_set_by_hand_already_is_corrected_in_the_po_too(client, folder):
    ship = "Kapal terakhir berangkat sebelum fajar."
    do(client, 5, "confirm")
    assert text(client, 5, source=ship.replace("berangkat", "bertolak")).status_code == 303
    assert ship not in units(folder)
    assert units(folder)[ship.replace("berangkat", "bertolak")].target == "The last ship left before dawn."
    kept(client, folder)
