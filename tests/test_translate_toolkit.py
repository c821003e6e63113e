"""Translate Toolkit's tools read what kztrans writes, and kztrans reads what they write."""

import subprocess
import sys
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner

from kztrans.cli import cli
from kztrans.formats import po, tmx


def tool(name, *args):
    """Run one of the toolkit's programs; skip the test where it is not installed."""
    program = Path(sys.executable).with_name(name)
    if not program.exists():
        pytest.skip(f"{name} is not installed (pip install translate-toolkit)")
    return subprocess.run([program, "--progress=none", *map(str, args)], capture_output=True, text=True, check=True)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    result = CliRunner().invoke(cli, ["align", "--sample", "-o", str(folder)])
    assert result.exit_code == 0, result.output
    return folder / "locales/en/jalur-tengah.po", folder / "locales/jalur-tengah.id-en.tmx"


def translated(path):
    return {(u.source, u.target) for u in po.read(path).units if u.target and not u.fuzzy}


def test_po2tmx_reads_our_po_and_we_read_its_tmx(sample, tmp_path):
    out = tmp_path / "theirs.tmx"
    tool("po2tmx", "--language=en", "--source-language=id", "--input", sample[0], "--output", out)
    theirs = tmx.read(out, "id", "en")
    assert {(u.source, u.target) for u in theirs.units} == translated(sample[0])


def test_its_tmx_reader_reads_ours(sample):
    storage = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed")
    theirs = storage.tmxfile.parsefile(str(sample[1]))
    assert {(u.source, u.target) for u in theirs.units} == {(u.source, u.target) for u in tmx.read(sample[1]).units}


def test_pot2po_keeps_our_translations_and_we_read_its_po(sample, tmp_path):
    template = tmp_path / "new.pot"
    entries = polib.pofile(str(sample[0]))
    for entry in entries:
        entry.msgstr, entry.flags = "", []
    entries.save(str(template))
    out = tmp_path / "theirs.po"
    tool("pot2po", "--template", sample[0], "--input", template, "--output", out)
    assert translated(out) >= translated(sample[0])


def test_pofilter_reads_our_po(sample, tmp_path):
    out = tmp_path / "failures.po"
    tool("pofilter", "--test=untranslated", "--input", sample[0], "--output", out)
    untranslated = {e.msgid for e in polib.pofile(str(out))}
    assert untranslated == {u.source for u in po.read(sample[0]).units if not u.target}
    assert {u.source for u in po.read(out).units} == untranslated
