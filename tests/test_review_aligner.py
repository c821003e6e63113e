"""An aligner with the keyboard alone: ten errors in a document of 300 segments, mended in at most 40 keystrokes."""

from __future__ import annotations

import pytest
from browser import chromium, served
from review_project import beads_path, make, po_path

from kztrans.formats import po
from kztrans.jobs import beads as job
from kztrans.model import Bead
from kztrans.review import making

SIZE = 300
JOINED, SHIFTED, APART, SWAPPED = (20, 95, 210), (41, 140, 255), (70, 180), (115, 280)
MOST = 40


def planted(*_):
    """What an aligner gives that is wrong in ten places, and doubts them."""
    beads, n = [], 0
    while n < SIZE:
        wrong = {
            JOINED: [Bead((n, n + 1), (n, n + 1), 0.3)],
            SHIFTED: [Bead((n,), (n, n + 1), 0.3), Bead((n + 1,), (), 0.9)],
            APART: [Bead((n,), (), 0.3), Bead((), (n,), 0.9), Bead((n + 1,), (n + 1,), 0.99)],
            SWAPPED: [Bead((n,), (n + 1,), 0.3), Bead((n + 1,), (n,), 0.9, moved=True)],
        }
        kind = next((kind for kind in wrong if n in kind), None)
        beads += wrong[kind] if kind else [Bead((n,), (n,), 0.99)]
        n += 2 if kind else 1
    return beads


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for module in (making, job):
        monkeypatch.setattr(module, "aligned", planted)
    source = "".join(f"Kapal nomor {n} tiba di pelabuhan.\n" for n in range(SIZE))
    target = "".join(f"Ship number {n} reached the harbour.\n" for n in range(SIZE))
    return make(tmp_path / "proyek", [{"concept": "x", "id": "x", "en": "x"}], source, target)


def test_ten_errors_are_mended_with_forty_keystrokes(folder):
    pressed = 0
    with chromium() as browser, served(folder) as (address, site):
        document = site.project.documents()["en/sungai"]
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
        page.goto(address)
        page.goto(address.split("/?")[0] + "/align?doc=en/sungai")

        def press(key, stays=False):
            nonlocal pressed
            pressed += 1
            if stays:
                page.keyboard.press(key)
                return
            with page.expect_navigation(wait_until="load"):
                page.keyboard.press(key)
            at = page.locator(".band.at")
            at.wait_for()
            assert -1 < at.bounding_box()["y"] < 800  # in sight, without scrolling

        order = sorted((*((n, "s") for n in JOINED), *((n, "t") for n in SHIFTED), *((n, "m") for n in APART),
                        *((n, "y") for n in SWAPPED)))  # fmt: skip
        for _, key in order:
            press("n")
            press(key)
            if key == "y":
                press("j", stays=True)
                press("y")
        alignment = site.alignments.get(document, 60)
        assert page.locator("h1").inner_text().endswith(" 0 doubtful")
        page.close()
    assert [(b.source, b.target) for b in alignment.beads] == [((n,), (n,)) for n in range(SIZE)]
    units = [unit for unit in po.read(po_path(folder)).units if not unit.obsolete]
    assert [unit.target for unit in units] == [f"Ship number {n} reached the harbour." for n in range(SIZE)]
    assert not any(unit.fuzzy for unit in units)
    assert beads_path(folder).exists()
    assert pressed <= MOST, pressed


def test_a_term_is_put_in_with_the_keyboard_and_a_text_is_cut(tmp_path):
    folder = make(tmp_path / "proyek")
    with chromium() as browser, served(folder) as (address, _):
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
        page.goto(address)
        page.goto(address.split("/?")[0] + "/align?doc=en/sungai&bead=1")
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("e")
        page.locator("textarea[name=target]:focus").wait_for()
        page.keyboard.press("Control+a")
        page.keyboard.type("He would not speak of the ")
        page.locator(".lacking .offer").wait_for()  # on a pause, without a key
        page.keyboard.press("Alt+ArrowDown")
        page.keyboard.press("Alt+Enter")
        assert page.locator("textarea[name=target]").input_value() == "He would not speak of the quasi-state"
        page.locator(".used .offer").wait_for()
        page.keyboard.type("\nacross the river.")
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("Control+Enter")
        page.locator("#b1.level-hand:focus").wait_for()
        with page.expect_navigation(wait_until="load"):
            page.keyboard.press("u")
        page.locator("#b1.level-sure").wait_for()
        page.locator("#b4 .side p").first.click()  # a click chooses a pair
        page.locator("#b4.at").get_by_role("button", name="Confirm").wait_for()
        page.close()
    assert not [line for line in beads_path(folder).read_text().splitlines() if "\ttext\t" in line]
