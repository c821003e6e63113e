"""A document whose every text is translated into itself is the one that it was, to the byte: files of all plain formats.

Word, PowerPoint, OpenDocument and EPUB files have theirs in tests of their own, by the parts of their archives.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from document_life import life, same

FOLDER = Path(__file__).parent / "documents"
WRAPPED = (
    "Astana tidak mengakui negara-negara semu\nitu. Kata Presiden Tokayev, hal tersebut\nmelanggar Piagam PBB dan hukum\n"
    "internasional yang berlaku.\n\n   Rapat dimulai pukul 10.30 dan berakhir\n   malam hari. Para menteri luar negeri\n"
    "   menandatangani dua dokumen penting.\n"
)
CUE = "{0}\n00:00:0{0},000 --> 00:00:0{0},900\n{1}\n"


def srt(*texts: str) -> str:
    return "\n".join(CUE.format(number, text) for number, text in enumerate(texts, 1))


def vtt(*texts: str) -> str:
    return "WEBVTT\n\n" + srt(*texts).replace(",", ".")


MADE: dict[str, str | bytes] = {
    "one.txt": "Satu. Dua.",
    "lines.txt": "Judul\n\nSatu. Dua! Tiga?\nEmpat\n",
    "crlf.txt": "Satu.\r\n\r\nDua.\r\nTiga.\r\n",
    "cr.txt": "Satu.\rDua.\r",
    "wrapped.txt": WRAPPED,
    "indented.txt": "\tSatu.\n    Dua.  \n\n\n  - tiga\n  - empat\n",
    "tags.txt": "Tulis <b1> dan <br2/> di sini.\n<b1>Ya</b1>.",
    "unicode.txt": "\u201cYa\u201d \u2014 kata\u00a0Á\u0301\u200b.\u2028Қазақстан\u2026\n",
    "utf16.txt": "Satu “dua”.\nTiga.\n".encode("utf-16"),
    "bom.txt": "Satu.\n".encode("utf-8-sig"),
    "latin.txt": "Menteri itu berkata: “Kami tidak pernah mengakui négara semu.” Café dibuka.\n".encode("cp1252"),
    "void.html": "<p>Satu<br>dua<br/>tiga <img src=x alt='Foto'> <input placeholder=Cari> <wbr>",
    "inline.html": "<div><b>Satu <i>dua</i></b>. <a href='x?a&amp;b' title=Judul>Tiga</a> <span class=k>empat</span>.</div>",
    "untouched.html": "<script>if (a < b) '</p>'</script><style>p{}</style><pre> a </pre>Satu <code>b</code> <i translate=no>c</i>.",
    "entities.html": "<p>Satu&nbsp;&mdash; &lt;dua&gt; &amp; &copy; &#8230; &#x41; &tak; &",
    "head.html": "<!DOCTYPE html>\n<html lang=id><head><meta charset=utf-8><title>Judul &amp; isi</title><meta name=description"
    " content='Satu. Dua.'></head>\n<body class=x>\n<!-- komentar -->\n<h1>Judul</h1></body></html>\n",
    "table.html": "<table><caption>Tabel</caption><tr><th>Negara<td>Ibu kota</table><ul><li>Satu<li>Dua</ul><dl><dt>A<dd>B</dl>",
    "form.html": "<label for=a>Nama</label><input id=a placeholder='Nama Anda' aria-label=\"Nama\"><button>Kirim</button>"
    "<select><option>Satu<option label=Dua></select>",
    "unknown.html": "<x-kartu judul=a>Satu <my-el>dua</my-el></x-kartu><o:p>Tiga</o:p> <font color=red>empat</font>",
    "broken.html": "<p>Satu <b>dua <i>tiga</b> empat</i> <a href=x>lima</p> enam </div> <p <b>",
    "notes.html": "<p>Satu<sup><a href='#n1'>1</a></sup>. Dua<a href=#n2>[2]</a>.<p id=n1><a href=#b>1</a> Catatan.",
    "heads.md": "Judul\n=====\n\n# Satu #\n\n## *Dua* {#dua}\n\nTiga\n---\n",
    "lists.md": "- satu\n- dua\n  tiga\n\n  empat\n1. lima\n2) enam\n* * *\n+ [ ] tujuh\n",
    "marks.md": "**a** *b* ***c*** ~~d~~ `e` __f__ _g_ \\*h\\* 2*3 [i](j \"k\") ![l](m) <n@o.p> <https://x.kz>  \nq\\\nr\n",
    "code.md": "Satu\n\n```py\na = '*b*'\n```\n\n    c\n\n~~~\nd\n~~~\n\n`e` f `g`\n",
    "table.md": "| a | b |\n|:--|--:|\n| c \\| d | `e` |\n| **f** |\n\nSatu. Dua.\n",
    "front.md": "---\ntitle: \"Judul: a\"\ndraft: true\ntags: [a, b]\nsummary: 'Satu. Dua.'\n---\n\nTiga.\n",
    "hugo.md": "{{< figure src=\"a.png\" >}}\n\nSatu {{% b %}} dua.\n\n{{< c >}}\nTiga.\n{{< /c >}}\n",
    "page.mdx": "import A from 'a'\n\n<Kartu judul={a}>\n\nSatu <B c='d' /> dua.\n\n</Kartu>\n\nexport const e = 1;\n",
    "notes.md": "Satu[^1] dua[^b].\n\n[^1]: Tiga.\n[^b]: Empat [lima].\n\n[lima]: https://x.kz 'Enam'\n",
    "quote.md": "> Satu\n> dua\n>\n> > tiga\nmalas\n\n<div>\nEmpat <b>lima</b>\n</div>\n\n<!-- enam -->\r\n",
    "one.srt": srt("Satu."),
    "chain.srt": srt("Kalimat ini berjalan", "sampai ke teks berikutnya,", "lalu berhenti. Ia", "pergi."),
    "lines.srt": srt("- Satu.\n- Dua.", "Tiga\nempat lima."),
    "marks.srt": srt("<i>Satu</i>.", "<b>Dua <u>tiga", "empat</u></b>.", "{\\an8}Lima <font color=\"red\">enam</font>."),
    "crlf.srt": srt("Satu\ndua.", "Tiga.").replace("\n", "\r\n"),
    "empty.srt": srt("Satu.", "", "[musik]", "♪ la la ♪"),
    "speakers.srt": srt("IBU: Satu", "AYAH: Dua."),
    "latin.srt": srt("Satu é dua.", "Tiga “empat”.").encode("cp1252"),
    "plain.vtt": vtt("Satu", "dua. Tiga."),
    "marks.vtt": vtt("<v Aida>Satu &amp; dua</v>", "<c.kuning>tiga</c> <00:00:02.500>empat.", "<lang id>lima</lang>"),
    "notes.vtt": "WEBVTT - Judul\nKind: captions\n\nNOTE\nsatu --> dua\n\nSTYLE\n::cue {}\n\n" + srt("Satu.").replace(",", "."),
    "settings.vtt": vtt("Satu.", "Dua.").replace(".900\n", ".900 align:start line:0\n"),
}  # fmt: skip
FILES = [path.name for path in sorted(FOLDER.iterdir())]


@pytest.mark.parametrize("name", [*FILES, *MADE])
def test_a_document_translated_into_itself_is_itself(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    made = MADE.get(name)
    path.write_bytes((FOLDER / name).read_bytes() if made is None else made.encode() if isinstance(made, str) else made)
    result, data = life(path, same)
    assert data == path.read_bytes()
    assert (result.missing, result.broken, result.unused) == ((), (), ())


def test_there_are_ten_files_of_each_format() -> None:
    names = [*FILES, *MADE]
    for endings in ((".txt",), (".html", ".htm", ".xhtml"), (".md", ".mdx"), (".srt", ".vtt")):
        assert sum(name.endswith(endings) for name in names) >= 10
