"""Candidates in the application: a queue with contexts; taken, changed, left, or never asked about again."""

from __future__ import annotations

import csv
import html
import re

import pytest
from click.testing import CliRunner
from review_project import CONCEPTS, Client, make

from kztrans.cli import cli

SOURCE = """Waduk Toktogul memasok air irigasi ke lembah itu.
Air irigasi dari waduk Toktogul berkurang tahun ini.
Petani menunggu air irigasi sampai bulan Juni.
Pembangkit listrik tenaga air itu menghasilkan separuh listrik negara.
Pembangkit listrik tenaga air berhenti pada musim dingin.
Kartel kapas membeli seluruh panen.
Pengadilan membubarkan kartel kapas itu.
"""
TARGET = """The Toktogul reservoir supplies irrigation water to the valley.
Irrigation water from the Toktogul reservoir fell this year.
The farmers wait for irrigation water until June.
The hydropower plant produces half of the country's electricity.
The hydropower plant stops in winter.
The cotton cartel buys the whole harvest.
A court dissolved the cotton cartel.
"""


@pytest.fixture
def client(tmp_path):
    found = Client(make(tmp_path / "proyek", CONCEPTS, SOURCE, TARGET)).enter()
    found.site.candidates(found.site.project.terms(), 60)
    return found


def queue(client):
    terms = []
    answer = client.get("/candidates")
    while term := re.search(r'name="term" value="([^"]+)"', answer.text):
        terms.append(html.unescape(term[1]))
        following = re.search(r'data-key="n" href="([^"]+)"', answer.text)
        if not following:
            break
        answer = client.http.get(html.unescape(following[1]))
    return terms


def table(client, name):
    with (client.site.project.folder / "glossary" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return {row["concept"]: row for row in csv.DictReader(stream)}


def test_candidates_are_shown_with_their_contexts(client):
    terms = queue(client)
    assert {"air irigasi", "kartel kapas"} <= set(terms)
    text = client.get("/candidates", term="air irigasi").text
    assert text.count('<article class="pair">') == 3
    assert "<mark>Air irigasi</mark> dari waduk" in text
    assert "<mark>Irrigation water</mark> from the" in text


@pytest.mark.parametrize(("do", "review"), [("approve", "approved"), ("propose", "proposed")])
def test_a_candidate_is_changed_and_taken_and_that_is_undone(client, do, review):
    before = queue(client)
    fields = {"term": "air irigasi", "text": "air irigasi", "translation": "water for irrigation", "file": "states"}
    answer = client.post("/candidates", {"do": do, **fields})
    assert answer.status_code == 303
    row = table(client, "states")["water-for-irrigation"]
    assert (row["id"], row["en"], row["review"], row["reviewer"]) == (
        "air irigasi", "water for irrigation", review, "Aigerim",
    )  # fmt: skip
    assert "irigasi" in row["example:id"]
    assert "score" not in row
    assert queue(client) == [term for term in before if term != "air irigasi"]
    text = client.http.get(answer.headers["location"]).text
    event = re.search(r'name="event" value="(\w+)">\s*<button class="undo"', text)[1]
    back = client.post("/undo", {"do": "undo", "event": event, "back": "candidates"}, id="water-for-irrigation")
    assert back.headers["location"] == "/candidates?done=undone"
    assert queue(client) == before


def test_what_cannot_be_taken_comes_back(client):
    fields = {"term": "air irigasi", "text": "air pengairan", "translation": "", "file": "states"}
    answer = client.post("/candidates", {"do": "approve", **fields})
    assert (answer.status_code, 'value="air pengairan"' in answer.text) == (422, True)
    assert client.post("/candidates", {**fields, "do": "propose", "term": "none"}).status_code == 422
    assert client.post("/candidates", {**fields, "do": "propose", "text": " "}).status_code == 422
    assert client.post("/candidates", {**fields, "do": "propose", "file": "../x"}).status_code == 422
    assert len(table(client, "states")) == len(CONCEPTS)


def test_a_candidate_that_is_never_to_be_proposed_again_is_not_here_nor_on_the_command_line(client, monkeypatch):
    before = queue(client)
    answer = client.post("/candidates", {"do": "never", "term": "kartel kapas", "file": "states"})
    assert answer.status_code == 303
    assert queue(client) == [term for term in before if term != "kartel kapas"]
    assert [row["id"] for row in table(client, "never").values()] == ["kartel kapas"]
    assert "never" not in client.site.project.terms().domains  # it is no part of the glossary
    folder = client.site.project.folder
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(cli, ["glossary", "extract", "locales/en/sungai.po"])
    assert done.exit_code == 0, done.output
    assert "×  kartel kapas " not in done.stdout
    assert "air irigasi" in done.stdout
    assert "1 phrase of glossary/never.csv left out" in done.stderr
    # undone after a restart
    again = Client(folder).enter()
    again.site.candidates(again.site.project.terms(), 60)
    text = again.get("/candidates").text
    assert "kartel-kapas</bdi>: never to be proposed again" in text
    event = re.search(r'name="event" value="(\w+)">\s*<button class="undo"', text)[1]
    again.post("/undo", {"do": "undo", "event": event, "back": "candidates"})
    assert table(again, "never") == {}
    assert "×  kartel kapas " in CliRunner().invoke(cli, ["glossary", "extract", "locales/en/sungai.po"]).stdout


def test_another_word_for_a_concept_becomes_a_variant_of_it(client):
    path = client.site.project.folder / "glossary" / "states.csv"
    with path.open("a", encoding="utf-8") as stream:
        stream.write("irrigation-water,noun,air pengairan,irrigation water" + "," * 10 + "\n")
    again = Client(client.site.project.folder).enter()
    again.site.candidates(again.site.project.terms(), 60)
    assert "perhaps a variant of" in again.get("/candidates", term="air irigasi").text
    again.post("/candidates", {"do": "variant", "term": "air irigasi", "text": "air irigasi"})
    row = table(again, "states")["irrigation-water"]
    assert (row["id"], row["id:variant"]) == ("air pengairan", "air irigasi")
    assert "air irigasi" not in queue(again)
