"""What glossaries of other programs hold besides terms: kept, or named with a number."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kztrans.cli import cli
from kztrans.glossary.readers import read_table
from kztrans.model import Concept

openpyxl = pytest.importorskip("openpyxl")


def tbx(entries: str) -> str:
    return f'<martif type="TBX" xml:lang="en"><text><body>{entries}</body></text></martif>'


def entry(inside: str = "", of_term: str = "", identifier: str = "c1", of_language: str = "") -> str:
    return (
        f'<termEntry id="{identifier}">{inside}<langSet xml:lang="id"><tig><term>pelabuhan</term></tig></langSet>'
        f'<langSet xml:lang="en">{of_language}<tig><term>port</term>{of_term}</tig></langSet></termEntry>'
    )


def read(folder: Path, entries: str) -> tuple[list[Concept], list[str]]:
    path, remarks = folder / "a.tbx", []
    path.write_text(tbx(entries), encoding="utf-8")
    return read_table(path, remarks=remarks)[0], remarks


def transaction(kind: str, day: str, who: str = "") -> str:
    person = f'<transacNote type="responsibility">{who}</transacNote>' if who else ""
    return f'<transacGrp><transac type="transactionType">{kind}</transac>{person}<date>{day}</date></transacGrp>'


@pytest.mark.parametrize("status", ["rejectedByClient", "under review", "Proposed"])
def test_a_status_that_nobody_knows_is_a_column_and_told(tmp_path: Path, status: str) -> None:
    (concept,), remarks = read(tmp_path, entry(of_term=f'<termNote type="administrativeStatus">{status}</termNote>'))
    assert [term.status for term in concept.in_lang("en")] == ["preferred"]
    assert ("status", f"port: {status}") in [(name.removeprefix("other:"), text) for name, text in concept.extra]
    assert f"terms of status {status!r}, which kztrans does not know, now a column: 1" in remarks[0]


@pytest.mark.parametrize(
    ("status", "wanted"),
    [("notRecommended", "deprecated"), ("not recommended", "deprecated"), ("Forbidden", "deprecated"),
     ("deprecatedTerm-admn-sts", "deprecated"), ("superseded", "superseded"), ("standardizedTerm-admn-sts", "preferred"),
     ("legalTerm-admn-sts", "preferred")],
)  # fmt: skip
def test_words_of_other_programs_for_a_status(tmp_path: Path, status: str, wanted: str) -> None:
    (concept,), remarks = read(tmp_path, entry(of_term=f'<termNote type="administrativeStatus">{status}</termNote>'))
    assert [term.status for term in concept.terms if term.lang == "en"] == [wanted]
    assert not remarks


@pytest.mark.parametrize(
    ("element", "name", "text"),
    [
        ('<xref type="xGraphic" target="http://x.example/a.png">gambar</xref>', "xGraphic", "gambar (http://x.example/a.png)"),
        ('<xref type="externalCrossReference" target="http://x.example/"/>', "externalCrossReference", "http://x.example/"),
        ('<ref type="crossReference" target="c9">see the harbour</ref>', "crossReference", "see the harbour (c9)"),
    ],
)  # fmt: skip
def test_what_is_pointed_to_is_kept(tmp_path: Path, element: str, name: str, text: str) -> None:
    assert read(tmp_path, entry(element))[0][0].extra == ((name, text),)
    assert read(tmp_path, entry(of_term=element))[0][0].extra == ((name, f"port: {text}"),)


def test_a_review_is_no_origination(tmp_path: Path) -> None:
    made, changed = transaction("origination", "2001-02-03", "Ana"), transaction("modification", "2024-05-06", "Budi")
    (concept,), _ = read(tmp_path, entry(made + changed))
    assert (concept.reviewer, concept.reviewed) == ("Budi", "2024-05-06")
    assert concept.extra == (("origination", "Ana, 2001-02-03"),)
    (concept,), _ = read(tmp_path, entry(made))
    assert (concept.reviewer, concept.reviewed) == ("", "")


def test_transactions_of_terms_and_languages_say_whose_they_are(tmp_path: Path) -> None:
    changed = transaction("modification", "2024-05-06", "Budi")
    (concept,), _ = read(tmp_path, entry(of_term=changed, of_language=changed.replace("Budi", "Citra")))
    assert (concept.reviewer, concept.reviewed) == ("", "")
    assert concept.extra == (("modification", "en: Citra, 2024-05-06\nport: Budi, 2024-05-06"),)


def test_doubled_identifiers_are_named(tmp_path: Path) -> None:
    concepts, remarks = read(tmp_path, entry() + entry() + entry(identifier="c2") + entry(identifier=""))
    assert [concept.id for concept in concepts] == ["c1", "c1-2", "c2", "pelabuhan"]
    assert remarks == [f"{tmp_path / 'a.tbx'}: several entries have one identifier (c1); the later ones are numbered"]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["glossary", *map(str, arguments)], catch_exceptions=False)


@pytest.mark.parametrize("ending", ["tbx", "csv", "xlsx"])
def test_a_file_name_is_no_domain_of_what_is_exported(tmp_path: Path, ending: str) -> None:
    table, output = tmp_path / "terms.csv", tmp_path / f"out.{ending}"
    table.write_text("concept,id,en\nport,pelabuhan,port\n", encoding="utf-8")
    assert run("export", output, "-g", table).exit_code == 0
    concepts, columns = read_table(output)
    assert [concept.domain for concept in concepts] == ["out"]
    assert "domain" not in columns
    assert b"terms" not in output.read_bytes()
    table.write_text("concept,id,en,domain\nport,pelabuhan,port,terms\n", encoding="utf-8")
    assert run("export", output, "-g", table, "--force").exit_code == 0
    assert [concept.domain for concept in read_table(output)[0]] == ["terms"]


def workbook(path: Path) -> Path:
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    for row in (["concept", "id", "en"], ["port", "pelabuhan", "port"]):
        book.active.append(row)
    book.active["B2"].comment = Comment("jangan pakai dermaga", "Aigul")
    book.active["B1"].comment = Comment("bahasa Indonesia", "Aigul")
    book.active["C2"].hyperlink = "https://x.example/port"
    other = book.create_sheet("Catatan")
    other.append(["satu"])
    other["A1"].comment = Comment("lama", "Budi")
    data = io.BytesIO()
    book.save(data)
    path.write_bytes(data.getvalue())
    return path


def test_comments_and_links_of_a_workbook_are_told_of(tmp_path: Path) -> None:
    path, remarks = workbook(tmp_path / "a.xlsx"), []
    concepts, _ = read_table(path, remarks=remarks)
    assert [concept.id for concept in concepts] == ["port"]
    assert (
        f"{path}[Sheet]: not kept: comments on cells: 2, links of cells: 1; put into a column what is needed" in remarks
    )
    assert any(remark.startswith(f"{path}[Catatan]: not kept: comments on cells: 1;") for remark in remarks)


def test_spaces_around_a_reviewer_come_back(tmp_path):
    from kztrans.glossary.readers import read
    from kztrans.glossary.tbx import to_tbx
    from kztrans.model import Concept, Term

    concept = Concept("a", (Term("satu", "id"),), review="approved", reviewer="0 ", reviewed="2026-01-02")
    path = tmp_path / "a.tbx"
    path.write_bytes(to_tbx([concept]))
    assert [c.reviewer for c in read(path)] == ["0 "]
