"""The interface's catalogues: complete, made and checked by our own tools."""

from __future__ import annotations

import re
import subprocess

import pytest
from review_project import Client, make
from tools import complaints, needs

from kztrans.checks import check_catalog
from kztrans.formats import po
from kztrans.review.interface import LANGUAGES, catalogue_file
from kztrans.review.messages import collected, updated

LANGS = [lang for lang in LANGUAGES if lang != "en"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_catalogue_has_every_message_and_no_other(lang):
    path = catalogue_file(lang)
    assert po.serialize(updated(lang, path)) == path.read_bytes(), "run python -m kztrans.review.messages"
    for unit in po.read(path).units:
        assert not unit.obsolete, unit.source
        assert not unit.fuzzy, unit.source
        assert all(unit.plural_targets) if unit.plural else unit.target, unit.source


@pytest.mark.parametrize("lang", LANGS)
def test_a_catalogue_keeps_the_places_of_values(lang):
    for unit in po.read(catalogue_file(lang)).units:
        for target in unit.plural_targets or (unit.target,):
            assert sorted(re.findall(r"%\(\w+\)s", target)) == sorted(re.findall(r"%\(\w+\)s", unit.source)), (
                unit.source
            )


@pytest.mark.parametrize("lang", LANGS)
def test_a_catalogue_passes_our_checks(lang):
    found = check_catalog(
        po.read(catalogue_file(lang)), only=("brackets", "characters", "links", "repeated", "spaces", "fuzzy")
    )
    assert [(f.check, f.source) for f in found] == []


@pytest.mark.parametrize("lang", LANGS)
def test_msgfmt_accepts_a_catalogue(lang, tmp_path):
    needs("msgfmt")
    command = ["msgfmt", "--check", "-o", str(tmp_path / "x.mo"), str(catalogue_file(lang))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, complaints(done.stderr)) == (0, [])


def test_messages_are_collected_from_templates_and_modules():
    sources = {unit.source for unit in collected()}
    assert {"Approve", "doubtful", "There is no such concept.", "%(n)s pair"} <= sources


def test_pages_come_in_the_language_that_the_browser_asks_for(tmp_path):
    client = Client(make(tmp_path / "proyek")).enter()
    headings = {
        accepted: re.findall(r"<h1>(\w+)", client.http.get("/glossary", headers={"accept-language": accepted}).text)[0]
        for accepted in ("id-ID,id;q=0.9", "en-GB", "kk")
    }
    assert headings == {"id-ID,id;q=0.9": "Glosarium", "en-GB": "Glossary", "kk": "Glossary"}
    client.post("/language", {"language": "id", "back": "/"})
    assert "<h1>Glosarium" in client.http.get("/glossary", headers={"accept-language": "en"}).text
