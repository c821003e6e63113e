"""docs/commands.md is what the command line says of itself, and README names every command."""

import subprocess
import sys
from pathlib import Path

from kztrans.cli import COMMANDS

ROOT = Path(__file__).parents[1]


def test_the_page_of_commands_is_fresh():
    """Made in a process of its own: click remembers in a command how it was called first."""
    code = "import runpy, sys; sys.stdout.buffer.write(runpy.run_path(sys.argv[1])['page']().encode('utf-8'))"
    command = [sys.executable, "-c", code, str(ROOT / "docs" / "commands.py")]
    made = subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout.decode("utf-8")
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert page == made, "run python docs/commands.py, read the difference, and commit it"


def test_readme_names_every_command():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`kztrans {name}" not in readme] == []
