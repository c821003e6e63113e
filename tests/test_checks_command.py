"""``kztrans check``: files, folders, configuration, exit codes."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from kztrans import configuration
from kztrans.checks import checks
from kztrans.cli.check import check
from kztrans.errors import InputError
from kztrans.formats import po, tmx
from kztrans.model import Catalog, Unit

GOOD = Unit("Ada 5 kapal.", "There are 5 ships.")
WRONG = Unit("Ada 7 kapal.", "There are 8 ships.")
DUBIOUS = Unit("Ada kapal?", "There are ships.")
FUZZY = Unit("Ada 9 kapal.", "There are 3 ships.", fuzzy=True)
HEADERS = (("Language", "en"), ("X-Source-Language", "id"))


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder to work in, and how to put a PO file into it."""
    monkeypatch.chdir(tmp_path)

    def put(name, *units):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = Catalog("id", "en", units, HEADERS)
        path.write_bytes(tmx.serialize(catalog) if name.endswith(".tmx") else po.serialize(catalog))
        return path

    return put


def run(*arguments):
    result = CliRunner().invoke(check, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize(
    ("unit", "options", "code"),
    [
        (GOOD, (), 0),
        (WRONG, (), 1),
        (DUBIOUS, (), 0),
        (DUBIOUS, ("--strict",), 1),
        (FUZZY, ("--strict",), 0),
        (FUZZY, ("--fuzzy",), 1),
        (WRONG, ("--skip", "numbers"), 0),
        (WRONG, ("--only", "end,start"), 0),
        (WRONG, ("--only", "end", "--only", "numbers"), 1),
    ],
)
def test_exit_codes(project, unit, options, code):
    assert run(project("a.po", unit), *options).exit_code == code


def test_text_names_the_line_of_the_entry(project):
    path = project("a.po", GOOD, WRONG)
    result = run("a.po")
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if text == 'msgid "Ada 7 kapal."')
    assert result.stdout.startswith(
        f"a.po:{line}: error: “Ada 7 kapal.”: 7 of the source is not in the translation, which has 8; "
    )
    summary = "1 file, 2 entries: 1 error, 0 warnings, 0 for information\nglossary: the curated one\n"
    assert result.stderr == summary


def test_tmx_is_checked_too_with_its_lines(project):
    path = project("a.tmx", GOOD, WRONG)
    number = int(run("a.tmx", "-q").stdout.split(":")[1])
    assert "<tu" in path.read_text().splitlines()[number - 1]
    assert "Ada 7 kapal." in "".join(path.read_text().splitlines()[number - 1 : number + 4])


def test_folders_give_their_files_in_order(project):
    project("b/z.po", WRONG)
    project("b/a.tmx", WRONG)
    project("b/notes.txt")
    project("c.po", WRONG)
    paths = [line.split(":")[0] for line in run("b", "c.po", "b/z.po", "-q").stdout.splitlines()]
    assert paths == ["b/a.tmx", "b/z.po", "c.po"]


@pytest.mark.parametrize("severity", ["info", "warning", "error"])
def test_severity_is_the_least_reported(project, severity):
    project("a.po", WRONG, DUBIOUS, FUZZY)
    levels = {line.split(": ")[1] for line in run("a.po", "--severity", severity, "-q").stdout.splitlines()}
    assert (
        levels == {"info": {"info", "warning", "error"}, "warning": {"warning", "error"}, "error": {"error"}}[severity]
    )


def test_a_glossary_of_ones_own(project, tmp_path):
    (tmp_path / "g.csv").write_text("concept,pos,id,en\nship,noun,kapal,barge\n")
    project("a.po", GOOD)
    assert "barge" in run("a.po", "-g", "g.csv").stdout
    assert "barge" not in run("a.po").stdout


@pytest.mark.parametrize("form", ["json", "sarif", "html", "text"])
def test_reports_go_to_a_file(project, tmp_path, form):
    project("a.po", WRONG)
    result = run("a.po", "--format", form, "-o", "out/report")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "7 of the source" in (tmp_path / "out" / "report").read_text(encoding="utf-8")


def test_list_names_every_check():
    lines = run("--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [c.name for c in checks()]
    assert [row["name"] for row in json.loads(run("--list", "--format", "json").stdout)] == [c.name for c in checks()]


def test_bad_input_is_refused_in_one_line(project, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.po").write_text('msgid "a\n')
    project("a.po", GOOD)
    for arguments, words in [
        (("none.po",), "none.po: there is no such file"),
        (("empty",), "empty: has no PO or TMX file"),
        (("bad.po",), "bad.po:1: is not valid PO"),
        (("a.po", "--only", "endd"), "there is no check 'endd'; did you mean 'end'?"),
    ]:
        with pytest.raises(InputError, match=words.replace("(", r"\(")):
            run(*arguments)
    assert run().exit_code == 2


def test_languages_can_be_named_and_are_ours_where_nobody_says_them(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bare.po").write_text('msgid "Ada 5 kapal."\nmsgstr "There are 6 ships."\n')
    assert "numbers" in run("bare.po").stdout
    (tmp_path / "bare.po").write_text('msgid "Jaraknya 7.500 km."\nmsgstr "Die Entfernung beträgt 7.500 km."\n')
    assert run("bare.po").exit_code == 1
    assert run("bare.po", "-t", "de", "-q", "--strict").exit_code == 0


# Configuration -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "prefix"), [("pyproject.toml", "tool.kztrans."), ("kztrans.toml", "")])
def test_a_projects_settings(project, tmp_path, monkeypatch, name, prefix):
    (tmp_path / name).write_text(
        f'[{prefix}check]\nskip = ["start"]\nstrict = true\n[{prefix}check.severity]\nnumbers = "warning"\n'
        f'[{prefix}check.per-file]\n"draft-*.po" = ["end"]\n"sub/*.po" = ["numbers"]\n'
    )
    project("a.po", WRONG)
    project("draft-a.po", DUBIOUS)
    project("sub/b.po", WRONG)
    project("c.po", Unit("Ada.", "there."))
    result = run(".")
    assert [line.split(": ")[:2] for line in result.stdout.splitlines()] == [["a.po:9", "warning"]]
    assert result.exit_code == 1  # strict
    assert run("draft-a.po", "--only", "end").stdout  # asked for by name
    monkeypatch.chdir(tmp_path / "sub")
    assert run("b.po").stdout == ""  # found from below


def test_the_glossary_of_a_project_lies_beside_its_configuration(project, tmp_path):
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "g.csv").write_text("concept,pos,id,en\nship,noun,kapal,barge\n")
    (tmp_path / "kztrans.toml").write_text('[glossary]\nfiles = ["terms/g.csv"]\n')
    assert "barge" in run(project("a.po", GOOD)).stdout


def test_a_pyproject_without_our_table_is_passed_over(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    (tmp_path / "a").mkdir()
    (tmp_path / "kztrans.toml").write_text("[check]\nstrict = true\n")
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "y"\n')
    assert configuration.find(tmp_path / "a").check.strict


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[check\n", "is not valid TOML"),
        ("[chek]\n", "unknown setting 'chek'"),
        ("[check]\nskipp = []\n", "unknown setting 'check.skipp'"),
        ('[check]\nskip = "end"\n', "check.skip is not a list of strings"),
        ('[check]\nskip = ["edn"]\n', "there is no check 'edn'; did you mean 'end'"),
        ('[check.severity]\nend = "grave"\n', "check.severity.end is 'grave'"),
        ("[check]\nstrict = 1\n", "check.strict is neither true nor false"),
        ("check = 1\n", "check is not a table"),
    ],
)
def test_faults_of_a_configuration_are_named(tmp_path, text, words):
    (tmp_path / "kztrans.toml").write_text(text)
    with pytest.raises(InputError, match=r"kztrans\.toml: ") as error:
        configuration.find(tmp_path)
    assert words in str(error.value)


def test_what_the_po_has_is_not_said_again_for_its_memory(project, tmp_path):
    project("a.po", WRONG)
    units = (WRONG, Unit("Ada 3 kapal.", "There are 4 ships."), Unit("kapal nomor 7", "8", origin="glossary"))
    (tmp_path / "a.id-en.tmx").write_bytes(tmx.serialize(Catalog("id", "en", units)))
    lines = run("a.po", "a.id-en.tmx", "--only", "numbers").stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == ["a.po", "a.id-en.tmx"]
    assert "3 of the source" in lines[1]
    assert len(run("a.id-en.tmx", "--only", "numbers").stdout.splitlines()) == 2
