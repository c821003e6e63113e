"""The weights of the evidence; written by ``benchmarks/fit_alignment.py``."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["CONFIDENCE", "CONFIDENCE_WITH_VECTORS", "MOVED", "PRIOR", "SWAPPED", "WEIGHTS", "WINDOW", "WITH_VECTORS"]

PRIOR = 20.0
"""How many segments the language at large counts for in a token's weight, beside the text's own."""

WINDOW = 60.0
"""The number of segments beyond which a text does not make its rare words weigh more."""

MOVED = -2.5
"""What a passage that has moved costs, in nats."""

SWAPPED = 3.0
"""What speaks for neighbours that have changed places, rather than for one bead of both, in nats. Without it, 24 of 26
that did weigh 0 to 9 more than the one bead; all of 40 quotations cut anew weigh at least 7 less."""

WEIGHTS: Mapping[str, float] = {
    "same": 0.536,
    "number": 1.298,
    "glossary": 0.811,
    "lexicon": 0.743,
    "derived": 0.355,
    "cognate": 0.948,
    "learned": 0.813,
    "related": 0.401,
    "mark": 1.276,
    "known": -0.138,
    "unknown": 0.000,
    "length": -1.396,
    "1-1": 5.376,
    "join": 3.740,
    "2-2": 1.784,
    "triple": 2.710,
    "fourfold": 2.266,
    "recut": 1.700,
    "paragraph": 1.299,
    "ends": 1.500,
    "quotes": -0.993,
    "condensed": 0.188,
    "chance": -0.080,
    "vectors": 0.000,
    "weakest": 0.000,
    "alone": 0.144,
    "gap": -1.391,
    "torn": 0.841,
    "more gap": -0.038,
    "more torn": 0.426,
}
"""What a unit of each column of evidence adds to the logarithm of a bead's weight; what a run left alone does."""

WITH_VECTORS: Mapping[str, float] = {
    "same": 0.039,
    "number": 0.651,
    "glossary": 0.553,
    "lexicon": 0.505,
    "derived": 0.141,
    "cognate": 0.223,
    "learned": 0.019,
    "related": 0.529,
    "mark": 0.798,
    "known": -0.143,
    "unknown": 0.005,
    "length": -1.355,
    "1-1": 2.869,
    "join": 0.836,
    "2-2": 1.880,
    "triple": 2.111,
    "fourfold": 2.985,
    "recut": 2.698,
    "paragraph": 1.265,
    "ends": 1.506,
    "quotes": -1.024,
    "condensed": 0.036,
    "chance": -0.080,
    "vectors": 9.592,
    "weakest": 5.578,
    "alone": -0.610,
    "gap": -1.981,
    "torn": 1.461,
    "more gap": 1.112,
    "more torn": 0.630,
}
"""The same, where there are sentence vectors."""

CONFIDENCE: Mapping[str, float] = {
    "one": -3.273,
    "posterior": 0.755,
    "weight": 0.002,
    "matched": -0.342,
    "least": 0.635,
    "lopsided": -2.931,
    "around": -0.503,
    "text": 4.277,
    "rate": -0.229,
    "edge": -0.182,
    "moved": -0.711,
    "joined": 0.417,
    "vectors": 0.000,
    "rival": 0.026,
    "part": 2.977,
    "beside": 0.116,
}
"""What each sign adds to the logit of a bead's probability; written by ``benchmarks/fit_confidence.py``."""

CONFIDENCE_WITH_VECTORS: Mapping[str, float] = {
    "one": -1.702,
    "posterior": 0.834,
    "weight": -0.104,
    "matched": 0.019,
    "least": -0.767,
    "lopsided": -3.002,
    "around": 0.393,
    "text": 2.057,
    "rate": -1.564,
    "edge": -0.382,
    "moved": -0.994,
    "joined": 0.217,
    "vectors": 1.244,
    "rival": -0.039,
    "part": 3.238,
    "beside": 0.000,
}
"""The same, where there are sentence vectors."""
