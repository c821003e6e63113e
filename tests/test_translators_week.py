"""A translator's week by the command line alone: what a memory and a machine save shows in the counts."""

import json
import sys

import polib
import pytest
from click.testing import CliRunner

from kztrans.cli import cli

MONDAY = """Kazakhstan membuka pelabuhan baru di Aktau.
Pelabuhan itu menelan biaya 750 juta tenge.
Menteri transportasi memuji sanksi sekunder itu? Tidak, ia mengecamnya.
Jalur Tengah melewati Laut Kaspia.
"""
THURSDAY = """Kazakhstan membuka pelabuhan baru di Kuryk.
Jalur Tengah melewati Laut Kaspia.
Pelabuhan itu menelan biaya 820 juta tenge.
Para nelayan tidak senang.
"""
TRANSLATIONS = {
    "Kazakhstan membuka pelabuhan baru di Aktau.": "Kazakhstan has opened a new port in Aktau.",
    "Pelabuhan itu menelan biaya 750 juta tenge.": "The port cost 750 million tenge.",
    "Menteri transportasi memuji sanksi sekunder itu?": "Did the transport minister praise the secondary sanctions?",
    "Tidak, ia mengecamnya.": "No, he condemned them.",
    "Jalur Tengah melewati Laut Kaspia.": "The Middle Corridor crosses the Caspian Sea.",
    "Kazakhstan membuka pelabuhan baru di Kuryk.": "Kazakhstan has opened a new port in Kuryk.",
    "Pelabuhan itu menelan biaya 820 juta tenge.": "The port cost 820 million tenge.",
    "Para nelayan tidak senang.": "The fishermen are not pleased.",
}


@pytest.fixture
def kz(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kztrans.toml").write_text('[stats.rates]\n"100" = 0\n', encoding="utf-8")
    (tmp_path / "mt.py").write_text(
        "import sys\nfor line in sys.stdin.buffer.read().decode().splitlines():\n"
        "    print('Fishermen are pleased.' if 'nelayan' in line else '')\n",
        encoding="utf-8",
    )

    def run(*arguments, code=0):
        result = CliRunner().invoke(cli, [str(a) for a in arguments], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result

    return run


def words(kz, *paths):
    return json.loads(kz("stats", *paths, "--format", "json").stdout)["total"]


def translate(path):
    """In her editor: what is empty or fuzzy becomes what it should be."""
    file = polib.pofile(path)
    touched = 0
    for entry in file:
        if not entry.obsolete and (entry.fuzzy or not entry.msgstr):
            touched += 1
            entry.msgstr = TRANSLATIONS[entry.msgid]
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    file.save()
    return touched


def test_a_week(kz, tmp_path):
    # Monday: a quote, the work, and what becomes of it
    (tmp_path / "monday.id.txt").write_text(MONDAY, encoding="utf-8")
    quote = words(kz, "monday.id.txt")
    assert (quote["all"]["segments"], quote["bands"]["new"]["segments"]) == (5, 5)
    assert quote["weighted_words"] == quote["all"]["words"] == 27
    kz("align", "monday.id.txt")
    assert translate("locales/en/monday.po") == 5
    assert words(kz, "locales/en/monday.po")["done"]["words"] == 27
    kz("check", "locales/en/monday.po", "--strict")
    kz("render", "locales/en/monday.po", "-o", "monday.en.txt")
    assert (tmp_path / "monday.en.txt").read_text("utf-8").splitlines()[-1] == TRANSLATIONS[MONDAY.splitlines()[-1]]
    kz("tm", "add", "locales/en/monday.po", "--tm", "memory.sqlite")

    # Wednesday: how did I say it?
    assert (
        "praise the *secondary sanctions*?"
        in kz("tm", "search", "--phrase", "sanksi sekunder", "--tm", "memory.sqlite").output
    )

    # Thursday: another text like it; the counts say what is saved
    (tmp_path / "thursday.id.txt").write_text(THURSDAY, encoding="utf-8")
    quote = words(kz, "thursday.id.txt", "--tm", "memory.sqlite")
    bands = {name: band["segments"] for name, band in quote["bands"].items() if band["segments"]}
    assert bands["100"] == 1
    assert bands["new"] == 1
    assert sum(bands.values()) == 4
    assert quote["weighted_words"] < quote["all"]["words"] / 2
    kz("align", "thursday.id.txt", "--tm", "memory.sqlite", "--mt", f"{sys.executable} mt.py")
    entries = {entry.msgid: entry for entry in polib.pofile("locales/en/thursday.po")}
    assert entries["Jalur Tengah melewati Laut Kaspia."].msgstr == TRANSLATIONS["Jalur Tengah melewati Laut Kaspia."]
    assert entries["Pelabuhan itu menelan biaya 820 juta tenge."].msgstr == "The port cost 820 million tenge."
    machine = entries["Para nelayan tidak senang."]
    assert machine.fuzzy
    assert "negation" in machine.comment
    assert translate("locales/en/thursday.po") == 3
    kz("check", "locales/en", "--strict")
    kz("render", "locales/en/thursday.po", "-o", "thursday.en.txt")
    assert (tmp_path / "thursday.en.txt").read_text("utf-8").splitlines() == [
        TRANSLATIONS[line] for line in THURSDAY.splitlines()
    ]

    # Friday: the memory is cared for, and shared
    kz("tm", "add", "locales/en/thursday.po", "--tm", "memory.sqlite")
    (tmp_path / "old.csv").write_text(
        "source,target\nHarga naik.,Prices r\ufffdse.\nRapat ditunda.,The meeting was postponed.\n", encoding="utf-8"
    )
    kz("tm", "add", "old.csv", "--tm", "colleague.sqlite", "-s", "id", "-t", "en")
    kz("tm", "merge", "colleague.sqlite", "--tm", "memory.sqlite")
    assert "broken: the target has" in kz("tm", "clean", "--kind", "broken", "--tm", "memory.sqlite").output
    kz("tm", "clean", "--kind", "broken", "--apply", "--tm", "memory.sqlite")
    held = json.loads(kz("tm", "stats", "--tm", "memory.sqlite", "--format", "json").stdout)
    assert held["pairs"][0]["units"] == 5 + 4 + 1
    assert words(kz, "locales/en")["done"]["words"] == 27 + 22
