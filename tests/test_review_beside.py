"""Beside a translation that is written: memory, terms, findings; and finding and replacing in all of a document."""

from __future__ import annotations

import re

import pytest
from review_project import Client, make, po_path, tmx_path

from kztrans.formats import po, tmx
from kztrans.memory import Memory
from kztrans.merging.replacing import Replacing, replaced, spans
from kztrans.model import Unit

MISTY = "Nobody signed the 21 pages of the text."


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path / "proyek")


@pytest.fixture
def client(folder, monkeypatch, tmp_path):
    monkeypatch.setenv("KZTRANS_TM", str(tmp_path / "none.sqlite"))
    return Client(folder).enter()


def beside(client, source, target="", unit=""):
    answer = client.post("/beside", {"document": "en/sungai", "source": source, "target": target, "unit": unit})
    assert answer.status_code == 200
    return answer.text


def units(folder):
    return {unit.source: unit for unit in po.read(po_path(folder)).units if not unit.obsolete}


def test_without_a_memory_there_are_terms_and_findings(client, folder):
    text = beside(client, "Utusan itu menolak 12 negara semu.", "The man refused 21 of them.")
    assert "Memory" not in text
    assert re.findall(r'class="(used|lacking)".*?data-text="([^"]*)"', text, re.DOTALL) == [
        ("lacking", "envoy"),
        ("lacking", "quasi-state"),
    ]
    assert '<strong class="check">numbers</strong>' in text
    text = beside(client, "Utusan itu menolak 12 negara semu.", "The envoy refused 12 quasi-states.")
    assert re.findall(r'class="(used|lacking)"', text) == ["used", "used"]
    assert "numbers" not in text
    assert not list(folder.glob("*.sqlite"))


def test_the_memory_offers_translations_with_likeness_and_differences(client, folder):
    with Memory(folder / "memory.sqlite", create=True) as memory:
        memory.add([Unit("Kapal terakhir berangkat sebelum malam.", "The last ship left before night.")], "id", "en")
    text = beside(client, "Kapal terakhir berangkat sebelum fajar.")
    assert "The last ship left before night." in text
    assert re.search(r'class="percent">(\d+) %', text)[1] in map(str, range(70, 100))
    assert "<del>malam</del><ins>fajar</ins>" in text
    (folder / "memory.sqlite").write_bytes(b"no memory")
    text = beside(client, "Kapal terakhir berangkat sebelum fajar.", "The ship <b>& all")
    assert 'class="problem"' in text


def test_what_is_typed_is_escaped_and_an_unknown_document_refused(client):
    assert "<script>" not in beside(client, "<script>12</script>", "<script>21</script>")
    assert client.post("/beside", {"document": "en/none"}).status_code == 404
    assert client.get("/beside").status_code == 404


@pytest.mark.parametrize(
    ("target", "wanted", "new"),
    [
        ("A state, two STATES. State!", Replacing("state", "land"), "A land, two LANDS. Land!"),
        ("A state, two states", Replacing("state", "land", words=True), "A land, two states"),
        ("A state, a State", Replacing("State", "Land", case=True), "A state, a Land"),
        ("<b1>quasi</b1>-state", Replacing("quasi-state", "mock state"), "<b1>mock </b1>state"),
        ("<b1>one</b1> b1 <b1>two</b1>", Replacing("b1", "x"), "<b1>one</b1> x <b1>two</b1>"),
        (r"a \1 b", Replacing(r"\1", r"\g<0>"), r"a \g<0> b"),
        ("far  away", Replacing("far away", "near"), "near"),
    ],
)
def test_tags_and_case_are_respected(target, wanted, new):
    from kztrans import inline

    unit = Unit("x", target, codes=inline.known(target) if "</b1>" in target else ())
    result = replaced(unit, wanted)
    assert result.target == new
    assert inline.faults(unit.target, result.target, unit.codes) == []


def test_a_preview_then_all_at_once_then_one_undo(client, folder):
    before = po_path(folder).read_bytes(), tmx_path(folder).read_bytes()
    page = client.get("/replace", doc="en/sungai", q="the", new="THIS", words="1")
    assert page.text.count("<del>") == sum(
        len(spans(u, Replacing("the", words=True))) for u in po.read(po_path(folder)).units
    )
    assert before == (po_path(folder).read_bytes(), tmx_path(folder).read_bytes())
    version = re.search(r'name="version" value="(\w+)"', page.text)[1]
    ceasefire = next(iter(re.findall(r'name="left\.(\w+)"', page.text)))
    form = {"do": "replace", "q": "the", "new": "THIS", "words": "1", "version": version, f"left.{ceasefire}": "on"}
    assert client.post("/replace", form, doc="en/sungai").status_code == 303
    now = {unit.source: unit.target for unit in po.read(po_path(folder)).units}
    assert now["Kapal terakhir berangkat sebelum fajar."] == "THIS last ship left before dawn."
    assert sum("THIS" in target for target in now.values()) == page.text.count('class="card preview"') - 1
    kept = {u.source: u.target for u in tmx.read(tmx_path(folder)).units}
    assert kept["Kapal terakhir berangkat sebelum fajar."] == "THIS last ship left before dawn."
    assert client.post("/replace", {"do": "undo"}, doc="en/sungai").status_code == 303
    assert po_path(folder).read_bytes() == before[0]
    assert client.post("/replace", {"do": "redo"}, doc="en/sungai").status_code == 303
    assert {unit.source: unit.target for unit in po.read(po_path(folder)).units} == now


def test_a_preview_that_is_out_of_date_replaces_nothing(client, folder):
    page = client.get("/replace", doc="en/sungai", q="ship", new="boat")
    version = re.search(r'name="version" value="(\w+)"', page.text)[1]
    data = po_path(folder).read_text().replace("The last ship left before dawn.", "The last ship was gone.")
    po_path(folder).write_text(data)
    form = {"do": "replace", "q": "ship", "new": "boat", "version": version}
    answer = client.post("/replace", form, doc="en/sungai")
    assert (answer.status_code, po_path(folder).read_text()) == (409, data)
    assert "The translations have changed since." in answer.text
    for odd in ("\x00", "\x1b"):
        page = client.get("/replace", doc="en/sungai", q="ship", new="x")
        fresh = re.search(r'name="version" value="(\w+)"', page.text)[1]
        assert client.post("/replace", {**form, "version": fresh, "new": odd}, doc="en/sungai").status_code == 409
    whole = {"do": "replace", "q": "The last ship was gone.", "new": ""}
    page = client.get("/replace", doc="en/sungai", q=whole["q"], new="")
    fresh = re.search(r'name="version" value="(\w+)"', page.text)[1]
    assert client.post("/replace", {**whole, "version": fresh}, doc="en/sungai").status_code == 409
    assert po_path(folder).read_text() == data


def test_what_was_replaced_stays_with_the_next_alignment(client, folder):
    from kztrans.jobs.align import run
    from kztrans.jobs.align_job import AlignJob
    from kztrans.jobs.writing import write

    page = client.get("/replace", doc="en/sungai", q="ship", new="boat")
    version = re.search(r'name="version" value="(\w+)"', page.text)[1]
    client.post("/replace", {"do": "replace", "q": "ship", "new": "boat", "version": version}, doc="en/sungai")
    write(run(AlignJob(folder / "sungai.id.txt", folder / "sungai.en.txt", folder=folder)))
    unit = units(folder)["Kapal terakhir berangkat sebelum fajar."]
    assert (unit.target, unit.fuzzy) == ("The last boat left before dawn.", False)
    client.site.alignments.get(client.site.project.documents()["en/sungai"], 60)
    band = client.get("/align", doc="en/sungai", bead="5").text
    assert "The PO has:" in band
