"""HTML: what is read of a page, what comes back as it was, and what a browser shows of a translated one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import chromium
from document_life import LONGER, accented, life, pseudo
from hypothesis import given
from hypothesis import strategies as st

from kztrans import inline
from kztrans.documents import Translation, html
from kztrans.documents.markup import tokens


def texts(page: str) -> list[str]:
    return [block.text for block in html.read(page.encode())]


def said(page: str, number: int, text: str, lang: str = "") -> str:
    block = html.read(page.encode())[number]
    return html.write(page.encode(), [Translation(number, number, text, block.codes)], lang).decode()


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Satu<p>Dua <b>tiga</b>", ["Satu", "Dua <b1>tiga</b1>"]),
        ("<p>Satu\n  dua <b> tiga </b> empat", ["Satu\ndua <b1>tiga</b1> empat"]),
        ("a<br>b<br> <br>c", ["a<br1/>b", "c"]),
        ("<b>a<br><br>b</b>", ["<b1>a<br2/><br3/>b</b1>"]),
        ("<img src=x alt='Foto &amp; peta'> ", ["Foto & peta"]),
        ("<p>Ya <img src=x alt=Foto> dan", ["Ya <img1/> dan", "Foto"]),
        ("<a href=x><img src=y></a> Judul <i class=icon></i>", ["Judul"]),
        ("Judul <i class=icon></i> lagi", ["Judul <i1/> lagi"]),
        ("<script>a</script>b<style>c</style><!-- d --><title>e &lt;b></title>", ["b", "e <b>"]),
        ("a<script>if (1<2) '</p>'</script>b", ["a<script1/>b"]),
        ("x <code>a<b>c</b></code> y", ["x <code1/> y"]),
        ("<pre>a</pre>b<pre>c", ["b", "c"]),
        ("<div translate=no>a<div>b</div></div>c <span class='notranslate x'>d</span> e", ["c <span1/> e"]),
        ("<html translate=no><body class=notranslate>a", ["a"]),
        ("Tekan &lt;b1&gt; <b>lalu</b> <b2>", ["Tekan <b1> <b2>lalu</b2>"]),
        ("1 < 2 & 3 &gt; 2 <3", ["1 < 2 & 3 > 2 <3"]),
        ("<input placeholder=Cari><input value=Kirim type=submit><input value=isi>", ["Cari", "Kirim"]),
        ("<meta name=viewport content=x><meta property=og:title content=Judul>", ["Judul"]),
        (
            "<select><option label=Satu>1<option>Dua</select><button aria-label=Tutup>×</button>",
            ["Satu", "1", "Dua", "Tutup", "×"],
        ),
        ("<x-unsur>a</x-unsur> b", ["<xunsur1>a</xunsur1> b"]),
        ("&nbsp; <p>\u00a0", []),
        ("<p title='' alt>x", ["x"]),
        (
            "<p>Ya<sup><a href='#n1'>[1]</a></sup>, <a href=x#y><i>*</i></a> <a href=#n2>2 hal</a>",
            ["Ya<note1/>, <note2/> <a3>2 hal</a3>"],
        ),
        ("<p><a name=a href=#b>1</a> Catatan", ["Catatan"]),
        ("<iframe src=x title='Peta sawah'>a</iframe> b", ["b", "Peta sawah"]),
        ("<object title=Peta>a</object>b<svg aria-label=Logo><text>c</text></svg>", ["b", "Peta", "Logo"]),
        ("<video aria-label=Panen><track label=Indonesia><p title=x>a</p></video>", ["Panen", "Indonesia"]),
        ("<iframe title=Peta translate=no></iframe><video translate=no title=a><track label=b></video>", []),
        ("<div class=notranslate><iframe title=Peta></iframe></div>", []),
        ("<div translate=no title=Peta>a</div><code title=a>b</code><pre title=c>d</pre>", []),
    ],
)
def test_what_is_read(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


def test_what_tags_stand_for() -> None:
    (block,) = html.read(
        b"<p>Di <a href='/x?a=1&amp;b=2'><b>sini</b></a> ada <img src=peta.png> dan <span class=k>k</span>."
    )
    assert [(c.tag, c.shown, c.optional) for c in block.codes] == [
        ("a1", "link to /x?a=1&b=2", False),
        ("b2", "", True),
        ("img3", "picture peta.png", False),
        ("span4", "<span class=k>", True),
    ]


@pytest.mark.parametrize(
    ("page", "text", "expected"),
    [
        ("<p>Satu <b>dua</b>.</p>", "<b1>Two</b1> & <one>", "<p><b>Two</b> &amp; &lt;one&gt;</p>"),
        ("<p> Satu\n<b id=x>dua</b> </p>", "<b1>2</b1>, <b1>2</b1>", "<p> <b id=x>2</b>, <b>2</b> </p>"),
        ("<a title=Satu href=x>t</a>", "Two \"2\" & 'two'", "<a title=\"Two &quot;2&quot; &amp; 'two'\" href=x>t</a>"),
        ("<p>Satu&nbsp;&mdash;&#32;dua ©", "One\u00a0— two ©", "<p>One&nbsp;&mdash; two ©"),
        ("<img alt='Satu'>", "It's", "<img alt='It&#39;s'>"),
    ],
)
def test_what_is_written(page: str, text: str, expected: str) -> None:
    number = 1 if "title" in page else 0
    assert said(page, number, text) == expected


def test_attributes_of_a_translated_line_are_translated_too() -> None:
    page = b"<p>Ya <a title=Satu href=x>dan <img alt=Dua></a></p>"
    blocks = html.read(page)
    assert [b.text for b in blocks] == ["Ya <a1>dan <img2/></a1>", "Satu", "Dua"]
    done = [
        Translation(0, 0, "<a1><img2/>And</a1> yes", blocks[0].codes),
        Translation(1, 1, "One"),
        Translation(2, 2, "Two"),
    ]
    assert html.write(page, done, "") == b'<p><a title="One" href=x><img alt="Two">And</a> yes</p>'
    assert html.write(page, done[2:], "") == b'<p>Ya <a title=Satu href=x>dan <img alt="Two"></a></p>'


def test_the_language_is_said() -> None:
    page = "<html lang='id-ID'><p>Satu <i lang=kk>бір</i> <q lang=id>dua</q>"
    assert said(page, 0, "One <i1>bir</i1> <q2>two</q2>", "en") == (
        "<html lang='en'><p>One <i lang=kk>bir</i> <q lang=en>two</q>"
    )
    assert said("<html><p>Satu", 0, "One", "en") == '<html lang="en"><p>One'
    assert said("<p>Satu", 0, "One", "en") == "<p>One"


def test_an_encoding_that_lacks_a_character() -> None:
    page = '<meta charset="windows-1252"><p>Café'.encode("cp1252")
    assert html.write(page, [Translation(0, 0, "Қазақ é")], "") == (
        '<meta charset="windows-1252"><p>&#1178;аза&#1179; é'.replace("аза", "&#1072;&#1079;&#1072;").encode("cp1252")
    )


MARKUP = st.sampled_from(
    """<p> </p> <b> </b> <i class="x"> </i> <br> <br/> <img alt="Foto"> <a href='x' title=Satu> </a> <div> </div> <td> <!-- k --> <script>
    </script> <code> </code> <pre> </pre> <title> </title> & &amp; &lt;b1&gt; <b1> < > " ' <x <a\x20b=" <span\x20translate=no> </span> ]]>
    <![CDATA[ <?php ?> </ <!doctype\x20html>""".split()
)
WORDS = st.sampled_from(["Satu. ", " dua", "\n", "  ", "Tiga", "\r\n", "=", "/"])


@given(st.lists(MARKUP | WORDS, max_size=30))
def test_no_page_loses_anything(pieces: list[str]) -> None:
    page = "".join(pieces)
    found = tokens(page)
    assert "".join(page[t.start : t.end] for t in found) == page
    assert all(token.start < token.end for token in found)
    blocks = html.read(page.encode())
    assert html.write(page.encode(), [], "en") == page.encode()
    again = [Translation(n, n, b.text, b.codes) for n, b in enumerate(blocks)]
    written = html.write(page.encode(), again, "").decode()
    assert [block.text.split() for block in html.read(written.encode())] == [block.text.split() for block in blocks]
    for block in blocks:
        assert not any(fault.breaks for fault in inline.faults(block.text, block.text, block.codes))


def test_a_long_bad_page_is_read_in_linear_steps() -> None:
    for piece in ("<a ", '<a b="', "<code>", "<!--", "<b><i></b>", "<script>", "</p", "&", "<a b='\""):
        html.read((piece * 20_000 + "x").encode())


def test_a_browser_shows_the_translation(tmp_path: Path) -> None:
    """Every text is there, in its order and in its element, and nothing else has been translated."""
    page = tmp_path / "page.html"
    page.write_bytes((Path(__file__).parent / "documents" / "page.html").read_bytes())
    _, data = life(page, pseudo)
    (tmp_path / "out.html").write_bytes(data)
    with chromium() as browser:
        tab = browser.new_page()
        shown = []
        for name in ("page.html", "out.html"):
            tab.goto((tmp_path / name).as_uri())
            shown.append(tab.evaluate("[...document.body.innerText.split('\\n')].map(s => s.trim()).filter(s => s)"))
            count = tab.evaluate(
                "['b','a','em','td','th','img','sup','code'].map(n => document.querySelectorAll(n).length)"
            )
            shown.append(count)
        assert tab.evaluate("document.documentElement.lang") == "en"
        assert tab.evaluate("document.querySelector('img').alt") == accented("Peta jalur tengah") + LONGER
        assert tab.title() == accented("Kazakhstan & Ukraina: berita") + LONGER
    before, tags_before, after, tags_after = shown
    assert tags_after == tags_before
    kept = ("Jangan diterjemahkan", "kode")
    words = [re.sub(r"kztrans align|Ak Orda", "", line) for line in before]
    expected = [line if line.startswith(kept) else accented(line) for line in words]
    plain = [re.sub(r"kztrans align|Ak Orda", "", line).replace(LONGER, "") for line in after]
    assert plain == expected
