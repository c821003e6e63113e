"""A lexicon learned from texts that are already translated: IBM Model 1 by expectation and maximisation.

Brown, Della Pietra, Della Pietra and Mercer 1993, "The Mathematics of Statistical Machine Translation". Each target
word comes from one source word of its pair of segments, or from none; which one is estimated together with how often
each source word gives each target word. It is done in both directions, and what they agree on is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kztrans import languages
from kztrans.alignment.ranges import expand
from kztrans.bilingual.lexicon import Lexicon
from kztrans.bilingual.tokens import is_mark, is_number, tokens
from kztrans.languages import Language

__all__ = ["Words", "associations", "learn_lexicon"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ROUNDS = 5
_LONGEST = 80
"""Words of a segment beyond which it is no sentence, and teaches nothing."""
_MOST = 8_000_000
"""Occurrences of pairs of words, about 20,000 sentences; of a larger memory every second, third… pair is read."""


@dataclass(frozen=True)
class Words:
    """The words of all segments of one language, one after another."""

    names: list[str]
    word: Ints
    """The number of each word."""
    start: Ints
    """Where each segment begins, and the end."""

    @property
    def size(self) -> int:
        """How many words there are that differ."""
        return len(self.names)


def learn_lexicon(
    pairs: Iterable[tuple[str, str]],
    source_lang: str = "id",
    target_lang: str = "en",
    *,
    least: float = 0.1,
    often: int = 2,
    most: int = 5,
) -> Lexicon:
    """Estimate a lexicon from pairs of segments that translate each other.

    Args:
        pairs: source and target text.
        least: the least probability of an entry, as harmonic mean of both directions.
        often: how many times, at least, the two words must stand together.
        most: translations of a word, at most.

    Returns:
        Words with their translations, likely ones first; frequent words first.

    >>> pairs = [("rumah besar", "big house"), ("rumah", "house"), ("kota besar", "big city"), ("kota", "city")]
    >>> dict(learn_lexicon(pairs).entries)
    {'besar': ('big',), 'kota': ('city',), 'rumah': ('house',)}
    """
    left_lang, right_lang = languages.get(source_lang), languages.get(target_lang)
    read = [(_read(source, left_lang), _read(target, right_lang)) for source, target in dict.fromkeys(pairs)]
    read = [(s, t) for s, t in read if 0 < len(s) <= _LONGEST and 0 < len(t) <= _LONGEST]
    read = read[:: 1 + sum(len(s) * len(t) for s, t in read) // _MOST]
    if not read:
        return Lexicon()
    left, right = _words([s for s, _ in read]), _words([t for _, t in read])
    return _lexicon(left, right, *associations(left, right, often), least, most)


def associations(left: Words, right: Words, often: int) -> tuple[Ints, Ints, Floats]:
    """Source word, target word and how likely they translate each other, of pairs that stand together ``often``."""
    if not (left.size and right.size):  # a side of marks and figures alone
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    links = _links(left, right, often)
    forward = _estimate(links, left.size, right.size, len(right.word))
    backward = _estimate(links.reversed(), right.size, left.size, len(left.word))
    return links.source, links.target, 2 * forward * backward / np.maximum(forward + backward, 1e-12)


def _read(text: str, language: Language) -> list[str]:
    """The words of a text that may have a translation."""
    return [token for token in tokens(text, language, {}) if not (is_mark(token) or is_number(token))]


def _words(segments: Sequence[list[str]]) -> Words:
    index: dict[str, int] = {}
    word = [index.setdefault(name, len(index)) for segment in segments for name in segment]
    start = np.concatenate([[0], np.cumsum([len(segment) for segment in segments])])
    return Words(list(index), np.array(word, dtype=np.int64), start.astype(np.int64))


@dataclass(frozen=True)
class _Links:
    """The pairs of words that stand together often enough, and their occurrences."""

    source: Ints
    """The source word of each pair."""
    target: Ints
    source_place: Ints
    """For each occurrence of a pair, the place of its source word among all of the texts' words."""
    target_place: Ints
    pair: Ints
    """Its pair."""

    def reversed(self) -> _Links:
        """The same, the other way round."""
        return _Links(self.target, self.source, self.target_place, self.source_place, self.pair)


def _occurrences(left: Words, right: Words) -> Iterator[tuple[Ints, Ints]]:
    """The places of the two words of every pair within a segment: each source word with each target word."""
    total = np.cumsum(np.diff(left.start) * np.diff(right.start))
    bounds = np.searchsorted(total, np.arange(0, max(int(total[-1]), 1), 2_000_000))
    for low, high in zip(bounds.tolist(), [*bounds[1:].tolist(), len(total)], strict=True):
        segment = np.repeat(np.arange(low, high), np.diff(right.start)[low:high])
        place = np.arange(right.start[low], right.start[high])
        which, source = expand(left.start[segment], left.start[segment + 1])
        yield source.astype(np.int32), place[which].astype(np.int32)


def _links(left: Words, right: Words, often: int) -> _Links:
    """The pairs of words that stand together at least ``often`` times, and where."""
    width = right.size
    places = [np.concatenate(column) for column in zip(*_occurrences(left, right), strict=True)]
    keys, pair, counts = np.unique(
        left.word[places[0]] * width + right.word[places[1]], return_inverse=True, return_counts=True
    )
    kept = counts >= often
    number = np.cumsum(kept) - 1
    chosen = kept[pair]
    return _Links(
        keys[kept] // width, keys[kept] % width, places[0][chosen], places[1][chosen],
        number[pair[chosen]].astype(np.int32),
    )  # fmt: skip


def _estimate(links: _Links, sources: int, targets: int, tokens: int) -> Floats:
    """For each pair of words, the probability that the source word gives the target word.

    Args:
        sources, targets: how many words there are of each language.
        tokens: how many target words the texts have, all told.
    """
    given = np.ones(len(links.source))
    for _ in range(_ROUNDS):
        share = given[links.pair]
        total = 1.0 / targets + np.bincount(links.target_place, weights=share, minlength=tokens)
        counted = np.bincount(links.pair, weights=share / total[links.target_place], minlength=len(given))
        norm = np.bincount(links.source, weights=counted, minlength=sources)
        given = counted / np.maximum(norm[links.source], 1e-12)
    return given


def _lexicon(left: Words, right: Words, s: Ints, t: Ints, probability: Floats, least: float, most: int) -> Lexicon:
    """The likely pairs as a lexicon, words that are frequent first."""
    frequency = np.bincount(left.word, minlength=left.size)
    found: dict[int, list[tuple[float, str]]] = {}
    likely = np.flatnonzero(probability >= least)
    for source, target, p in zip(s[likely].tolist(), t[likely].tolist(), probability[likely].tolist(), strict=True):
        found.setdefault(source, []).append((-round(p, 6), right.names[target]))
    heads = sorted(found, key=lambda word: (-int(frequency[word]), left.names[word]))
    return Lexicon({left.names[head]: tuple(word for _, word in sorted(found[head])[:most]) for head in heads})
