"""What is said of files that cannot be read: file, line or cell, what is wrong, and what to do."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kztrans import formats
from kztrans.errors import InputError
from kztrans.formats import po, text, xliff
from kztrans.glossary.readers import read_table

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('msgid "satu "dua" tiga"\nmsgstr "b"\n', "f.po:4: is not valid PO at 'dua\" tiga\"'; put a backslash before"),
        ('msgid "a"\nmsgstr "b\n', "f.po:5: is not valid PO: a string that is not closed; end the line with a quotation mark"),
        ('msgid "a"\nmsgstr b"\n', "f.po:5: is not valid PO at 'b\"'; put a backslash"),
        ('<<<<<<< HEAD\nmsgid "a"\n', "f.po:4: is not valid PO: a conflict that git left; keep one of the two versions"),
        ('msgstring "a"\n', "f.po:4: is not valid PO: 'msgstring' is no keyword"),
        ('msgidd: "a"\n', "f.po:4: is not valid PO: 'msgidd' is no keyword"),
        ('msgfoo "a"\n', "f.po:4: is not valid PO: 'msgfoo' is no keyword; a line begins with #, msgctxt"),
        ("satu = one\n", "f.po:4: is not valid PO: it cannot have a line 'satu = one'; a line begins with #"),
        ('#| msgstr "a"\nmsgid "a"\nmsgstr "b"\n', "f.po:4: a msgstr behind #|, which holds what the source was; mend"),
    ],
)  # fmt: skip
def test_po(body: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        po.parse((HEAD + body).encode(), "f.po")
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.xlsx", "save it as CSV UTF-8"), ("a.ods", "save it as CSV"), ("a.sdlxliff", "ending .xlf"),
        ("a.MXLIFF", "ending .xlf"), ("a.mo", "name the .po"), ("a.tbx", "glossary import"), ("a.docx", "align"),
        ("a.json", "name a file that ends in one of .po"), ("a", "has no ending"),
    ],
)  # fmt: skip
def test_endings_that_people_have(name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        formats.format_of(name)


def test_tables_of_other_programs(tmp_path: Path) -> None:
    old = tmp_path / "a.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(InputError, match=r"a\.xls: kztrans does not read \.xls; save it as \.xlsx"):
        read_table(old)
    table = tmp_path / "a.csv"
    table.write_bytes("id,en\nkapal,ship\nkafe,café\n".encode("cp1252"))
    with pytest.raises(InputError, match=r"a\.csv:3: is not UTF-8: byte 0xe9; save it as CSV UTF-8"):
        read_table(table)
    other = tmp_path / "a.tbx"
    other.write_text("<foo/>")
    with pytest.raises(InputError, match=r"a\.tbx:1: is not TBX: its root is <foo>; export it as TBX"):
        read_table(other)


def test_the_cells_of_a_workbook_are_named(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["id", "en", "note"], ["pelabuhan", "port", "x"]):
        book.active.append(row)
    book.active.merge_cells("A3:B3")
    book.active["A3"], book.active["C3"] = "kapal", "y"
    data = io.BytesIO()
    book.save(data)
    (tmp_path / "a.xlsx").write_bytes(data.getvalue())
    with pytest.raises(InputError, match=r"a\.xlsx:Sheet!A3:B3: cells merged side by side; unmerge them, and put"):
        read_table(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ('<xliff version="1.2"><file source-language="id">\n<trans-unit id="q"/></file></xliff>',
         "f.xlf:2: a unit without a source, 'q'; export the file again, or take the unit out"),
        ('<xliff version="1.2"><file/></xliff>', "f.xlf:1: has no source-language; name it in the file element"),
        ('<xliff version="1.2"/>', "f.xlf:1: holds no file element, where its units would be"),
        ('<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "f.xlf:1: has no srcLang; name it in"),
        ('<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="id"><file>\n<unit id="q"/></file></xliff>',
         "f.xlf:2: a unit without a segment, 'q'; export"),
    ],
)  # fmt: skip
def test_xliff(document: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        xliff.parse(document.encode(), "f.xlf")
    assert str(caught.value).startswith(said)


def test_a_text_with_one_wrong_byte_names_its_line() -> None:
    data = "Kafé – é à\nÄ\n".encode() + b"caf\xe9\n"
    with pytest.raises(InputError, match=r"a\.txt:3: is UTF-8 but for byte 0xe9 .*; put the right letter"):
        text.decode(data, "a.txt")
