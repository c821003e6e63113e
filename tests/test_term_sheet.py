"""The term sheet of a text: each of its concepts once, as text, CSV, HTML and JSON."""

import csv
import io
import json
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.errors import InputError

GLOSSARY = """concept,pos,id,id:abbr,en,en:abbr,en:avoid,definition,advice
un,proper noun,Perserikatan Bangsa-Bangsa,PBB,United Nations,UN,,Organization of states.,
quasi,noun,negara semu | kuasi-negara,,quasi-state | semi-state,,fake country,"An entity that is <almost> a ""country"".",[laut] Not of the sea. Keep it.
sea,noun,laut,,=sea,,,,
"""
TEXT = "Negara semu itu jauh.\n\nPBB bersidang. Kuasi-negara dan negara semu di tepi laut, kata PBB.\n"


@pytest.fixture
def sheet(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "g.csv").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "a.id.txt").write_text(TEXT, encoding="utf-8")

    def run(*arguments, code=0):
        result = CliRunner().invoke(cli, ["glossary", "list", *arguments, "-g", "g.csv"])
        if isinstance(result.exception, InputError):
            assert code == 2, result.exception
            return str(result.exception)
        assert result.exit_code == code, result.output
        return result.output

    return run


def test_as_text(sheet):
    assert (
        sheet("a.id.txt")
        == """Terms of a.id.txt: 3

negara semu, kuasi-negara → quasi-state | semi-state
    3 ×, lines 1, 3
    not: fake country
    An entity that is <almost> a "country".
    Not of the sea. Keep it.

PBB → UN | United Nations
    2 ×, line 3
    Organization of states.

laut → =sea
    1 ×, line 3
"""
    )


def test_as_a_table_that_a_spreadsheet_takes_for_text(sheet, tmp_path):
    sheet("a.id.txt", "-o", "terms.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "terms.csv").read_text(encoding="utf-8"))))
    assert [(row["source"], row["count"], row["lines"]) for row in rows] == [
        ("negara semu | kuasi-negara", "3", "1 | 3"),
        ("PBB", "2", "3"),
        ("laut", "1", "3"),
    ]
    assert rows[0]["others"] == "semi-state"
    assert rows[2]["target"] == "'=sea"


def test_as_a_page(sheet, tmp_path):
    class Cells(HTMLParser):
        def __init__(self):
            super().__init__()
            self.cells = []

        def handle_starttag(self, tag, _attrs):
            if tag == "td":
                self.cells.append("")

        def handle_data(self, data):
            if self.cells:
                self.cells[-1] += data

    sheet("a.id.txt", "-o", "terms.html")
    parser = Cells()
    parser.feed((tmp_path / "terms.html").read_text(encoding="utf-8"))
    assert [cell.strip() for cell in parser.cells[:5]] == [
        "negara semu, kuasi-negara",
        "quasi-state",
        "semi-state",
        "3",
        "1, 3",
    ]
    assert 'An entity that is <almost> a "country".' in parser.cells[5]


def test_as_data_and_of_one_domain(sheet):
    assert [row["concept"] for row in json.loads(sheet("a.id.txt", "--format", "json"))] == ["quasi", "un", "sea"]
    assert sheet("a.id.txt", "--domain", "other") == "Terms of a.id.txt: 0\n"


def test_of_a_po(sheet):
    assert CliRunner().invoke(cli, ["align", "a.id.txt", "-g", "g.csv", "-q"]).exit_code == 0
    rows = json.loads(sheet("locales/en/a.po", "--format", "json"))
    assert [(row["concept"], row["lines"]) for row in rows] == [("quasi", [1, 3]), ("un", [3]), ("sea", [3])]


@pytest.mark.parametrize("name", ["terms.txt", "terms.csv", "terms.html", "terms.json"])
def test_an_earlier_sheet_gives_way_and_nothing_else_does(sheet, tmp_path, name):
    sheet("a.id.txt", "-o", name, "--domain", "other")
    sheet("a.id.txt", "-o", name)
    (tmp_path / name).write_text("my own notes\n", encoding="utf-8")
    assert name in sheet("a.id.txt", "-o", name, code=2)
    assert "a.id.txt" in sheet("a.id.txt", "-o", "a.id.txt", "--force", code=2)
    assert (tmp_path / "a.id.txt").read_text(encoding="utf-8") == TEXT


def test_a_page_of_the_glossary_itself_is_an_export(sheet):
    assert "glossary export" in sheet("--format", "html", code=2)
    assert "glossary export" in sheet("-o", "x.txt", code=2)
