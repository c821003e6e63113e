"""The ways to write a term, each a path of words: as it stands, or with words made one where they may be.

A step is a word's number, or, where more than a space or a hyphen stands before it, what stands there and its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, product

from kztrans.glossary.term_words import TermWords
from kztrans.glossary.tokens import CLOSED, HYPHEN, SPACE, gap_kind, sign_of
from kztrans.languages import Language

__all__ = ["MOST_JOINS", "MOST_WORDS", "Step", "TermPaths"]

Step = int | tuple[str, int]

MOST_JOINS = 4
"""Hyphens of a term that are closed or not at most."""
MOST_WORDS = 4
"""Of longer terms no two words are looked for as one."""
_ARTICLES = frozenset({"al", "el"})


class TermPaths:
    """What makes paths of the terms of one language, whose words it numbers."""

    def __init__(self, language: Language, words: TermWords) -> None:
        self._language = language
        self._words = words
        self.written: set[int] = set()
        """The words that terms are written with, hyphens closed or not; the others are two words of a term made one."""

    def paths(self, words: list[str], gaps: list[str], pos: str) -> Iterator[list[Step]]:
        """The ways to write a term: with the gaps as they are, and with words written as one where they may be."""
        for path in self._steps(words, [" ", *gaps], pos):
            self.written.update(step if isinstance(step, int) else step[1] for step in path)
            yield path
        for joins in self._joins(words, gaps):
            parts, before = [words[0]], [" "]
            for place, (word, gap) in enumerate(zip(words[1:], gaps, strict=True)):
                if place in joins:
                    parts[-1] += word
                else:
                    parts.append(word)
                    before.append(gap)
            for path in self._steps(parts, before, pos):
                if all(gap_kind(gaps[place]) == HYPHEN for place in joins):
                    self.written.update(step if isinstance(step, int) else step[1] for step in path)
                yield path

    def are_long(self, words: list[str]) -> bool:
        """Are all words long enough to be written as one with the next?"""
        return all(len(word) >= 3 and word.lower() not in self._language.function_words for word in words)

    def _joins(self, words: list[str], gaps: list[str]) -> Iterator[set[int]]:
        """The gaps that may close: any of the hyphens, or one space between two longer words."""
        hyphens = [place for place, gap in enumerate(gaps) if gap_kind(gap) == HYPHEN][:MOST_JOINS]
        for choice in product((False, True), repeat=len(hyphens)):
            if any(choice):
                yield set(compress(hyphens, choice))
        if len(words) > MOST_WORDS:
            return
        for place, gap in enumerate(gaps):
            if gap_kind(gap) == SPACE and (len(words) == 2 or self.are_long(words[place : place + 2])):
                yield {place}

    def _steps(self, parts: list[str], gaps: list[str], pos: str) -> Iterator[list[Step]]:
        kinds = self._kinds(parts, pos)
        numbers = [self._words.number(part, kind) for part, kind in zip(self._uncapitalised(parts), kinds, strict=True)]
        signs = {index: sign_of(gap) for index, gap in enumerate(gaps) if gap_kind(gap) == CLOSED}
        yield [(signs[index], number) if index in signs else number for index, number in enumerate(numbers)]
        if signs and all(sign in (".", "'") for sign in signs.values()):
            yield [*numbers]  # St Petersburg, without the point

    def _uncapitalised(self, parts: list[str]) -> list[str]:
        """Words of a term, those in small letters that need no capital: ``the Hague``, ``waduk Toktogul``."""
        if len(parts) == 1 or all(part.isupper() for part in parts):
            return parts
        little = self._language.function_words | _ARTICLES
        parts = [part.lower() if part.istitle() and part.lower() in little else part for part in parts]
        if parts[0].lower() in self._language.name_heads and any(part[:1].isupper() for part in parts[1:]):
            parts[0] = parts[0].lower()
        return parts

    def _kinds(self, parts: list[str], pos: str) -> list[str]:
        """The part of speech by which each of a term's words is inflected.

        In a verb of several words the first is the verb, with the little words and adverbs before it (``tidak
        mengakui``), in an adjective the first is the adjective; all others are inflected as nouns.
        """
        if not pos.endswith(("verb", "adjective")) or pos == "adverb":
            return [pos] * len(parts)
        heads = 1
        while pos.endswith("verb") and heads < len(parts) and self._goes_before(parts[heads - 1].lower()):
            heads += 1
        return [pos] * heads + ["noun"] * (len(parts) - heads)

    def _goes_before(self, word: str) -> bool:
        """May the verb come behind this word: ``flatly deny``?"""
        return word in self._language.function_words or word.endswith(self._language.adverb_endings)
