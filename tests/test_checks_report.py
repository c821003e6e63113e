"""The forms of a report: text, JSON, SARIF, HTML."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import planted
import pytest
import sarif_rules

from kztrans.checks import check_catalog
from kztrans.checks.report import FORMS, CheckedFile, Report, render
from kztrans.checks.report.sarif import fingerprints
from kztrans.model import Catalog, Finding, Unit

EVIL = Unit('<script>alert("x")</script> & \x07 \ud800', "<img src=//a.kz onerror=x>&lt; 5 kapal\u202e", line=3)


@pytest.fixture(scope="module")
def report():
    catalog, _ = planted.planted()
    units = (*catalog.units, EVIL)
    found = check_catalog(replace(catalog, units=units), path="a b/ü#.po")
    return Report((CheckedFile("a b/ü#.po", len(units), tuple(found)), CheckedFile("empty.po", 0, ())))


def test_text_is_a_line_a_finding_that_editors_can_jump_to(report):
    lines = render(report, "text").splitlines()
    assert len(lines) == len(report.findings)
    for line in lines:
        assert re.fullmatch(r"a b/ü#\.po(:\d+)?: (error|warning|info): .+ \([a-z-]+\)", line)
        assert line.isprintable()


def test_json_has_everything(report):
    data = json.loads(render(report, "json"))
    assert len(data["findings"]) == len(report.findings)
    assert data["counts"] == report.counts()
    assert data["findings"][0].keys() >= {"path", "line", "unit", "check", "severity", "message", "remedy", "source"}


def test_sarif_keeps_the_schemas_rules(report):
    log = json.loads(render(report, "sarif"))
    assert sarif_rules.violations(log) == []
    run = log["runs"][0]
    assert len(run["results"]) == len(report.findings)
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"])
    assert run["artifacts"][0]["location"]["uri"] == "a%20b/%C3%BC%23.po"


def test_the_rules_of_sarif_can_be_broken(report):
    log = json.loads(render(report, "sarif"))
    log["runs"][0]["results"][0]["level"] = "info"
    del log["runs"][0]["results"][1]["message"]["text"]
    log["runs"][0]["results"][2]["line"] = 3
    assert len(sarif_rules.violations(log)) == 3


def test_fingerprints_stay_when_lines_move_and_differ_where_findings_do():
    found = (
        Finding("end", "warning", "m", "a.po", 7, source="S"),
        Finding("end", "warning", "m", "a.po", 9, source="S"),
    )
    moved = tuple(replace(f, line=f.line + 5, target="x") for f in found)
    assert fingerprints(found) == fingerprints(moved)
    others = [replace(found[0], source="T"), replace(found[0], check="start"), replace(found[0], path="b.po")]
    assert len({*fingerprints(found), *(fingerprints((f,))[0] for f in others)}) == 5


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.metas, self.text = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [
            value for name, value in attrs if name in ("src", "href", "action", "style") or name.startswith("on")
        ]
        if tag == "meta":
            self.metas.append(dict(attrs))

    def handle_data(self, data):
        self.text.append(data)


def test_html_is_self_contained_escaped_and_forbids_scripts(report):
    text = render(report, "html")
    page = _Page()
    page.feed(text)
    assert page.links == []
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    policy = next(m["content"] for m in page.metas if m.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert '<script>alert("x")</script>' in "".join(page.text)
    assert "prefers-color-scheme: dark" in text
    text.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", text)


def test_the_policy_allows_our_own_style(report):
    import base64
    import hashlib

    text = render(report, "html")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in text


def test_reports_are_the_same_every_time(report):
    for form in FORMS:
        assert render(report, form) == render(report, form)
    assert "Nothing was found" in render(Report(()), "html")


def test_a_catalogue_without_findings_gives_an_empty_report():
    assert check_catalog(Catalog("id", "en", (Unit("Damai.", "Peace."),))) == []
    assert render(Report((CheckedFile("a.po", 1, ()),)), "text") == ""
