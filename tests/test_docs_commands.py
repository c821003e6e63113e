"""docs/commands.md is what the command line says of itself, and README names every command."""

import runpy
from pathlib import Path

from kztrans.cli import COMMANDS

ROOT = Path(__file__).parents[1]


def test_the_page_of_commands_is_fresh():
    made = runpy.run_path(str(ROOT / "docs" / "commands.py"))["page"]()
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert page == made, "run python docs/commands.py, read the difference, and commit it"


def test_readme_names_every_command():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`kztrans {name}" not in readme] == []
