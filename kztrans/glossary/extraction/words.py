"""Texts as words that can be counted: folded, each with its lemma, names told from words at the head of a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kztrans.glossary.folding import Folded, fold
from kztrans.glossary.tokens import CLOSED, Tokens, tokenize
from kztrans.languages import Language

__all__ = ["LONGEST", "Text", "Vocabulary", "grams", "is_whole"]

LONGEST = 5
"""Words that a term has at most."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text, cut into words."""

    folded: Folded
    tokens: Tokens
    cited: tuple[str, ...]
    """Each word without clitics, in small letters unless it is a name or an acronym."""
    written: tuple[str, ...]
    """Each word as it is inflected, in the letters of ``cited``."""
    keys: tuple[str, ...]
    """Each word's lemma, in small letters: what its variants have in common."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where words ``start`` to ``end`` (half open) lie in the text as it was."""
        return self.folded.span(self.tokens.starts[start], self.tokens.ends[end - 1])

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The words, half open, that a span of the text as it was consists of."""
        spans = [self.span(index, index + 1) for index in range(len(self.keys))]
        inside = [index for index, (first, last) in enumerate(spans) if first < end and start < last]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def phrase(self, start: int, end: int) -> str:
        """Words as they are cited, with the hyphens between them."""
        return self._joined(self.cited, start, end)

    def form(self, start: int, end: int) -> str:
        """Words as they are inflected, with the hyphens between them."""
        return self._joined(self.written, start, end)

    def dictionary_form(self, start: int, end: int) -> str:
        """Words with the last one as it is cited, and the one before ``of``: ``oil worker``, ``owner of land``."""
        heads = {end - 1, *(at for at in range(start, end - 1) if self.cited[at + 1] == "of")}
        words = [self.cited[at] if at in heads else word for at, word in enumerate(self.written)]
        return self._joined(words, start, end)

    def _joined(self, words: Sequence[str], start: int, end: int) -> str:
        parts = [words[start]]
        for index in range(start + 1, end):
            parts += ["-" if self.tokens.gaps[index].strip() == "-" else " ", words[index]]
        return "".join(parts)


_OFTEN = 3


class Vocabulary:
    """What the words of some texts are forms of, and which are names.

    A form is taken for another word's only where that word occurs too, in the texts or in general language (``known``).
    """

    def __init__(self, texts: Sequence[str], language: Language, known: Callable[[str], bool]) -> None:
        self.language = language
        self._known = known
        folded = [fold(text) for text in texts]
        tokens = [tokenize(text.text, language.hyphenated) for text in folded]
        self._small: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        self._capitals: Counter[str] = Counter()
        self._initial: Counter[str] = Counter()
        self._joined: Counter[str] = Counter()
        for part in tokens:
            self._count(part)
        self._keys: dict[str, str] = {}
        self.texts = [self._text(text, part) for text, part in zip(folded, tokens, strict=True)]

    def _count(self, tokens: Tokens) -> None:
        """Count how words are written where the place says nothing: inside of sentences, not among capitals."""
        for index, word in enumerate(tokens.words):
            if tokens.initial(index) and word[:1].isupper():
                following = tokens.words[index + 1 : index + 2]
                joined = bool(following) and following[0][:1].isupper() and not tokens.gaps[index + 1].strip()
                self._initial[word.lower()] += 1
                self._joined[word.lower()] += joined
            if word.islower():
                self._small[word] += 1
            elif word[:1].isupper() and not tokens.initial(index) and not tokens.in_capitals(index):
                self._capital[word.lower()] += 1
                self._capitals[word] += 1

    def _text(self, folded: Folded, tokens: Tokens) -> Text:
        cited = tuple(self._cited(tokens, index) for index in range(len(tokens.words)))
        written = tuple(
            word if base != base.lower() else word.lower() for word, base in zip(tokens.words, cited, strict=True)
        )
        return Text(folded, tokens, cited, written, tuple(word.lower() for word in cited))

    def _cited(self, tokens: Tokens, index: int) -> str:
        word = tokens.words[index]
        lower = word.lower()
        if word.islower() or not word[:1].isalpha():
            return self.lemma(lower)
        plain = tokens.initial(index) or tokens.in_capitals(index) or (word.isupper() and len(word) > 5)
        if plain and not self._is_name(lower):
            return self.lemma(lower)
        acronym = len(word) <= 5 or (self._capitals[word] and not self._capitals[word.title()])
        if word.isupper() and acronym and not tokens.in_capitals(index):
            return word
        return self._capital_form(lower) if word.isupper() else self._without_clitic(word)

    def _is_name(self, lower: str) -> bool:
        if self._capital[lower] or self._small[lower]:
            return self._capital[lower] > self._small[lower]
        if self._initial[lower] >= _OFTEN and self._joined[lower] == self._initial[lower]:
            return True  # always at the head of a sentence, and of a name
        if self.lemma(lower) != lower:
            return False
        return not any(self._known(base) for base in self.language.lemmas(lower))

    def _capital_form(self, lower: str) -> str:
        known = [form for form in (lower.title(), lower.upper()) if self._capitals[form]]
        return known[0] if known else lower.title()

    def _without_clitic(self, word: str) -> str:
        """A name without its clitic, where the name stands without it too: ``Kazakhstanlah``, ``China's``."""
        for base in self.language.bases(word.lower())[1:]:
            if self._capital[base] and word.lower().startswith(base) and self.language.inflects(word, base, "noun"):
                return word[: len(base)]
        return word

    def lemma(self, form: str) -> str:
        """The word that a form in small letters is of: without clitics and doubling; itself where none is known."""
        found = self._keys.get(form)
        if found is None:
            found = self._keys[form] = self._lemma(form)
        return found

    def _lemma(self, form: str) -> str:
        if form in self.language.function_words or form in self.language.cited_so:
            return form
        doubled = "-" in form
        for base in self.language.bases(form):
            if len(base) < 3 or base == form or not self.language.inflects(form, base, "noun"):
                continue
            if self._small[base] or self._known(base) or (doubled and form.startswith(base + "-")):
                return base
        return form


def is_whole(text: Text, start: int, end: int) -> bool:
    """Is it no part of a word with hyphens (``multi-vector``), nor the sign of a currency (``US$``)?"""
    before, after = text.tokens.gaps[start], text.tokens.gaps[end]
    return not (before.endswith("-") or after.startswith(("-", "$")))


def grams(text: Text, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Spans of one to ``longest`` words with nothing but a space or a hyphen between them."""
    count = len(text.keys)
    for start in range(count):
        for end in range(start + 1, min(start + longest, count) + 1):
            if end > start + 1 and text.tokens.kind_before(end - 1) == CLOSED:
                break
            yield start, end
