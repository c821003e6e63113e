"""What makes two texts the same for a memory."""

from __future__ import annotations

import unicodedata
from hashlib import blake2b

__all__ = ["digest", "normalise", "storable"]


def normalise(text: str) -> str:
    r"""The form in which sources are compared: NFC, each run of white space one space, none at the ends.

    >>> normalise(" Jalur\u00a0 Tengah\n")
    'Jalur Tengah'
    """
    return " ".join(unicodedata.normalize("NFC", storable(text)).split())


def storable(text: str) -> str:
    r"""The text with lone surrogates, which UTF-8 cannot hold, as ``?``.

    >>> storable("a\udcff")
    'a?'
    """
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def digest(key: str) -> int:
    """A 64-bit signed hash of a normalised text, the same on every machine.

    >>> digest("Satu.") == digest("Satu."), digest("Satu.") == digest("Dua.")
    (True, False)
    """
    return int.from_bytes(blake2b(key.encode("utf-8"), digest_size=8).digest(), "big", signed=True)
