"""Which glossary, and which of its concepts, a project's jobs work with."""

import pytest
from click.testing import CliRunner

from kztrans import configuration
from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.jobs.project_glossary import project_glossary

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
