"""EPUB books: chapters in their order, contents and title; the rest of the archive as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_life import is_itself, life, pseudo, written_anew
from office_files import epub, parts_of, text_of, zipped

from kztrans import documents
from kztrans.documents import Translation
from kztrans.documents import epub as book
from kztrans.errors import InputError

ONE = '<h1>Bab satu</h1>\n<p>Astana &mdash; <b>ibu kota</b>&nbsp;itu.<br/>Ya &amp; <img src="foto.jpg" alt="Foto"/> tidak.</p>'
TWO = "<h1>Bab dua</h1><table><tr><td>Satu</td></tr></table><pre>kode</pre>"
CHAPTERS = {
    "plain": (ONE, TWO),
    "one": (ONE,),
    "none": ("<img src='foto.jpg' alt=''/>",),
    "many": (ONE, TWO, ONE, "<p>Tiga.</p>"),
    "notes": ('<p>Satu<a epub:type="noteref" href="#n1">1</a>.</p><aside id="n1"><p>Catatan.</p></aside>',),
    "picture": ("<figure><svg><text>Peta</text></svg><figcaption>Peta <i>itu</i></figcaption></figure>",),
    "poem": ("<p>Satu<br/>dua<br/>tiga.</p><blockquote><p>Empat.</p></blockquote>",),
    "list": ("<ol><li>Satu<ul><li>Dua</li></ul></li></ol><dl><dt>A</dt><dd>B</dd></dl>",),
    "table": ("<table><thead><tr><th>A</th></tr></thead><tbody><tr><td><b>B</b> c</td></tr></tbody></table>",),
    "entities": ("<p>Satu&#160;&amp; dua&#8212;tiga &lt;b1&gt; <b>empat</b></p><pre>a &lt; b</pre>",),
}


def test_what_is_read() -> None:
    blocks = book.read(epub(ONE, TWO))
    assert [(b.place, b.text) for b in blocks] == list(
        enumerate(
            [
                *(
                    "Bab dua",
                    "Satu",
                    "Bab satu",
                    "Astana — <b1>ibu kota</b1>\u00a0itu.<br2/>Ya & <img3/> tidak.",
                    "Foto",
                ),
                *("<a1>Bab satu</a1>", "Judul & isi", "Jalur tengah"),
            ],
            1,
        )
    )


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_book_translated_into_itself_is_itself(name: str, tmp_path: Path) -> None:
    is_itself(tmp_path / "a.epub", epub(*CHAPTERS[name]))


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_book_written_anew_says_the_same(name: str) -> None:
    written_anew(book, epub(*CHAPTERS[name]))


def test_what_is_written() -> None:
    data = epub(ONE, TWO)
    codes = book.read(data)[3].codes
    done = [
        Translation(3, 3, "<b1>Capital</b1> Astana.<img3/>", codes),
        Translation(6, 6, "Title & more"),
        Translation(7, 7, "Middle <road>"),
    ]
    out = book.write(data, done, "en")
    assert '<p><b>Capital</b> Astana.<img src="foto.jpg" alt="Foto"/></p>' in text_of(out, "OEBPS/bab 1.xhtml")
    assert 'lang="en"' in text_of(out, "OEBPS/bab 1.xhtml")
    assert "<text>Title &amp; more</text>" in text_of(out, "OEBPS/toc.ncx")
    assert '<dc:title id="t">Middle &lt;road&gt;</dc:title><dc:language>en<' in text_of(out, "OEBPS/book.opf")
    before, after = parts_of(data), parts_of(out)
    assert list(before) == list(after)
    assert all(before[name] == after[name] for name in ("mimetype", "OEBPS/foto.jpg", "OEBPS/bab 2.xhtml"))
    assert out[30:58] == b"mimetypeapplication/epub+zip"


def test_what_is_refused() -> None:
    locked = '<encryption><EncryptedData><CipherReference URI="OEBPS/{}"/></EncryptedData></encryption>'
    with pytest.raises(InputError, match=r"a\.epub: is protected \(DRM\)"):
        documents.parse(epub(ONE, more={"META-INF/encryption.xml": locked.format("bab%201.xhtml")}), "a.epub", "id")
    assert documents.parse(epub(ONE, more={"META-INF/encryption.xml": locked.format("f.ttf")}), "a.epub", "id").text
    for parts in ({"mimetype": ""}, {"META-INF/container.xml": "<container/>"}):
        with pytest.raises(InputError, match=r"a\.epub: is not an EPUB book: it "):
            documents.parse(zipped(parts), "a.epub", "id")


def test_pseudo_translation_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(epub(ONE, TWO))
    _, data = life(path, pseudo)
    assert all("ẋẋẋ" in block.text for block in book.read(data))
