"""Which words of a sentence have a counterpart in its translation, and how much those weigh that have none.

A word's counterparts are the translations that the books (lexicon, glossary) list for it, in any form; what else the
books give for a word that has such a translation (near synonyms: ``talks`` for ``meeting``); and what looks alike.
A word that the books do not have is *unknown*: nothing follows from its having no counterpart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kztrans.bilingual.lexicon import Lexicon
from kztrans.bilingual.sounds import folded
from kztrans.languages import Language

__all__ = ["Counterparts", "Coverage", "Token", "weight_left"]

_WORD = re.compile(r"[^\W\d_]+(?:[-'’‑][^\W\d_]+)*")
_LONGEST = 400
"""Words of a text that are looked at; a text that long is no sentence."""
_PHRASE = 5
"""Words of the longest phrase that is looked up."""
_USUAL, _RARE = 60, 2500
"""Places in the lexicon, which lists the most frequent words first, up to which a word weighs nothing, and from which
on it weighs 1."""
_TERM = 3500
"""Place in the lexicon from which on a word is a term rather than a word of every day."""
_UNKNOWN = 0.8
"""What a word weighs that the books do not have and that is no name."""
_FAMILY = 4
"""Letters at the beginning that words of a family share at least."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or phrase of a text."""

    text: str
    """As written."""
    start: int
    end: int
    weight: float
    """0 for a word that comes and goes in good translations, 1 for one that says something."""
    known: bool
    """Do the books have it?"""
    matched: bool
    """Has it a counterpart?"""
    plain: bool
    """Is it no name: in small letters, or where a sentence begins?"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The tokens of a sentence and of its translation."""

    source: tuple[Token, ...]
    target: tuple[Token, ...]

    @property
    def left(self) -> float:
        """What the source's words weigh that have no counterpart, words that the books do not have among them."""
        return weight_left(self.source)

    @property
    def matched(self) -> float:
        """What the translation's words weigh that have a counterpart."""
        return sum(token.weight for token in self.target if token.matched)

    @property
    def added(self) -> float:
        """The same for the translation."""
        return weight_left(self.target)


class _Given:
    """The words of a translation, to be looked up by their forms and by how they begin."""

    def __init__(self, words: list[tuple[int, int, str]], language: Language) -> None:
        self.words = words
        self.forms = [_forms(lower, language) for _, _, lower in words]
        self.there: dict[str, list[int]] = {}
        self.families: dict[str, list[int]] = {}
        for number, (_, _, lower) in enumerate(words):
            self.families.setdefault(lower[:_FAMILY], []).append(number)
            for form in self.forms[number]:
                self.there.setdefault(form, []).append(number)

    def lower(self, number: int) -> str:
        """A word, in small letters."""
        return self.words[number][2]


class Counterparts:
    """What the books say of two languages, ready to be asked about sentences.

    >>> from kztrans.languages import get
    >>> book = Lexicon({"polisi": ("police",), "menangkap": ("arrest",), "hakim": ("judge",), "jaksa": ("prosecutor",)})
    >>> known = Counterparts(get("id"), get("en"), [book])
    >>> found = known.coverage("Polisi menangkap hakim dan jaksa.", "The police arrested a prosecutor.")
    >>> [token.text for token in found.source if token.known and not token.matched]
    ['hakim']
    """

    def __init__(self, source: Language, target: Language, books: Sequence[Lexicon]) -> None:
        """``books``: the general lexicon first, whose order tells how frequent words are; then terms."""
        self._source, self._target = source, target
        self._rank: dict[str, int] = {}
        self._target_rank: dict[str, int] = {}
        self._entries: dict[str, tuple[str, ...]] = {}
        self._heads: dict[str, set[str]] = {}
        for number, book in enumerate(books):
            for order, (head, words) in enumerate(book.entries.items()):
                place = _RARE if number else order
                self._rank.setdefault(head, place)
                self._entries[head] = (*self._entries.get(head, ()), *words)
                for word in words:
                    lower = word.lower()
                    self._heads.setdefault(lower, set()).add(head)
                    for part in lower.replace("-", " ").split():
                        self._target_rank.setdefault(part, place)
        self._translations = lru_cache(maxsize=1 << 16)(self._all_translations)

    def coverage(self, source: str, target: str) -> Coverage:
        """Which words of either text have a counterpart in the other."""
        given = _Given(list(_words(target)), self._target)
        met: set[int] = set()
        left = []
        for start, end, lower in self._source_tokens(source):
            reached = self._met(lower, given)
            met |= reached
            if " " in lower:
                parts, enough = self._met_in_parts(lower, given)
                met |= parts
                reached |= parts if enough else set()
            left.append(self._token(source, start, end, lower, bool(reached)))
        right = []
        for number, (start, end, lower) in enumerate(given.words):
            rank = min((self._target_rank[f] for f in given.forms[number] if f in self._target_rank), default=None)
            weight = 0.0 if lower in self._target.function_words else _weight(rank)
            plain = _plain(target, start)
            right.append(Token(target[start:end], start, end, weight, rank is not None, number in met, plain))
        return Coverage(tuple(left), tuple(right))

    def knows(self, word: str, *, target: bool = False) -> bool:
        """Do the books have a lower-case word of the source language, or of the target language, in any form?"""
        known = self._target_rank if target else self._rank
        return any(form in known for form in _forms(word, self._target if target else self._source))

    def special(self, word: str) -> bool:
        """Is a lower-case word of the source language so rare that it is a term rather than a word of every day?"""
        return (
            min((self._rank[form] for form in self._source_forms(word) if form in self._rank), default=_TERM) >= _TERM
        )

    def _token(self, text: str, start: int, end: int, lower: str, matched: bool) -> Token:
        forms = self._source_forms(lower)
        rank = next((self._rank[form] for form in forms if form in self._rank), None)
        small = lower in self._source.function_words
        weight = 0.0 if small else _weight(rank)
        return Token(text[start:end], start, end, weight, rank is not None, matched, _plain(text, start))

    def _met(self, lower: str, given: _Given) -> set[int]:
        """The numbers of the words of the translation that a word of the source may stand for."""
        single, phrases = self._translations(lower)
        found = {number for form in single & given.there.keys() for number in given.there[form]}
        found.update(given.there.get(lower, ()))
        for phrase in phrases:
            if all(word in given.there for word in phrase):
                found.update(number for word in phrase for number in given.there[word])
            else:  # a term is cut to its head where it has been named before
                found.update(given.there.get(phrase[-1], ()))
        kin = [word for word in single if len(word) > _FAMILY]
        for begin in {word[:_FAMILY] for word in kin} & given.families.keys():
            family = [word for word in kin if word.startswith(begin)]
            found.update(n for n in given.families[begin] if any(_related(given.lower(n), word) for word in family))
        if len(lower) >= _FAMILY:
            alike = given.families.get(lower[:_FAMILY], ())
            found.update(n for n in alike if _related(given.lower(n), lower) or folded(given.lower(n)) == folded(lower))
        return found

    def _met_in_parts(self, phrase: str, given: _Given) -> tuple[set[int], bool]:
        """The same for a phrase, word by word, and whether half of its words have a counterpart."""
        content = [word for word in phrase.split() if word not in self._source.function_words]
        reached = [self._met(word, given) for word in content]
        return set().union(*reached), 2 * sum(map(bool, reached)) >= len(content)

    def _all_translations(self, lower: str) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
        """The forms of single words, and the phrases (each of its content words in one form), that it may become."""
        direct: dict[str, None] = {}
        for form in self._source_forms(lower):
            direct.update(dict.fromkeys(word.lower() for word in self._entries.get(form, ())))
        near = dict(direct)
        for word in direct:
            for head in sorted(self._heads.get(word, ())):
                if len(self._entries[head]) <= 8:
                    near.update(dict.fromkeys(w.lower() for w in self._entries[head]))
        single: set[str] = set()
        phrases: set[tuple[str, ...]] = set()
        for word in near:
            content = [w for w in _WORD.findall(word) if w not in self._target.function_words]
            if len(content) == 1:
                single.update(self._target_forms(content[0]))
            elif content and word in direct:
                phrases.add(tuple(content))
        return frozenset(single), tuple(sorted(phrases))

    def _source_tokens(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Words, and the phrases that the books have, the longest at each place."""
        words = list(_words(text))
        at = 0
        while at < len(words):
            taken = 1
            for length in range(min(_PHRASE, len(words) - at), 1, -1):
                run = " ".join(lower for _, _, lower in words[at : at + length])
                if run in self._entries:
                    taken = length
                    break
            yield words[at][0], words[at + taken - 1][1], " ".join(w for _, _, w in words[at : at + taken])
            at += taken

    def _source_forms(self, lower: str) -> tuple[str, ...]:
        return (lower,) if " " in lower else _forms(lower, self._source)

    def _target_forms(self, lower: str) -> tuple[str, ...]:
        return _forms(lower, self._target)


def weight_left(tokens: Iterable[Token]) -> float:
    """What the tokens weigh that have no counterpart, words that the books do not have among them."""
    return sum(t.weight if t.known else _UNKNOWN * t.plain for t in tokens if not t.matched)


def _plain(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" “\"‘'«(")
    return text[start].islower() or (not before and start < 4) or before[-1:] in (".", ":", "!", "?", "–", "—")


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    for _, match in zip(range(_LONGEST), _WORD.finditer(text), strict=False):
        lower = match.group().lower().replace("’", "'")
        yield match.start(), match.end(), lower[:-2] if lower.endswith("'s") else lower


@lru_cache(maxsize=1 << 16)
def _forms(lower: str, language: Language) -> tuple[str, ...]:
    """A word's forms, and those of its parts where it is a compound."""
    parts = [part for part in re.split(r"[-‑]", lower) if len(part) > 2] if "-" in lower or "‑" in lower else []
    return tuple(dict.fromkeys(form for part in (lower, *parts) for form in language.lemmas(part)))


def _weight(rank: int | None) -> float:
    if rank is None:
        return 0.0
    return min(1.0, max(0.0, math.log(max(rank, 1) / _USUAL) / math.log(_RARE / _USUAL)))


@lru_cache(maxsize=1 << 16)
def _related(one: str, other: str) -> bool:
    """Do two words begin alike, for most of the shorter one's length?"""
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (
        shared >= _FAMILY and shared >= 0.65 * min(len(one), len(other)) and shared >= 0.5 * max(len(one), len(other))
    )
