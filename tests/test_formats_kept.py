"""What other programs put into PO, TMX and XLIFF: kept as it was, or named with a number, or refused with its line."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tools import needs

from kztrans import formats
from kztrans.errors import InputError
from kztrans.formats import csv, html, po, tmx, xliff
from kztrans.jobs.convert import convert_file
from kztrans.model import Catalog, Reference, Unit

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: en\\nX-Source-Language: id\\n"\n\n'
SLR = 'xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0"'
FS = 'xmlns:fs="urn:oasis:names:tc:xliff:fs:2.0"'
MINE = 'xmlns:my="urn:example:my"'


def entry(head: str = "", text: str = "a", tail: str = "") -> bytes:
    return (HEAD + f'{head}msgid "{text}"\nmsgstr "b"\n{tail}').encode()


def lost(catalog: Catalog) -> dict[str, int]:
    return {what: number for what, number in catalog.losses if number}


# PO


@pytest.mark.parametrize(
    ("comment", "places"),
    [
        ("#: a.py:3, b.py:7\n", ("a.py:3", "b.py:7")),
        ("#: a.py:3,b.py:7\n", ("a.py:3", "b.py:7")),
        ("#: a.py:3,7,\n", ("a.py:3", "a.py:7")),
        ("#: a.py:3\n#: b.py:7\n", ("a.py:3", "b.py:7")),
        ("#: \u2068a b.py\u2069:3 c.py:1\n", ("a b.py:3", "c.py:1")),
        ("#: \u2068a b.py\u2069:3, \u2068c d.py\u2069:1\n", ("a b.py:3", "c d.py:1")),
        ("#: a,b.py:3\n", ("a,b.py:3",)),
        ("#: a.py:3,b\n", ("a.py:3,b:0",)),
        ("#:   a.py:3   b.py:7\n", ("a.py:3", "b.py:7")),
    ],
)
def test_references_are_understood_and_stay_as_they_were(comment: str, places: tuple[str, ...]) -> None:
    catalog = po.parse(entry(comment))
    assert tuple(f"{r.path}:{r.line}" for r in catalog.units[0].references) == places
    shown = comment.replace("#:   a", "#: a")
    for form in (po, xliff, html):
        back = form.parse(form.serialize(catalog))
        assert back.units == catalog.units
        assert shown in po.serialize(back).decode(), form
    older = xliff.parse(xliff.serialize(catalog, "1.2"))
    assert shown in po.serialize(older).decode()
    assert csv.parse(csv.serialize(catalog)).units == catalog.units
    moved = replace(catalog.units[0], references=(Reference("z.py", 1),))
    assert "#: z.py:1\n" in po.serialize(Catalog("id", "en", (moved,))).decode()


def test_places_of_a_table_may_have_commas_between_them() -> None:
    table = b'location,source,target\n"a.py:3, b.py:7",satu,one\n"c.py:1,d.py:2",dua,two\n'
    assert [[f"{r.path}:{r.line}" for r in unit.references] for unit in csv.parse(table).units] == [
        ["a.py:3", "b.py:7"],
        ["c.py:1", "d.py:2"],
    ]


@pytest.mark.parametrize("escape", [r"\q", r"\8", r"\xzz", r"\'", r"\/", r"\ ", r"\u00e9", r"\\\e"])
def test_what_is_no_escape_is_refused_as_msgfmt_refuses_it(escape: str, tmp_path: Path) -> None:
    data = entry(text=f"x {escape} y")
    with pytest.raises(InputError, match=r"f\.po:4: .*is no escape of PO"):
        po.parse(data, "f.po")
    needs("msgfmt")
    (tmp_path / "f.po").write_bytes(data)
    assert subprocess.run(["msgfmt", "-o", "-", tmp_path / "f.po"], capture_output=True, check=False).returncode


@pytest.mark.parametrize("escape", [r"\n", r"\\q", r"\"", r"\101", r"\0", r"\x41", r"\a\b\f\r\t\v", r"\\\\\\x"])
def test_what_msgfmt_takes_for_an_escape_is_read(escape: str) -> None:
    assert po.parse(entry(text=f"x {escape} y")).units


def test_domain_lines_are_told_of_and_stand_where_the_file_is_written_over() -> None:
    data = entry(tail='\ndomain "lain"\n# c\nmsgid "d"\nmsgstr "e"\n')
    catalog = po.parse(data)
    assert lost(catalog) == {"domain lines": 1}
    assert [unit.source for unit in catalog.units] == ["a", "d"]
    assert 'domain "lain"\n# c\nmsgid "d"\n' in po.serialize(catalog, data).decode()
    assert not lost(po.parse(b'domain "messages"\n' + entry()))
    for broken in ('msgid "a"\ndomain "x"\nmsgstr "b"\n', 'domain\nmsgid "a"\nmsgstr "b"\n'):
        with pytest.raises(InputError, match=r"f\.po:[45]: a domain line"):
            po.parse((HEAD + broken).encode(), "f.po")


def test_a_second_header_is_refused_and_the_last_comments_are_told_of() -> None:
    with pytest.raises(InputError, match=r"f\.po:7: has the msgid of line 1 again"):
        po.parse(entry(tail='\nmsgid ""\nmsgstr "Language: de\\n"\n'), "f.po")
    assert lost(po.parse(entry(tail="\n# The end.\n#. really\n"))) == {"comments behind the last entry": 2}


def test_a_nul_is_told_of_and_utf_16_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes(entry(text="sa\0tu"))
    done = convert_file(tmp_path / "a.po", tmp_path / "a.csv")
    assert any("line 4: a NUL character, at which gettext ends a text" in remark for remark in done.remarks)
    for encoding in ("utf-16", "utf-16-le", "utf-32"):
        with pytest.raises(InputError, match=r"f\.po: is UTF-16 or UTF-32"):
            po.parse(HEAD.encode(encoding), "f.po")


# TMX


def memory(body: str, srclang: str = "id", head: str = "") -> Catalog:
    return tmx.parse(
        f'<tmx version="1.4"><header srclang="{srclang}">{head}</header><body>{body}</body></tmx>'.encode()
    )


def tu(source: str, target: str, inside: str = "", attributes: str = "", target_lang: str = "en") -> str:
    return (
        f'<tu {attributes}>{inside}<tuv xml:lang="id"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{target_lang}"><seg>{target}</seg></tuv></tu>'
    )


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        (["zh-CN"], "zh-CN"), (["en_US"], "en-US"), (["EN-US", "en_us"], "en-US"), (["pt-BR"], "pt-BR"),
        (["zh-Hant-HK"], "zh-Hant-HK"), (["kk-Latn"], "kk-Latn"), (["en", "en-GB"], "en"), (["pt-BR", "pt-PT"], "pt"),
    ],
)  # fmt: skip
def test_regions_stay_where_the_file_has_one(codes: list[str], wanted: str) -> None:
    body = "".join(tu(f"Satu {n}", f"One {n}", target_lang=code) for n, code in enumerate(codes))
    catalog = memory(body)
    assert (catalog.source_lang, catalog.target_lang, len(catalog.units)) == ("id", wanted, len(codes))
    assert memory(body, "id_ID").source_lang == "id-ID"


@pytest.mark.parametrize(
    ("body", "losses"),
    [
        (tu("a", "b", "<foo>x</foo>"), {"unknown elements": 1}),
        (tu("a", "b").replace("<seg>b", "<bar/><seg>b"), {"unknown elements": 1}),
        (tu("a <b>c</b>", "b <z/>"), {"unknown elements": 2}),
        (
            tu("a", "b", attributes='usagecount="3" lastusagedate="20200101T000000Z"'),
            {"further attributes of units": 2},
        ),
        (tu("a", "b").replace("<tuv", '<tuv usagecount="1"'), {"further attributes of units": 2}),
        (tu("a", "b", attributes='my="1" xmlns:q="urn:q" q:z="2"'), {"further attributes of units": 2}),
        (tu("a", "b").replace("</seg>", "</seg><seg>more</seg>", 1), {"second segments of a text": 1}),
        (tu("a", "b", attributes='tuid="1" changeid="x"'), {"dates and authors": 1}),
        (tu("a", "b", '<note>n</note><prop type="client">c</prop>'), {"properties of units": 1}),
    ],
)
def test_what_a_memory_has_besides_is_counted(body: str, losses: dict[str, int]) -> None:
    assert lost(memory(body)) == losses


# XLIFF 1.2


def older(body: str, *more: str, languages: str = "en") -> bytes:
    files = "".join(
        f'<file original="f" source-language="{pair.split()[0]}" target-language="{pair.split()[1]}" '
        f'datatype="plaintext"><body>{text}</body></file>'
        for pair, text in [(f"id {languages}", body), *((m.partition("|")[0], m.partition("|")[2]) for m in more)]
    )
    return (f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" {MINE}>{files}</xliff>').encode()


def unit(source: str, target: str, attributes: str = "", state: str = "", inside: str = "") -> str:
    return (
        f'<trans-unit id="{source}" {attributes}><source>{source}</source><target {state}>{target}</target>'
        f"{inside}</trans-unit>"
    )


def test_one_pair_of_languages_is_taken_of_a_file_with_several(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(older(unit("satu", "one"), "id fr|" + unit("dua", "deux"), "ms en|" + unit("tiga", "three")))
    first = formats.read(path)
    assert [u.target for u in first.units] == ["one"]
    assert lost(first) == {"units in fr (-t chooses)": 1, "units from ms (-s chooses)": 1}
    assert [u.target for u in formats.read(path, "id", "fr").units] == ["deux"]
    assert [u.target for u in formats.read(path, "ms", "en-GB").units] == ["three"]
    assert formats.read(path, "id", "de").units == ()


def test_a_language_that_is_given_takes_the_place_of_the_only_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(older(unit("satu", "one"), "id en-US|" + unit("dua", "two"), languages="en-US"))
    catalog = formats.read(path, "", "kk")
    assert (catalog.target_lang, len(catalog.units)) == ("kk", 2)
    assert formats.read(path).target_lang == "en-US"


def test_targets_of_another_language_are_no_translations() -> None:
    two = '<target xml:lang="en-GB">two</target><target>zwei</target>'
    catalog = xliff.parse(
        older(unit("satu", "un", state='xml:lang="fr"') + unit("dua", "deux", "", 'xml:lang="fr"', two))
    )
    assert [u.target for u in catalog.units] == ["", "two"]
    assert lost(catalog) == {"texts in fr": 2, "further translations": 1}


def test_the_language_of_targets_is_the_files_where_it_names_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    body = unit("satu", "one", state='xml:lang="en"') + unit("dua", "deux", state='xml:lang="fr"')
    path.write_bytes(older(body).replace(b'target-language="en"', b""))
    first, french = formats.read(path), formats.read(path, "id", "fr")
    assert (first.target_lang, [u.target for u in first.units], lost(first)) == ("en", ["one", ""], {"texts in fr": 1})
    assert [u.target for u in french.units] == ["", "deux"]


@pytest.mark.parametrize("text", [" Spinning ", "  a", "b\u00a0 ", " <g id='1'>c</g> "])
def test_spaces_at_the_ends_of_a_text_stay(text: str) -> None:
    older_one = xliff.parse(older(f'<trans-unit id="t"><source>{text}</source><target>{text}</target></trans-unit>'))
    newer_one = newer(f"<segment><source>{text.replace('<g ', '<pc ').replace('</g', '</pc')}</source></segment>")
    plain = text.replace("<g id='1'>", "<g1>").replace("</g>", "</g1>")
    assert (older_one.units[0].source, older_one.units[0].target, newer_one.units[0].source) == (plain,) * 3
    indented = xliff.parse(older(f"<trans-unit id='t'><source>\n   {text.strip()}\n\t</source></trans-unit>"))
    assert indented.units[0].source == plain.strip()


@pytest.mark.parametrize(
    ("number", "line"), [("37", 37), ("37,40", 37), (" 37 - 40 ", 37), ("", 0), ("x", 0), ("²", 0)]
)
def test_a_range_of_lines_begins_with_its_first(number: str, line: int) -> None:
    place = (
        '<context-group purpose="location"><context context-type="sourcefile">a.html</context>'
        f'<context context-type="linenumber">{number}</context></context-group>'
    )
    assert xliff.parse(older(unit("a", "b", inside=place))).units[0].references == (Reference("a.html", line),)


@pytest.mark.parametrize(
    ("others", "own", "fuzzy"),
    [
        ('state="translated"', "", False),
        ('state="needs-translation"', "", False),
        ('state="final"', 'state="needs-review-translation"', True),
        ('state="new"', 'state="translated"', False),
    ],
)
def test_the_state_of_one_unit_says_nothing_of_another(others: str, own: str, fuzzy: bool) -> None:
    units = xliff.parse(older(unit("satu", "one", state=others) + unit("dua", "two", state=own))).units
    assert units[1].fuzzy is fuzzy


@pytest.mark.parametrize(
    ("attributes", "state", "stays"),
    [
        ('approved="no"', 'state="translated"', "no"),
        ("", 'state="translated"', "no"),
        ('approved="yes"', 'state="translated"', "yes"),
        ('approved="no"', 'state="signed-off"', "no"),
        ('approved="no"', 'state="needs-review-translation"', "no"),
        ('approved="yes"', "", "yes"),
        ("", "", "no"),
    ],
)
@pytest.mark.parametrize("way", [xliff, po, html])
def test_who_approved_is_what_it_was(attributes: str, state: str, stays: str, way: formats._Module) -> None:
    body = unit("satu", "one", attributes, state) + unit("dua", "two", 'approved="yes"')
    first = xliff.parse(older(body))
    again = xliff.parse(xliff.serialize(way.parse(way.serialize(first), "f"), "1.2"))
    written = xliff.serialize(again, "1.2").decode()
    assert f'approved="{stays}"' in written.partition("<source>satu")[0]
    assert again.units[0].fuzzy is first.units[0].fuzzy
    approved = xliff.parse(written.replace('approved="no"', 'approved="yes"').encode())
    assert "unapproved" not in approved.units[0].flags


def test_where_a_translation_came_from_is_its_origin() -> None:
    data = older(unit("satu", "one", "", 'state="translated" state-qualifier="mt-suggestion" coord="1"'))
    catalog = xliff.parse(data)
    assert catalog.units[0].origin == "mt-suggestion"
    assert lost(catalog) == {"further properties of translations": 1}
    assert b'state-qualifier="mt-suggestion"' in xliff.serialize(catalog, "1.2")


@pytest.mark.parametrize(
    ("body", "losses"),
    [
        (unit("a", "b", inside="<alt-trans><target>c</target></alt-trans><alt-trans><target>d</target><target>e</target></alt-trans>"),
         {"suggested translations": 3}),
        (unit("a", "b", 'my:x="1"', inside="<my:y><my:z/></my:y>"),
         {"further properties of units": 1, "elements of other programs": 1}),
        (unit("a", "b", state='my:x="1"'), {"attributes of modules and other programs": 1}),
        (f'<group my:x="1">{unit("a", "b")}</group>', {"attributes of modules and other programs": 1}),
        (unit("a", "b <my:y>c</my:y>"), {"unknown elements in a text": 1}),
        (f'<group restype="x-gettext-plurals">{unit("a", "b")}{unit("c", "d")}</group>',
         {"plural forms, now units of their own": 2}),
    ],
)  # fmt: skip
def test_what_xliff_1_has_besides_is_counted(body: str, losses: dict[str, int]) -> None:
    assert lost(xliff.parse(older(body))) == losses


# XLIFF 2


def newer(body: str, attributes: str = "") -> Catalog:
    return xliff.parse(
        f'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="id" trgLang="en" {MINE} {SLR} {FS}'
        f' {attributes}><file id="f"><unit id="a">{body}</unit></file></xliff>'.encode()
    )


def segment(attributes: str = "", target: str = "", text: str = "b", inside: str = "") -> str:
    return f"{inside}<segment {attributes}><source>a</source><target {target}>{text}</target></segment>"


@pytest.mark.parametrize(
    ("body", "losses"),
    [
        (segment(target='order="2"'), {"orders of target segments": 1}),
        (segment('state="translated" subState="my:x"'), {"states of other programs": 1}),
        (segment('my:x="1"'), {"attributes of modules and other programs": 1}),
        (segment(text='b <pc id="1" fs:fs="b">c</pc>'), {"attributes of modules and other programs": 1}),
        (segment(inside="<my:x><my:y/></my:x>"), {"elements of other programs": 1}),
        (segment(inside="<slr:data><slr:x/></slr:data>"), {"elements of modules": 1}),
        (segment(inside='<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#a"/><mtc:match ref="#a"/></mtc:matches>'),
         {"suggested translations": 2}),
    ],
)  # fmt: skip
def test_what_xliff_2_has_besides_is_counted(body: str, losses: dict[str, int]) -> None:
    assert lost(newer(body)) == losses
    assert lost(newer(body, 'my:root="1"')).get("attributes of modules and other programs", 0) >= 1


@pytest.mark.parametrize("version", xliff.VERSIONS)
def test_our_own_files_lose_nothing(version: str) -> None:
    units = (Unit("Satu", "One", context="c", references=(Reference("a b.txt", 3),), flags=("final",)), Unit("Dua"))
    assert not lost(xliff.parse(xliff.serialize(Catalog("id", "en", units, (("Language", "en"),)), version)))


def test_header_fields_of_versions_before_are_read() -> None:
    """They were elements of a namespace of ours, which the schema of OASIS has no place for."""
    data = xliff.serialize(Catalog("id", "en", (Unit("a", "b"),), (("Language", "en"),), ("Me, 2024.",)), "1.2")
    assert b"urn:kztrans" not in data
    before = data.replace(
        b'<note from="kztrans:header:Language">en</note>',
        b'<kz:field xmlns:kz="urn:kztrans:xliff" name="header:Language">en</kz:field>',
    )
    assert before != data
    for catalog in (xliff.parse(before), xliff.parse(data)):
        assert (catalog.headers, catalog.header_comments) == ((("Language", "en"),), ("Me, 2024.",))


@pytest.mark.parametrize("space", ["preserve", "default"])
def test_notes_keep_their_lines_where_the_file_asks_for_it(space: str) -> None:
    body = f'<trans-unit id="a" xml:space="{space}"><source>a</source><note>one\n  two</note></trans-unit>'
    wanted = "one\n  two" if space == "preserve" else "one two"
    assert xliff.parse(older(body)).units[0].notes == (wanted,)
