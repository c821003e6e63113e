"""The mark that the translation ends in."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.wording import worded

__all__ = ["CHECK"]

_MARKS = ".!?…:;,–—-"
_CLOSING = "”\"’'»)]"


def find(pair: Pair) -> Iterator[Problem]:
    """Another mark, none, or one too many."""
    source, target = _mark(pair.source.text), _mark(pair.target.text)
    if source == target or not pair.source.words or (source == ":" and target == ":"):
        return
    if not source:
        yield Problem(
            worded("the source ends without a mark, the translation in “%(target)s”", target=target),
            worded("take “%(target)s” out", target=target),
        )
    elif not target:
        yield Problem(
            worded("the source ends in “%(source)s”, the translation without a mark", source=source),
            worded("end with “%(source)s”", source=source),
        )
    else:
        yield Problem(
            worded("the source ends in “%(source)s”, the translation in “%(target)s”", source=source, target=target),
            worded("end with “%(source)s”", source=source),
        )


def _mark(text: str) -> str:
    """The mark at the end, quotation marks and brackets aside; of ``?!`` the question mark.

    >>> _mark("“Siapa?” "), _mark("the end.)"), _mark("well ..."), _mark("U.S."), _mark("title")
    ('?', '.', '…', '.', '')
    """
    at = len(text)
    while at and (text[at - 1] in _MARKS or text[at - 1] in _CLOSING or text[at - 1].isspace()):
        at -= 1
    trail = "".join(c for c in text[at:] if c in _MARKS)
    if "…" in trail or "..." in trail:
        return "…"
    for mark in "?!":
        if mark in trail:
            return mark
    return trail[-1:]


CHECK = Check(
    name="end",
    severity="warning",
    summary="The translation ends in another mark than the source, or in none.",
    help=(
        "Full stop, question mark, exclamation mark, ellipsis, colon, semicolon, comma. Quotation marks and brackets "
        "are set aside, so that a full stop may stand before them or behind."
    ),
    find=find,
)
