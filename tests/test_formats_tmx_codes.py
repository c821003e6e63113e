"""TMX of other programs: inline codes, many languages, entities, and a word on all that is not kept."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from catalogs import coded_units, without_shown
from click.testing import CliRunner
from hypothesis import given, settings
from lxml import etree

from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.formats import tmx
from kztrans.model import Catalog, Code, Unit

HEAD = '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="id" datatype="html"/><body>'


def memory(folder: Path, *units: str, head: str = HEAD) -> Path:
    path = folder / "m.tmx"
    path.write_text(f"{head}{''.join(f'<tu>{unit}</tu>' for unit in units)}</body></tmx>", encoding="utf-8")
    return path


def tuv(lang: str, seg: str) -> str:
    return f'<tuv xml:lang="{lang}"><seg>{seg}</seg></tuv>'


def read_one(folder: Path, source: str, target: str = "x") -> Unit:
    return tmx.read(memory(folder, tuv("id", source) + tuv("en", target))).units[0]


@settings(max_examples=60, deadline=None)
@given(coded_units())
def test_codes_come_back_with_their_data(unit: Unit) -> None:
    data = tmx.serialize(Catalog("id", "en", (unit,)))
    back = tmx.bilingual(tmx.units_in(data)[0], "id", "en", Counter())[0]
    assert without_shown(back) == unit


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        ('Buka <bpt i="1">&lt;b&gt;</bpt>pintu<ept i="1">&lt;/b&gt;</ept>.', "Buka <b1>pintu</b1>."),
        ('<bpt i="1" type="link">[</bpt>Sini<ept i="1">](u)</ept>', "<a1>Sini</a1>"),
        ('Satu<ph type="lb">&lt;br/&gt;</ph>dua', "Satu<br1/>dua"),
        ("Pasal<ph/>5", "Pasal<gap1/>5"),
        ("Pasal <ph/>5", "Pasal <x1/>5"),
        ('<it pos="begin">&lt;i&gt;</it>Satu', "<i1>Satu"),
        ('Satu<it pos="end">&lt;/i&gt;</it>', "Satu</i1>"),
        ("Sangat <hi>penting</hi>", "Sangat <hi1>penting</hi1>"),
        ("Ada <ph>{n}</ph> pesan, <ph>%d</ph>", "Ada {n} pesan, %d"),
        ("<ut>{\\b </ut>Satu", "<b1/>Satu"),
        ('Teks <b1> <ph x="1">&lt;br&gt;</ph>'.replace("<b1>", "&lt;b1&gt;"), "Teks <b1> <br2/>"),
    ],
)
def test_codes_of_other_programs(tmp_path: Path, seg: str, text: str) -> None:
    assert read_one(tmp_path, seg).source == text


def test_the_same_codes_in_both_languages(tmp_path: Path) -> None:
    by_x = read_one(
        tmp_path,
        '<ph x="1">&lt;a&gt;</ph> <ph x="2">&lt;c&gt;</ph>',
        '<ph x="2">&lt;c&gt;</ph> <ph x="1">&lt;a&gt;</ph>',
    )
    assert (by_x.source, by_x.target) == ("<a1/> <c2/>", "<c2/> <a1/>")
    by_data = read_one(tmp_path, "<ph>&lt;a&gt;</ph> <ph>&lt;c&gt;</ph>", "<ph>&lt;c&gt;</ph> <ph>&lt;a&gt;</ph>")
    assert by_data.target == "<c2/> <a1/>"
    numbered_by_the_source = tmx.read(
        memory(
            tmp_path,
            tuv("en", '<ph x="2">&lt;c&gt;</ph>') + tuv("id", '<ph x="2">&lt;c&gt;</ph> <ph x="1">&lt;a&gt;</ph>'),
        )
    )
    assert numbered_by_the_source.units[0].source == "<c1/> <a2/>"


def test_a_placeholder_becomes_a_code_again(tmp_path: Path) -> None:
    unit = read_one(tmp_path, '<ph x="4">{n}</ph> dari <ph x="2">%d</ph>', '<ph x="2">%d</ph> of <ph x="4">{n}</ph>')
    assert (unit.source, unit.target) == ("{n} dari %d", "%d of {n}")
    root = etree.fromstring(tmx.serialize(Catalog("id", "en", (unit,))))
    assert [(ph.get("x"), ph.text) for ph in root.iter("ph")] == [("4", "{n}"), ("2", "%d"), ("2", "%d"), ("4", "{n}")]


def test_text_inside_a_code_is_kept_in_it_and_told(tmp_path: Path) -> None:
    catalog = tmx.read(
        memory(tmp_path, tuv("id", 'Ini <ph x="1">&lt;img alt="<sub>Peta</sub>"&gt;</ph>') + tuv("en", "This"))
    )
    assert catalog.units[0].codes[0].opening == '<img alt="Peta">'
    assert dict(catalog.losses)["texts inside codes (sub), kept as a part of the code"] == 1


def test_tags_of_which_nothing_is_known_stay_text() -> None:
    data = tmx.serialize(Catalog("id", "en", (Unit("<b1>Satu</b1>", "<b1>One</b1>", codes=(Code("b1"),)),)))
    assert b"<seg>&lt;b1&gt;Satu&lt;/b1&gt;</seg>" in data


def test_further_translations_and_languages(tmp_path: Path) -> None:
    path = memory(
        tmp_path,
        tuv("id", "Satu") + tuv("fr", "Un") + tuv("en", "One") + tuv("en", "First"),
        tuv("id", "Warna") + tuv("en-GB", "Colour") + tuv("en-US", "Color"),
        tuv("fr", "Deux") + tuv("en", "Two"),
        tuv("", "Tanpa"),
    )
    catalog = tmx.read(path)
    assert [(u.source, u.target) for u in catalog.units] == [
        ("Satu", "One"),
        ("Satu", "First"),
        ("Warna", "Colour"),
        ("Warna", "Color"),
    ]
    assert {what: n for what, n in catalog.losses if n} == {
        "texts in fr": 1,
        "units without id": 1,
        "units without any language": 1,
        "texts without a language": 1,
    }
    british = tmx.read(path, "id", "en-GB")
    assert [u.target for u in british.units] == ["One", "Colour"]
    assert dict(british.losses)["texts in en-US"] == 1


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        ("Harga&nbsp;10", "Harga\u00a010"),
        ("&laquo;Ya&raquo; &amp; &lt;b&gt;", "«Ya» & <b>"),
        ("Caf&eacute; <![CDATA[&nbsp;]]>", "Café &nbsp;"),
        ("Rusak&#x1F; &#0;", "Rusak\ufffd \ufffd"),
    ],
)
@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'])
def test_entities(tmp_path: Path, doctype: str, seg: str, text: str) -> None:
    path = memory(tmp_path, tuv("id", seg) + tuv("en", "x"), head=doctype + HEAD)
    assert tmx.read(path).units[0].source == text


@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'])
def test_an_entity_that_nobody_knows_is_named(tmp_path: Path, doctype: str) -> None:
    path = memory(tmp_path, tuv("id", "\n\n&perusahaan; untung") + tuv("en", "x"), head=doctype + HEAD)
    with pytest.raises(InputError, match=r"m\.tmx:3: the entity &perusahaan; is not"):
        tmx.read(path)


def test_declared_otherwise_and_in_a_namespace(tmp_path: Path) -> None:
    head = '<?xml version="1.0" encoding="UTF-16"?>' + HEAD.replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" ')
    unit = tmx.read(memory(tmp_path, tuv("id", "Ujar “ya”") + tuv("en", "x"), head=head)).units[0]
    assert unit.source == "Ujar “ya”"


def test_long_files_are_read_in_pieces(tmp_path: Path) -> None:
    units = [tuv("id", f"{'x' * (n % 131)}&nbsp;{n}<![CDATA[<&nbsp;>]]>é") + tuv("en", "y") for n in range(2000)]
    read = tmx.read(memory(tmp_path, *units)).units
    assert [unit.source for unit in read] == [f"{'x' * (n % 131)}\u00a0{n}<&nbsp;>é" for n in range(2000)]


def test_the_command_tells_what_it_did_not_take(tmp_path: Path) -> None:
    path = memory(tmp_path, tuv("fr", "Un") + tuv("en", "One"), tuv("id", "<ph>&lt;br&gt;</ph>Dua") + tuv("de", "Zwei"))
    run = CliRunner().invoke(cli, ["tm", "add", str(path), "--tm", str(tmp_path / "m.sqlite"), "-s", "id", "-t", "en"])
    assert "0 units read" in run.stdout
    assert "units without id: 1" in run.stderr
    assert "units without en: 1" in run.stderr
    assert "inline codes" not in run.stderr


def test_notes_with_markup_and_of_a_language(tmp_path: Path) -> None:
    unit = (
        "<note>a <hi>b</hi> c</note>"
        + tuv("id", "Satu").replace("<seg>", "<note>dari sumber</note><seg>")
        + tuv("en", "One")
    )
    assert tmx.read(memory(tmp_path, unit)).units[0].comments == ("a b c", "dari sumber")


def test_a_forbidden_character_costs_no_unit(tmp_path: Path) -> None:
    path = memory(tmp_path, *(tuv("id", text) + tuv("en", "x") for text in ("Satu", "Rusak&#x1F;", "Tiga")))
    run = CliRunner().invoke(cli, ["tm", "add", str(path), "--tm", str(tmp_path / "m.sqlite")])
    assert "3 new" in run.stdout
    assert "characters that XML forbids (now U+FFFD): 1" in run.stderr


def test_what_stands_for_a_forbidden_character_is_found_by_the_checks(tmp_path: Path) -> None:
    path = memory(tmp_path, tuv("id", "Jembatan rusak.") + tuv("en", "The bridge\x1b is damaged."))
    out = tmp_path / "out.csv"
    run = CliRunner().invoke(cli, ["convert", str(path), str(out)])
    assert "characters that XML forbids (now U+FFFD): 1" in run.stderr
    assert "The bridge\ufffd is damaged." in out.read_text(encoding="utf-8-sig")
    run = CliRunner().invoke(cli, ["check", str(out)])
    assert run.exit_code == 1
    assert "(characters)" in run.stdout
    found = tmp_path / "m.sqlite"
    CliRunner().invoke(cli, ["tm", "add", str(path), "--tm", str(found)])
    run = CliRunner().invoke(cli, ["tm", "search", "Jembatan rusak.", "--tm", str(found)])
    assert "The bridge\ufffd is damaged." in run.stdout


def test_a_segment_on_lines_of_its_own(tmp_path: Path) -> None:
    catalog = tmx.read(
        memory(tmp_path, tuv("id", "\n      Satu\n      <ph>&lt;br&gt;</ph> dua\n    ") + tuv("en", "One\n  two"))
    )
    assert (catalog.units[0].source, catalog.units[0].target) == ("Satu <br1/> dua", "One\n  two")
    own = Catalog("id", "en", (Unit("\n  Satu\n", "One"),))
    assert tmx.parse(tmx.serialize(own)).units[0].source == "\n  Satu\n"


def test_names_and_encodings_that_are_none_are_refused_in_a_line(tmp_path: Path) -> None:
    for path in (
        memory(tmp_path, tuv("id", "Satu<x:y/><x:y:z/>") + tuv("en", "One")),
        memory(tmp_path, tuv("id", "a") + tuv("en", "b"), head=f'<?xml version="1.0" encoding="x\0y"?><b>{HEAD}'),
    ):
        with pytest.raises(InputError, match="is not"):
            tmx.read(path)


def test_comments_in_a_namespaced_file(tmp_path: Path) -> None:
    head = HEAD.replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" ')
    seg = '<!-- satu --><?x y?><ph x="1">&lt;br&gt;</ph>dua'
    assert (
        tmx.read(memory(tmp_path, "<!-- x -->" + tuv("id", seg) + tuv("en", "x"), head=head)).units[0].source
        == "<br1/>dua"
    )


def test_properties_and_dates_are_told(tmp_path: Path) -> None:
    head = HEAD.replace("/><body>", '><prop type="client">ACME</prop></header><body>')
    unit = (
        '<prop type="x-client">ACME</prop><prop type="x-context">menu</prop>'
        + tuv("id", "Satu")
        + tuv("en", "One").replace("<tuv ", '<tuv changedate="20240101T000000Z" ')
    )
    catalog = tmx.read(memory(tmp_path, unit, head=head))
    assert catalog.units[0].context == "menu"
    assert {what: n for what, n in catalog.losses if n} == {
        "notes and properties of the header": 1,
        "properties of units": 1,
        "dates and authors": 1,
    }
