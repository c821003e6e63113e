"""The aligner: from two lists of segments to beads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kztrans import languages
from kztrans.alignment import evidence, lattice
from kztrans.alignment.lexicon import Lexicon, base_lexicon
from kztrans.alignment.matches import KINDS, Matches, find_matches
from kztrans.alignment.sides import Side, read_side
from kztrans.alignment.tokens import phrases
from kztrans.alignment.weights import PRIOR, WEIGHTS, WINDOW
from kztrans.model import Bead

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["align"]


@dataclass(frozen=True)
class Pair:
    """Two texts made ready for alignment."""

    source: Side
    target: Side
    matches: Matches


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_lang: str = "id",
    target_lang: str = "en",
    glossary: Glossary | None = None,
    *,
    lexicon: Lexicon | None = None,
    anchors: Sequence[tuple[int, int]] = (),
    source_paragraphs: Sequence[int] | None = None,
    target_paragraphs: Sequence[int] | None = None,
    without: frozenset[str] = frozenset(),
) -> list[Bead]:
    """Align the segments of a text with those of its translation."""
    del anchors, source_paragraphs, target_paragraphs
    pair = read_pair(source, target, source_lang, target_lang, glossary, lexicon, without)
    n, m = len(source), len(target)
    if not n and not m:
        return []
    net, features = laid_out(pair, np.array([WEIGHTS[kind] for kind in KINDS]))
    score = np.round(features @ np.array([WEIGHTS[name] for name in evidence.FEATURES]), 6)
    path = lattice.best_path(net, np.round(score * 1e6).astype(np.int64))
    probability, _ = lattice.posteriors(net, score)
    return [_bead(net, number, float(probability[number])) for number in path]


def laid_out(pair: Pair, kinds: NDArray[np.float64]) -> tuple[lattice.Lattice, NDArray[np.float64]]:
    """The lattice of a pair of texts, and the features of its beads."""
    n, m = len(pair.source), len(pair.target)
    i, j = lattice.full_nodes(n, m)
    net = lattice.build(i, j)
    cell = (i < n) & (j < m)
    table = evidence.cells(i[cell], j[cell], pair.source, pair.target, pair.matches)
    return net, evidence.bead_features(net, pair.source, pair.target, pair.matches, table, i[cell], j[cell], kinds)


def _bead(net: lattice.Lattice, number: int, score: float) -> Bead:
    a, b = lattice.SHAPES[net.shape[number]]
    i, j = int(net.i[net.tail[number]]), int(net.j[net.tail[number]])
    return Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), round(score, 4))


def read_pair(
    source: Sequence[str],
    target: Sequence[str],
    source_lang: str,
    target_lang: str,
    glossary: Glossary | None,
    lexicon: Lexicon | None,
    without: frozenset[str] = frozenset(),
) -> Pair:
    """Read the two texts and find which of their words may match."""
    left, right = languages.get(source_lang), languages.get(target_lang)
    words = base_lexicon(source_lang, target_lang) if lexicon is None else lexicon
    if "lexicon" in without:
        words = Lexicon()
    terms = _terms(glossary, left.code, right.code)
    left_rank, right_rank = _ranks(words) if lexicon is not None else _base_ranks(source_lang, target_lang)
    left_side = read_side(
        source, left, phrases([*terms.entries, *words.entries], left), left_rank, prior=PRIOR, window=WINDOW
    )
    right_side = read_side(target, right, {}, right_rank, prior=PRIOR, window=WINDOW)
    matches = find_matches(left_side.types, right_side.types, left, right, words, terms, without=without)
    return Pair(left_side, right_side, matches)


def _terms(glossary: Any, source_lang: str, target_lang: str) -> Lexicon:
    """The terms of a glossary's concepts as a lexicon."""
    concepts = _packaged_concepts() if glossary is None else tuple(glossary.concepts)
    pairs: dict[str, dict[str, None]] = {}
    for concept in concepts:
        for term in concept.terms:
            if term.lang == source_lang:
                for other in concept.terms:
                    if other.lang == target_lang:
                        pairs.setdefault(term.text.lower(), {})[other.text] = None
    return Lexicon({head: tuple(words) for head, words in pairs.items()})


@lru_cache(maxsize=1)
def _packaged_concepts() -> tuple[Any, ...]:
    try:
        from kztrans.glossary import Glossary

        return tuple(Glossary.load().concepts)
    except (ImportError, AttributeError):
        return ()


def _ranks(lexicon: Lexicon) -> tuple[dict[str, int], dict[str, int]]:
    """Words of both languages to ranks by frequency, as the lexicon's order gives them."""
    left: dict[str, int] = {}
    right: dict[str, int] = {}
    for rank, (head, words) in enumerate(lexicon.entries.items()):
        left.setdefault(head, rank)
        for place, word in enumerate(words):
            right.setdefault(word.lower(), rank * (1 + place))
    return left, right


@lru_cache(maxsize=4)
def _base_ranks(source_lang: str, target_lang: str) -> tuple[dict[str, int], dict[str, int]]:
    return _ranks(base_lexicon(source_lang, target_lang))
