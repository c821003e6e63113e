"""XLIFF: the standard's rules are kept, nothing is lost, and what other tools write is understood."""

from __future__ import annotations

import pytest
from catalogs import catalogs, coded_units, units, without_shown
from hypothesis import given, settings
from hypothesis import strategies as st
from xliff_rules import problems

from kztrans.errors import InputError
from kztrans.formats import xliff
from kztrans.model import Catalog, Reference, Unit

HEAD = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="id" trgLang="en"'
UNITS = (
    Unit("Satu.", "One.", references=(Reference("a.txt", 1),)),
    Unit("Dua.", "Two.", fuzzy=True, notes=("a note",), comments=("mine",), references=(Reference("a.txt", 2),)),
    Unit("Tiga.", references=(Reference("b.txt", 1),), context="after: Dua."),
    Unit("Empat\x01.", "Four\x01.", flags=("reviewed",), id="four"),
    Unit("Lima.", "Five.", flags=("final",), obsolete=True, id="u3"),
)
CATALOG = Catalog("id", "en", UNITS, (("Language", "en"),), ("a comment",))


def written(*units: Unit) -> str:
    return xliff.serialize(Catalog("id", "en", units)).decode()


def document(body: str, head: str = f"{HEAD}>") -> bytes:
    return f'{head}<file id="f">{body}</file></xliff>'.encode()


def segment(attributes: str = "", target: str = "Dua") -> bytes:
    return document(
        f'<unit id="x"><segment {attributes}><source>Satu</source><target>{target}</target></segment></unit>'
    )


@settings(deadline=None, max_examples=150)
@given(catalogs, st.sampled_from(xliff.VERSIONS))
def test_any_catalogue_keeps_the_rules_and_comes_back_whole(catalog: Catalog, version: str) -> None:
    data = xliff.serialize(catalog, version)
    assert version in ("1.2", "omegat") or problems(data) == []
    assert xliff.parse(data) == catalog
    assert xliff.serialize(xliff.parse(data), version) == data


@settings(deadline=None, max_examples=80)
@given(st.lists(coded_units() | units, max_size=3).map(tuple), st.sampled_from(xliff.VERSIONS))
def test_codes_come_back_with_their_data(units: tuple[Unit, ...], version: str) -> None:
    data = xliff.serialize(Catalog("id", "en", units), version)
    assert version in ("1.2", "omegat") or problems(data) == []
    assert tuple(map(without_shown, xliff.parse(data).units)) == units


@pytest.mark.parametrize(
    ("good", "bad", "problem"),
    [
        (' version="2.0"', "", "xliff lacks version"),
        ('version="2.0"', 'version="1.2"', "xliff has version"),
        (' srcLang="id"', "", "xliff lacks srcLang"),
        ('srcLang="id"', 'srcLang="id_ID"', "xliff has srcLang"),
        (' trgLang="en"', "", "targets, and no trgLang"),
        ("xliff", "xlif", "the root is"),
        ('<file id="f1"', "<file", "file lacks id"),
        ('<file id="f2"', '<file id="f1"', "two files with id f1"),
        ('<unit id="u2"', '<unit id="u1"', "two units with id u1"),
        ('<unit id="u2"', '<unit id="u 2"', "unit has id="),
        ('state="translated"', 'state="done"', "segment has state="),
        ('state="initial" subState', "subState", "subState without state"),
        ('subState="kztrans:fuzzy"', 'subState="fuzzy"', "segment has subState="),
        ("<source>Satu.</source>", "", "segment holds target"),
        ("<target>One.</target>", "", "state translated without a target"),
        ("<target>One.</target>", "<target>One.</target><target/>", "segment holds source target target"),
        ("<target>One.</target>", '<target xml:lang="fr">One.</target>', "target in another language"),
        ("<target>One.</target>", '<target order="2">One.</target>', "order 2 of 1"),
        ("<target>One.</target>", "<target><em startRef='m'/></target>", "em that ends nothing"),
        ("<target>One.</target>", "<target><b>One.</b></target>", "there is no element b"),
        ('<cp hex="0001"/>', '<cp hex="0041"/>', "cp for U+0041"),
        ('<cp hex="0001"/>', "<cp/>", "cp lacks hex"),
        ('<cp hex="0001"/>', '<cp hex="1"/>', "cp has hex="),
        ('<note category="note">', '<note category="note" priority="0">', "note has priority="),
        ('<note category="note">', '<note category="note" by="me">', "note has no attribute by"),
        ("<notes>", "<notes>stray", "notes holds text"),
        ('<mda:meta type="Language">', "<mda:meta>", "meta lacks type"),
        ('xml:space="preserve"', 'xml:space="keep"', "xliff has xml:space="),
        ('translate="no"', 'translate="never"', "unit has translate="),
    ],
)
def test_a_broken_rule_is_seen(good: str, bad: str, problem: str) -> None:
    text = xliff.serialize(CATALOG).decode().replace("header:", "")
    assert problems(text.encode()) == []
    assert good in text
    broken = text.replace(good, bad) if good == "xliff" else text.replace(good, bad, 1)
    assert any(line.startswith(problem) for line in problems(broken.encode())), problems(broken.encode())


def test_units_of_one_text_are_one_file() -> None:
    text = written(*UNITS)
    assert [part.split(">")[0] for part in text.split("<file ")[1:]] == [
        'id="f1" original="a.txt"',
        'id="f2" original="b.txt"',
        'id="f3"',
    ]


def test_states() -> None:
    text = written(*UNITS)
    assert [part.split(">")[0] for part in text.split("<segment ")[1:]] == [
        'state="translated"',
        'state="initial" subState="kztrans:fuzzy"',
        'state="initial"',
        'state="reviewed"',
        'state="final"',
    ]


def test_a_catalogue_without_units_is_a_valid_file() -> None:
    empty = Catalog("id", "en")
    assert problems(xliff.serialize(empty)) == []
    assert xliff.parse(xliff.serialize(empty)) == empty


@pytest.mark.parametrize(
    ("attributes", "fuzzy", "flags"),
    [
        ('state="initial"', True, ()),
        ('state="translated"', False, ()),
        ('state="reviewed"', False, ("reviewed",)),
        ('state="final"', False, ("final",)),
        ("", False, ()),
    ],
)
def test_states_of_other_tools(attributes: str, fuzzy: bool, flags: tuple[str, ...]) -> None:
    (unit,) = xliff.parse(segment(attributes)).units
    assert (unit.fuzzy, unit.flags, unit.target) == (fuzzy, flags, "Dua")


def test_an_editor_takes_back_a_review() -> None:
    text = written(Unit("Satu", "One", flags=("no-wrap", "final"))).replace('state="final"', 'state="translated"')
    assert xliff.parse(text.encode()).units[0].flags == ("no-wrap",)


def test_a_state_that_an_editor_sets_wins_over_what_we_left() -> None:
    text = written(Unit("Satu", "One", fuzzy=True, previous="Dua")).replace('state="initial"', 'state="translated"')
    (unit,) = xliff.parse(text.encode()).units
    assert (unit.fuzzy, unit.previous) == (False, None)


def test_an_editor_confirms_a_fuzzy_unit() -> None:
    text = written(Unit("Satu", "One", fuzzy=True)).replace('state="initial" subState="kztrans:fuzzy"', 'state="final"')
    (unit,) = xliff.parse(text.encode()).units
    assert (unit.fuzzy, unit.flags) == (False, ("final",))


def test_inline_codes_are_tags_and_placeholders_are_text() -> None:
    inline = (
        'a <pc id="1">b</pc><ph id="2" equiv="%s"/><mrk id="m">c</mrk><sc id="3"/>d<ec startRef="3"/><cp hex="0002"/>'
    )
    assert xliff.parse(segment(target=inline)).units[0].target == "a <g1>b</g1>%sc<g2>d</g2>\x02"


def test_segments_of_one_unit_and_groups() -> None:
    body = (
        '<group id="g"><unit id="x"><segment id="s"><source>Satu. </source></segment>'
        "<ignorable><source> </source></ignorable><segment><source>Dua.</source></segment></unit></group>"
    )
    units = xliff.parse(document(body, f'{HEAD} xml:space="preserve">')).units
    assert [(unit.id, unit.source) for unit in units] == [("x/s", "Satu. "), ("x/2", "Dua.")]


def test_layout_white_space_goes_where_the_file_does_not_ask_for_it() -> None:
    assert xliff.parse(segment(target="\n    Dua  dan\n    tiga\n  ")).units[0].target == "Dua  dan tiga"


def test_original_and_notes_of_other_tools() -> None:
    data = document(
        '<unit id="x"><notes><note>who says it?</note></notes><segment><source>Siapa?</source></segment></unit>'
    ).replace(b'<file id="f"', b'<file id="f" original="src/a.txt"')
    (unit,) = xliff.parse(data).units
    assert (unit.id, unit.references, unit.notes) == ("x", (Reference("src/a.txt", 0),), ("who says it?",))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f.xlf: holds no XML"),
        (f"{HEAD}>\n<file id='f'>\n</xliff>".encode(), "f.xlf:3: is not well-formed XML"),
        (b"<tmx version='1.4'/>", "f.xlf:1: is not XLIFF 1 or 2: <tmx>"),
        (
            b"<xliff xmlns='urn:oasis:names:tc:xliff:document:3.0' version='3.0'/>",
            "f.xlf:1: is not XLIFF 1 or 2: XLIFF 3.0",
        ),
        (b"<xliff xmlns='urn:oasis:names:tc:xliff:document:1.2' version='1.2'/>", "f.xlf:1: holds no file element"),
        (b"<xliff version='1.0'>\n<file/></xliff>", "f.xlf:2: has no source-language"),
        (
            b"<xliff version='1.1'><file source-language='id'>\n<trans-unit id='1'/></file></xliff>",
            "f.xlf:2: a unit without a source",
        ),
        (f"{HEAD}/>".replace(' srcLang="id"', "").encode(), "f.xlf:1: has no srcLang"),
        (f"{HEAD}/>".encode(), "f.xlf:1: holds no file element"),
        (document("\n<unit id='x'/>"), "f.xlf:2: a unit without a segment"),
        (document("\n<unit id='x'><segment/></unit>"), "f.xlf:2: a segment without a source"),
        (segment(target="<cp hex='D800'/>"), "f.xlf:1: a cp element with hex='D800'"),
        (segment(target="<cp/>"), "f.xlf:1: a cp element with hex=''"),
        (
            b'<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + segment(target="&b;"),
            "f.xlf:1: declares a document type",
        ),
        (
            b'<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + segment(target="&a;"),
            "f.xlf:1: declares a document type",
        ),
    ],
)
def test_broken_and_hostile_files(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        xliff.parse(data, "f.xlf")
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_metadata_that_somebody_spoilt() -> None:
    text = written(Unit("Satu", "One", score=0.5)).replace(">0.5<", ">much<")
    with pytest.raises(InputError, match="score is 'much'"):
        xliff.parse(text.encode(), "f.xlf")


def test_translate_toolkit_reads_ours_and_we_theirs() -> None:
    storage = pytest.importorskip("translate.storage.xliff2", reason="Translate Toolkit is not installed")
    theirs = storage.Xliff2File.parsestring(xliff.serialize(CATALOG))
    read = [(unit.source, unit.target or "", unit.isfuzzy()) for unit in theirs.units]
    assert read == [(u.source.replace("\x01", ""), u.target.replace("\x01", ""), u.fuzzy) for u in UNITS]
    there_and_back = xliff.parse(bytes(theirs))
    assert there_and_back.units[:3] == UNITS[:3]
    made = storage.Xliff2File(sourcelanguage="id", targetlanguage="en")
    made.addsourceunit("Satu & <dua>").target = "One & <two>"
    assert [(u.source, u.target) for u in xliff.parse(bytes(made)).units] == [("Satu & <dua>", "One & <two>")]
