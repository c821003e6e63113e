"""Machine help and how far a memory is trusted: always fuzzy, checked at once, asked only for what nothing else has."""

import sys

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.jobs.machine import translated
from kztrans.memory import Memory
from kztrans.model import Unit

TEXT = "Rapat ditunda.\nEkspor naik menjadi 750 ton.\nMenteri itu tidak datang.\n"
SAYS = {
    "Ekspor naik menjadi 750 ton.": "Exports rose to 570 tonnes.",
    "Menteri itu tidak datang.": "The minister did not come.",
}


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A command that keeps a list of what it was asked."""
    monkeypatch.chdir(tmp_path)
    script = tmp_path / "mt.py"
    script.write_text(
        f"import sys\nsays = {SAYS!r}\nlines = sys.stdin.buffer.read().decode('utf-8').splitlines()\n"
        "open('asked', 'a', encoding='utf-8').write('\\n'.join(lines) + '\\n')\n"
        "sys.stdout.buffer.write(''.join(says.get(line, '') + '\\n' for line in lines).encode('utf-8'))\n",
        encoding="utf-8",
    )
    (tmp_path / "a.id.txt").write_text(TEXT, encoding="utf-8")
    with Memory(tmp_path / "m.sqlite", create=True) as memory:
        memory.add([Unit("Rapat ditunda.", "The meeting was postponed.")], "id", "en", "machine/old.tmx")
    return f"{sys.executable} {script}"


def align(*options):
    result = CliRunner().invoke(cli, ["align", "a.id.txt", *options], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return {unit.source: unit for unit in po.read("locales/en/a.po").units}


def test_only_what_nothing_else_has_is_asked_and_all_is_fuzzy(machine, tmp_path):
    units = align("--mt", machine, "--tm", "m.sqlite")
    assert (tmp_path / "asked").read_text("utf-8").splitlines() == list(SAYS)
    assert [(unit.target, unit.fuzzy) for unit in units.values()] == [
        ("The meeting was postponed.", False),
        ("Exports rose to 570 tonnes.", True),
        ("The minister did not come.", True),
    ]
    notes = units["Ekspor naik menjadi 750 ton."].notes
    assert any(note.startswith("Machine: ") for note in notes)
    assert any(note.startswith("Machine, to look at: 750") for note in notes)
    assert not any("to look at" in note for note in units["Menteri itu tidak datang."].notes)


def test_a_second_run_asks_nothing_and_changes_nothing(machine, tmp_path):
    align("--mt", machine)
    before = [path.read_bytes() for path in (tmp_path / "locales").rglob("*.*")]
    (tmp_path / "asked").unlink()
    align("--mt", machine)
    asked = tmp_path / "asked"
    assert not asked.exists() or asked.read_text("utf-8").splitlines() == ["Rapat ditunda."]  # it had no answer for it
    align()
    assert [path.read_bytes() for path in (tmp_path / "locales").rglob("*.*")] == before


def test_what_a_person_made_of_it_is_the_persons(machine, tmp_path):
    align("--mt", machine)
    path = tmp_path / "locales/en/a.po"
    text = path.read_text("utf-8")
    text = text.replace('#, fuzzy\nmsgid "Ekspor', 'msgid "Ekspor').replace("570 tonnes", "750 tonnes")
    path.write_text(text, encoding="utf-8")
    unit = align("--mt", machine)["Ekspor naik menjadi 750 ton."]
    assert (unit.target, unit.fuzzy) == ("Exports rose to 750 tonnes.", False)
    assert not any(note.startswith("Machine") for note in unit.notes)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("print('a')", "answered 2 lines with 1"),
        ("import sys; sys.exit('no key')", "failed with exit code 1: no key"),
    ],
)
def test_a_command_that_fails_is_named_and_nothing_is_written(machine, tmp_path, code, message):
    with pytest.raises(InputError, match=message):
        translated(f'{sys.executable} -c "{code}"', ["Satu.", "Dua."])
    with pytest.raises(InputError, match=r"cannot be run|failed"):
        translated("no-such-command-here", ["Satu."])
    with pytest.raises(InputError, match="cannot be run"):
        translated('"', ["Satu."])
    result = CliRunner().invoke(cli, ["align", "a.id.txt", "--mt", "no-such-command-here"])
    assert isinstance(result.exception, InputError)
    assert not (tmp_path / "locales").exists()


def test_origins_that_are_trusted_less(machine, tmp_path):
    (tmp_path / "kztrans.toml").write_text('[memory.penalties]\n"machine/*" = 10\n', encoding="utf-8")
    unit = align("--tm", "m.sqlite")["Rapat ditunda."]
    assert (unit.target, unit.fuzzy) == ("The meeting was postponed.", True)
    assert any(note.startswith("Memory: 90 %") for note in unit.notes)
    with Memory(tmp_path / "m.sqlite") as memory:
        memory.add([Unit("Rapat ditunda.", "The meeting has been put off.")], "id", "en", "person.po")
    (tmp_path / "locales/en/a.po").unlink()
    (tmp_path / "locales/a.id-en.tmx").unlink()
    unit = align("--tm", "m.sqlite")["Rapat ditunda."]
    assert (unit.target, unit.fuzzy) == ("The meeting has been put off.", False)


def test_penalties_that_are_none(machine, tmp_path):
    (tmp_path / "kztrans.toml").write_text('[memory.penalties]\n"machine/*" = "much"\n', encoding="utf-8")
    result = CliRunner().invoke(cli, ["align", "a.id.txt"])
    assert "memory.penalties" in str(result.exception)


def test_exact_matches_to_be_confirmed(machine):
    unit = align("--tm", "m.sqlite", "--tm-exact", "fuzzy")["Rapat ditunda."]
    assert (unit.target, unit.fuzzy) == ("The meeting was postponed.", True)


def test_the_same_text_of_an_origin_that_is_trusted_less_has_no_earlier_text_beside_it(machine, tmp_path):
    (tmp_path / "kztrans.toml").write_text('[memory.penalties]\n"machine/*" = 10\n', encoding="utf-8")
    unit = align("--tm", "m.sqlite")["Rapat ditunda."]
    assert (unit.target, unit.fuzzy, unit.previous) == ("The meeting was postponed.", True, None)


@pytest.mark.parametrize(
    ("program", "check"),
    [
        ("sys.stdout.write(sys.stdin.read())", "(identical)"),
        ("[print('Menteri itu pergi ke kota.') for line in sys.stdin]", "(still-source)"),
        ("[sys.stdout.buffer.write(b'The \\xff.\\n') for line in sys.stdin]", "(characters)"),
    ],
)
def test_what_is_no_translation_at_all_is_told(machine, tmp_path, program, check):
    (tmp_path / "mt.py").write_text(f"import sys\n{program}\n", encoding="utf-8")
    assert all(any(check in note for note in unit.notes) for unit in align("--mt", machine).values())
