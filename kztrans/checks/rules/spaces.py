"""White space that is missing, doubled, or in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.checks.spans import addresses

__all__ = ["CHECK"]

_ODD = "\u1680\u2000-\u200a\u202f\u205f\u3000"
_BEFORE = re.compile(r"(?<=\w) +([,;:!?%)\]”]|\.(?!\.|\w| ?\.))")
_AFTER = re.compile(r"([(\[“]) +(?=\w)")
_MISSING = re.compile(r"(?<=[^\W\d_])([,;!?]|(?<=[^\W\d_]{3})[.:])(?=[^\W\d_]{2})")
_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_HARD = re.compile(r"(?<=[^\W\d_]{3})\u00a0(?=[^\W\d_]{3})|\u00a0(?=[,.;:!?])")
"""No-break spaces that no number, unit or abbreviation needs."""
_SITE = re.compile(r"\w\.(?:com|org|net|kz|id|ru|co|gov|info|tv|int)\b")


def find(pair: Pair) -> Iterator[Problem]:
    """At the ends, doubled, before and after marks, and spaces of an odd kind."""
    text = pair.target.text
    yield from _ends(pair)
    double = _DOUBLE.search(text)
    if double and not _DOUBLE.search(pair.source.text):
        yield Problem(f"two spaces in a row: “{_place(double, text)}”", "leave one")
    yield from _around_marks(text, pair.source.text)
    odd = re.search(f"[{_ODD}]", text)
    if odd and odd.group() not in pair.source.text and not re.search(r"\d[\u202f\u2009]", text):
        yield Problem(
            f"a space of an odd kind (U+{ord(odd.group()):04X}): “{_place(odd, text)}”", "use an ordinary space"
        )
    hard = _HARD.search(text)
    if hard and "\u00a0" not in pair.source.text:
        yield Problem(f"a no-break space between words: “{_place(hard, text)}”", "use an ordinary space")


def _ends(pair: Pair) -> Iterator[Problem]:
    for where, at in (("begins", 0), ("ends", -1)):
        source, target = pair.source.raw[at].isspace(), pair.target.raw[at].isspace()
        if target and not source:
            yield Problem(f"the translation {where} with a space", "take it out")
        elif source and not target:
            yield Problem(f"the source {where} with a space, the translation does not", "put it in", "info")


def _around_marks(text: str, source: str) -> Iterator[Problem]:
    plain = re.sub(r"\S+", lambda match: _masked(match.group()), text)
    for pattern, what, remedy in (
        (_BEFORE, "a space before", "take it out"),
        (_AFTER, "a space after", "take it out"),
        (_MISSING, "no space after", "put one in"),
    ):
        match = pattern.search(plain)
        if match and match.group().strip() and match.group() + text[match.end() : match.end() + 2] not in source:
            yield Problem(f"{what} “{match.group(1)}”: “{_place(match, text)}”", remedy)


def _masked(chunk: str) -> str:
    """What stands between spaces, with an address in it made a plain word."""
    if _SITE.search(chunk):
        return "x" * len(chunk)
    for start, end in addresses(chunk):
        chunk = chunk[:start] + "x" * (end - start) + chunk[end:]
    return chunk


def _place(match: re.Match[str], text: str) -> str:
    return text[max(0, match.start() - 10) : match.end() + 10].strip()


CHECK = Check(
    name="spaces",
    severity="warning",
    summary="White space is doubled, missing, at an end, or before a mark.",
    help=(
        "Two spaces in a row, a space at the beginning or end, before a comma or full stop, after an opening bracket, "
        "none after a comma; thin spaces, and no-break spaces that hold two words together."
    ),
    find=find,
)
