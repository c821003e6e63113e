"""Filling in from a translation memory."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.formats import po
from kztrans.inline import known
from kztrans.memory import Memory
from kztrans.merging.merge import merge
from kztrans.model import Catalog, Unit
from kztrans.units.pretranslate import pretranslate

KNOWN = [
    Unit("Ekspor gandum naik.", "Wheat exports rose."),
    Unit("Pemerintah tidak akan menaikkan harga gas tahun ini.", "The government will not raise gas prices this year."),
    Unit("Selesai.", "The end."),
]


@pytest.fixture
def memory(tmp_path):
    with Memory(tmp_path / "m.sqlite", create=True) as memory:
        memory.add(KNOWN, "id", "en", "old.po")
        yield memory


def test_exact_fuzzy_and_none(memory):
    units = [
        Unit("Selesai."),
        Unit("Pemerintah tidak akan menaikkan harga listrik tahun ini."),
        Unit("Hujan turun di Almaty."),
        Unit("Ekspor gandum naik.", "Wheat exports were up."),
    ]
    filled, reuse = pretranslate(units, memory, "id", "en")
    assert (filled[0].target, filled[0].fuzzy) == ("The end.", False)
    assert (filled[1].target, filled[1].fuzzy) == (KNOWN[1].target, True)
    assert filled[1].previous == KNOWN[1].source
    assert filled[1].notes[-1].startswith("Memory: ")
    assert filled[1].notes[-1].endswith(" %, old.po")
    assert filled[2:] == units[2:]
    assert (reuse.exact, reuse.fuzzy) == (1, 1)


def test_the_threshold_counts(memory):
    units = [Unit("Pemerintah tidak akan menaikkan harga listrik tahun ini.")]
    assert pretranslate(units, memory, "id", "en", 99)[0] == units


def test_align_uses_it(memory, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("\n".join(unit.source for unit in KNOWN), encoding="utf-8")
    result = CliRunner().invoke(cli, ["align", "a.txt", "--tm", "m.sqlite"])
    assert "3 matches in context, 0 exact, 0 fuzzy" in result.output
    assert [u.target for u in po.read("locales/en/a.po").units] == [u.target for u in KNOWN]


def test_what_a_translator_made_of_a_match_is_hers(memory):
    units = [Unit("Pemerintah tidak akan menaikkan harga listrik tahun ini.")]
    filled = Catalog("id", "en", tuple(pretranslate(units, memory, "id", "en")[0]))
    assert merge(filled, filled)[0] == filled
    hers = replace(
        filled.units[0], target="The government will not raise electricity prices.", fuzzy=False, previous=None
    )
    merged = merge(replace(filled, units=(hers,)), filled)[0]
    assert merged.units == (replace(hers, notes=(), origin=None),)


PAIR = "Baca <a1>laporan itu</a1> di <b2>sini</b2>."


@pytest.mark.parametrize(
    ("stored", "target", "source", "expected", "fuzzy"),
    [
        (PAIR, "Read <a1>the report</a1> <b2>here</b2>.", PAIR, "Read <a1>the report</a1> <b2>here</b2>.", False),
        (PAIR, "<b2>Here</b2>: <a1>the report</a1>.", "<i1>Baca</i1> laporan itu di sini.", "Here: the report.", True),
        (
            PAIR,
            "<b2>Here</b2>: <a1>the report</a1>.",
            "Baca <a1>laporan itu</a1> di sini.",
            "Here: <a1>the report</a1>.",
            True,
        ),
        ("Baca laporan itu di sini.", "Read the report here.", PAIR, "Read the report here.", True),
        (
            "Baca <b1>laporan itu</b1> <a2>di sini</a2>.",
            "<a2>Here</a2> is <b1>the report</b1>.",
            "<a1>Baca</a1> laporan itu <b2>di sini</b2>.",
            "<a1>Here</a1> is <b2>the report</b2>.",
            False,
        ),
        (
            "Harga <b1>5</b1> persen naik.",
            "Up <b1>5</b1> per cent.",
            "Harga <b1>7</b1> persen naik.",
            "Up <b1>7</b1> per cent.",
            True,
        ),
    ],
)
def test_codes_of_a_match(tmp_path, stored, target, source, expected, fuzzy):
    """A match is found by its words. Its codes become the text's where they fit, and go, marked fuzzy, where not."""
    with Memory(tmp_path / "m.sqlite", create=True) as memory:
        memory.add([Unit(stored, target, codes=known(stored))], "id", "en", "old.po")
        (unit,), _ = pretranslate([Unit(source, codes=known(source))], memory, "id", "en")
    assert (unit.target, unit.fuzzy) == (expected, fuzzy)


def test_of_several_translations_the_one_with_the_same_codes(tmp_path):
    plain = "Baca laporan itu di sini."
    with Memory(tmp_path / "m.sqlite", create=True) as memory:
        memory.add(
            [Unit(PAIR, "<a1>It</a1> is <b2>here</b2>.", codes=known(PAIR)), Unit(plain, "It is here.")], "id", "en"
        )
        units, reuse = pretranslate([Unit(PAIR, codes=known(PAIR)), Unit(plain)], memory, "id", "en")
    assert [(u.target, u.fuzzy) for u in units] == [("<a1>It</a1> is <b2>here</b2>.", False), ("It is here.", False)]
    assert reuse.exact + reuse.context == 2


def test_a_po_of_a_document_and_back(tmp_path, monkeypatch):
    """What was translated in one document is filled into another with its own formatting."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_text("<p>Ia <b>tiba</b> di Almaty.</p><p>Rapat dimulai.</p>")
    (tmp_path / "b.md").write_text("Ia *tiba* di Almaty.\n\nIa **tiba** di Almaty.\n")
    CliRunner().invoke(cli, ["align", "a.html"])
    catalog = po.read("locales/en/a.po")
    units = (replace(catalog.units[0], target="She <b1>came</b1> to Almaty."), *catalog.units[1:])
    (tmp_path / "a.po").write_bytes(po.serialize(replace(catalog, units=units)))
    CliRunner().invoke(cli, ["tm", "add", "a.po", "--tm", "m.sqlite"])
    CliRunner().invoke(cli, ["align", "b.md", "--tm", "m.sqlite"])
    found = po.read("locales/en/b.po").units
    assert [(u.source, u.target, u.fuzzy) for u in found] == [
        ("Ia <i1>tiba</i1> di Almaty.", "She came to Almaty.", True),
        ("Ia <b1>tiba</b1> di Almaty.", "She <b1>came</b1> to Almaty.", False),
    ]
