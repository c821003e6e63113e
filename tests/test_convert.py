"""Converting between formats: what can be kept is kept, what cannot is said."""

from __future__ import annotations

import itertools
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from catalogs import catalogs
from click.testing import CliRunner
from hypothesis import given, settings
from tools import complaints, needs

from kztrans import formats
from kztrans.cli.convert import convert as command
from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.jobs.convert import convert, convert_file
from kztrans.model import Catalog, Reference, Unit

HEADERS = (
    ("Project-Id-Version", "berita"),
    ("PO-Revision-Date", ""),
    ("Last-Translator", ""),
    ("Language-Team", ""),
    ("Language", "en"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("X-Source-Language", "id"),
)
UNITS = (
    Unit("Rapat dimulai.", "The meeting begins.", references=(Reference("berita.txt", 1),), flags=("reviewed",)),
    Unit("Ia pulang.", "He goes home.", fuzzy=True, notes=("Alignment confidence: 40 %",), score=0.4),
    Unit("- Ya & <tidak>.", "- Yes & “no”.", comments=("sure?", "", "yes"), context="after: Rapat dimulai."),
    Unit("Belum.", notes=("Term: belum → not yet",), references=(Reference("berita.txt", 4), Reference("b c.txt", 5))),
    Unit("Dulu.", "Once.", previous="Dahulu.", previous_context="x", fuzzy=True),
    Unit("Hilang.", "Gone.", obsolete=True),
)
CATALOG = Catalog("id", "en", UNITS, HEADERS, ("berita.txt, to be translated",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "berita.po").write_bytes(po.serialize(CATALOG))
    return tmp_path


def test_every_pair_of_formats(folder: Path) -> None:
    """Whatever way units take, source and target of the translated ones arrive."""
    for first, second in itertools.permutations(("po", "tmx", "xlf", "csv", "html"), 2):
        one, two = folder / f"way.{first}", folder / f"way-{second}.{second}"
        convert_file(folder / "berita.po", one, force=True)
        convert_file(one, two, force=True)
        there = formats.read(two)
        wanted = [UNITS[0], UNITS[2]]
        assert (there.source_lang, there.target_lang) == ("id", "en")
        kept = [(u.source, u.target) for u in there.units if u.target and not u.fuzzy and not u.obsolete]
        assert kept == [(u.source, u.target) for u in wanted], (first, second)


@pytest.mark.parametrize("ending", ["xlf", "html"])
def test_po_there_and_back_is_the_same_file(folder: Path, ending: str) -> None:
    convert_file(folder / "berita.po", folder / f"x.{ending}")
    result = convert_file(folder / f"x.{ending}", folder / "back.po")
    assert (folder / "back.po").read_bytes() == (folder / "berita.po").read_bytes()
    assert result.remarks == ()


@pytest.mark.parametrize("ending", ["tmx", "xlf", "csv", "html"])
def test_gettext_takes_what_comes_back(folder: Path, ending: str) -> None:
    needs("msgfmt")
    convert_file(folder / "berita.po", folder / f"x.{ending}", fuzzy=True)
    convert_file(folder / f"x.{ending}", folder / "back.po")
    command = ["msgfmt", "--check", "--verbose", "-o", "/dev/null", folder / "back.po"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warning" not in "".join(complaints(done.stderr))


def test_po_to_csv_and_back_keeps_the_units(folder: Path) -> None:
    convert_file(folder / "berita.po", folder / "x.csv")
    convert_file(folder / "x.csv", folder / "back.po")
    back = formats.read(folder / "back.po")
    assert back.units == formats.read(folder / "berita.po").units
    assert dict(back.headers)["X-Source-Language"] == "id"
    assert dict(back.headers)["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


@settings(deadline=None, max_examples=60)
@given(catalogs)
def test_formats_that_lack_nothing_keep_everything(catalog: Catalog) -> None:
    for known in formats.FORMATS:
        result = convert(catalog, known)
        if not known.lacks and not known.omits:
            assert replace(result.catalog, headers=catalog.headers) == catalog
            assert result.remarks == ()
        if known.name == "PO":
            keys = [(unit.context, unit.source) for unit in result.catalog.units]
            assert len(keys) == len(set(keys))
            assert (None, "") not in keys


def test_tmx_leaves_out_what_is_not_done(folder: Path) -> None:
    result = convert_file(folder / "berita.po", folder / "x.tmx")
    assert result.remarks == (
        "TMX holds no fuzzy, untranslated or obsolete units: 2, 1 and 1 left out; "
        "use --fuzzy to keep the fuzzy ones; no references, flags, header fields or header comments",
    )
    text = (folder / "x.tmx").read_text()
    assert 'srclang="id"' in text
    assert text.count("<tu ") == 2


def test_fuzzy_alone_is_said_shortly() -> None:
    catalog = Catalog("id", "en", (Unit("a", "b"), Unit("c", "d", fuzzy=True)))
    tmx = formats.format_of("x.tmx")
    assert convert(catalog, tmx).remarks == ("TMX holds no fuzzy units: 1 left out; use --fuzzy to keep them",)
    kept = convert(catalog, tmx, fuzzy=True)
    assert (len(kept.catalog.units), kept.remarks) == (2, ())


def test_fuzzy_units_come_back_from_tmx(folder: Path) -> None:
    convert_file(folder / "berita.po", folder / "x.tmx", fuzzy=True)
    convert_file(folder / "x.tmx", folder / "back.po")
    assert [unit.fuzzy for unit in formats.read(folder / "back.po").units] == [False, True, False, True]


def test_identifiers_last() -> None:
    tmx = formats.format_of("x.tmx")
    first = convert(CATALOG, tmx, "berita").catalog.units
    again = convert(replace(CATALOG, units=UNITS[2:] + UNITS[:2]), tmx, "berita").catalog.units
    assert {u.source: u.id for u in first} == {u.source: u.id for u in again}
    assert len({u.id for u in first}) == len(first)
    assert convert(CATALOG, tmx, "other").catalog.units[0].id != first[0].id


def test_control_characters_in_tmx_are_said() -> None:
    result = convert(Catalog("id", "en", (Unit("a\x01", "b\x02\x03"),)), formats.format_of("x.tmx"))
    assert result.remarks == ("TMX allows no control characters: 3 replaced by U+FFFD",)


def test_one_source_with_two_translations_in_po() -> None:
    units = (Unit("Ya.", "Yes.", references=(Reference("a", 1),)), Unit("Ya.", "Yeah."))
    same = Unit("Ya.", "Yes.", references=(Reference("a", 9),))
    result = convert(Catalog("id", "en", (*units, same, Unit("", "?"))), formats.format_of("x.po"))
    assert [(u.context, u.target, len(u.references)) for u in result.catalog.units] == [
        (None, "Yes.", 2),
        ("variant 2", "Yeah.", 0),
    ]
    assert result.remarks == (
        "PO holds no units without a source: 1 left out",
        "PO tells translations of one source apart by their context: 1 were given one",
    )


@pytest.mark.parametrize(
    ("ending", "wanted"), [("tmx", "pt-BR"), ("xlf", "pt-BR"), ("html", "pt-BR"), ("csv", "pt-BR"), ("po", "pt_BR")]
)
def test_language_codes_as_each_format_writes_them(ending: str, wanted: str) -> None:
    catalog = Catalog("id", "pt_BR", (Unit("a", "b"),))
    assert convert(catalog, formats.format_of(f"x.{ending}")).catalog.target_lang == wanted
    assert (
        convert(replace(catalog, target_lang="sr@latin"), formats.format_of("x.tmx")).catalog.target_lang == "sr-Latn"
    )


def test_languages_of_a_table_without_any(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("source;target\ndamai;peace\n")
    with pytest.raises(InputError, match=r"a\.csv: does not say its source language; give its code with -s"):
        convert_file(tmp_path / "a.csv", tmp_path / "a.tmx")
    with pytest.raises(InputError, match="source and target language are both id"):
        convert_file(tmp_path / "a.csv", tmp_path / "a.tmx", "id", "id")
    convert_file(tmp_path / "a.csv", tmp_path / "a.tmx", "kk", "en")
    assert 'srclang="kk"' in (tmp_path / "a.tmx").read_text()
    assert '<tuv xml:lang="kk">' in (tmp_path / "a.tmx").read_text()


def test_why_a_file_holds_no_units(tmp_path: Path) -> None:
    given, wanted = tmp_path / "a.tmx", tmp_path / "a.csv"
    text = '<tuv xml:lang="id"><seg>Satu</seg></tuv>'
    given.write_text(f'<tmx version="1.4"><header srclang="id"/><body><tu>{text}</tu></body></tmx>', encoding="utf-8")
    with pytest.raises(InputError, match=r"from 'id' to 'en' \(not kept: units without en: 1\)"):
        convert_file(given, wanted, target_lang="en")
    with pytest.raises(InputError, match=r"does not say its target language \(not kept: .*; give .* as in -t en"):
        convert_file(given, wanted)


def test_two_languages_of_many(tmp_path: Path) -> None:
    tuvs = "".join(f'<tuv xml:lang="{code}"><seg>{code}</seg></tuv>' for code in ("en", "id", "kk"))
    header = '<header srclang="en" segtype="sentence" datatype="plaintext" adminlang="en" o-tmf="x"'
    header += ' creationtool="x" creationtoolversion="1"/>'
    (tmp_path / "m.tmx").write_text(f'<tmx version="1.4">{header}<body><tu>{tuvs}</tu></body></tmx>')
    convert_file(tmp_path / "m.tmx", tmp_path / "m.xlf", "id", "kk")
    assert formats.read(tmp_path / "m.xlf").units[0] == Unit("id", "kk")
    with pytest.raises(InputError, match="holds no units from 'id' to 'ru'"):
        convert_file(tmp_path / "m.tmx", tmp_path / "m2.xlf", "id", "ru")


def test_nothing_is_overwritten_unasked(folder: Path) -> None:
    (folder / "x.csv").write_text("mine")
    with pytest.raises(InputError, match="exists already and holds something else; name another file, or replace"):
        convert_file(folder / "berita.po", folder / "x.csv")
    assert (folder / "x.csv").read_text() == "mine"
    assert convert_file(folder / "berita.po", folder / "x.csv", force=True).written
    assert not convert_file(folder / "berita.po", folder / "x.csv").written
    with pytest.raises(InputError, match="was read in this run, and is never written over"):
        convert_file(folder / "berita.po", folder / "berita.po", force=True)


def test_nothing_to_keep(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes(po.serialize(replace(CATALOG, units=(Unit("Belum."),))))
    with pytest.raises(InputError, match="none of its 1 units can be kept: TMX holds no untranslated units"):
        convert_file(tmp_path / "a.po", tmp_path / "a.tmx")
    assert not (tmp_path / "a.tmx").exists()


@pytest.mark.parametrize("name", ["x.odd", "x"])
def test_unknown_endings(folder: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"ending .*; name a file that ends in one of \.po, \.pot, \.tmx"):
        convert_file(folder / "berita.po", folder / name)


@pytest.mark.parametrize("ending", ["po", "tmx", "xlf", "csv", "html"])
def test_no_such_file(tmp_path: Path, ending: str) -> None:
    with pytest.raises(InputError, match=rf"none\.{ending}: cannot be read: No such file"):
        convert_file(tmp_path / f"none.{ending}", tmp_path / f"x.{'csv' if ending != 'csv' else 'po'}")


def test_the_command(folder: Path) -> None:
    runner = CliRunner()
    given, wanted = str(folder / "berita.po"), str(folder / "x.html")
    result = runner.invoke(command, [given, wanted])
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{wanted}: 6 units\n", "")
    assert runner.invoke(command, [given, wanted]).stdout == f"{wanted}: 6 units, unchanged\n"
    assert runner.invoke(command, [given, str(folder / "y.tmx"), "-q"]).output == ""
    result = runner.invoke(command, [given, str(folder / "z.tmx"), "--fuzzy"])
    assert result.stdout == f"{folder / 'z.tmx'}: 4 units\n"
    assert result.stderr.startswith("TMX holds no untranslated or obsolete units: 1 and 1 left out; no references")


@pytest.mark.parametrize("ending", ["po", "tmx", "xlf", "csv", "tsv", "html"])
@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_so(tmp_path: Path, ending: str, data: bytes) -> None:
    (tmp_path / f"x.{ending}").write_bytes(data)
    with pytest.raises(InputError, match=rf"x\.{ending}: is empty; "):
        convert_file(tmp_path / f"x.{ending}", tmp_path / "y.po")
