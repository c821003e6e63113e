"""A key that does nothing says why, at the place that it was meant for; a place has one form on all pages."""

from __future__ import annotations

import re

import pytest
from browser import chromium, served
from review_project import Client, make

SOURCE = "Utusan itu tiba di pelabuhan malam hari.\nKapal terakhir berangkat sebelum fajar.\n"
TARGET = "The envoy reached the harbour in the evening.\nThe last ship left before dawn.\n"


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser, tmp_path):
    folder = make(tmp_path / "proyek", [{"concept": "envoy", "id": "utusan", "en": "envoy"}], SOURCE, TARGET)
    with served(folder) as (address, site):
        site.prepare()
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
        opened = context.new_page()
        opened.goto(address)
        opened.base = address.split("/?")[0]
        yield opened
        context.close()


def told(page, key, place="main"):
    """What a key that does nothing is answered with, and where."""
    address = page.url
    page.keyboard.press(key)
    note = page.locator(f"{place} .why")
    note.wait_for(timeout=3000)
    assert page.url == address
    assert page.locator(".why").count() == 1
    assert note.is_visible()
    return note.inner_text()


def test_keys_that_do_nothing_in_the_alignment_say_why_at_the_pair(page):
    page.goto(f"{page.base}/align?doc=en/sungai&bead=1")
    assert told(page, "s", ".band.at") == "One sentence on a side cannot be split."
    for key in "wnp":
        assert told(page, key) == "No pair is doubtful."
    assert told(page, "u") == "There is nothing to undo."
    assert told(page, "U") == "There is nothing to be done again."
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("c")
    assert told(page, "c", ".band.at") == "This pair is set by hand already."
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("x")
    assert told(page, "x", ".band.at") == "These sentences stand alone already."
    alone = page.locator(".band.at")
    missing = "t" if alone.get_by_text("nothing in the translation").count() else "r"
    for key in (missing, missing.upper()):
        assert told(page, key, ".band.at") == "There is no sentence on this side to be moved."


def test_the_only_doubtful_pair_is_told(page, monkeypatch):
    from kztrans.review.asked import Alignment

    monkeypatch.setattr(Alignment, "doubtful", lambda self, bead: bead is self.beads[0])
    page.goto(f"{page.base}/align?doc=en/sungai&bead=0")
    for key in "wnp":
        assert told(page, key) == "This is the only doubtful pair."


def test_a_key_of_another_page_is_told_and_the_next_key_takes_the_word_away(page):
    page.goto(f"{page.base}/glossary")
    assert told(page, "s") == "The key s does nothing here. ? shows the keys."
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    assert page.locator(".why").count() == 0
    page.keyboard.press("Escape")
    page.keyboard.press("z")  # no key of ours
    assert page.locator(".why").count() == 0


def test_the_ends_of_a_queue_are_told(page):
    page.goto(f"{page.base}/concept?id=envoy")
    assert told(page, "p") == "This is the first of the list."


def test_places_are_told_in_one_way(tmp_path):
    client = Client(make(tmp_path / "proyek")).enter()
    client.site.prepare()
    form = re.compile(r"sungai, line \d+")
    checks = form.findall(client.get("/checks").text)
    concept = form.findall(client.get("/concept", id="quasi-state").text)
    concordance = form.findall(client.get("/concordance", q="negara semu").text)
    assert checks
    assert concept
    assert concordance
    assert set(concordance) & set(concept), "the same place is told alike"
    pages = [
        client.get("/checks"),
        client.get("/concept", id="quasi-state"),
        client.get("/concordance", q="negara semu"),
    ]
    assert not any(re.search(r"sungai:\d", page.text) for page in pages)


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_refused_at_a_pair_leaves_its_texts_their_room(page, width):
    page.set_viewport_size({"width": width, "height": 860})
    page.goto(f"{page.base}/align?doc=en/sungai&bead=1")
    wide = page.locator(".band.at .side").evaluate_all("sides => sides.map(side => side.offsetWidth)")
    assert told(page, "s", ".band.at")
    assert page.locator(".band.at .side").evaluate_all("sides => sides.map(side => side.offsetWidth)") == wide
    assert page.locator(".why").evaluate("note => note.offsetWidth") >= 0.7 * page.locator(".band.at").evaluate(
        "b => b.offsetWidth"
    )


def test_a_candidates_sentences_have_their_places_in_that_way_too(tmp_path):
    client = Client(make(tmp_path / "proyek")).enter()
    client.site.candidates(client.site.project.terms(), 60)
    text = client.get("/candidates").text
    assert re.search(r"<bdi>sungai\.id\.txt</bdi>, line \d", text)
    assert not re.search(r"txt:\d", text)


def test_how_often_a_term_is_used_stays_in_its_card(page):
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Bahasa Indonesia").click()
    page.goto(f"{page.base}/concept?id=envoy&edit=1")
    right = page.locator(".term-row .num").first.evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().right; }"
    )
    assert right <= page.locator("#edit-form").evaluate("form => form.getBoundingClientRect().right") + 1
