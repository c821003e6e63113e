"""A terminologist at work with the keyboard alone, in a real browser of 1280 × 800, without scrolling."""

from __future__ import annotations

import pytest
from browser import chromium, served
from review_project import make, rows

from kztrans.glossary import history

NUMBER = 20
DECISIONS = {"a": "approved", "r": "rejected", "d": "deprecated", "o": "proposed"}
IN_SIGHT = """() => {
  const inside = (element) => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
  };
  const bar = document.querySelector(".decide").getBoundingClientRect();
  const above = (element) => inside(element) && element.getBoundingClientRect().bottom <= bar.top;
  const wanted = ["h1", ".definition", ".terms tr:first-child", ".usage", ".pair"];
  return {
    scrolled: scrollY,
    bar: [...document.querySelectorAll(".decide button:not(.menu *, .narrow-only), .decide textarea")].every(inside),
    shown: wanted.filter((name) => !document.querySelector(name) || !above(document.querySelector(name))),
  };
}"""


@pytest.fixture
def folder(tmp_path):
    words = [f"kata{chr(97 + n)}" for n in range(NUMBER + 2)]
    concepts = [
        {"concept": f"c{n}", "pos": "noun", "id": word, "en": f"word{chr(97 + n)}", "note": "A note on its use.",
         "definition": "What the word means, told at some length so that it takes two lines of the page or three."}
        for n, word in enumerate(words)
    ]  # fmt: skip
    source = "".join(f"Di kota itu {word} sudah lama ada.\nOrang tahu {word} dari cerita.\n" for word in words)
    target = "".join(
        f"In that town the {c['en']} has long been there.\nPeople know the {c['en']} from tales.\n" for c in concepts
    )
    return make(tmp_path / "proyek", concepts, source, target)


def test_twenty_concepts_with_the_keyboard_alone_and_without_scrolling(folder):
    with chromium() as browser, served(folder) as (address, _):
        page = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB").new_page()
        page.goto(address)
        keys = 0

        def press(key, leads_on=True):
            nonlocal keys
            keys += 1
            if leads_on:
                with page.expect_navigation(wait_until="load"):
                    page.keyboard.press(key)
            else:
                page.keyboard.press(key)

        press("g", leads_on=False)
        press("g")
        press("Enter")  # one after the other
        order = "aardaoaaaraadaaraaao"
        for n, key in enumerate(order):
            page.get_by_role("heading", level=1, name=f"kata{chr(97 + n)} ").wait_for()
            assert page.evaluate(IN_SIGHT) == {"scrolled": 0, "bar": True, "shown": []}, n
            if n == 3:  # with a comment
                press("c", leads_on=False)
                page.keyboard.type("not said so any more")
                press("Escape", leads_on=False)
            if n == 7:  # its translation is corrected first
                press("e")
                for _ in range(5):
                    press("Tab", leads_on=False)  # through the first row to the English term
                page.keyboard.press("Control+a")
                page.keyboard.type("better word")
                press("Enter")
                assert page.evaluate("scrollY") == 0
            press(key)
        page.context.close()
    table = rows(folder)
    assert [table[f"c{n}"]["review"] for n in range(NUMBER)] == [DECISIONS[key] for key in order]
    assert (table["c20"]["review"], table["c21"]["review"]) == ("", "")
    assert (table["c3"]["comment"], table["c7"]["en"]) == ("not said so any more", "better word")
    assert len(history.read(folder / "glossary" / "states.csv")) == NUMBER + 1
    assert keys <= NUMBER + 12
