"""When two texts are one, and two units."""

from __future__ import annotations

import hashlib
import unicodedata

from kztrans.model import Unit

__all__ = ["unit_key", "unit_name"]


def unit_key(text: str) -> str:
    """What two sources have in common when they are one: the text in NFC."""
    return unicodedata.normalize("NFC", text)


def unit_name(unit: Unit) -> str:
    """What a unit is referred to by as long as its source and context are the same."""
    content = "\0".join(("" if unit.context is None else f"={unit.context}", unit_key(unit.source)))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
