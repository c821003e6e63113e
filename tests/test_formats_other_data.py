"""Codes that are one by their identifier, and have other data in each language; and what a memory's tags are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from kztrans import formats
from kztrans.jobs.convert import convert_file

TOLD = "data of codes in one language that differ from those in the other"
TMX = (
    '<tmx version="1.4"><header srclang="id"/><body><tu><tuv xml:lang="id"><seg>{}</seg></tuv>'
    '<tuv xml:lang="en"><seg>{}</seg></tuv></tu></body></tmx>'
)
XLIFF1 = (
    '<xliff version="1.2"><file source-language="id" target-language="en" original="a" datatype="plaintext"><body>'
    '<trans-unit id="1"><source>{}</source><target>{}</target></trans-unit></body></file></xliff>'
)
XLIFF2 = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="id" trgLang="en"><file id="f">'
    '<unit id="1"><originalData><data id="a">{{nama}}</data><data id="b">{{name}}</data>'
    '<data id="c">&lt;img src="id.png"/&gt;</data><data id="d">&lt;img src="en.png"/&gt;</data></originalData>'
    "<segment><source>{}</source><target>{}</target></segment></unit></file></xliff>"
)


def ph(attribute: str, data: str) -> str:
    return f'<ph {attribute}="1">{data}</ph>'


@pytest.mark.parametrize(
    ("ending", "frame", "source", "target"),
    [
        ("tmx", TMX, ph("x", "{nama}"), ph("x", "{name}")),
        ("xlf", XLIFF1, ph("id", "{nama}"), ph("id", "{name}")),
        ("xlf", XLIFF2, '<ph id="1" dataRef="a"/>', '<ph id="1" dataRef="b"/>'),
        ("xlf", XLIFF2, '<ph id="1" disp="{nama}"/>', '<ph id="1" disp="{name}"/>'),
    ],
)
@pytest.mark.parametrize("new", ["tmx", "xlf", "csv", "po"])
def test_placeholders_are_shown_as_each_language_has_them(
    tmp_path: Path, ending: str, frame: str, source: str, target: str, new: str
) -> None:
    given, wanted = tmp_path / f"a.{ending}", tmp_path / f"b.{new}"
    given.write_text(frame.format(f"Halo {source}.", f"Hello {target}."), encoding="utf-8")
    catalog = formats.read(given)
    assert [(u.source, u.target) for u in catalog.units] == [("Halo {nama}.", "Hello {name}.")]
    assert not dict(catalog.losses).get(TOLD)
    convert_file(given, wanted)
    assert [(u.source, u.target) for u in formats.read(wanted).units] == [("Halo {nama}.", "Hello {name}.")]


@pytest.mark.parametrize(
    ("ending", "frame", "source", "target"),
    [
        ("tmx", TMX, ph("x", '&lt;img src="id.png"/&gt;'), ph("x", '&lt;img src="en.png"/&gt;')),
        ("xlf", XLIFF1, ph("id", '&lt;img src="id.png"/&gt;'), ph("id", '&lt;img src="en.png"/&gt;')),
        ("xlf", XLIFF2, '<ph id="1" dataRef="c"/>', '<ph id="1" dataRef="d"/>'),
    ],
)
def test_mark_up_stays_one_code_and_the_difference_is_told(
    tmp_path: Path, ending: str, frame: str, source: str, target: str
) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_text(frame.format(f"Ini {source}.", f"This {target}."), encoding="utf-8")
    catalog = formats.read(path)
    (unit,) = catalog.units
    assert (unit.source, unit.target) == ("Ini <img1/>.", "This <img1/>.")
    assert [code.opening for code in unit.codes] == ['<img src="id.png"/>']
    assert dict(catalog.losses)[TOLD] == 1


@pytest.mark.parametrize(
    ("frame", "source"),
    [
        (XLIFF1, '<ph id="1">KODE</ph>'),
        (XLIFF1, 'Baris <ph id="1">nomor</ph> dua'),
        (XLIFF1, '<g id="2" ctype="x-bold;italic;" equiv-text="&lt;cf bold=True&gt;">Tebal</g> teks'),
        (XLIFF2, '<pc id="1" type="fmt" subType="x:y" dispStart="&lt;cf&gt;" dispEnd="&lt;/cf&gt;">Satu</pc>'),
    ],
)
def test_every_code_goes_into_a_memory(tmp_path: Path, frame: str, source: str) -> None:
    given, wanted = tmp_path / "a.xlf", tmp_path / "b.tmx"
    given.write_text(frame.format(source, source), encoding="utf-8")
    assert convert_file(given, wanted).written
    was, is_now = formats.read(given).units[0], formats.read(wanted).units[0]
    assert (len(is_now.codes), is_now.target) == (len(was.codes), is_now.source)
    assert is_now.codes[0].id == was.codes[0].id


HEADS = (
    '<tmx version="1.4"><header srclang="{}"/><body><tu><tuv xml:lang="{}"><seg>Satu</seg></tuv>'
    '<tuv xml:lang="{}"><seg>One</seg></tuv></tu></body></tmx>'
)


@pytest.mark.parametrize(
    ("langs", "options", "heads"),
    [
        (("id", "id_ID", "en_US"), (), ("id", "en")),
        (("id-ID", "id-ID", "en-GB"), (), ("id", "en")),
        (("IN-ID", "IN-ID", "EN-us"), ("", "en-US"), ("id", "en-US")),
        (("id", "id", "en-GB"), ("id", "en"), ("id", "en")),
        (("kk-Cyrl-KZ", "kk-Cyrl-KZ", "kk-Latn-KZ"), (), ("kk", "kk-Latn")),
        (("id", "id", "zh-TW"), (), ("id", "zh-Hant")),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_columns_name_the_languages_of_a_memory_without_region(
    tmp_path: Path, langs: tuple[str, ...], options: tuple[str, ...], heads: tuple[str, str], ending: str
) -> None:
    given = tmp_path / "a.tmx"
    given.write_text(HEADS.format(*langs), encoding="utf-8")
    done = convert_file(given, tmp_path / f"b.{ending}", *options)
    assert (done.catalog.source_lang, done.catalog.target_lang) == heads
    was = formats.read(given, *options)
    told = any("without their region" in remark for remark in done.remarks)
    assert told == ((was.source_lang, was.target_lang) != heads)


def test_regions_stay_where_a_file_names_its_own(tmp_path: Path) -> None:
    given = tmp_path / "a.tmx"
    given.write_text(HEADS.format("id", "id_ID", "en_US"), encoding="utf-8")
    for name in ("b.tmx", "b.xlf", "b.po"):
        convert_file(given, tmp_path / name)
        assert formats.read(tmp_path / name).target_lang == "en-US"
    assert convert_file(tmp_path / "b.xlf", tmp_path / "b.csv").catalog.target_lang == "en-US"


def test_a_memory_without_units_is_called_so(tmp_path: Path) -> None:
    given = tmp_path / "a.tmx"
    given.write_text('<tmx version="1.1"><header srclang="ja-JP"/><body/></tmx>', encoding="utf-8")
    with pytest.raises(Exception, match="holds no units"):
        convert_file(given, tmp_path / "b.csv")
    given.write_text(HEADS.format("en-US", "en-US", "en-US"), encoding="utf-8")
    with pytest.raises(Exception, match="units without a second language: 1"):
        convert_file(given, tmp_path / "b.csv")
    given.write_text(HEADS.format("en-US", "en-US", "en-GB"), encoding="utf-8")
    done = convert_file(given, tmp_path / "b.csv")
    assert (done.catalog.source_lang, done.catalog.target_lang) == ("en-US", "en-GB")
