"""Folded text cut into words and the gaps between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

__all__ = ["CLOSED", "HYPHEN", "SPACE", "Tokens", "gap_kind", "sign_of", "tokenize"]

_LETTER = r"[\w\u0300-\u036f]"
_WORD = re.compile(rf"((?:[^\W\d_]\.){{2,}}(?!\w)|{_LETTER}+(?:'{_LETTER}+)*)")

SPACE, HYPHEN, CLOSED = "space", "hyphen", "closed"
"""Kinds of gap. Within a term a space may be a hyphen and a hyphen a space; other signs have to be there as written."""

_SPACE_GAP = re.compile(r"[^\S\n\r]*(?:\r?\n[^\S\n\r]*)?")
_HYPHEN_GAP = re.compile(r"-(?:\r?\n[^\S\n\r]*)?")
_SENTENCE_END = re.compile(r"[.!?:;…\"“”«»(\[•]|\n[^\S\n]*\n|(?:^|\s)['-]|^$")


_FULL_STOP = re.compile(r"[.!?…][\"'“”»)\]]*\s|\n[^\S\n]*\n")


@lru_cache(maxsize=4096)
def gap_kind(gap: str) -> str:
    """The kind of a gap between two words; a line may break in it once.

    >>> gap_kind(" "), gap_kind("\\n"), gap_kind("-"), gap_kind(", "), gap_kind("\\n\\n")
    ('space', 'space', 'hyphen', 'closed', 'closed')
    """
    if not gap:
        return CLOSED
    if _SPACE_GAP.fullmatch(gap):
        return SPACE
    return HYPHEN if _HYPHEN_GAP.fullmatch(gap) else CLOSED


def sign_of(gap: str) -> str:
    """What a closed gap holds but for white space; a line feed for a blank line, which no term reaches across."""
    return "".join(gap.split()) or "\n"


@lru_cache(maxsize=4096)
def begins_sentence(gap: str) -> bool:
    """Does a sentence, a quotation or a heading begin after this gap?"""
    return _SENTENCE_END.search(gap) is not None


@lru_cache(maxsize=4096)
def ends_sentence(gap: str) -> bool:
    """Does a sentence or a paragraph end in this gap?"""
    return _FULL_STOP.search(gap) is not None


class Tokens:
    """Words, what stands before each of them, and where they begin and end in the folded text."""

    __slots__ = ("ends", "gaps", "joins", "starts", "words")

    def __init__(self, words: list[str], gaps: list[str], starts: list[int], ends: list[int]) -> None:
        self.words = words
        self.gaps = gaps
        """``gaps[i]`` stands before ``words[i]``; one more stands after the last."""
        self.starts = starts
        self.ends = ends
        self.joins: frozenset[int] = frozenset()
        """The places of words that may be one with the next, where a glossary was asked."""

    def kind_before(self, index: int) -> str:
        """The kind of the gap before a word."""
        return gap_kind(self.gaps[index])

    def initial(self, index: int) -> bool:
        """Does a sentence begin with this word?"""
        return index == 0 or begins_sentence(self.gaps[index])

    def ends_sentence(self, index: int) -> bool:
        """Does a sentence end before this word?"""
        return ends_sentence(self.gaps[index])

    def in_capitals(self, index: int) -> bool:
        """Is the text around a word written in capitals? Four words on either side, within the sentence."""
        long = self._around(index, 4)
        return len(long) >= 2 and sum(map(str.isupper, long)) > 0.6 * len(long)

    def titled(self, index: int) -> bool:
        """Have nearly all longer words around a word a capital, as in a heading?"""
        long = [word for word in self._around(index, 8) if len(word) >= 4]
        return len(long) >= 3 and sum(word[0].isupper() for word in long) > 0.8 * len(long)

    def _around(self, index: int, reach: int) -> list[str]:
        """The words of two letters and more around one: so many on either side, within the sentence."""
        first = index
        while first > max(0, index - reach) and not self.initial(first):
            first -= 1
        last = index
        while last + 1 < min(len(self.words), index + reach + 1) and not self.initial(last + 1):
            last += 1
        return [word for word in self.words[first : last + 1] if sum(map(str.isalpha, word)) >= 2]


def tokenize(text: str, hyphenated: Callable[[str, str], bool] | None = None) -> Tokens:
    """Cut a folded text; parts with a hyphen between them that ``hyphenated`` says are one word become one.

    >>> tokenize("Kuasi-negara di U.S.: 1,5 juta.").words
    ['Kuasi', 'negara', 'di', 'U.S.', '1', '5', 'juta']
    """
    parts = _WORD.split(text)
    offsets = list(accumulate(map(len, parts), initial=0))
    tokens = Tokens(parts[1::2], parts[0::2], offsets[1:-1:2], offsets[2::2])
    if hyphenated is not None and "-" in text:
        _merge(tokens, hyphenated)
    return tokens


def _merge(tokens: Tokens, hyphenated: Callable[[str, str], bool]) -> None:
    words, gaps, starts, ends = tokens.words, tokens.gaps, tokens.starts, tokens.ends
    kept: list[int] = []
    for index, gap in enumerate(gaps[: len(words)]):
        if gap == "-" and index and hyphenated(words[kept[-1]], words[index]):
            words[kept[-1]] += "-" + words[index]
            ends[kept[-1]] = ends[index]
        else:
            kept.append(index)
    if len(kept) < len(words):
        after = gaps[-1]
        words[:] = [words[index] for index in kept]
        starts[:] = [starts[index] for index in kept]
        ends[:] = [ends[index] for index in kept]
        gaps[:] = [*(gaps[index] for index in kept), after]
