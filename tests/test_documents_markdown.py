"""Markdown: what is read of a file, what comes back as it was, and what a translated one says to other readers."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from document_life import LONGER, accented, life, pseudo
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kztrans.documents import Translation, markdown

FILES = sorted((Path(__file__).parent / "documents").glob("*.md"))
OTHER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def texts(source: str) -> list[str]:
    return [block.text for block in markdown.read(source.encode())]


def said(source: str, text: str, number: int = 0) -> str:
    block = markdown.read(source.encode())[number]
    return markdown.write(source.encode(), [Translation(number, number, text, block.codes)]).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Satu\ndua\n\n tiga", ["Satu\ndua", "tiga"]),
        ("# Satu #\n\nDua\n===\n", ["Satu", "Dua"]),
        ("- satu\n- dua\n  tiga\n", ["satu", "dua\ntiga"]),
        ("> satu\n> > dua\nmalas", ["satu", "dua\nmalas"]),
        ("**a** *b* ***c*** ~~d~~", ["<b1>a</b1> <i2>b</i2> <i3><b4>c</b4></i3> <s5>d</s5>"]),
        ("a `b` ``c`d``", ["a"]),
        ("a `b` ``c`d`` e", ["a <code1/> <code2/> e"]),
        ("\\*a\\* &amp; &#65; snake_case 2*3", ["*a* & A snake_case 2*3"]),
        ("a  \nb\\\nc", ["a<br1/>b<br2/>c"]),
        ("[a](b) [c](d 'e') <ff:g> h", ["<a1>a</a1> <a2>c</a2> <a3/> h", "e"]),
        ('![a](b) ![c](d "e")', ["a", "c", "e"]),
        ("x ![a](b) y", ["x <img1/> y", "a"]),
        ("[![a](b)](c) d", ["d", "a"]),
        ("[a] [b][] [c][A]\n\n[a]: /x\n[b]: /y", ["<a1>a</a1> <a2>b</a2> <a3>c</a3>"]),
        ("a[^1] b\n\n[^1]: c\n[^2]: d", ["a<note1/> b", "c", "d"]),
        ("<b>a</b> <i>b <!-- c --> d", ["<b1>a</b1> <i2/>b <x3/> d"]),
        ("<p>a <b>b</b></p>\n\nc", ["a <b1>b</b1>", "c"]),
        ("```\na\n```\n\n    b\n\n~~~x\nc\n~~~\n", []),
        ("---\ndescription: >-\n  a\n  b\n\n  c: d\nlayout: e\n---\nf", ["a\nb", "c: d", "f"]),
        ("---\nhero:\n  tagline: |\n    a\n  image: b\n---\nf", ["a", "f"]),
        ('---\ntitle: a\n  b # c\nsummary: "d\n  e"\nlayout: x\n---\nf', ["a\nb # c", "d\ne", "f"]),
        ("---\nfeatures:\n  - title: a # b\n    icon: c\n  - icon: d\n    title: 'e'\n---\nf", ["a", "e", "f"]),
        ("---\nsidebar_label: a\ntitle: |\n---\nf", ["a", "f"]),
        ("[a] b\n\n[a]: /x 'c'\n\nd\n\n[e]: /y\n    \"f\"\n", ["<a1>a</a1> b", "c", "d", "f"]),
        ("```\n[a]: /x 'c'\n```\n\nd", ["d"]),
        ('{{< figure src="x" caption="a" alt="b" >}}\n\nc {{% x title="d" %}} e', ["a", "b", "c <shortcode1/> e", "d"]),
        ("a $E = mc^2$ b $x$ c", ["a <math1/> b <math2/> c"]),
        ("harga $5 dan $7, US$3_a$ atau $ 5_$ b", ["harga $5 dan $7, US$3_a$ atau $ 5_$ b"]),
        ("<A/> a {n + 1} b {ini catatan} {/* c d */} e", ["a <value1/> b {ini catatan} <value2/> e"]),
        ("import A from 'b'\n\n{/* c */}\n\na {n} b", ["a <value1/> b"]),
        ("a {nama} b", ["a {nama} b"]),
        ("| a | b |\n|---|---|\n| c \\| d | `e` |\n|  | f", ["a", "b", "c | d", "f"]),
        ("{{< a >}}\n\nb {{% c %}} d\n\n{{< e >}}\nf\n{{< /e >}}", ["b <shortcode1/> d", "f"]),
        ("<Tabs a={b}>\n\nc <D e='f' /> g\n\n</Tabs>", ["c <d1/> g"]),
        ("import A from 'b'\n\nexport const c = 1;\n\nImport barang naik.", ["Import barang naik."]),
        ("# a {#b}", ["a"]),
        ("a\n: b\n:   c d", ["a", "b", "c d"]),
        ("- [ ] a [x]\n- [x] [b](c)", ["a [x]", "<a1>b</a1>"]),
        ("> [!NOTE]\n> a\n> b", ["a\nb"]),
        (":::tip Judul\na\n:::\n\n:::: x\n\nb\n\n::::", ["a", "b"]),
        ("!!! note\n    a\n\n??? b\n    c", ["a", "c"]),
        ("a\n$$\nx = y\n$$\nb", ["a", "b"]),
        ("[[_TOC_]]\n\n[TOC]\n\n{% include a.html %}\nb", ["b"]),
        ("Tekan <kbd>Ctrl</kbd>.<code>x *y*</code> a", ["Tekan <kbd1/>.<code2/> a"]),
        ("<Box a='b'>\n  a *b*\n</Box>", ["a *b*"]),
        ("---\ntitle: a\nlayout: b\ndescription: \"c \\\"d\\\"\"\nsummary: 'e''f'\n---\ng", ["a", 'c "d"', "e'f", "g"]),
        ('+++\ntitle = "a"\n+++\nb', ["a", "b"]),
        ("---\n\na\n\n---\n", ["a"]),
        ("Tulis <b1> ini **b**", ["Tulis <b1/> ini <b2>b</b2>"]),
        ("Tulis \\<b1> ini **b**", ["Tulis <b1> ini <b2>b</b2>"]),
        ("* * *\n***\n", []),
    ],
)
def test_what_is_read(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("a **b** c", "<b1>B</b1> A_b_c & 2 * 3", "**B** A_b_c & 2 * 3"),
        ("a **b** c", "A *x* <b1>B</b1>", "A \\*x\\* **B**"),
        ("a **b** c", "a<b1>(b)</b1>c", "a<strong>(b)</strong>c"),
        ("a", "1. b", "1\\. b"),
        ("a", "- b", "\\- b"),
        ("a", "# b", "\\# b"),
        ("a", "#b [c] d", "#b [c] d"),
        ("a", "[c](d)", "\\[c\\](d)"),
        ("- a\n  b", "c", "- c"),
        ("> - a  \n>   b", "c<br1/>d", "> - c  \n>   d"),
        ("1. a  \nb", "c<br1/>d", "1. c  \nd"),
        ("[a]\n\n[a]: /x", "<a1>b</a1>", "[b][a]\n\n[a]: /x"),
        ("|a|\n|-|\n|b|", "c | d", "|c \\| d|\n|-|\n|b|"),
        ("---\ntitle: a\n---\n", 'b: "c"', '---\ntitle: "b: \\"c\\""\n---\n'),
        ("---\ntitle: >\n  a\n  b\nx: y\n---\n", "c:\nd #", "---\ntitle: >\n  c:\n  d #\nx: y\n---\n"),
        ("---\ntitle: a\n  b\nx: y\n---\n", "c\nd", "---\ntitle: c d\nx: y\n---\n"),
        ("[a]: /x 'b'\n", "it's", "[a]: /x 'it\\'s'\n"),
        ('{{< figure caption="a" >}}\n', 'b "c"', '{{< figure caption="b \\"c\\"" >}}\n'),
        ("---\ntitle: 'a'\n---\n", "it's", "---\ntitle: 'it''s'\n---\n"),
        ("a&nbsp;b", "c\u00a0d", "c&nbsp;d"),
    ],
)
def test_what_is_written(source: str, text: str, expected: str) -> None:
    assert said(source, text) == expected


def test_descriptions_and_titles_inside_a_paragraph() -> None:
    source = b'a ![b](c "d") [e](f "g")'
    blocks = markdown.read(source)
    assert [b.text for b in blocks] == ["a <img1/> <a2>e</a2>", "b", "d", "g"]
    done = [Translation(n, n, t, blocks[n].codes) for n, t in enumerate(("<a2>E</a2> <img1/>", "B]", 'D "', "G"))]
    assert markdown.write(source, done) == b'[E](f "G") ![B\\]](c "D \\"")'
    assert markdown.write(source, done[1:2]) == b'a ![B\\]](c "d") [e](f "g")'


def shown(source: str) -> tuple[list[str], list[str]]:
    """What another reader makes of a file: its elements, and its words."""
    page = OTHER.render(re.sub(r"\A(---|\+\+\+)\r?\n.*?\n\1", "", source, flags=re.DOTALL))
    kept = re.sub(r"<(code|pre)>.*?</\1>", lambda m: m[0].upper(), page, flags=re.DOTALL)
    kept = re.sub(r"&lt;.*?&gt;|\{\{.*?\}\}|\{#\w+\}|\[\^\d\]:?", lambda m: m[0].upper(), kept)
    return re.findall(r"</?([a-z]\w*)", page), unescape(re.sub(r"<[^>]*>", " ", kept)).split()


@pytest.mark.parametrize(
    "source",
    [
        "> [!NOTE]\n> {}\n",
        ":::tip\n{}\n:::\n",
        "!!! note\n    {}\n",
        "Istilah\n:   {}\n",
        "- [ ] {}\n",
        "<Box>\n  {}\n</Box>\n",
        "$$\nx = y\n$$\n{}\n",
    ],
)
def test_what_stands_around_in_dialects_stays(source: str) -> None:
    before = source.format("satu dua")
    number = [block.text for block in markdown.read(before.encode())].index("satu dua")
    assert said(before, "one, two", number) == source.format("one, two")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_another_reader_finds_the_translation(path: Path, tmp_path: Path) -> None:
    """The same elements in the same order, every word accented, and nothing else."""
    mine = tmp_path / path.name
    mine.write_bytes(path.read_bytes())
    _, data = life(mine, pseudo)
    before, after = shown(mine.read_text()), shown(data.decode())
    assert after[0] == before[0]
    words = [w for w in after[1] if w != LONGER.strip()]
    assert words == [w if w.isupper() or "://" in w or "@" in w else accented(w) for w in before[1]]


MARKS = st.sampled_from(
    ["*", "**", "_", "__", "`", "~~", "[", "](x)", "]", "![", "\\", "<b>", "</b>", "<br>", "&amp;", "|", "> ", "- ", "1. ", "# ",
     "\n", "\n\n", "  \n", "    ", "```\n", "---\n", "{{< x >}}", "[^1]", "[^1]: ", "| a | b |\n|---|---|\n", "<div>\n", "</div>\n", "\t"]
)  # fmt: skip
WORDS = st.sampled_from(["satu", "dua tiga", " ", "Empat. ", "5", "(enam)", "“tujuh”"])


@given(st.lists(MARKS | WORDS, max_size=25))
def test_no_file_loses_anything(parts: list[str]) -> None:
    source = "".join(parts)
    blocks = markdown.read(source.encode())
    assert markdown.write(source.encode(), []) == source.encode()
    done = [Translation(n, n, " ".join(b.text.split()), b.codes) for n, b in enumerate(blocks)]
    written = markdown.write(source.encode(), done).decode()

    def words(text: str) -> str:
        return "".join("".join(b.text for b in markdown.read(text.encode())).split())

    assert words(written) == words(source)
