"""The life of a document in tests: aligned, translated by a function, rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

from office_files import parts_of

from kztrans import inline
from kztrans.documents import Translation
from kztrans.formats import po
from kztrans.glossary import Glossary
from kztrans.jobs.align import run
from kztrans.jobs.align_job import AlignJob
from kztrans.jobs.render import Rendering, render_file
from kztrans.jobs.writing import write
from kztrans.model import Unit

_ACCENTS = str.maketrans("aeiouyAEIOU", "áéíóúýÁÉÍÓÚ")
LONGER = " ẋẋẋ"


def same(unit: Unit) -> str:
    """A translation that is its source."""
    return unit.source


def pseudo(unit: Unit) -> str:
    """A translation that shows: accented, and longer. Tags stay."""
    text = unit.source
    for tag in reversed(inline.tags(text, unit.codes)):
        text = f"{text[: tag.start]}\0{text[tag.end :]}"
    whole = iter(tag for tag in inline.tags(unit.source, unit.codes))
    parts = text.translate(_ACCENTS).split("\0")
    written = [parts[0]]
    for part in parts[1:]:
        tag = next(whole)
        written += [inline.written(tag.code, tag.role), part]
    return "".join(written) + LONGER


def accented(text: str) -> str:
    """What ``pseudo`` makes of the letters of a text."""
    return text.translate(_ACCENTS)


@cache
def curated() -> Glossary:
    """The curated glossary, read once."""
    return Glossary.load()


def life(path: Path, translate: Callable[[Unit], str]) -> tuple[Rendering, bytes]:
    """Align a document, translate each unit of its PO, and render it; files go to a folder beside it."""
    folder = path.parent / "work"
    result = run(AlignJob(path, folder=folder, glossary=curated()))
    write(result)
    catalog = po.read(result.outputs.po)
    units = tuple(replace(unit, target=translate(unit)) for unit in catalog.units)
    result.outputs.po.write_bytes(po.serialize(replace(catalog, units=units)))
    return render_file(result.outputs.po, path)


def written_anew(module: ModuleType, data: bytes) -> bytes:
    """A document of which every text is written as it was: it says the same, and written again it is the same."""
    found = []
    for _ in range(2):
        blocks = module.read(data)
        found.append([(block.text, [code.shown for code in block.codes]) for block in blocks])
        before = data
        data = module.write(data, [Translation(n, n, b.text, b.codes) for n, b in enumerate(blocks)], "")
    assert found[0] == found[1]
    assert parts_of(data) == parts_of(before)
    return data


def is_itself(path: Path, data: bytes) -> None:
    """A document translated into itself is the one that it was, and every unit of its PO has its place."""
    path.write_bytes(data)
    result, rendered = life(path, same)
    assert (result.missing, result.broken, result.unused) == ((), (), ())
    assert parts_of(rendered) == parts_of(data)
