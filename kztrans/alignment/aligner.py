"""The aligner: from two lists of segments to beads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kztrans import languages
from kztrans.alignment import lattice
from kztrans.alignment.anchors import checked
from kztrans.alignment.cells import look_up
from kztrans.alignment.corridor import corridor
from kztrans.alignment.evidence import FEATURES, Beads, Evidence
from kztrans.alignment.lattice import Lattice
from kztrans.alignment.lexicon import Lexicon, base_lexicon
from kztrans.alignment.matches import KINDS, Matches, find_matches
from kztrans.alignment.sides import Side, read_side
from kztrans.alignment.tokens import phrases
from kztrans.alignment.weights import PRIOR, WEIGHTS, WINDOW
from kztrans.model import Bead

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["Layout", "Pair", "align", "laid_out", "read_pair", "weight_vector"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


_DOUBT = 14.0
"""Beads that weigh so much less than what else there is are left out: their share is below one in a million."""
_CHUNK = 100_000
"""Nodes whose beads are weighed at one time; bounds the memory."""


@dataclass(frozen=True)
class Pair:
    """Two texts made ready for alignment."""

    source: Side
    target: Side
    matches: Matches


@dataclass(frozen=True)
class Layout:
    """A lattice with what is known of its beads."""

    net: Lattice
    score: Floats
    """The logarithm of each bead's weight; 0 for beads with an empty side."""
    paired: Ints
    """The numbers of the beads with both sides."""
    features: Floats
    """Their evidence."""
    evidence: Evidence


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
    """Align the segments of a text with those of its translation.

    Args:
        source, target: the texts of the segments.
        source_lang, target_lang: their languages.
        glossary: concepts whose terms translate each other; None is the curated glossary.
        lexicon: translations of general words; None is the base lexicon, ``Lexicon()`` is none.
        anchors: pairs of indexes of segments that begin together, as a human says; in order, none crossing another.
        source_paragraphs, target_paragraphs: the number of each segment's paragraph.
        without: kinds of evidence to leave out: a name in `KINDS`, ``morphology``, ``length`` or ``paragraph``.

    Returns:
        Beads in order, each index of both sides in exactly one of them; ``Bead.score`` is the probability that the bead
        is exactly right.

    Raises:
        InputError: an anchor is outside the texts, or two of them cross.

    >>> [bead.kind for bead in align(["Rapat dimulai.", "Presiden hadir."], ["The president attended."])]
    ['1-0', '1-1']
    """
    n, m = len(source), len(target)
    fixed = checked(anchors, n, m)
    if not n or not m:
        return [Bead((i,), (), 1.0) for i in range(n)] + [Bead((), (j,), 1.0) for j in range(m)]
    pair = read_pair(
        source,
        target,
        source_lang,
        target_lang,
        glossary,
        lexicon,
        without,
        paragraphs=(source_paragraphs, target_paragraphs),
    )
    layout = laid_out(pair, weight_vector(without), fixed)
    net = layout.net
    path = lattice.best_path(net, np.round(layout.score * 1e6).astype(np.int64))
    probability, _ = lattice.posteriors(net, layout.score)
    return [bead(net, number, float(probability[number])) for number in path]


def bead(net: Lattice, number: int, score: float) -> Bead:
    """A bead of the lattice as a value."""
    a, b = lattice.SHAPES[net.shape[number]]
    i, j = int(net.i[net.tail[number]]), int(net.j[net.tail[number]])
    return Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), round(score, 4))


def weight_vector(without: frozenset[str] = frozenset()) -> Floats:
    """The fitted weights in the order of `FEATURES`."""
    dropped = set(without)
    if "length" in dropped:
        dropped.add("length²")
    if "paragraph" in dropped:
        dropped.add("across")
    return np.array([0.0 if name in dropped else WEIGHTS[name] for name in FEATURES])


def laid_out(pair: Pair, weights: Floats, anchors: Sequence[tuple[int, int]] = (), doubt: float = _DOUBT) -> Layout:
    """Lay a lattice over two texts and weigh its beads.

    Args:
        pair: the texts, neither empty.
        weights: in the order of `FEATURES`.
        anchors: hand-set ones.
        doubt: beads that weigh so much less than others that take their place are left out.
    """
    n, m = len(pair.source), len(pair.target)
    kinds = weights[: len(KINDS)]
    low, high = corridor(pair.source, pair.target, pair.matches, kinds, anchors)
    i, j = lattice.banded(low, high)
    inside = (i < n) & (j < m)
    table = look_up(i[inside], j[inside], pair.source, pair.target, pair.matches)
    evidence = Evidence(pair.source, pair.target, pair.matches, table, kinds)
    tail, head, shape, features = _weighed(i, j, evidence, weights, anchors, doubt)
    net, order = lattice.build(i, j, tail, head, shape)
    score = np.zeros(len(tail))
    score[: len(features)] = np.round(features @ weights, 6)
    paired = np.argsort(order)[: len(features)]
    return Layout(net, score[order], paired, features, evidence)


def _weighed(
    i: Ints, j: Ints, evidence: Evidence, weights: Floats, anchors: Sequence[tuple[int, int]], doubt: float
) -> tuple[Ints, Ints, Ints, Floats]:
    """Tail, head and shape of the beads that are worth it, those with both sides first, and the evidence for these."""
    singles, joins, empty = [], [], []
    single = np.full(len(evidence.table.keys) + 1, -np.inf)
    for begin in range(0, len(i), _CHUNK):
        parts = _not_over(anchors, i, *lattice.arcs(i, j, begin, min(begin + _CHUNK, len(i))))
        size = np.array([a * b for a, b in lattice.SHAPES])[parts[2]]
        empty.append([column[size == 0] for column in parts])
        joins.append([column[size > 1] for column in parts])
        arcs = [column[size == 1] for column in parts]
        beads = Beads(i[arcs[0]], j[arcs[0]], arcs[2])
        kept, features = _kept(beads, evidence, weights, np.full(len(beads), -doubt))
        singles.append(([column[kept] for column in arcs], features))
        single[evidence.table.find(beads.i[kept], beads.j[kept])] = features @ weights
    chosen = list(singles)
    for arcs in joins:
        beads = Beads(i[arcs[0]], j[arcs[0]], arcs[2])
        kept, features = _kept(beads, evidence, weights, np.maximum(evidence.best(single, beads), 0.0) - doubt)
        chosen.append(([column[kept] for column in arcs], features))
    arcs = [np.concatenate(columns) for columns in zip(*(part for part, _ in chosen), strict=True)]
    rest = [np.concatenate(columns) for columns in zip(*empty, strict=True)]
    tail, head, shape = (np.concatenate(columns) for columns in zip(arcs, rest, strict=True))
    return tail, head, shape, np.concatenate([features for _, features in chosen])


def _not_over(
    anchors: Sequence[tuple[int, int]], i: Ints, tail: Ints, head: Ints, shape: Ints
) -> tuple[Ints, Ints, Ints]:
    """Beads without those that reach over a hand-set anchor."""
    if not anchors:
        return tail, head, shape
    hand = np.array([a for a, _ in anchors])
    keep = np.searchsorted(hand, i[tail], side="right") == np.searchsorted(hand, i[head], side="left")
    return tail[keep], head[keep], shape[keep]


def _kept(beads: Beads, evidence: Evidence, weights: Floats, least: Floats) -> tuple[Ints, Floats]:
    """The beads that may weigh as much as ``least``, as numbers, and the evidence for them."""
    most = evidence.features(beads, matching=False) @ weights + evidence.most(beads)
    kept = np.flatnonzero(most >= least)
    return kept, evidence.features(beads.only(kept))


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
    words = base_lexicon(source_lang, target_lang) if lexicon is None else lexicon
    if "lexicon" in without:
        words = Lexicon()
    terms = _terms(glossary, left.code, right.code)
    left_rank, right_rank = _ranks(words) if lexicon is not None else _base_ranks(source_lang, target_lang)
    left_side = read_side(
        source,
        left,
        phrases([*terms.entries, *words.entries], left),
        left_rank,
        prior=PRIOR,
        window=WINDOW,
        paragraphs=paragraphs[0],
    )
    right_side = read_side(target, right, {}, right_rank, prior=PRIOR, window=WINDOW, paragraphs=paragraphs[1])
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
