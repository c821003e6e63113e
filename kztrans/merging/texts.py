"""Segments that a person corrected, cut or joined: lines of the file of beads, and their way into the next alignment.

A line quotes a passage as the document has it; where that stands in it no more, since somebody has mended the document
itself, the line is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kztrans.merging.hand_beads import TEXT, HandBead, fold, one_line, quoted
from kztrans.merging.passages import Text, one_span
from kztrans.units.recut import Recut, Worked, worked
from kztrans.units.side import Side

__all__ = ["both", "lines_of", "unplaced", "worked_by"]


def both(lines: Sequence[HandBead], source: Side, target: Side) -> tuple[Worked, Worked]:
    """Both sides of a pair with what was corrected, cut or joined in them."""
    return worked_by(lines, source), worked_by(lines, target, True)


def worked_by(lines: Sequence[HandBead], side: Side, of_target: bool = False) -> Worked:
    """A side, as its document has it, with what lines say that was corrected, cut or joined in it.

    Args:
        of_target: is it the translation?
    """
    return worked(side, [recut for _, recut in _found(lines, side, of_target)])


def lines_of(side: Worked, of_target: bool = False) -> list[HandBead]:
    """The lines that say what was corrected, cut or joined in a side."""
    found = []
    for recut in side.recuts:
        passage = one_line(side.raw.text(range(recut.first, recut.stop)))
        cells = ("", passage) if of_target else (passage, "")
        texts = tuple(one_line(text) for text in recut.texts)
        found.append(HandBead(*cells, quoted(side.raw, recut.first), TEXT, texts))
    return found


def unplaced(lines: Sequence[HandBead], source: Side, target: Side) -> list[HandBead]:
    """The lines of texts whose passages stand in neither document now; they may be there again."""
    placed = {line for side, which in ((source, False), (target, True)) for line, _ in _found(lines, side, which)}
    return [line for line in lines if line.how == TEXT and line not in placed]


def _found(lines: Iterable[HandBead], side: Side, of_target: bool) -> list[tuple[HandBead, Recut]]:
    """The lines of a side that stand in it, with their places: each within one paragraph, none over another."""
    own = [line for line in lines if line.how == TEXT and bool(line.target.strip()) == of_target]
    if not own:
        return []
    text, held = Text([fold(segment.text) for segment in side.segments]), set[int]()
    found = []
    for line in own:
        spans = text.find(fold(line.target if of_target else line.source))
        span = one_span([s for s in spans if _in_one_paragraph(side, s)], text, fold(line.after), held)
        if span:
            held.update(range(*span))
            found.append((line, Recut(*span, tuple(map(one_line, line.texts)))))
    return found


def _in_one_paragraph(side: Side, span: tuple[int, int]) -> bool:
    return side.segments[span[0]].paragraph == side.segments[span[1] - 1].paragraph
