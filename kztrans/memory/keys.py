"""What makes two texts, or two language codes, the same for a memory."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

__all__ = ["digest", "language_key", "normalise", "storable"]

_SUBTAG = re.compile(r"[-_@.]")


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


def language_key(code: str) -> str:
    """The language and script of a code: regions share one memory, scripts do not.

    >>> language_key("en_GB"), language_key("ID"), language_key("kk-latn-KZ")
    ('en', 'id', 'kk-Latn')
    """
    base, *rest = _SUBTAG.split(code.strip())
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    return f"{base.lower()}-{script}" if script else base.lower()
