"""The day's work, where two commands have to say the same of one thing."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.memory import Memory
from kztrans.model import Unit


def run(*arguments):
    return CliRunner().invoke(cli, list(map(str, arguments)), catch_exceptions=False)


def test_weighted_words_of_a_table_add_up_to_those_of_the_quote(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("Harga gas naik tajam. Harga gas naik tajam. Rapat ditunda.\n", "utf-8")
    rows = csv.DictReader(io.StringIO(run("stats", text, "--format", "csv").stdout))
    weighted = sum(float(row["weighted words"]) for row in rows if row["file"] == "total")
    quote = json.loads(run("stats", text, "--format", "json").stdout)["total"]["weighted_words"]
    assert weighted == pytest.approx(quote) == 6.4


def test_a_search_trusts_an_origin_as_align_does(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Memory("m.sqlite", create=True) as memory:
        memory.add([Unit("Rapat ditunda.", "Postponed by a machine.")], "id", "en", "machine/a.tmx")
        memory.add([Unit("Rapat ditunda lagi.", "The meeting was postponed again.")], "id", "en", "done.po")
    Path("kztrans.toml").write_text('[memory.penalties]\n"machine/*" = 40\n', "utf-8")
    found = json.loads(
        run("tm", "search", "Rapat ditunda.", "--tm", "m.sqlite", "--threshold", 50, "--format", "json").stdout
    )
    assert [match["origin"] for match in found] == ["done.po", "machine/a.tmx"]
    assert found[1]["percent"] == 60
    assert "nothing of 75 %" not in run("tm", "search", "Rapat ditunda lagi.", "--tm", "m.sqlite").output


@pytest.mark.parametrize(("kind", "written"), [("po", 1), ("omegat", 1), ("deepl", 1), ("csv", 2), ("md", 2)])
def test_an_export_counts_what_it_writes(tmp_path, kind, written):
    (tmp_path / "g.csv").write_text("concept,id,en\none,satu,one\ntwo,dua,\n", "utf-8")
    said = run("glossary", "export", tmp_path / f"out.{kind}", "-g", tmp_path / "g.csv", "--to", kind).output
    assert f": {written} concept" in said
