"""A fault in a file costs nothing that stands before it, and a memory that got nothing is not left behind."""

import json

import pytest
from click.testing import CliRunner

from kztrans import formats
from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import po, tmx, xliff
from kztrans.memory import Memory, care
from kztrans.model import TERM_ORIGIN, Catalog, Unit

PAIRS = [("Satu kapal.", "One ship."), ("Dua kapal.", "Two ships."), ("Tiga kapal.", "Three ships.")]
UNITS = tuple(Unit(*pair) for pair in PAIRS)
CATALOG = Catalog("id", "en", UNITS, (("Language", "en"), ("X-Source-Language", "id")))
PO = po.serialize(CATALOG)
XLIFF = {version: xliff.serialize(CATALOG, version) for version in ("1.2", "2.0", "2.1")}
TMX = tmx.serialize(CATALOG)
CSV = "".join(f"{source},{target}\n" for source, target in [("source:id", "target:en"), *PAIRS]).encode()


def cut(data, before):
    return data[: data.index(before)]


FAULTS = {
    "garbage.po": PO + b"\ngarbage\n",
    "conflict.po": PO.replace(b'\nmsgid "Tiga', b'\n<<<<<<< HEAD\nmsgid "Tiga'),
    "open.po": PO.replace(b'"Three ships."', b'"Three ships.'),
    "twice.po": PO + b'\nmsgid "Dua kapal."\nmsgstr "A pair of ships."\n',
    "keyword.po": PO.replace(b'msgstr "Three', b'msgid_plural "x"\nmsgstr "Three'),
    "ends.po": cut(PO, b'msgstr "Three'),
    "bytes.po": PO.replace(b"Three", b"Thr\xff\xfe"),
    "cut1.xlf": cut(XLIFF["1.2"], b"Three"),
    "cut2.xlf": cut(XLIFF["2.0"], b"Three"),
    "cut21.xliff": cut(XLIFF["2.1"], b"Three"),
    "entity.xlf": XLIFF["1.2"].replace(b"Three", b"&unheardof;"),
    "tag.xlf": XLIFF["2.0"].replace(b"Three ships.", b"Three <ships."),
    "empty1.xlf": XLIFF["1.2"].replace(b"<source>Tiga kapal.</source>", b""),
    "empty2.xlf": XLIFF["2.0"].replace(b"<source>Tiga kapal.</source>", b""),
    "bytes.xlf": XLIFF["1.2"].replace(b"Three", b"Thr\xff"),
    "cut.tmx": cut(TMX, b"Three"),
    "entity.tmx": TMX.replace(b"Three", b"&unheardof;"),
    "bytes.tmx": TMX.replace(b"Three", b"Thr\xff"),
    "tag.tmx": TMX.replace(b"Three ships.", b"Three </seg> ships."),
    "quote.csv": CSV.replace(b"Tiga kapal.", b'"Tiga kapal.'),
    "behind.csv": CSV.replace(b"Tiga kapal.", b'"Tiga" kapal.'),
    "cells.csv": CSV.replace(b"Three ships.", b"Three ships.,4"),
    "cells.tsv": CSV.replace(b",", b"\t").replace(b"Three ships.", b"Three ships.\t4"),
    "field.csv": (CSV + b"")
    .replace(b"target:en", b"target:en,fuzzy")
    .replace(b"Three ships.", b"Three ships.,perhaps"),
}


def add(folder, *arguments):
    arguments = ["tm", "add", *map(str, arguments), "--tm", str(folder / "deep" / "er" / "m.sqlite")]
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def held(folder):
    with Memory(folder / "deep" / "er" / "m.sqlite") as memory:
        return [(unit.source, unit.target) for unit in care.units(memory)]


@pytest.mark.parametrize("name", FAULTS)
def test_what_stands_before_a_fault_is_added(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FAULTS[name])
    with pytest.raises(InputError) as whole:
        formats.read(path)
    result = add(tmp_path, path)
    assert result.exit_code == 2
    good = PAIRS[: 3 if name in ("garbage.po", "twice.po") else 2]
    assert held(tmp_path) == good
    first, second = result.stderr.splitlines()
    assert first == f"{path}: {len(good)} new units added before the fault that follows"
    assert second == f"kztrans: {whole.value}"


def test_an_entry_that_a_fault_may_be_part_of_is_not_taken(tmp_path):
    """A line that follows at once may have been meant as the rest of the translation."""
    (tmp_path / "a.po").write_bytes(PO + b"ships of line.\n")
    add(tmp_path, tmp_path / "a.po")
    assert held(tmp_path) == PAIRS[:2]


def test_the_last_unit_before_a_fault_has_no_neighbour_after_it(tmp_path):
    (tmp_path / "a.po").write_bytes(FAULTS["open.po"])
    add(tmp_path, tmp_path / "a.po")
    with Memory(tmp_path / "deep/er/m.sqlite") as memory:
        first, second = memory.units("id", "en")
    assert first.following is not None
    assert (second.previous is not None, second.following) == (True, None)


@pytest.mark.parametrize("name", ["head.po", "head.csv", "head.xlf", "none.po", "bad.tmx", "what.doc"])
def test_nothing_is_left_of_an_add_that_added_nothing(tmp_path, name):
    (tmp_path / "head.po").write_bytes(b"garbage\n" + PO)
    (tmp_path / "head.csv").write_bytes(b"a,b,c\n1,2,3\n")
    (tmp_path / "head.xlf").write_bytes(b"<xliff")
    (tmp_path / "bad.tmx").write_bytes(b"<tmx")
    before = sorted(tmp_path.iterdir())
    assert add(tmp_path, tmp_path / name).exit_code == 2
    assert sorted(tmp_path.iterdir()) == before


def test_only_folders_that_were_made_go_again(tmp_path):
    (tmp_path / "deep").mkdir()
    assert add(tmp_path, tmp_path / "none.po").exit_code == 2
    assert list(tmp_path.rglob("*")) == [tmp_path / "deep"]
    (tmp_path / "a.po").write_bytes(PO)
    assert add(tmp_path, tmp_path / "none.po", tmp_path / "a.po").exit_code == 2
    assert held(tmp_path) == PAIRS
    assert add(tmp_path, tmp_path / "none.po").exit_code == 2
    assert held(tmp_path) == PAIRS


def test_a_merge_that_fails_leaves_nothing_behind(tmp_path):
    arguments = ["tm", "merge", str(tmp_path / "none.sqlite"), "--tm", str(tmp_path / "new" / "m.sqlite")]
    with pytest.raises(InputError):
        CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert not list(tmp_path.iterdir())


TERMS = (
    Unit("negara semu", "quasi-state", origin=TERM_ORIGIN),
    Unit("Jalur Tengah", "Middle Corridor", origin=TERM_ORIGIN),
)


@pytest.mark.parametrize("ending", ["tmx", "xlf", "csv"])
def test_terms_of_a_glossary_are_no_translations(tmp_path, ending):
    path = tmp_path / f"a.{ending}"
    catalog = Catalog("id", "en", (*UNITS, *TERMS))
    path.write_bytes(formats.format_of(path).module.serialize(catalog))
    result = add(tmp_path, path)
    assert "terms of a glossary, which are no translations: 2" in result.stderr
    assert "3 units read, 3 new" in result.stdout
    assert held(tmp_path) == PAIRS
    with Memory(tmp_path / "deep/er/m.sqlite") as memory:
        assert [unit.following is None for unit in memory.units("id", "en")] == [False, False, True]


def test_terms_are_neither_counted_nor_found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))  # where there is no memory
    (tmp_path / "a.tmx").write_bytes(tmx.serialize(Catalog("id", "en", (*UNITS, *TERMS))))
    counted = CliRunner().invoke(cli, ["stats", "a.tmx", "--format", "json"], catch_exceptions=False).stdout
    assert json.loads(counted)["total"]["all"]["segments"] == 3
    found = CliRunner().invoke(cli, ["tm", "search", "--phrase", "Jalur Tengah", "a.tmx"])
    assert "stands nowhere" in found.stderr


def held_languages(tmp_path, *pairs):
    path = tmp_path / "m.sqlite"
    with Memory(path, create=True) as memory:
        for number, pair in enumerate(pairs):
            memory.add([Unit("Rapat ditunda.", f"It was postponed ({number})."), Unit("Ya.", "Yes.")], *pair)
    return path


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("id", "en")], ""),
        ([("id-ID", "en-GB"), ("in", "en-US")], ""),
        ([("id", "en"), ("kk", "en")], "2 units in other languages passed over (kk to en: 2); choose with -s and -t"),
        (
            [("id", "en"), ("kk-Latn", "en"), ("id", "ru")],
            "4 units in other languages passed over (kk-Latn to en: 2, id to ru: 2)",
        ),
        ([("en", "id")], "holds no translations from id to en: 2 units in other languages (en to id: 2); choose"),
        ([], "holds no translations from id to en: it is empty"),
    ],
)
def test_what_a_look_up_passes_over_is_said_once(tmp_path, monkeypatch, pairs, said):
    monkeypatch.chdir(tmp_path)
    held_languages(tmp_path, *pairs)
    (tmp_path / "texts").mkdir()
    for name in "ab":
        (tmp_path / f"texts/{name}.id.txt").write_text("Rapat ditunda.\nYa.\n", encoding="utf-8")
    commands = (
        ["tm", "search", "Rapat ditunda."],
        ["tm", "search", "Rapat ditunda.", "--format", "json"],
        ["tm", "search", "--phrase", "rapat"],
        ["stats", "texts"],
        ["align", "texts"],
        ["align", "texts/a.id.txt", "-o", "one"],
    )
    for command in commands:
        stderr = CliRunner().invoke(cli, [*command, "--tm", "m.sqlite"], catch_exceptions=False).stderr
        assert stderr.count(said or "other languages") == bool(said), (command, stderr)


@pytest.mark.parametrize("phrase", ["", "  ", "…", "?!", '"'])
def test_a_phrase_without_a_word_is_refused(tmp_path, phrase):
    path = held_languages(tmp_path, ("id", "en"))
    with pytest.raises(InputError, match="has no word to look for"):
        CliRunner().invoke(cli, ["tm", "search", "--phrase", phrase, "--tm", str(path)], catch_exceptions=False)
