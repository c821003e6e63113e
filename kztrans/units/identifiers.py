"""Identifiers of units that last."""

from __future__ import annotations

import hashlib

from kztrans.formats.tmx import OWN_ID
from kztrans.model import Unit
from kztrans.units.making import unit_key

__all__ = ["identifier"]


def identifier(name: str, unit: Unit) -> str:
    """The ``tuid`` of a unit of a document: the same as long as the document's name, the source and its context are.

    >>> identifier("berita", Unit("Rapat dimulai."))
    'kz-cde641caa1948436'
    """
    content = "\0".join((name, unit.context or "", unit_key(unit.source)))
    return OWN_ID + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
