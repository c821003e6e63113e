"""Bands against a case made by hand, in all four forms; documents and bilingual files mixed; thousands of files."""

import csv
import io
import json
import re

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.counting.rates import BANDS
from kztrans.jobs.stats import StatsJob, run
from kztrans.memory import Memory
from kztrans.model import Unit

TEN = "Presiden tiba di pelabuhan Aktau pada hari Senin pagi itu."
KNOWN = ["Rapat ditunda.", TEN, "Harga gas naik.", "Menteri keuangan negara itu menolak rencana."]
TEXT = {  # each sentence with its band and its words
    "Rapat ditunda.": ("context", 2),
    TEN: ("context", 10),
    "Harga gas naik.": ("100", 3),
    TEN.replace("Senin", "Rabu").replace("itu", "ini"): ("75-84", 10),
    TEN.replace("Senin", "Rabu"): ("85-94", 10),
    "presiden tiba di pelabuhan Aktau pada hari Senin pagi itu": ("95-99", 10),
    "Kambing makan rumput kering.": ("new", 4),
}
REPEATED = "Kambing makan rumput kering."
PO = """msgid ""
msgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"

msgid "Sapi minum air."
msgstr "Cows drink water."

#, fuzzy
msgid "Kuda lari cepat sekali."
msgstr "Horses run."

msgid "Kambing makan rumput kering."
msgstr ""
"""
WANTED = {
    "done": (1, 3),
    "context": (2, 12),
    "repetition": (1, 4),
    "cross-file": (1, 4),
    "100": (1, 3),
    "95-99": (1, 10),
    "85-94": (1, 10),
    "75-84": (1, 10),
    "new": (2, 8),
}
"""Segments and words; the fuzzy entry is one of the two that are new."""
WEIGHTED = 0.1 * (4 + 4 + 3) + 0.3 * 10 + 0.5 * 10 + 0.7 * 10 + 8


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Memory(tmp_path / "m.sqlite", create=True) as memory:
        memory.add([Unit(source, "x") for source in KNOWN], "id", "en", "old.po")
    (tmp_path / "a.id.txt").write_text("".join(f"{line}\n" for line in (*TEXT, REPEATED)), encoding="utf-8")
    (tmp_path / "b.po").write_text(PO, encoding="utf-8")


def shown(form):
    arguments = ["stats", "a.id.txt", "b.po", "--tm", "m.sqlite", "--format", form]
    return CliRunner().invoke(cli, arguments, catch_exceptions=False).stdout


@pytest.mark.usefixtures("project")
def test_json():
    total = json.loads(shown("json"))["total"]
    bands = {"done": total["done"], **total["bands"]}
    assert {name: (held["segments"], held["words"]) for name, held in bands.items()} == WANTED
    assert (total["fuzzy"]["words"], total["all"]["words"]) == (4, 64)
    assert total["weighted_words"] == round(WEIGHTED, 2)


@pytest.mark.usefixtures("project")
def test_csv():
    rows = [row for row in csv.DictReader(io.StringIO(shown("csv"))) if row["file"] == "total"]
    found = {row["band"]: (int(row["segments"]), int(row["words"])) for row in rows}
    assert found == {**WANTED, "fuzzy": (1, 4)}


@pytest.mark.usefixtures("project")
def test_text_and_html():
    text = [re.split(r" {2,}", line.strip()) for line in shown("text").splitlines() if line.strip()]
    cells = [re.findall(r"<td>(.*?)</td>", line) for line in shown("html").splitlines()]
    for rows in (text, cells):
        counted = [tuple(map(int, row[1:3])) for row in rows if len(row) >= 4 and row[1].isdecimal()]
        wanted = [WANTED[band] for band in BANDS]
        assert any(counted[n : n + len(wanted)] == wanted for n in range(len(counted)))
    assert ["weighted", f"{WEIGHTED:.1f} words"] in text


def test_thousands_of_files_are_read_once_each(tmp_path, monkeypatch):
    from kztrans import documents

    read = documents.read
    seen = []
    monkeypatch.setattr("kztrans.jobs.stats.documents.read", lambda path, *rest: seen.append(path) or read(path, *rest))
    for n in range(1000):
        (tmp_path / f"{n:04}.id.txt").write_text(
            "Sama saja.\n" if n % 2 else f"Kapal nomor {n} tiba.\n", encoding="utf-8"
        )
    found = run(StatsJob((tmp_path,)))
    assert len(seen) == len(set(seen)) == 1000
    assert {band: amount.segments for band, amount in found.total.bands.items() if amount.segments} == {
        "cross-file": 499,
        "new": 501,
    }
