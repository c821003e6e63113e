"""The weights of the evidence; written by ``benchmarks/fit_alignment.py``."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PRIOR", "WEIGHTS", "WINDOW"]

PRIOR = 20.0
"""How many segments the language at large counts for in a token's weight, beside the text's own."""

WINDOW = 60.0
"""The number of segments beyond which a text does not make its rare words weigh more."""

WEIGHTS: Mapping[str, float] = {
    "same": 0.642,
    "number": 0.780,
    "glossary": 0.761,
    "lexicon": 0.802,
    "derived": 0.373,
    "cognate": 1.171,
    "learned": 0.700,
    "mark": 1.199,
    "known": -0.148,
    "unknown": 0.0,
    "length": -1.4,
    "1-1": 6.494,
    "join": 5.325,
    "2-2": 3.444,
    "triple": 3.399,
    "paragraph": 1.164,
}
