"""Glossaries for other programs: workbooks, and lists of pairs in which no term to avoid is offered."""

import csv
import io
import re
from collections import Counter
from dataclasses import replace

import pytest
from click.testing import CliRunner
from lxml import etree

from kztrans.cli import cli
from kztrans.glossary import Glossary
from kztrans.glossary.pairs import to_deepl, to_memoq, to_xbench
from kztrans.glossary.readers import read
from kztrans.glossary.tbx import to_tbx
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


def exported(tmp_path, kind, *options, concepts=CONCEPTS):
    given, out = tmp_path / "g.xlsx", tmp_path / f"out.{kind}"
    given.write_bytes(to_xlsx(concepts))
    arguments = ["glossary", "export", str(out), "-g", str(given), "--to", kind, "--force", *options]
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    return out.read_bytes() if result.exit_code == 0 else result.stderr


def told(data):
    """What a reader that knows no status takes for terms, and the notes that it shows."""
    root = etree.fromstring(data)
    found = {local: [e.text for e in root.iter("{*}" + local)] for local in ("term", "note")}
    return found["term"], found["note"]


@pytest.mark.parametrize("kind", ["tbx", "tbx2008"])
def test_in_tbx_a_term_to_avoid_is_a_term_only_if_wished(tmp_path, kind):
    terms, notes = told(exported(tmp_path, kind))
    assert AVOIDED not in terms
    assert f"Avoid: {AVOIDED} (en)" in notes
    terms, notes = told(exported(tmp_path, kind, "--with-avoid"))
    assert AVOIDED in terms
    assert b"deprecatedTerm-admn-sts" in exported(tmp_path, kind, "--with-avoid")
    assert not [note for note in notes if AVOIDED in note]
    assert AVOIDED not in str(told(exported(tmp_path, kind, "--without-avoid")))


def test_in_po_a_term_to_avoid_is_an_entry_only_if_wished(tmp_path):
    plain = exported(tmp_path, "po").decode()
    assert f"#. Avoid: {AVOIDED}" in plain
    assert f'msgstr "{AVOIDED}"' not in plain
    assert "forbidden" not in plain
    assert f'msgstr "{AVOIDED}"' in exported(tmp_path, "po", "--with-avoid").decode()


@pytest.mark.parametrize("kind", ["omegat", "deepl", "memoq", "xbench"])
def test_lists_of_pairs_have_no_place_for_terms_to_avoid(tmp_path, kind):
    assert f"in {kind} whatever stands beside a term is its translation" in exported(tmp_path, kind, "--with-avoid")
    lines = exported(tmp_path, kind).decode("utf-8-sig").replace(",", "\t").splitlines()
    assert not [line for line in lines if AVOIDED in line.split("\t")]


@pytest.mark.parametrize("kind", ["tbx", "tbx2008"])
def test_no_bookkeeping_stands_in_notes(tmp_path, kind):
    """Not of the curated glossary, and not of one with all that TBX has no place for."""
    odd = replace(CONCEPTS[0], advice="Not of Crimea.", risk="land", subject="war ?> %25", valid="../2026", relations="a: b",
                  review="proposed", extra=(("comment", "  x\r\ny"),), excluded=(("id", "wilayah"),))  # fmt: skip
    for data in (exported(tmp_path, kind, concepts=(odd,)), to_tbx(Glossary.load().concepts, int(kind[3:] or 2019))):
        terms, notes = told(data)
        assert terms
        assert not [note for note in notes if "kztrans" in note or "=" in note.split(" ")[0]]
    assert "Not of Crimea." in told(exported(tmp_path, kind, concepts=(odd,)))[1]


@pytest.mark.parametrize("edition", [2019, 2008])
@pytest.mark.parametrize("avoid", [False, True])
def test_what_is_in_instructions_comes_back(tmp_path, edition, avoid):
    texts = ("a?>b", "50%", "%3E", "a\nb\rc", " x ", "kztrans:advice=x", "a=b", "<&>")
    concepts = tuple(
        replace(CONCEPTS[0], id=f"c{n}", advice=text, risk=text, subject=text, note=text, extra=(("mine", text),))
        for n, text in enumerate(texts)
    )
    path = tmp_path / "g.tbx"
    path.write_bytes(to_tbx(concepts, edition, (), avoid))
    assert list(read(path)) == list(concepts)


def test_tbx_of_earlier_versions_is_read(tmp_path):
    """Fields that TBX has no place for were notes."""
    path = tmp_path / "g.tbx"
    path.write_bytes(to_tbx((replace(CONCEPTS[0], advice="Not of Crimea.", subject="land"),)))
    text = path.read_text("utf-8")
    old = text.replace("<?kztrans advice?>", "").replace("<note>Not", "<note>kztrans:advice=Not")
    old = old.replace("<?kztrans avoid?>", "").replace(f"<note>Avoid: {AVOIDED} (en)</note>", "")
    old = re.sub(r"<\?kztrans (.*?)\?>", r"<note>kztrans:\1</note>", old)
    assert old.count("kztrans:") == text.count("<?kztrans") - 1
    path.write_text(old, "utf-8")
    (concept,) = read(path)
    assert (concept.advice, concept.subject) == ("Not of Crimea.", "land")
    assert AVOIDED in [term.text for term in concept.terms]


def test_a_comment_of_the_curated_glossary_stands_once_a_term_in_omegat():
    from kztrans.glossary.delimited import to_omegat

    lines = [line.split("\t") for line in to_omegat(Glossary.load().concepts, "id", "en").decode().splitlines()]
    told_twice = [key for key, times in Counter((term, note) for term, _, note in lines if note).items() if times > 1]
    assert not told_twice
    assert sum(bool(note) for *_, note in lines) > 1000
