"""Translations, or parts of them, that are still in the source language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kztrans.bilingual.counterparts import Token
from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import WORD, Pair
from kztrans.checks.saying import language_name
from kztrans.checks.spans import Spans, addresses, blanked, enclosed
from kztrans.wording import worded

__all__ = ["CHECK"]

_SHORTEST = 5
"""Letters of a word that is told by itself."""
_RUN = 3
"""Words in a row that nobody writes alike in both languages by chance; two where neither is the target language's."""


def find(pair: Pair) -> Iterator[Problem]:
    """The whole, or a run of the source's words, or several of its function words."""
    if pair.source.text.strip() == pair.target.text.strip():
        return
    name = language_name(pair.source)
    own = pair.target.language.likeness(pair.target.text)
    if len(pair.target.words) >= 4 and pair.source.language.likeness(pair.target.text) > max(0.12, 2 * own):
        yield Problem(worded("the translation reads like %(name)s", name=name), "translate it")
        return
    run = _copied_run(pair)
    if run:
        yield Problem(worded("“%(run)s” is %(name)s still", run=run, name=name), "translate it")
        return
    left = _function_words(pair)
    if len(left) >= 2:
        shown = ", ".join(f"“{word}”" for word in left[:4])
        yield Problem(
            worded("%(shown)s in the translation are %(name)s words", shown=shown, name=name), "translate what is left"
        )
        return
    for word in _copied_words(pair):
        yield Problem(worded("“%(word)s” is %(name)s still", word=word, name=name), "translate it")


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


def _copied_words(pair: Pair) -> Iterator[str]:
    """Words and phrases of the source that the books translate otherwise, outside quotation marks."""
    text = _unquoted(pair.target.text)
    given = " ".join(_words(text))
    terms = Spans((hit.start, hit.end) for hit in pair.target.all_hits)
    for token in pair.view.counterparts.coverage(pair.source.text, "").source:
        wanted = token.text if " " in token.text else token.text.lower()
        if len(wanted) < _SHORTEST or not token.known or token.text.isupper() or not _is_common(token, pair):
            continue
        at = pair.target.text.find(wanted)
        if re.search(rf"(?<![\w-]){re.escape(wanted)}(?![\w-])", given) and not terms.touch(at, at + len(wanted)):
            yield token.text


def _is_common(token: Token, pair: Pair) -> bool:
    """Is it no name, and no word of the target language: is each of its words general vocabulary, written otherwise?"""
    words = token.text.lower().split()
    if token.text[:1].isupper() and len(words) == 1 and not token.plain:
        return False
    english = pair.view.lexicon.words | pair.target.language.function_words
    if any(word in english or pair.view.counterparts.knows(word, target=True) for word in words):
        return False
    return all(pair.view.source_word(word) for word in words)


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
        "Looks at the function words of both languages, for runs of three words that were left as they are in the "
        "source, and for single words of the general vocabulary that only the source language has. What stands in "
        "quotation marks or parentheses may stay in the source language."
    ),
    find=find,
)
