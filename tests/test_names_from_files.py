"""A name that stands in a file may be anything: too long for a file, with a NUL, or a folder's."""

import json

import pytest

from kztrans.cli import cli
from kztrans.cli.outcome import worked
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.glossary import Glossary
from kztrans.jobs import omegat
from kztrans.jobs.render import render_file
from kztrans.merging.merge import ALIGNED_WITH
from kztrans.model import Catalog, Reference, Unit
from kztrans.reading import is_file
from kztrans.review.project import Project

NAMES = ["x" * 5000, "x" * 300, "a\0b", "/".join("ab" * 3000), ".", "..", "", "/dev/zero"]


def written(path, name, **headers):
    path.parent.mkdir(parents=True, exist_ok=True)
    headers = {"Language": "en", "X-Source-Language": "id", **headers}
    units = (Unit("Satu.", "One.", references=(Reference(name, 1),)),)
    path.write_bytes(po.serialize(Catalog("id", "en", units, tuple(headers.items()))))
    return path


@pytest.mark.parametrize("name", NAMES)
def test_no_file_is_there(tmp_path, name):
    assert not is_file(name)
    assert not is_file(tmp_path / name)


@pytest.mark.parametrize("name", NAMES)
def test_a_source_that_cannot_be_is_not_found(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"neither in this folder|no reference to its source"):
        render_file(written(tmp_path / "a.po", name.replace("\0", "�")))


@pytest.mark.parametrize("name", NAMES)
def test_a_project_without_its_texts(tmp_path, name):
    given = written(tmp_path / "locales/en/a.po", name, **{ALIGNED_WITH: f"{name[:2000]} sha256:{'0' * 64}"})
    assert given.exists()
    project = Project(tmp_path)
    (document,) = project.documents().values()
    assert project.text_files(document) == (None, None)


@pytest.mark.parametrize("name", NAMES)
def test_a_po_that_an_omegat_project_cannot_have(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path / "a.po", "a.txt")
    omegat.lay_out(tmp_path / "work", [path], Glossary([]))
    state = tmp_path / "work" / omegat.STATE
    state.write_text(json.dumps({"documents": {"a.po": {"po": name, "seen": []}}}))
    with pytest.raises(InputError) as caught:
        omegat.take_back(tmp_path / "work")
    assert "is gone; bring it back" in str(caught.value)
    with pytest.raises(InputError):
        omegat.lay_out(tmp_path / "work", [path], Glossary([]))


@pytest.mark.parametrize(
    "command",
    [
        ["glossary", "accept", "loop", "g.csv", "-r", "Ani"], ["glossary", "accept", "p.csv", "loop", "-r", "Ani"],
        ["align", "loop"], ["align", "texts", "loop"], ["align", "loop", "loop"], ["align", "a.txt", "loop"],
        ["align", "a.txt", "-o", "loop"], ["omegat", "loop", "a.po"], ["omegat", "work", "loop.po"],
        ["corpus", "pair", "loop", "loop", "-o", "x.tsv"], ["check", "loop"], ["stats", "loop.po"], ["render", "loop.po"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_link_that_leads_round_in_a_circle_is_a_line(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    for name in ("loop", "loop.po"):
        (tmp_path / name).symlink_to(name)
    (tmp_path / "texts").mkdir()
    (tmp_path / "a.txt").write_text("Satu.\n")
    (tmp_path / "texts/a.txt").write_text("Satu.\n")
    written(tmp_path / "a.po", "a.txt")
    (tmp_path / "p.csv").write_text("concept,pos,id,en,review\none,noun,satu,one,approved\n")
    assert worked(lambda: cli.main(command, prog_name="kztrans", standalone_mode=False)) == 2
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("kztrans: ")]
    assert len(said) == 1
    assert "a fault of kztrans" not in said[0]
