"""Sentence alignment: which segments of two texts translate each other, and how sure that is.

`align` gives the beads, `explain` tells why a bead is one, `ladder` prints beads as hunalign does, `learn_lexicon`
makes a lexicon of aligned texts (``bilingual.lexicon`` reads one). ``docs/alignment.md`` tells how it works, how well.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kztrans.alignment.aligner import align as align
    from kztrans.alignment.anchors import read_anchors as read_anchors
    from kztrans.alignment.explanation import Explanation as Explanation
    from kztrans.alignment.explanation import explain as explain
    from kztrans.alignment.hunalign import ladder as ladder
    from kztrans.alignment.hunalign import text_ladder as text_ladder
    from kztrans.alignment.learn import learn_lexicon as learn_lexicon

_HOME = {
    "align": "aligner",
    "read_anchors": "anchors",
    "learn_lexicon": "learn",
    **dict.fromkeys(("Explanation", "explain"), "explanation"),
    **dict.fromkeys(("ladder", "text_ladder"), "hunalign"),
}

__all__ = sorted(_HOME)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: NumPy and SciPy take their time."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
