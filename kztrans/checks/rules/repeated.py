"""Words that come twice in a row in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.wording import worded

__all__ = ["CHECK"]

_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]+(?:['’][^\W\d_]+)?)\s+\1(?![\w'’-])", re.IGNORECASE)
_MARK_TWICE = re.compile(r"(?<![.,;:])(?:\.\.|,,|;;|::|,\.)(?![.,;:/])")
_NAME_TWICE = re.compile(r"(?<!\w)([A-Z][^\W\d_]{2,})[.,]\s+\1(?=[\s.,;:]|$)")


def find(pair: Pair) -> Iterator[Problem]:
    """The same word with nothing but space between; a name also with a full stop."""
    in_source = {match.group(1).lower() for match in _TWICE.finditer(pair.source.text.replace("-", " "))}
    for match in _TWICE.finditer(pair.target.text):
        word = match.group(1)
        if word.lower() in pair.target.vocabulary.doubled:
            continue
        if word.lower() in in_source and word[0].isupper():
            continue
        yield Problem(worded("“%(match)s”: the word comes twice", match=match.group()), "take one out")
    for match in _MARK_TWICE.finditer(pair.target.text):
        if match.group() not in pair.source.text:
            yield Problem(worded("“%(match)s”: the mark comes twice", match=match.group()), "take one out")
    for match in _NAME_TWICE.finditer(pair.target.text):
        yield Problem(
            worded("“%(match)s”: the name comes twice", match=match.group()),
            "take one out, even if the source has it twice",
        )


CHECK = Check(
    name="repeated",
    severity="warning",
    summary="A word or a mark comes twice in a row in the translation.",
    help="Words that may rightly come twice (had had, that that) and double names (Bora Bora) are passed over.",
    find=find,
)
