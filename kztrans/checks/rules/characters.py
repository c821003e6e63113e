"""Characters that should not be in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.wording import worded

__all__ = ["CHECK", "faults"]

_INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_MOJIBAKE = re.compile(r"Ã[\u0080-\u00bf€™œžŸ©¨¯]|â€[\u0080-\u00bf™œ¦“”˜\u009d]?|Â[\u00a0-\u00bf]|Ð[\u0080-\u00bf]|ï»¿")
_KINDS = {
    "Cc": worded("a control character"),
    "Cs": worded("half a character"),
    "Co": worded("a character without a meaning"),
    "Cn": worded("a character without a meaning"),
}
_WORD = re.compile(r"[^\W\d_]{2,}")


def find(pair: Pair) -> Iterator[Problem]:
    """In the translation."""
    for fault in faults(pair.target.raw):
        if fault not in set(faults(pair.source.raw)):
            yield Problem(fault, "type the word anew")


def faults(text: str) -> Iterator[str]:
    """What is wrong with the characters of a text, each kind once.

    >>> list(faults("Astаna"))
    ['“Astаna” mixes Latin and Cyrillic letters: а (U+0430)']
    >>> list(faults("a\\u200bb"))
    ['an invisible character: ZERO WIDTH SPACE (U+200B) in “a·b”']
    """
    seen: set[str] = set()
    for at, c in enumerate(text):
        what = _fault(c, text, at)
        if what and what not in seen:
            seen.add(what)
            place = text[max(0, at - 10) : at + 11].replace(c, "·").strip()
            yield worded("%(what)s in “%(place)s”", what=what, place=place)
    for match in _WORD.finditer(text):
        mixed = _mixed(match.group())
        if mixed:
            yield worded(
                "“%(word)s” mixes Latin and Cyrillic letters: %(letter)s (U+%(code)s)",
                word=match.group(),
                letter=mixed,
                code=f"{ord(mixed):04X}",
            )
    broken = _MOJIBAKE.search(text)
    if broken:
        yield worded("“%(letters)s” is a letter read in the wrong encoding", letters=broken.group())


def _fault(c: str, text: str, at: int) -> str:
    code = ord(c)
    if c in _INVISIBLE:
        if c in "\u200c\u200d" and at and ord(text[at - 1]) > 0x0590:
            return ""  # between letters of scripts that need it, and in emoji
        name = unicodedata.name(c, "unnamed")
        return worded("an invisible character: %(name)s (U+%(code)s)", name=name, code=f"{code:04X}")
    if c == "\ufffd":
        return worded("a replacement character (U+FFFD), where a letter was lost,")
    what = _KINDS.get(unicodedata.category(c), "") if c not in "\n\t\r" else ""
    return worded("%(kind)s (U+%(code)s)", kind=what, code=f"{code:04X}") if what else ""


def _mixed(word: str) -> str:
    """The first letter of the script that is rarer in a word of Latin and Cyrillic letters."""
    latin = [c for c in word if "LATIN" in unicodedata.name(c, "")]
    cyrillic = [c for c in word if "CYRILLIC" in unicodedata.name(c, "")]
    if not latin or not cyrillic:
        return ""
    return (cyrillic if len(cyrillic) <= len(latin) else latin)[0]


CHECK = Check(
    name="characters",
    severity="error",
    summary="Invalid or invisible characters, wrong encoding, Latin and Cyrillic in one word.",
    help=(
        "Control characters, U+FFFD, unpaired surrogates, zero-width characters, text read in the wrong encoding, and "
        "words in which a letter was replaced by its look-alike of the other script."
    ),
    find=find,
)
