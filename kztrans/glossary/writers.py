"""Glossary files, written by kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kztrans.errors import InputError
from kztrans.model import Concept

__all__ = ["KINDS", "LISTED", "READABLE", "Export", "kind_of", "write"]


@dataclass(frozen=True, slots=True)
class Export:
    """What a written glossary depends on besides its concepts."""

    source: str = "id"
    target: str = "en"
    domain: str = ""
    columns: Sequence[str] = ()
    avoid: bool = False
    """Do terms to avoid stand where translations stand, with their status, for readers that know it?"""


def _csv(concepts: Sequence[Concept], export: Export) -> bytes:
    from kztrans.glossary.delimited import to_csv

    return to_csv(concepts, export.domain, export.columns)


def _omegat(concepts: Sequence[Concept], export: Export) -> bytes:
    from kztrans.glossary.delimited import to_omegat

    return to_omegat(concepts, export.source, export.target)


def _tbx(concepts: Sequence[Concept], export: Export) -> bytes:
    from kztrans.glossary.tbx import to_tbx

    return to_tbx(concepts, 2019, export.columns, export.avoid)


def _tbx2008(concepts: Sequence[Concept], export: Export) -> bytes:
    from kztrans.glossary.tbx import to_tbx

    return to_tbx(concepts, 2008, export.columns, export.avoid)


def _po(concepts: Sequence[Concept], export: Export) -> bytes:
    from kztrans.glossary.exports import to_po

    return to_po(concepts, export.source, export.target, export.avoid)


def _xlsx(concepts: Sequence[Concept], export: Export) -> bytes:
    from kztrans.glossary.xlsx_writer import to_xlsx

    return to_xlsx(concepts, export.domain, export.columns)


def _deepl(concepts: Sequence[Concept], export: Export) -> bytes:
    from kztrans.glossary.pairs import to_deepl

    return to_deepl(concepts, export.source, export.target)


def _memoq(concepts: Sequence[Concept], export: Export) -> bytes:
    from kztrans.glossary.pairs import to_memoq

    return to_memoq(concepts, export.source, export.target)


def _xbench(concepts: Sequence[Concept], export: Export) -> bytes:
    from kztrans.glossary.pairs import to_xbench

    return to_xbench(concepts, export.source, export.target)


def _markdown(concepts: Sequence[Concept], export: Export) -> bytes:
    from kztrans.glossary.exports import to_markdown

    del export
    return to_markdown(concepts)


KINDS: dict[str, Callable[[Sequence[Concept], Export], bytes]] = {
    "csv": _csv,
    "tbx": _tbx,
    "tbx2008": _tbx2008,
    "omegat": _omegat,
    "po": _po,
    "md": _markdown,
    "xlsx": _xlsx,
    "deepl": _deepl,
    "memoq": _memoq,
    "xbench": _xbench,
}
"""Kinds of file, and what makes their bytes."""
LISTED = frozenset({"omegat", "deepl", "memoq", "xbench"})
"""Kinds that have none: whatever stands in them is a translation."""
READABLE = {"csv": ".csv", "tbx": ".tbx", "tbx2008": ".tbx"}
"""Kinds that hold all of a glossary and are read again, and the ending of their files."""
_ENDINGS = {
    ".csv": "csv",
    ".tbx": "tbx",
    ".xml": "tbx",
    ".txt": "omegat",
    ".tsv": "omegat",
    ".utf8": "omegat",
    ".po": "po",
    ".md": "md",
    ".xlsx": "xlsx",
}


def kind_of(path: Path) -> str:
    """The kind of a file by its ending.

    Raises:
        InputError: the ending is of no kind that can be written.
    """
    kind = _ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise InputError(
            "cannot tell what to write by this ending", path=path, remedy=f"use {', '.join(_ENDINGS)}, or --to"
        )
    return kind


def write(concepts: Sequence[Concept], kind: str, export: Export) -> bytes:
    """The bytes of a glossary of a kind."""
    return KINDS[kind](concepts, export)
