"""A text whose name says another language than it is read as is not taken in silence."""

import pytest
from click.testing import CliRunner, Result

from kztrans import documents
from kztrans.cli import cli
from kztrans.documents.language_mark import mark, misread

TEXT = "Rapat dimulai pada pukul 10.\n\nDua orang pulang.\n"
SAID = "its name says ms, and it is read as id"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture
def text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "b.ms.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [("align",), ("align", "--dry-run"), ("segment",), ("stats",), ("glossary", "extract"), ("omegat", "work")],
    ids=" ".join,
)
def test_a_text_of_another_language_is_told(text, command):
    done = run(*command, text.name)
    assert done.exit_code == 0, done.output
    assert f"b.ms.txt: {SAID}" in done.stderr


def test_a_folder_s_text_is_told(text):
    text.rename(text.with_name("c.ms.txt"))
    (text.parent / "d.id.txt").write_text(TEXT, encoding="utf-8")
    (text.parent / "d.en.txt").write_text("The meeting began at 10.\n\nTwo people went home.\n", encoding="utf-8")
    for command in ("align", "stats"):
        done = run(command, ".")
        assert done.exit_code == 0, done.output
        assert done.stderr.count("its name says") == 1
        assert f"c.ms.txt: {SAID}" in done.stderr


def test_a_translation_of_another_language_is_told(text):
    text.rename(text.with_name("b.txt"))
    (text.parent / "b.fr.txt").write_text("La réunion commence à 10 h.\n\nDeux personnes rentrent.\n", encoding="utf-8")
    done = run("align", "b.txt", "b.fr.txt")
    assert "b.fr.txt: its name says fr, and it is read as en" in done.stderr


@pytest.mark.parametrize("lang", ["ms", "ms-MY", "msa"])
def test_a_language_that_is_given_ends_the_doubt(text, lang):
    assert "its name says" not in run("segment", text.name, "-l", lang).stderr


@pytest.mark.parametrize(
    "name", ["a.id.txt", "a.ind.txt", "a.in_ID.docx", "a.ID.html", "a.txt", "id.txt", "a.min.html"]
)
def test_what_agrees_or_says_nothing_is_no_doubt(name):
    assert misread(name, "id") == misread(name, "id-ID") == ""


@pytest.mark.parametrize("name", ["v1.10.txt", "a.new.txt", "a.sun.txt", "a.xx.txt", ".ms.txt", "ms", "a.b.txt"])
def test_a_word_is_no_mark(name):
    assert mark(name) == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.ms.txt", "ms"),
        ("a.pt_BR.docx", "pt-BR"),
        ("a.zh-Hans.html", "zh-Hans"),
        ("a.eng.txt", "en"),
        ("x/a.kk.md", "kk"),
    ],
)
def test_marks(name, code):
    assert mark(name) == code


def test_the_document_has_the_remark(text):
    assert documents.read(text, "id").remarks == (f"{SAID}; if that is wrong, give its language as an option",)
