"""Sentence alignment: which segments of two texts translate each other, and how sure that is."""

from __future__ import annotations

from kztrans.alignment.aligner import align
from kztrans.alignment.lexicon import Lexicon, read_lexicon

__all__ = ["Lexicon", "align", "read_lexicon"]
