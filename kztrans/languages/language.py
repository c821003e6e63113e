"""What kztrans may know of a language: the form that every module of this package fills in.

A language is a value, not a class to derive from: a frozen record of data and functions, each with a default that
works, a little, for any language. ``CONTRIBUTING.md`` tells how to add one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

__all__ = ["Language", "Number"]

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a text names, in figures or in words: ``3,5 juta`` is 3500000.

    ``start`` and ``end`` are offsets into the text, of all that makes up the number (figures, marks, multiplier).
    """

    value: Fraction
    start: int
    end: int


def _no_lemmas(word: str) -> tuple[str, ...]:
    return (word.lower(),)


def _only_itself(form: str) -> tuple[str, ...]:
    return (form,)


def _same_word(form: str, lemma: str, pos: str) -> bool:
    del pos
    return form.lower() == lemma.lower()


def _fits_anywhere(form: str, lemma: str, pos: str, before: str) -> bool:
    del form, lemma, pos, before
    return True


def _two_words(left: str, right: str) -> bool:
    del left, right
    return False


def _no_name(before: str, after: str, titled: bool) -> bool:
    del before, after, titled
    return False


def _no_sense(before: str) -> Literal["", "adjective", "inhabitant"]:
    del before
    return ""


def _no_word(word: str) -> bool:
    del word
    return False


def _no_region(word: str) -> tuple[str, str, str] | None:
    del word
    return None


def _no_spellings(word: str) -> tuple[str, ...]:
    del word
    return ()


def _no_part_of_speech(term: str) -> str:
    del term
    return ""


def _any_shape(words: Sequence[str]) -> float:
    del words
    return 1.0


def _no_numbers(text: str) -> list[Number]:
    del text
    return []


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of one language."""

    code: str
    """ISO 639 code, ``id``."""
    name: str
    """English name, ``Indonesian``."""
    srx: Path | None = None
    """Its segmentation rules, where they do not lie among ours (``data/srx/``)."""
    plural_forms: str = "nplurals=2; plural=(n != 1);"
    """The value of gettext's ``Plural-Forms``."""
    function_words: frozenset[str] = frozenset()
    """Frequent little words, lower case: they tell the language of a text, and weigh nothing in matching."""
    adverb_endings: tuple[str, ...] = ()
    """How adverbs end that may stand before a verb."""
    quotes: tuple[tuple[str, str], ...] = (("“", "”"), ("‘", "’"))
    """Pairs of quotation marks, the primary one first."""
    verbosity: float = 1.0
    """How many characters it takes, on average, for what English says in one."""
    word: re.Pattern[str] = _WORD
    """What a word looks like."""
    lemmas: Callable[[str], tuple[str, ...]] = _no_lemmas
    """The forms, lower case, that a word form may belong to: itself first, then lemmas and roots, likely ones first."""
    bases: Callable[[str], tuple[str, ...]] = _only_itself
    """The lemmas whose paradigm a lower-case form may be part of, likely ones first, itself at the head."""
    keys: Callable[[str], tuple[str, ...]] = _only_itself
    """What a lower-case form is looked up by: whenever ``inflects(form, lemma, pos)``, the two have a key in common."""
    inflects: Callable[[str, str, str], bool] = _same_word
    """``inflects(form, lemma, pos)``: may ``form`` be an inflected form of ``lemma``, a word of that part of speech?"""
    fits: Callable[[str, str, str, str], bool] = _fits_anywhere
    """``fits(form, lemma, pos, before)``: may it be one after the word ``before``? Asked once ``inflects`` says yes."""
    cited_so: frozenset[str] = frozenset()
    """Inflected forms, lower case, that are words of their own and cited as they are: ``customs``."""
    hyphenated: Callable[[str, str], bool] = _two_words
    """``hyphenated(left, right)``: do two parts with a hyphen between them make one word, as reduplication does?"""
    directions: frozenset[str] = frozenset()
    """Words, lower case, that are words or names of their own, and parts of longer names: ``Barat``, ``Jawa Barat``."""
    in_name: Callable[[str, str, bool], bool] = _no_name
    """``in_name(before, after, titled)``: is such a word part of a longer name between these two words (``""`` where a
    sign is)? ``titled``: the words around have capitals anyway."""
    is_word: Callable[[str], bool] = _no_word
    """Is it a word with a meaning of its own, a month or a title, that may stand before a name with a capital?"""
    spellings: Callable[[str], tuple[str, ...]] = _no_spellings
    """Other spellings of a lower-case word, by which a dictionary may have it: ``color`` for ``colour``."""
    regional: Callable[[str], tuple[str, str, str] | None] = _no_region
    """Which of two habits of spelling a lower-case word has: the habit, the side, and the other side's spelling."""
    conjunctions: frozenset[str] = frozenset()
    """Words between the last two items of a list."""
    coordinators: frozenset[str] = frozenset()
    """Words between two names of which the second shares the first one's head: ``Pelabuhan Aktau dan Kuryk``."""
    name_heads: frozenset[str] = frozenset()
    """Nouns, lower case, that begin names and need no capital there: ``waduk Toktogul``."""
    name_sense: Callable[[str], Literal["", "adjective", "inhabitant"]] = _no_sense
    """``name_sense(before)``: what a country's name stands for after a word, where the language has no adjective."""
    part_of_speech: Callable[[str], str] = _no_part_of_speech
    """What a term's form says of its part of speech, for concepts that do not name it; ``""`` where it says nothing."""
    numbers: Callable[[str], list[Number]] = _no_numbers
    """The numbers that a text names, in order."""

    term_shape: Callable[[Sequence[str]], float] = _any_shape
    """How much a sequence of words, in small letters but for names, looks like a term, 0 (it is none) to 1."""

    def likeness(self, text: str) -> float:
        """The share of a text's words that are this language's function words, 0 to 1."""
        words = [match.group().lower() for match in self.word.finditer(text)]
        if not words:
            return 0.0
        return sum(word in self.function_words for word in words) / len(words)
