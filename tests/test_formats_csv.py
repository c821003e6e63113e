"""CSV: what spreadsheets write is read, what they would run is guarded, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from catalogs import catalogs, texts
from hypothesis import given, settings

from kztrans.errors import InputError
from kztrans.formats import csv
from kztrans.model import Catalog, Reference, Unit


@settings(deadline=None, max_examples=150)
@given(catalogs)
def test_any_units_come_back_whole(catalog: Catalog) -> None:
    catalog = replace(catalog, headers=(), header_comments=())
    data = csv.serialize(catalog)
    assert csv.parse(data) == catalog
    assert csv.serialize(csv.parse(data)) == data


@given(texts)
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    guarded = csv.guard(text)
    assert not guarded.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert csv.unguard(guarded) == text


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+7 727", "- Ya", "@id", "\tx", " =1", "\n=1", "＝1", "'=1"])
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert csv.guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Ya", "'tis", "’Ya’", "1-2", "a=b", "", "–", "'"])
def test_the_rest_is_left_alone(text: str) -> None:
    assert csv.guard(text) == text == csv.unguard(text)


def test_what_is_written() -> None:
    units = (
        Unit("Kata “damai”, katanya.", 'The word "peace".', fuzzy=True, references=(Reference("a.txt", 3),)),
        Unit("- Ya.", notes=("one", "two\nlines", "")),
    )
    assert csv.serialize(Catalog("id", "en", units)).decode("utf-8-sig") == (
        "source:id,target:en,fuzzy,references,notes:escaped,comments\n"
        '"Kata “damai”, katanya.","The word ""peace"".",yes,a.txt:3,,\n'
        '\'- Ya.,,,,"one\ntwo\\nlines\n\\e",\n'
    )


WANTED = (Unit("Satu; dua", "One, two", fuzzy=True), Unit("Tiga\nempat", "Three", notes=("Editor: Aigul",)))


@pytest.mark.parametrize(
    "data",
    [
        b'Source,Target,Fuzzy,Editor\r\nSatu; dua,"One, two",x,\r\n"Tiga\nempat",Three,,Aigul\r\n',
        b'source;target;fuzzy;Editor\r\n"Satu; dua";One, two;TRUE;\r\n"Tiga\nempat";Three;no;Aigul\r\n;;;\r\n',
        b'\xef\xbb\xbfsep=;\r\nsource;target;fuzzy;Editor\r\n"Satu; dua";One, two;1;\r\n"Tiga\nempat";Three;;Aigul',
        'target\tsource\tEditor\tfuzzy\nOne, two\tSatu; dua\t\tyes\nThree\t"Tiga\nempat"\tAigul\t\n'.encode("utf-16"),
    ],
    ids=["commas", "semicolons", "sep", "UTF-16 tabs"],
)
def test_what_spreadsheets_write_is_read(data: bytes) -> None:
    assert csv.parse(data).units == WANTED


def test_line_ends_between_texts_of_a_cell() -> None:
    assert csv.parse(b'source,target,notes\na,b,"one\r\ntwo"\n').units[0].notes == ("one", "two")


def test_a_legacy_encoding() -> None:
    data = "source;target\ndia berkata “ya” – begitu saja\té;he said “yes” – just like that\n".encode("cp1252")
    assert csv.parse(data).units[0].target == "he said “yes” – just like that"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f.csv:1: its first row names '', and not one column 'source'"),
        (b"Depan,Belakang\na,b\n", "f.csv:1: its first row names 'Depan', 'Belakang', and not one column"),
        (b"source,target,source\n", "f.csv:1: its first row names"),
        (b"source,target\na,b\nc,d,e\n", "f.csv:3: a row of 3 cells under 2 columns"),
        (b'source,target\n"a\nb",c\n"d,e\n\n', "f.csv:4: a quotation mark that is not closed"),
        (b"source,target,fuzzy\na,b,perhaps\n", "f.csv:2: fuzzy is 'perhaps', not yes or no"),
        (b"source,target,score\n\na,b,high\n", "f.csv:3: score is 'high', not a number"),
        (b"\x00\x01\x02", "f.csv: is not text"),
    ],
)
def test_broken_files(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        csv.parse(data, "f.csv")
    assert str(caught.value).startswith(message)
