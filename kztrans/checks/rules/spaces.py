"""White space that is missing, doubled, or in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.checks.spans import addresses
from kztrans.wording import form, worded

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
        yield Problem(worded("two spaces in a row: “%(what)s”", what=_place(double, text)), "leave one")
    yield from _around_marks(text, pair.source.text)
    odd = re.search(f"[{_ODD}]", text)
    if odd and odd.group() not in pair.source.text and not re.search(r"\d[\u202f\u2009]", text):
        yield Problem(
            worded(
                "a space of an odd kind (U+%(what)s): “%(what2)s”",
                what=f"{ord(odd.group()):04X}",
                what2=_place(odd, text),
            ),
            "use an ordinary space",
        )
    hard = _HARD.search(text)
    if hard and "\u00a0" not in pair.source.text:
        yield Problem(
            worded("a no-break space between words: “%(what)s”", what=_place(hard, text)), "use an ordinary space"
        )


def _ends(pair: Pair) -> Iterator[Problem]:
    for at, extra, lost in (
        (
            0,
            worded("the translation begins with a space"),
            worded("the source begins with a space, the translation does not"),
        ),
        (
            -1,
            worded("the translation ends with a space"),
            worded("the source ends with a space, the translation does not"),
        ),
    ):
        source, target = pair.source.raw[at].isspace(), pair.target.raw[at].isspace()
        if target and not source:
            yield Problem(extra, "take it out")
        elif source and not target:
            yield Problem(lost, "put it in", "info")


def _around_marks(text: str, source: str) -> Iterator[Problem]:
    plain = re.sub(r"\S+", lambda match: _masked(match.group()), text)
    for pattern, what, remedy in (
        (_BEFORE, form("a space before “%(mark)s”: “%(place)s”"), worded("take it out")),
        (_AFTER, form("a space after “%(mark)s”: “%(place)s”"), worded("take it out")),
        (_MISSING, form("no space after “%(mark)s”: “%(place)s”"), worded("put one in")),
    ):
        match = pattern.search(plain)
        if match and match.group().strip() and match.group() + text[match.end() : match.end() + 2] not in source:
            yield Problem(
                worded(what, mark=match.group(1), place=_place(match, text)),
                remedy,
            )


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
