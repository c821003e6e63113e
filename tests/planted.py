"""Correct pairs, and the same with an error planted in each: ``golden/checks.csv``.

A row is a source, its correct translation, the name of the check that must find the error, and the edit that plants it:
``old`` becomes ``new`` in the translation (in the source for ``source-faults``); ``*`` is the whole translation.
``\\u00a0`` and the like stand for characters that one does not see.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from pathlib import Path

from kztrans.model import Catalog, Unit

FILE = Path(__file__).parent / "golden" / "checks.csv"


@dataclass(frozen=True)
class Planted:
    source: str
    target: str
    check: str
    old: str
    new: str

    @property
    def unit(self) -> Unit:
        return Unit(self.source, self.target)

    @property
    def wrong(self) -> Unit:
        if self.old == "*":
            return Unit(self.source, self.new)
        if self.check == "source-faults":
            return Unit(self.source.replace(self.old, self.new), self.target)
        return Unit(self.source, self.target.replace(self.old, self.new))


def rows() -> list[Planted]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return [Planted(**{k: _characters(v) for k, v in row.items()}) for row in csv.DictReader(stream)]


def correct() -> Catalog:
    return Catalog("id", "en", tuple(replace(row.unit, line=n) for n, row in enumerate(rows(), 2)))


def planted() -> tuple[Catalog, dict[int, str]]:
    """A catalogue with every error, and the check that must find it by the unit's number.

    For ``consistency`` and ``reuse`` the file has a correct entry too, which the wrong one disagrees with.
    """
    units: list[Unit] = []
    errors: dict[int, str] = {}
    for number, row in enumerate(rows(), 2):
        if row.check == "consistency":
            units.append(row.unit)
        if row.check == "reuse":
            units.append(next(r.unit for r in rows() if r.target == row.new))
        errors[len(units)] = row.check
        units.append(replace(row.wrong, context=f"row {number}" if row.check == "consistency" else None, line=number))
    return Catalog("id", "en", tuple(units)), errors


def _characters(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match.group(1), 16)), text)
