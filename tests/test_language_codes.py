"""Language codes, however a file writes them, mean the same everywhere."""

import pytest
from click.testing import CliRunner, Result

import kztrans
from kztrans.cli import cli
from kztrans.cli.language_option import LANGUAGE
from kztrans.errors import InputError
from kztrans.formats import tmx
from kztrans.glossary import Glossary
from kztrans.languages import codes
from kztrans.memory import Memory
from kztrans.memory.files import read_entries
from kztrans.model import Concept, Term


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="{header}" datatype="plaintext"/><body><tu>
<tuv xml:lang="{source}"><seg>Hujan turun deras di Almaty.</seg></tuv>
<tuv xml:lang="{target}"><seg>It rained heavily in Almaty.</seg></tuv></tu></body></tmx>"""


@pytest.mark.parametrize("source", ["in", "IN-ID", "in_ID", "ind", "ID", "id_ID", "ind_ID"])
@pytest.mark.parametrize("target", ["en_US", "eng", "EN-GB"])
def test_every_code_of_a_language_is_that_language(tmp_path, source, target):
    path, memory = tmp_path / "a.tmx", tmp_path / "m.sqlite"
    path.write_text(TMX.format(header=source, source=source, target=target), encoding="utf-8")
    catalog = tmx.read(path)
    assert (codes.key(catalog.source_lang), codes.key(catalog.target_lang)) == ("id", "en")
    assert (catalog.source_lang, catalog.target_lang) == (codes.canonical(source), codes.canonical(target))
    assert [(u.source, u.target) for u in catalog.units] == [
        ("Hujan turun deras di Almaty.", "It rained heavily in Almaty.")
    ]
    with Memory(memory, create=True) as store:
        store.add_entries(read_entries(path), "a.tmx")
        assert store.languages() == [("id", "en")]
        assert store.lookup("Hujan turun deras di Almaty.", "id", "en")[0].percent == 100
        assert store.lookup("Hujan turun deras di Almaty.", "in_ID", "en-AU")[0].percent == 100


def test_scripts_are_languages_of_their_own(tmp_path):
    path = tmp_path / "a.tmx"
    path.write_text(TMX.format(header="kk-Cyrl", source="kk-Cyrl", target="kk-Latn"), encoding="utf-8")
    catalog = tmx.read(path)
    assert (catalog.source_lang, catalog.target_lang, len(catalog.units)) == ("kk", "kk-Latn", 1)
    done = run("tm", "add", str(path), "--tm", str(tmp_path / "m.sqlite"))
    assert "1 unit read, 1 new" in done.stdout


def test_a_memory_that_has_other_languages_says_so(tmp_path):
    path, memory = tmp_path / "a.tmx", tmp_path / "m.sqlite"
    path.write_text(TMX.format(header="en", source="en", target="id"), encoding="utf-8")
    run("tm", "add", str(path), "--tm", str(memory))
    done = run("tm", "search", "Hujan turun deras di Almaty.", "--tm", str(memory))
    assert "holds no translations from id to en: 1 unit in other languages (en to id: 1)" in done.stderr


def test_a_memory_filed_under_an_old_code_is_found(tmp_path):
    import sqlite3

    path, memory = tmp_path / "a.tmx", tmp_path / "m.sqlite"
    path.write_text(TMX.format(header="id", source="id", target="en"), encoding="utf-8")
    run("tm", "add", str(path), "--tm", str(memory))
    connection = sqlite3.connect(memory)
    connection.execute("UPDATE pair SET source_lang = 'in'")
    connection.commit()
    connection.close()
    assert "100 %" in run("tm", "search", "Hujan turun deras di Almaty.", "--tm", str(memory)).stdout
    assert "1 already there" in run("tm", "add", str(path), "--tm", str(memory)).stdout


def test_regions_of_a_glossary_fall_back():
    port = Concept(
        "port", (Term("pelabuhan", "id"), Term("harbour", "en-GB"), Term("порт", "kk"), Term("port", "kk-Latn"))
    )
    assert [t.text for t in port.in_lang("en-US")] == ["harbour"] == [t.text for t in port.in_lang("en")]
    assert [t.text for t in port.in_lang("kk")] == ["порт"]
    assert [hit.term.text for hit in Glossary([port]).find("Pelabuhan itu ramai.", "in_ID")] == ["pelabuhan"]
    assert [hit.term.text for hit in Glossary([port]).find("порт port", "kk")] == ["порт"]


def test_segmentation_knows_the_old_codes():
    text = "Ia tiba pukul 10.30 WIB. Menurut Prof. Dr. Budi, rapat dimulai."
    assert [s.text for s in kztrans.segment(text, lang="in_ID")] == [s.text for s in kztrans.segment(text, lang="id")]


def test_options_take_any_code(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("Rapat dimulai.\n", encoding="utf-8")
    assert run("align", str(text), "-s", "ind", "-t", "eng", "-o", str(tmp_path)).exit_code == 0
    assert (tmp_path / "locales/en/a.po").exists()
    done = run("segment", str(text), "-l", "Klingon")
    assert done.exit_code == 2
    assert "'Klingon' is no language code" in done.stderr


@pytest.mark.parametrize(
    "tag", ["id", "en-US", "sr-Latn", "sr-Latn-RS", "zh-TW", "ca-valencia", "fil", "kk-Latn-KZ", "zh-Hant-HK"]
)
def test_gettext_codes_come_back(tag):
    assert codes.canonical(codes.gettext(tag)) == tag


_BOTH = [
    ("align", "a.txt"),
    ("check", "a.po"),
    ("convert", "a.po", "b.xlf"),
    ("stats", "a.txt"),
    ("omegat", "work"),
    ("lexicon", "learn", "m.sqlite"),
    ("lexicon", "show", "hujan"),
    ("tm", "search", "hujan"),
    ("tm", "export", "m.tmx"),
    ("corpus", "pair", "a", "b"),
    ("glossary", "list"),
    ("glossary", "extract", "a.txt"),
    ("glossary", "import", "a.csv"),
]


@pytest.mark.parametrize("command", _BOTH, ids=" ".join)
@pytest.mark.parametrize("pair", [("en", "en"), ("eng", "EN"), ("en_US", "en-us")], ids="-".join)
def test_one_language_is_no_pair(command, pair, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for options in (["-s", pair[0], "-t", pair[1]], ["-t", pair[1], "-s", pair[0]]):
        done = run(*command, *options)
        assert done.exit_code == 2
        assert f"source and target language are both {codes.canonical(pair[0])}; give two" in done.stderr
    assert not list(tmp_path.iterdir())


def test_every_command_with_both_options_refuses_one_language():
    """The table above is whole: each command that has both options has them from one place."""

    def commands(group, names=()):
        for name in group.list_commands(None):
            command = group.get_command(None, name)
            yield from (
                commands(command, (*names, name)) if hasattr(command, "list_commands") else [((*names, name), command)]
            )

    for names, command in commands(cli):
        options = {param.name: param.type for param in command.params}
        if {"source_lang", "target_lang"} <= set(options):
            assert options["source_lang"] is options["target_lang"] is LANGUAGE, names


def test_the_default_of_the_other_side_counts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for command in (("stats", "a.txt", "-s", "en"), ("stats", "a.txt", "-t", "id")):
        done = run(*command)
        assert done.exit_code == 2
        assert "source and target language are both" in done.stderr


PO = """msgid ""
msgstr "Language: en\\nX-Source-Language: id\\nContent-Type: text/plain; charset=UTF-8\\n"

msgid "Hujan."
msgstr "Rain."
"""


@pytest.mark.parametrize("option", [("-s", "en"), ("-t", "id")], ids=" ".join)
@pytest.mark.parametrize("command", [("check", "a.po"), ("convert", "a.po", "b.xlf")], ids=" ".join)
def test_a_language_that_is_the_other_one_of_a_file_is_refused(option, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.po").write_text(PO, encoding="utf-8")
    error = run(*command, *option).exception
    assert isinstance(error, InputError)
    assert f"a.po: source and target language are both {option[1]}" in str(error)
    assert not (tmp_path / "b.xlf").exists()


def test_two_regions_of_a_language_are_two(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.po").write_text(PO, encoding="utf-8")
    assert run("check", "a.po", "-s", "en-US", "-t", "en-GB", "-q").exit_code == 0
    assert run("stats", "a.po", "-s", "en-US", "-t", "en-GB", "-q").exit_code == 0
