"""What other programs make of our files: Poedit, OmegaT, Translate Toolkit, moz.l10n."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from omegat import Project
from tools import needs

from kztrans.formats import po, tmx, xliff
from kztrans.model import Catalog, Code, Reference, Unit

CODES = (Code("b1", "pair", "", "<b>", "</b>", id="1", type="bold"), Code("br2", "alone", "", "<br/>", id="2"))
UNITS = (
    Unit("Satu & <dua>.", "One & <two>.", references=(Reference("a.txt", 1),), notes=("Term: satu → one",)),
    Unit("Buka <b1>pintu</b1>.<br2/>Masuk.", "Open the <b1>door</b1>.<br2/>Enter.", codes=CODES),
    Unit("Tiga.", "Three.", fuzzy=True, comments=("mine",)),
    Unit("Empat."),
)
CATALOG = Catalog("id", "en", UNITS, (("Language", "en"), ("X-Source-Language", "id")))
FILES = {
    "a.po": po.serialize(CATALOG),
    "a-20.xlf": xliff.serialize(CATALOG),
    "a-12.xlf": xliff.serialize(CATALOG, "1.2"),
}
WATCH = """
for file in "$@"; do
  poedit "$file" >/dev/null 2>&1 & process=$!
  for second in $(seq 60); do
    sleep 0.5
    title=$(xwininfo -root -tree | grep -E '"(Invalid|Error|.* - Poedit)' | head -1)
    [ -n "$title" ] && break
  done
  echo "$file $title"
  kill $process; wait $process 2>/dev/null
done
"""


def test_poedit_opens_our_files(tmp_path: Path) -> None:
    for program in ("poedit", "xvfb-run", "xwininfo"):
        needs(program)
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    command = ["xvfb-run", "-a", "bash", "-c", WATCH, "watch", *FILES]
    environment = {**os.environ, "HOME": str(tmp_path / "home")}
    (tmp_path / "home").mkdir()
    run = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=150, check=False
    )
    assert [line.split('"')[1] for line in run.stdout.splitlines() if '"' in line] == [
        f"{name} - Poedit" for name in FILES
    ], run.stdout + run.stderr


def test_omegat_translates_our_xliff_from_our_memory(tmp_path: Path) -> None:
    project = Project(tmp_path)
    bare = tuple(Unit(u.source, codes=u.codes) for u in UNITS[:1])
    (project.source / "a.xlf").write_bytes(xliff.serialize(Catalog("id", "en", bare), xliff.OMEGAT))
    (project.memory / "a.tmx").write_bytes(tmx.serialize(Catalog("id", "en", UNITS[:1])))
    project.translate()
    translated = xliff.parse((project.target / "a.xlf").read_bytes())
    assert translated.units[0].target == "One & <two>."


@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_translate_toolkit_reads_our_xliff(version: str) -> None:
    name = "xliff" if version == "1.2" else "xliff2"
    storage = pytest.importorskip(f"translate.storage.{name}", reason="Translate Toolkit is not installed")
    form = (
        storage.Xliff1File
        if hasattr(storage, "Xliff1File")
        else getattr(storage, "xlifffile", None) or storage.Xliff2File
    )
    plain = Catalog("id", "en", (UNITS[0], *UNITS[2:]))
    read = form.parsestring(xliff.serialize(plain, version)).units
    assert [(u.source, u.target or "", u.isfuzzy()) for u in read] == [
        (u.source, u.target, u.fuzzy) for u in plain.units
    ]
    if version == "1.2":
        assert read[0].getlocations() == ["a.txt:1"]
        assert (read[0].getnotes("developer"), read[1].getnotes("translator")) == ("Term: satu → one", "mine")


def test_translate_toolkit_writes_xliff_1_that_we_read() -> None:
    storage = pytest.importorskip("translate.storage.xliff", reason="Translate Toolkit is not installed")
    made = getattr(storage, "Xliff1File", storage.xlifffile)(sourcelanguage="id", targetlanguage="en")
    unit = made.addsourceunit("Satu & <dua>")
    unit.target = "One & <two>"
    unit.markapproved()
    other = made.addsourceunit("Dua")
    other.target = "Two"
    other.markfuzzy()
    read = xliff.parse(bytes(made)).units
    assert [(u.source, u.target, u.fuzzy) for u in read] == [
        ("Satu & <dua>", "One & <two>", False),
        ("Dua", "Two", True),
    ]


def test_moz_l10n_reads_our_xliff_and_po(tmp_path: Path) -> None:
    resource = pytest.importorskip("moz.l10n.resource", reason="moz.l10n is not installed")
    for name in ("a-12.xlf", "a.po"):
        (tmp_path / name).write_bytes(FILES[name])
        entries = [
            entry for section in resource.parse_resource(str(tmp_path / name)).sections for entry in section.entries
        ]
        assert "One & <two>." in str(entries[0].value)
        assert len(entries) >= len(UNITS)
