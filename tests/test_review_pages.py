"""What the review's pages show and save, asked for as a browser does."""

from __future__ import annotations

import re

import pytest
from review_project import CONCEPTS, NOW, Client, beads_path, make, po_path, rows, tmx_path

from kztrans.errors import InputError
from kztrans.formats import po, tmx
from kztrans.merging.edit import unit_name
from kztrans.model import Unit
from kztrans.review.dotplot import plot
from kztrans.review.interface import Interface
from kztrans.review.project import Project
from kztrans.review.usage import frequencies, guesses


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """A client on a project that no test changes."""
    client = Client(make(tmp_path_factory.mktemp("pages") / "proyek")).enter()
    client.site.prepare()
    return client


@pytest.fixture
def client(tmp_path):
    client = Client(make(tmp_path / "proyek")).enter()
    client.site.prepare()
    return client


def found(answer):
    """The concepts of the list that a page shows."""
    return re.findall(r'<th scope="row"><a lang="id"[^>]*>([^<]*)</a>', answer.text)


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ({}, ["negara semu", "pelabuhan malam", "gencatan senjata", "utusan", "kunjungan negara"]),
        ({"state": "proposed"}, ["negara semu", "pelabuhan malam"]),
        ({"state": "unreviewed"}, ["gencatan senjata", "kunjungan negara"]),
        ({"state": "approved"}, ["utusan"]),
        ({"domain": "states", "state": "rejected"}, []),
        ({"domain": "nowhere"}, []),
        ({"q": "envoy"}, ["utusan"]),
        ({"q": "negara-negara semunya"}, ["negara semu"]),
        ({"q": "genjatan senjata"}, ["gencatan senjata"]),
        ({"q": "sen"}, ["gencatan senjata", "utusan"]),
        ({"sort": "source"}, ["gencatan senjata", "kunjungan negara", "negara semu", "pelabuhan malam", "utusan"]),
        ({"sort": "uses"}, ["negara semu", "pelabuhan malam", "gencatan senjata", "utusan", "kunjungan negara"]),
        ({"problem": "none", "state": "approved"}, ["utusan"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(reader, query, terms):
    assert found(reader.get("/glossary", **query)) == terms
    assert found(reader.get("/glossary", part="rows", **query)) == terms


def test_lint_findings_are_in_the_list_and_on_the_concept(tmp_path):
    doubled = {
        "concept": "second",
        "pos": "noun",
        "id": "utusan",
        "en": "messenger",
        "definition": "Who brings a message.",
    }
    client = Client(make(tmp_path / "proyek", [*CONCEPTS, doubled])).enter()
    client.site.prepare()
    assert "utusan" in found(client.get("/glossary", problem="shared-term"))
    assert "shared-term" in client.get("/concept", id="second").text


def test_a_concept_shows_its_uses_translations_and_neighbours(reader):
    text = reader.get("/concept", id="quasi-state").text
    assert text.count('<article class="pair') == 2
    assert '<mark class="here">negara-negara semu</mark>' in text
    assert '<mark class="here">quasi-state</mark>' in text
    assert "without a known term" in text
    assert 'href="/concept?id=state-visit"' in text
    assert "fake country" in text


def test_the_queue_leads_on_after_a_decision(client):
    fields = {
        "do": "decide",
        "decision": "approved",
        "version": client.version("quasi-state"),
        "queue": "1",
        "state": "proposed",
    }
    answer = client.post("/concept", fields, id="quasi-state")
    assert answer.headers["location"].startswith("/concept?id=evening-harbour&done=approved")
    assert "state=proposed" in answer.headers["location"]
    del fields["queue"]
    fields |= {"version": client.version("evening-harbour"), "decision": "rejected", "comment": "no"}
    answer = client.post("/concept", fields, id="evening-harbour")
    assert answer.headers["location"].startswith("/concept?id=evening-harbour&done=rejected")
    assert [rows(client.site.project.folder)[c]["review"] for c in ("quasi-state", "evening-harbour")] == [
        "approved",
        "rejected",
    ]


def test_a_comment_is_no_decision_and_undo_takes_back_one_thing_at_a_time(client):
    folder = client.site.project.folder
    client.post("/concept", {"do": "decide", "decision": "comment", "comment": "ask Dana"}, id="ceasefire")
    assert (rows(folder)["ceasefire"]["comment"], rows(folder)["ceasefire"]["review"]) == ("ask Dana", "")
    fields = {"do": "decide", "decision": "deprecated", "version": client.version("ceasefire"), "comment": "old"}
    client.post("/concept", fields, id="ceasefire")
    assert rows(folder)["ceasefire"]["review"] == "deprecated"
    client.post("/concept", {"do": "undo"}, id="ceasefire")
    assert (rows(folder)["ceasefire"]["comment"], rows(folder)["ceasefire"]["review"]) == ("ask Dana", "")
    client.post("/concept", {"do": "undo"}, id="ceasefire")
    assert rows(folder)["ceasefire"]["comment"] == ""
    answer = client.post("/concept", {"do": "undo"}, id="ceasefire")
    assert answer.status_code == 422
    assert "nothing to undo" in answer.text


def test_a_rejected_concept_is_no_longer_marked_but_still_looked_up(client):
    client.post(
        "/concept",
        {"do": "decide", "decision": "rejected", "version": client.version("evening-harbour")},
        id="evening-harbour",
    )
    assert "evening-harbour" not in client.get("/align").text
    assert client.get("/concept", id="evening-harbour").text.count('<article class="pair') == 1


def test_a_term_that_was_added_is_found_in_the_texts_at_once(client):
    edit = {"do": "edit", "was.en": "quasi-state", "cell.en": "quasi-state | pseudo-republic"}
    assert client.post("/concept", edit, id="quasi-state").status_code == 303
    text = client.get("/concept", id="quasi-state").text
    assert '<mark class="here">pseudo-republics</mark>' in text
    assert "without a known term" not in text


def test_fields_that_are_no_terms_cannot_be_edited_in(client):
    edit = {
        "do": "edit",
        "cell.reviewer": "Mallory",
        "was.reviewer": "",
        "cell.review": "approved",
        "cell.concept": "x",
        "cell.evil column": "x",
    }
    client.post("/concept", edit, id="ceasefire")
    row = rows(client.site.project.folder)["ceasefire"]
    assert (row["reviewer"], row["review"]) == ("", "")
    assert "evil column" not in row


def test_a_glossary_that_is_not_the_projects_is_shown_only(tmp_path):
    folder = make(tmp_path / "proyek")
    (folder / "glossary" / "states.csv").unlink()
    client = Client(folder).enter()
    assert "shown only" in client.get("/").text
    answer = client.post("/concept", {"do": "decide", "decision": "approved"}, id="quasi-state")
    assert answer.status_code == 403


def test_a_named_glossary_is_reviewed_wherever_it_lies(tmp_path):
    folder = make(tmp_path / "proyek")
    other = tmp_path / "terms.csv"
    other.write_text("concept,id,en\nharbour,pelabuhan,harbour\n", encoding="utf-8")
    client = Client(folder, glossary=[other]).enter()
    assert found(client.get("/glossary")) == ["pelabuhan"]
    client.post(
        "/concept", {"do": "decide", "decision": "approved", "version": client.version("harbour")}, id="harbour"
    )
    assert "approved,Aigerim,2026-03-01" in other.read_text(encoding="utf-8")


def test_the_alignment_shows_beads_terms_and_the_path(reader):
    text = reader.get("/align").text
    assert text.count('<li class="band') == 6
    assert 'data-concept="quasi-state">negara semu</a>' in text
    assert 'class="term alone"' in text  # the source has the term, the translation has not
    assert '<polyline class="path"' in text
    assert "sure" in text


def test_every_operation_saves_and_can_be_undone(client):
    folder = client.site.project.folder
    document = client.site.project.documents()["en/sungai"]

    def key(number):
        bead = client.site.alignments.get(document).beads[number]
        return ",".join(map(str, bead.source)) + ":" + ",".join(map(str, bead.target))

    def state():
        return po_path(folder).read_bytes(), tmx_path(folder).read_bytes()

    start = state()
    for operation, number in [
        ("join", 0), ("split", 0), ("target-down", 1), ("target-up", 2), ("source-down", 2), ("source-up", 3), ("delete", 4), ("confirm", 3),
    ]:  # fmt: skip
        before = state()
        answer = client.post("/align", {"do": operation, "bead": key(number)}, doc="en/sungai")
        assert answer.status_code == 303, operation
        after = state()
        beads = client.site.alignments.get(document).beads
        assert [n for b in beads for n in b.source] == list(range(6))
        assert [n for b in beads for n in b.target] == list(range(6))
        assert client.post("/align", {"do": "undo"}, doc="en/sungai").status_code == 303
        assert state() == before, operation
        client.post("/align", {"do": operation, "bead": key(number)}, doc="en/sungai")
        assert state() == after, operation
    for _ in range(8):
        assert client.post("/align", {"do": "undo"}, doc="en/sungai").status_code == 303
    assert state() == start
    assert beads_path(folder).read_text(encoding="utf-8").count("\n") == 1
    assert client.post("/align", {"do": "undo"}, doc="en/sungai").status_code == 409


def test_a_translation_that_was_mended_survives_work_on_its_bead(client):
    folder = client.site.project.folder
    unit = po.read(po_path(folder)).units[2]
    fields = {
        "do": "save",
        "document": "en/sungai",
        "unit": unit_name(unit),
        "was": unit.target,
        "target": "The truce holds from 6 pm.",
    }
    assert client.post("/checks", fields).status_code == 303
    client.post("/align", {"do": "target-down", "bead": "1:1"}, doc="en/sungai")
    found = {u.source: u.target for u in po.read(po_path(folder)).units}
    assert found["Gencatan senjata berlaku mulai pukul 18.00."] == "The truce holds from 6 pm."
    assert found["Ia menolak berbicara tentang negara semu di seberang sungai."] == ""


def test_a_hand_set_bead_can_be_left_to_the_aligner_again(client):
    folder = client.site.project.folder
    client.post("/align", {"do": "confirm", "bead": "0:0"}, doc="en/sungai")
    assert beads_path(folder).read_text(encoding="utf-8").count("\n") == 2
    client.post("/align", {"do": "release", "bead": "0:0"}, doc="en/sungai")
    assert beads_path(folder).read_text(encoding="utf-8").count("\n") == 1


def test_beads_that_git_brought_are_taken_up(client):
    beads_path(client.site.project.folder).write_text(
        "source\ttarget\tafter\nUtusan itu tiba di pelabuhan malam hari.\tThe envoy reached the harbour in the evening.\t\n",
        encoding="utf-8",
    )
    assert 'class="band level-hand at"' in client.get("/align").text


def test_pairs_are_not_changed_where_the_po_was_made_from_other_texts(client):
    folder = client.site.project.folder
    text = (folder / "sungai.id.txt").read_text(encoding="utf-8")
    (folder / "sungai.id.txt").write_text("Kalimat yang sama sekali baru ada di sini.\n" + text, encoding="utf-8")
    document = client.site.project.documents()["en/sungai"]
    client.site.alignments.get(document, 60)
    assert "Run kztrans align again" in client.get("/align").text
    data = po_path(folder).read_bytes()
    assert client.post("/align", {"do": "join", "bead": "0:"}, doc="en/sungai").status_code == 409
    assert po_path(folder).read_bytes() == data


def test_findings_are_listed_filtered_mended_and_ignored(client):
    folder = client.site.project.folder
    text = client.get("/checks", check="numbers").text
    assert text.count('<article class="card checked"') == 1
    assert client.get("/checks", check="dates").text.count('<article class="card checked"') == 0
    unit = po.read(po_path(folder)).units[4]
    base = {"document": "en/sungai", "unit": unit_name(unit), "was": unit.target}
    assert client.post("/checks", {**base, "do": "ignore:numbers"}).status_code == 303
    assert po.read(po_path(folder)).units[4].comments == ("kztrans: ignore numbers",)
    assert client.get("/checks", check="numbers").text.count('<article class="card checked"') == 0
    assert client.post("/checks", {"do": "undo"}).status_code == 303
    assert po.read(po_path(folder)).units[4] == unit
    assert client.post("/checks", {**base, "do": "ignore:no-such-check"}).status_code == 422
    assert (
        client.post(
            "/checks", {**base, "do": "save", "target": "Nobody signed the 12 pages.", "fuzzy": "on"}
        ).status_code
        == 303
    )
    saved = po.read(po_path(folder)).units[4]
    assert (saved.target, saved.fuzzy) == ("Nobody signed the 12 pages.", True)
    assert unit.source not in {u.source for u in tmx.read(tmx_path(folder)).units}


def test_progress_counts_what_is_translated(client):
    text = client.get("/").text
    assert re.findall(r'<svg class="bar"[^>]*aria-label="([^"]*)"', text)[0] == "translated: 6"
    unit = po.read(po_path(client.site.project.folder)).units[0]
    client.post(
        "/checks", {"do": "save", "document": "en/sungai", "unit": unit_name(unit), "was": unit.target, "target": ""}
    )
    text = client.get("/").text
    assert re.findall(r'<svg class="bar"[^>]*aria-label="([^"]*)"', text)[0] == "translated: 5, untranslated: 1"


def test_a_file_that_was_changed_outside_is_read_again(client):
    path = client.site.project.folder / "glossary" / "states.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("utusan", "duta khusus"), encoding="utf-8")
    assert "duta khusus" in found(client.get("/glossary"))
    po_file = po_path(client.site.project.folder)
    po_file.write_bytes(po_file.read_bytes().replace(b"He would not speak", b"He refused to speak"))
    assert "He refused to speak" in client.get("/concept", id="quasi-state").text


def test_an_empty_project_says_what_to_do(tmp_path):
    client = Client(tmp_path).enter()
    assert "run kztrans align first" in client.get("/").text
    assert "run kztrans align first" in client.get("/align").text
    assert client.get("/checks").status_code == 200
    with pytest.raises(InputError, match="is not a folder"):
        Project(tmp_path / "none")


def test_a_document_without_a_translation_has_no_alignment(tmp_path):
    from kztrans.jobs.align import run
    from kztrans.jobs.align_job import AlignJob
    from kztrans.jobs.writing import write

    (tmp_path / "a.id.txt").write_text("Rapat dimulai.\n", encoding="utf-8")
    write(run(AlignJob(tmp_path / "a.id.txt", folder=tmp_path)))
    client = Client(tmp_path).enter()
    assert "There is no translated text for this document" in client.get("/align").text
    (tmp_path / "a.id.txt").unlink()
    assert "The source text is not in the project" in client.get("/align").text


def test_the_dot_plot_draws_at_most_so_many_marks():
    from kztrans.model import Bead, Document, Segment
    from kztrans.review.alignments import Alignment
    from kztrans.units.recut import worked
    from kztrans.units.side import Side

    count = 5000
    side = Side(Document("x", "", "id"), tuple(Segment("a", 0, 1) for _ in range(count)))
    beads = tuple(Bead((n,), (n,), 0.1 if n % 2 else 0.99) for n in range(count))
    text = worked(side, ())
    drawn = plot(Alignment(text, text, beads, frozenset()), 0, 40)
    assert len(drawn.marks) <= 401
    assert len(drawn.stripes) <= 41
    assert drawn.stripes[-1].last == count - 1
    assert drawn.path.count(" ") < 10


def test_guesses_name_what_the_others_have_in_common():
    texts = ["The pseudo-republics left.", "Two pseudo-republics came.", "It rains."]
    known = frequencies([Unit("", t) for t in [*texts, *["The sun shines on them."] * 20]])
    assert next((g.text, g.count) for g in guesses(texts, known, 23, "en")) == ("pseudo-republics", 2)
    assert guesses(["Once."], known, 23, "en") == []


def test_numbers_and_plurals_follow_the_language(tmp_path):
    path = tmp_path / "x.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: id\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'
        'msgid "%(n)s pair"\nmsgid_plural "%(n)s pairs"\nmsgstr[0] "%(n)s pasangan"\n\n'
        'msgid "Save"\nmsgstr "Simpan"\n\n#, fuzzy\nmsgid "Close"\nmsgstr "Buka"\n',
        encoding="utf-8",
    )
    own, english = Interface("id", path), Interface("en", None)
    assert own.ngettext("%(n)s pair", "%(n)s pairs", 1200) == "1.200 pasangan"
    assert [english.ngettext("%(n)s pair", "%(n)s pairs", n) for n in (1, 1200)] == ["1 pair", "1,200 pairs"]
    assert (own.gettext("Save"), own.gettext("Close"), own.gettext("Edit")) == ("Simpan", "Close", "Edit")


def test_times_are_those_that_were_given(client):
    client.post(
        "/concept", {"do": "decide", "decision": "approved", "version": client.version("ceasefire")}, id="ceasefire"
    )
    history = (client.site.project.folder / "glossary" / "states.history.jsonl").read_text(encoding="utf-8")
    assert f'"when": "{NOW}"' in history
