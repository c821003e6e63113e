"""What other packages add: the examples of docs/plugins.md, installed, and one of each other kind."""

import os
import re
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans import documents, formats, languages, plugins
from kztrans.checks import registry
from kztrans.checks.check import Check
from kztrans.cli import cli
from kztrans.errors import InputError
from kztrans.segmentation import rules_file

PAGE = Path(__file__).parents[1] / "docs" / "plugins.md"


@pytest.fixture
def installed(monkeypatch):
    """Entry points as if a package with them were installed."""

    def install(*points):
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [p for p in points if p.group == group])

    caches = (plugins.added, registry.checks, languages.get)
    for cached in caches:
        cached.cache_clear()
    yield install
    for cached in caches:
        cached.cache_clear()


def point(table, name, value):
    return EntryPoint(name, value, f"kztrans.{table}")


def test_the_example_package(tmp_path):
    """Put where Python finds packages, with the metadata that an installer writes of its pyproject.toml."""
    code, malay = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)[:2]
    toml = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.S)[0]
    shouting = re.search(r'\[project.entry-points."(.*)"\]\n(\w+ = ".*")', toml).groups()
    (tmp_path / "kztrans_shouting.py").write_text(code, encoding="utf-8")
    (tmp_path / "kztrans_malay").mkdir()
    (tmp_path / "kztrans_malay" / "__init__.py").write_text(malay, encoding="utf-8")
    rules = re.findall(r"```xml\n(.*?)```", PAGE.read_text("utf-8"), re.S)[0]
    (tmp_path / "kztrans_malay" / "ms.srx").write_text(rules, encoding="utf-8")
    entries = re.search(r'`\[project.entry-points."(.*)"\]` with `(ms = ".*")`', PAGE.read_text("utf-8")).groups()
    metadata = tmp_path / "kztrans_examples-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: kztrans-examples\nVersion: 1.0\n", encoding="utf-8"
    )
    points = "".join(f"[{group}]\n{entry}\n".replace('"', "") for group, entry in (shouting, entries))
    (metadata / "entry_points.txt").write_text(points, encoding="utf-8")
    (tmp_path / "a.ms.txt").write_text("Ahmad b. Ali hadir. Beliau pulang.", encoding="utf-8")
    (tmp_path / "a.po").write_text('msgid "Rapat ditunda."\nmsgstr "MEETING POSTPONED."\n', encoding="utf-8")

    def kztrans(*arguments, **variables):
        run = [sys.executable, "-m", "kztrans", *arguments]
        environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{PAGE.parents[1]}", **variables}
        return subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False).stdout

    check = ("check", "a.po", "--source-lang", "id", "--target-lang", "en")
    assert "the translation shouts" in kztrans(*check)
    assert "the translation shouts" not in kztrans(*check, KZTRANS_PLUGINS="")
    assert kztrans("segment", "a.ms.txt", "--lang", "ms").splitlines() == ["Ahmad b. Ali hadir.", "Beliau pulang."]


FORMAT = formats.Format("Lines", "kztrans_lines", (".lines",))
DOCUMENT = documents.DocumentFormat("Slides", "kztrans_slides", (".slides",), "paragraph")
RULES = Path(__file__)
JAVANESE = languages.Language("jv", "Javanese", srx=RULES)
INDONESIAN = languages.Language("id", "Not ours")


def test_formats_documents_and_languages(installed):
    here = "test_plugins"
    installed(
        point("formats", "lines", f"{here}:FORMAT"),
        point("documents", "slides", f"{here}:DOCUMENT"),
        point("languages", "jv", f"{here}:JAVANESE"),
        point("languages", "id", f"{here}:INDONESIAN"),
    )
    assert formats.format_of("a.lines") is FORMAT
    assert documents.format_of("a.slides") is DOCUMENT
    assert ".slides" in documents.endings()
    assert languages.get("jv-ID") is JAVANESE
    assert languages.get("id").name == "Indonesian"
    assert rules_file("jv") == RULES


@pytest.mark.parametrize("value", ["no_such_module:X", "test_plugins:NOTHING", "test_plugins:PAGE"])
def test_a_plug_in_that_does_not_work_is_named(installed, value):
    installed(point("checks", "broken", value))
    with pytest.raises(InputError, match=r"the plug-in broken .*KZTRANS_PLUGINS"):
        plugins.added("checks", Check)


OURS_AGAIN = Check("numbers", "error", "Not ours.", "It has the name of one of ours.", lambda _: iter(()))
TEXTS = documents.DocumentFormat("Texts", "kztrans_texts", (".txt", ".texts"))


def test_plug_ins_are_listed_with_what_is_not_used_of_them(installed, monkeypatch):
    def told():
        done = CliRunner().invoke(cli, ["plugins"])
        return done.exit_code, done.output.splitlines()

    assert told() == (0, ["no plug-ins; docs/plugins.md shows how to write one"])
    points = [
        point("checks", "numbers", "test_plugins:OURS_AGAIN"),
        point("documents", "texts", "test_plugins:TEXTS"),
        point("formats", "lines", "test_plugins:FORMAT"),
        point("languages", "jv", "test_plugins:JAVANESE"),
    ]
    installed(*points)
    lines = [
        "checks     numbers: numbers (not used: kztrans has one)",
        "formats    lines: .lines",
        "documents  texts: .txt (not used: kztrans has one), .texts",
        "languages  jv: jv",
    ]
    assert told() == (0, lines)
    monkeypatch.setenv("KZTRANS_PLUGINS", "")
    assert told() == (0, [*lines, "all of them are off, since KZTRANS_PLUGINS is set to nothing"])
    installed(*points, point("formats", "absent", "no_such_module:X"))
    code, listed = told()
    assert code == 1
    assert "the plug-in absent (no_such_module:X) cannot be loaded: No module named 'no_such_module'" in "".join(listed)
