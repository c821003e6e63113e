"""OpenDocument texts: what is read of them, what comes back as it was, and what a translated one holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_life import is_itself, life, pseudo, written_anew
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import frame, note, odt, op, parts_of, span, text_of, zipped

from kztrans import documents
from kztrans.documents import Translation
from kztrans.documents import odt as writer
from kztrans.errors import InputError

TAB, BR = "<text:tab/>", "<text:line-break/>"
CHANGED = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/>'
    f'{op("hapus")}</text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion/>'
    "</text:changed-region></text:tracked-changes>"
)
CONTENTS = (
    "<text:table-of-content text:name='x'><text:table-of-content-source/><text:index-body><text:index-title text:name='y'>"
    f"{op('Daftar isi')}</text:index-title>{op('Bab 1', TAB, '3')}</text:index-body></text:table-of-content>"
)
ROUND = {
    "noise": op(span("neg", "N"), "ara ", span("se<text:soft-page-break/>mu", "N")),
    "looks": op("Satu ", span("du", "B"), span("a", "BN"), " ", span("tiga", "I"), " empat lima"),
    "nested": op("Satu ", span(f"dua {span('tiga', 'I')} empat", "B"), " lima enam tujuh"),
    "not bold": op("Satu ", span("dua", "PLAIN"), " tiga ", span("empat", "B")),
    "bold": op("Satu ", span("dua", "PLAIN"), " tiga", style="Tebal"),
    "styles": op("Satu dua ", span("tiga", "Strong_20_Emphasis"), " empat ", span("lima", "Kutipan")),
    "marks": op("Satu", TAB, "dua", BR, "ti\u00adga", note(op(" Catatan ", span("kaki", "I"), ".")), "."),
    "spaces": op("  Satu\n   dua", "<text:s text:c='2'/>", "tiga", span(" empat", "B"), "<text:s/>lima "),
    "link": op("Baca ", f'<text:a xlink:href="https://x.kz/?a=1&amp;b=2">di {span("sini", "B")}</text:a>', " saja."),
    "computed": op(
        "Halaman ", "<text:page-number>7</text:page-number>", " dari ", "<text:page-count>9</text:page-count>"
    ),
    "changes": CHANGED
    + op(
        "Satu ",
        "<text:change-start text:change-id='c2'/>",
        "dua ",
        "<text:change-end text:change-id='c2'/>",
        "<text:change text:change-id='c1'/>",
        "tiga",
    ),
    "table": f"<table:table><table:table-row><table:table-cell>{op('Negara')}</table:table-cell><table:covered-table-cell>{op('tak tampak')}</table:covered-table-cell></table:table-row></table:table>",
    "box": op("Di luar ", frame(op("Di dalam ", span("kotak", "B")), op("Dua")), "sekali"),
    "comment": op(
        "Satu", "<office:annotation><dc:creator>A</dc:creator>", op("komentar"), "</office:annotation>", " dua"
    ),
    "contents": CONTENTS,
    "list": f"<text:list><text:list-item>{op('Satu')}</text:list-item></text:list><text:h text:outline-level='1'>Judul</text:h>",
    "empty": f"<text:p/>{op()}{op('  ', TAB)}",
}
READ = {
    "noise": ["negara semu"],
    "looks": ["Satu <b1>dua</b1> <i2>tiga</i2> empat lima"],
    "nested": ["Satu <b1>dua</b1> <b2>tiga</b2> <b3>empat</b3> lima enam tujuh"],
    "not bold": ["Satu dua tiga <b1>empat</b1>"],
    "bold": ["Satu <f1>dua</f1> tiga"],
    "styles": ["Satu dua <b1>tiga</b1> empat <f2>lima</f2>"],
    "marks": ["Satu<tab1/>dua<br2/>ti<shy3/>ga<note4/>.", "Catatan <i1>kaki</i1>."],
    "spaces": ["Satu dua  tiga <b1>empat</b1> lima"],
    "link": ["Baca <a1>di <b2>sini</b2></a1> saja."],
    "computed": ["Halaman <field1/> dari"],
    "changes": ["Satu dua tiga"],
    "table": ["Negara"],
    "box": ["Di luar <img1/>sekali", "Di dalam <b1>kotak</b1>", "Dua"],
    "comment": ["Satu dua"],
    "contents": ["Daftar isi"],
    "list": ["Satu", "Judul"],
    "empty": [],
}
CONTENT = "content.xml"


def texts(data: bytes) -> list[str]:
    return [block.text for block in writer.read(data)]


def made(*names: str) -> bytes:
    return odt(*(ROUND[name] for name in names), header=op("Kepala"), footer=op("Kaki ", "<text:page-number/>"))


def said(data: bytes, number: int, text: str) -> str:
    block = writer.read(data)[number]
    return text_of(writer.write(data, [Translation(number, number, text, block.codes)], "en"), CONTENT)


@pytest.mark.parametrize("name", ROUND)
def test_what_is_read(name: str) -> None:
    assert texts(odt(ROUND[name])) == READ[name]


def test_a_note_in_a_text_box_is_read_once() -> None:
    assert texts(odt(op("Di luar ", frame(op("Di dalam", note(op("Catatan.")), " kotak")), "."))) == [
        "Di luar <img1/>.",
        "Di dalam<note1/> kotak",
        "Catatan.",
    ]


def test_the_order_of_parts() -> None:
    assert texts(made("marks", "list")) == [READ["marks"][0], *READ["list"], READ["marks"][1], "Kepala", "Kaki"]


@pytest.mark.parametrize("name", ROUND)
def test_a_document_translated_into_itself_is_itself(name: str, tmp_path: Path) -> None:
    is_itself(tmp_path / "a.odt", made(name))


@pytest.mark.parametrize("name", ROUND)
def test_a_document_written_anew_says_the_same(name: str) -> None:
    data = made(name)
    again = written_anew(writer, data)
    for mark in ("<text:note ", "<text:a ", "text:page-number", "change-start", "draw:text-box", "annotation", "index"):
        assert text_of(again, CONTENT).count(mark) == text_of(data, CONTENT).count(mark)


def test_what_is_written() -> None:
    data = odt(ROUND["looks"], ROUND["spaces"])
    assert op(span("Three", "I"), " &amp; ", span("two", "B"), '<text:s text:c="2"/>x') in said(
        data, 0, "<i2>Three</i2> & <b1>two</b1>  x"
    )
    assert op("One<text:tab/>two ") in said(data, 1, "One\ttwo")


def test_notes_and_boxes_are_written_with_their_line() -> None:
    data = odt(ROUND["marks"], ROUND["box"])
    blocks = writer.read(data)
    done = [
        Translation(0, 0, "One<note4/>", blocks[0].codes),
        Translation(1, 1, "Out <img1/>", blocks[1].codes),
        Translation(2, 2, "In"),
        Translation(4, 4, "Note"),
    ]
    assert texts(writer.write(data, done, "")) == ["One", "Out", "In", "Dua", "Note"]


def test_the_language_of_the_styles_is_the_translation_s() -> None:
    for lang, expected in (("en", ("en", "none")), ("en-GB", ("en", "GB"))):
        out = writer.write(odt(op("Satu")), [Translation(0, 0, "One")], lang)
        assert 'fo:language="{}" fo:country="{}"'.format(*expected) in text_of(out, "styles.xml")


def test_tracked_changes_are_told() -> None:
    (told,) = documents.parse(odt(ROUND["changes"]), "a.odt", "id").remarks
    assert told.startswith("tracked changes: insertions (1) are read, deletions (1) are not")


def test_the_first_part_stays_first_and_unpacked() -> None:
    out = writer.write(odt(op("Satu")), [Translation(0, 0, "One")], "en")
    assert out[30:38] == b"mimetype"
    assert out[38:77] == b"application/vnd.oasis.opendocument.text"


def test_what_is_encrypted_is_refused() -> None:
    parts = parts_of(odt(op("Satu")))
    manifest = parts["META-INF/manifest.xml"].replace(b"/></", b"><manifest:encryption-data/></manifest:file-entry></")
    with pytest.raises(InputError, match=r"a\.odt: is encrypted; save it without a password"):
        documents.parse(zipped({**parts, "META-INF/manifest.xml": manifest}), "a.odt", "id")
    with pytest.raises(InputError, match=r"it has no part 'content\.xml'"):
        documents.parse(zipped({"mimetype": "x"}), "a.odt", "id")


THINGS = st.sampled_from(
    [
        "Satu. ",
        "dua",
        " ",
        "  ",
        "\n",
        "ti\u00adga",
        "&lt;b1&gt;",
        "&amp;",
        TAB,
        BR,
        "<text:s text:c='3'/>",
        note(op("Ya.")),
        frame(op("kotak")),
        "<text:date>1 Mei</text:date>",
        "<text:bookmark text:name='x'/>",
    ]
)


def _around(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = st.lists(inside, max_size=4).map("".join)
    return st.builds(span, content, st.sampled_from(["B", "I", "N", "X"])) | content.map(
        lambda c: f'<text:a xlink:href="x">{c}</text:a>'
    )


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(st.recursive(THINGS, _around, max_leaves=6), max_size=6).map(lambda c: op(*c)), min_size=1, max_size=3
    )
)
def test_no_document_loses_anything(paragraphs: list[str]) -> None:
    data = odt(*paragraphs)
    again = written_anew(writer, data)
    for mark in ("<text:note ", "text:date", "draw:text-box", "<text:tab", "text:bookmark"):
        assert text_of(again, CONTENT).count(mark) == text_of(data, CONTENT).count(mark)


def test_pseudo_translation_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(made(*ROUND))
    _, data = life(path, pseudo)
    assert len(writer.read(data)) == len(writer.read(path.read_bytes()))
    assert all("ẋẋẋ" in block.text for block in writer.read(data))
