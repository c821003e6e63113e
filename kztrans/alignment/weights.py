"""The weights of the evidence; written by ``benchmarks/fit_alignment.py``."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PRIOR", "WEIGHTS", "WINDOW"]

PRIOR = 20.0
"""How many segments the language at large counts for in a token's weight, beside the text's own."""

WINDOW = 60.0
"""The number of segments beyond which a text does not make its rare words weigh more."""

WEIGHTS: Mapping[str, float] = {
    "same": 1.5,
    "number": 1.5,
    "glossary": 1.2,
    "lexicon": 1.0,
    "derived": 0.8,
    "cognate": 1.0,
    "learned": 0.7,
    "mark": 0.5,
    "mass": -0.15,
    "length": -0.2,
    "length²": -0.1,
    "1-1": 0.5,
    "join": -2.5,
    "2-2": -5.0,
    "triple": -6.0,
}
