"""The worked example of CONTRIBUTING, a document format in one module and one line; and the table of formats."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from document_life import life, same

from kztrans import documents
from kztrans.documents import DocumentFormat, refused
from kztrans.model import Unit

CONTRIBUTING = Path(__file__).parent.parent / "CONTRIBUTING.md"
LYRICS = "[ti:Lagu]\n[00:12.00]Jalan <00:13.50>tengah. Ia\n[00:15.00][00:40.00]  pergi.\n[00:20.00]\n"


def example() -> str:
    page = CONTRIBUTING.read_text("utf-8")
    code = re.search(r"`kztrans/documents/lyrics\.py`:\n\n```python\n(.*?)```", page, re.DOTALL)
    assert code
    return code[1]


def test_the_worked_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = re.search(r'`(DocumentFormat\("lyrics".*?\)),`', CONTRIBUTING.read_text("utf-8"))
    assert line
    (tmp_path / "lyrics.py").write_text(example())
    monkeypatch.syspath_prepend(tmp_path)
    added = eval(line[1], {"DocumentFormat": DocumentFormat})
    known = documents.formats()
    monkeypatch.setattr(documents, "formats", lambda: (*known, added))

    song = tmp_path / "lagu.lrc"
    song.write_text(LYRICS)
    result, data = life(song, same)
    assert (data.decode(), result.missing) == (LYRICS, ())
    english = {"Jalan": "Middle <time1/>road.", "Ia": "She", "pergi.": "left."}

    def translated(unit: Unit) -> str:
        return english[unit.source.split()[0]]

    assert life(song, translated)[1].decode() == LYRICS.replace(
        "Jalan <00:13.50>tengah. Ia", "Middle <00:13.50>road. She"
    ).replace("pergi.", "left.")

    song.write_bytes("[00:12.00]Café.\n".encode("cp1252"))
    assert life(song, lambda _: "Қ.")[1].decode() == "[00:12.00]Қ.\n"


def test_the_worked_example_may_be_pasted_as_it_stands(tmp_path: Path) -> None:
    """What `make test` asks of a module of ours: ruff, and types everywhere (of mypy --strict the part that is quick)."""
    for node in ast.walk(ast.parse(example())):
        if isinstance(node, ast.FunctionDef):
            assert node.returns, node.name
            assert all(given.annotation for given in node.args.args), node.name
    ruff = shutil.which("ruff", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if ruff is None:
        pytest.skip("no ruff here")
    module = tmp_path / "lyrics.py"
    module.write_text(example(), encoding="utf-8")
    settings = CONTRIBUTING.with_name("pyproject.toml")
    for run in (["check"], ["format", "--check"]):
        done = subprocess.run([ruff, *run, "--config", settings, module], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_the_table_of_formats_names_every_ending() -> None:
    page = (Path(__file__).parent.parent / "docs" / "documents.md").read_text("utf-8")
    missing = [ending for known in documents.DOCUMENTS for ending in known.endings if f"`{ending}`" not in page]
    assert not missing, "a row in docs/documents.md"


def test_no_ending_is_both_read_and_refused() -> None:
    known = [ending for form in documents.DOCUMENTS for ending in form.endings if ending in refused.ENDINGS]
    assert not known, "take it out of kztrans/documents/refused.py"
