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
