"""Inline codes of other programs' files in a memory: kept, given back, in nobody's way."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from catalogs import coded_units, without_shown
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings

from kztrans.cli import cli
from kztrans.formats import tmx, xliff
from kztrans.inline import known, without
from kztrans.jobs.cleaning import faults
from kztrans.memory import Entry, Memory, native
from kztrans.memory.anonymising import anonymised
from kztrans.memory.care import delete, edit, units
from kztrans.memory.files import exported, read_entries
from kztrans.memory.merging import merge_into
from kztrans.model import Catalog, Code, Unit
from kztrans.units.pretranslate import pretranslate

BOLD = Code("b1", opening="<strong>", closing="</strong>", id="7", type="bold")
PICTURE = Code("img2", "alone", "x.png", '<img src="x.png">', id="8", type="image")
SOURCE, TARGET = "Harga <b1>gas</b1> naik<img2/>.", "<b1>Gas</b1> prices rose<img2/>."
PLAIN = "Harga gas naik."


def memory_with(folder: Path, *entries: Entry, name: str = "m.sqlite") -> Path:
    with Memory(folder / name, create=True) as memory:
        memory.add_entries(entries, "a.tmx")
    return folder / name


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return memory_with(tmp_path, Entry(SOURCE, TARGET, "id", "en", codes=(BOLD, PICTURE)))


def codes_in(path: Path) -> list[tuple[Code, ...]]:
    with Memory(path) as memory:
        return [unit.codes for unit in memory.units("id", "en")]


def kept(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        return int(connection.execute("SELECT count(*) FROM code").fetchone()[0])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(coded_units())
def test_a_memory_gives_the_codes_of_a_tmx_back(tmp_path: Path, unit: Unit) -> None:
    if not without(unit.source, unit.codes).strip():
        unit = replace(unit, source=f"Satu {unit.source}", target=f"One {unit.target}")
    file = tmp_path / "a.tmx"
    file.write_bytes(tmx.serialize(Catalog("id", "en", (unit,))))
    memory_file = tmp_path / "m.sqlite"
    memory_file.unlink(missing_ok=True)
    with Memory(memory_file, create=True) as memory:
        memory.add_entries(read_entries(file), "a.tmx")
        data, count = exported(memory)
    assert count == 1
    (back,) = tmx.parse(data).units
    assert without_shown(replace(back, origin=None)) == unit


def test_the_very_segments_of_other_programs_through_the_commands(tmp_path: Path) -> None:
    segments = (
        '<bpt i="1" x="1" type="bold">&lt;cf bold="on"&gt;</bpt>Harga<ept i="1">&lt;/cf&gt;</ept> {n} naik.',
        'Prices <ph x="2">{n}</ph> <bpt i="1" x="1" type="bold">&lt;cf bold="on"&gt;</bpt>rose<ept i="1">&lt;/cf&gt;</ept>.',
    )
    segments = (segments[0].replace("{n}", '<ph x="2">{n}</ph>'), segments[1])
    tuvs = "".join(
        f'<tuv xml:lang="{lang}"><seg>{s}</seg></tuv>' for lang, s in zip(("id", "en"), segments, strict=True)
    )
    (tmp_path / "a.tmx").write_text(f'<tmx version="1.4"><header srclang="id"/><body><tu>{tuvs}</tu></body></tmx>')
    tm = ["--tm", str(tmp_path / "m.sqlite")]
    added = CliRunner().invoke(cli, ["tm", "add", str(tmp_path / "a.tmx"), *tm])
    assert (added.exit_code, added.stderr) == (0, "")
    CliRunner().invoke(cli, ["tm", "export", str(tmp_path / "b.tmx"), *tm], catch_exceptions=False)
    for segment in segments:
        assert f"<seg>{segment}</seg>" in (tmp_path / "b.tmx").read_text()


def test_xliff_too(tmp_path: Path) -> None:
    unit = Unit(SOURCE, TARGET, codes=(replace(BOLD, type=""), replace(PICTURE, type="")))
    (tmp_path / "a.xlf").write_bytes(xliff.serialize(Catalog("id", "en", (unit,))))
    memory = memory_with(tmp_path, *read_entries(tmp_path / "a.xlf"))
    ((bold, picture),) = codes_in(memory)
    assert (bold.opening, bold.closing, picture.opening) == ("<strong>", "</strong>", PICTURE.opening)


def test_texts_are_compared_without_them(path: Path) -> None:
    with Memory(path) as memory:
        (match,) = memory.lookup(PLAIN, "id", "en")
        assert (match.percent, match.target, match.codes) == (100, TARGET, (BOLD, PICTURE))
        assert memory.lookup("Harga gas naik lagi.", "id", "en")[0].percent < 100
        assert memory.phrase("gas naik", "id", "en")[0].source == PLAIN
        assert not faults(list(units(memory)))


def test_an_untranslated_unit_is_one_with_codes_too(tmp_path: Path) -> None:
    text = "Para <b1>menteri</b1> itu akan bertemu di <b1>Astana</b1>."
    path = memory_with(
        tmp_path, Entry(text, text.replace("b1>", "b2>"), "id", "en", codes=(BOLD, replace(BOLD, tag="b2")))
    )
    with Memory(path) as memory:
        assert [fault.kind for fault in faults(list(units(memory)), ["untranslated"])] == ["untranslated"]


def test_what_is_known_stays_one_unit_and_learns_its_codes(tmp_path: Path) -> None:
    from_po = Entry(SOURCE, TARGET, "id", "en", codes=known(SOURCE))
    from_tmx = replace(from_po, codes=(BOLD, PICTURE))
    other = replace(from_po, codes=(replace(BOLD, opening="<b>"), PICTURE))
    for given_entries, expected in (
        ((from_po, from_po), [known(SOURCE)]),
        ((from_po, from_tmx, from_tmx), [from_tmx.codes]),
        ((from_tmx, from_po), [from_tmx.codes]),
        ((from_tmx, other), [from_tmx.codes, other.codes]),
        ((from_po, from_tmx, other, other, from_po), [from_tmx.codes, other.codes]),
    ):
        path = memory_with(tmp_path, *given_entries, name=f"{id(given_entries)}.sqlite")
        assert [set(codes) for codes in codes_in(path)] == [set(codes) for codes in expected]


def test_deleted_edited_merged(tmp_path: Path, path: Path) -> None:
    with Memory(tmp_path / "other.sqlite", create=True) as other:
        with Memory(path) as memory:
            merge_into(other, memory)
            (unit,) = units(memory)
            edit(memory, unit, "The price of <b1>gas</b1> rose.")
            assert memory.lookup(PLAIN, "id", "en")[0].codes == (BOLD, PICTURE)
            assert b'type="bold">&lt;strong&gt;</bpt>gas' in exported(memory)[0]
            delete(memory, units(memory))
        assert other.lookup(PLAIN, "id", "en")[0].percent == 100
    assert kept(path) == 0
    assert codes_in(tmp_path / "other.sqlite") == [(BOLD, PICTURE)]


def test_a_name_in_a_link_is_hidden_too(tmp_path: Path) -> None:
    link = Code("a1", opening='<a href="mailto:ana@example.org">', closing="</a>")
    path = memory_with(tmp_path, Entry("Tulis <a1>surat</a1>.", "Write a <a1>letter</a1>.", "id", "en", codes=(link,)))
    with Memory(path) as memory:
        assert anonymised(memory).texts == 1
        anonymised(memory, apply=True)
        (unit,) = units(memory)
    assert unit.codes[0].opening == '<a href="mailto:…">'
    assert b"ana@" not in path.read_bytes()


def test_what_tags_tell_needs_no_room(tmp_path: Path) -> None:
    path = memory_with(
        tmp_path,
        Entry("Satu.", "One.", "id", "en"),
        Entry("<b1>Dua</b1> <br2/>.", "Two.", "id", "en", codes=known("<b1></b1><br2/>", ["<b1>: bold"])),
    )
    assert kept(path) == 0


def test_what_looks_like_a_tag_and_is_text_stays_text(tmp_path: Path) -> None:
    path = memory_with(tmp_path, Entry("Ketik <b1> lalu tutup.", "Type <b1>, then close.", "id", "en"))
    assert codes_in(path) == [()]
    with Memory(path) as memory:
        assert memory.lookup("Ketik <b1> lalu tutup.", "id", "en")[0].percent == 100


@pytest.mark.parametrize(
    ("source", "target", "fuzzy"),
    [
        ("Harga <b1>gas</b1> naik<img2/>.", "<b1>Gas</b1> prices rose<img2/>.", False),
        ("Harga <b4>gas</b4> naik<img7/>.", "<b4>Gas</b4> prices rose<img7/>.", False),
        ("Harga gas naik.", "Gas prices rose.", True),
        ("Harga <i1>gas</i1> naik<img2/>.", "Gas prices rose<img2/>.", True),
    ],
)
def test_a_match_has_the_texts_own_codes(path: Path, source: str, target: str, fuzzy: bool) -> None:
    with Memory(path) as memory:
        (unit,), _ = pretranslate([Unit(source, codes=known(source))], memory, "id", "en")
    assert (unit.target, unit.fuzzy) == (target, fuzzy)


def test_codes_around_a_whole_segment_and_placeholders_do_not_part(tmp_path: Path) -> None:
    literal = Code("{n}", "alone", opening="{n}", id="3")
    entry = Entry("<b1>Ada {n} pesan.</b1>", "<b1>{n} messages.</b1>", "id", "en", codes=(BOLD, literal))
    with Memory(memory_with(tmp_path, entry)) as memory:
        (plain, around), _ = pretranslate(
            [Unit("Ada {n} pesan."), Unit("<b1>Ada {n} pesan.</b1>", codes=known("<b1></b1>"))], memory, "id", "en"
        )
    assert (plain.target, plain.fuzzy) == ("{n} messages.", False)
    assert (around.target, around.fuzzy) == ("<b1>{n} messages.</b1>", False)


def downgraded(path: Path) -> None:
    """The memory as version 2 had it."""
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE code")
        connection.execute("PRAGMA user_version = 2")
    connection.close()


def test_a_memory_of_the_second_version_is_brought_forward(path: Path) -> None:
    downgraded(path)
    with Memory(path) as memory:
        assert memory.lookup(PLAIN, "id", "en")[0].target == TARGET
        memory.add_entries([Entry(SOURCE, TARGET, "id", "en", codes=(BOLD, PICTURE))], "a.tmx")
    assert codes_in(path) == [(BOLD, PICTURE)]


def test_one_that_may_only_be_read_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    downgraded(path)
    monkeypatch.setattr("kztrans.memory.schema._is_writable", lambda _: False)
    with Memory(path) as memory:
        assert memory.lookup(PLAIN, "id", "en")[0].target == TARGET
        assert exported(memory)[1] == 1
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


@pytest.mark.parametrize(
    "data", ["", "[", "7", "[7]", "[[]]", '[["b1"]]', '[["b1","huge"]]', '[["b1","pair",9]]', "[" * 9999]
)
def test_damaged_codes_are_what_the_tags_tell(data: str) -> None:
    assert native.unpacked(data, SOURCE, TARGET) == known(SOURCE)
