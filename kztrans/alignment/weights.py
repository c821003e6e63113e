"""The weights of the evidence; written by ``benchmarks/fit_alignment.py``."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PRIOR", "WEIGHTS", "WINDOW"]

PRIOR = 20.0
"""How many segments the language at large counts for in a token's weight, beside the text's own."""

WINDOW = 60.0
"""The number of segments beyond which a text does not make its rare words weigh more."""

WEIGHTS: Mapping[str, float] = {
    "same": 0.703,
    "number": 1.311,
    "glossary": 0.805,
    "lexicon": 0.852,
    "derived": 0.375,
    "cognate": 0.958,
    "learned": 0.668,
    "mark": 0.779,
    "known": -0.154,
    "unknown": -0.001,
    "length": -1.252,
    "1-1": 5.914,
    "join": 4.719,
    "2-2": 1.532,
    "triple": 2.876,
    "paragraph": 1.112,
}
"""What a unit of each column of evidence adds to the logarithm of a bead's weight."""
