"""The report: one file that holds the views, and nothing from elsewhere."""

from __future__ import annotations

import html
import re

import pytest
from browser import axe_source, chromium
from click.testing import CliRunner
from review_project import CONCEPTS, make

from kztrans.cli.report import report
from kztrans.errors import InputError
from kztrans.glossary import decisions


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = make(tmp_path_factory.mktemp("report") / "proyek")
    evil = dict(
        CONCEPTS[0], concept="evil", id="<script>alert(1)</script>", en="</style><img src=x>", definition="</script>"
    )
    path = folder / "glossary" / "evil.csv"
    path.write_text(",".join(evil) + "\n" + ",".join(f'"{value}"' for value in evil.values()) + "\n", encoding="utf-8")
    return folder


def made(folder, *options):
    path = folder.parent / "report.html"
    result = CliRunner().invoke(report, [str(folder), "-o", str(path), *options], catch_exceptions=False)
    assert result.exit_code == 0
    return path


def test_the_report_holds_the_views(folder):
    text = made(folder).read_text(encoding="utf-8")
    assert "negara semu" in text
    assert '<mark class="here">negara-negara semu</mark>' in text
    assert text.count('<li class="band') == 6
    assert '<polyline class="path"' in text
    assert '<svg class="bar"' in text
    assert "12 of the source is not in the translation" in text


def test_the_report_is_self_contained_and_shows_script_as_text(folder):
    text = made(folder).read_text(encoding="utf-8")
    assert "default-src 'none'" in html.unescape(text)
    assert not re.findall(r'(?:src|href)="(?!#)', text)
    assert not re.findall(r"url\(|@import", text)
    assert text.count("<script>") == 1
    assert "&lt;script&gt;alert(1)" in text
    assert "<img" not in text
    assert not re.findall(r'\s(?:style|on\w+)="', text)


def test_the_report_is_the_same_each_time_and_in_either_language(folder):
    path = made(folder)
    first = path.read_bytes()
    result = CliRunner().invoke(report, [str(folder), "-o", str(path)])
    assert result.output.endswith("unchanged\n")
    assert path.read_bytes() == first
    text = made(folder, "--lang", "id").read_text(encoding="utf-8")
    assert '<html lang="id">' in text
    assert "Glosarium" in text


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="is not a folder"):
        CliRunner().invoke(report, [str(tmp_path / "none")], catch_exceptions=False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_opens_in_a_browser_without_a_fault(folder, scheme):
    path = made(folder)
    with chromium() as browser:
        page = browser.new_page(color_scheme=scheme, viewport={"width": 360, "height": 800})
        faults = []
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: faults.append(request.url) if request.url != path.as_uri() else None)
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.locator("#filter").fill("utusan")
        assert page.locator("details.entry:visible").count() == 1
        assert faults == []


def test_the_report_passes_axe(folder):
    path = made(folder)
    source = axe_source()
    with chromium() as browser:
        page = browser.new_context(bypass_csp=True).new_page()
        page.goto(path.as_uri())
        page.evaluate(source)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert {v["id"]: [n["html"][:200] for n in v["nodes"]][:3] for v in result["violations"]} == {}


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    """A project with decisions, a comment and an edit."""
    folder = make(tmp_path_factory.mktemp("decided") / "proyek")
    path = folder / "glossary" / "states.csv"
    by = {"reviewer": "Aigerim", "date": "2026-03-01T09:30:00Z"}
    decisions.decide(path, "quasi-state", "approved", comment="As the ministry has it.", **by)
    decisions.comment(path, "ceasefire", "Or truce?", reviewer="Dana", date="2026-03-02T10:00:00Z")
    decisions.decide(path, "state-visit", "rejected", **by)
    return folder


def test_who_decided_when_and_why_is_in_the_report_and_its_day_is_that_of_the_newest_decision(decided):
    text = made(decided).read_text(encoding="utf-8")
    assert "as of 2026-03-02" in text
    assert re.search(r"approved: <strong>Aigerim</strong>, <time>2026-03-01</time>", text)
    assert "As the ministry has it." in text
    assert re.search(r"<strong>Dana</strong> <time[^>]*>2026-03-02</time>: <span dir=\"auto\">Or truce\?", text)
    assert re.search(r"<time>2026-03-01 09:30:00</time> <strong>Aigerim</strong> rejected", text)
    assert "as of 2027-01-31" in made(decided, "--date", "2027-01-31").read_text(encoding="utf-8")


@pytest.mark.parametrize("day", ["", "1.2.2026", "2026-13-01", "2026-03-01T09:30:00Z", "<b>"])
def test_what_is_no_day_is_refused(decided, day):
    with pytest.raises(InputError, match="is no day"):
        CliRunner().invoke(report, [str(decided), "--date", day], catch_exceptions=False)


def test_the_report_is_filtered_without_a_server(decided):
    with chromium() as browser:
        page = browser.new_page()
        page.goto(made(decided).as_uri())
        shown = lambda: page.locator(".entry:visible").count()  # noqa: E731
        assert shown() == len(CONCEPTS)
        page.select_option("#state", "approved")
        assert shown() == 2
        page.fill("#filter", "semu")
        assert shown() == 1
        page.select_option("#state", "rejected")
        assert shown() == 0
        page.fill("#filter", "")
        assert shown() == 1
        page.select_option("#domain", index=1)
        assert shown() == 1


def test_on_paper_the_ground_is_white_all_is_open_and_nothing_is_cut(decided):
    with chromium() as browser:
        page = browser.new_page(color_scheme="dark", viewport={"width": 720, "height": 1000})
        page.goto(made(decided).as_uri())
        page.emulate_media(media="print", color_scheme="dark")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator("#filters:visible, nav:visible").count() == 0
        assert page.get_by_text("An entity that looks like a country").is_visible()
        wide = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        assert page.evaluate(f"{wide}.map(e => e.tagName + '.' + e.getAttribute('class'))") == []
        assert page.evaluate("getComputedStyle(document.querySelector('.entry')).breakInside") == "avoid"
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator(".entry[open]").count() == 0
