"""TMX: valid to write, liberal to read, and no trap for hostile files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kztrans.errors import InputError
from kztrans.formats import tmx
from kztrans.model import Catalog, Unit

CATALOG = Catalog(
    "id",
    "en",
    (
        Unit(
            "Damai & “adil” <b>.", "Peace & “fair” <b>.", id="kz-1", score=0.934, origin="alignment", comments=("note",)
        ),
        Unit("Ya.", "Yes.", context="after: Benarkah?", fuzzy=True),
        Unit("Kosong."),
    ),
)


def follows_the_dtd(data):
    """The element structure and the required attributes of TMX 1.4b, for what kztrans writes."""
    root = etree.fromstring(data)
    assert (root.tag, dict(root.attrib)) == ("tmx", {"version": "1.4"})
    assert [child.tag for child in root] == ["header", "body"]
    required = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert required <= set(root[0].attrib)
    assert root[0].get("segtype") in ("block", "paragraph", "sentence", "phrase")
    identifiers = [tu.get("tuid") for tu in root[1] if tu.get("tuid")]
    assert len(set(identifiers)) == len(identifiers)
    for tu in root[1]:
        assert tu.tag == "tu"
        tags = [child.tag for child in tu]
        first = tags.index("tuv")
        assert set(tags[:first]) <= {"note", "prop"}
        assert set(tags[first:]) == {"tuv"}
        assert all(prop.get("type") for prop in tu.iterchildren("prop"))
        languages = [tuv.get(tmx.XML_LANG) for tuv in tu.iterchildren("tuv")]
        assert len(set(languages)) == len(languages) >= 1
        assert all([child.tag for child in tuv] == ["seg"] and len(tuv[0]) == 0 for tuv in tu.iterchildren("tuv"))
    return root


def test_what_is_written_is_valid():
    data = tmx.serialize(CATALOG)
    root = follows_the_dtd(data)
    assert root[0].get("srclang") == "id"
    assert len(root[1]) == 2
    assert data == tmx.serialize(CATALOG)


def test_round_trip(tmp_path):
    path = tmp_path / "a.tmx"
    path.write_bytes(tmx.serialize(CATALOG))
    back = tmx.read(path)
    assert (back.source_lang, back.target_lang) == ("id", "en")
    assert back.units[0] == Unit(
        "Damai & “adil” <b>.", "Peace & “fair” <b>.", id="kz-1", score=0.93, origin="alignment", comments=("note",)
    )
    assert back.units[1] == CATALOG.units[1]


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
)
def test_any_text_comes_back_but_for_what_xml_forbids(source, target):
    unit = tmx.units_in(tmx.serialize(Catalog("id", "en", (Unit(source, target),))))[0]
    for wrote, read in ((source, unit.segments[0][1]), (target, unit.segments[1][1])):
        assert len(read) == len(wrote)
        assert tmx.forbidden(read) == 0
        assert sum(a != b for a, b in zip(wrote, read, strict=True)) == tmx.forbidden(wrote)


OLD = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="EN-US"
 srclang="ID" datatype="rtf"/><body>
<tu changedate="20240102T030405Z" changeid="AIGERIM"><tuv lang="EN-US"><seg>The <bpt i="1">{{\\b </bpt>talks<ept i="1">}}</ept> failed.</seg></tuv>
<tuv lang="ID"><seg>Perundingan <hi>itu</hi> gagal – “ya”.</seg></tuv></tu></body></tmx>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_old_versions_and_encodings(tmp_path, encoding):
    path = tmp_path / "old.tmx"
    path.write_bytes(OLD.format(encoding=encoding).encode(encoding))
    catalog = tmx.read(path)
    assert (catalog.source_lang, catalog.target_lang) == ("id", "en-US")
    assert (catalog.units[0].source, catalog.units[0].target) == (
        "Perundingan <hi1>itu</hi1> gagal – “ya”.",
        "The <b2>talks</b2> failed.",
    )
    unit = next(tmx.iterate(path))
    assert (unit.changed, unit.changed_by) == ("20240102T030405Z", "AIGERIM")


def test_units_that_others_wrote_or_changed_are_found(tmp_path):
    data = tmx.serialize(CATALOG).replace(b'tuid="kz-1"', b'tuid="kz-1" changeid="aigerim"')
    path = tmp_path / "a.tmx"
    path.write_bytes(data.replace(b"</body>", b'<tu tuid="mine"><tuv xml:lang="id"><seg>A</seg></tuv></tu></body>'))
    assert [tu.get("tuid") for tu in tmx.foreign_units(path)] == [None, None, "mine"]


OTHERS = """<tmx version="1.4"><header creationtool="other" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="en" datatype="html"><prop type="client">ACME</prop></header><body>
<tu tuid="a"><tuv xml:lang="id"><seg>Buka <bpt i="1">&lt;b&gt;</bpt>pintu<ept i="1">&lt;/b&gt;</ept> itu.</seg></tuv><tuv
 xml:lang="en"><seg>Open <hi>the  door</hi> now.</seg></tuv></tu>
<tu><note>ask</note><tuv lang="id"><seg>Ya.</seg></tuv><tuv lang="en"><seg>Yes.</seg></tuv></tu></body></tmx>
"""


def test_what_others_put_there_goes_on_as_it_is(tmp_path):
    path = tmp_path / "a.tmx"
    path.write_text(OTHERS, encoding="utf-8")
    ours = Catalog("id", "en", (Unit("Ya.", "Yes.", id="kz-2"),))
    once = tmx.serialize(ours, tmx.foreign_units(path))
    root = etree.fromstring(once)
    assert root[0].get("srclang") == "id"
    assert root.findtext("header/prop") == "ACME"
    assert [tu.get("srclang") for tu in root[1]] == [None, "en", "en"]
    assert ["".join(seg.itertext()) for seg in root[1][1].iter("seg")] == [
        "Buka <b>pintu</b> itu.",
        "Open the  door now.",
    ]
    assert root[1][2].findtext("note") == "ask"
    assert [tuv.get(tmx.XML_LANG) for tuv in root.iter("tuv")] == ["id", "en"] * 3
    path.write_bytes(once)
    assert tmx.serialize(ours, tmx.foreign_units(path)) == once


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<html/>", "is not TMX: its root is <html>; move it away"),
        ("<tmx><body>", r":1: is not well-formed XML"),
        (
            "<!DOCTYPE tmx [<!ENTITY e 'x'>]><tmx><body><tu><tuv lang='id'><seg>&e;</seg></tuv></tu></body></tmx>",
            "entities",
        ),
    ],
)
def test_a_memory_that_cannot_go_on_is_refused(tmp_path, content, why):
    path = tmp_path / "a.tmx"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=why):
        tmx.foreign_units(path)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<tmx version='1.4'><body><tu>", r":1: is not well-formed XML"),
        ("<xliff/>", "is not TMX: its root is <xliff>"),
        ("not xml", "is not well-formed XML"),
    ],
)
def test_broken_files(tmp_path, content, why):
    path = tmp_path / "a.tmx"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=why):
        tmx.read(path)


def test_entities_and_outside_files_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    bombs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    content = f"""<!DOCTYPE tmx [<!ENTITY e0 "ha">{bombs}<!ENTITY file SYSTEM "{secret.as_uri()}">]>
<tmx version="1.4"><header srclang="id"/><body><tu><tuv xml:lang="id"><seg>a&file;b</seg></tuv>
<tuv xml:lang="en"><seg>c&e11;d</seg></tuv></tu></body></tmx>"""
    path = tmp_path / "a.tmx"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"a.tmx:[12]: "):
        next(tmx.iterate(path))


def test_properties_of_our_own_are_told_from_those_of_others(tmp_path):
    path = tmp_path / "a.tmx"
    path.write_text(OTHERS, encoding="utf-8")
    path.write_bytes(tmx.serialize(CATALOG, tmx.foreign_units(path), [("fuzzy", "a <b>\nc")]))
    units, props = tmx.own_units(path)
    assert props == [("fuzzy", "a <b>\nc")]
    assert [unit.id for unit in units] == ["kz-1"]
    assert [e.text for e in tmx.foreign_units(path) if e.tag == "prop"] == ["ACME"]
