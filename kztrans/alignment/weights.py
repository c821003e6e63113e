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
    "recut": 0.851,
    "paragraph": 1.299,
    "ends": 1.500,
    "quotes": -0.993,
    "condensed": 0.188,
    "vectors": 0.000,
    "alone": 0.144,
    "gap": -1.391,
    "torn": 0.841,
    "more gap": -0.038,
    "more torn": 0.426,
}
"""What a unit of each column of evidence adds to the logarithm of a bead's weight; what a run left alone does."""

WITH_VECTORS: Mapping[str, float] = {
    "same": -0.032,
    "number": 0.724,
    "glossary": 0.583,
    "lexicon": 0.645,
    "derived": 0.269,
    "cognate": 0.441,
    "learned": 0.596,
    "related": 0.000,
    "mark": 0.863,
    "known": -0.129,
    "unknown": 0.018,
    "length": -1.563,
    "1-1": 1.937,
    "join": 0.674,
    "2-2": 2.000,
    "triple": 1.657,
    "recut": 2.480,
    "fourfold": 2.238,
    "alone": -1.335,
    "paragraph": 0.265,
    "ends": 0.000,
    "quotes": 0.000,
    "condensed": 0.000,
    "vectors": 11.341,
    "gap": -2.523,
    "torn": 1.799,
    "more gap": 1.922,
    "more torn": 0.836,
}
"""The same, where there are sentence vectors."""

CONFIDENCE: Mapping[str, float] = {
    "one": -4.933,
    "posterior": 0.811,
    "weight": -0.066,
    "matched": 0.198,
    "least": 2.245,
    "lopsided": -2.249,
    "around": -0.243,
    "text": 4.595,
    "rate": 0.596,
    "edge": -0.242,
    "moved": -0.864,
    "joined": -0.409,
    "vectors": 0.000,
}
"""What each sign adds to the logit of a bead's probability; written by ``benchmarks/fit_confidence.py``."""
CONFIDENCE_WITH_VECTORS: Mapping[str, float] = {**CONFIDENCE}
"""The same with sentence vectors: a fit of their own found no more of what is wrong."""
