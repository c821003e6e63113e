"""The weights of the evidence; written by ``benchmarks/fit_alignment.py``."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PRIOR", "WEIGHTS", "WINDOW"]

PRIOR = 20.0
"""How many segments the language at large counts for in a token's weight, beside the text's own."""

WINDOW = 60.0
"""The number of segments beyond which a text does not make its rare words weigh more."""

WEIGHTS: Mapping[str, float] = {
    "same": 0.795,
    "number": 0.759,
    "glossary": 0.664,
    "lexicon": 0.725,
    "derived": 0.388,
    "cognate": 1.128,
    "learned": 0.700,
    "mark": 1.087,
    "known": -0.148,
    "unknown": -0.003,
    "length": 0.750,
    "length²": -3.561,
    "1-1": 4.802,
    "join": 4.136,
    "2-2": -8.458,
    "triple": -8.172,
    "paragraph": 1.0,
    "across": -1.0,
}
