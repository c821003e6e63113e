"""What a person types or pastes, before it is written: characters that do not belong into a text are refused.

A NUL ends texts for some programs, an escape character drives terminals, U+FEFF in the middle of a file is no byte
order mark, XML (and so TMX) allows no control characters, and noncharacters stand for nothing at all.
"""

from __future__ import annotations

import re
import unicodedata

from kztrans.errors import InputError

__all__ = ["refuse_odd"]

_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_NAMES = {0x00: "NUL", 0x1B: "ESC", 0xFEFF: "a byte order mark"}


def refuse_odd(text: str, where: str) -> None:
    r"""Refuse a text with a character that does not belong into one.

    Args:
        where: what the text is, for the message: the field's name.

    >>> refuse_odd("satu\ndua\t❤️ \u200b", "note")
    >>> refuse_odd("sa\0tu", "note")
    Traceback (most recent call last):
        ...
    kztrans.errors.InputError: note has a character that no text has: NUL (U+0000) after 'sa'; take it out

    Raises:
        InputError: it has one; which, and after what.
    """
    found = _ODD.search(text)
    if found is None:
        return
    code = ord(found.group())
    name = _NAMES.get(code) or unicodedata.name(found.group(), "a control character" if code < 0xA0 else "none")
    before = text[max(0, found.start() - 20) : found.start()]
    raise InputError(
        f"{where} has a character that no text has: {name} (U+{code:04X}) after {before!r}", remedy="take it out"
    )
