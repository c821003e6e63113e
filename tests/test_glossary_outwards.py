"""Glossaries for other programs: workbooks, and lists of pairs in which no term to avoid is offered."""

import csv
import io

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.glossary.pairs import to_deepl, to_memoq, to_xbench
from kztrans.glossary.readers import read
from kztrans.glossary.xlsx_writer import to_xlsx
from kztrans.model import Concept, Term

AVOIDED = "inhabited territory"
CONCEPTS = (
    Concept(
        "occupied-territory",
        (
            Term("wilayah pendudukan", "id"),
            Term("wilayah yang diduduki", "id", "admitted"),
            Term("occupied territory", "en"),
            Term("territory under occupation", "en", "admitted"),
            Term(AVOIDED, "en", "deprecated"),
        ),
        domain="war",
        definition="Land held by a foreign army.",
    ),
    Concept("plus", (Term("=1+1", "id"), Term("+one", "en")), domain="maths"),
    Concept("pending", (Term("menggantung", "id"),), domain="war"),
)


def rows(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_deepl_has_each_term_once():
    assert rows(to_deepl([*CONCEPTS, CONCEPTS[0]], "id", "en")) == [
        ["wilayah pendudukan", "occupied territory", "id", "en"],
        ["wilayah yang diduduki", "occupied territory", "id", "en"],
        ["'=1+1", "'+one", "id", "en"],
    ]


def test_memoq_has_a_column_a_term():
    header, first, second = rows(to_memoq(CONCEPTS, "id", "en"))
    assert header == ["Entry_ID", "Entry_Subject", "Entry_Note", "Indonesian", "Indonesian", "English", "English"]
    assert first[3:] == [*(t.text for t in CONCEPTS[0].terms[:4])]
    assert second[3:] == ["'=1+1", "", "'+one", ""]


def test_xbench_has_each_pair():
    lines = to_xbench(CONCEPTS, "id", "en").decode().splitlines()
    assert lines[0].split("\t") == ["wilayah pendudukan", "occupied territory", "Land held by a foreign army."]
    assert len(lines) == 5


@pytest.mark.parametrize("write", [to_deepl, to_memoq, to_xbench])
def test_no_term_to_avoid_is_offered(write):
    assert AVOIDED.encode() not in write(CONCEPTS, "id", "en")
    assert write((), "id", "en") in (b"", "\ufeffEntry_ID,Entry_Subject,Entry_Note,Indonesian,English\n".encode())


def test_a_workbook_is_read_back_as_it_was_on_any_day(tmp_path, monkeypatch):
    concepts = (CONCEPTS[0], CONCEPTS[2], Concept("odd", (Term("a_x000D_b", "id"),), domain="war", note="a\x1fb"))
    path = tmp_path / "war.xlsx"
    path.write_bytes(to_xlsx(concepts, "war"))
    assert list(read(path))[:2] == list(concepts[:2])
    assert read(path)[2].terms[0].text == "a_x000D_b"
    first = to_xlsx(CONCEPTS)
    monkeypatch.setattr("time.time", lambda: 1e9)
    assert to_xlsx(CONCEPTS) == first


def test_a_formula_is_text_in_a_workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "g.xlsx"
    path.write_bytes(to_xlsx(CONCEPTS))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["war", "maths"]
    cells = [cell for row in book["maths"].iter_rows(min_row=2) for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("kind", ["csv", "xlsx", "tbx", "tbx2008", "omegat", "po", "md"])
def test_terms_to_avoid_can_be_left_out(tmp_path, kind):
    given, out = tmp_path / "g.xlsx", tmp_path / "out"
    given.write_bytes(to_xlsx(CONCEPTS))
    arguments = ["glossary", "export", str(out), "-g", str(given), "--to", kind, "--without-avoid"]
    assert CliRunner().invoke(cli, arguments, catch_exceptions=False).exit_code == 0
    data = out.read_bytes()
    if kind == "xlsx":
        moved = tmp_path / "out.xlsx"
        moved.write_bytes(data)
        assert AVOIDED not in [term.text for concept in read(moved) for term in concept.terms]
    assert AVOIDED.encode() not in data
