"""Documents as LibreOffice writes and reads them: one text in three formats, and translations on its pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from document_life import LONGER, accented, curated, life, pseudo
from office_files import note, odt, op, span
from tools import needs, office

from kztrans import documents
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob

WORD = "docx:MS Word 2007 XML"
TEXT = "txt:Text (encoded):UTF8"
Row = tuple[str, ...]

INDONESIAN: list[Row] = [
    ("heading", "Astana dan negara-negara semu"),
    (
        "text",
        "Astana tidak mengakui ",
        "*negara-negara semu",
        " itu. Menurut ",
        "@Majelis Umum",
        " PBB, hal itu melanggar Piagam PBB.",
    ),
    (
        "text",
        "Rapat dimulai pukul 10.30",
        "^Menurut jadwal resmi.",
        " dan berakhir malam hari. Para ",
        "/menteri luar negeri",
        " menandatangani dua dokumen.",
    ),
    ("item", "Kedaulatan dan keutuhan wilayah"),
    ("item", "Hubungan ", "*bilateral", " dengan Kazakhstan"),
    ("row", "Negara", "Ibu kota"),
    ("row", "Kazakhstan", "Astana"),
    ("text", "Presiden Tokayev berangkat ke Almaty pada hari Selasa. Ia akan kembali pekan depan."),
]
ENGLISH: list[Row] = [
    ("heading", "Astana and the quasi-states"),
    (
        "text",
        "Astana does not recognize these ",
        "*quasi-states",
        ". According to the UN ",
        "@General Assembly",
        ", this violates the UN Charter.",
    ),
    (
        "text",
        "The meeting began at 10:30",
        "^According to the official schedule.",
        " and ended in the evening. The ",
        "/foreign ministers",
        " signed two documents.",
    ),
    ("item", "Sovereignty and territorial integrity"),
    ("item", "*Bilateral", " relations with Kazakhstan"),
    ("row", "Country", "Capital"),
    ("row", "Kazakhstan", "Astana"),
    ("text", "President Tokayev left for Almaty on Tuesday. He will return next week."),
]


def _piece(text: str) -> str:
    styles = {"*": "B", "/": "I"}
    if text[0] in styles:
        return span(text[1:], styles[text[0]])
    if text[0] == "@":
        return f'<text:a xlink:type="simple" xlink:href="https://x.kz/">{text[1:]}</text:a>'
    return note(op(text[1:])) if text[0] == "^" else text


def _row(kind: str, *content: str) -> str:
    text = "".join(map(_piece, content))
    if kind == "heading":
        return f'<text:h text:outline-level="1">{text}</text:h>'
    if kind == "item":
        return f"<text:list><text:list-item>{op(text)}</text:list-item></text:list>"
    if kind == "row":
        cells = "".join(f"<table:table-cell>{op(cell)}</table:table-cell>" for cell in content)
        columns = f'<table:table-column table:number-columns-repeated="{len(content)}"/>'
        return f"<table:table>{columns}<table:table-row>{cells}</table:table-row></table:table>"
    return op(text)


def _text(rows: Sequence[Row]) -> bytes:
    return odt(*(_row(*row) for row in rows))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text and its translation in three formats, each as LibreOffice writes it."""
    folder = tmp_path_factory.mktemp("office")
    for lang, rows in (("id", INDONESIAN), ("en", ENGLISH)):
        (folder / f"a.{lang}.odt").write_bytes(_text(rows))
    first = [folder / "a.id.odt", folder / "a.en.odt"]
    own = office(folder / "own", "odt", *first)
    office(folder / "own", WORD, *own)
    office(folder / "own", "html", *own)
    return folder / "own"


@pytest.mark.parametrize(("source", "target"), [("docx", "odt"), ("odt", "html"), ("html", "docx"), ("docx", "docx")])
def test_one_text_in_two_formats(place: Path, tmp_path: Path, source: str, target: str) -> None:
    """Every bead is 1-1, and the terms are found inside bold and links."""
    job = AlignJob(place / f"a.id.{source}", place / f"a.en.{target}", folder=tmp_path, glossary=curated())
    result = run(job)
    assert result.kinds == {"1-1": len(result.source.segments)}
    units = {re.sub("<[^>]*>", "", unit.source): unit for unit in result.catalog.units}
    unit = units["Astana tidak mengakui negara-negara semu itu."]
    assert unit.target == "Astana does not recognize these <b1>quasi-states</b1>."
    assert any("negara semu → quasi-state" in remark for remark in unit.notes)
    unit = units["Menurut Majelis Umum PBB, hal itu melanggar Piagam PBB."]
    assert unit.target == "According to the UN <a1>General Assembly</a1>, this violates the UN Charter."
    assert any("Majelis Umum PBB → UN General Assembly" in remark for remark in unit.notes)
    unit = next(u for source, u in units.items() if source.startswith("Rapat"))
    assert unit.source == "Rapat dimulai pukul 10.30<note1/> dan berakhir malam hari."
    assert unit.target == "The meeting began at 10:30<note1/> and ended in the evening."


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_a_translation_on_the_page(place: Path, tmp_path: Path, ending: str) -> None:
    """All text is translated, in its order, with its formatting, and LibreOffice opens it."""
    path = tmp_path / f"a.{ending}"
    path.write_bytes((place / f"a.id.{ending}").read_bytes())
    _, data = life(path, pseudo)
    done = tmp_path / f"b.{ending}"
    done.write_bytes(data)
    before, after = (file.read_text("utf-8-sig").splitlines() for file in office(tmp_path / "txt", TEXT, path, done))
    assert [line.replace(LONGER, "") for line in after] == [accented(line) for line in before]
    assert sum(LONGER in line for line in after) == sum(bool(line.strip()) for line in before)
    pages = [file.read_text("utf-8") for file in office(tmp_path / "html", "html", path, done)]
    for element in ("<b>", "<i>", "<a ", "<table", "<td", "<sup", "<li", "<h1", 'id="sdfootnote'):
        assert pages[1].count(element) == pages[0].count(element)
    for bold in ("negara-negara semu", "bilateral"):
        assert f"<b>{accented(bold)}</b>" in re.sub(r"\s+", " ", pages[1])


def test_a_page_as_it_is_printed(place: Path, tmp_path: Path) -> None:
    needs("pdftotext")
    import subprocess

    path = tmp_path / "a.docx"
    path.write_bytes((place / "a.id.docx").read_bytes())
    _, data = life(path, pseudo)
    path.write_bytes(data)
    (printed,) = office(tmp_path, "pdf", path)
    text = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
    words = " ".join(text.split())
    expected = [b.text for b in documents.read(path, "id").blocks]
    for block in expected:
        assert " ".join(re.sub("<[^>]*>", "", block).split())[:25] in words
