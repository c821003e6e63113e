"""Nothing typed is lost, in a real browser: conflicts, other cards, closed tabs, held keys; pairs stay where they were."""

from __future__ import annotations

import pytest
from browser import chromium, served
from review_project import CONCEPTS, make, po_path, rows

from kztrans.formats import po
from kztrans.glossary import history
from kztrans.review.security import Secrets


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A project that two people work on, each with a server and a browser of their own."""
    source = "\n".join(f"Menteri itu berkata {n} kali di gedung nomor {n + 7}." for n in range(1, 41))
    target = "\n".join(f"The minister said it {n} times in building number {n + 8}." for n in range(1, 41))
    more = [{"concept": f"c{n}", "pos": "noun", "id": f"kata {n}", "en": f"word {n}"} for n in range(6)]
    folder = make(tmp_path_factory.mktemp("both") / "proyek", [*CONCEPTS, *more], source, target)
    with chromium() as browser, served(folder, "Aigerim") as (mine, site), served(folder, "Bolat") as (theirs, other):
        pages = []
        for address, one in ((mine, site), (theirs, other)):
            one.alignments.get(one.project.documents()["en/sungai"], 60)
            one.findings(one.project.documents()["en/sungai"], one.project.terms(), 60)
            page = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800}).new_page()
            page.goto(address)
            page.base = address.split("/?")[0]
            page.site = one
            pages.append(page)
        yield folder, *pages


def test_ctrl_enter_saves_a_concepts_form(both):
    folder, me, _ = both
    me.goto(me.base + "/concept?id=c5&edit=1")
    me.get_by_label("Definition").fill("Said with the keyboard alone.")
    with me.expect_navigation(wait_until="load", timeout=5000):
        me.keyboard.press("Control+Enter")
    assert rows(folder)["c5"]["definition"] == "Said with the keyboard alone."
    me.goto(me.base + "/new")
    me.get_by_label("Term 1", exact=True).fill("kata baru")
    me.get_by_label("Term 2", exact=True).fill("new word")
    with me.expect_navigation(wait_until="load", timeout=5000):
        me.keyboard.press("Control+Enter")
    assert rows(folder)["new-word"]["id"] == "kata baru"


def test_a_conflict_of_two_people_is_decided_by_field(both):
    folder, me, they = both
    for page in (me, they):
        page.goto(page.base + "/concept?id=c0&edit=1")
    they.get_by_label("Definition").fill("What Bolat says.")
    they.get_by_role("button", name="Save").click()
    they.get_by_text("The changes are saved.").wait_for()
    me.get_by_label("Definition").fill("What I say.")
    me.get_by_label("Note").fill("My note.")
    me.keyboard.press("Escape")
    with me.expect_navigation(wait_until="load"):
        me.keyboard.press("a")  # with the form open: it is saved first, or nothing is
    clash = me.locator("fieldset.clash")
    assert rows(folder)["c0"]["review"] == ""
    assert "What Bolat says." in me.locator("main").inner_text()
    assert me.get_by_label("Note").input_value() == "My note."
    if clash.count():
        clash.get_by_label("as it is now").check()
    with me.expect_navigation(wait_until="load"):
        me.get_by_role("button", name="Approve").click()
    row = rows(folder)["c0"]
    assert (row["definition"], row["note"], row["review"]) == ("What Bolat says.", "My note.", "approved")


def test_what_is_typed_outlives_a_closed_tab_and_another_card(both):
    folder, me, _ = both
    me.goto(me.base + "/concept?id=c1")
    me.locator("textarea[name=comment]").fill("half a thought")
    again = me.context.new_page()
    me.close()
    again.goto(again.url if again.url.startswith("http") else both[1].base + "/concept?id=c1")
    assert again.locator("textarea[name=comment]").input_value() == "half a thought"
    again.get_by_text("What you had typed is back").wait_for()
    again.keyboard.press("a")
    again.get_by_text("c1: approved.").wait_for()
    assert rows(folder)["c1"]["comment"] == "half a thought"
    again.goto(both[1].base + "/concept?id=c1")
    assert again.locator("textarea[name=comment]").input_value() == ""
    again.goto(both[1].base + "/checks")
    cards = again.locator("article.checked")
    first, second = (cards.nth(n).locator("textarea") for n in (0, 1))
    name = cards.nth(0).get_attribute("id")
    first.fill("not finished yet")
    second.fill("Done.")
    with again.expect_navigation(wait_until="load"):
        cards.nth(1).get_by_role("button", name="Save").click()
    assert again.locator(f"#{name} textarea").input_value() == "not finished yet"
    assert "Done." in {u.target for u in po.read(po_path(folder)).units}
    again.close()


def test_a_held_or_doubled_key_acts_once(both):
    folder, _, they = both
    they.goto(they.base + "/concept?id=c2")
    with they.expect_navigation(wait_until="load"):
        they.keyboard.down("a")
        they.keyboard.down("a")
    they.get_by_text("c2: approved.").wait_for()
    they.keyboard.down("a")  # held still, on the next page
    they.keyboard.down("a")
    they.wait_for_timeout(300)
    they.keyboard.up("a")
    assert [rows(folder)[f"c{n}"]["review"] for n in (2, 3, 4)] == ["approved", "", ""]
    they.goto(they.base + "/concept?id=c4")
    they.get_by_role("button", name="Approve").dblclick()
    they.get_by_text("c4: approved.").wait_for()
    assert len(history.read(folder / "glossary" / "states.csv", "c4")) == 1


def test_a_pair_stays_where_it_was_and_the_tools_in_sight(both):
    _, _, they = both
    they.goto(they.base + "/align")
    they.get_by_label("Go to pair").fill("30")
    with they.expect_navigation(wait_until="load"):
        they.keyboard.press("Enter")
    band = they.locator("#b29")
    box = band.bounding_box()
    assert 0 <= box["y"] < 800
    assert they.locator(".toolbar").bounding_box()["y"] >= 0
    they.evaluate("document.getElementById('b29').scrollIntoView({block: 'center'})")
    before = band.bounding_box()["y"]
    with they.expect_navigation(wait_until="load"):
        band.get_by_role("button", name="Confirm").click()
    they.locator("#b29.level-hand").wait_for()
    assert abs(they.locator("#b29").bounding_box()["y"] - before) < 30
    assert they.locator(".toolbar").bounding_box()["y"] >= 0
    last = they.locator("#b39")
    last.scroll_into_view_if_needed()
    last.locator(".side p").first.click()
    before = last.bounding_box()["y"]
    with they.expect_navigation(wait_until="load"):
        last.get_by_role("button", name="Join").click()
    they.locator("#b39 [role=alert]").wait_for()
    assert abs(they.locator("#b39").bounding_box()["y"] - before) < 60


def test_an_expired_sign_in_is_renewed_where_one_is(both):
    folder, _, they = both
    they.goto(they.base + "/concept?id=c5")
    they.locator("textarea[name=comment]").fill("hours of work")
    fresh = Secrets()
    they.site.secrets.session = fresh.session
    with they.expect_navigation(wait_until="load"):
        they.get_by_role("button", name="Comment only").click()
    they.get_by_label("Address from the terminal").fill(f"{they.base}/?token={they.site.secrets.token}")
    with they.expect_navigation(wait_until="load"):
        they.get_by_role("button", name="Send").click()
    they.get_by_text("The comment is saved.").wait_for()
    assert rows(folder)["c5"]["comment"] == "hours of work"


def test_a_file_of_this_machine_leads_in(both, tmp_path):
    _, _, they = both
    from kztrans.cli import review as command

    context = they.context.browser.new_context()
    page, opened = context.new_page(), []
    launch, command.click.launch = command.click.launch, opened.append
    try:
        command.open_privately(f"{they.base}/?token={they.site.secrets.token}")
    finally:
        command.click.launch = launch
    page.goto(opened[0])
    page.wait_for_url(they.base + "/")
    page.get_by_role("heading", name="Progress").wait_for()
    context.close()
