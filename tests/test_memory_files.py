"""PO and TMX files into a memory, and TMX out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kztrans.errors import InputError
from kztrans.formats import tmx
from kztrans.memory import Entry, Memory, Stored
from kztrans.memory.files import exported, read_entries
from kztrans.memory.keys import digest

PO = """\
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Source-Language: id\\n"
"PO-Revision-Date: 2024-05-01 12:30+0500\\n"
"Last-Translator: Ana <ana@example.org>\\n"

msgid "Satu."
msgstr "One."

#, fuzzy
msgid "Dua."
msgstr "Two?"

msgctxt "menu"
msgid "Tiga."
msgstr "Three."

msgid "%d berkas"
msgid_plural "%d berkas-berkas"
msgstr[0] "%d file"
msgstr[1] "%d files"

#~ msgid "Lama."
#~ msgstr "Old."
"""

TMX = """\
<tmx version="{version}"><header srclang="{srclang}" datatype="plaintext"/><body>
<tu tuid="t1" changedate="20230401T120000Z" changeid="budi">
  <tuv {lang}="ID-ID"><seg>Harga é naik.</seg></tuv><tuv {lang}="EN-US"><seg>Prices <bpt i="1">b</bpt>rise<ept i="1">e</ept>.</seg></tuv>
  <tuv {lang}="kk"><seg>Баға өседі.</seg></tuv></tu>
<tu><tuv {lang}="ID-ID"><seg>Harga turun.</seg></tuv><tuv {lang}="EN-US"><seg></seg></tuv></tu>
</body></tmx>
"""


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_po(tmp_path: Path) -> None:
    entries = list(read_entries(written(tmp_path / "a.po", PO)))
    assert [(e.source, e.target, e.fuzzy) for e in entries] == [
        ("Satu.", "One.", False),
        ("Dua.", "Two?", True),
        ("Tiga.", "Three.", False),
        ("%d berkas", "%d file", False),
        ("%d berkas-berkas", "%d files", False),
        ("Lama.", "Old.", False),
    ]
    assert {(e.source_lang, e.target_lang, e.changed, e.author) for e in entries} == {
        ("id", "en", "20240501T073000Z", "Ana <ana@example.org>")
    }
    assert (entries[2].previous, entries[2].following) == (digest("Dua."), digest("%d berkas"))
    assert (entries[0].previous, entries[4].following) == (None, None)
    assert (entries[5].previous, entries[5].following) == (None, None)
    assert entries[2].context == "menu"


def test_languages_of_po(tmp_path: Path) -> None:
    bare = PO.replace('"X-Source-Language: id\\n"\n', "")
    assert next(iter(read_entries(written(tmp_path / "a.po", bare)))).source_lang == "id"
    assert next(iter(read_entries(tmp_path / "a.po", "kk"))).source_lang == "kk"
    with pytest.raises(InputError, match="translates id into id; name its source language with -s"):
        read_entries(written(tmp_path / "b.po", bare.replace("Language: en", "Language: id")))
    with pytest.raises(InputError, match="name it with -t"):
        read_entries(written(tmp_path / "c.po", bare.replace('"Language: en\\n"\n', "")))


@pytest.mark.parametrize(
    ("version", "lang", "encoding"),
    [
        ("1.1", "lang", "utf-16"),
        ("1.2", "lang", "iso-8859-5"),
        ("1.4", "xml:lang", "utf-8"),
        ("1.4b", "xml:lang", "utf-16"),
    ],
)
def test_tmx_of_any_version_and_encoding(tmp_path: Path, version: str, lang: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n' + TMX.format(version=version, lang=lang, srclang="id-id")
    text = text.replace("é", "&#233;").replace("ғ", "&#1171;").replace("ө", "&#1257;").replace("і", "&#1110;")
    entries = list(read_entries(written(tmp_path / "a.tmx", text, encoding)))
    assert [(e.source, e.target, e.target_lang) for e in entries] == [
        ("Harga é naik.", "Prices <g1>rise</g1>.", "EN-US"),
        ("Harga é naik.", "Баға өседі.", "kk"),
        ("Harga turun.", "", "EN-US"),
    ]
    assert (entries[0].tuid, entries[0].changed, entries[0].author) == ("t1", "20230401T120000Z", "budi")
    assert (entries[0].previous, entries[0].following) == (None, digest("Harga turun."))


def test_tmx_languages_chosen(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tmx", TMX.format(version="1.4", lang="xml:lang", srclang="*all*"))
    assert [e.target for e in read_entries(path)] == ["Prices <g1>rise</g1>.", "Баға өседі.", ""]
    assert [(e.source, e.target) for e in read_entries(path, "en", "id")][:1] == [
        ("Prices <g1>rise</g1>.", "Harga é naik.")
    ]
    assert [e.target for e in read_entries(path, target_lang="kk")] == ["Баға өседі."]
    assert list(read_entries(path, "ru")) == []


def test_neighbours_that_omegat_names(tmp_path: Path) -> None:
    tu = '<tu><prop type="prev">Satu.</prop><prop type="next">Tiga.</prop><tuv xml:lang="id"><seg>Dua.</seg></tuv>'
    text = (
        f'<tmx version="1.4"><header srclang="id"/><body>{tu}<tuv xml:lang="en"><seg>Two.</seg></tuv></tu></body></tmx>'
    )
    entry = next(iter(read_entries(written(tmp_path / "a.tmx", text))))
    assert (entry.previous, entry.following) == (digest("Satu."), digest("Tiga."))


def test_other_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no bilingual file"):
        read_entries(written(tmp_path / "a.txt", "Satu."))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_entries(tmp_path / "b.tmx"))


def test_export_and_back_keeps_everything(tmp_path: Path) -> None:
    entries = [
        Entry("Satu  <&> \r\n \"dua\".", "One\t<b>]]>\r", "id", "en", previous=-5, following=7, context="menu & co"),
        Entry("Dua.", "Two.", "id", "en", tuid='"t"', changed="20240501T073000Z", author="Ana <a@b.c>"),
        Entry("Tiga\x0b.", "Three\x00.", "id", "en"),
    ]  # fmt: skip
    out = tmp_path / "out.tmx"
    with Memory(tmp_path / "one", create=True) as memory:
        memory.add_entries(entries, "a & b.po")
        data, count = exported(memory)
        assert count == 3
        out.write_bytes(data)
        held = list(memory.units("id", "en"))
    with Memory(tmp_path / "two", create=True) as memory:
        memory.add_entries(read_entries(out), "x")
        back = list(memory.units("id", "en"))
    assert [(b.source, b.target) for b in back[:2]] == [(h.source, h.target) for h in held[:2]]
    assert (back[2].source, back[2].target) == ("Tiga\ufffd.", "Three\ufffd.")
    first, second = back[:2]
    assert (first.previous, first.following, first.context) == (-5, 7, "menu & co")
    assert (second.tuid, second.changed, second.author) == ('"t"', "20240501T073000Z", "Ana <a@b.c>")
    assert dict(next(tmx.iterate(out)).props)["x-origin"] == "a & b.po"


def test_export_names_the_pair(tmp_path: Path) -> None:
    with Memory(tmp_path / "tm", create=True) as memory:
        with pytest.raises(InputError, match="holds no such pair of languages: nothing"):
            exported(memory)
        memory.add_entries([Entry("a", "b", "id", "en"), Entry("a", "c", "id", "kk")], "x")
        with pytest.raises(InputError, match="several pairs of languages: id to en, id to kk; name one with -s and -t"):
            exported(memory)
        assert exported(memory, target_lang="kk")[1] == 1
        assert next(memory.units("id", "kk")) == Stored("a", "c", "x")


def test_export_is_the_same_every_time(tmp_path: Path) -> None:
    with Memory(tmp_path / "tm", create=True) as memory:
        memory.add_entries([Entry("a", "b", "id", "en", context="c"), Entry("a", "d", "id", "en")], "x")
        assert exported(memory) == exported(memory)
