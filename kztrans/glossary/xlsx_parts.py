"""What a sheet of an Excel workbook holds besides its cells: merged ranges, comments and links."""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Parts", "parts_of"]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a sheet's part, and those that it names, say beside its rows."""

    merged: list[tuple[int, int, int, int]]
    """Ranges of merged cells: first column and row, last column and row, from 1."""
    others: Counter[str]
    """What a table has no place for, and how often."""


def parts_of(path: Path, part: str) -> Parts:
    """What stands beside the rows of a sheet; ``part`` is its name in the package."""
    from openpyxl.utils import range_boundaries

    merged: list[tuple[int, int, int, int]] = []
    others: Counter[str] = Counter()
    with zipfile.ZipFile(path) as package:
        for element in _elements(package, part, "mergeCell", "hyperlink"):
            if str(element.tag).endswith("}mergeCell"):
                merged.append(range_boundaries(element.get("ref", "")))
            else:
                others["links of cells"] += 1
        folder, name = posixpath.split(part)
        for relation in _elements(package, f"{folder}/_rels/{name}.rels", "Relationship"):
            kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
            if kind == "comments":
                comments = posixpath.normpath(target if target.startswith("/") else posixpath.join(folder, target))
                others["comments on cells"] += sum(1 for _ in _elements(package, comments.lstrip("/"), "comment"))
            elif kind == "drawing":
                others["drawings"] += 1
    return Parts(merged, others)


def _elements(package: zipfile.ZipFile, name: str, *kinds: str) -> Iterator[etree._Element]:
    """The elements of some kinds in a part, as they close; none where there is no such part."""
    from lxml import etree

    if name not in package.namelist():
        return
    with package.open(name) as part:
        events = etree.iterparse(part, events=("end",), resolve_entities=False, no_network=True, load_dtd=False)
        for _, element in events:
            if str(element.tag).rpartition("}")[2] in kinds:
                yield element
            element.clear()
