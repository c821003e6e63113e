"""Presentations: slides in their order, with their notes; what is written of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_life import is_itself, life, pseudo, written_anew
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import ap, ar, pptx, text_of, zipped

from kztrans import documents
from kztrans.documents import Translation
from kztrans.documents import pptx as show
from kztrans.errors import InputError

BR = '<a:br><a:rPr lang="id-ID"/></a:br>'
NUMBER = '<a:fld id="{1}" type="slidenum"><a:rPr/><a:t>3</a:t></a:fld>'
ROUND = {
    "noise": ap(ar("neg", 'lang="id-ID" dirty="0"'), ar("ara ", 'lang="en-US" err="1"'), ar("semu")),
    "looks": ap(
        ar("Satu "), ar("dua", 'b="1" lang="id-ID"'), ar(" tiga "), ar("empat", 'i="1" sz="2800"'), ar(" lima enam")
    ),
    "link": ap(ar("Baca "), ar("di sini", "lang='id-ID'", '<a:hlinkClick r:id="L1"/>'), ar(" saja.")),
    "marks": ap(ar("Satu"), BR, ar("dua "), NUMBER, ar(" ti\u00adga"), ar("2", 'baseline="30000"'), ar(".")),
    "colour": ap(ar("Satu dua "), ar("tiga", "", '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>')),
    "table": f"<a:tbl><a:tr><a:tc><a:txBody><a:bodyPr/>{ap(ar('Negara'))}</a:txBody></a:tc></a:tr></a:tbl>",
    "not bold": ap(ar("Satu", 'b="0" i="0" u="none" strike="noStrike" baseline="0"'), ar(" dua")),
    "tabs": ap(ar("Satu\tdua"), ar(" "), ar("tiga", 'u="sng"'), ar(" empat", 'strike="sngStrike"')),
    "formula": ap(
        ar("Jika "),
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'/>",
        ar("ya"),
    ),
    "empty": f"<a:p/>{ap()}{ap(NUMBER)}",
}
READ = {
    "noise": ["negara semu"],
    "looks": ["Satu <b1>dua</b1> tiga <i2>empat</i2> lima enam"],
    "link": ["Baca <a1>di sini</a1> saja."],
    "marks": ["Satu<br1/>dua <field2/> ti<shy3/>ga<sup4>2</sup4>."],
    "colour": ["Satu dua <f1>tiga</f1>"],
    "table": ["Negara"],
    "not bold": ["Satu dua"],
    "tabs": ["Satu\tdua <u1>tiga</u1> <s2>empat</s2>"],
    "formula": ["Jika <x1/>ya"],
    "empty": [],
}
SLIDE = "ppt/slides/slide1.xml"


def texts(data: bytes) -> list[str]:
    return [block.text for block in show.read(data)]


def made(name: str) -> bytes:
    return pptx(
        (ROUND[name],), (ap(ar("Penutup")),), notes=(ap(ar("Catatan")),), links={"L1": "https://x.kz/?a=1&amp;b=2"}
    )


@pytest.mark.parametrize("name", ROUND)
def test_what_is_read(name: str) -> None:
    assert texts(made(name)) == ["Penutup", *READ[name], "Catatan"]


def test_what_tags_stand_for() -> None:
    data = made("looks"), made("link"), made("colour"), made("marks")
    assert [c.shown for d in data for b in show.read(d) for c in b.codes] == [
        *("", "i, size 2800", "link to https://x.kz/?a=1&b=2", "colour FF0000"),
        *("", "field slidenum", "", ""),
    ]


@pytest.mark.parametrize("name", ROUND)
def test_a_presentation_translated_into_itself_is_itself(name: str, tmp_path: Path) -> None:
    is_itself(tmp_path / "a.pptx", made(name))


@pytest.mark.parametrize("name", ROUND)
def test_a_presentation_written_anew_says_the_same(name: str) -> None:
    data = made(name)
    again = written_anew(show, data)
    for mark in ("a:fld ", "hlinkClick", "<a:br>", "endParaRPr", "lvl="):
        assert text_of(again, SLIDE).count(mark) == text_of(data, SLIDE).count(mark)


def test_what_is_written() -> None:
    data = made("looks")
    block = show.read(data)[1]
    out = show.write(data, [Translation(1, 1, "<b1>Two</b1> & one", block.codes)], "en")
    assert ap(ar("Two", 'b="1"'), ar(" &amp; one")) in text_of(out, SLIDE)


def test_what_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.pptx: is not a PowerPoint file: it has no slides"):
        documents.parse(zipped({"[Content_Types].xml": "<Types/>"}), "a.pptx", "id")


THINGS = st.builds(
    ar, st.sampled_from(["Satu. ", "dua", " ", "&lt;b1&gt;", "\u00ad"]), st.sampled_from(["", 'b="1"', "lang='kk'"])
) | st.sampled_from([BR, NUMBER])


@settings(max_examples=40)
@given(st.lists(st.lists(THINGS, max_size=7).map(lambda c: ap(*c)), min_size=1, max_size=3))
def test_no_presentation_loses_anything(paragraphs: list[str]) -> None:
    data = pptx(tuple(paragraphs))
    again = written_anew(show, data)
    for mark in ("<a:br>", "a:fld "):
        assert text_of(again, SLIDE).count(mark) == text_of(data, SLIDE).count(mark)


def test_pseudo_translation_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(pptx(tuple(ROUND.values()), notes=(ap(ar("Catatan")),)))
    _, data = life(path, pseudo)
    assert len(show.read(data)) == len(show.read(path.read_bytes()))
    assert all("ẋẋẋ" in block.text for block in show.read(data))
