"""XLIFF of other programs: 1.2 and 2.x, their inline codes, what is not to be translated, and what is not kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.formats import xliff
from kztrans.model import Catalog, Reference, Unit

HEAD_2 = '<xliff xmlns="urn:oasis:names:tc:xliff:document:{v}" version="{v}" srcLang="id" trgLang="en"><file id="f">{body}</file></xliff>'
HEAD_1 = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a.txt" source-language="id" target-language="en" datatype="x"><body>{body}</body></file></xliff>'


def two(body: str, version: str = "2.0") -> Catalog:
    return xliff.parse(HEAD_2.format(v=version, body=body).encode())


def one(body: str) -> Catalog:
    return xliff.parse(HEAD_1.format(body=body).encode())


def lost(catalog: Catalog) -> dict[str, int]:
    return {what: number for what, number in catalog.losses if number}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('Halo <ph id="1" dataRef="d1"/>.', "Halo %s."),
        ('Tahun <ph id="1" disp="2020"/>.', "Tahun 2020."),
        ('Satu<ph id="1" type="fmt" subType="xlf:lb"/>dua', "Satu<br1/>dua"),
        ('Pasal<ph id="1"/>5', "Pasal<gap1/>5"),
        ('<pc id="1" dataRefStart="d2" dataRefEnd="d3">Tebal</pc>', "<b1>Tebal</b1>"),
        ('<pc id="1"><pc id="2" type="fmt" subType="xlf:i">Dalam</pc></pc>', "<g1><i2>Dalam</i2></g1>"),
        (
            '<sc id="1" type="fmt" subType="xlf:b"/>a<sc id="2"/>b<ec startRef="1"/>c<ec startRef="2"/>',
            "<b1>a<g2>b</b1>c</g2>",
        ),
        ('<sc id="1" isolated="yes"/>Awal', "<g1>Awal"),
        ('Akhir<ec id="1" isolated="yes"/>', "Akhir</g1>"),
        ('<ph id="1"/> dan <ph id="2" copyOf="1"/>', "<x1/> dan <x1/>"),
        ('Kata <mrk id="m" type="term">istilah</mrk>', "Kata istilah"),
    ],
)
def test_codes_of_xliff_2(source: str, text: str) -> None:
    data = '<originalData><data id="d1">%s</data><data id="d2">&lt;b></data><data id="d3">&lt;/b></data></originalData>'
    catalog = two(f'<unit id="a">{data}<segment><source>{source}</source></segment></unit>')
    assert catalog.units[0].source == text
    for version in xliff.VERSIONS:
        assert xliff.parse(xliff.serialize(catalog, version)).units[0].source == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('<g id="1" ctype="bold">Tebal</g>', "<b1>Tebal</b1>"),
        ('Satu<x id="1" ctype="lb"/>dua', "Satu<br1/>dua"),
        ('<bx id="1"/>a<ex id="1"/>', "<g1>a</g1>"),
        ('<bx id="1" rid="r"/>a<ex id="2" rid="r"/>', "<g1>a</g1>"),
        ('<bpt id="1">&lt;i></bpt>a<ept id="1">&lt;/i></ept>', "<i1>a</i1>"),
        ('Ada <ph id="1">{0}</ph> pesan<ph id="2">&lt;br/></ph>', "Ada {0} pesan<br1/>"),
        ('Ada <x id="1" equiv-text="{{n}}"/>', "Ada {{n}}"),
        ('<it id="1" pos="open">&lt;b></it>Awal', "<b1>Awal"),
        ('Kata <mrk mtype="term">istilah</mrk>', "Kata istilah"),
    ],
)
def test_codes_of_xliff_1(source: str, text: str) -> None:
    catalog = one(f'<trans-unit id="a"><source>{source}</source></trans-unit>')
    assert catalog.units[0].source == text
    for version in xliff.VERSIONS:
        assert xliff.parse(xliff.serialize(catalog, version)).units[0].source == text


def test_the_translation_has_the_codes_of_the_source() -> None:
    body = '<trans-unit id="a"><source><g id="7">a</g><x id="3"/></source><target><x id="3"/><g id="7">b</g></target></trans-unit>'
    (unit,) = one(body).units
    assert (unit.source, unit.target) == ("<g1>a</g1><x2/>", "<x2/><g1>b</g1>")
    assert [code.id for code in unit.codes] == ["7", "3"]
    assert b'<g id="7"' in xliff.serialize(Catalog("id", "en", (unit,)), "1.2")


@pytest.mark.parametrize("identifier", ["u0", "u1", "u7", "0", "12"])
def test_numeric_identifiers_of_others_stay(identifier: str) -> None:
    unit = f'<unit id="{identifier}"><segment><source>nol</source><target>zero</target></segment></unit>'
    other = '<unit id="z"><segment><source>lain</source></segment></unit>'
    catalog = two(other + unit)
    assert [u.source for u in catalog.units] == ["lain", "nol"]
    assert catalog.units[1].id == identifier
    assert xliff.parse(xliff.serialize(catalog)).units[1].id == identifier


def test_what_is_not_to_be_translated_is_told() -> None:
    body = (
        '<unit id="a" translate="no"><segment><source>KODE_1</source></segment></unit>'
        '<group id="g" translate="no"><unit id="b"><segment><source>KODE_2</source></segment></unit>'
        '<unit id="c" translate="yes"><segment><source>Satu</source></segment></unit></group>'
    )
    catalog = two(body)
    assert [u.source for u in catalog.units] == ["Satu"]
    assert lost(catalog) == {"units that are not to be translated": 2}
    locked = one('<trans-unit id="a" translate="no"><source>KODE</source></trans-unit>')
    assert (locked.units, lost(locked)) == ((), {"units that are not to be translated": 1})


def test_an_obsolete_unit_of_ours_is_no_locked_one() -> None:
    unit = Unit("Lama", "Old", obsolete=True)
    for version in xliff.VERSIONS:
        assert xliff.parse(xliff.serialize(Catalog("id", "en", (unit,)), version)).units == (unit,)


def test_what_has_no_place_is_counted() -> None:
    body = (
        '<unit id="a" name="greeting" xmlns:m="urn:oasis:names:tc:xliff:matches:2.0" xmlns:d="urn:oasis:names:tc:xliff:metadata:2.0">'
        '<m:matches><m:match ref="#1"><source>x</source><target>y</target></m:match></m:matches>'
        '<d:metadata><d:metaGroup category="other"><d:meta type="a">b</d:meta></d:metaGroup></d:metadata>'
        '<segment><source>Satu <mrk id="1" type="comment" value="kasar">kata</mrk><ph id="2" canReorder="no"/></source></segment>'
        "<ignorable><source>—</source></ignorable></unit>"
    )
    catalog = two(body)
    assert lost(catalog) == {
        "suggested translations": 1,
        "metadata of other programs": 1,
        "parts between segments": 1,
        "further properties of codes": 1,
    }
    assert catalog.units[0].notes == ("kasar", "name: greeting")
    older = one(
        '<trans-unit id="a" resname="greeting"><source>Satu</source><alt-trans><target>One</target></alt-trans></trans-unit>'
        '<bin-unit id="b" mime-type="x"><bin-source><external-file href="x"/></bin-source></bin-unit>'
    )
    assert lost(older) == {"suggested translations": 1, "binary units": 1}
    assert older.units[0].notes == ("name: greeting",)


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
def test_any_version_of_2_is_read(version: str) -> None:
    data = HEAD_2.format(v=version, body='<unit id="a"><segment><source>a</source><target>A</target></segment></unit>')
    usual = data.replace("document:2.1", "document:2.0")
    assert xliff.parse(data.encode()) == xliff.parse(usual.encode())
    assert xliff.parse(data.encode()).units == (Unit("a", "A", id="a"),)


@pytest.mark.parametrize(
    ("unit", "target", "fuzzy", "flags"),
    [
        ("", "", False, ()),
        ("", 'state="new"', True, ()),
        ("", 'state="needs-translation"', True, ()),
        ("", 'state="needs-review-translation"', True, ()),
        ("", 'state="translated"', False, ()),
        ("", 'state="signed-off"', False, ("reviewed",)),
        ("", 'state="final"', False, ("final",)),
        ('approved="yes"', "", False, ()),
        ('approved="no"', "", True, ()),
        ('approved="yes"', 'state="needs-review-l10n"', True, ()),
    ],
)
def test_states_of_xliff_1(unit: str, target: str, fuzzy: bool, flags: tuple[str, ...]) -> None:
    (read,) = one(f'<trans-unit id="a" {unit}><source>a</source><target {target}>A</target></trans-unit>').units
    assert (read.fuzzy, read.flags) == (fuzzy, flags)


def test_an_unapproved_unit_of_a_program_that_approves_is_fuzzy() -> None:
    catalog = one(
        '<trans-unit id="a" approved="yes"><source>a</source><target>A</target></trans-unit>'
        '<trans-unit id="b"><source>b</source><target>B</target></trans-unit>'
    )
    assert [u.fuzzy for u in catalog.units] == [False, True]


def test_segments_notes_and_places_of_xliff_1() -> None:
    body = (
        '<trans-unit id="a"><source>Satu. Dua.</source>'
        '<seg-source><mrk mtype="seg" mid="1">Satu.</mrk> <mrk mtype="seg" mid="2">Dua.</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk></target>'
        '<context-group purpose="location"><context context-type="sourcefile">b.c</context><context context-type="linenumber">4</context></context-group>'
        '<note from="developer">for you</note><note from="translator">from me</note><note>whose?</note></trans-unit>'
    )
    catalog = one(body)
    assert [(u.id, u.source, u.target) for u in catalog.units] == [("a/1", "Satu.", "One."), ("a/2", "Dua.", "Two.")]
    assert catalog.units[0].references == (Reference("b.c", 4),)
    assert (catalog.units[0].notes, catalog.units[0].comments) == (("for you", "whose?"), ("from me",))


def test_names_and_notes_of_groups_go_to_the_units_inside() -> None:
    note, comment = '<note from="developer">tombol</note>', '<note from="translator">santai</note>'
    older = one(
        f'<group resname="Menu">{note}<group id="7">{comment}'
        '<trans-unit id="a"><source>Satu</source><note>sendiri</note></trans-unit></group>'
        '<trans-unit id="b"><source>Dua</source></trans-unit></group>'
        '<trans-unit id="c"><source>Tiga</source></trans-unit>'
    )
    newer = two(
        '<group id="g1" name="Menu"><notes><note>tombol</note></notes>'
        '<group id="g2"><notes><note category="comment">santai</note></notes>'
        '<unit id="a"><notes><note>sendiri</note></notes><segment><source>Satu</source></segment></unit></group>'
        '<unit id="b"><segment><source>Dua</source></segment></unit></group>'
        '<unit id="c"><segment><source>Tiga</source></segment></unit>'
    )
    for catalog in (older, newer):
        assert [(unit.notes, unit.comments) for unit in catalog.units] == [
            (("group: Menu", "tombol", "sendiri"), ("santai",)),
            (("group: Menu", "tombol"), ()),
            ((), ()),
        ]
        assert lost(catalog) == {}
        for version in xliff.VERSIONS:
            assert xliff.parse(xliff.serialize(catalog, version)).units == catalog.units


def test_a_long_note_of_a_group_stands_with_its_first_unit() -> None:
    units = "".join(f'<trans-unit id="x{n}"><source>Satu</source></trans-unit>' for n in range(3))
    locked = '<trans-unit id="l" translate="no"><source>KODE</source></trans-unit>'
    catalog = one(f'<group resname="Menu">{locked}<note>{"panjang " * 200}</note><note>pendek</note>{units}</group>')
    assert [len(unit.notes) for unit in catalog.units] == [3, 2, 2]
    assert catalog.units[2].notes == ("group: Menu", "pendek")


def test_what_groups_without_units_say_is_counted() -> None:
    older = one(
        '<group resname="Kosong"><note>a</note><note>b</note></group>'
        '<group><context-group><context context-type="x-mine">c</context></context-group>'
        '<trans-unit id="a"><source>Satu</source></trans-unit></group>'
    )
    assert lost(older) == {"names and notes of groups without units": 3, "contexts of groups": 1}
    newer = two(
        '<group id="g" name="Kosong" translate="no"><notes><note>a</note></notes>'
        '<unit id="a"><segment><source>KODE</source></segment></unit></group>'
    )
    assert lost(newer) == {"names and notes of groups without units": 2, "units that are not to be translated": 1}


def test_how_long_a_translation_may_be_is_a_note() -> None:
    older = one(
        '<trans-unit id="a" maxwidth="20" size-unit="char" restype="button" datatype="html"><source>Satu</source></trans-unit>'
        '<trans-unit id="b" maxbytes="40" maxwidth="90"><source>Dua</source></trans-unit>'
    )
    assert [unit.notes for unit in older.units] == [("maxwidth: 20 char",), ("maxwidth: 90 pixel", "maxbytes: 40")]
    assert lost(older) == {"further properties of units": 1}
    newer = two(
        '<unit id="a" xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0" slr:sizeRestriction="5,20" type="my:button">'
        "<segment><source>Satu</source></segment></unit>"
    )
    assert newer.units[0].notes == ("sizeRestriction: 5,20",)
    assert lost(newer) == {"further properties of units": 1}


def test_entities_of_html_are_read() -> None:
    assert one('<trans-unit id="a"><source>10&nbsp;juta</source></trans-unit>').units[0].source == "10\u00a0juta"


def test_a_source_that_stands_in_for_a_translation_is_none() -> None:
    text = xliff.serialize(
        Catalog("id", "en", (Unit("Satu <b>"), Unit("Dua", "Dua"), Unit("Tiga", "Tiga", fuzzy=True))), "omegat"
    )
    assert text.count(b"<target") == 3
    assert [(u.target, u.fuzzy) for u in xliff.parse(text).units] == [("", False), ("Dua", False), ("Tiga", True)]
    done = text.replace(
        b'<target state="needs-translation">Satu &lt;b&gt;', b'<target state="needs-translation">One &lt;b&gt;'
    )
    assert xliff.parse(done).units[0].target == "One <b>"


def test_a_memory_takes_xliff_with_its_codes_and_tells_what_it_left_out(tmp_path: Path) -> None:
    body = '<trans-unit id="a"><source>Buka <g id="1">pintu</g> {n}</source><target>Open <g id="1">it</g> {n}</target></trans-unit>'
    path = tmp_path / "a.xlf"
    path.write_text(
        HEAD_1.format(body=body + '<trans-unit id="b" translate="no"><source>X</source></trans-unit>'), encoding="utf-8"
    )
    run = CliRunner().invoke(cli, ["tm", "add", str(path), "--tm", str(tmp_path / "m.sqlite")])
    assert run.stderr.strip().endswith("not kept: units that are not to be translated: 1")
    found = CliRunner().invoke(cli, ["tm", "search", "Buka pintu {n}", "--tm", str(tmp_path / "m.sqlite")])
    assert "100 %" in found.stdout
    assert "Open <g1>it</g1> {n}" in found.stdout


def test_places_and_shown_data_of_angular() -> None:
    body = (
        '<unit id="1"><notes><note category="location">app.ts:3,5</note><note category="description">judul</note></notes>'
        '<segment><source>Halo <ph id="0" equiv="INTERPOLATION" disp="{{name}}"/>, '
        '<pc id="1" type="fmt" dispStart="&lt;b&gt;" dispEnd="&lt;/b&gt;">tebal</pc></source></segment></unit>'
    )
    (unit,) = two(body).units
    assert (unit.source, unit.references, unit.notes) == (
        "Halo {{name}}, <b1>tebal</b1>",
        (Reference("app.ts", 3),),
        ("judul",),
    )


def test_segments_of_trados() -> None:
    body = (
        '<trans-unit id="a"><source>Satu <g id="3">dua</g>. Tiga.</source><seg-source><mrk mtype="seg" mid="1">Satu <g id="3">dua</g>.'
        '</mrk> <mrk mtype="seg" mid="2">Tiga.</mrk></seg-source><target><mrk mtype="seg" mid="1">One <g id="3">two</g>.</mrk> '
        '<mrk mtype="seg" mid="2"/></target></trans-unit>'
    )
    assert [(u.id, u.source, u.target) for u in one(body).units] == [
        ("a/1", "Satu <g1>dua</g1>.", "One <g1>two</g1>."),
        ("a/2", "Tiga.", ""),
    ]


def marked(*segments: tuple[str, str]) -> str:
    """Segments with the attributes that each has."""
    return " ".join(f'<mrk mtype="seg" {attributes}>{text}</mrk>' for attributes, text in segments)


def segmented(cut: str, target: str) -> Catalog:
    return one(
        f'<trans-unit id="a"><source>Satu. Dua.</source><seg-source>{cut}</seg-source><target>{target}</target></trans-unit>'
    )


@pytest.mark.parametrize("attributes", [("", ""), ('mid="1"', 'mid="1"'), ('mid="2"', ""), ('mid=""', 'mid=""')])
@pytest.mark.parametrize("sides", [(True, True), (True, False), (False, True)])
def test_segments_without_numbers_of_their_own_are_paired_by_place(
    attributes: tuple[str, str], sides: tuple[bool, bool]
) -> None:
    good = ('mid="1"', 'mid="2"')
    source, target = (attributes if bad else good for bad in sides)
    catalog = segmented(
        marked((source[0], "Satu."), (source[1], "Dua.")), marked((target[0], "One."), (target[1], "Two."))
    )
    assert [(u.id, u.source, u.target) for u in catalog.units] == [("a/1", "Satu.", "One."), ("a/2", "Dua.", "Two.")]


@pytest.mark.parametrize(
    "target",
    [
        marked(("", "One."), ("", "And"), ("", "two.")),
        marked(('mid="1"', "One."), ('mid="1"', "And"), ('mid="2"', "two.")),
        marked(('mid="1"', "One."), ('mid="2"', "And"), ('mid="3"', "two.")),
    ],
)
def test_a_unit_whose_segments_cannot_be_paired_is_one(target: str) -> None:
    catalog = segmented(marked(('mid="1"', "Satu."), ('mid="2"', "Dua.")), target)
    assert [(u.id, u.source, u.target) for u in catalog.units] == [("a", "Satu. Dua.", "One. And two.")]


def test_segments_in_another_order_are_paired_by_number() -> None:
    cut = marked(('mid="1"', "Satu."), ('mid="2"', "Dua."))
    catalog = segmented(cut, marked(('mid="2"', "Two."), ('mid="1"', "One.")))
    assert [(u.source, u.target) for u in catalog.units] == [("Satu.", "One."), ("Dua.", "Two.")]
    assert [u.target for u in segmented(cut, marked(('mid="2"', "Two."))).units] == ["", "Two."]


CUT = marked(('mid="1"', "Satu."), ('mid="2"', "Dua."))


@pytest.mark.parametrize(
    ("cut", "target", "count"),
    [
        (CUT, marked(('mid="1"', "One."), ('mid="2"', "Two.")), 0),
        (CUT, marked(('mid="1"', "One."), ('mid="2"', "Two.")).replace("> <", "> and <"), 1),
        (f"dan {CUT}", marked(('mid="1"', "One."), ('mid="2"', "Two.")) + " too", 2),
        (f'<g id="1">{CUT}</g>', '<g id="1">' + marked(('mid="1"', "One."), ('mid="2"', "Two.")) + "</g>", 2),
        (CUT.replace("> <", '> <x id="1"/> <'), marked(('mid="1"', "One."), ('mid="2"', "Two.")), 1),
    ],
)
def test_what_stands_between_segments_of_xliff_1_is_counted(cut: str, target: str, count: int) -> None:
    catalog = segmented(cut, target)
    assert [(u.source, u.target) for u in catalog.units] == [("Satu.", "One."), ("Dua.", "Two.")]
    assert lost(catalog) == ({"texts and codes between segments": count} if count else {})


def test_states_of_segments() -> None:
    review, done = 'state="needs-review-translation"', 'state="translated"'
    target = marked((f'mid="1" {review}', "One."), (f'mid="2" {done}', "Two."))
    assert [u.fuzzy for u in segmented(CUT, target).units] == [True, False]
    whole = marked((f'mid="1" {done}', "One."), (f'mid="3" {review}', "Two."))
    assert [(u.target, u.fuzzy) for u in segmented(CUT, whole).units] == [("One. Two.", True)]


@pytest.mark.parametrize(
    ("conf", "fuzzy", "flags"),
    [
        ('conf="Translated"', False, ()),
        ('conf="ApprovedTranslation"', False, ("reviewed",)),
        ('conf="ApprovedSignOff"', False, ("final",)),
        ('conf="Draft"', True, ()),
        ('conf="RejectedTranslation"', True, ()),
        ('conf="RejectedSignOff"', True, ()),
        ("", True, ()),
    ],
)
def test_states_of_trados(conf: str, fuzzy: bool, flags: tuple[str, ...]) -> None:
    target = marked(('mid="1"', "One."), ('mid="2"', "Two."))
    defs = f'<s:seg-defs xmlns:s="http://sdl.com/FileTypes/SdlXliff/1.0"><s:seg id="1" {conf}/><s:seg id="2" conf="Translated"/></s:seg-defs>'
    body = f'<trans-unit id="a"><source>x</source><seg-source>{CUT}</seg-source><target>{target}</target>{defs}</trans-unit>'
    assert [(u.fuzzy, u.flags) for u in one(body).units] == [(fuzzy, flags), (False, ())]
    whole = body.replace(target, target.replace('mid="2"', 'mid="3"'))
    assert [(u.target, u.fuzzy, u.flags) for u in one(whole).units] == [("One. Two.", fuzzy, ())]


@pytest.mark.parametrize(
    ("attribute", "target", "fuzzy"),
    [
        ('mq:status="ManuallyConfirmed"', "One", False),
        ('mq:status="Proofread"', "One", False),
        ('mq:status="PartiallyEdited"', "One", True),
        ('mq:status="Pretranslated"', "One", True),
        ('mq:status="Rejected"', "One", True),
        ('mq:status="NotStarted"', "", False),
        ('m:confirmed="1"', "One", False),
        ('m:confirmed="0"', "One", True),
    ],
)
def test_states_of_memoq_and_phrase(attribute: str, target: str, fuzzy: bool) -> None:
    spaces = 'xmlns:mq="MQXliff" xmlns:m="http://www.memsource.com/mxlf/2.0"'
    catalog = one(
        f'<trans-unit id="a" {spaces} {attribute}><source>Satu</source><target>{target or "Satu"}</target></trans-unit>'
    )
    assert [(u.target, u.fuzzy) for u in catalog.units] == [(target, fuzzy)]
    assert lost(catalog) == {}


def test_what_the_standard_calls_unfinished_stays_so_though_the_program_confirmed_it() -> None:
    (unit,) = one(
        '<trans-unit id="a" xmlns:mq="MQXliff" mq:status="ManuallyConfirmed"><source>Satu</source>'
        '<target state="needs-review-translation">One</target></trans-unit>'
    ).units
    assert unit.fuzzy
