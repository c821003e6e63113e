"""Undo belongs to the deed: two people on one project, each with a browser of their own, and restarts in between."""

from __future__ import annotations

import re

import pytest
from browser import chromium, served
from review_project import CONCEPTS, Client, beads_path, make, po_path, rows, tmx_path

from kztrans.formats import po
from kztrans.merging import deeds
from kztrans.merging.edit import unit_name

DECISION = {"do": "decide", "decision": "approved"}


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def folder(tmp_path):
    concepts = [dict(c, review="proposed", reviewer="", reviewed="") for c in CONCEPTS]
    return make(tmp_path / "proyek", concepts)


def client(folder, who):
    found = Client(folder).enter()
    found.site.reviewer = who
    return found


def decide(one, concept, decision="approved", **more):
    fields = {"do": "decide", "decision": decision, "version": one.version(concept), **more}
    answer = one.post("/concept", fields, id=concept)
    assert answer.status_code == 303, answer.text
    return answer


def test_undo_takes_back_ones_own_deed_and_not_a_colleagues(browser, folder):
    """The page has moved on to what a colleague approved: ``u`` takes back the deed that the page names."""
    with served(folder, "Aigerim") as (mine, _), served(folder, "Bolat") as (theirs, _):
        contexts = [browser.new_context(locale="en-GB") for _ in range(2)]
        me, they = (context.new_page() for context in contexts)
        me.goto(mine)
        they.goto(theirs)
        they.goto(theirs.split("/?")[0] + "/concept?id=evening-harbour")
        they.locator("textarea[name=comment]").fill("a term of sailors")
        they.get_by_role("button", name="Approve").click()
        they.get_by_text("evening-harbour: approved.").wait_for()
        me.goto(mine.split("/?")[0] + "/concept?id=quasi-state")
        me.keyboard.press("a")
        me.get_by_text("quasi-state: approved.").wait_for()
        assert "id=evening-harbour" in me.url  # the next of the list, which Bolat approved
        me.wait_for_load_state()
        with me.expect_navigation(wait_until="load"):
            me.keyboard.press("u")
        me.get_by_text("Undone.").wait_for()
        table = rows(folder)
        assert (table["quasi-state"]["review"], table["evening-harbour"]["review"]) == ("proposed", "approved")
        assert table["evening-harbour"]["comment"] == "a term of sailors"
        with me.expect_navigation(wait_until="load"):
            me.keyboard.press("U")
        me.get_by_text("Done again.").wait_for()
        assert rows(folder)["quasi-state"]["review"] == "approved"
        # another person's is asked for, and stays where the answer is no
        me.goto(mine.split("/?")[0] + "/concept?id=evening-harbour")
        me.get_by_text("History").click()
        me.get_by_role("button", name="Undo … evening-harbour: approved").click()
        me.get_by_role("heading", name="Undo what Bolat did?").wait_for()
        assert rows(folder)["evening-harbour"]["review"] == "approved"
        me.get_by_role("button", name="Undo what Bolat did").click()
        me.get_by_text("proposed").first.wait_for()
        assert rows(folder)["evening-harbour"]["review"] == "proposed"
        for context in contexts:
            context.close()


def test_undo_and_redo_outlive_the_program(folder):
    decide(client(folder, "Aigerim"), "ceasefire", "rejected")
    again = client(folder, "Aigerim")
    text = again.get("/concept", id="envoy").text
    [key] = re.findall(r'name="event" value="(\w+)">\s*<button class="undo"', text)
    assert "<bdi>ceasefire</bdi>: rejected" in text
    assert again.post("/concept", {"do": "undo", "event": key}, id="ceasefire").status_code == 303
    assert rows(folder)["ceasefire"]["review"] == "proposed"
    last = client(folder, "Aigerim")
    text = last.get("/concept", id="envoy").text
    [key] = re.findall(r'name="event" value="(\w+)">\s*<button class="quiet" name="do" value="redo"', text)
    assert last.post("/concept", {"do": "redo", "event": key}, id="ceasefire").status_code == 303
    assert rows(folder)["ceasefire"]["review"] == "rejected"
    assert "rejected" not in client(folder, "Dana").get("/concept", id="envoy").text.split("<header")[1]


def test_what_was_changed_since_is_not_undone_and_the_conflict_is_shown(folder):
    one, other = client(folder, "Aigerim"), client(folder, "Bolat")
    decide(one, "ceasefire", "rejected")
    decide(other, "ceasefire", "approved")
    key = next(e.key for e in one.site.deeds.events(folder / "glossary" / "states.csv") if e.what == "reject")
    answer = one.post("/concept", {"do": "undo", "event": key}, id="ceasefire")
    assert answer.status_code == 409
    assert "was changed meanwhile" in answer.text
    assert rows(folder)["ceasefire"]["review"] == "approved"


def test_a_comment_that_came_later_stays_when_the_decision_is_undone(folder):
    one, other = client(folder, "Aigerim"), client(folder, "Bolat")
    decide(one, "ceasefire", "approved", comment="fine")
    decide(other, "ceasefire", "comment", comment="really?")
    key = next(e.key for e in one.site.deeds.events(folder / "glossary" / "states.csv") if e.what == "approve")
    assert one.post("/concept", {"do": "undo", "event": key}, id="ceasefire").status_code == 303
    assert (rows(folder)["ceasefire"]["review"], rows(folder)["ceasefire"]["comment"]) == ("proposed", "really?")


def files(folder):
    beads = beads_path(folder)
    lines = beads.read_bytes().splitlines()[1:] if beads.exists() else []
    return po_path(folder).read_bytes(), tmx_path(folder).read_bytes(), lines


def test_a_pair_is_undone_after_somebody_else_changed_another(folder):
    start = files(folder)
    mine, theirs = client(folder, "Aigerim"), client(folder, "Bolat")
    assert mine.post("/align", {"do": "join", "bead": "1:1"}, doc="en/sungai").status_code == 303
    theirs.site.alignments.get(theirs.site.project.documents()["en/sungai"], 60)
    assert theirs.post("/align", {"do": "delete", "bead": "5:5"}, doc="en/sungai").status_code == 303
    mine = client(folder, "Aigerim")  # and the program has been started anew
    mine.site.alignments.get(mine.site.project.documents()["en/sungai"], 60)
    text = mine.get("/align").text
    assert "joined" in text
    assert "parted" not in text  # which Bolat did
    assert mine.post("/align", {"do": "undo"}, doc="en/sungai").status_code == 303
    texts = {u.source: u.target for u in po.read(po_path(folder)).units if not u.obsolete}
    assert texts["Gencatan senjata berlaku mulai pukul 18.00."] == "The ceasefire holds from 18:00."
    assert texts["Kapal terakhir berangkat sebelum fajar."] == ""
    theirs = client(folder, "Bolat")
    assert theirs.post("/align", {"do": "undo"}, doc="en/sungai").status_code == 303
    assert files(folder) == start


def test_an_undo_that_fails_keeps_its_step(folder):
    one = client(folder, "Aigerim")
    start = files(folder)
    assert one.post("/align", {"do": "join", "bead": "1:1"}, doc="en/sungai").status_code == 303
    joined = next(u for u in po.read(po_path(folder)).units if u.source.startswith("Ia menolak"))
    mended = {"do": "save", "document": "en/sungai", "unit": unit_name(joined), "was": joined.target, "target": "Ya."}
    assert one.post("/checks", mended).status_code == 303
    changed = files(folder)
    answer = one.post("/align", {"do": "undo"}, doc="en/sungai")
    assert answer.status_code == 409
    assert "the translation has changed since" in answer.text
    assert files(folder) == changed
    assert one.post("/checks", {"do": "undo"}).status_code == 303
    assert one.post("/align", {"do": "undo"}, doc="en/sungai").status_code == 303
    assert files(folder) == start
    assert one.post("/align", {"do": "redo"}, doc="en/sungai").status_code == 303
    assert one.post("/checks", {"do": "redo"}).status_code == 303
    assert files(folder) == changed


def test_another_persons_pair_is_asked_for(folder):
    one, other = client(folder, "Aigerim"), client(folder, "Bolat")
    one.post("/align", {"do": "confirm", "bead": "1:1"}, doc="en/sungai")
    [deed] = deeds.read(tmx_path(folder))
    fields = {"do": "undo", "deed": deed.key}
    answer = other.post("/align", fields, doc="en/sungai")
    assert (answer.status_code, "Undo what Aigerim did?" in answer.text) == (409, True)
    assert len(files(folder)[2]) == 1
    assert other.post("/align", {**fields, "others": "1"}, doc="en/sungai").status_code == 303
    assert files(folder)[2] == []


def test_the_log_of_deeds_is_no_part_of_the_versions(folder):
    client(folder, "A").post("/align", {"do": "confirm", "bead": "1:1"}, doc="en/sungai")
    assert (folder / "locales" / ".kztrans" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_log_of_deeds_with_a_torn_line_is_read(folder):
    one = client(folder, "A")
    one.post("/align", {"do": "confirm", "bead": "1:1"}, doc="en/sungai")
    log = deeds.log_path(tmx_path(folder))
    log.write_bytes(log.read_bytes() + b'[2, "2026')
    one.post("/align", {"do": "confirm", "bead": "2:2"}, doc="en/sungai")
    assert [d.what for d in deeds.read(tmx_path(folder))] == ["confirm", "confirm"]
