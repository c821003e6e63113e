"""Bilingual tables with tabs: ``csv`` in all but the separator."""

from __future__ import annotations

from kztrans.formats import csv
from kztrans.formats.csv import parse, read
from kztrans.model import Catalog

__all__ = ["parse", "read", "serialize"]


def serialize(catalog: Catalog) -> bytes:
    """The bytes of a tab-separated file with a catalogue's units."""
    return csv.serialize(catalog, "\t")
