"""The aligner: from two lists of segments to beads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.anchors import checked
from kztrans.alignment.corridor import Corridor, corridor
from kztrans.alignment.evidence import FEATURES
from kztrans.alignment.lattice import SHAPES, Gaps, Lattice
from kztrans.alignment.layout import DOUBT, Band, Layout, Weights, laid_out
from kztrans.alignment.pair import Habits, Pair, read_pair, taught
from kztrans.alignment.vectors import SentenceVectors, whole_numbers
from kztrans.alignment.weights import WEIGHTS, WITH_VECTORS
from kztrans.bilingual.lexicon import Lexicon
from kztrans.bilingual.matches import KINDS
from kztrans.model import Bead

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["align", "bead_of", "beads_of", "grouped", "layouts", "monotone", "prepared", "weights_without"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


_SURE = 0.9
"""Probability of the beads that tell how freely a text is translated."""
_RATE = 0.3
"""The share of the weight of known words that sure beads have in common, in the texts that gave the weights."""
_RATE_MASS = 200.0
"""Mass of known words that this share counts for, beside the text's own."""
_TOGETHER = 60_000
"""Nodes, about, of the stretches of a long text that are aligned at one time."""
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
    from kztrans.alignment.confidence import judged
    from kztrans.alignment.crossing import with_crossings

    if crossing and not anchors:
        swaps = source_paragraphs is not None and target_paragraphs is not None
        beads = with_crossings(pair, weights, beads, swaps=swaps)
    return judged(pair, weights, beads)


def monotone(pair: Pair, weights: Weights, route: Corridor) -> list[Bead]:
    """The beads of the best path without crossings."""
    return [bead for layout in layouts(pair, weights, route) for bead in beads_of(layout)]


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


def layouts(
    pair: Pair, weights: Weights, route: Corridor, doubt: float = DOUBT, together: int = _TOGETHER
) -> Iterator[Layout]:
    """The lattices of a pair of texts: of the whole, or of some of its stretches at a time, where it is long.

    Args:
        pair: the texts, neither empty.
        weights: what the evidence weighs.
        route: where the path may go.
        doubt: beads on paths that weigh so much less than the best are left out.
        together: nodes, about, of the stretches at a time.
    """
    closed = tuple([anchor[side] for anchor in route.anchors] for side in (0, 1))
    bands = (Band(begin[0], *route.stretch(begin, end)) for begin, end in pairwise(route.cuts))
    for group in grouped(bands, together):
        yield laid_out(pair, weights, group, (closed[0], closed[1]), doubt)


def grouped(bands: Iterable[Band], together: int = _TOGETHER) -> Iterator[list[Band]]:
    """Neighbouring stretches that have no more than so many nodes in all (or are one)."""
    group: list[Band] = []
    size = 0
    for band in bands:
        own = int((band.high - band.low + 1).sum())
        if group and size + own > together:
            yield group
            group, size = [], 0
        group.append(band)
        size += own
    if group:
        yield group


def beads_of(layout: Layout, path: Sequence[int] | None = None) -> list[Bead]:
    """The beads of a path (the best one), those with an empty side among them, each with its probability.

    That of a segment left alone is one minus what its beads with both sides have.
    """
    net, probability = layout.net, layout.posteriors().bead
    found: list[Bead] = []
    alone = _left_alone(net, probability)
    i, j = int(net.i[0]), int(net.j[0])

    def left(until: tuple[int, int]) -> Iterator[Bead]:
        yield from (Bead((n,), (), alone[0][n - int(net.i[0])]) for n in range(i, until[0]))
        yield from (Bead((), (n,), alone[1][n - int(net.j[0])]) for n in range(j, until[1]))

    for number in layout.best_path() if path is None else path:
        bead = bead_of(layout, number, probability)
        found += [*left((bead.source[0], bead.target[0])), bead]
        i, j = bead.source[-1] + 1, bead.target[-1] + 1
    return [*found, *left((int(net.i[-1]), int(net.j[-1])))]


def _left_alone(net: Lattice, probability: Floats) -> tuple[list[float], list[float]]:
    """For each segment of both sides, the probability that it is in no bead."""
    found = []
    for side in (net.i, net.j):
        begin, end = side[net.tail] - side[0], side[net.head] - side[0]
        change = np.zeros(int(side[-1] - side[0]) + 1)
        np.add.at(change, begin, probability)
        np.add.at(change, end, -probability)
        found.append(np.round(np.clip(1 - np.cumsum(change)[:-1], 0.0, 1.0), 4).tolist())
    return found[0], found[1]


def bead_of(layout: Layout, number: int, probability: Floats | None = None) -> Bead:
    """A bead of a layout as a value, with its probability where they are given."""
    net = layout.net
    a, b = SHAPES[net.shape[number]]
    i, j = int(net.i[net.tail[number]]), int(net.j[net.tail[number]])
    score = 0.0 if probability is None else round(float(probability[number]), 4)
    return Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), score)


def weights_without(without: frozenset[str] = frozenset(), vectors: bool = False) -> Weights:
    """The fitted weights, 0 for what is left out; those for use with sentence vectors where there are such."""
    table = WITH_VECTORS if vectors else WEIGHTS
    beads = np.array([0.0 if name in without else table[name] for name in FEATURES])
    return Weights(beads, Gaps(table["gap"], table["torn"]), Gaps(table["more gap"], table["more torn"]))
