"""The aligner: from two lists of segments to beads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kztrans.alignment.anchors import checked
from kztrans.alignment.confidence import judged
from kztrans.alignment.corridor import Corridor, corridor
from kztrans.alignment.crossing import with_crossings
from kztrans.alignment.evidence import FEATURES
from kztrans.alignment.lattice import SHAPES
from kztrans.alignment.layout import Layout, Weights
from kztrans.alignment.monotone import layouts, monotone
from kztrans.alignment.pair import Habits, Pair, read_pair, taught
from kztrans.alignment.paths import Gaps
from kztrans.alignment.vectors import SentenceVectors, whole_numbers
from kztrans.alignment.weights import WEIGHTS, WITH_VECTORS
from kztrans.bilingual.lexicon import Lexicon
from kztrans.bilingual.matches import KINDS
from kztrans.model import Bead

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["align", "prepared", "weights_without"]


_SURE = 0.9
"""Probability of the beads that tell how freely a text is translated."""
_RATE = 0.3
"""The share of the weight of known words that sure beads have in common, in the texts that gave the weights."""
_RATE_MASS = 200.0
"""Mass of known words that this share counts for, beside the text's own."""
_KNOWN = 0.5
"""Share of the words' information below which the lexicon is too poor, and the texts themselves are learned from."""


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
    vectors: SentenceVectors | None = None,
    crossing: bool = True,
) -> list[Bead]:
    """Align the segments of a text with those of its translation.

    Sentences and passages that stand elsewhere in the target are found as well (`Bead.moved`). Neighbours that change
    places are two beads that cross where paragraphs are known, and so the segments are sentences of running text; else,
    since lines may be parts of sentences, they are one bead.

    Args:
        source, target: the texts of the segments.
        source_lang, target_lang: their languages.
        glossary: concepts whose terms translate each other; None is the curated glossary.
        lexicon: translations of general words; None is the base lexicon, ``Lexicon()`` is none.
        anchors: pairs of indexes of segments that begin together, as a human says; in order, none crossing another.
        source_paragraphs, target_paragraphs: the number of each segment's paragraph.
        without: kinds of evidence to leave out: a name in `KINDS`, ``morphology``, ``length`` or ``paragraph``.
        vectors: a model of sentence vectors (`vectors.load_vectors`) as one more kind of evidence.
        crossing: False for beads in one order on both sides; hand-set anchors have that effect, too.

    Returns:
        Beads in the order of the source, each index of both sides in exactly one of them; ``Bead.score`` is the
        probability that the bead is exactly right.

    Raises:
        InputError: an anchor is outside the texts, or two of them cross.

    >>> source, target = ["Rapat dimulai.", "Presiden hadir."], ["The meeting began.", "The president came."]
    >>> [bead.kind for bead in align(source, target)]
    ['1-1', '1-1']
    """
    ready = prepared(
        source,
        target,
        source_lang,
        target_lang,
        glossary,
        lexicon=lexicon,
        anchors=anchors,
        source_paragraphs=source_paragraphs,
        target_paragraphs=target_paragraphs,
        without=without,
        vectors=vectors,
    )
    if ready is None:
        return [Bead((i,), (), 1.0) for i in range(len(source))] + [Bead((), (j,), 1.0) for j in range(len(target))]
    pair, weights, route = ready
    beads = monotone(pair, weights, route)
    if crossing and not anchors:
        swaps = source_paragraphs is not None and target_paragraphs is not None
        beads = with_crossings(pair, weights, beads, swaps=swaps)
    return judged(pair, weights, beads)


class Ready(NamedTuple):
    """What is to be aligned."""

    pair: Pair
    weights: Weights
    route: Corridor


def prepared(
    source: Sequence[str],
    target: Sequence[str],
    source_lang: str,
    target_lang: str,
    glossary: Glossary | None,
    *,
    lexicon: Lexicon | None,
    anchors: Sequence[tuple[int, int]],
    source_paragraphs: Sequence[int] | None,
    target_paragraphs: Sequence[int] | None,
    without: frozenset[str] = frozenset(),
    vectors: SentenceVectors | None = None,
) -> Ready | None:
    """Read what `align` is given; None where one of the texts is empty.

    Raises:
        InputError: an anchor is outside the texts, or two of them cross.
    """
    fixed = checked(anchors, len(source), len(target))
    if not source or not target:
        return None
    paragraphs = (source_paragraphs, target_paragraphs)
    pair = read_pair(source, target, source_lang, target_lang, glossary, lexicon, without, paragraphs)
    if vectors is not None:
        left, right = pair.source.length, pair.target.length
        pair = replace(pair, vectors=(whole_numbers(vectors, source, left), whole_numbers(vectors, target, right)))
    weights = weights_without(without, vectors is not None)
    route = _route(pair, weights, fixed)
    if "learned" not in without and pair.known() < _KNOWN:
        pair = taught(pair, monotone(pair, weights, route))
        route = _route(pair, weights, fixed)
    usual = replace(route, cuts=route.cuts[route.usual : route.usual + 2])
    return Ready(used_to(pair, next(layouts(pair, weights, usual))), weights, route)


def _route(pair: Pair, weights: Weights, anchors: Sequence[tuple[int, int]] = ()) -> Corridor:
    return corridor(pair.source, pair.target, pair.matches, weights.beads[: len(KINDS)], anchors)


def used_to(pair: Pair, layout: Layout) -> Pair:
    """The pair with its own habits, from a first look at (a part of) it."""
    found, net = layout.posteriors(), layout.net
    path = np.array(layout.best_path(), dtype=np.int64)
    features = layout.features[path[found.bead[path] >= _SURE]]
    kinds = len(KINDS)
    mass = float((features[:, :kinds] @ np.maximum(layout.weights[:kinds], 0.0)).sum())
    expected = float(features[:, FEATURES.index("known")].sum()) / pair.habits.rate
    rate = (mass + _RATE * _RATE_MASS) / (expected + _RATE_MASS) / _RATE
    sizes = np.array(SHAPES).sum(axis=1)[net.shape]
    segments = float((net.i[net.last] - net.i[net.first] + net.j[net.last] - net.j[net.first]).sum())
    alone = 1.0 - float(found.bead @ sizes) / segments
    runs = float(found.gaps[0]) / (float(found.bead.sum()) + 1.0)
    rate, alone, runs = min(max(rate, 0.3), 1.5), min(max(alone, 0.0), 1.0), min(runs, 1.0)
    return replace(pair, habits=Habits(round(rate, 3), round(alone, 3), round(runs, 3)))


def weights_without(without: frozenset[str] = frozenset(), vectors: bool = False) -> Weights:
    """The fitted weights, 0 for what is left out; those for use with sentence vectors where there are such."""
    table = WITH_VECTORS if vectors else WEIGHTS
    beads = np.array([0.0 if name in without else table[name] for name in FEATURES])
    return Weights(beads, Gaps(table["gap"], table["torn"]), Gaps(table["more gap"], table["more torn"]))
