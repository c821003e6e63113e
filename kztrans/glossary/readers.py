"""Glossary files, by their endings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kztrans.errors import InputError
from kztrans.model import Concept

__all__ = ["read"]


def read(path: Path) -> Iterable[Concept]:
    """The concepts of one file."""
    if path.suffix.lower() == ".csv":
        from kztrans.glossary.csv import read_csv

        return read_csv(path)
    raise InputError("not a glossary that can be read", path=path, remedy="use .csv")
