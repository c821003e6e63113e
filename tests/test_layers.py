"""The rooms of CONTRIBUTING in their order: a room imports from those above it alone, so that no arrow runs back."""

import ast
from pathlib import Path

import pytest

import kztrans

HOUSE = Path(kztrans.__file__).parent
LAYERS = (
    {"errors", "model"},
    {"in_place"},
    {"atomic", "inline", "patterns", "plugins", "reading", "resources", "typed", "wording"},
    {"deeds", "together", "locking", "outputs", "languages", "paragraphs", "workers"},
    {"bilingual", "formats"},
    {"segmentation", "documents"},
    {"glossary"},
    {"alignment", "memory"},
    {"checks", "counting"},
    {"configuration"},
    {"units"},
    {"merging"},
    {"jobs"},
    {"corpus"},
    {"review"},
    {"cli"},
)
"""Rooms of one layer do not see each other."""
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
ABOVE_ALL = {"__init__", "__main__"}
"""What users import and start: they may open every door, and no room looks into them but for the version."""


def room_of(path):
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports(path):
    """(line, room) of each import of ours in a module, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "kztrans":
            named = [f"kztrans.{alias.name}" for alias in node.names if alias.name != "__version__"]
        elif isinstance(node, ast.ImportFrom):
            named = [node.module or ""]
        else:
            continue
        for name in named:
            if name == "kztrans" or name.startswith("kztrans."):
                yield node.lineno, [*name.split("."), "__init__"][1]


def wrong(path, level):
    for line, room in imports(path):
        if room != room_of(path) and LEVEL.get(room, len(LAYERS)) >= level:
            yield f"{path.relative_to(HOUSE.parent)}:{line}: {room_of(path)} imports {room}"


MODULES = sorted(HOUSE.rglob("*.py"))


def test_each_room_has_its_place():
    assert {room_of(path) for path in MODULES} - ABOVE_ALL <= set(LEVEL)


def test_no_arrow_runs_back():
    found = [fault for path in MODULES if room_of(path) in LEVEL for fault in wrong(path, LEVEL[room_of(path)])]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", ["from kztrans.jobs import align", "import kztrans.cli", "from kztrans import review"])
def test_an_arrow_that_runs_back_is_seen(line, tmp_path, monkeypatch):
    monkeypatch.setattr("test_layers.HOUSE", tmp_path / "kztrans")
    path = tmp_path / "kztrans" / "glossary" / "a.py"
    path.parent.mkdir(parents=True)
    path.write_text(f"def f():\n    {line}\n", encoding="utf-8")
    assert list(wrong(path, LEVEL["glossary"]))
