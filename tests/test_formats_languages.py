"""What bilingual files say of their languages: regions, names in place of codes, and what cannot be understood."""

from collections.abc import Callable

import pytest

from kztrans import formats
from kztrans.errors import InputError
from kztrans.formats import tmx
from kztrans.jobs.convert import convert_file
from kztrans.languages.names import coded
from kztrans.model import Catalog, Unit


def as_tmx(source: str, target: str, srclang: str = "") -> str:
    return (
        '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"'
        f' srclang="{srclang or source}" datatype="plaintext"/><body><tu><tuv xml:lang="{source}"><seg>Color.</seg></tuv>'
        f'<tuv xml:lang="{target}"><seg>Colour.</seg></tuv></tu></body></tmx>'
    )


def as_xliff1(source: str, target: str) -> str:
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" datatype="plaintext"'
        f' source-language="{source}" target-language="{target}"><body><trans-unit id="a"><source>Color.</source>'
        f'<target xml:lang="{target}">Colour.</target></trans-unit></body></file></xliff>'
    )


def as_xliff2(source: str, target: str) -> str:
    return (
        f'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="{source}" trgLang="{target}">'
        '<file id="f"><unit id="a"><segment><source>Color.</source><target>Colour.</target></segment></unit></file>'
        "</xliff>"
    )


def as_csv(source: str, target: str) -> str:
    return f"context,{source},{target}\n,Color.,Colour.\n"


KINDS = {"a.tmx": as_tmx, "a.xlf": as_xliff1, "a.xliff": as_xliff2, "a.csv": as_csv}


@pytest.fixture
def written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


def said(catalog: Catalog) -> tuple[str, str, list[tuple[str, str]]]:
    return catalog.source_lang, catalog.target_lang, [(unit.source, unit.target) for unit in catalog.units]


@pytest.mark.parametrize("wanted", ["b.tmx", "b.xlf", "b.po", "b.csv", "b.tsv", "b.html"])
@pytest.mark.parametrize("name", KINDS)
def test_two_regions_are_two_languages(written, name, wanted):
    convert_file(written(name, KINDS[name]("en-US", "en-GB")), wanted)
    assert said(formats.read(wanted)) == ("en-US", "en-GB", [("Color.", "Colour.")])


@pytest.mark.parametrize("head", ["en-US", "en", "*all*", "EN_us"])
def test_a_tmx_between_regions_is_read_both_ways(written, head):
    path = written("a.tmx", as_tmx("en-US", "EN-GB", head))
    assert said(formats.read(path)) == ("en-US", "en-GB", [("Color.", "Colour.")])
    assert said(formats.read(path, "en-GB", "en-US")) == ("en-GB", "en-US", [("Colour.", "Color.")])


def test_no_region_stands_for_another_between_two(written):
    assert formats.read(written("a.tmx", as_tmx("en-US", "id", "en-US")), "en-US", "en-GB").units == ()
    mixed = as_tmx("en-US", "en-GB").replace("</body>", as_tmx("en-US", "en-AU").split("<body>")[1].split("</tmx>")[0])
    assert len(formats.read(written("b.tmx", mixed)).units) == 1


def test_regions_of_two_languages_still_fall_back_on_each_other(written):
    path = written("a.tmx", as_tmx("id-ID", "en-US"))
    assert said(formats.read(path, "id", "en-GB")) == ("id", "en-GB", [("Color.", "Colour.")])


def test_one_language_on_both_sides_is_no_pair(written):
    for name, make in KINDS.items():
        with pytest.raises(InputError):
            convert_file(written(name, make("en-US", "en-us")), "b.po")


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf", "a.xliff"])
@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ("Indonesian", "English", ("id", "en")),
        ("Bahasa Indonesia", "en", ("id", "en")),
        ("IN", "English (United States)", ("id", "en-US")),
    ],
)
def test_a_language_s_name_is_understood(written, name, source, target, codes):
    convert_file(written(name, KINDS[name](source, target)), "b.po")
    assert said(formats.read("b.po")) == (*codes, [("Color.", "Colour.")])


def test_a_name_on_a_target_is_understood(written):
    text = as_xliff1("id", "en").replace('xml:lang="en"', 'xml:lang="English"')
    assert said(formats.read(written("a.xlf", text))) == ("id", "en", [("Color.", "Colour.")])


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf", "a.xliff"])
@pytest.mark.parametrize("pair", [("Klingonish", "en"), ("id", "Klingonish")])
def test_what_is_neither_code_nor_name_is_told(written, name, pair):
    path = written(name, KINDS[name](*pair))
    with pytest.raises(InputError, match=r"(?i)^a\..*language is 'klingonish', which is no language code; give its"):
        convert_file(path, "b.po")
    option = {"source_lang": "id", "target_lang": "en"}
    assert convert_file(path, "b.po", **option).catalog.units if name != "a.tmx" else True


def test_codes_are_left_as_they_are():
    assert [coded(code) for code in ("in_ID", "*all*", "", "x-own")] == ["in_ID", "*all*", "", "x-own"]


TWICE: list[tuple[str, Callable[[str, str], str], str]] = [
    ("a.xliff", as_xliff2, "source"),
    ("a.xliff", as_xliff2, "target"),
    ("a.xlf", as_xliff1, "source"),
]


@pytest.mark.parametrize(("name", "make", "tag"), TWICE, ids=["2-source", "2-target", "1-source"])
def test_a_side_that_is_there_twice_is_refused(written, name, make, tag):
    text = make("id", "en").replace("<target", f"<{tag}>Dua.</{tag}>\n<target", 1)
    where = "trans-unit" if make is as_xliff1 else "segment"
    with pytest.raises(InputError, match=rf"^{name}:\d+: a {where} with 2 <{tag}> elements; leave one <{tag}>"):
        formats.read(written(name, text))


def test_regions_are_written_to_tmx(written):
    data = tmx.serialize(Catalog("en-US", "en-GB", (Unit("Color.", "Colour."),)))
    assert said(tmx.parse(data)) == ("en-US", "en-GB", [("Color.", "Colour.")])
