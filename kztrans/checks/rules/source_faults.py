"""Faults of the source that a translator should know of, and not carry over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.checks.rules.characters import faults
from kztrans.wording import worded

__all__ = ["CHECK"]

_FAULTS = (
    (re.compile(r"(?<![\w-])([^\W\d_]{2,})\s+\1(?![\w-])", re.IGNORECASE), worded("a word comes twice")),
    (re.compile(r"(?<!\w)([A-Z][^\W\d_]{2,})[.,]\s+\1(?!\w)"), worded("a name comes twice")),
    (re.compile(r"(?<!\.)[.,;:!?]\s+[.,;:](?!\.)|(?<![.!?])\.\.(?!\.)|,,|;;|\s[.,;](?=\s|$)"), worded("a stray mark")),
    (
        re.compile(r"&(?:amp|quot|lt|gt|nbsp|#\d+);|</?(?:br|p|b|i|a|span|div)\b[^>]*>", re.IGNORECASE),
        worded("a remnant of HTML"),
    ),
)


def find(pair: Pair) -> Iterator[Problem]:
    """In the source."""
    text = pair.source.text
    for pattern, what in _FAULTS:
        match = pattern.search(text)
        if match and not (match.groups() and match.group(1).lower() in pair.source.vocabulary.doubled):
            place = text[max(0, match.start() - 12) : match.end() + 12].strip()
            yield Problem(
                worded("the source has a fault, %(what)s: “%(place)s”", what=what, place=place),
                "translate what is meant; tell the source's editor",
            )
    for fault in faults(pair.source.raw):
        yield Problem(
            worded("the source has a fault: %(fault)s", fault=fault),
            "translate what is meant; tell the source's editor",
        )


CHECK = Check(
    name="source-faults",
    severity="info",
    summary="The source has a fault: a doubled word or name, a stray mark, a broken character.",
    help="For information: such faults come from machines that made the source, and should not reach the translation.",
    find=find,
    scope="any",
)
