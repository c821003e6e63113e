"""The words that terms are written with, numbered, and which of them a form in a text may be of."""

from __future__ import annotations

from dataclasses import dataclass

from kztrans.glossary.case import AGENT, NOTHING, Case, case_of, needs
from kztrans.languages import Language

__all__ = ["Reading", "TermWords", "Word"]

Reading = tuple[int, int]
"""A word that a form may be of, by its number, and what must hold around the form."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a term, and the paradigm it is inflected by."""

    text: str
    lower: str
    pos: str
    case: Case


class TermWords:
    """The words of the terms of one language, each known by its number."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._words: list[Word] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._candidates: dict[str, list[int]] = {}

    def __getitem__(self, number: int) -> Word:
        return self._words[number]

    def number(self, text: str, pos: str) -> int:
        """The number of a word that is inflected by a part of speech; a new one where it is new."""
        text = text.replace(".", "")
        number = self._numbers.get((text, pos))
        if number is None:
            number = self._numbers[text, pos] = len(self._words)
            word = Word(text, text.lower(), pos, case_of(text))
            self._words.append(word)
            for key in self._language.keys(word.lower):
                self._candidates.setdefault(key, []).append(number)
        return number

    def readings(self, surface: str) -> tuple[Reading, ...]:
        """The terms' words that a form in a text may be of."""
        bare = surface.replace(".", "") if "." in surface else surface
        form, small = bare.lower(), not bare.isupper()
        found: dict[int, int] = {}
        for key in self._language.keys(form):
            for number in self._candidates.get(key, ()):
                if number in found:
                    continue
                word = self._words[number]
                need = NOTHING if small and word.case is Case.ANY else needs(bare, word.text, word.case)
                if need is None:
                    continue
                if form != word.lower:
                    if not self._language.inflects(form, word.lower, word.pos):
                        continue
                    if not self._language.fits(form, word.lower, word.pos, ""):
                        need |= AGENT
                found[number] = need
        return tuple(found.items())
