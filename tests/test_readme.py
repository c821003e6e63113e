"""What README shows is so: the entry of a PO, the extras, the version, the lines of Python."""

import re
import sys
from pathlib import Path

import pytest

import kztrans
from kztrans.formats import po
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def shown(language):
    return re.search(rf"```{language}\n(.*?)```", README, re.S)[1]


def test_the_entry_of_a_po(tmp_path):
    """Its notes up to the advice: the glossary may word that otherwise, and may have come to know more."""
    (entry,) = po.parse(b'msgid ""\nmsgstr ""\n\n' + shown("po").encode(), None).units
    text, translation = tmp_path / "berita.id.txt", tmp_path / "berita.en.txt"
    text.write_text(entry.source, encoding="utf-8")
    translation.write_text(entry.target, encoding="utf-8")
    (unit,) = run(AlignJob(text, translation, folder=tmp_path)).catalog.units
    assert (unit.source, unit.target, unit.fuzzy, unit.references) == (
        entry.source,
        entry.target,
        False,
        entry.references,
    )
    told = [note.partition(" — ")[0] for note in unit.notes]
    assert entry.notes
    assert [note for note in entry.notes if note.partition(" — ")[0] not in told] == []


def test_the_extras():
    if sys.version_info < (3, 11):
        pytest.skip("tomllib came with Python 3.11")
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(re.findall(r"^\| `(\w+)` \| ", README, re.M)) == {*project["optional-dependencies"]} - {"test"}


def test_the_wheel_is_the_one_that_is_built():
    assert set(re.findall(r"kztrans-([\d.]+)-py3", README)) == {kztrans.__version__}


def test_the_lines_of_python():
    names = {}
    exec(shown("python"), names)
    assert [segment.text for segment in names["segments"]] == ["Ia tiba pukul 10.30 WIB.", "Rapat dimulai."]
    assert [(bead.source, bead.target) for bead in names["beads"]] == [((0,), (0,)), ((1,), (1,))]
    assert "negara semu" in [hit.term.text for hit in names["hits"]]


@pytest.mark.parametrize("picture", re.findall(r"!\[[^]]+\]\(([^)]+)\)", README))
def test_the_pictures_are_there(picture):
    assert (ROOT / picture).is_file()
