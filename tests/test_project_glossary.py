"""Which glossary, and which of its concepts, a project's jobs work with."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans import configuration
from kztrans.cli import cli
from kztrans.configuration import Configuration
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.glossary import decisions
from kztrans.glossary.readers import read as read_glossary
from kztrans.jobs.project_glossary import choose, project_glossary
from kztrans.resources import glossary_files

TERMS = "concept,pos,id,en,review\nship,noun,kapal,vessel,approved\nport,noun,pelabuhan,harbour,\nwind,noun,angin,gale,rejected\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "terms.csv").write_text(TERMS, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Kapal tiba di pelabuhan melawan angin.\n", encoding="utf-8")
    return tmp_path


def notes(*args):
    result = CliRunner().invoke(cli, ["align", "a.txt", *args])
    assert result.exit_code == 0, result.output
    return [note.split(" → ")[1] for note in po.read("locales/en/a.po").units[0].notes]


def test_approved_and_unreviewed_terms_are_used(project):
    assert notes("-g", "terms.csv") == ["vessel", "harbour"]


def test_the_configuration_names_files_and_states(project):
    (project / "kztrans.toml").write_text('[glossary]\nfiles = ["terms.csv"]\nuse = ["approved"]\n', encoding="utf-8")
    assert notes() == ["vessel"]
    assert len(project_glossary()) == 3


def test_files_on_the_command_line_come_first(project):
    (project / "kztrans.toml").write_text('[glossary]\nfiles = ["none.csv"]\nuse = ["rejected"]\n', encoding="utf-8")
    assert notes("-g", "terms.csv") == ["gale"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[glossary]\nuse = ["good"]\n', "glossary.use has 'good'; known are unreviewed"),
        ("[glossary]\nfile = []\n", "unknown setting 'glossary.file'"),
        ('[glossary]\nfiles = "a.csv"\n', "glossary.files is not a list of strings"),
    ],
)
def test_faults_are_named(project, text, why):
    (project / "kztrans.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=why):
        configuration.find(project)


def told(*args):
    """What a command's summary says that the glossary is."""
    result = CliRunner().invoke(cli, [*args])
    assert result.exit_code in (0, 1), result.output
    return [line.partition("glossary")[2].lstrip(": ") for line in result.output.splitlines() if "glossary" in line][-1]


COMMANDS = [
    ("align", "a.txt"),
    ("check", "locales"),
    ("glossary", "extract", "a.txt"),
    ("glossary", "lint"),
    ("report", "."),
]


@pytest.fixture
def with_folder(project):
    assert CliRunner().invoke(cli, ["align", "a.txt"]).exit_code == 0
    (project / "glossary").mkdir()
    (project / "terms.csv").rename(project / "glossary" / "terms.csv")
    return project


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_uses_the_projects_folder_and_says_so(with_folder, command):
    assert told(*command).endswith("glossary/terms.csv")


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_named_comes_before_the_configuration_and_that_before_the_folder(with_folder, command):
    (with_folder / "kztrans.toml").write_text('[glossary]\nfiles = ["more"]\n', encoding="utf-8")
    (with_folder / "more").mkdir()
    (with_folder / "more" / "b.csv").write_text(TERMS, encoding="utf-8")
    (with_folder / "own.csv").write_text(TERMS, encoding="utf-8")
    assert told(*command).endswith("more/b.csv")
    assert told(*command, "-g", "own.csv").endswith("own.csv")
    assert told(*command, "-g", "o*.csv", "-g", "glossary").endswith("own.csv, glossary/terms.csv")


def test_the_application_uses_the_same(with_folder):
    from kztrans.review.project import Project

    assert {c.id for c in Project(with_folder).terms().concepts} == {"ship", "port", "wind"}
    (with_folder / "kztrans.toml").write_text('[glossary]\nfiles = ["m*.csv"]\n', encoding="utf-8")
    (with_folder / "more.csv").write_text("concept,id,en\nsun,matahari,sun\n", encoding="utf-8")
    project = Project(with_folder)
    assert [c.id for c in project.terms().concepts] == ["sun"]
    assert project.terms().entries[0].editable


def test_what_is_rejected_in_the_application_is_not_in_the_next_po(with_folder):
    assert notes() == ["vessel", "harbour"]
    table = with_folder / "glossary" / "terms.csv"
    decisions.decide(table, "port", "rejected", reviewer="A", date="2026-03-01")
    assert notes() == ["vessel"]


def test_own_concepts_beside_the_curated_ones_win_whatever_their_state(with_folder):
    (with_folder / "kztrans.toml").write_text('[glossary]\nuse = "beside"\n', encoding="utf-8")
    curated = {c.id: c for c in project_glossary((), Configuration(with_folder / "elsewhere"))}
    both = {c.id: c for c in project_glossary()}
    assert len(both) > 1000
    assert both["ship"].preferred("en") == "vessel"
    own = {"kapal", "pelabuhan", "angin"}
    assert not [c.id for c in both.values() if c.id not in ("ship", "port", "wind") and own & {t.text for t in c.terms}]
    assert [c for c in curated.values() if own & {t.text for t in c.terms}]
    assert not project_glossary().find("Angin bertiup.", "id")
    glossary = project_glossary()
    assert (glossary.is_own(both["ship"]), glossary.is_own(both["sanction"])) == (True, False)
    assert told("align", "a.txt").endswith("glossary/terms.csv, beside the curated one")


def test_states_and_beside_go_together(project):
    (project / "kztrans.toml").write_text(
        '[glossary]\nfiles = ["terms.csv"]\nuse = "beside"\nstates = ["approved"]\n', encoding="utf-8"
    )
    settings = configuration.find(project).glossary
    assert (settings.beside, settings.use) == (True, ("approved",))
    (project / "kztrans.toml").write_text('[glossary]\nuse = "both"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"glossary\.use is 'both'; write beside"):
        configuration.find(project)


@pytest.mark.parametrize(("named", "why"), [("none*.csv", "fits no file"), ("empty", "a folder without a glossary")])
def test_patterns_and_folders_without_a_glossary_are_named(project, named, why):
    (project / "empty").mkdir()
    with pytest.raises(InputError, match=why):
        project_glossary([Path(named)])


def test_the_curated_glossary_in_a_checkout_is_not_a_projects_own():
    root = glossary_files()[0].parent.parent
    assert choose((), Configuration(root)).told() == "the curated one"


BESIDE = ("glossary/terms.csv, beside the curated one", "glossary/terms.csv")


@pytest.fixture
def both(with_folder):
    (with_folder / "kztrans.toml").write_text('[glossary]\nuse = "beside"\n', encoding="utf-8")
    return with_folder


def shown(*args):
    result = CliRunner().invoke(cli, ["glossary", *args])
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize("named", [(), ("-g", "glossary/terms.csv")])
def test_what_shows_a_glossary_shows_the_one_that_align_uses(both, named):
    names = {concept.id for concept in project_glossary()}
    assert len(names) > 1000
    assert {line.split("\t")[0] for line in shown("list", *named).stdout.splitlines()} == names
    assert json.loads(shown("stats", "--format", "json", *named).stdout)["concepts"] == len(names)
    assert '"sanction"' in shown("search", "sanksi", "--format", "json", *named).stdout
    assert shown("export", "all.csv", *named).output.rstrip().endswith(BESIDE[0])
    assert {concept.id for concept in read_glossary(Path("all.csv"))} == names


def test_a_term_that_the_project_has_gives_no_curated_concept(both):
    found = json.loads(shown("search", "kapal", "--format", "json", "-n", "1").stdout)
    assert [concept["id"] for concept in found] == ["ship"]


def test_lint_is_of_own_rows_alone_and_says_so(both):
    result = CliRunner().invoke(cli, ["glossary", "lint"])
    assert "3 concepts" in result.output
    assert "own rows; the curated ones beside them are not linted" in result.output
    (both / "kztrans.toml").unlink()
    assert "own rows" not in CliRunner().invoke(cli, ["glossary", "lint"]).output


def test_what_is_not_found_is_told_with_the_glossary_that_was_searched(both):
    result = CliRunner().invoke(cli, ["glossary", "search", "qqqqxyzzy"])
    assert (result.exit_code, BESIDE[0] in result.output) == (1, True)


@pytest.mark.parametrize("beside", [True, False])
def test_omegat_says_which_glossary_it_laid_out(both, beside):
    if not beside:
        (both / "kztrans.toml").unlink()
    assert told("omegat", "work", "a.txt") == BESIDE[not beside]


@pytest.fixture
def from_above(tmp_path, monkeypatch):
    """A project in a folder below the current one, which has a glossary of its own in some tests."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "proj" / "glossary").mkdir(parents=True)
    (tmp_path / "proj" / "glossary" / "terms.csv").write_text(TERMS, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Kapal tiba di pelabuhan melawan angin.\n", encoding="utf-8")
    assert told("align", "a.txt", "-o", "proj").endswith("proj/glossary/terms.csv")
    return tmp_path


GIVEN = ["proj/locales/en/a.po", "proj/locales/a.id-en.tmx", "proj/locales", "proj", "."]


@pytest.mark.parametrize("given", GIVEN)
def test_check_uses_the_glossary_of_the_project_of_the_file_that_is_given(from_above, given):
    assert told("check", given).endswith("proj/glossary/terms.csv")
    (from_above / "glossary").mkdir()
    (from_above / "glossary" / "mine.csv").write_text(TERMS, encoding="utf-8")
    assert told("check", given).endswith("proj/glossary/terms.csv")
    assert told("check", given, "-g", "glossary").endswith("mine.csv")


@pytest.mark.parametrize("given", GIVEN)
def test_check_uses_the_configuration_of_the_project_of_the_file_that_is_given(from_above, given):
    (from_above / "proj" / "kztrans.toml").write_text('[glossary]\nuse = "beside"\n', encoding="utf-8")
    assert told("check", given).endswith("proj/glossary/terms.csv, beside the curated one")
    assert told("report", "proj").endswith("proj/glossary/terms.csv, beside the curated one")


def test_files_of_two_projects_and_of_none_are_checked_by_the_current_folder(from_above):
    shutil.copytree("proj", "other")
    assert told("check", "proj/locales", "other/locales") == "the curated one"
    shutil.copy("proj/locales/en/a.po", "alone.po")
    assert told("check", "alone.po") == "the curated one"
