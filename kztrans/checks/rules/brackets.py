"""Brackets: paired, and as many as in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.wording import worded

__all__ = ["CHECK"]

_DATE = re.compile(r"\(\d{1,2}/\d{1,2}(?:/\d{2,4})?\)")
"""The day of a report, which other languages write without brackets."""
_ACRONYM = re.compile(r"\([A-Z]{2,6}\)")
"""What another language may not need."""
_PAIRS = {"(": ")", "[": "]", "{": "}"}


def find(pair: Pair) -> Iterator[Problem]:
    """Brackets without a partner; then brackets that are missing."""
    source, target = _stray(pair.source.text), _stray(pair.target.text)
    if target and not source:
        yield Problem(
            worded("the bracket “%(target)s” has no partner", target=target[0]), "open and close every bracket"
        )
        return
    for opening, closing in _PAIRS.items():
        want, have = _DATE.sub("", pair.source.text).count(opening), pair.target.text.count(opening)
        if have < want:
            yield Problem(
                worded(
                    "what the source has in %(opening)s %(closing)s is not in brackets, or is missing",
                    opening=opening,
                    closing=closing,
                ),
                "set the brackets",
                "info" if have + len(_ACRONYM.findall(pair.source.text)) >= want else None,
            )
        elif have > want and opening != "(":
            yield Problem(
                worded(
                    "the translation has %(opening)s %(closing)s that the source does not",
                    opening=opening,
                    closing=closing,
                ),
                "take the brackets out",
            )


def _stray(text: str) -> list[str]:
    """Brackets without a partner. A number with one bracket, ``1)``, is a heading."""
    opened: list[str] = []
    stray: list[str] = []
    for at, c in enumerate(text):
        if c in _PAIRS:
            opened.append(c)
        elif c in _PAIRS.values():
            if opened and _PAIRS[opened[-1]] == c:
                opened.pop()
            elif at > 3 or not text[:at].strip().isalnum():
                stray.append(c)
    return stray + opened


CHECK = Check(
    name="brackets",
    severity="warning",
    summary="Brackets are not paired, or are missing.",
    help=(
        "Every bracket that opens must close. What the source has in brackets must be in brackets; a translator may "
        "add an explanation in parentheses."
    ),
    find=find,
)
