"""Telling two languages apart by their little words and the lexicon's, so that two words of a heading are enough."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kztrans import languages
from kztrans.bilingual.lexicon import base_lexicon

__all__ = ["Telling", "told"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BASES = 6
"""Base forms of a word that are looked up: its likely ones."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What the words of a text say of two languages."""

    words: int
    """How many there are."""
    own: int
    """Those that only the language has which the text should be in."""
    other: int
    """Those that only the other language has."""
    name: bool
    """May it be a name, which stays as it is: capitals throughout, and a word that neither language has?"""

    @property
    def is_other(self) -> bool:
        """Is it in the other language: nothing of its own, and half of it or more the other's?"""
        return self.own == 0 and self.other > 0 and 2 * self.other >= self.words and not self.name


def told(text: str, own: str, other: str) -> Telling:
    """What a text's words say of the languages ``own`` and ``other``, by their codes.

    >>> told("Sikap menahan diri", "en", "id").is_other, told("Middle Corridor", "en", "id").is_other
    (True, False)
    >>> told("Oyan Qazaqstan", "en", "id").is_other, told("Bank sentral", "id", "en").is_other
    (False, False)
    """
    words = _WORD.findall(text)
    ours, theirs = (_vocabulary(*pair) for pair in ((own, other), (other, own)))
    here, there = ([known(word.lower()) for word in words] for known in (ours, theirs))
    strange = any(not (a or b) for a, b in zip(here, there, strict=True))
    return Telling(
        len(words),
        sum(a and not b for a, b in zip(here, there, strict=True)),
        sum(b and not a for a, b in zip(here, there, strict=True)),
        strange and all(word[0].isupper() for word in words),
    )


@lru_cache(maxsize=16)
def _vocabulary(lang: str, beside: str) -> Callable[[str], bool]:
    """Whether a word in small letters is one of a language's, by what is known of it beside another one."""
    language = languages.get(lang)
    lexicon = base_lexicon(lang, beside)
    heads = {part for head in lexicon.entries for part in head.replace("-", " ").split()}
    known = language.function_words | heads

    @lru_cache(maxsize=1 << 15)
    def knows(word: str) -> bool:
        if word in known:
            return True
        if "-" in word:
            return all(knows(part) for part in word.split("-") if part)
        return any(base in heads for base in language.bases(word)[:_BASES])

    return knows
