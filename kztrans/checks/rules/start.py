"""How the translation begins: a capital, a dash, a bullet, a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.wording import worded

__all__ = ["CHECK"]

_MARKS = (("…", re.compile(r"…|\.\.\.")), ("–", re.compile(r"[-–—]+(?=\s|[^\W\d_])")), ("•", re.compile(r"[•·*▪◦]\s?")))
_STRAY = re.compile(r"\s*([,.;:!?)\]])")
_LETTER = re.compile(r"[^\W_]")
_OPENING = " \t\n\u00a0“\"‘'«„([¿¡"


def find(pair: Pair) -> Iterator[Problem]:
    """A mark at the beginning; then the first letter's case."""
    source, target = _mark(pair.source.text), _mark(pair.target.text)
    if source != target:
        if source and target:
            yield Problem(
                worded(
                    "the source begins with “%(source)s”, the translation with “%(target)s”",
                    source=source,
                    target=target,
                ),
                worded("begin with “%(source)s”", source=source),
            )
        elif source:
            yield Problem(
                worded("the source begins with “%(source)s”, the translation does not", source=source),
                worded("begin with “%(source)s”", source=source),
            )
        else:
            yield Problem(
                worded("the translation begins with “%(target)s”, the source does not", target=target), "take it out"
            )
    elif (word := _small(pair)) is not None:
        yield Problem(
            worded("the source begins with a capital, the translation with “%(word)s”", word=word),
            "begin with a capital",
        )
    elif not target and (stray := _STRAY.match(pair.target.text)) and not _STRAY.match(pair.source.text):
        yield Problem(worded("the translation begins with “%(what)s”", what=stray.group(1)), "take it out")


def _mark(text: str) -> str:
    bare = text.lstrip(_OPENING)
    return next((name for name, pattern in _MARKS if pattern.match(bare)), "")


def _small(pair: Pair) -> str | None:
    first, other = _LETTER.search(pair.source.text), _LETTER.search(pair.target.text)
    if first is None or other is None or not first.group().isupper() or not other.group().islower():
        return None
    word = re.match(r"[\w'’-]+", pair.target.text[other.start() :])
    written = word.group() if word else ""
    if any(c.isupper() for c in written) or pair.target.text[other.start() :].startswith(("http", "www.")):
        return None
    return written


CHECK = Check(
    name="start",
    severity="warning",
    summary="The translation begins otherwise than the source: small letter, dash, bullet, ellipsis.",
    help="Where the source begins with a capital, a dash, a bullet or an ellipsis, the translation does so too.",
    find=find,
)
