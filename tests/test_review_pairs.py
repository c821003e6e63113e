"""What an aligner does to the pairs of a document, all of it: each a deed, whole in PO, TMX and beads, and kept."""

from __future__ import annotations

import re

import pytest
from review_project import Client, beads_path, make, po_path, tmx_path

from kztrans.formats import po, tmx
from kztrans.glossary import Glossary
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.writing import write
from kztrans.merging.hand_beads import parse

SHIP = "Kapal terakhir berangkat sebelum fajar."
SHIP_EN = "The last ship left before dawn."
ENVOY = "Utusan itu tiba di pelabuhan malam hari."


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path / "proyek")


@pytest.fixture
def client(folder):
    return entered(folder)


def entered(folder):
    """A program on a folder, with the texts aligned."""
    found = Client(folder).enter()
    found.site.alignments.get(found.site.project.documents()["en/sungai"], 60)
    return found


def files(folder):
    beads = beads_path(folder)
    return po_path(folder).read_bytes(), tmx_path(folder).read_bytes(), beads.read_bytes() if beads.exists() else b""


def units(folder):
    return {unit.source: unit for unit in po.read(po_path(folder)).units if not unit.obsolete}


def memory(folder):
    return {unit.source: unit.target for unit in tmx.read(tmx_path(folder)).units}


def band(client, number):
    """The form of a pair, as the page gives it."""
    page = client.get("/align", doc="en/sungai", bead=str(number)).text
    form = re.search(rf'<form class="operations" id="f{number}".*?</form>', page, re.DOTALL)[0]
    return dict(re.findall(r'name="(bead|number|version|pick)" value="([^"]*)"', form))


def do(client, number, what, **fields):
    answer = client.post("/align", {**band(client, number), "do": what, **fields}, doc="en/sungai")
    assert answer.status_code == 303, re.findall(r'role="alert">(.*?)</p>', answer.text, re.DOTALL)
    return answer


def again(folder):
    """The next ``kztrans align`` of the same texts, and what it writes."""
    glossary = Glossary.load(folder / "glossary" / "states.csv")
    job = AlignJob(folder / "sungai.id.txt", folder / "sungai.en.txt", folder=folder, glossary=glossary)
    result = run(job)
    write(result)
    return result


def pairs(result):
    return [(result.source.text(b.source), result.target.text(b.target)) for b in result.beads]


def kept(client, folder):
    """What the page shows is what the next alignment gives, and that writes nothing that was not there."""
    there = files(folder)
    result = again(folder)
    document = client.site.project.documents()["en/sungai"]
    shown = client.site.alignments.get(document, 60)
    assert [(b.source, b.target) for b in result.beads] == [(b.source, b.target) for b in shown.beads]
    assert files(folder) == there
    fresh = Client(folder).enter()  # the program is started anew
    alignment = fresh.site.alignments.get(fresh.site.project.documents()["en/sungai"], 60)
    assert (alignment.beads, alignment.stale) == (shown.beads, 0)
    return result


def text(client, number, **sides):
    """Correct the text of a pair."""
    page = client.get("/align", doc="en/sungai", bead=str(number), edit="target").text
    form = re.search(r'<form class="texts".*?</form>', page, re.DOTALL)[0]
    fields = dict(re.findall(r'name="(bead|number|\w+_was)" value="([^"]*)"', form))
    was = {side: fields.get(f"{side}_was", "") for side in ("source", "target")}
    return client.post("/align", {**fields, **was, **sides, "do": "text"}, doc="en/sungai")


def test_a_misspelt_source_is_corrected_and_keeps_its_translation(client, folder):
    before = files(folder)
    assert text(client, 5, source="Kapal terakhir bertolak sebelum fajar.").status_code == 303
    unit = units(folder)["Kapal terakhir bertolak sebelum fajar."]
    assert (unit.target, unit.fuzzy) == (SHIP_EN, False)
    assert SHIP not in units(folder)
    assert memory(folder)["Kapal terakhir bertolak sebelum fajar."] == SHIP_EN
    kept(client, folder)
    assert "bertolak" not in (folder / "sungai.id.txt").read_text()  # the text is its owner's
    assert client.post("/align", {"do": "undo"}, doc="en/sungai").status_code == 303
    assert files(folder)[:2] == before[:2]
    assert client.post("/align", {"do": "redo"}, doc="en/sungai").status_code == 303
    assert "Kapal terakhir bertolak sebelum fajar." in units(folder)
    kept(client, folder)


def test_a_persons_translation_stays_with_a_source_that_is_corrected(client, folder):
    data = po_path(folder).read_text().replace(SHIP_EN, "The last ship was gone before dawn.")
    po_path(folder).write_text(data)
    again(folder)
    text(client, 5, source="Kapal terakhir bertolak sebelum fajar.")
    unit = units(folder)["Kapal terakhir bertolak sebelum fajar."]
    assert (unit.target, unit.fuzzy, unit.previous) == ("The last ship was gone before dawn.", False, None)
    kept(client, folder)


def test_a_translated_sentence_is_corrected(client, folder):
    text(client, 4, target="Nobody signed the 12 pages of the text.")
    source = "Tidak ada yang menandatangani 12 halaman naskah."
    assert units(folder)[source].target == "Nobody signed the 12 pages of the text."
    assert memory(folder)[source] == "Nobody signed the 12 pages of the text."
    kept(client, folder)
    text(client, 4, target="No one signed the 12 pages of the text.")
    lines = [line for line in parse(beads_path(folder).read_bytes()) if line.how == "text"]
    assert [(line.target, line.texts) for line in lines] == [
        ("Nobody signed the 21 pages of the text.", ("No one signed the 12 pages of the text.",))
    ]
    kept(client, folder)
    text(client, 4, target="Nobody signed the 21 pages of the text.")
    assert not [line for line in parse(beads_path(folder).read_bytes()) if line.how == "text"]
    kept(client, folder)


def test_a_segment_is_cut_and_the_pair_split_there(client, folder):
    text(client, 1, source="Ia menolak berbicara\ntentang negara semu di seberang sungai.")
    shown = client.site.alignments.get(client.site.project.documents()["en/sungai"])
    assert [b.kind for b in shown.beads] == ["1-1", "2-1", "1-1", "1-1", "1-1", "1-1"]
    assert "Ia menolak berbicara tentang negara semu di seberang sungai." in units(folder)
    kept(client, folder)
    text(client, 1, target="He would not speak\nof the quasi-state across the river.")
    do(client, 1, "split")
    result = kept(client, folder)
    assert pairs(result)[1:3] == [
        ("Ia menolak berbicara", "He would not speak"),
        ("tentang negara semu di seberang sungai.", "of the quasi-state across the river."),
    ]
    assert not any(units(folder)[source].fuzzy for source, _ in pairs(result)[1:3])


def test_the_finished_text_is_rendered_with_segments_that_were_cut(client, folder):
    from kztrans.jobs.render import render_file

    text(client, 1, source="Ia menolak berbicara\ntentang negara semu di seberang sungai.")
    text(client, 1, target="He would not speak\nof the quasi-state across the river.")
    do(client, 1, "split")
    text(client, 5, source="Kapal terakhir bertolak sebelum fajar.")
    result, data = render_file(po_path(folder), folder / "sungai.id.txt")
    assert result.missing == ()
    assert data.decode() == (folder / "sungai.en.txt").read_text()


def test_segments_of_a_paragraph_are_joined(tmp_path):
    source = "Rapat dibuka oleh Dr. Hasan. Lalu ia duduk. Hujan turun.\n"
    target = "Dr. Hasan opened the meeting. Then he sat down. Rain fell.\n"
    folder = make(tmp_path / "lain", [{"concept": "x", "id": "x", "en": "x"}], source, target)
    client = entered(folder)
    do(client, 0, "join")
    assert text(client, 0, source="Rapat dibuka oleh Dr. Hasan. Lalu ia duduk.").status_code == 303
    shown = client.site.alignments.get(client.site.project.documents()["en/sungai"])
    assert [b.kind for b in shown.beads] == ["1-2", "1-1"]
    kept(client, folder)
    do(client, 0, "release")
    kept(client, folder)


def test_sentences_of_two_paragraphs_are_not_joined_and_none_is_emptied(client, folder):
    do(client, 1, "join")
    before = files(folder)
    answer = text(client, 1, source="Ia menolak berbicara tentang negara semu di seberang sungai. Gencatan senjata.")
    assert answer.status_code == 409
    assert "Sentences of two paragraphs cannot be one." in answer.text
    assert "Gencatan senjata.</textarea>" in answer.text  # what was typed is there
    assert text(client, 1, source=" \n").status_code == 409
    assert files(folder) == before


def test_both_sides_are_corrected_at_once_and_undone_at_once(client, folder):
    before = files(folder)
    text(client, 5, source="Kapal terakhir bertolak.", target="The last ship left.")
    assert units(folder)["Kapal terakhir bertolak."].target == "The last ship left."
    kept(client, folder)
    client.post("/align", {"do": "undo"}, doc="en/sungai")
    assert files(folder)[:2] == before[:2]


def test_a_pair_is_split_at_any_sentence(client, folder):
    for _ in range(2):
        do(client, 0, "join")
    page = client.get("/align", doc="en/sungai", bead="0").text
    assert 'value="split-at:2:2"' in page
    do(client, 0, "split-at:2:1")
    shown = client.site.alignments.get(client.site.project.documents()["en/sungai"])
    assert [(b.source, b.target) for b in shown.beads[:2]] == [((0, 1), (0,)), ((2,), (1, 2))]
    kept(client, folder)
    assert client.post("/align", {**band(client, 5 - 2), "do": "split-at:0:0"}, doc="en/sungai").status_code == 409


@pytest.mark.parametrize(("one", "other"), [(1, 2), (0, 4), (4, 1)])
def test_pairs_change_partners_across_others(client, folder, one, other):
    first = band(client, one)["bead"]
    do(client, other, f"pair:{other}", pick=f"{first}|s{one}")
    result = kept(client, folder)
    sides = {b.source: b.target for b in result.beads}
    assert (sides[(one,)], sides[(other,)]) == ((other,), (one,))
    assert all(b.score == 1.0 for b in result.beads if b.source in ((one,), (other,)))
    straight = [n for n in range(6) if n not in (one, other)]
    assert [sides[(n,)] for n in straight] == [(n,) for n in straight]
    client.post("/align", {"do": "undo"}, doc="en/sungai")
    assert not [b for b in again(folder).beads if b.moved]


def test_two_sentences_that_stand_alone_are_paired_whatever_is_between_them(client, folder):
    do(client, 0, "delete")
    do(client, 4 + 1, "delete")
    shown = client.site.alignments.get(client.site.project.documents()["en/sungai"])
    assert [b.kind for b in shown.beads] == ["1-0", "0-1", "1-1", "1-1", "1-1", "1-0", "0-1", "1-1"]
    pick = band(client, 6)["bead"] + "|t4"
    do(client, 0, "pair:0", pick=pick)
    result = kept(client, folder)
    assert (ENVOY, "Nobody signed the 21 pages of the text.") in pairs(result)
    assert units(folder)[ENVOY].target == "Nobody signed the 21 pages of the text."
    assert not units(folder)[ENVOY].fuzzy


def test_a_crossing_pair_can_be_confirmed_and_its_neighbours_too(client, folder):
    first = band(client, 1)["bead"]
    do(client, 3, "pair:3", pick=f"{first}|s1")
    for number in (0, 2, 4, 5):
        do(client, number, "confirm")
    assert all(b.score == 1.0 for b in kept(client, folder).beads)


def test_a_pair_is_left_out_of_the_tmx_and_taken_in_again(client, folder):
    before = files(folder)
    do(client, 5, "leave-out")
    assert SHIP not in memory(folder)
    assert units(folder)[SHIP].target == SHIP_EN
    assert "not in the TMX" in client.get("/align", doc="en/sungai", bead="5").text
    kept(client, folder)
    text(client, 5, target="The last ship had left.")
    assert SHIP not in memory(folder)
    kept(client, folder)
    client.post("/align", {"do": "undo"}, doc="en/sungai")
    do(client, 5, "take-in")
    assert files(folder)[0] == before[0]
    assert memory(folder)[SHIP] == SHIP_EN


def test_all_up_to_here_and_a_range_are_confirmed_and_undone_as_one(client, folder):
    do(client, 2, "confirm-to")
    shown = client.site.alignments.get(client.site.project.documents()["en/sungai"])
    assert [shown.is_hand(b) for b in shown.beads] == [True] * 3 + [False] * 3
    kept(client, folder)
    do(client, 0, "confirm-range", first="4", last="5")
    shown = client.site.alignments.get(client.site.project.documents()["en/sungai"])
    assert [shown.is_hand(b) for b in shown.beads] == [True] * 5 + [False]
    client.post("/align", {"do": "undo"}, doc="en/sungai")
    client.post("/align", {"do": "undo"}, doc="en/sungai")
    shown = client.site.alignments.get(client.site.project.documents()["en/sungai"])
    assert not any(shown.is_hand(b) for b in shown.beads)
    for first, last in (("0", "2"), ("3", "9"), ("x", "")):
        form = {**band(client, 0), "do": "confirm-range", "first": first, "last": last}
        assert client.post("/align", form, doc="en/sungai").status_code == 409


def test_a_colleagues_change_is_seen_before_anything_is_done(client, folder):
    mine = [band(client, n) for n in range(6)]
    colleague = entered(folder)
    assert text(colleague, 1, source="Ia menolak berbicara\ntentang negara semu di seberang sungai.").status_code == 303
    before = files(folder)
    # the third pair's numbers are the second's by now
    for what, fields in (
        ("confirm", {}),
        ("confirm-to", {}),
        ("leave-out", {}),
        ("pair:2", {"pick": f"{mine[0]['bead']}|s0"}),
    ):
        answer = client.post("/align", {**mine[2], "do": what, **fields}, doc="en/sungai")
        assert answer.status_code == 409, what
    assert files(folder) == before
    stale = {**mine[5], "do": "text", "target_was": SHIP_EN, "target": "x", "source_was": SHIP, "source": SHIP}
    assert client.post("/align", stale, doc="en/sungai").status_code == 409
    assert files(folder) == before
    do(client, 5, "confirm")


def test_doubtful_pairs_are_found_worst_first(client, folder, monkeypatch):
    from kztrans.model import Bead
    from kztrans.review.alignments import Alignment
    from kztrans.review.views.alignment import _doubts
    from kztrans.units.recut import worked
    from kztrans.units.side import Side

    side = worked(Side(None, ()), ())
    beads = tuple(Bead((n,), (n,), score) for n, score in enumerate((0.5, 0.99, 0.1, 0.3, 1.0)))
    alignment = Alignment(side, side, beads, frozenset())
    steps, at = [], 1
    for _ in range(4):
        at = _doubts(alignment, at).worse
        steps.append(at)
    assert steps == [2, 3, 0, 2]


def test_a_bad_file_of_pairs_is_named_with_line_and_remedy_on_a_page_that_leads_on(client, folder):
    beads_path(folder).write_bytes(b"source\ttarget\tafter\n<<<<<<< HEAD\n")
    answer = client.get("/align", doc="en/sungai")
    assert answer.status_code == 422
    for part in (
        "locales/sungai.id-en.beads.tsv",
        "line 2",
        "is not a bead",
        "keep the lines of both",
        '<select name="doc"',
    ):
        assert part in answer.text
    assert str(folder) not in answer.text
    form = {"bead": "5:5", "do": "text", "source_was": SHIP, "source": "Kapal itu pergi.", "number": "5"}
    answer = client.post("/align", form, doc="en/sungai")
    assert (answer.status_code, "Kapal itu pergi.</textarea>" in answer.text) == (422, True)
    for line in (b"a\t\t\tcrossing", b"a\tb\t\ttext\tc", b"a\t\t\ttext", b"a\t\t\tother\tb"):
        beads_path(folder).write_bytes(b"source\ttarget\tafter\n" + line + b"\n")
        assert client.get("/align", doc="en/sungai").status_code == 422


def test_a_document_that_has_a_translated_text_is_opened_first(client, folder):
    text = folder / "awal.id.txt"
    text.write_text("Kapal itu belum pulang.\n", encoding="utf-8")
    write(run(AlignJob(text, None, folder=folder, glossary=Glossary([]))))
    fresh = entered(folder)
    assert [document.title for document in fresh.site.project.documents().values()] == ["awal", "sungai"]
    assert '<option value="en/sungai" selected>' in fresh.get("/align").text
    assert '<option value="en/awal" selected>' in fresh.get("/align", doc="en/awal").text
