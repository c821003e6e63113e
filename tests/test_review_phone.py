"""On a phone: no word is broken, and no page is wider than the window."""

from __future__ import annotations

import pytest
from browser import chromium, served
from review_project import make

LINES = "(e) => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects().length; }"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = make(tmp_path_factory.mktemp("phone") / "proyek")
    with chromium() as browser, served(folder) as (address, _):
        opened = browser.new_context(viewport={"width": 390, "height": 844}, locale="id-ID").new_page()
        opened.goto(address)
        yield opened


def test_the_names_of_domains_and_pages_are_not_broken(page):
    page.goto(page.url.partition("?")[0])
    names = [*page.locator(".progress th[scope=row] a").all(), *page.locator(".top nav a").all()]
    assert len(names) > 5
    assert [name.inner_text() for name in names if name.evaluate(LINES) != 1] == []


@pytest.mark.parametrize(
    "path", ["", "glossary", "concept?id=quasi-state", "align", "checks", "concordance?q=negara", "help"]
)
def test_a_page_is_as_wide_as_the_window(page, path):
    page.goto("/".join(page.url.split("/")[:3]) + "/" + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
