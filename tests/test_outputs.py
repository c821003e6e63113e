"""What was read is never written over; what is there gives way only to its own kind, or to --force."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans import outputs
from kztrans.cli import cli
from kztrans.errors import InputError

PO = """msgid ""
msgstr "Language: en\\n"

#: a.txt:1
msgid "Rapat dimulai."
msgstr "The meeting begins."

#: a.txt:2
msgid "Anjing berlari."
msgstr "The dog runs."
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Rapat dimulai.\nAnjing berlari.\n")
    (tmp_path / "notes.txt").write_text("Buku catatan seorang penerjemah.\n\nJangan hilang.\n")
    (tmp_path / "a.po").write_text(PO)
    (tmp_path / "b.po").write_text(PO.replace("runs", "ran"))
    (tmp_path / "g.csv").write_text("concept,pos,id,en\nship,noun,kapal,ship\n")
    shutil.copy(tmp_path / "a.po", tmp_path / "locales.po")
    (tmp_path / "locales" / "en").mkdir(parents=True)
    shutil.move(tmp_path / "locales.po", tmp_path / "locales/en/a.po")
    (tmp_path / "s.srx").write_bytes(outputs_of("segment", "--export-srx"))
    assert CliRunner().invoke(cli, ["tm", "add", "a.po", "--tm", "m.sqlite"]).exit_code == 0
    return tmp_path


def outputs_of(*arguments):
    return CliRunner().invoke(cli, arguments).stdout_bytes


COMMANDS = {
    "check": (["check", "a.po", "-g", "g.csv"], ["-o", "{}"], ["a.po", "g.csv"]),
    "segment": (["segment", "a.txt", "--srx", "s.srx"], ["-o", "{}"], ["a.txt", "s.srx"]),
    "export-srx": (["segment", "--export-srx"], ["-o", "{}"], []),
    "render": (["render", "a.po"], ["-o", "{}"], ["a.po", "a.txt"]),
    "report": (["report", ".", "-g", "g.csv"], ["-o", "{}"], ["g.csv", "locales/en/a.po"]),
    "lexicon": (["lexicon", "learn", "a.po", "--often", "1"], ["-o", "{}"], ["a.po"]),
    "tm": (["tm", "export", "--tm", "m.sqlite"], ["{}"], ["m.sqlite"]),
    "convert": (["convert", "a.po", "-s", "id"], ["{}"], ["a.po"]),
    "glossary": (["glossary", "export", "-g", "g.csv", "--to", "csv"], ["{}"], ["g.csv"]),
    "import": (["glossary", "import", "g.csv"], ["-o", "{}"], ["g.csv"]),
    "extract": (["glossary", "extract", "a.po", "--no-glossary"], ["-o", "{}"], ["a.po"]),
}
ADDS = ("import", "extract")
"""These add to what is there, and have no --force."""


def run(name, output, *options):
    command, place, _ = COMMANDS[name]
    return CliRunner().invoke(cli, [*command, *(part.format(output) for part in place), *options])


def spelt(path):
    """Ways of naming a file: as it is, over a folder, by a symbolic and by a hard link."""
    Path("soft").symlink_to(path)
    os.link(path, "hard")
    return (path, f"locales/../{path}", "soft", "hard")


@pytest.mark.parametrize("name", COMMANDS)
def test_what_was_read_is_never_written_over(folder, name):
    for given in COMMANDS[name][2]:
        before = Path(given).read_bytes()
        ending = Path(given).suffix
        for output in spelt(given) if name != "convert" else (given, f"locales/../{given}"):
            for options in [()] if name in ADDS else [(), ("--force",)]:
                result = run(name, output, *options)
                assert isinstance(result.exception, InputError), (output, options, ending)
                assert "was read in this run" in str(result.exception)
                assert Path(given).read_bytes() == before
        for link in ("soft", "hard"):
            Path(link).unlink(missing_ok=True)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("there", ["b.po", "notes.txt", "other.sqlite"])
def test_another_kind_of_file_gives_way_only_to_force(folder, name, there):
    (folder / "other.sqlite").write_bytes(b"SQLite format 3\0" + bytes(range(256)))
    before = (folder / there).read_bytes()
    if name == "render" and there == "notes.txt":
        return  # a document, as the finished text is
    if name == "convert" and there != "b.po":
        return  # an ending of no bilingual format
    result = run(name, there)
    assert isinstance(result.exception, InputError)
    assert (folder / there).read_bytes() == before
    if name not in ADDS:
        assert "--force" in str(result.exception) or "exists" not in str(result.exception)
        assert run(name, there, "--force").exit_code in (0, 1)
        assert (folder / there).read_bytes() != before


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"convert", "glossary"}))
def test_an_earlier_result_gives_way(folder, name):
    assert run(name, "out.txt" if name not in ADDS else "out.csv").exit_code in (0, 1)
    (folder / "a.po").write_text(PO.replace("The meeting", "A meeting 7").replace("runs", "ran away"))
    (folder / "a.txt").write_text("Rapat dimulai.\nAnjing berlari.\nIa pulang.\n")
    (folder / "g.csv").write_text("concept,pos,id,en\nship,noun,kapal,ship\nboat,noun,perahu,boat\n")
    CliRunner().invoke(cli, ["tm", "add", "a.po", "--tm", "m.sqlite"])
    options = ("--untranslated", "source") if name == "render" else ()
    result = run(name, "out.txt" if name not in ADDS else "out.csv", *options)
    assert result.exit_code in (0, 1), result.exception or result.output


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html"])
@pytest.mark.parametrize("before", ["text", "json", "sarif", "html"])
def test_a_report_gives_way_to_a_report_in_any_form(folder, form, before):
    assert run("check", "out", "--format", before).exit_code in (0, 1)
    (folder / "a.po").write_text(PO.replace("The meeting", "A meeting 7"))
    assert run("check", "out", "--format", form).exit_code in (0, 1)
    assert (folder / "out").read_bytes() == outputs_of(*COMMANDS["check"][0], "--format", form)


def test_the_text_that_translations_came_from_is_no_place_for_the_finished_one(folder):
    (folder / "a.en.txt").write_text("The meeting began.\nThe dog ran.\n")
    (folder / "a.id.txt").write_text("Rapat dimulai.\nAnjing berlari.\n")
    runner = CliRunner()
    assert runner.invoke(cli, ["align", "a.id.txt", "a.en.txt", "-o", "new", "-q"]).exit_code == 0
    result = runner.invoke(
        cli, ["render", "new/locales/en/a.po", "--source", "a.id.txt", "--fuzzy", "-q", "-o", "a.en.txt"]
    )
    # what would be written is what is there, so nothing is lost; another wording would be
    assert (folder / "a.en.txt").read_text() == "The meeting began.\nThe dog ran.\n"
    path = folder / "new/locales/en/a.po"
    path.write_text(path.read_text().replace("The dog ran.", "A dog ran."))
    result = runner.invoke(
        cli, ["render", "new/locales/en/a.po", "--source", "a.id.txt", "--fuzzy", "-q", "-o", "a.en.txt"]
    )
    assert "is not an earlier finished text" in str(result.exception)
    assert (folder / "a.en.txt").read_text() == "The meeting began.\nThe dog ran.\n"


def test_a_dash_is_standard_output(folder):
    for name in ("check", "segment", "render", "lexicon", "tm", "glossary"):
        assert run(name, "-", *(["--format", "json"] if name == "check" else [])).stdout_bytes, name
        assert not (folder / "-").exists()


def test_files_that_are_not_there_are_told_apart_by_name(tmp_path):
    outputs.refuse_input(tmp_path / "new", [tmp_path / "other"])
    with pytest.raises(InputError, match="was read in this run"):
        outputs.refuse_input(tmp_path / "x" / ".." / "new", [tmp_path / "new"])


@pytest.mark.parametrize(
    ("kind", "old"),
    [
        (outputs.REPORT, b"a.po:3: warning: x; y (end)\nA line of somebody's.\n"),
        (outputs.LEXICON, b"rumah\thouse\nA line of somebody's.\n"),
        (outputs.SEGMENTS, b"A line of somebody's.\nAnother.\nSatu.\n"),
        (outputs.RULES, b"<tmx>"),
        (outputs.PROJECT_REPORT, b"<body>"),
        (outputs.MEMORY, b'<header creationtool="OmegaT" o-tmf="OmegaT"'),
        (outputs.MEMORY, b'<header creationtool="kztrans" o-tmf="PO"'),
    ],
)
def test_a_file_that_is_something_else_in_part_stays(tmp_path, kind, old):
    path = tmp_path / "x"
    path.write_bytes(old)
    with pytest.raises(InputError, match=f"exists already and is not {kind.name}; name another file, or replace it"):
        outputs.write_output(path, b"Satu.\nDua.\n", kind, ())
    assert path.read_bytes() == old
    assert outputs.write_output(path, b"Satu.\nDua.\n", kind, (), force=True)
