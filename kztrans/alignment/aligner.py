"""The aligner: from two lists of segments to beads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment import lattice
from kztrans.alignment.anchors import checked
from kztrans.alignment.corridor import corridor
from kztrans.alignment.evidence import FEATURES
from kztrans.alignment.layout import DOUBT, Layout, laid_out
from kztrans.alignment.pair import Pair, read_pair, taught
from kztrans.alignment.weights import WEIGHTS
from kztrans.bilingual.lexicon import Lexicon
from kztrans.bilingual.matches import KINDS
from kztrans.model import Bead

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["align", "bead_of", "layouts", "prepared", "weight_vector"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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
    pair, fixed = prepared(
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
    )
    if pair is None:
        return [Bead((i,), (), 1.0) for i in range(len(source))] + [Bead((), (j,), 1.0) for j in range(len(target))]
    return [found for layout in layouts(pair, weight_vector(without), fixed) for found in _path(layout)]


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
) -> tuple[Pair | None, list[tuple[int, int]]]:
    """Read what `align` is given: the pair of texts, None where one of them is empty; and the anchors in order."""
    fixed = checked(anchors, len(source), len(target))
    if not source or not target:
        return None, fixed
    paragraphs = (source_paragraphs, target_paragraphs)
    pair = read_pair(source, target, source_lang, target_lang, glossary, lexicon, without, paragraphs)
    if "learned" not in without and pair.known() < _KNOWN:
        pair = taught(pair, [bead for layout in layouts(pair, weight_vector(without), fixed) for bead in _path(layout)])
    return pair, fixed


def layouts(
    pair: Pair, weights: Floats, anchors: Sequence[tuple[int, int]] = (), doubt: float = DOUBT
) -> Iterator[Layout]:
    """The lattice of a pair of texts, or those of its stretches one after another, where it is long.

    Args:
        pair: the texts, neither empty.
        weights: in the order of `FEATURES`.
        anchors: hand-set ones.
        doubt: beads on paths that weigh so much less than the best are left out.
    """
    band = corridor(pair.source, pair.target, pair.matches, weights[: len(KINDS)], anchors)
    for begin, end in pairwise(band.cuts):
        yield laid_out(pair, weights, *band.stretch(begin, end), begin[0], anchors, doubt)


def _path(layout: Layout) -> list[Bead]:
    """The beads of the best path."""
    path = lattice.best_path(layout.net, layout.whole_scores())
    probability, _ = lattice.posteriors(layout.net, layout.score)
    return [bead_of(layout, number, probability) for number in path]


def bead_of(layout: Layout, number: int, probability: Floats | None = None) -> Bead:
    """A bead of a layout as a value, with its probability where they are given."""
    net = layout.net
    a, b = lattice.SHAPES[net.shape[number]]
    i, j = int(net.i[net.tail[number]]), int(net.j[net.tail[number]])
    score = 0.0 if probability is None else round(float(probability[number]), 4)
    return Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), score)


def weight_vector(without: frozenset[str] = frozenset()) -> Floats:
    """The fitted weights in the order of `FEATURES`."""
    return np.array([0.0 if name in without else WEIGHTS[name] for name in FEATURES])
