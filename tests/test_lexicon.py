"""Lexicons: reading, learning from translations, the commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans.alignment import learn_lexicon
from kztrans.bilingual.lexicon import Lexicon, base_lexicon, format_lexicon, read_lexicon
from kztrans.cli.lexicon import lexicon as command
from kztrans.errors import InputError


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "# a comment\nrumah\thouse | home\nair\twater\n",
        "rumah\thouse\nrumah\thome\nair\twater\t0.7\n",
        "house @ rumah\nhome @ rumah\nwater @ air\n",
        "\ufeffRumah\thouse | home\r\nair\twater\r\n",
    ],
)
def test_all_forms_are_read(tmp_path: Path, text: str) -> None:
    assert read_lexicon(written(tmp_path / "words", text)).entries == {"rumah": ("house", "home"), "air": ("water",)}


def test_phrases_of_hunaligns_form(tmp_path: Path) -> None:
    found = read_lexicon(written(tmp_path / "x.dic", "prime minister @ perdana menteri\n"))
    assert found.entries == {"perdana menteri": ("prime minister",)}


@pytest.mark.parametrize("line", ["rumah", "rumah\t", "\thouse", "rumah\t | ", "@ rumah", "house @"])
def test_a_line_that_is_no_entry_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    path = written(tmp_path / "words.tsv", f"air\twater\n{line}\n")
    with pytest.raises(InputError, match=r"words\.tsv:2: "):
        read_lexicon(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="missing"):
        read_lexicon(tmp_path / "missing.tsv")
    (tmp_path / "bytes.tsv").write_bytes(b"rumah\t\xff\n")
    with pytest.raises(InputError, match="byte 6"):
        read_lexicon(tmp_path / "bytes.tsv")


def test_writing_and_reading_again_loses_nothing(tmp_path: Path) -> None:
    lexicon = Lexicon({"rumah": ("house", "home"), "rumah sakit": ("hospital",)})
    assert read_lexicon(written(tmp_path / "words.tsv", format_lexicon(lexicon))).entries == lexicon.entries


def test_merging_keeps_the_first_first() -> None:
    mine, base = Lexicon({"air": ("aqua",)}), Lexicon({"air": ("water", "aqua"), "api": ("fire",)})
    assert mine.merged(base).entries == {"air": ("aqua", "water"), "api": ("fire",)}


def test_the_base_lexicon_is_large_and_goes_both_ways() -> None:
    lexicon = base_lexicon("id", "en")
    assert len(lexicon) >= 6000
    assert "house" in lexicon.entries["rumah"]
    assert "rumah" in base_lexicon("en", "id").entries["house"]
    assert len(base_lexicon("id", "xx")) == 0


def test_what_stands_together_is_learned() -> None:
    pairs = [
        ("kucing hitam", "black cat"),
        ("kucing putih", "white cat"),
        ("anjing hitam", "black dog"),
        ("anjing", "dog"),
    ]
    found = learn_lexicon(pairs)
    assert found.entries["kucing"][0] == "cat"
    assert found.entries["hitam"][0] == "black"
    assert found.entries["anjing"][0] == "dog"


def test_what_stands_together_once_is_not_learned() -> None:
    assert learn_lexicon([("kucing", "cat")]).entries == {}
    assert learn_lexicon([("kucing", "cat")], often=1).entries == {"kucing": ("cat",)}


def test_nothing_is_learned_from_nothing() -> None:
    assert learn_lexicon([]).entries == {}
    assert learn_lexicon([("", "cat"), ("kucing", ""), ("5", "5")]).entries == {}


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="id" datatype="plaintext"/><body>
<tu><tuv xml:lang="id"><seg>Kucing hitam.</seg></tuv><tuv xml:lang="en"><seg>Black cat.</seg></tuv></tu>
<tu><tuv xml:lang="id"><seg>Kucing putih.</seg></tuv><tuv xml:lang="en"><seg>White cat.</seg></tuv></tu>
</body></tmx>
"""
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: en\\n"

msgid "Kucing hitam."
msgstr "Black cat."

msgid "Kucing putih."
msgstr "White cat."

#, fuzzy
msgid "Kucing kucing."
msgstr "Dog dog."

msgid "Anjing."
msgstr ""
"""


@pytest.mark.parametrize(("name", "text"), [("memory.tmx", TMX), ("file.po", PO)])
def test_learning_from_a_file(tmp_path: Path, name: str, text: str) -> None:
    output = tmp_path / "mine.tsv"
    result = CliRunner().invoke(command, ["learn", str(written(tmp_path / name, text)), "-o", str(output)])
    assert result.exit_code == 0, result.output
    assert read_lexicon(output).entries == {"kucing": ("cat",)}
    assert "2 translated units" in result.output


def test_a_file_without_translations_teaches_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "file.po", 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "Anjing."\nmsgstr ""\n')
    result = CliRunner().invoke(command, ["learn", str(path), "-o", str(tmp_path / "mine.tsv")])
    assert isinstance(result.exception, InputError)
    assert not (tmp_path / "mine.tsv").exists()


def test_a_word_is_shown_with_the_words_that_it_may_be_a_form_of() -> None:
    result = CliRunner().invoke(command, ["show", "rumahnya"])
    assert result.exit_code == 0
    assert "rumah\t" in result.output
    assert CliRunner().invoke(command, ["show", "qqqq"]).exit_code == 1
