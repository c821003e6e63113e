"""The terms of one language, arranged to be looked up by the words of a text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate, compress, count
from operator import add
from typing import NamedTuple

from kztrans.glossary.case import Case, case_of
from kztrans.glossary.columns import part_of_speech
from kztrans.glossary.folding import fold
from kztrans.glossary.term_paths import MOST_JOINS, MOST_WORDS, Step, TermPaths
from kztrans.glossary.term_words import TermWords
from kztrans.glossary.tokens import HYPHEN, SPACE, Tokens, tokenize
from kztrans.languages import Language, codes, get
from kztrans.model import Concept, Term

__all__ = ["Entry", "Index", "Node", "Role"]


class Role(Enum):
    """What it means that a phrase is found."""

    TERM = "term"
    NOT = "not"
    """What is found there of its concept is something else."""
    WITH = "with"
    """What is found in its sentence of its concept counts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term at the end of its path, with the signs that have to stand right before and after it (``C++``)."""

    concept: Concept
    term: Term
    order: int
    before: str
    after: str
    direction: bool
    """May it be part of a longer name, as ``Barat`` is of ``Jawa Barat``?"""
    role: Role = Role.TERM
    small: bool = False
    """Is it one word in small letters, which within a name is part of the name?"""
    surname: bool = False
    """Is it one word that stands for a person's whole name, and for nobody of another first name?"""
    needs: bool = False
    """Must another word stand in its sentence for it to count?"""
    derives: bool = False
    """Does its concept have an adjective, or a word for the people?"""


class Node:
    """A place in the tree of terms: the terms that end here, and the words that lead on.

    A word follows by its number, or, where more than a space or a hyphen stands before it, by what stands there and its
    number.
    """

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.ends: list[Entry] = []
        self.next: dict[Step, Node] = {}


class _Phrase(NamedTuple):
    """A term, or a phrase that tells its senses apart, that is not in the tree yet."""

    concept: Concept
    term: Term
    order: int
    role: Role
    text: str
    """The term's text, folded."""
    second: tuple[str, ...] = ()
    """What stands second in it: its second word, or that and the third as one; nothing where that is not plain."""


class _Stems(dict[str, tuple[str, ...]]):
    """Each lower-case form to what else it is looked up by that begins as it does."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._keys = language.keys

    def __missing__(self, form: str) -> tuple[str, ...]:
        if len(self) >= _MOST_FORMS:
            self.clear()
        stems = self[form] = tuple(key for key in self._keys(form)[1:] if key[:3] == form[:3])
        return stems


class Index:
    """The terms of one language: a tree of words, and what tells which of them a form may be of.

    A term comes into the tree when a text has forms of its first two words (``prepare``), for a text has few of them.
    """

    def __init__(self, concepts: Iterable[Concept], language: Language, lang: str) -> None:
        self.language = language
        self.root = Node()
        self.words = TermWords(language)
        self._paths = TermPaths(language, self.words)
        self.written = self._paths.written
        self.roles = False
        """Is there any phrase that tells senses apart?"""
        self._waiting: dict[str, list[list[_Phrase]]] = {}
        """What is not in the tree, by the keys of the words that it may begin with."""
        self._joined: dict[str, list[_Phrase]] = {}
        """The same, by what the first two words are as one."""
        self._entered: set[int] = set()
        self._of_lang: dict[str, bool] = {lang: True}
        self._lang = lang
        solid: list[str] = []
        for head, phrases in self._heads(concepts, solid).items():
            for key in self.language.keys(head):
                self._waiting.setdefault(key, []).append(phrases)
        self._solid = frozenset(filter(str.isalnum, solid))
        """The words of terms, and what neighbours among them are as one."""
        self._stems = _Stems(language)

    def _heads(self, concepts: Iterable[Concept], solid: list[str]) -> dict[str, list[_Phrase]]:
        """The phrases by their first words; those that may begin with two words as one go to ``_joined``.

        ``solid`` gets the words, and what neighbours among them are as one.
        """
        heads: dict[str, list[_Phrase]] = {}
        for concept, term, order, role in self._phrases(concepts):
            folded = _folded(term.text)
            text = folded.lower().removeprefix("to ")
            if text.isalnum():
                heads.setdefault(text, []).append(_Phrase(concept, term, order, role, folded))
                solid.append(text)
                continue
            hyphens = "-" in text
            words, second = _words(text)
            if not words:
                continue
            phrase = _Phrase(concept, term, order, role, folded, second)
            heads.setdefault(words[0], []).append(phrase)
            for head in _joined_heads(words, hyphens):
                self._joined.setdefault(head, []).append(phrase)
            if hyphens:
                whole = tokenize(text, self.language.hyphenated).words
                if whole[0] != words[0]:
                    heads.setdefault(whole[0], []).append(phrase)
                    solid += whole
            solid += words
            if 1 < len(words) <= MOST_WORDS or hyphens:
                pairs = list(map(add, words, words[1:]))
                solid += pairs
                solid += map(add, pairs, words[2:])
        return heads

    def _phrases(self, concepts: Iterable[Concept]) -> Iterator[tuple[Concept, Term, int, Role]]:
        order = 0
        for concept in concepts:
            found = [(Role.TERM, term) for term in concept.terms if self._is_ours(term.lang)]
            if concept.excluded or concept.required:
                found += [(Role.NOT, Term(text, lang)) for lang, text in concept.excluded if self._is_ours(lang)]
                found += [(Role.WITH, Term(text, lang)) for lang, text in concept.required if self._is_ours(lang)]
                self.roles = True
            for role, term in found:
                order += 1
                yield concept, term, order, role

    def _is_ours(self, lang: str) -> bool:
        known = self._of_lang.get(lang)
        if known is None:
            known = self._of_lang[lang] = codes.same(lang, self._lang)
        return known

    def prepare(self, surfaces: Iterable[str]) -> bool:
        """Bring in the terms of which these forms may be the first words. Was there any?"""
        before = len(self._entered)
        if self._waiting:
            keys = self.language.keys
            forms = {(surface.replace(".", "") if "." in surface else surface).lower() for surface in surfaces}
            near = {key for form in forms for key in keys(form)}
            for key in sorted(near & self._waiting.keys()):
                groups = self._waiting[key]
                for group in groups:
                    group[:] = [phrase for phrase in group if not self._enter(phrase, near)]
                left = [group for group in groups if group]
                if left:
                    self._waiting[key] = left
                else:
                    del self._waiting[key]
            for key in sorted(near & self._joined.keys()):
                for phrase in self._joined.pop(key):
                    self._enter(phrase)
        return len(self._entered) > before

    def prepare_all(self) -> bool:
        """Bring in all terms. Was there any left?"""
        left = bool(self._waiting)
        for groups in self._waiting.values():
            for group in groups:
                for phrase in group:
                    self._enter(phrase)
        self._waiting.clear()
        self._joined.clear()
        return left

    def _enter(self, phrase: _Phrase, near: Container[str] | None = None) -> bool:
        """Bring in a term, unless its second word has no form ``near``. Is it there?"""
        if phrase.order in self._entered:
            return True
        if near is not None and phrase.second and not any(self._is_near(word, near) for word in phrase.second):
            return False
        self._entered.add(phrase.order)
        self._add(phrase)
        return True

    def _is_near(self, word: str, near: Container[str]) -> bool:
        return word in near or any(key in near for key in self.language.keys(word))

    def joins(self, tokens: Tokens) -> frozenset[int]:
        """The places of words that may be one word of a term with the next: ``cease-fire``, ``cease fire``."""
        words = list(map(str.lower, tokens.words))
        following = words[1:]
        found = set(compress(count(), map(self._solid.__contains__, map(add, words, following))))
        stems = list(map(self._stems.__getitem__, following))
        for at in compress(count(), stems):
            for stem in stems[at]:
                if words[at] + stem in self._solid:
                    found.add(at)
        return frozenset(at for at in found if self._may_join(words[at], words[at + 1], tokens.kind_before(at + 1)))

    def may_begin(self, word: str) -> bool:
        """May a word, in small letters, be one word of a term with the next one?"""
        return word in self._beginnings

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(word[:size] for word in self._solid for size in range(1, len(word)))

    def _may_join(self, left: str, right: str, kind: str) -> bool:
        return kind == HYPHEN or (kind == SPACE and self._paths.are_long([left, right]))

    def _add(self, phrase: _Phrase) -> None:
        concept = phrase.concept
        pos = self._part_of_speech(concept)
        if phrase.role is Role.WITH:
            pos = self.language.part_of_speech(phrase.text) or "noun"
        text = _bare(phrase.text, pos)
        tokens = tokenize(text, self.language.hyphenated)
        if not tokens.words:
            return
        before = "".join(tokens.gaps[0].split()).strip(_IDLE)
        after = "".join(tokens.gaps[-1].split()).strip(_IDLE)
        alone = len(tokens.words) == 1
        case = case_of(text) if alone else None
        entry = Entry(
            concept,
            phrase.term,
            phrase.order,
            before,
            after,
            direction=alone and text.lower() in self.language.directions,
            role=phrase.role,
            small=case is Case.ANY,
            surname=case is Case.NAME and phrase.term.type == "short" and concept.pos == "proper noun",
            needs=any(self._is_ours(lang) for lang, _ in concept.required),
            derives=phrase.role is Role.TERM and any(term.type in _DERIVED for term in concept.terms),
        )
        for path in self._paths.paths(tokens.words, tokens.gaps[1:-1], pos):
            node = self.root
            for step in path:
                following = node.next.get(step)
                if following is None:
                    following = node.next[step] = Node()
                node = following
            if not node.ends or node.ends[-1] is not entry:
                node.ends.append(entry)

    def _part_of_speech(self, concept: Concept) -> str:
        """A concept's part of speech; where it has none, what its terms show in any language."""
        known = part_of_speech(concept.pos).lower()
        if known in _PARTS:
            return known
        shown = {get(term.lang).part_of_speech(term.text) for term in concept.terms}
        return next((f"noun or {part}" for part in ("verb", "adjective") if part in shown), "")


_DERIVED = frozenset({"adjective", "inhabitant"})
_PARTS = frozenset({"noun", "proper noun", "verb", "adjective", "adverb"})
_MOST_FORMS = 1 << 19
"""Forms whose stems are remembered at most."""
_IDLE = "'\"“”«».,;:!?…-"
"""Signs around a term that mean nothing to it."""
_TO = re.compile(r"^to\s+(?=\w)")


def _folded(text: str) -> str:
    return text if text.isascii() and "'" not in text and "_" not in text and "`" not in text else fold(text).text


def _words(text: str) -> tuple[list[str], tuple[str, ...]]:
    """A term's words, in small letters, and what may stand second in it, if that is plain."""
    words = text.replace("-", " ").split(" ")
    if "" in words or not "".join(words).isalnum():
        return [word.replace(".", "") for word in tokenize(text).words], ()
    return words, () if "-" in text else (words[1], "".join(words[1:3]))


def _joined_heads(words: list[str], hyphens: bool) -> list[str]:
    """What a text may have for the beginning of a term besides its first word: the first two as one, or more."""
    if not hyphens or len(words) < 3:
        return ["".join(words[:2])] if len(words) > 1 else []
    return list(accumulate(words[: MOST_JOINS + 1]))[1:]


def _bare(text: str, pos: str) -> str:
    return _TO.sub("", text.strip(), count=1) if pos in ("verb", "noun or verb") else text.strip()
