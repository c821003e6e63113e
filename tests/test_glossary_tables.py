"""Tables read and written: CSV, tab-separated lists, Excel, Weblate's and OmegaT's exports, and bad rows."""

import openpyxl
import pytest

from kztrans.errors import InputError
from kztrans.glossary import Glossary
from kztrans.glossary.columns import layout
from kztrans.glossary.delimited import to_csv
from kztrans.glossary.readers import read, read_table
from kztrans.model import Concept, Term
from kztrans.resources import glossary_files

HEADER = "concept,pos,id,en,kk,ru,id:avoid,en:avoid,definition,note,source,review,reviewer,reviewed"


def written(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_every_column_of_the_own_form(tmp_path):
    row = 'q,noun,negara semu | kuasi-negara,quasi-state,квази,,negara palsu,"fake, state",A thing.,N.,S.,approved,Ana,2026-01-31'
    (concept,) = read(written(tmp_path, "states.csv", f"{HEADER},colour\n{row},red\n"))
    assert concept == Concept(
        "q",
        (
            Term("negara semu", "id"),
            Term("kuasi-negara", "id", "admitted"),
            Term("negara palsu", "id", "deprecated"),
            Term("quasi-state", "en"),
            Term("fake, state", "en", "deprecated"),
            Term("квази", "kk"),
        ),
        pos="noun",
        domain="states",
        definition="A thing.",
        note="N.",
        source="S.",
        review="approved",
        reviewer="Ana",
        reviewed="2026-01-31",
        extra=(("colour", "red"),),
    )


@pytest.mark.parametrize("path", glossary_files(), ids=lambda path: path.stem)
def test_our_own_files_come_back_byte_for_byte(path):
    concepts, columns = read_table(path)
    assert to_csv(concepts, path.stem, columns) == path.read_bytes()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("two.csv", "perang,war\nunjuk rasa,protest\n"),
        ("header.csv", "Bahasa Indonesia,English\nperang,war\nunjuk rasa,protest\n"),
        ("excel.csv", "\ufeffid;en\r\nperang;war\r\nunjuk rasa;protest\r\n"),
        ("codes.csv", "en-GB,id_ID\nwar,perang\nprotest,unjuk rasa\n"),
        ("weblate.csv", '"location","source","target","id","fuzzy"\n"","perang","war","","False"\n"","unjuk rasa","protest","",""\n'),
        ("terms.csv", "term,translation\nperang,war\nunjuk rasa,protest\n"),
        ("omegat.txt", "# Glossary\nperang\twar\nunjuk rasa\tprotest\ta comment\n"),
        ("omegat.utf8", "perang\twar\nunjuk rasa\tprotest\n"),
        ("list.tsv", "Indonesian\tEnglish\nperang\twar\nunjuk rasa\tprotest\n"),
        ("numbered.csv", "No,ID,Indonesian,English\n1,a,perang,war\n2,b,unjuk rasa,protest\n"),
    ],
)  # fmt: skip
def test_common_exports(tmp_path, name, text):
    concepts = read(written(tmp_path, name, text))
    assert [(c.preferred("id"), c.preferred("en")) for c in concepts] == [("perang", "war"), ("unjuk rasa", "protest")]


def test_utf16_of_a_spreadsheet(tmp_path):
    path = written(tmp_path, "g.csv", "id\ten\nperang\twar\n", "utf-16")
    assert read(path)[0].preferred("en") == "war"


def test_a_word_of_two_letters_is_no_header():
    assert layout(["as", "axle"], ("id", "en")) is None
    assert layout(["negara", "state"], ("id", "en")) is None


def test_two_varieties_of_a_language_stay_apart(tmp_path):
    concept = read(written(tmp_path, "g.csv", "id,en-GB,en-US\npusat,centre,center\n"))[0]
    assert (concept.preferred("en-GB"), concept.preferred("en-US")) == ("centre", "center")
    assert len(Glossary([concept]).find("The center.", "en")) == 1


def test_names_are_made_for_concepts_without_one(tmp_path):
    concepts = read(written(tmp_path, "g.csv", "id,en\nperang,war\nlaga,war\n"))
    assert [concept.id for concept in concepts] == ["war", "war-2"]


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        (f"{HEADER}\nq,noun,,,,,,,A thing.,,,,,\n", ":2: ", "without a term"),
        (f"{HEADER}\nq,noun,a,b,,,,,,,,maybe,,\n", ":2:review: ", "no state of review"),
        (f"{HEADER}\nq,noun,a,b,,,,,,,,,,\nq,noun,c,d,,,,,,,,,,\n", ":3:concept: ", "line 2"),
        ("concept,id,en\nq,a,b,c\n", ":2:4: ", "more than the header"),
        ('concept,id,en\nq,a,b\nr,"a,b\nmore\n', ":3: ", "not closed"),
        ("a,b,c,d\ne,f,g,h\n", ":1: ", "two languages"),
        ("id,en,\na,b,c\n", ":2:3: ", "without a name"),
        ("concept,id,en\nq,a\0,b\n", ":2: ", "NUL"),
    ],
)
def test_bad_rows_name_file_row_and_column(tmp_path, text, place, reason):
    path = written(tmp_path, "g.csv", text)
    with pytest.raises(InputError) as error:
        Glossary.load(path)
    assert str(error.value).startswith(f"{path}{place}")
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_other_encodings_and_missing_files(tmp_path):
    path = written(tmp_path, "g.csv", "id,en\nperang,war\ncafé,café\n", "latin-1")
    with pytest.raises(InputError, match=":3: is not UTF-8"):
        read(path)
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.csv")
    with pytest.raises(InputError, match="end in"):
        read(written(tmp_path, "g.docx", "x"))


def test_superseded_terms_have_a_column(tmp_path):
    concept = Concept("k", (Term("Kyiv", "en"), Term("Kiev", "en", "superseded")), pos="proper noun", domain="g")
    data = to_csv([concept], "g")
    assert b"en:superseded" in data
    path = tmp_path / "g.csv"
    path.write_bytes(data)
    assert read(path) == [concept]


def workbook(path, *sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_excel(tmp_path):
    path = workbook(
        tmp_path / "g.xlsx",
        ("war", [["id", "en", "pos", "year"], ["perang", "war", "n", 1991], [], ["unjuk rasa", "protest", None, 2.0]]),
        ("empty", []),
    )
    first, second = read(path)
    assert (first.preferred("en"), first.pos, first.extra, first.domain) == ("war", "noun", (("year", "1991"),), "g")
    assert second.extra == (("year", "2"),)


def test_sheets_are_domains(tmp_path):
    path = workbook(
        tmp_path / "g.xlsx", ("war", [["id", "en"], ["perang", "war"]]), ("oil", [["id", "en"], ["minyak", "oil"]])
    )
    assert [concept.domain for concept in read(path)] == ["war", "oil"]


def test_a_formula_in_excel_is_refused(tmp_path):
    path = workbook(tmp_path / "g.xlsx", ("s", [["id", "en"], ["perang", '=CONCATENATE("w","ar")']]))
    with pytest.raises(InputError, match=r"s!B2: a formula; put its value"):
        read(path)


def test_no_workbook_at_all(tmp_path):
    for name, data in (("a.xlsx", b"no zip"), ("b.xlsx", b"PK\x03\x04 cut"), ("c.xlsx", b"")):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(InputError, match="Excel workbook"):
            read(path)


def test_a_workbook_with_a_dtd_is_refused(tmp_path):
    import zipfile

    path = workbook(tmp_path / "g.xlsx", ("s", [["id", "en"], ["perang", "war"]]))
    changed = tmp_path / "h.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for member in old.namelist():
            data = old.read(member)
            if member.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            new.writestr(member, data)
    with pytest.raises(InputError, match="DTD"):
        read(changed)
