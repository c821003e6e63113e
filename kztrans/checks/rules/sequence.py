"""Before and after, exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.checks.phrases import Found, phrases
from kztrans.wording import worded

__all__ = ["CHECK"]

_END = re.compile(r"[,.;:!?–—“”\"]")
_WORD = re.compile(r"\w[\w'’-]*")
_REACH = 6
"""Words behind ``before`` that belong to it, at most, in the source; in the translation two fewer, and the nearest."""


def find(pair: Pair) -> Iterator[Problem]:
    """One side has words for before alone, the other words for after alone, before the same thing."""
    own, other = pair.source.vocabulary, pair.target.vocabulary
    before, after = phrases(pair.source.text, own.before), phrases(pair.source.text, own.after)
    if bool(before) == bool(after):
        return
    earlier, later = phrases(pair.target.text, other.before), phrases(pair.target.text, other.after)
    given, right = (later, earlier) if before else (earlier, later)
    strict = [found for found in given if before or not right]
    if not strict or right:
        return
    word = (before or after)[0]
    if not _turned(word, strict[0], pair):
        yield Problem(
            worded("“%(word)s” of the source is “%(other)s” in the translation", word=word.text, other=strict[0].text),
            "put what happened in its order",
        )


def _turned(word: Found, given: Found, pair: Pair) -> bool:
    """Are the two parts of the sentence exchanged as well, so that nothing is wrong: after A, B; A before B?"""
    behind, rest = _parts(word, pair.source.text, _REACH)
    there, _ = _parts(given, pair.target.text, _REACH - 2)
    known = pair.view.counterparts
    same, other = (known.coverage(part, there).matched for part in (behind, rest))
    return other > same


def _parts(word: Found, text: str, reach: int) -> tuple[str, str]:
    """What stands behind a word up to the next mark, some words at most, and the rest of the text."""
    begin = word.start + len(word.phrase) - 1 if word.phrase.endswith("*") else word.end
    mark = _END.search(text, begin)
    end = mark.start() if mark else len(text)
    for number, match in enumerate(_WORD.finditer(text, begin, end), 1):
        if number == reach:
            end = match.end()
            break
    return text[begin:end], text[: word.start] + text[end:]


CHECK = Check(
    name="sequence",
    severity="warning",
    summary="Before and after are exchanged.",
    help=(
        "Where the source has a word for before (sebelum, menjelang) and the translation only one for after, or the "
        "reverse. A sentence that is turned round is accepted: setelah makan, ia pergi; she ate before she left."
    ),
    find=find,
)
