"""Translations, or parts of them, that are still in the source language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import WORD, Pair
from kztrans.checks.spans import addresses, blanked, enclosed

__all__ = ["CHECK"]

_RUN = 3
"""Words in a row that nobody writes alike in both languages by chance; two where neither is the target language's."""


def find(pair: Pair) -> Iterator[Problem]:
    """The whole, or a run of the source's words, or several of its function words."""
    if pair.source.text.strip() == pair.target.text.strip():
        return
    name = pair.source.language.name
    own = pair.target.language.likeness(pair.target.text)
    if len(pair.target.words) >= 4 and pair.source.language.likeness(pair.target.text) > max(0.12, 2 * own):
        yield Problem(f"the translation reads like {name}", "translate it")
        return
    run = _copied_run(pair)
    if run:
        yield Problem(f"“{run}” is {name} still", "translate it")
        return
    left = _function_words(pair)
    if len(left) >= 2:
        shown = ", ".join(f"“{word}”" for word in left[:4])
        yield Problem(f"{shown} in the translation are {name} words", "translate what is left")


def _copied_run(pair: Pair) -> str:
    """The first run of words in small letters that the translation shares with the source, outside quotation marks."""
    words = _words(_unquoted(pair.target.text))
    own = _words(pair.source.text)
    if not words or not own:
        return ""
    words[0], own[0] = _uncapitalised(words[0]), _uncapitalised(own[0])
    pairs = set(pairwise(own))
    triples = set(zip(own, own[1:], own[2:], strict=False))
    for run in _runs(words, pairs, triples):
        foreign = [_foreign(word, pair) for word in run]
        if (len(run) >= _RUN and any(foreign)) or (len(run) > 1 and all(foreign)):
            return " ".join(run)
    return ""


def _runs(words: list[str], pairs: set[tuple[str, str]], triples: set[tuple[str, str, str]]) -> Iterator[list[str]]:
    """The longest runs of words in small letters that follow each other in the source as well."""
    run: list[str] = []
    for word in words:
        follows = run and word.islower() and (run[-1], word) in pairs
        if follows and (len(run) < 2 or (run[-2], run[-1], word) in triples):
            run.append(word)
            continue
        if len(run) > 1:
            yield run
        run = [word] if word.islower() else []
    if len(run) > 1:
        yield run


def _uncapitalised(word: str) -> str:
    """A word at the beginning, where a capital says nothing."""
    return word[:1].lower() + word[1:] if word[1:].islower() else word


def _words(text: str) -> list[str]:
    return WORD.findall(text)


def _foreign(word: str, pair: Pair) -> bool:
    """Is it a word of the source language and not of the target language?"""
    if word in pair.target.language.function_words:
        return False
    return word in pair.source.language.function_words or (
        pair.view.source_word(word) and word not in pair.view.lexicon.words
    )


def _function_words(pair: Pair) -> list[str]:
    """The source language's function words in the translation, outside quotation marks."""
    own, other = pair.source.language.function_words, pair.target.language.function_words
    words = dict.fromkeys(word for word in _words(_unquoted(pair.target.text)) if word in own and word not in other)
    return [word for word in words if word not in pair.view.lexicon.words]


def _unquoted(text: str) -> str:
    quoted = enclosed(text, (("“", "”"), ('"', '"'), ("«", "»"), ("(", ")")))
    return blanked(text, [*addresses(text), *quoted])


CHECK = Check(
    name="still-source",
    severity="error",
    summary="The translation, or part of it, is still in the source language.",
    help=(
        "Looks at the function words of both languages, and for runs of three words that were left as they are in the "
        "source. What stands in quotation marks or parentheses may stay in the source language."
    ),
    find=find,
)
