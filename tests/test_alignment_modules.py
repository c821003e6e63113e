"""The modules of the aligner import each other in one order, so that each can be read without those that use it."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import kztrans.alignment

ROOM = Path(kztrans.alignment.__file__).parent


def imported(text: str) -> set[str]:
    """The modules of the room that a module names in its imports, wherever these stand."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module == "kztrans.alignment":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kztrans.alignment."):
            found.add(str(node.module).split(".")[2])
    return found


def test_no_module_of_the_aligner_is_part_of_a_circle() -> None:
    modules = {path.stem: imported(path.read_text("utf-8")) for path in ROOM.glob("*.py") if path.stem != "__init__"}
    assert [*TopologicalSorter(modules).static_order()][-1] in modules


def test_a_circle_is_seen_inside_functions_too() -> None:
    a, b = "def f():\n    from kztrans.alignment.b import g\n", "from kztrans.alignment import a\n"
    with pytest.raises(CycleError):
        TopologicalSorter({"a": imported(a), "b": imported(b)}).prepare()
