"""Numbers that a user gives may be larger than anything they count."""

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.cli.outcome import worked

PO = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "Tambang emas ditutup."\nmsgstr "The gold mine was closed."\n'
HUGE = ["9" * 18, "9" * 19, "9" * 30, "9" * 6000]
COMMANDS = [
    ["glossary", "extract", "a.po", "--no-glossary", "-n"],
    ["glossary", "extract", "a.po", "--no-glossary", "--min-count"],
    ["glossary", "search", "emas", "-n"],
    ["tm", "search", "Tambang emas", "--tm", "m.sqlite", "--limit"],
    ["tm", "search", "--phrase", "emas", "--tm", "m.sqlite", "--limit"],
    ["tm", "delete", "--tm", "m.sqlite", "--id"],
    ["tm", "edit", "--tm", "m.sqlite", "--", "UNIT", "x"],
    ["lexicon", "learn", "a.po", "--often"],
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.po").write_text(PO)
    assert CliRunner().invoke(cli, ["tm", "add", "a.po", "--tm", "m.sqlite"]).exit_code == 0


@pytest.mark.parametrize(
    "number", [*HUGE, "0", "-1", "1.5", "x" * 5000, "٣"], ids=lambda text: text[:9] + str(len(text))
)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words)[:30])
def test_it_is_taken_or_refused_on_a_line(folder, capsys, command, number):
    arguments = [number if word == "UNIT" else word for word in command]
    if arguments == command:
        arguments = [*command, number]
    code = worked(lambda: cli.main(arguments, prog_name="kztrans", standalone_mode=False))
    said = capsys.readouterr().err
    assert "a fault of kztrans" not in said
    assert code in (0, 1, 2)
    if code == 2:
        assert len([line for line in said.splitlines() if line.startswith("kztrans: ")]) == 1
    if number in HUGE and command[1] not in ("edit", "delete", "learn"):
        assert code == 0, said
