"""A phrase in a text, in whatever forms its words are inflected."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kztrans import inline, languages
from kztrans.languages import Language
from kztrans.memory.tokens import FIGURE, TOKEN, fold

__all__ = ["Phrase", "indexed", "shown"]

_MARKS = str.maketrans(",.", "__")
MOST_BASES = 6
"""Lemmas of a word of the phrase that are tried: its likely ones."""
POS = ("", "noun", "verb")
"""Parts of speech that a word of the phrase may be of."""


def indexed(text: str) -> tuple[list[str], list[str]]:
    """The words by which a text is found, folded and in order; and again with what a hyphen joins in its parts.

    The second is empty where it says nothing new.

    >>> indexed("Negara-negara itu, 3,5 juta.")
    (['negara-negara', 'itu', '3_5', 'juta'], ['negara', 'negara', 'itu', '3_5', 'juta'])
    """
    words = [_form(token) for token in TOKEN.findall(text) if token[0].isalnum()]
    return words, [part for word in words for part in word.split("-")] if "-" in text else []


def _form(token: str) -> str:
    """A word without regard to case; a number as it is written, in one piece."""
    return token.translate(_MARKS) if fold(token) == FIGURE else fold(token)


def _apart(word: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """What a hyphen joins, each part with its place."""
    del end
    for part in word.split("-"):
        yield part, start, start + len(part)
        start += len(part) + 1


def shown(text: str) -> str:
    """A text as it is looked through and shown: in NFC, without the tags of inline codes.

    >>> shown("Presiden <b1>menolak</b1> sanksi.")
    'Presiden menolak sanksi.'
    """
    plain = inline.without(text, inline.known(text)) if "<" in text else text
    return unicodedata.normalize("NFC", plain)


class Phrase:
    """Words that follow each other, to be looked for in texts of a language.

    >>> phrase = Phrase("sanksi sekunder", "id")
    >>> [text[start:end] for text in ["Sanksi-sanksi sekundernya berat."] for start, end in phrase.spans(text)]
    ['Sanksi-sanksi sekundernya']
    """

    def __init__(self, text: str, lang: str) -> None:
        self.language = languages.get(lang)
        self.words = tuple(_form(token) for token in TOKEN.findall(shown(text)) if token[0].isalnum())

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the phrase stands in a text, as offsets of code points, none overlapping another."""
        if not self.words:
            return []
        tokens = [(_form(match.group()), *match.span()) for match in TOKEN.finditer(text) if match.group()[0].isalnum()]
        parts = [part for token in tokens for part in _apart(*token)] if "-" in text else []
        found: list[tuple[int, int]] = []
        for start, end in sorted({*self._among(tokens), *self._among(parts)}, key=lambda span: (span[0], -span[1])):
            if not found or start >= found[-1][1]:
                found.append((start, end))
        return found

    def _among(self, tokens: list[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        """The phrase among words that follow each other, each with its place."""
        many = len(self.words)
        for at in range(len(tokens) - many + 1):
            before = tokens[at - 1][0] if at else ""
            if all(self._stands(n, tokens[at + n][0], tokens[at + n - 1][0] if n else before) for n in range(many)):
                yield tokens[at][1], tokens[at + many - 1][2]

    def has_form(self, word: int, form: str) -> bool:
        """Is a folded form one of the phrase's word of that number?"""
        return form == self.words[word] or bool(_shared(self.words[word], form, self.language))

    def keys(self, word: int) -> frozenset[str]:
        """What the forms of the phrase's word of that number are looked up by (``Language.keys``)."""
        wanted = self.words[word]
        lemmas = (wanted, *self.language.bases(wanted)[:MOST_BASES])
        return frozenset(key for lemma in lemmas for key in self.language.keys(lemma))

    def _stands(self, word: int, form: str, before: str) -> bool:
        """The same, after a word of the text: ``umum`` is a form of ``mengumumkan`` after ``kami``, not elsewhere."""
        if form == self.words[word]:
            return True
        shared = _shared(self.words[word], form, self.language)
        if not shared:
            return False
        fits = self.language.fits
        return any(pos == "noun" for _, pos in shared) or all(fits(form, lemma, pos, before) for lemma, pos in shared)


@lru_cache(maxsize=1 << 15)
def _shared(wanted: str, form: str, language: Language) -> tuple[tuple[str, str], ...]:
    """The lemmas, with a part of speech, that two words are both forms of."""
    if wanted[0].isdecimal():
        return ()
    lemmas: Sequence[str] = language.bases(wanted)[:MOST_BASES]
    return tuple(
        (lemma, pos)
        for lemma in lemmas
        for pos in POS
        if language.inflects(wanted, lemma, pos) and language.inflects(form, lemma, pos)
    )
