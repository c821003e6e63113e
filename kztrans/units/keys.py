"""When two texts are one."""

from __future__ import annotations

import unicodedata

__all__ = ["unit_key"]


def unit_key(text: str) -> str:
    """What two sources have in common when they are one: the text in NFC."""
    return unicodedata.normalize("NFC", text)
