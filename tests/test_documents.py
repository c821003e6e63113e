"""Documents: blocks with inline codes, cut into segments, translated, and put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from coded_blocks import blocks
from hypothesis import given
from hypothesis import strategies as st

from kztrans import documents, inline
from kztrans.documents import text as text_documents
from kztrans.errors import InputError
from kztrans.jobs.render import Rendering, render
from kztrans.model import Bead, Block, Catalog, Code, Document, Segment, Unit
from kztrans.paragraphs import paragraphs_of
from kztrans.units.making import make_units
from kztrans.units.side import Side


def cut(document: Document) -> tuple[Segment, ...]:
    """Sentences end with a full stop: enough to test with."""
    found = []
    for number, paragraph in enumerate(paragraphs_of(document)):
        for match in re.finditer(r"\S[^.。]*[.。]?", document.text[paragraph.start : paragraph.end]):
            start, content = paragraph.start + match.start(), match.group().rstrip()
            found.append(Segment(content, start, start + len(content), number, paragraph.line))
    return tuple(found)


def side(*given_blocks: Block) -> Side:
    document = documents.assembled(given_blocks, "a.x", "id")
    return Side(document, cut(document))


def units_of(source: Side, beads: Sequence[tuple[int, ...]] | None = None) -> list[Unit]:
    wanted = beads if beads is not None else [(n,) for n in range(len(source.segments))]
    return make_units(source, None, [Bead(bead, (), 1.0) for bead in wanted], lambda *_: (), 0.5)


def rendered(source: Side, units: Sequence[Unit]) -> Rendering:
    return render(Catalog("id", "en", tuple(units)), source, ["a.x"])


def translated(source: Side, units: Sequence[Unit]) -> list[str]:
    """The blocks after rendering, with the opening and closing data of their codes in place of tags."""
    said = {t.first: (t.text, t.codes) for t in rendered(source, units).translations}
    found = []
    for n, block in enumerate(source.document.blocks):
        text, codes = said.get(n, (block.text, block.codes))
        becomes = inline.tags(text, codes)
        for tag in reversed(becomes):
            data = {"open": tag.code.opening, "close": tag.code.closing, "alone": tag.code.opening}[tag.role]
            text = text[: tag.start] + data + text[tag.end :]
        found.append(text)
    return found


@given(st.text(st.sampled_from("a. \n\r\t\v<b1>/\u2028"), max_size=60))
def test_a_plain_text_is_made_of_its_blocks(text: str) -> None:
    document = documents.assembled(text_documents.read(text.encode()), "a.txt", "id")
    assert document.text == text
    assert paragraphs_of(document)[:-1] == paragraphs_of(Document("a.txt", text, "id"))


@given(st.lists(blocks(), min_size=1, max_size=4))
def test_nothing_of_a_block_is_lost_between_its_segments(made: list[Block]) -> None:
    source = side(*made)
    coded = source.coded_text
    for n in range(len(made)):
        inside = [k for k, s in enumerate(source.segments) if s.paragraph == n]
        pieces = [piece for k in inside for piece in (coded.before(k), coded.segments(k, k)[0])]
        pieces += [coded.after(inside[-1])] if inside else []
        if inside:
            assert inline.joined(pieces, coded.codes(n, n)) == coded.block(n)
        assert inline.without(coded.block(n), coded.codes(n, n)) == inline.without(made[n].text, made[n].codes)
        for k in inside:
            text, codes = coded.segments(k, k)
            assert inline.faults(text, text, codes) == []
            assert inline.without(text, codes) == source.segments[k].text


@given(st.lists(blocks(), min_size=1, max_size=4))
def test_a_document_translated_into_itself_is_itself(made: list[Block]) -> None:
    source = side(*made)
    units = [Unit(u.source, u.source, codes=u.codes) for u in units_of(source)]
    result = rendered(source, units)
    assert (result.translations, result.missing, result.unused, result.broken) == ((), (), (), ())


@given(st.lists(blocks(), min_size=1, max_size=4), st.data())
def test_whatever_is_translated_keeps_its_codes(made: list[Block], data: st.DataObject) -> None:
    """Words in capitals stand for a translation: every code is where it was, however units were cut."""
    source = side(*made)
    beads, first = [], 0
    while first < len(source.segments):
        paragraph = source.segments[first].paragraph
        most = sum(s.paragraph == paragraph for s in source.segments[first:])
        size = data.draw(st.integers(1, min(most, 3)))
        beads.append(tuple(range(first, first + size)))
        first += size

    def shouted(text: str, codes: tuple[Code, ...]) -> str:
        found = inline.tags(text, codes)
        for start, end in [(t.end, n.start) for t, n in pairwise(found)]:
            text = text[:start] + text[start:end].replace("a", "A") + text[end:]
        return text.replace("Satu", "SATU") if not found else text

    units = [Unit(u.source, shouted(u.source, u.codes), codes=u.codes) for u in units_of(source, beads)]
    result = rendered(source, units)
    assert result.broken == result.missing == ()
    for translation in result.translations:
        block = made[translation.first]
        before = [(t.code.opening, inline.name_of(t.code.tag), t.role) for t in inline.tags(block.text, block.codes)]
        after = inline.tags(translation.text, translation.codes)
        assert [(t.code.opening, inline.name_of(t.code.tag), t.role) for t in after] == before
        words = inline.without(translation.text, translation.codes)
        assert "".join(words.lower().split()) == "".join(inline.without(block.text, block.codes).lower().split())


def test_units_stay_in_their_blocks_and_with_their_codes() -> None:
    """A text that two blocks make up is not taken for what one of them says; nor one without a code for one with it."""
    source = side(Block("Satu. Dua."), Block("Tiga. Satu."), Block("Dua. Tiga. Satu."))
    units = [replace(u, target=u.source.upper()) for u in units_of(source, [(0,), (1,), (2, 3), (4,), (5, 6)])]
    assert translated(source, units) == ["SATU. DUA.", "TIGA. SATU.", "DUA. TIGA. SATU."]
    source = side(Block("Satu.<note3/>Satu.Satu.", (NOTE,)))
    (joined, single) = units_of(source, [(0, 1), (2,)])
    done = [replace(joined, target="One.<note1/>One."), replace(single, target="Last.")]
    assert translated(source, done) == ["One.[1]One. Last."]


B, A = Code("b1", opening="<b>", closing="</b>", optional=True), Code("a2", opening="<a>", closing="</a>")
NOTE, BR = Code("note3", "alone", "note 1", "[1]"), Code("br4", "alone", opening="<br>", optional=True)


def test_what_surrounds_a_segment_stays_out_of_it() -> None:
    source = side(
        Block(
            "<b1>Satu. Dua.</b1> <a2>Tiga</a2> empat.<note3/><br4/>Lima <b5>enam. Tu</b5>juh.",
            (B, A, NOTE, BR, Code("b5", opening="<i>", closing="</i>")),
        )
    )
    units = units_of(source)
    assert [u.source for u in units] == [
        "Satu.",
        "Dua.",
        "<a1>Tiga</a1> empat.<note2/>",
        "Lima <b1>enam.</b1>",
        "<b1>Tu</b1>juh.",
    ]
    assert units[2].notes == ("<note2/>: note 1",)
    english = ["One.", "Two.", "Four of <a1>three</a1>.<note2/>", "<b1>Six</b1> fives.", "Se<b1>ven</b1>."]
    done = [Unit(u.source, e, codes=u.codes) for u, e in zip(units, english, strict=True)]
    assert translated(source, done) == [
        "<b>One. Two.</b> Four of <a>three</a>.[1]<br><i>Six</i> fives.<i> </i>Se<i>ven</i>."
    ]


REFUSED = (
    "txlf",
    "ttx",
    "xliff2",
    "arb",
    "rc",
    "dita",
    "mif",
    "sgml",
    "srx",
    "qm",
    "eml",
    "mht",
    "sbv",
    "cfg",
    "php",
    "js",
)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"%PDF-1.7\n...", r"a\.pdf: is a PDF, .*; get the text's own file"),
        ("a.txt", b"%PDF-1.7\n...", "is a PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or encrypted Office file; open it in a word processor"),
        ("a.rtf", b"{\\rtf1 a}", "is RTF; open it"),
        ("scan.jpg", b"\xff\xd8\xff\xe0", "is a picture; recognise its text first"),
        ("scan.tiff", b"II*\0\x08", "is a picture"),
        ("a.zip", b"PK\x03\x04", "is a zip archive"),
        ("a.po", b'msgid ""\n', r"\.po is no format of documents; name a document; for a file that holds translations"),
        ("a.json", b"{}", r"\.json is no format of documents"),
        ("a.svg", b"<svg><text>Peta</text></svg>", r"\.svg is no format of documents"),
        ("a.sdlxliff", b"<xliff/>", r"\.sdlxliff is no format of documents; .* given the ending \.xlf"),
        ("a.html", b"<p> </p>", "holds no text to read"),
        *((f"a.{ending}", b"Satu.", rf"\.{ending} is no format of documents") for ending in REFUSED),
        ("a.lrc", b"[00:01.00]Satu.", "convert it to .srt"),
        ("a.bilingual", b'<?xml version="1.0"?><x/>', "is XML; name a document, or convert"),
        ("a.bilingual", b"\xef\xbb\xbf\n<?xml?><x/>", "is XML"),
        ("a.bilingual", '<?xml version="1.0"?><x/>'.encode("utf-16"), "is XML"),
        ("a.bilingual", b'<?xml version="1.0"?>\n<xliff version="1.2"/>', r"is XLIFF; .* given the ending \.xlf"),
        ("halaman", b"<!doctype html>\n<p>Satu.</p>", r"is HTML; give it the ending \.html"),
        ("a.ps", b"%!PS-Adobe-3.0\n", "is PostScript"),
        (
            "a.fodt",
            b"<office:document/>",
            r"\.fodt is no format of documents; open it in LibreOffice and save it as \.odt",
        ),
        ("a.mobi", b"BOOKMOBI", r"\.mobi is no format of documents; convert it to \.epub"),
        ("a.pages", b"PK\x03\x04", r"\.pages is no format of documents; export it from Pages as \.docx"),
        ("a.key", b"PK\x03\x04", r"export it as \.pptx"),
        ("a.ods", b"PK\x03\x04", r"\.ods is no format of documents; copy its texts into a document"),
        ("a.xlsx", b"PK\x03\x04", r"\.xlsx is no format of documents"),
        ("a.gdoc", b'{"url":"https://docs.google.com/x"}', r"download that as \.docx"),
        ("a.ttml", b"<tt><body><p>Satu.</p></body></tt>", r"convert it to \.srt"),
        ("a.bilingual", b"<tt xmlns='http://www.w3.org/ns/ttml'/>", "is XML"),
        ("a.html", b"PK\x03\x04", "is a zip archive; give a Word"),
        ("a.md", b"%PDF-1.7", "is a PDF"),
        ("a.srt", b"{\\rtf1 a}", "is RTF"),
        ("a.vtt", b"\x1f\x8b\x08", "is a compressed file"),
        ("surat", b"MIME-Version: 1.0\nFrom: a@example.org\n\nSatu.", "is mail; save its text"),
    ],
)
def test_what_is_no_document_is_refused(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=why) as caught:
        documents.read(tmp_path / name, "id")
    assert "\n" not in str(caught.value)


def test_a_text_may_have_any_ending(tmp_path: Path) -> None:
    for name in ("berita", "berita.id", "berita.tulisan"):
        (tmp_path / name).write_text("Satu.")
        assert documents.read(tmp_path / name, "id").text == "Satu."


def test_a_text_may_be_about_xml(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<?xml begins such a file.")
    (tmp_path / "berita").write_text("Kata <?xml di tengah.")
    assert documents.read(tmp_path / "a.txt", "en").text == "<?xml begins such a file."
    assert documents.read(tmp_path / "berita", "id").text == "Kata <?xml di tengah."
