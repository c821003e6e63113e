"""A pair of texts, read and ready for alignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kztrans import languages
from kztrans.alignment.learn import Words, associations
from kztrans.alignment.sides import Side, read_side
from kztrans.alignment.weights import PRIOR, WINDOW
from kztrans.bilingual.lexicon import Lexicon, alignment_lexicon, base_lexicon
from kztrans.bilingual.matches import Matches, find_matches
from kztrans.bilingual.tokens import Phrases, is_mark, is_number, phrases
from kztrans.languages import Language
from kztrans.model import Bead

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["Habits", "Pair", "read_pair", "taught", "terms_of"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


_SURE = 0.9
"""Probability of the beads that teach."""
_LIKELY = 0.2
"""Probability of the pairs of words that are taken from them."""
_LONGEST = 200
"""Words of a segment that teach."""


class Habits(NamedTuple):
    """What is usual in a pair of texts, as a first look at it says."""

    rate: float = 1.0
    """The share of their known words that sentences have in common with their translations, over that of the texts that
    gave the weights: a free translation has a lower one."""
    alone: float = 0.2
    """The share of segments that are in no bead."""
    runs: float = 0.2
    """Runs of such segments to a bead."""


USUAL = Habits()


@dataclass(frozen=True)
class Pair:
    """Two texts, and which of their words may match."""

    source: Side
    target: Side
    matches: Matches
    habits: Habits = USUAL
    vectors: tuple[Ints, Ints] | None = None
    """Sentence vectors of both sides, as `vectors.whole_numbers` makes them; None where there are none."""

    @cached_property
    def totals(self) -> tuple[Floats, Floats]:
        """For each side, running totals over its segments: of the mass of known words, of other words, of length, of
        quotation marks."""
        found = []
        for side, known in ((self.source, self.matches.known_source), (self.target, self.matches.known_target)):
            amounts = np.stack([side.mass(known), side.mass(~known), side.length, side.quotes])
            found.append(np.concatenate([np.zeros((4, 1)), np.cumsum(amounts, axis=1)], axis=1))
        return found[0], found[1]

    @cached_property
    def worth(self) -> Floats:
        """What each match adds before the weight of its kind: strength times the lesser information of its types."""
        left, right = self.source.weight[self.matches.source], self.target.weight[self.matches.target]
        return np.asarray(np.round(self.matches.strength * np.minimum(left, right), 6))

    @cached_property
    def fan(self) -> Ints:
        """Where the matches of each source type begin, and the end."""
        return np.searchsorted(self.matches.source, np.arange(len(self.source.types) + 1))

    def only(self, source: Sequence[int], target: Sequence[int]) -> Pair:
        """The pair with some of the segments of each side only."""
        vectors = None
        if self.vectors is not None:
            vectors = self.vectors[0][list(source)], self.vectors[1][list(target)]
        return Pair(self.source.only(source), self.target.only(target), self.matches, self.habits, vectors)

    def known(self) -> float:
        """The share of the texts' information that is in words of the lexicon or the glossary."""
        known, other, *_ = self.totals[0][:, -1] + self.totals[1][:, -1]
        return float(known / max(known + other, 1e-9))


def taught(pair: Pair, beads: Sequence[Bead]) -> Pair:
    """The pair with what can be learned from beads that are sure: words that go together in them are matches too."""
    sure = [bead for bead in beads if bead.score >= _SURE and bead.source and bead.target]
    if len(sure) < 2:
        return pair
    left = _gathered(pair.source, [bead.source for bead in sure])
    right = _gathered(pair.target, [bead.target for bead in sure])
    source, target, probability = associations(left, right, 2)
    likely = probability >= _LIKELY
    return replace(pair, matches=pair.matches.extended(source[likely], target[likely], "learned", probability[likely]))


def _gathered(side: Side, segments: Sequence[Sequence[int]]) -> Words:
    """The words of groups of segments, as numbers of types; marks and numbers are known already."""
    start: list[int] = [0]
    words: list[int] = []
    for group in segments:
        for number in group:
            types = side.column[side.start[number] : side.start[number + 1]].tolist()[:_LONGEST]
            words.extend(word for word in types if not (is_mark(side.types[word]) or is_number(side.types[word])))
        start.append(len(words))
    return Words(side.types, np.array(words, dtype=np.int64), np.array(start, dtype=np.int64))


def read_pair(
    source: Sequence[str],
    target: Sequence[str],
    source_lang: str,
    target_lang: str,
    glossary: Glossary | None,
    lexicon: Lexicon | None,
    without: frozenset[str] = frozenset(),
    paragraphs: tuple[Sequence[int] | None, Sequence[int] | None] = (None, None),
) -> Pair:
    """Read the two texts and find which of their words may match."""
    left, right = languages.get(source_lang), languages.get(target_lang)
    words = alignment_lexicon(left.code, right.code) if lexicon is None else lexicon
    if "lexicon" in without:
        words = Lexicon()
    terms = terms_of(glossary, left.code, right.code)
    left_rank, right_rank = _ranks(left, right, bool(words))
    left_side = read_side(
        source,
        left,
        _phrases(terms, words, left),
        left_rank,
        prior=PRIOR,
        window=WINDOW,
        paragraphs=paragraphs[0],
    )
    right_side = read_side(target, right, {}, right_rank, prior=PRIOR, window=WINDOW, paragraphs=paragraphs[1])
    if {left.code, right.code} - {*languages.KNOWN}:
        left_side = _as_long_as(left_side, right_side)
    matches = find_matches(left_side.types, right_side.types, left, right, words, terms, without=without)
    return Pair(left_side, right_side, matches)


def _as_long_as(side: Side, other: Side) -> Side:
    """A side with lengths as usual in the other one, where nothing is known of how many characters a language takes."""
    usual, own = float(np.mean(other.length)), float(np.mean(side.length))
    return replace(side, length=side.length * round(usual / own, 2)) if min(usual, own) > 0 else side


def terms_of(glossary: Glossary | None, source_lang: str, target_lang: str) -> Lexicon:
    """The terms of a glossary's concepts as a lexicon."""
    return _curated(source_lang, target_lang) if glossary is None else _paired(glossary, source_lang, target_lang)


@lru_cache(maxsize=4)
def _curated(source_lang: str, target_lang: str) -> Lexicon:
    from kztrans.glossary import Glossary

    return _paired(Glossary.load(), source_lang, target_lang)


@lru_cache(maxsize=4)
def _paired(glossary: Glossary, source_lang: str, target_lang: str) -> Lexicon:
    """Each term of one language with all terms of the other for its concept; translators use the ones to avoid, too."""
    pairs: dict[str, dict[str, None]] = {}
    for concept in glossary.used:
        others = [term.text for term in concept.terms if term.lang == target_lang]
        for term in concept.terms:
            if term.lang == source_lang and others:
                pairs.setdefault(term.text.lower(), {}).update(dict.fromkeys(others))
    return Lexicon({head: tuple(words) for head, words in pairs.items()})


@lru_cache(maxsize=4)
def _phrases(terms: Lexicon, words: Lexicon, language: Language) -> Phrases:
    """The phrases among the headwords."""
    return phrases([*terms.entries, *words.entries], language)


_FUNCTION_RANK = 100
"""The rank by frequency that a function word has at least."""


@lru_cache(maxsize=8)
def _ranks(left: Language, right: Language, lexicon: bool) -> tuple[dict[str, int], dict[str, int]]:
    """Words of both languages to their ranks by frequency: the base lexicon's order, and function words.

    The order of the user's own lexicon tells nothing, and without a lexicon only the function words are known.
    """
    found: tuple[dict[str, int], dict[str, int]] = {}, {}
    if lexicon:
        for rank, (head, words) in enumerate(base_lexicon(left.code, right.code).entries.items()):
            found[0].setdefault(head, rank)
            for place, word in enumerate(words, 1):
                found[1].setdefault(word.lower(), rank * place)
    for language, ranks in zip((left, right), found, strict=True):
        for word in language.function_words:
            ranks[word] = min(ranks.get(word, _FUNCTION_RANK), _FUNCTION_RANK)
    return found
