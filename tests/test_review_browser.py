"""What a terminologist does, in a real browser; then the files are read."""

from __future__ import annotations

import json

import pytest
from browser import axe_source, chromium, served
from review_project import beads_path, make, po_path, rows, tmx_path

from kztrans.formats import po, tmx
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path / "proyek")


@pytest.fixture
def page(browser, folder):
    with served(folder) as (address, site):
        site.alignments.get(site.project.documents()["en/sungai"], 60)
        site.findings(site.project.documents()["en/sungai"], site.project.terms(), 60)
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
        opened = context.new_page()
        faults = []
        opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.goto(address)
        opened.folder = folder
        yield opened
        context.close()
        assert faults == []


def press(page, key):
    """Press a key that leads to another page, and wait for that."""
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(key)


def said(page, text):
    """Wait for what the page tells, and for its script."""
    page.get_by_text(text).wait_for()
    page.wait_for_load_state()


def units(folder):
    return {unit.source: unit for unit in po.read(po_path(folder)).units if not unit.obsolete}


def test_a_day_of_a_terminologist(page, folder):
    untouched = rows(folder)["ceasefire"]

    # find "negara semu", read its uses, approve it
    page.keyboard.press("g")
    page.keyboard.press("g")
    page.wait_for_url("**/glossary")
    page.keyboard.press("/")
    page.keyboard.type("negara semu")
    page.locator(".concepts tbody tr").nth(1).wait_for(state="detached")
    page.get_by_role("link", name="negara semu").click()
    assert page.locator("h1").inner_text() == "negara semu → quasi-state"
    concordance = page.locator("article.pair")
    assert concordance.count() == 2
    assert page.locator("article.pair mark").all_inner_texts() == ["negara semu", "quasi-state", "negara-negara semu"]
    usage = page.locator("table.usage tr").all_inner_texts()
    assert [" ".join(row.split()) for row in usage] == ["quasi-state 1", "without a known term 1"]
    press(page, "a")
    said(page, "Approved.")
    assert (
        rows(folder)["quasi-state"] | {"review": "approved", "reviewer": "Aigerim", "reviewed": "2026-03-01"}
        == rows(folder)["quasi-state"]
    )

    # reject a candidate with a comment
    page.goto(page.url.split("/concept")[0] + "/glossary?state=proposed")
    page.get_by_role("link", name="pelabuhan malam").click()
    said(page, "A harbour in the evening.")
    page.keyboard.press("c")
    page.keyboard.type("a chance meeting of words")
    page.keyboard.press("Escape")
    press(page, "r")
    said(page, "Rejected.")
    row = rows(folder)["evening-harbour"]
    assert (row["review"], row["reviewer"], row["comment"]) == ("rejected", "Aigerim", "a chance meeting of words")

    # undo it
    press(page, "u")
    said(page, "Undone.")
    row = rows(folder)["evening-harbour"]
    assert (row["review"], row["reviewer"], row["comment"]) == ("proposed", "", "")
    events = [json.loads(line) for line in (folder / "glossary" / "states.history.jsonl").read_text().splitlines()]
    assert [(e["what"], e["concept"], e["who"]) for e in events] == [
        ("approve", "quasi-state", "Aigerim"),
        ("reject", "evening-harbour", "Aigerim"),
        ("undo", "evening-harbour", "Aigerim"),
    ]
    assert rows(folder)["ceasefire"] == untouched | {"comment": None}  # not a character of its line


def test_a_wrong_pair_is_mended_with_the_keyboard(page, folder):
    before = units(folder)
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/align")
    page.wait_for_load_state()
    assert page.locator(".band").count() == 6
    for _ in range(3):
        page.keyboard.press("j")  # to the second pair
    for _ in range(2):
        page.keyboard.press("k")
    page.locator("#b1:focus").wait_for()
    press(page, "m")
    said(page, "Changed; PO and TMX are saved.")
    assert page.locator(".band").count() == 5
    joined = "Ia menolak berbicara tentang negara semu di seberang sungai. Gencatan senjata berlaku mulai pukul 18.00."
    assert (
        units(folder)[joined].target
        == "He would not speak of the quasi-state across the river. The ceasefire holds from 18:00."
    )
    page.locator("#b1:focus").wait_for()
    press(page, "s")
    said(page, "Changed; PO and TMX are saved.")
    assert page.locator(".band").count() == 6
    press(page, "t")  # its translation to the next pair
    page.locator("#b2 .side").nth(1).locator("p").nth(1).wait_for()
    said(page, "Changed; PO and TMX are saved.")
    press(page, "u")
    said(page, "Undone; PO and TMX are saved.")
    page.wait_for_selector("#b1.level-hand")
    page.keyboard.press("k")
    press(page, "c")
    page.wait_for_selector("#b0.level-hand:focus")
    press(page, "u")
    page.wait_for_selector("#b0.level-sure")

    after = units(folder)
    assert {s: u.target for s, u in after.items()} == {s: u.target for s, u in before.items()}
    assert not any(u.fuzzy for s, u in after.items() if s in joined)
    lines = beads_path(folder).read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[:2] for line in lines[1:]] == [
        [
            "Ia menolak berbicara tentang negara semu di seberang sungai.",
            "He would not speak of the quasi-state across the river.",
        ],
        ["Gencatan senjata berlaku mulai pukul 18.00.", "The ceasefire holds from 18:00."],
    ]
    assert {u.source for u in tmx.read(tmx_path(folder)).units} >= {line.split("\t")[0] for line in lines[1:]}
    again = run(AlignJob(folder / "sungai.id.txt", folder / "sungai.en.txt", folder=folder))
    assert [b.score for b in again.beads[1:3]] == [1.0, 1.0]


def test_a_wrong_bead_is_parted_and_stays_so(page, folder):
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/align")
    page.wait_for_load_state()
    page.locator("#b5").click(position={"x": 300, "y": 10})
    page.evaluate("document.getElementById('b5').focus()")
    press(page, "x")
    said(page, "Changed; PO and TMX are saved.")
    assert units(folder)["Kapal terakhir berangkat sebelum fajar."].target == ""
    assert "Kapal terakhir berangkat sebelum fajar." not in {u.source for u in tmx.read(tmx_path(folder)).units}
    again = run(AlignJob(folder / "sungai.id.txt", folder / "sungai.en.txt", folder=folder))
    assert [(b.source, b.target) for b in again.beads[-2:]] == [((5,), ()), ((), (5,))]


def test_a_finding_is_fixed_in_place_and_another_ignored(page, folder):
    source = "Tidak ada yang menandatangani 12 halaman naskah."
    page.keyboard.press("g")
    page.keyboard.press("c")
    card = page.locator("article.checked", has_text=source)
    card.wait_for()
    page.wait_for_load_state()
    assert "numbers" in card.inner_text()
    while source not in page.evaluate("(document.activeElement.closest('article') || {}).innerText || ''"):
        page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("Nobody signed the 12 pages of the text.")
    press(page, "Control+Enter")
    said(page, "Saved in PO and TMX.")
    assert page.locator("article.checked", has_text=source).count() == 0
    assert units(folder)[source].target == "Nobody signed the 12 pages of the text."
    assert {u.source: u.target for u in tmx.read(tmx_path(folder)).units}[
        source
    ] == "Nobody signed the 12 pages of the text."

    press(page, "u")
    said(page, "Undone.")
    assert units(folder)[source].target == "Nobody signed the 21 pages of the text."
    card.get_by_role("button", name="Ignore numbers").click()
    said(page, "The check is ignored for this segment.")
    assert units(folder)[source].comments == ("kztrans: ignore numbers",)


def test_a_concept_is_edited_and_only_its_line_changes(page, folder):
    before = (folder / "glossary" / "states.csv").read_text(encoding="utf-8").splitlines()
    page.goto(page.url.split("/?")[0].rstrip("/") + "/concept?id=ceasefire")
    page.keyboard.press("e")
    page.get_by_label("Term 3", exact=True).fill("truce")
    page.get_by_label("Language 3", exact=True).fill("en")
    page.get_by_label("Why").fill("both are used")
    page.get_by_role("button", name="Save").click()
    said(page, "The changes are saved.")
    after = (folder / "glossary" / "states.csv").read_text(encoding="utf-8").splitlines()
    assert [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [3]
    assert rows(folder)["ceasefire"]["en"] == "ceasefire | truce"


def test_the_keys_are_shown_and_can_be_switched_off(page):
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.get_by_label("Single keys work as shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("g")
    page.wait_for_timeout(200)
    assert page.url.endswith("/")


def test_two_windows_lose_nothing(page, folder, browser):
    address = page.url.split("/?")[0].rstrip("/") + "/concept?id=quasi-state"
    other = page.context.new_page()
    page.goto(address)
    other.goto(address)
    page.locator("textarea[name=comment]").fill("first")
    page.get_by_role("button", name="Approve").click()
    said(page, "Approved.")
    with other.expect_response(lambda answer: answer.request.method == "POST") as caught:
        other.locator("textarea[name=comment]").fill("second")
        other.get_by_role("button", name="Reject").click()
    assert caught.value.status == 409
    assert "second" in other.locator("textarea[name=comment]").input_value()
    assert (rows(folder)["quasi-state"]["review"], rows(folder)["quasi-state"]["comment"]) == ("approved", "first")


def test_without_javascript_everything_can_be_done(browser, folder):
    with served(folder) as (address, site):
        site.alignments.get(site.project.documents()["en/sungai"], 60)
        context = browser.new_context(java_script_enabled=False, locale="en-GB")
        page = context.new_page()
        page.goto(address)
        page.get_by_role("link", name="Glossary").first.click()
        page.get_by_label("Search in both languages").fill("pelabuhan")
        page.get_by_role("button", name="Filter").click()
        page.get_by_role("link", name="pelabuhan malam").click()
        page.locator("textarea[name=comment]").fill("no term")
        page.get_by_role("button", name="Reject").click()
        assert rows(folder)["evening-harbour"]["review"] == "rejected"
        page.get_by_role("link", name="Alignment", exact=True).first.click()
        page.locator("#b0").hover()
        page.locator("#b0").get_by_role("button", name="Confirm").click()
        assert len(beads_path(folder).read_text(encoding="utf-8").splitlines()) == 2
        page.get_by_role("button", name="Bahasa Indonesia").click()
        assert page.locator("h1").inner_text().startswith("Penjajaran")
        context.close()


PAGES = [
    "/",
    "/glossary",
    "/concept?id=quasi-state",
    "/concept?id=ceasefire&edit=1",
    "/concept?id=envoy&ask=delete",
    "/glossary?reviewer=Dana",
    "/candidates",
    "/bulk?decision=approved",
    "/new",
    "/merge?id=ceasefire&with=envoy",
    "/align?doc=en/sungai&bead=1",
    "/align?doc=en/sungai&bead=1&edit=target",
    "/align?doc=en/sungai&bead=1&pick=0:0:|s0",
    "/replace?doc=en/sungai&q=the&new=that",
    "/checks",
    "/help",
    "/nowhere",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_pass_axe(browser, folder, scheme):
    source = axe_source()
    with served(folder) as (address, site):
        site.alignments.get(site.project.documents()["en/sungai"], 60)
        site.findings(site.project.documents()["en/sungai"], site.project.terms(), 60)
        context = browser.new_context(color_scheme=scheme, bypass_csp=True, locale="en-GB")
        page = context.new_page()
        page.goto(address)
        base = address.split("/?")[0]
        found = {}
        for path in PAGES:
            for width in (1280, 360):
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(base + path)
                page.evaluate(source)
                result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
                for violation in result["violations"]:
                    found[f"{path} {width} {violation['id']}"] = [node["html"][:200] for node in violation["nodes"]][:3]
        context.close()
    assert found == {}


@pytest.mark.parametrize("width", [320, 640])
def test_narrow_pages_and_pages_at_200_per_cent_do_not_scroll_sideways(browser, folder, width):
    """A window of 1280 at 200 % is one of 640 to the page; 320 is the narrowest that WCAG asks for."""
    with served(folder) as (address, site):
        site.alignments.get(site.project.documents()["en/sungai"], 60)
        context = browser.new_context(viewport={"width": width, "height": 700}, locale="id-ID")
        page = context.new_page()
        page.goto(address)
        base = address.split("/?")[0]
        wide = {}
        for path in PAGES:
            page.goto(base + path)
            size = page.evaluate("document.documentElement.scrollWidth")
            if size > width:
                wide[path] = size
        context.close()
    assert wide == {}
