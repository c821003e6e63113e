"""Sentence alignment: which segments of two texts translate each other, and how sure that is.

`align` gives the beads, `explain` tells why a bead is one, `ladder` prints beads as hunalign does, `read_lexicon` and
`learn_lexicon` give lexicons to align with. ``docs/alignment.md`` tells how it works and how well.
"""

from __future__ import annotations

from kztrans.alignment.aligner import align
from kztrans.alignment.anchors import read_anchors
from kztrans.alignment.explain import Explanation, explain
from kztrans.alignment.ladder import ladder, text_ladder
from kztrans.alignment.learn import learn_lexicon
from kztrans.alignment.lexicon import Lexicon, base_lexicon, format_lexicon, read_lexicon

__all__ = [
    "Explanation",
    "Lexicon",
    "align",
    "base_lexicon",
    "explain",
    "format_lexicon",
    "ladder",
    "learn_lexicon",
    "read_anchors",
    "read_lexicon",
    "text_ladder",
]
