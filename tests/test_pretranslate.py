"""Filling in from a translation memory."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.formats import po
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
