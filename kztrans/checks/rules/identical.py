"""Translations that are the same as their source."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair

__all__ = ["CHECK"]


def find(pair: Pair) -> Iterator[Problem]:
    """Equal texts with a word in them that has to be translated."""
    if pair.source.text.strip() != pair.target.text.strip():
        return
    shared = pair.view.lexicon.words | pair.target.language.function_words
    names = {word.lower() for hit in pair.source.hits for word in hit.term.text.split() if not hit.avoid}
    words = [w for w in pair.source.words if len(w) > 2 and w.lower() not in names]
    telling = [w for w in words if _translatable(w, pair, shared)]
    if telling:
        yield Problem("the translation is the same as the source", "translate it, or leave it empty")


def _translatable(word: str, pair: Pair, shared: frozenset[str]) -> bool:
    if word.lower() in shared:
        return False
    if word.islower():
        return True
    return not word.isupper() and pair.view.source_word(word)


CHECK = Check(
    name="identical",
    severity="warning",
    summary="Source and translation are the same.",
    help="Names, acronyms, figures and words that both languages write alike may stay as they are; others may not.",
    find=find,
)
