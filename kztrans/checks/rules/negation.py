"""Denials that the translation lost, or put in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kztrans.bilingual.counterparts import Token
from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair, Side, View
from kztrans.checks.phrases import Found, outside, phrases
from kztrans.languages.vocabulary import Vocabulary
from kztrans.wording import worded

__all__ = ["CHECK"]

_NUMBER = re.compile(r"\.\s?\d")
_REACH = 4
"""Words behind a denial among which is what it denies."""
_TELLING = 0.2
"""Weight of a word that may be what is denied."""
_BOTH = 2
"""Denials that undo each other."""
_SHORTEST = 5
"""Letters of a word behind a syllable that denies it: ``un-likely``, but not ``un-der``."""


def find(pair: Pair) -> Iterator[Problem]:
    """A word of denial on one side, and on the other none, nor a word that may stand for one.

    What is denied must have a counterpart: else the translation may say the same by a word of the opposite sense.
    """
    own, given = _outside_terms(pair.source, pair.target), _outside_terms(pair.target, pair.source)
    if not (pair.source.vocabulary.negations and pair.target.vocabulary.negations):
        return
    if not (own or given):
        yield from _refused(pair)
        return
    if (len(own) == _BOTH and not given) or (len(given) == _BOTH and not own):
        return  # two denials are none: tanpa bantuan tidak akan selesai, only with help
    if _highest(pair.source, pair.target, given) or _highest(pair.target, pair.source, own):
        return
    partly, other = _partly(pair.source), _partly(pair.target)
    if own and not given and all(any(_same(p, o, pair) for p in partly) for o in other):
        lost = [f for f in own if _kept(f, pair.coverage.source)]
        if lost:
            yield Problem(
                worded("“%(word)s” of the source is not in the translation", word=lost[0].text),
                "deny what the source denies",
            )
    elif given and not own and all(any(_same(p, o, pair) for o in other) for p in partly):
        added = [f for f in given if _kept(f, pair.coverage.target)]
        if added:
            yield Problem(
                worded("“%(word)s” of the translation is not in the source", word=added[0].text),
                "say what the source says",
            )


def _refused(pair: Pair) -> Iterator[Problem]:
    """A word that denies what follows it, on one side only: ``gagal membayar`` has become ``paid``."""
    sides = (pair.source, pair.coverage.source, pair.target), (pair.target, pair.coverage.target, pair.source)
    for number, (side, tokens, other) in enumerate(sides):
        alone = [t for t in tokens if not t.matched]
        for refusal in phrases(side.text, side.vocabulary.refusals):
            own = any(t.start <= refusal.start < t.end for t in alone)
            if own and _kept(refusal, tokens) and _next(refusal, tokens) and not _partly(other):
                yield Problem(
                    worded(
                        "“%(word)s” of the translation is not in the source"
                        if number
                        else "“%(word)s” of the source is not in the translation",
                        word=refusal.text,
                    ),
                    "say the same of both",
                )
                return


def _next(refusal: Found, tokens: Sequence[Token]) -> bool:
    """Does a word that has a counterpart follow in the sentence?"""
    return any(t.matched and t.weight >= _TELLING for t in tokens if t.start >= refusal.end)


def _highest(side: Side, other: Side, denials: Sequence[Found]) -> bool:
    """Is the denial of one side a comparison, and has the other the highest degree: ``no land is larger than``?"""
    if not denials or not phrases(side.text, side.vocabulary.superlatives):
        return False
    last = denials[0].end
    return any(f.start > last for f in phrases(other.text, other.vocabulary.comparisons))


def _same(source: str, target: str, pair: Pair) -> bool:
    """Is a word that denies in part the other one's translation, so that it stands for no other denial?"""
    return pair.view.counterparts.coverage(source, target).matched > 0


def _outside_terms(side: Side, other: Side) -> list[Found]:
    """The words of denial, without those in a term that the other side has as well: ``anggota tidak tetap``."""
    terms = [hit for hit in side.all_hits if hit.concept.id in other.concepts]
    return [f for f in _strict(side) if not any(hit.start <= f.start and f.end <= hit.end for hit in terms)]


def _strict(side: Side) -> list[Found]:
    """The words of denial, without those in phrases that deny nothing and without ``No.`` for number."""
    words = side.vocabulary
    found = outside(phrases(side.text, words.negations), phrases(side.text, words.not_negations))
    return [f for f in found if not _NUMBER.match(side.text, f.end)]


def _kept(denial: Found, tokens: Sequence[Token]) -> bool:
    """Has the first word behind it that says something a counterpart?"""
    at = bisect_left(tokens, denial.end, key=lambda token: token.start)
    following = tokens[at : at + _REACH]
    return next((t.matched for t in following if t.weight >= _TELLING or not t.known), True)


def _partly(side: Side) -> list[str]:
    """The words that deny in part, in any form, or by a syllable before them."""
    strict = {f.start for f in _strict(side)}
    found = [f.text for f in phrases(side.text, side.vocabulary.negatives) if f.start not in strict]
    plain = side.vocabulary.negatives - side.vocabulary.negations
    words = sorted(side.lower_words)
    derived = (word for word in words if any(form in plain for form in side.language.lemmas(word)[1:]))
    return [*found, *derived, *_prefixed(side)]


def _prefixed(side: Side) -> list[str]:
    """The words that a syllable denies: ``unlikely``, ``indisputable``."""
    target, words = side.lang == side.view.catalog.target_lang, side.vocabulary
    return [word for word in sorted(side.lower_words) if _denied(word, words, target, side.view)]


def _denied(word: str, words: Vocabulary, target: bool, view: View) -> bool:
    for prefix in words.negative_prefixes:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= _SHORTEST:
            return rest.endswith(words.negative_endings) or view.counterparts.knows(rest, target=target)
    return False


CHECK = Check(
    name="negation",
    severity="warning",
    summary="A denial of the source is not in the translation, or the translation has one of its own.",
    help=(
        "Looks for words such as tidak, bukan, tanpa and not, never, without; words that deny in part (refuse, fail, "
        "unlikely) count on the other side. One that stands in any part of the sentence is enough."
    ),
    find=find,
)
