"""Words that exclude each other, exchanged: the south for the north, imports for exports, a fall for a rise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kztrans.bilingual.counterparts import Token
from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair, Side
from kztrans.checks.phrases import Found, outside, phrases
from kztrans.wording import worded

__all__ = ["CHECK"]


def find(pair: Pair) -> Iterator[Problem]:
    """One side has words of one sense alone, the other of the opposite one alone, and neither word a counterpart.

    Not where a denial may have turned it round, nor where what rises and what falls are two things, one against the
    other (``naik terhadap dolar``).
    """
    if _denied(pair.source) or _denied(pair.target):
        return
    other = pair.target.vocabulary.opposites
    for name, senses in pair.source.vocabulary.opposites.items():
        own, given = _senses(pair.source, senses), _senses(pair.target, other.get(name, {}))
        if not own or not given or own.keys() & given.keys():
            continue
        word, instead = next(iter(own.values())), next(iter(given.values()))
        if _alone(word, pair.coverage.source) and _alone(instead, pair.coverage.target) and not _against(pair.source):
            yield Problem(
                worded(
                    "“%(word)s” of the source is “%(other)s” in the translation", word=word.text, other=instead.text
                ),
                "say the same of both",
            )


def _senses(side: Side, senses: Mapping[str, frozenset[str]]) -> dict[str, Found]:
    """The senses that a text has words for, each with the first of them."""
    neither = phrases(side.text, senses.get("", frozenset()))
    found = {sense: outside(phrases(side.text, known), neither) for sense, known in senses.items() if sense}
    return {sense: hits[0] for sense, hits in found.items() if hits}


def _alone(word: Found, tokens: Sequence[Token]) -> bool:
    """Has a word no counterpart on the other side?"""
    return not any(t.matched for t in tokens if t.start < word.end and word.start < t.end)


def _denied(side: Side) -> bool:
    return bool(phrases(side.text, side.vocabulary.negations))


def _against(side: Side) -> bool:
    """Is one thing compared with another, so that either may be what the sentence is about?"""
    return bool(phrases(side.text, side.vocabulary.contrasts))


CHECK = Check(
    name="opposites",
    severity="warning",
    summary="A word of the source is its opposite in the translation: exports for impor, fell for naik.",
    help=(
        "Knows words for up and down, in and out, the points of the compass, open and shut, praise and blame, for and "
        "against, accept and reject, tight and loose, gain and loss, the most and the least, man and woman, and some "
        "more. Silent where either side has a denial, or has words of both kinds, or compares two things."
    ),
    find=find,
)
