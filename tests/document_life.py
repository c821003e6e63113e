"""The life of a document in tests: aligned, translated by a function, rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from kztrans import inline
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
