"""Counting for a quote: words as editors count them, repetitions, bands, what is done."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.counting.amounts import amount
from kztrans.memory import Memory
from kztrans.model import Unit


def run(*arguments):
    return CliRunner().invoke(cli, ["stats", *map(str, arguments)], catch_exceptions=False)


def data(*arguments):
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def segments(found):
    return {band: held["segments"] for band, held in found["total"]["bands"].items() if held["segments"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rapat itu ditunda.", 3),
        ("Ia datang – lalu pergi … segera.", 5),
        ("Rp5.000 untuk anak-anak/orang tua", 4),
        ("Lihat https://contoh.id/a?b=c&d .", 2),
        ("“Benar,” katanya (2022).", 3),
        ("Саммит прошёл в Астане", 4),
        ("中亚5国 C5+1", 5),
        ("\u00a0 \t\n", 0),
    ],
)
def test_words(text, words):
    assert amount(text).words == words


def test_characters_do_not_depend_on_white_space():
    assert amount("Rapat  itu\n ditunda. ") == amount("Rapat itu ditunda.")


@pytest.fixture
def texts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.id.txt").write_text("Rapat ditunda.\nHarga gas naik.\nRapat ditunda.\n", encoding="utf-8")
    (folder / "b.id.txt").write_text("Rapat ditunda.\nMenteri itu tiba kemarin.\n", encoding="utf-8")
    (folder / "a.en.txt").write_text("A translation of hundreds of words.\n", encoding="utf-8")
    return folder


def test_repetitions_within_and_across_files(texts):
    found = data("texts")
    assert [file["file"] for file in found["files"]] == ["texts/a.id.txt", "texts/b.id.txt"]
    assert segments(found) == {"new": 3, "repetition": 1, "cross-file": 1}
    assert found["total"]["all"]["words"] == 13
    assert found["total"]["weighted_words"] == 9.4


def test_bands_of_a_memory(texts, tmp_path):
    units = [
        Unit("Rapat ditunda.", "The meeting was postponed."),
        Unit("Harga gas naik.", "Gas prices rose."),
        Unit("Rapat ditunda.", "The meeting was postponed."),
        Unit("Menteri itu akan tiba kemarin.", "The minister …"),
    ]
    with Memory(tmp_path / "m.sqlite", create=True) as memory:
        memory.add(units, "id", "en", "old.po")
    assert segments(data(texts / "a.id.txt", "--tm", tmp_path / "m.sqlite")) == {"context": 2, "repetition": 1}
    found = segments(data(texts / "b.id.txt", "--tm", tmp_path / "m.sqlite"))
    assert found["100"] == 1
    assert found.get("75-84", 0) + found.get("85-94", 0) == 1


def test_what_is_done_and_what_is_fuzzy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Rapat ditunda."\nmsgstr "Postponed."\n\n'
        '#, fuzzy\nmsgid "Harga gas naik."\nmsgstr "Up."\n\nmsgid "Ia <b1>tiba</b1> kemarin."\nmsgstr ""\n\n'
        '#~ msgid "Sudah lama hilang."\n#~ msgstr "Long gone."\n',
        encoding="utf-8",
    )
    total = data("a.po")["total"]
    assert [total[name]["words"] for name in ("all", "done", "fuzzy")] == [8, 2, 3]
    assert total["bands"]["new"] == {
        "segments": 2,
        "words": 6,
        "characters": len("Harga gas naik.") + len("Ia tiba kemarin."),
        "characters_without_spaces": 27,
    }


def test_a_folder_without_texts_counts_its_po_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales/a.po").write_text('msgid "Satu dua."\nmsgstr ""\n', encoding="utf-8")
    assert data("locales")["total"]["all"]["words"] == 2


def test_rates_of_the_project(texts, tmp_path):
    (tmp_path / "kztrans.toml").write_text("[stats.rates]\nrepetition = 1\ncross-file = 0\n", encoding="utf-8")
    assert data(texts)["total"]["weighted_words"] == 2 + 3 + 4 + 2


@pytest.mark.parametrize(("rate", "word"), [("-1", "repetition"), ('"a"', "repetition"), ("true", "new"), ("1", "old")])
def test_rates_that_are_none(texts, tmp_path, rate, word):
    (tmp_path / "kztrans.toml").write_text(f"[stats.rates]\n{word} = {rate}\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["stats", str(texts)])
    assert f"stats.rates.{word}" in str(result.exception)


def test_forms_say_the_same(texts):
    rows = list(csv.DictReader(io.StringIO(run(texts, "--format", "csv").stdout)))
    assert {row["band"]: row["segments"] for row in rows if row["file"] == "total"}["new"] == "3"
    text = run("texts").stdout
    assert "9.4 words" in text
    assert "texts/b.id.txt" in text
    html = run(texts, "--format", "html").stdout
    assert "<td>9.4</td>" in html
    assert html.startswith("<!DOCTYPE html>")


def test_a_bad_file_of_a_folder_is_told_and_the_others_counted(texts):
    (texts / "c.id.txt").write_bytes(b"")
    result = run(texts)
    assert result.exit_code == 1
    assert "texts/c.id.txt" in result.stderr
    assert "9.4 words" in result.stdout


def test_an_earlier_result_may_be_written_over_but_nothing_else(texts, tmp_path):
    for form in ("text", "csv", "json", "html"):
        out = tmp_path / f"out.{form}"
        assert run(texts, "--format", form, "-o", out).exit_code == 0
        out.write_bytes(out.read_bytes() + b" ")
        assert run(texts, "--format", form, "-o", out).exit_code == 0
        out.write_text("A translator's notes.\n", encoding="utf-8")
        refused = CliRunner().invoke(cli, ["stats", str(texts), "--format", form, "-o", str(out)])
        assert "exists already" in str(refused.exception)
    refused = CliRunner().invoke(cli, ["stats", str(texts), "--force", "-o", str(texts / "a.id.txt")])
    assert "was read in this run" in str(refused.exception)


def test_plural_entries(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.po").write_text(
        'msgid "Satu kapal."\nmsgid_plural "Dua kapal."\nmsgstr[0] ""\nmsgstr[1] ""\n\n'
        'msgid "Satu kota."\nmsgid_plural "Dua kota."\nmsgstr[0] "A town."\nmsgstr[1] "Two towns."\n',
        encoding="utf-8",
    )
    total = data("a.po")["total"]
    assert (total["done"]["segments"], total["bands"]["new"]["segments"]) == (2, 2)


def test_origins_that_are_trusted_less(texts, tmp_path):
    with Memory(tmp_path / "m.sqlite", create=True) as memory:
        memory.add([Unit("Harga gas naik.", "Gas prices rose.")], "id", "en", "machine.tmx")
    assert segments(data(texts / "a.id.txt", "--tm", tmp_path / "m.sqlite"))["100"] == 1
    (tmp_path / "kztrans.toml").write_text('[memory.penalties]\n"machine*" = 10\n', encoding="utf-8")
    found = segments(data(texts / "a.id.txt", "--tm", tmp_path / "m.sqlite"))
    assert "100" not in found
    assert found["85-94"] == 1
