"""What checks and lint say comes to a page in the interface's language, and stays English on the command line."""

from __future__ import annotations

import ast
import csv
import pickle
import re
from pathlib import Path

import pytest
from review_project import Client, make, po_path

import kztrans
from kztrans import languages
from kztrans.checks import check_catalog
from kztrans.checks.registry import checks
from kztrans.formats import po
from kztrans.glossary.lint import lint
from kztrans.glossary.record import from_cells
from kztrans.languages import vocabulary
from kztrans.model import Catalog, Unit
from kztrans.review.interface import interface
from kztrans.review.names import LANGUAGE_NAMES, UNIT_NAMES
from kztrans.wording import Worded, worded

GOLDEN = Path(__file__).parent / "golden" / "checks.csv"
INDONESIAN = interface("id")


def forms(message):
    """A message and those that are parts of it."""
    yield message
    if isinstance(message, Worded):
        for part in message.parts.values():
            if isinstance(part, Worded):
                yield from forms(part)


def unworded(message):
    """The forms of a message that are not in the catalogue."""
    return [str(one) for one in forms(message) if INDONESIAN.said(one).lang != "id"]


def golden():
    with GOLDEN.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_message_of_the_checks_is_worded():
    """Over all pairs that tests of checks have: more than two hundred messages of most checks."""
    found = []
    for row in golden():
        target = row["target"].replace(row["old"], row["new"]) if row["old"] else row["target"]
        found += check_catalog(Catalog("id", "en", (Unit(row["source"], target),)))
    repeated = ("Kapal itu tiba.", "A ship."), ("Kapal itu tiba.", "The vessel came."), ("Ia pergi.", "A ship.")
    found += check_catalog(Catalog("id", "en", tuple(Unit(s, t, context=str(n)) for n, (s, t) in enumerate(repeated))))
    found += check_catalog(
        Catalog("id", "en", (Unit("Ia pergi.", ""), Unit("Ia pulang.", "He went home.", fuzzy=True)))
    )
    said = [text for finding in found for text in (finding.message, finding.remedy) if text]
    assert len({str(text) for text in said}) > 150
    assert len({finding.check for finding in found}) > len(checks()) - 10
    assert {form for text in said for form in unworded(text)} == set()


def test_no_check_and_no_rule_puts_its_message_together_by_itself():
    """What is no form with parts, no catalogue can have."""
    house = Path(kztrans.__file__).parent
    found = []
    for path in [*(house / "checks" / "rules").glob("*.py"), *(house / "glossary").glob("lint*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            said = []
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                said = node.args[:2]
            elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                said = node.value.elts[1:]
            found += [f"{path.name}:{each.lineno}" for each in said if isinstance(each, ast.JoinedStr | ast.BinOp)]
    assert found == []


def test_every_message_of_lint_is_worded():
    cells = {
        "concept": "x", "pos": "nomen", "id": "=a  b", "en": "A", "definition": "a b, the A", "review": "approved",
        "reviewed": "soon", "valid": "ever", "relations": "b: c | related: d", "kk:not": "q", "example:id": "Tidak.",
        "advice": "a" * 130,
    }  # fmt: skip
    bare = {"concept": "y", "pos": "proper noun", "id": "=a  b", "en": "b"}
    found = lint([from_cells(each, Path("g.csv")) for each in (cells, cells, bare, {**bare, "concept": "z", "en": ""})])
    messages = [finding.message.parts["message"] for finding in found]
    assert len(messages) > 15
    assert {form for text in (*messages, *(f.remedy for f in found)) for form in unworded(text)} == set()


def test_names_in_messages_are_worded():
    assert {languages.get(code).name for code in languages.KNOWN} == set(LANGUAGE_NAMES)
    from kztrans.checks.rules.units import _shown

    units = {unit for code in languages.KNOWN for unit in vocabulary.get(code).units.values() if unit}
    assert {str(_shown(unit)) for unit in units} <= set(UNIT_NAMES)


def test_every_summary_of_a_check_is_worded():
    assert [check.name for check in checks() if INDONESIAN.said(check.summary).lang != "id"] == []


def test_a_message_keeps_its_parts_in_another_process_and_is_english_as_text():
    message = worded("%(what)s in “%(place)s”", what=worded("a control character"), place="50 %")
    again = pickle.loads(pickle.dumps(message))
    assert (again, again.form, again.parts) == (message, message.form, message.parts)
    assert message == "a control character in “50 %”"
    assert INDONESIAN.said(again) == ("karakter kendali di “50 %”", "id")
    assert interface("en").said(again) == (message, "en")


def test_what_is_not_in_the_catalogue_is_shown_as_it_is_and_marked_as_english():
    assert INDONESIAN.said("a rule of one's own") == ("a rule of one's own", "en")


@pytest.fixture
def client(tmp_path):
    client = Client(make(tmp_path / "proyek")).enter()
    client.site.prepare()
    client.http.headers["accept-language"] = "id"
    return client


def test_findings_on_pages_are_in_indonesian(client):
    text = re.sub(r"<[^>]+>", "", client.get("/checks").text)
    assert "12 dari sumber tidak ada dalam terjemahan; di sana 21; betulkan angkanya" in text
    assert "of the source" not in text
    english = re.sub(r"<[^>]+>", "", client.http.get("/checks", headers={"accept-language": "en"}).text)
    assert "12 of the source is not in the translation, which has 21; correct the number" in english
    unit = po.read(po_path(client.site.project.folder)).units[4]
    beside = client.post(
        "/beside", {"document": "en/sungai", "source": unit.source, "target": "Nobody signed 21."}
    ).text
    assert "dari sumber tidak ada dalam terjemahan" in beside


def test_what_lint_says_of_a_concept_is_in_indonesian(client):
    path = client.site.project.folder / "glossary" / "states.csv"
    path.write_text(path.read_text().replace("A harbour in the evening.", "a harbour in the evening"))
    client.site.lint(client.site.project.terms(), 60)
    text = re.sub(r"<[^>]+>", "", client.get("/concept", id="evening-harbour").text)
    assert "definisi tidak diakhiri titik; akhiri dengan titik" in text
    assert "the definition" not in text
