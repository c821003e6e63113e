"""What a person types or pastes, before it is written: characters that do not belong into a text are refused.

A NUL ends texts for some programs, an escape character drives terminals, U+FEFF in the middle of a file is no byte
order mark, XML (and so TMX) allows no control characters, and noncharacters stand for nothing at all. A field of one
line has no ends of lines of other kinds (U+000B, U+000C, U+0085, U+2028) either, which would become spaces in silence.
"""

from __future__ import annotations

import re
import unicodedata

from kztrans.errors import InputError

__all__ = ["OddCharacterError", "on_one_line", "refuse_odd"]

_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_ENDS = re.compile("[\u2028\u2029]")
"""Ends of lines and paragraphs that no field has: they would become spaces."""
_NAMES = {
    0x00: "NUL",
    0x0B: "VERTICAL TAB",
    0x0C: "FORM FEED",
    0x1B: "ESC",
    0x85: "NEXT LINE",
    0xFEFF: "a byte order mark",
}


class OddCharacterError(InputError):
    """A text has a character that does not belong into one."""

    def __init__(self, where: str, name: str, code: str, before: str) -> None:
        self.where, self.name, self.code, self.before = where, name, code, before
        super().__init__(
            f"{where} has a character that no text has: {name} ({code}) after {before!r}", remedy="take it out"
        )


def on_one_line(text: str, where: str) -> str:
    r"""A text as a field of one line has it: one space where there was white space, none around.

    >>> on_one_line(" satu\ndua\t", "note")
    'satu dua'
    >>> on_one_line("a\x0bb", "it")
    Traceback (most recent call last):
        ...
    kztrans.typed.OddCharacterError: it has a character that no text has: VERTICAL TAB (U+000B) after 'a'; take it out

    Raises:
        OddCharacterError: it has a character that would be a space without a word.
    """
    refuse_odd(text, where)
    found = _ENDS.search(text)
    if found is not None:
        raise _odd(text, where, found)
    return " ".join(text.split())


def refuse_odd(text: str, where: str) -> None:
    r"""Refuse a text with a character that does not belong into one.

    Args:
        where: what the text is, for the message: the field's name.

    >>> refuse_odd("satu\ndua\t❤️ \u200b", "note")
    >>> refuse_odd("sa\0tu", "note")
    Traceback (most recent call last):
        ...
    kztrans.typed.OddCharacterError: note has a character that no text has: NUL (U+0000) after 'sa'; take it out

    Raises:
        OddCharacterError: it has one; which, and after what.
    """
    found = _ODD.search(text)
    if found is not None:
        raise _odd(text, where, found)


def _odd(text: str, where: str, found: re.Match[str]) -> OddCharacterError:
    code = ord(found.group())
    unnamed = "a control character" if code < 0xA0 else "none"
    name = _NAMES.get(code, unnamed if code < 0xA0 else unicodedata.name(found.group(), unnamed))
    before = text[max(0, found.start() - 20) : found.start()]
    return OddCharacterError(where, name, f"U+{code:04X}", before)
