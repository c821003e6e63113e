"""Translations, or parts of them, that are still in the source language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import WORD, Pair

__all__ = ["CHECK"]

_RUN = 3
"""Words in a row that nobody writes alike in both languages by chance."""


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
    words = list(WORD.finditer(_unquoted(pair.target.text)))
    source = " ".join(_words(pair.source.text))
    for start in range(len(words)):
        end = start
        while (
            end < len(words)
            and words[end].group().islower()
            and _within([w.group() for w in words[start : end + 1]], source)
        ):
            end += 1
        found = [w.group() for w in words[start:end]]
        if end - start >= _RUN and any(_foreign(word, pair) for word in found):
            return " ".join(found)
    return ""


def _within(words: list[str], source: str) -> bool:
    return f" {' '.join(words)} " in f" {source} "


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
    return re.sub(r"(?:https?://|www\.)\S+|\S+@\S+|[@#]\w+|“[^”]*”|\"[^\"]*\"|«[^»]*»|\([^)]*\)", " … ", text)


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
