"""Glossaries of other programs: what they write is read, what we write is read again, and what is not kept is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.glossary.delimited import to_csv, to_omegat
from kztrans.glossary.headers import layout
from kztrans.glossary.merging import check, import_into
from kztrans.glossary.readers import read, read_table
from kztrans.glossary.tbx import to_tbx
from kztrans.model import Concept, Term

MARTIF = '<martif type="TBX" xml:lang="en"><text><body>{}</body></text></martif>'


def tbx(folder: Path, *entries: str, name: str = "g.tbx") -> Path:
    path = folder / name
    path.write_text(MARTIF.format("".join(entries)), encoding="utf-8")
    return path


def entry(inside: str = "", identifier: str = "a", **terms: str) -> str:
    sets = "".join(
        f'<langSet xml:lang="{lang.replace("_", "-")}"><tig><term>{text}</term></tig></langSet>'
        for lang, text in terms.items()
    )
    return f'<termEntry id="{identifier}">{inside}{sets}</termEntry>'


def told(path: Path) -> tuple[list[Concept], list[str]]:
    remarks: list[str] = []
    concepts, _ = read_table(path, remarks=remarks)
    return concepts, [remark.removeprefix(f"{path.parent}/") for remark in remarks]


def imported(source: Path, out: Path) -> tuple[int, str]:
    run = CliRunner().invoke(cli, ["glossary", "import", str(source), "-o", str(out)])
    return run.exit_code, run.stderr


@pytest.mark.parametrize(
    "category",
    ["id", "en", "ID", "concept", "domain", "pos", "definition", "reviewer", "review", "en:avoid", "example:id"],
)
def test_a_category_named_like_a_column_of_ours_replaces_nothing(tmp_path: Path, category: str) -> None:
    path = tbx(tmp_path, entry(f'<admin type="{category}">12345</admin>', id="pelabuhan", en="port"))
    out = tmp_path / "new.csv"
    assert imported(path, out)[0] == 0
    (concept,) = read(out)
    assert (concept.id, concept.preferred("id"), concept.preferred("en")) == ("a", "pelabuhan", "port")
    assert "12345" in out.read_text(encoding="utf-8")
    again = tmp_path / "again.tbx"
    again.write_bytes(to_tbx([concept]))
    assert read(again)[0].terms == concept.terms


@pytest.mark.parametrize(
    "given",
    [
        entry("<note>satu&#13;dua</note>", id="pelabuhan", en="port"),
        entry('<descrip type="definition">satu&#13;dua</descrip>', id="pelabuhan", en="port"),
        entry("<note>kztrans:review=sudah</note>", id="pelabuhan", en="port"),
        entry(identifier=" a ", id="pelabuhan", en="port") + entry(identifier="a", id="kota", en="city"),
        entry(id="=HYPERLINK(1)", en="@SUM(1)"),
        entry(id="-nya", en="+x"),
    ],
)
def test_what_import_writes_can_be_read(tmp_path: Path, given: str) -> None:
    path, out, more = tbx(tmp_path, given), tmp_path / "new.csv", tmp_path / "more.csv"
    concepts = read(path)
    assert imported(path, out)[0] == 0
    assert [concept.terms for concept in read(out)] == [concept.terms for concept in concepts]
    more.write_text("concept,id,en\nnation,bangsa,nation\n", encoding="utf-8")
    assert imported(path, more)[0] == 0
    assert [concept.terms for concept in read(more)][1:] == [concept.terms for concept in concepts]
    for cell in out.read_text(encoding="utf-8").splitlines()[1].split(","):
        assert not cell.startswith(("=", "+", "-", "@"))


def test_a_term_without_a_language_is_a_note_and_told(tmp_path: Path) -> None:
    path = tbx(tmp_path, entry("<langSet><tig><term>pelabuhan</term></tig></langSet>", en="port"))
    (concept,), remarks = told(path)
    assert concept.note == "term without a language: pelabuhan"
    assert remarks == ["g.tbx: not kept: terms without a language, now notes: 1"]


def test_a_glossary_that_could_not_be_read_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("concept,id,en\nnation,bangsa,nation\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(InputError, match="would not hold concept 'b'"):
        import_into(path, [Concept("b", (Term("a | b", "id"), Term("c", "en")))], (), "g")
    assert path.read_bytes() == before
    with pytest.raises(InputError, match=r"is not written: .*without a term"):
        check(b"concept,id,en\nx,,\n", path, [])


def test_empty_entries_are_passed_over_and_told(tmp_path: Path) -> None:
    concepts, remarks = told(tbx(tmp_path, entry(id=""), entry(identifier="b", id="pelabuhan", en="port")))
    assert [concept.id for concept in concepts] == ["b"]
    assert remarks == ["g.tbx: not kept: entries without a term: 1"]


def test_several_parts_of_speech(tmp_path: Path) -> None:
    note = '<termNote type="partOfSpeech">{}</termNote>'
    sets = "".join(
        f'<langSet xml:lang="{lang}"><tig><term>{text}</term>{note.format(pos)}</tig></langSet>'
        for lang, text, pos in (("id", "lari", "verb"), ("en", "run", "noun"))
    )
    (concept,), remarks = told(tbx(tmp_path, f'<termEntry id="a">{sets}</termEntry>'))
    assert (concept.pos, concept.note) == ("verb", "part of speech, too: noun")
    assert "second parts of speech, now notes: 1" in remarks[0]


@pytest.mark.parametrize(
    ("langs", "columns"),
    [
        ({"id": "warna", "en_GB": "colour", "en_US": "color"}, ("id", "en-GB", "en-US")),
        ({"id_ID": "warna", "en_GB": "colour"}, ("id", "en")),
        ({"in": "warna", "eng": "colour"}, ("id", "en")),
        ({"id": "warna", "fil": "kulay", "kk_Latn": "tüs"}, ("id", "fil", "kk-Latn")),
        ({"id": "warna", "bjn": "warna", "zh_Hans_CN": "颜色"}, ("id", "bjn:term", "zh-Hans")),
    ],
)
def test_languages_come_back_from_the_table(tmp_path: Path, langs: dict[str, str], columns: tuple[str, ...]) -> None:
    path = tbx(tmp_path, entry(**langs))
    out = tmp_path / "new.csv"
    assert imported(path, out)[0] == 0
    assert set(out.read_text(encoding="utf-8").splitlines()[0].split(",")) >= set(columns)
    assert [sorted(term.text for term in concept.terms) for concept in read(out)] == [sorted(langs.values())]
    (tmp_path / "back.tbx").write_bytes(to_tbx(read(out)))
    assert set(read(tmp_path / "back.tbx")[0].terms) == set(read(out)[0].terms)


def test_tbx_min(tmp_path: Path) -> None:
    path = tmp_path / "min.tbx"
    path.write_text(
        '<TBX dialect="TBX-Min"><header><id>x</id></header><body><entry id="C1"><subjectField>energi</subjectField>'
        '<langGroup xml:lang="id"><termGroup><term>harga minyak</term><partOfSpeech>noun</partOfSpeech></termGroup></langGroup>'
        '<langGroup xml:lang="en"><termGroup><term>oil price</term><termStatus>preferred</termStatus></termGroup>'
        "<termGroup><term>oil cost</term><termStatus>notRecommended</termStatus></termGroup></langGroup></entry></body></TBX>",
        encoding="utf-8",
    )
    (concept,) = read(path)
    assert (concept.id, concept.domain, concept.pos, concept.preferred("en")) == ("C1", "energi", "noun", "oil price")
    assert [term.text for term in concept.in_lang("en", "deprecated")] == ["oil cost"]


def test_entities_and_spaces_in_tbx(tmp_path: Path) -> None:
    (concept,) = read(tbx(tmp_path, entry(id="  Tanah&nbsp;Air ", en="home\n   land")))
    assert (concept.preferred("id"), concept.preferred("en")) == ("Tanah\u00a0Air", "home land")


@pytest.mark.parametrize(
    "head",
    [
        "in,en",
        "ind;eng",
        "id_ID\ten_US",
        "Indonesian (Indonesia),English (United States)",
        "Indonesian [id],English [en]",
        "Indonesian - Indonesia,English - United Kingdom",
        "Istilah,Padanan",
        "Term: Indonesian,Term: English",
        "source:id,target:en",
        "sep=;\nid;en",
        "Glosarium 2024,\nid,en",
    ],
)
def test_headers_of_other_programs(tmp_path: Path, head: str) -> None:
    path = tmp_path / "g.csv"
    separator = next(sign for sign in "\t;," if sign in head.splitlines()[-1])
    path.write_text(f"{head}\npelabuhan{separator}port\n", encoding="utf-8")
    concepts, remarks = told(path)
    assert [(c.preferred("id"), c.preferred("en")) for c in concepts] == [("pelabuhan", "port")]
    assert remarks == []


def test_a_first_row_that_is_taken_for_terms_is_told(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("Lema,Ekuivalen\npelabuhan,port\n", encoding="utf-8")
    assert told(path)[1] == ["g.csv:1: no header is known here; 'Lema' = 'Ekuivalen' is taken for terms"]


@pytest.mark.parametrize(("status", "review", "extra"), [("Final", "", "Final"), ("approved", "approved", "")])
def test_the_status_of_another_program_is_no_state_of_ours(
    tmp_path: Path, status: str, review: str, extra: str
) -> None:
    path = tmp_path / "g.csv"
    path.write_text(f"id,en,status\npelabuhan,port,{status}\n", encoding="utf-8")
    (concept,) = read(path)
    assert (concept.review, dict(concept.extra).get("status", "")) == (review, extra)


def test_a_line_ends_where_a_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "g.txt"
    path.write_text("pelabuhan\tport\tsatu\x0bdua\u2028tiga\x85\nharga\tprice\n", encoding="utf-8")
    assert [(c.preferred("en"), c.note) for c in read(path)] == [("port", "satu\x0bdua\u2028tiga\x85"), ("price", "")]


def test_a_term_with_a_hash_is_no_comment_for_omegat(tmp_path: Path) -> None:
    path = tmp_path / "g.txt"
    path.write_bytes(to_omegat([Concept("a", (Term("#tagar", "id"), Term("hashtag", "en")))], "id", "en"))
    assert not path.read_bytes().startswith(b"#")
    assert read(path)[0].preferred("id") == "#tagar"


def test_a_guarded_cell_is_a_term_again(tmp_path: Path) -> None:
    concept = Concept("a", (Term("=1+1", "id"), Term("'tis", "en")), domain="g")
    path = tmp_path / "g.csv"
    path.write_bytes(to_csv([concept], "g"))
    assert read(path) == [concept]


def test_a_word_is_no_language() -> None:
    assert layout(["war", "perang"], ("id", "en")) is None
    assert layout(["di", "in"], ("id", "en")) is None


def workbook(folder: Path, **sheets: list[list[object]]) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "g.xlsx")
    return folder / "g.xlsx"


def test_a_sheet_of_instructions_is_passed_over_and_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [["id", "en"], ["pelabuhan", "port"]]
    path = workbook(tmp_path, Istilah=rows, Petunjuk=[["Isi kolom id."]], Arti=[["kolom", "isi"], ["id", "istilah"]])
    concepts, remarks = told(path)
    assert [concept.preferred("en") for concept in concepts] == ["port"]
    assert [remark.partition(":")[0] for remark in remarks] == ["g.xlsx[Petunjuk]", "g.xlsx[Arti]"]


def test_error_values_and_escapes_of_excel(tmp_path: Path) -> None:
    good = workbook(tmp_path, A=[["id", "en", "note"], ["pelabuhan", "port", "baris_x000D_\nsatu_x005F_dua"]])
    assert read(good)[0].note == "baris\nsatu_dua"
    with pytest.raises(InputError, match=r"A!A3: an error value, #REF!"):
        read(workbook(tmp_path, A=[["id", "en"], ["pelabuhan", "port"], ["#REF!", "price"]]))


def test_merged_cells(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = workbook(
        tmp_path, A=[["Glosarium", None], ["id", "en"], ["pelabuhan", "port"], [None, "harbour"], ["kota", "city"]]
    )
    book = openpyxl.load_workbook(path)
    book["A"].merge_cells("A1:B1")
    book["A"].merge_cells("A3:A4")
    book.save(path)
    assert [(c.preferred("id"), c.preferred("en")) for c in read(path)] == [
        ("pelabuhan", "port"),
        ("pelabuhan", "harbour"),
        ("kota", "city"),
    ]
    book["A"].merge_cells("A5:B5")
    book["A"]["A5"] = "kota"
    book["A"].cell(5, 3).value = "x"
    book.save(path)
    with pytest.raises(InputError, match="merged side by side"):
        read(path)


def test_concepts_of_two_sheets_with_one_name(tmp_path: Path) -> None:
    rows: list[list[object]] = [["concept", "id", "en"], ["port", "pelabuhan", "port"]]
    path, out = workbook(tmp_path, A=rows, B=[rows[0], ["port", "porto", "port wine"]]), tmp_path / "new.csv"
    code, said = imported(path, out)
    assert code == 0
    assert "added as 'port-2'" in said
    assert [concept.id for concept in read(out)] == ["port", "port-2"]
