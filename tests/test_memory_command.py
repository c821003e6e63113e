"""``kztrans tm``, as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kztrans.cli.memory_option import default_memory
from kztrans.cli.tm import tm
from kztrans.errors import InputError

PO = """\
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Source-Language: id\\n"

msgid "Ekspor gas naik 3,5 persen."
msgstr "Gas exports rose 3.5 per cent."

#, fuzzy
msgid "Ekspor minyak turun."
msgstr "Oil exports fell."

msgid "Belum diterjemahkan."
msgstr ""
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KZTRANS_TM", raising=False)
    (tmp_path / "a.po").write_text(PO, encoding="utf-8")
    (tmp_path / "broken.tmx").write_text("<tmx version='1.4'><body><tu>", encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    name, *rest = arguments
    return CliRunner().invoke(tm, [name, "--tm", "tm.sqlite", *rest])


@pytest.mark.usefixtures("folder")
def test_add() -> None:
    first = run("add", "a.po")
    assert first.exit_code == 0
    assert first.output == "a.po: 3 units read, 1 new, 0 already there, 2 skipped (1 fuzzy, 1 untranslated)\n"
    again = run("add", "--fuzzy", "a.po")
    assert again.output == "a.po: 3 units read, 1 new, 1 already there, 1 skipped (1 untranslated)\n"


@pytest.mark.usefixtures("folder")
def test_add_goes_on_after_a_bad_file() -> None:
    result = run("add", "broken.tmx", "missing.po", "a.po")
    assert result.exit_code == 2
    assert "a.po: 3 units read, 1 new" in result.stdout
    assert "1 of 3 files: 3 units read, 1 new" in result.stdout
    errors = result.stderr.splitlines()
    assert [line.split(":")[:2] for line in errors] == [["kztrans", " broken.tmx"], ["kztrans", " missing.po"]]


@pytest.mark.usefixtures("folder")
def test_add_tells_what_came_before_the_fault() -> None:
    tu = '<tu><tuv xml:lang="id"><seg>Ya.</seg></tuv><tuv xml:lang="en"><seg>Yes.</seg></tuv></tu>'
    Path("half.tmx").write_text(f'<tmx version="1.4"><header srclang="id"/><body>{tu}{tu}<tu>', encoding="utf-8")
    result = run("add", "half.tmx")
    assert result.exit_code == 2
    assert "half.tmx: 2 new units added before the fault" in result.stderr
    assert run("search", "Ya.").stdout.startswith("100 %  Ya.\n       Yes.\n       half.tmx\n")


@pytest.mark.usefixtures("folder")
def test_add_for_machines() -> None:
    held = json.loads(run("add", "--format", "json", "a.po").stdout)
    assert held == {"a.po": {"read": 3, "new": 1, "known": 0, "fuzzy": 1, "untranslated": 1, "skipped": 2}}


@pytest.mark.usefixtures("folder")
def test_search() -> None:
    run("add", "a.po")
    result = run("search", "Ekspor gas naik 12 persen.")
    assert result.exit_code == 0
    assert result.stdout == (
        " 98 %  Ekspor gas naik 3,5 persen.\n       Gas exports rose 12 per cent.\n       a.po, numbers put in\n"
    )
    nothing = run("search", "Sesuatu yang lain sama sekali.")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "nothing of 75 % or more\n")
    match = json.loads(run("search", "--format", "json", "Ekspor gas naik 12 persen.").stdout)[0]
    assert (match["percent"], match["adapted"], match["origin"]) == (98, True, "a.po")


@pytest.mark.usefixtures("folder")
def test_search_marks_the_difference_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "a.po")
    monkeypatch.setattr("kztrans.cli.tm._is_terminal", lambda: True)
    result = CliRunner().invoke(tm, ["search", "--tm", "tm.sqlite", "Ekspor gas naik 12 persen."], color=True)
    gone = click.style("3,5", fg="red", strikethrough=True)
    come = click.style("12", fg="green", underline=True)
    assert f"Ekspor gas naik {gone}{come} persen." in result.stdout


@pytest.mark.usefixtures("folder")
def test_export_and_stats() -> None:
    run("add", "a.po")
    assert run("export", "out.tmx").stderr == "out.tmx: 1 unit\n"
    assert "<seg>Gas exports rose 3.5 per cent.</seg>" in Path("out.tmx").read_text(encoding="utf-8")
    lines = run("stats").stdout.splitlines()
    assert lines[0].startswith("tm.sqlite: 0.")
    assert lines[1:] == ["id to en: 1 unit, 1 source", "         1  a.po"]
    assert json.loads(run("stats", "--format", "json").stdout)["pairs"][0]["units"] == 1


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", [("search", "Ya."), ("export", "out.tmx"), ("stats",)])
def test_without_a_memory(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert isinstance(result.exception, InputError)
    assert "there is no such memory" in str(result.exception)


def test_where_the_memory_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("HOME", str(folder))
    assert CliRunner().invoke(tm, ["add", "-q", "a.po"]).output == ""
    assert default_memory().is_file()
    assert folder in default_memory().parents
    monkeypatch.setenv("KZTRANS_TM", "named.sqlite")
    CliRunner().invoke(tm, ["add", "a.po"])
    assert Path("named.sqlite").is_file()
