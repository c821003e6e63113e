"""Checks in CI: a project's own rules, only what is new, JUnit, the hook and the action."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from kztrans.checks.registry import names
from kztrans.checks.report import CheckedFile, Report, render
from kztrans.cli import cli
from kztrans.formats import tmx
from kztrans.model import Catalog, Finding, Unit

ROOT = Path(__file__).parents[1]
ENTRIES = 'msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"\n'


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(*pairs):
        body = "".join(f'\nmsgid "{source}"\nmsgstr "{target}"\n' for source, target in pairs)
        (tmp_path / "a.po").write_text(ENTRIES + body, encoding="utf-8")

    return write


def run(*arguments, file="a.po"):
    return CliRunner().invoke(cli, ["check", file, *map(str, arguments)])


def configure(text):
    Path("kztrans.toml").write_text(text, encoding="utf-8")


RULES = """
[[check.rules]]
name = "no-contractions"
target = "\\\\b(don't|isn't)\\\\b"
message = "a contraction in a formal text"

[[check.rules]]
name = "corridor"
source = "(?i)jalur tengah"
missing = "(?i)middle corridor"
message = "the corridor has one name"
severity = "error"
"""


def test_rules_of_ones_own(project):
    project(
        ("Itu tidak benar.", "That isn't true."),
        ("Jalur Tengah dibuka.", "The Central Route was opened."),
        ("Jalur Tengah ditutup.", "The Middle Corridor was closed."),
    )
    configure(RULES)
    result = run()
    assert result.exit_code == 1
    own = [line for line in result.stdout.splitlines() if line.endswith(("(no-contractions)", "(corridor)"))]
    assert [line.split(": ")[:2] for line in own] == [["a.po:4", "warning"], ["a.po:7", "error"]]
    assert "corridor" not in run("--skip", "corridor").stdout
    assert run("--only", "no-contractions").exit_code == 0
    configure(RULES + '\n[check.severity]\ncorridor = "info"\n')
    assert run("--only", "corridor").exit_code == 0
    for form in ("json", "sarif", "html", "junit"):
        assert "the corridor has one name" in run("--format", form).stdout


def test_a_comment_ignores_a_rule_of_ones_own(project, tmp_path):
    project(("Itu tidak benar.", "That isn't true."))
    configure(RULES)
    path = tmp_path / "a.po"
    path.write_text(path.read_text().replace('\nmsgid "Itu', '\n# kztrans: ignore no-contractions\nmsgid "Itu'))
    assert "contraction" not in run().stdout


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ('name = "x"\nmessage = "m"', "give a message, and target or missing"),
        ('name = "x"\ntarget = "a"', "give a message"),
        ('name = "numbers"\ntarget = "a"\nmessage = "m"', "a name of its own"),
        ('name = "Not This"\ntarget = "a"\nmessage = "m"', "a name of its own"),
        ('name = "x"\ntarget = "("\nmessage = "m"', "target is no regular expression"),
        ('name = "x"\ntarget = 3\nmessage = "m"', "as strings"),
        ('name = "x"\ntarget = "a"\nmessage = "m"\ncolour = "red"', "as strings"),
        ('name = "x"\ntarget = "a"\nmessage = "m"\nseverity = "grave"', "write error, warning or info"),
        (
            'name = "x"\ntarget = "a"\nmessage = "m"\n[[check.rules]]\nname = "x"\ntarget = "b"\nmessage = "m"',
            "two rules",
        ),
    ],
)
def test_rules_that_are_none(project, rule, message):
    project(("Satu.", "One."))
    configure(f"[[check.rules]]\n{rule}\n")
    assert message in str(run().exception)
    assert "kztrans.toml" in str(run().exception)


def test_a_rule_that_takes_too_long_is_named(project, monkeypatch):
    monkeypatch.setattr("kztrans.checks.own.LIMIT", 0.05)
    project(("a" * 40 + "!", "One."))
    configure('[[check.rules]]\nname = "slow"\nsource = "(a|aa|a)+$"\ntarget = "One"\nmessage = "m"\n')
    assert "'slow' takes too long" in str(run().exception)


@pytest.mark.parametrize("field", ["source", "target", "missing"])
@pytest.mark.parametrize("form", ["text", "sarif"])
def test_the_entry_that_a_rule_takes_too_long_on_is_named(project, monkeypatch, field, form):
    """Nothing is written then: a report without the rule would look as if all were clean."""
    monkeypatch.setattr("kztrans.checks.own.LIMIT", 0.05)
    evil = "a" * 40 + "!"
    project(("Satu.", "One."), (evil, evil), ("Dua.", "Two."))
    rest = "" if field == "missing" else 'missing = "nothing"\n'
    configure(f'[[check.rules]]\nname = "slow"\n{field} = "(a|aa|a)+$"\n{rest}message = "m"\nseverity = "info"\n')
    result = run("--format", form, "-o", "report")
    said = str(result.exception)
    assert said.startswith("a.po:7: the rule 'slow' takes too long on the entry 'aaaa")
    assert said.endswith(": '(a|aa|a)+$'; write it simpler, or leave it out with --skip slow")
    assert not Path("report").exists()
    assert "slow" not in run("--skip", "slow").output


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_only_what_is_new_since_a_baseline(project, form):
    project(("Ada 5 kapal.", "There are 6 ships."))
    assert run("--format", form, "-o", "old").exit_code == 1
    assert run("--baseline", "old").exit_code == 0
    project(("Rapat ditunda.", "The meeting was postponed."), ("Ada 5 kapal.", "There are 6 ships."), ("Ada 7.", "8."))
    result = run("--baseline", "old")
    assert result.exit_code == 1
    assert "5 of the source" not in result.stdout
    assert "7 of the source" in result.stdout
    project(("Ada 5 kapal.", "There are 6 ships."), ("Ada 5 kapal .", "There are 6 ships."))
    assert "5 of the source" in run("--baseline", "old").stdout  # the same mistake in another entry is new


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_baseline_made_under_another_name_of_the_file(project, form):
    project(("Ada 5 kapal.", "There are 6 ships."))
    names = ["a.po", "./a.po", str(Path("a.po").resolve()), f"../{Path.cwd().name}/a.po"]
    for old in names:
        assert run("--format", form, "-o", "old", "--force", file=old).exit_code == 1
        for new in names:
            assert run("--baseline", "old", file=new).exit_code == 0, (old, new)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"runs": 1}', "a.po:3: error: x (y)"])
def test_a_baseline_that_is_none(project, text):
    project(("Satu.", "One."))
    Path("old").write_text(text, encoding="utf-8")
    assert "is no report" in str(run("--baseline", "old").exception)


def test_junit_has_a_failure_for_each_error_and_warning():
    evil = Finding("end", "error", "no \x07 <stop>", "a.po", 7, "set one", "Satu & dua", "One")
    files = (
        CheckedFile("a.po", 9, (evil, Finding("length", "warning", "long", "a.po", 9), Finding("names", "info", "x"))),
        CheckedFile("b.po", 4, ()),
    )
    root = etree.fromstring(render(Report(files), "junit").encode())
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "4", "2")
    suites = root.findall("testsuite")
    assert [(s.get("name"), s.get("tests"), s.get("failures")) for s in suites] == [
        ("a.po", "3", "2"),
        ("b.po", "1", "0"),
    ]
    failure = root.find(".//failure")
    assert failure.get("message") == "no \ufffd <stop>"
    assert "a.po:7: error" in failure.text
    assert [case.get("name") for case in suites[0]] == ["end, line 7", "length, line 9", "names"]
    assert suites[1][0].get("name") == "4 entries"


def test_the_hook_and_the_action_call_what_there_is():
    """What a machine reads of them, without a library for YAML: the entry, and the options of the action."""
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entry = re.search(r"entry: kztrans (.*)", hook).group(1).split()
    assert CliRunner().invoke(cli, [*entry, "--help"]).exit_code == 0
    action = (ROOT / "action.yml").read_text("utf-8")
    options = re.findall(r"--[a-z]+", re.search(r"run: .*kztrans check (.*)", action)[1])
    helped = CliRunner().invoke(cli, ["check", "--help"]).output
    assert options
    assert all(option in helped for option in options)
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert "rev:" in page
    assert "action.yml" in page
    assert all(f"| {name} |" in page or f"`{name}`" in page for name in names())


def test_json_of_the_baseline_is_what_it_was(project):
    project(("Ada 5 kapal.", "There are 6 ships."))
    assert json.loads(run("--format", "json").stdout)["findings"][0]["check"] == "numbers"


def test_the_baseline_is_never_written_over(project):
    project(("Ada 5 kapal.", "There are 6 ships."))
    run("--format", "json", "-o", "old")
    assert "was read in this run" in str(run("--baseline", "old", "-o", "old", "--force").exception)


def test_every_result_has_what_github_asks_for(project, tmp_path):
    """Its uploader refuses a result without a line, and takes places in the repository only."""
    project(("Ada 5 kapal.", "There are 6 ships."))
    (tmp_path / "locales").mkdir()
    catalog = Catalog("id", "en", (Unit("Ada 7 kapal.", "There are 8 ships."),))
    (tmp_path / "locales" / "a b.id-en.tmx").write_bytes(tmx.serialize(catalog))
    result = CliRunner().invoke(cli, ["check", "a.po", "locales", "--format", "sarif"])
    (sarif,) = json.loads(result.stdout)["runs"]
    places = [place["physicalLocation"] for found in sarif["results"] for place in found["locations"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {"a.po", "locales/a%20b.id-en.tmx"}
    assert all(place["region"]["startLine"] >= 1 for place in places)
    names = {rule["id"] for rule in sarif["tool"]["driver"]["rules"]}
    assert all(found["ruleId"] in names and found["message"]["text"] for found in sarif["results"])


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_step_of_the_action_leaves_no_report_of_an_earlier_one(tmp_path):
    """The step as GitHub runs it: with several paths and arguments, and again with a path that is not there."""
    step = re.search(r"run: (.*kztrans check .*)", (ROOT / "action.yml").read_text("utf-8"))[1]
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "kztrans"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kztrans "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    for name in ("a.po", "b.po"):
        (tmp_path / name).write_text(ENTRIES + '\nmsgid "Ada 5."\nmsgstr "It is 6."\n', encoding="utf-8")

    def ran(paths):
        environment = {
            **os.environ,
            "PATH": f"{command.parent}:{os.environ['PATH']}",
            "PATHS": paths,
            "ARGUMENTS": "-q",
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step], cwd=tmp_path, env=environment, check=False
        )
        return done.returncode, (tmp_path / "kztrans.sarif").exists()

    assert ran("a.po b.po") == (1, True)
    assert len(json.loads((tmp_path / "kztrans.sarif").read_text("utf-8"))["runs"][0]["artifacts"]) == 2
    assert ran("nowhere") == (2, False)
