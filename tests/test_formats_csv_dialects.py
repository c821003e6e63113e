"""CSV and TSV of other programs: their quotation marks, their columns, their backslashes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from catalogs import catalogs
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import csv, tsv, weblate_csv
from kztrans.formats.delimited import _by_hand, needs_marks, quoted, records
from kztrans.model import Catalog, Reference, Unit

CELLS = st.lists(st.text(alphabet="ab \"\t,;\n\r'é", max_size=6), min_size=2, max_size=2)


@settings(deadline=None, max_examples=100)
@given(catalogs)
def test_any_units_come_back_from_tabs(catalog: Catalog) -> None:
    catalog = replace(catalog, headers=(), header_comments=())
    data = tsv.serialize(catalog)
    assert tsv.parse(data) == catalog
    assert tsv.serialize(tsv.parse(data)) == data


@given(st.lists(CELLS, max_size=4), st.sampled_from(",;\t"))
def test_any_cells_come_back(rows: list[list[str]], separator: str) -> None:
    always = separator == "\t" and any(needs_marks(cell) for row in rows for cell in row)
    text = "".join(quoted(row, separator, always) for row in [["source", "target"], *rows])
    assert [cells for _, cells in records(text, separator)][1:] == rows


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="ab \",;\t\n\r'é\x0b\u2028", max_size=24), st.sampled_from(",;"))
def test_the_quick_way_reads_what_the_careful_one_reads(text: str, separator: str) -> None:
    def outcome(rows: Iterator[tuple[int, list[str]]]) -> tuple[list[tuple[int, list[str]]], str]:
        read = []
        try:
            for row in rows:
                read.append(row)
        except InputError as error:
            return read, str(error)
        return read, ""

    assert outcome(records(text, separator, "a.csv")) == outcome(_by_hand(text, separator, "a.csv", 1))


def test_a_cell_longer_than_the_library_allows_is_read() -> None:
    long = "x" * 200_000
    assert list(records(f'id,en\na,"{long}"\nb,c\n', ","))[1:] == [(2, ["a", long]), (3, ["b", "c"])]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"Halo," katanya.\t"Hello," she said.', ['"Halo," katanya.', '"Hello," she said.']),
        ('"Halo, apa kabar.\t"Hello, how are you.', ['"Halo, apa kabar.', '"Hello, how are you.']),
        ('Dua"\tTwo"', ['Dua"', 'Two"']),
        ('"Ya"\t"Yes"', ['"Ya"', '"Yes"']),
        ('"""Ya"""\t"""Yes"""', ['"Ya"', '"Yes"']),
        ('5" pipa\t5" pipe', ['5" pipa', '5" pipe']),
        ('"satu\ndua"\tone', ["satu\ndua", "one"]),
        ('"satu\tdua"\tone', ["satu\tdua", "one"]),
        ('"', ['"']),
    ],
)
def test_quotation_marks_between_tabs(line: str, cells: list[str]) -> None:
    assert list(records(f"source\ttarget\n{line}\n", "\t"))[1:] == [(2, cells)]


def test_a_mark_that_is_not_closed_swallows_no_line() -> None:
    text = 'source\ttarget\n"Halo, apa kabar.\t"Hello.\nDua"\tTwo"\nTiga\tThree\n'
    assert [cells for _, cells in records(text, "\t")][1:] == [
        ['"Halo, apa kabar.', '"Hello.'],
        ['Dua"', 'Two"'],
        ["Tiga", "Three"],
    ]


def test_a_table_whose_every_cell_is_quoted() -> None:
    assert list(records('"source"\t"target"\n"Ya"\t"Yes"\n', "\t"))[1] == (2, ["Ya", "Yes"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('source,target\n"Halo" katanya,x\n', r"f\.csv:2: text behind a closing quotation mark: 'katanya'"),
        ('source;target\nsatu;x\n"dua";"a"b\n', r"f\.csv:3: text behind a closing quotation mark: 'b'"),
        ('source,target\nsatu,"x\n', r"f\.csv:2: a quotation mark that is not closed"),
    ],
)
def test_marks_that_would_be_lost_are_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        csv.parse(text.encode(), "f.csv")


@pytest.mark.parametrize("text", [r"C:\new\readme", r"\e", r"a\\b", "\\"])
def test_backslashes_of_others_stay(text: str) -> None:
    data = f"source:id,target:en,notes,context\na,b,{text},{text}\n".encode()
    (unit,) = csv.parse(data).units
    assert (unit.notes, unit.context) == ((text,), text)


def test_columns_of_other_programs() -> None:
    data = (
        '"location","source","target","id","fuzzy","context","translator_comments","developer_comments"\n'
        '"a.c:3 b.c:5","Satu","One","","True","menu","mine","yours\nmore"\n'
    )
    (unit,) = csv.parse(data.encode()).units
    assert unit.references == (Reference("a.c", 3), Reference("b.c", 5))
    assert (unit.fuzzy, unit.context) == (True, "menu")
    assert (unit.comments, unit.notes) == (("mine",), ("yours", "more"))


@pytest.mark.parametrize(
    "head",
    [
        "Original,Translation",
        "msgid;msgstr",
        "Source String\tTarget String",
        "source_phrase,translation",
        "Source,Target",
    ],
)
def test_names_for_source_and_target(head: str) -> None:
    separator = next(sign for sign in ",;\t" if sign in head)
    assert csv.parse(f"{head}\nSatu{separator}One\n".encode()).units == (Unit("Satu", "One"),)


@pytest.mark.parametrize(
    ("head", "languages"),
    [
        ("id,en", ("id", "en")),
        ("en,id", ("en", "id")),
        ("Indonesian,English", ("id", "en")),
        ("Bahasa Indonesia;English (United Kingdom)", ("id", "en-GB")),
        ("IN_ID\tEN_us", ("id-ID", "en-US")),
        ("ind,eng", ("id", "en")),
        ("kk-Latn,kk-Cyrl", ("kk-Latn", "kk")),
    ],
)
def test_columns_that_languages_head(head: str, languages: tuple[str, str]) -> None:
    separator = next(sign for sign in ",;\t" if sign in head)
    catalog = csv.parse(f"{head}\nSatu{separator}One\n".encode())
    assert (catalog.source_lang, catalog.target_lang) == languages
    assert catalog.units == (Unit("Satu", "One"),)


def test_other_columns_beside_languages() -> None:
    (unit,) = csv.parse(b"No,id,English,Indonesia,comments\n1,k-7,One,Satu,baik\n").units
    assert unit == Unit("One", "Satu", id="k-7", notes=("No: 1",), comments=("baik",))


def test_of_many_languages_two_are_chosen() -> None:
    table = b"English,French,Indonesia\nOne,Un,Satu\n"
    catalog = csv.parse(table, None, "id", "en")
    assert (catalog.source_lang, catalog.target_lang) == ("id", "en")
    assert catalog.units == (Unit("Satu", "One", notes=("French: Un",)),)
    for pair in ((None, None), ("id", None), ("id", "de"), ("id", "in")):
        with pytest.raises(InputError, match=r"f\.csv:1: its first row names .* choose two with -s and -t"):
            csv.parse(table, "f.csv", *pair)


@pytest.mark.parametrize("pair", [("en", ""), ("", "id"), ("en", "id"), ("", ""), ("en-GB", "in_ID"), ("en", "ms")])
def test_given_languages_find_their_columns(pair: tuple[str, str]) -> None:
    unit = Unit("One", "Satu")
    assert csv.parse(b"en,id\nOne,Satu\n", None, *pair).units == (unit,)
    if any(pair):
        assert csv.parse(b"id,en\nSatu,One\n", None, *pair).units == (unit,)


@pytest.mark.parametrize("head", ["concept,id,en", "perang,war", "id,keterangan", "en:avoid,id"])
def test_what_is_no_table_of_units_is_refused(head: str) -> None:
    with pytest.raises(InputError, match="its first row names"):
        csv.parse(f"{head}\n{head}\n".encode())


def test_the_command_takes_a_table_that_languages_head(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("English,Indonesian\nOne,Satu\n", encoding="utf-8")
    for arguments, line in (([], "source:en,target:id"), (["-s", "id", "-t", "en"], "source:id,target:en")):
        run = CliRunner().invoke(
            cli, ["convert", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--force", *arguments]
        )
        assert run.exit_code == 0, run.output
        head, row, *_ = (tmp_path / "b.csv").read_text(encoding="utf-8-sig").splitlines()
        assert head.startswith(line)
        assert row.startswith("Satu,One" if arguments else "One,Satu")


def test_a_memory_takes_the_columns_of_given_languages(tmp_path: Path) -> None:
    table, memory = tmp_path / "a.csv", str(tmp_path / "m.sqlite")
    table.write_text("English,Indonesian\nThe price rose.,Harga naik.\n", encoding="utf-8")
    CliRunner().invoke(cli, ["tm", "add", str(table), "--tm", memory, "-s", "id", "-t", "en"])
    run = CliRunner().invoke(cli, ["tm", "search", "Harga naik.", "--tm", memory, "-s", "id", "-t", "en"])
    assert "The price rose." in run.stdout


def test_weblate_has_its_columns_and_we_read_them() -> None:
    unit = Unit(
        "- Satu",
        'a "b"\nc',
        fuzzy=True,
        context="menu",
        references=(Reference("a b.txt", 3),),
        comments=("x", "y"),
        notes=("z",),
    )
    data = weblate_csv.serialize(Catalog("id", "en", (unit,)))
    assert data.decode().splitlines()[0] == ",".join(f'"{name}"' for name in weblate_csv.COLUMNS)
    (read,) = weblate_csv.parse(data).units
    assert replace(read, references=()) == replace(unit, references=())
    assert read.references == (Reference("a%20b.txt", 3),)


def test_translate_toolkit_reads_ours_and_we_theirs() -> None:
    storage = pytest.importorskip("translate.storage.csvl10n", reason="Translate Toolkit is not installed")
    units = (
        Unit("Satu, dua", 'One "two"', fuzzy=True, context="menu"),
        Unit(r"C:\berkas", "line\nbreak", comments=("x",)),
    )
    theirs = storage.csvfile.parsestring(weblate_csv.serialize(Catalog("id", "en", units)))
    assert [(u.source, u.target, u.isfuzzy(), u.context) for u in theirs.units] == [
        (u.source, u.target, u.fuzzy, u.context or "") for u in units
    ]
    made = storage.csvfile()
    for unit in units:
        one = made.addsourceunit(unit.source)
        one.target, one.context = unit.target, unit.context or ""
    assert [(u.source, u.target) for u in csv.parse(bytes(made)).units] == [(u.source, u.target) for u in units]


def test_the_command_writes_tabs_and_weblates_columns(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text('msgid "satu, dua"\nmsgstr "one"\n', encoding="utf-8")
    for name, options, begin in (
        ("a.tsv", (), "\ufeffsource:id\ttarget:en\t"),
        ("a.csv", ("--columns", "weblate"), '"location","source",'),
    ):
        run = CliRunner().invoke(
            cli, ["convert", str(tmp_path / "a.po"), str(tmp_path / name), "-s", "id", "-t", "en", *options]
        )
        assert run.exit_code == 0, run.output
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)
