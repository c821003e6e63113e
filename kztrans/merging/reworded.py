"""What was taken together and is not the same any more: its sentences, changed a little, stay together.

A target text took them together, and a run without one knows no better. Where their number has changed, or one of them
is another sentence by now, there is no saying what belongs together, and each is an entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from kztrans import inline
from kztrans.merging.likeness import ALIKE
from kztrans.model import Unit
from kztrans.units.side import Side

__all__ = ["Whole", "reworded", "wholes"]

Whole = tuple[str, ...]
"""The sentences of a unit that has several."""


def wholes(units: Iterable[Unit], lang: str) -> list[Whole]:
    """Of units with a translation those of several sentences, cut."""
    from kztrans.segmentation import segment

    texts = [inline.without(unit.source, unit.codes) for unit in units if unit.target and not unit.plural]
    found = (tuple(part.text for part in segment(text, lang)) for text in texts)
    return [parts for parts in found if len(parts) > 1]


def reworded(source: Side, where: range, known: list[Whole]) -> list[range]:
    """The runs that some neighbouring segments, of no unit yet, fall into.

    Args:
        known: what was taken together and is nowhere any more. What is found is taken out: it stays together once.
    """
    found, first = [], where.start
    while first < where.stop:
        best = max(known, key=lambda parts: _likeness(source, first, where.stop, parts), default=())
        if best and _likeness(source, first, where.stop, best):
            known.remove(best)
        else:
            best = ("",)
        found.append(range(first, first + len(best)))
        first += len(best)
    return found


def _likeness(source: Side, first: int, stop: int, parts: Whole) -> float:
    """How like the segments from one on are to these sentences, one by one; 0 where one of them is another one."""
    from rapidfuzz.distance import Indel

    run = range(first, first + len(parts))
    if run.stop > stop or source.segments[first].paragraph != source.segments[run.stop - 1].paragraph:
        return 0.0
    pairs = zip(run, parts, strict=True)
    return min(Indel.normalized_similarity(source.text([n]), part, score_cutoff=ALIKE) for n, part in pairs)
