"""The weights of the evidence; written by ``benchmarks/fit_alignment.py``."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PRIOR", "WEIGHTS", "WINDOW"]

PRIOR = 20.0
"""How many segments the language at large counts for in a token's weight, beside the text's own."""

WINDOW = 60.0
"""The number of segments beyond which a text does not make its rare words weigh more."""

WEIGHTS: Mapping[str, float] = {
    "same": 1.739,
    "number": 1.663,
    "glossary": 2.475,
    "lexicon": 1.395,
    "derived": 0.951,
    "cognate": 2.128,
    "learned": 0.700,
    "mark": 1.772,
    "mass": -0.221,
    "length": 0.668,
    "length²": -3.632,
    "1-1": 4.009,
    "join": 1.614,
    "2-2": -7.872,
    "triple": -8.169,
}
