"""Word files: what is read of them, what comes back as it was, and what a translated one holds."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path

import pytest
from document_life import is_itself, life, pseudo, written_anew
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import W, box, docx, field, p, parts_of, r, text_of, zipped

from kztrans import documents
from kztrans.documents import Translation
from kztrans.documents import docx as word
from kztrans.errors import InputError

B, ITALIC = "<w:b/>", "<w:i/>"
NOTE = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
TAB, BR, SHY = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", "<w:r><w:softHyphen/></w:r>"
BOOKMARK = '<w:bookmarkStart w:id="1" w:name="x"/>'
TABLE = f"<w:tbl><w:tr><w:tc>{p(r('Negara'))}</w:tc><w:tc>{p(r('Ibu kota', B))}</w:tc></w:tr></w:tbl>"
CHANGES = (
    r("Satu ")
    + f'<w:ins w:id="1" w:author="A">{r("dua ")}</w:ins>'
    + '<w:del w:id="2" w:author="A"><w:r><w:delText>hapus </w:delText></w:r></w:del>'
    + f'<w:moveFrom w:id="3" w:author="A">{r("pindah ")}</w:moveFrom>'
    + r("tiga")
)
ROUND = {
    "noise": p(
        '<w:r w:rsidR="00A1"><w:t>neg</w:t></w:r><w:proofErr w:type="spellEnd"/>',
        r("ara ", "<w:lang w:val='id-ID'/>"),
        r("semu", "<w:noProof/>"),
    ),
    "looks": p(
        r("Satu "), r("du", B), r("a", f"{B}<w:lang w:val='kk-KZ'/>"), r(" "), r("tiga", ITALIC), r(" empat lima")
    ),
    "bold": p(r("Semua tebal, "), r("kecuali", "<w:b w:val='0'/>"), r(" ini", "")),
    "heading": p(r("Judul "), r("biasa", "<w:b w:val='false'/>"), r(" lagi"), style="Heading1"),
    "marks": p(r("Satu"), TAB, r("dua"), BR, r("ti"), SHY, r("ga"), NOTE, r(".")),
    "link": p(r("Baca "), f'<w:hyperlink r:id="L1">{r("di ")}{r("sini", B)}</w:hyperlink>', r(" saja.")),
    "written": p(r("Lihat "), field('HYPERLINK "https://x.kz"', r("laman")), r(".")),
    "computed": p(r("Halaman "), field("PAGE", r("7")), r(" dari "), field("NUMPAGES", r("9")), r(".")),
    "simple": p(r("Bab "), f'<w:fldSimple w:instr=" SEQ Bab ">{r("3")}</w:fldSimple>', r(" dimulai.")),
    "changes": p(CHANGES),
    "table": TABLE,
    "box": p(r("Di luar"), box(p(r("Di dalam "), r("kotak", B)), p(r("Dua")))),
    "sdt": f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{p(r('Kendali'))}</w:sdtContent></w:sdt>",
    "marks around": p(BOOKMARK, r("Satu dua"), '<w:bookmarkEnd w:id="1"/>'),
    "formula": p(r("Jika "), "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", r(" maka ya.")),
    "contents": p(field('TOC \\o "1-3"')[: -len('<w:r><w:fldChar w:fldCharType="end"/></w:r>')], r("Bab 1")),
    "contents go on": p(r("Bab 2")),
    "contents end": p(r("Bab 3"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', r("Sesudahnya.")),
    "empty": "<w:p/>" + p() + p(r("   ")),
}
READ = {
    "noise": ["negara semu"],
    "looks": ["Satu <b1>dua</b1> <i2>tiga</i2> empat lima"],
    "bold": ["Semua tebal, kecuali ini"],
    "heading": ["Judul <f1>biasa</f1> lagi"],
    "marks": ["Satu<tab1/>dua<br2/>ti<shy3/>ga<note4/>."],
    "link": ["Baca <a1>di <b2>sini</b2></a1> saja."],
    "written": ["Lihat <a1>laman</a1>."],
    "computed": ["Halaman <field1/> dari <field2/>."],
    "simple": ["Bab <field1/> dimulai."],
    "changes": ["Satu dua tiga"],
    "table": ["Negara", "Ibu kota"],
    "box": ["Di luar", "Di dalam <b1>kotak</b1>", "Dua"],
    "sdt": ["Kendali"],
    "marks around": ["Satu dua"],
    "formula": ["Jika <x1/> maka ya."],
    "contents": [],
    "contents go on": [],
    "contents end": ["Sesudahnya."],
    "empty": [],
}


def texts(data: bytes) -> list[str]:
    return [block.text for block in word.read(data)]


def made(*names: str) -> bytes:
    return docx(
        *(ROUND[name] for name in names),
        header=p(r("Kepala halaman "), field("PAGE", r("1"))),
        footer=p(r("Kaki")),
        footnotes=(p("<w:r><w:footnoteRef/></w:r>", r(" Catatan kaki.")),),
        endnotes=(p(r("Catatan akhir.")),),
        links={"L1": "https://x.kz/?a=1&amp;b=2"},
    )


def said(data: bytes, number: int, text: str) -> str:
    block = word.read(data)[number]
    return text_of(word.write(data, [Translation(number, number, text, block.codes)], "en"))


@pytest.mark.parametrize("name", ROUND)
def test_what_is_read(name: str) -> None:
    names = [key for key in ROUND if key.startswith("contents")] if name.startswith("contents") else [name]
    found = texts(docx(*(ROUND[key] for key in names), links={"L1": "https://x.kz"}))
    assert found == [text for key in names for text in READ[key]]


def test_the_order_of_parts_and_places() -> None:
    blocks = word.read(made("table", "box", "contents", "contents end"))
    assert [(b.place, b.text) for b in blocks] == list(
        enumerate(
            [
                *("Negara", "Ibu kota", "Di luar", "Di dalam <b1>kotak</b1>", "Dua", "Sesudahnya."),
                *("Catatan kaki.", "Catatan akhir.", "Kepala halaman", "Kaki"),
            ],
            1,
        )
    )


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        ("HYPERLINK &quot;https://x.kz&quot;", "link to https://x.kz"),
        ("FILLIN &quot;Nama&quot;", "field FILLIN"),
        ("FORMTEXT", "field FORMTEXT"),
        ("SEQ Bab", "field SEQ: Budi"),
    ],
)
def test_a_field_is_told_the_same_in_whichever_way_word_writes_it(instruction: str, shown: str) -> None:
    simple = f'<w:fldSimple w:instr=" {instruction} ">{r("Budi")}</w:fldSimple>'
    for written in (simple, field(instruction, r("Budi"))):
        (block,) = word.read(docx(p(r("Yang terhormat "), written, r(" hadir."))))
        assert [code.shown for code in block.codes] == [shown]


def test_what_tags_stand_for() -> None:
    (block,) = word.read(
        docx(
            p(
                f'<w:hyperlink r:id="L1">{r("a")}</w:hyperlink>',
                f'<w:hyperlink w:anchor="bab2">{r("b")}</w:hyperlink>',
                r(" biasa sekali "),
                r("c", '<w:color w:val="FF0000"/>'),
                field("DATE", r("1 Mei")),
                r("d", f"{B}<w:sz w:val='30'/>"),
                '<w:r><w:br w:type="page"/></w:r>',
                r("e"),
            ),
            links={"L1": "https://x.kz/?a=1&amp;b=2"},
        )
    )
    assert [(c.tag, c.shown, c.optional) for c in block.codes] == [
        ("a1", "link to https://x.kz/?a=1&b=2", False),
        ("a2", "link to #bab2", False),
        ("f3", "colour FF0000", True),
        ("field4", "field DATE: 1 Mei", False),
        ("b5", "b, size 30", True),
        ("br6", "page break", False),
    ]


@pytest.mark.parametrize("name", ROUND)
def test_a_document_translated_into_itself_is_itself(name: str, tmp_path: Path) -> None:
    is_itself(tmp_path / "a.docx", made(name))


@pytest.mark.parametrize("name", ROUND)
def test_a_document_written_anew_says_the_same(name: str) -> None:
    data = made(name)
    again = written_anew(word, data)
    for mark in ("fldChar", "footnoteReference", "hyperlink", "bookmark", "instrText", "<w:sdt>", "txbxContent"):
        assert text_of(again).count(mark) == text_of(data).count(mark)


def test_what_is_written() -> None:
    data = docx(ROUND["looks"], ROUND["noise"], ROUND["changes"])
    assert said(data, 0, "<i2>Three</i2> & <b1>two</b1> <b1>2</b1>") == text_of(data).replace(
        re.search("<w:p>.*?</w:p>", ROUND["looks"])[0],
        p(r("Three", ITALIC), r(" &amp; "), r("two", B), r(" "), r("2", B)),
    )
    assert p(r("quasi-states")) in said(data, 1, "quasi-states")
    assert p(r("One two three")) in said(data, 2, "One two three")


def test_both_copies_of_a_text_box_are_written() -> None:
    written = said(docx(ROUND["box"]), 1, "Inside the <b1>box</b1>")
    assert written.count(r("box", B)) == 2
    assert "kotak" not in written


def test_a_line_and_a_box_in_it_are_written_together() -> None:
    data = docx(ROUND["box"])
    codes = [block.codes for block in word.read(data)]
    done = [Translation(0, 0, "Outside", codes[0]), Translation(1, 1, "Inside"), Translation(2, 2, "Two")]
    assert texts(word.write(data, done, "en")) == ["Outside", "Inside", "Two"]


def test_lines_that_were_translated_as_one() -> None:
    data = docx(p(r("Satu")), p(r("dua"), NOTE), p(r("tiga")))
    codes = tuple(code for block in word.read(data) for code in block.codes)
    assert texts(word.write(data, [Translation(0, 1, "One two<note1/>", codes)], "en")) == ["One two<note1/>", "tiga"]


def test_the_language_of_the_styles_is_the_translation_s() -> None:
    data = docx(p(r("Satu")))
    out = word.write(data, [Translation(0, 0, "One")], "en")
    assert 'w:lang w:val="en" w:eastAsia="en-US"' in text_of(out, "word/styles.xml")


def test_tracked_changes_are_told() -> None:
    (told,) = documents.parse(docx(p(CHANGES)), "a.docx", "id").remarks
    assert told.startswith("tracked changes: insertions (1) are read, deletions (2) are not")
    assert documents.parse(docx(p(r("Satu"))), "a.docx", "id").remarks == ()


def test_macros_and_unknown_parts_stay() -> None:
    macro = docx(
        p(r("Satu")),
        main="application/vnd.ms-word.document.macroEnabled.main+xml",
        more={"word/vbaProject.bin": bytes(range(256)), "customXml/item1.xml": "<x>Satu</x>"},
    )
    out = word.write(macro, [Translation(0, 0, "One")], "")
    before, after = parts_of(macro), parts_of(out)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_other_prefixes_and_the_strict_namespace() -> None:
    data = docx(
        p(r("Satu "), r("dua", B)),
        main="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    )
    parts = parts_of(data)
    other = re.sub(r"(</?)w:", r"\1ns0:", parts["word/document.xml"].decode()).replace("xmlns:w=", "xmlns:ns0=")
    strict = other.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    data = zipped({**parts, "word/document.xml": strict})
    assert texts(data) == ["Satu <b1>dua</b1>"]
    assert '<ns0:r><ns0:t xml:space="preserve">One</ns0:t></ns0:r>' in said(data, 0, "One")


LOOKS = st.sampled_from(["", B, ITALIC, B + ITALIC, "<w:lang w:val='id-ID'/>", "<w:rStyle w:val='x'/>"])
RUNS = st.tuples(st.sampled_from(["Satu. ", "dua", " ", "ti\u00adga", "\u2011", "<b1>", "&"]), LOOKS).map(
    lambda pair: r(pair[0].replace("&", "&amp;").replace("<", "&lt;"), pair[1])
)
THINGS = RUNS | st.sampled_from(
    [
        TAB,
        BR,
        SHY,
        NOTE,
        BOOKMARK,
        field("PAGE", r("1")),
        field("HYPERLINK x", r("laman")),
        box(p(r("kotak"))),
        "<w:r/>",
    ]
)


def _around(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = st.lists(inside, max_size=4).map("".join)
    return content.map(lambda c: f'<w:hyperlink w:anchor="x">{c}</w:hyperlink>') | content.map(
        lambda c: f'<w:ins w:id="1" w:author="A">{c}</w:ins>'
    )


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(st.recursive(THINGS, _around, max_leaves=6), max_size=6).map(lambda c: p(*c)), min_size=1, max_size=3
    )
)
def test_no_document_loses_anything(paragraphs: list[str]) -> None:
    data = docx(*paragraphs)
    again = written_anew(word, data)
    for mark in ("footnoteReference", "fldChar", "txbxContent", "w:tab/", "bookmarkStart"):
        assert text_of(again).count(mark) == text_of(data).count(mark)


def test_pseudo_translation_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(made(*ROUND))
    _, data = life(path, pseudo)
    before, after = word.read(path.read_bytes()), word.read(data)
    assert len(after) == len(before)
    assert all("ẋẋẋ" in block.text for block in after)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or encrypted Office file.*without a password"),
        ("a.docx", b"%PDF-1.7", "is a PDF"),
        ("a.docx", b"PK\x03\x04 and so on", "is not a Word file: no zip archive, or a damaged one"),
        ("a.docx", b"", "is not a Word file"),
        ("a.docx", docx("<w:p>"), r"holds XML that is broken \(mismatched tag\)"),
        ("a.docx", docx(p()), "holds no text to read"),
        ("a.docx", docx(p(r("a")), main="x"), "is not a Word file: it has no document; give it its own ending"),
    ],
)
def test_what_is_refused(name: str, data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why) as caught:
        documents.parse(data, name, "id")
    assert str(caught.value).startswith("a.docx: ")


@pytest.mark.parametrize(
    "piece",
    [
        TAB,
        r("a", B) + TAB + r(" "),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "<w:r><w:instrText>HYPERLINK </w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK x</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>',
        f'<w:hyperlink w:anchor="x">{TAB}</w:hyperlink>',
        BOOKMARK,
    ],
)
def test_an_odd_paragraph_is_read_in_linear_steps(piece: str) -> None:
    data = docx(p(r("a", B), piece * 8_000, r("b", B)))
    blocks = word.read(data)
    word.write(data, [Translation(n, n, b.text, b.codes) for n, b in enumerate(blocks)], "")


def test_a_large_document_is_read_in_memory_of_its_size() -> None:
    sentence = "Astana tidak mengakui “negara-negara semu” itu, kata juru bicara kementerian pada hari Selasa. "
    data = docx(*(p(r(sentence), r(f"Nomor {n}. ", B), r(sentence)) for n in range(2_000)))
    word.read(data)
    tracemalloc.start()
    blocks = word.read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * sum(len(block.text) for block in blocks)


def test_references_count_paragraphs(tmp_path: Path) -> None:
    from kztrans.segmentation import segment_document

    path = tmp_path / "a.docx"
    path.write_bytes(docx(p(), p(r("Satu. Dua.")), p(), p(r("Tiga."))))
    assert [s.line for s in segment_document(documents.read(path, "id"))] == [1, 1, 2]
