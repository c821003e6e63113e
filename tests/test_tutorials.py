r"""The tutorials, read as a reader does: files are made, commands run, and what they say is what the page shows.

Blocks: ``text title="NAME"`` is a file's content; in ``console``, lines that begin with ``$`` are commands, the others what they
say, where ``…`` stands for anything; ``python`` is run; a comment ``<!-- run … -->`` does what a reader does by hand.
"""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kztrans.cli import cli

TUTORIALS = sorted((Path(__file__).parents[1] / "docs" / "tutorials").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$|^<!-- run\n(.*?)^-->$", re.MULTILINE | re.DOTALL)


def said(command):
    """What a command says."""
    words = shlex.split(command)
    if words[0] == "kztrans":
        ended = CliRunner().invoke(cli, words[1:])
        if ended.exception is not None and not isinstance(ended.exception, SystemExit):
            raise AssertionError(f"{command}: {ended.exception}") from ended.exception
        assert ended.exit_code in (0, 1), f"{command}: {ended.output}"
        return ended.output
    return subprocess.run(words, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def told(lines):
    """The pattern of what a page shows; a line with nothing but ``…`` is any lines."""
    parts = [r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in lines]
    return re.compile("".join(parts).replace(r"\…", ".*"))


def console(block):
    """Commands with the lines that follow them."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        yield command, lines


@pytest.mark.parametrize("path", TUTORIALS, ids=[path.stem for path in TUTORIALS])
def test_a_tutorial_does_what_it_says(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KZTRANS_TM", str(tmp_path / "memory.sqlite"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    commands = 0
    for kind, name, content, hidden in BLOCK.findall(path.read_text("utf-8")):
        if hidden or kind == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(hidden or content, f"{path.name}", "exec"), {})
        elif kind == "text":
            os.makedirs(Path(name).parent, exist_ok=True)  # noqa: PTH103
            Path(name).write_text(content, "utf-8")
        else:
            assert kind == "console"
            for command, lines in console(content):
                output = said(command)
                assert told(lines).fullmatch(output), f"{command}\n{output}"
                commands += 1
    assert commands >= 7


def test_the_site_is_built_without_a_warning(tmp_path):
    pytest.importorskip("material", reason="mkdocs-material is not installed (pip install mkdocs-material)")
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path / "site")]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    pages = {path.parent.name for path in (tmp_path / "site").rglob("index.html")}
    assert {path.stem for path in (root / "docs").rglob("*.md")} - {"index"} <= pages
    page = (tmp_path / "site" / "tutorials" / "translator" / "index.html").read_text("utf-8")
    assert "berita.id.txt" in page
    assert "```" not in page


def test_there_is_one_for_each_of_three_people():
    assert [path.stem for path in TUTORIALS] == ["engineer", "terminologist", "translator"]
