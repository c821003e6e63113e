"""Putting translations of segments into a document: what its blocks are to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kztrans import inline
from kztrans.documents import Translation
from kztrans.model import Code
from kztrans.units.side import Side, one_line

__all__ = ["Edit", "lay_out"]


class Edit(NamedTuple):
    """What takes the place of some neighbouring segments, the first to the last."""

    first: int
    last: int
    text: str
    """With the codes of ``CodedText``."""
    translated: bool


def lay_out(side: Side, edits: Sequence[Edit], finish: Callable[[str], str] | None) -> list[Translation]:
    """What blocks are to say that do not say it already. The edits are of all segments, in their order.

    ``finish`` gets a block's text without codes, where any of it is translated.
    """
    found = []
    for region in _regions(side, edits):
        if not any(edit.translated or _differs(side, edit) for edit in region):
            continue
        first, last = (side.segments[n].paragraph for n in (region[0].first, region[-1].last))
        codes = side.coded_text.codes(first, last)
        text = _edited(side, region, codes)
        if finish and any(edit.translated for edit in region):
            text = inline.reworded(text, codes, finish(inline.without(text, codes)))
        if first != last or text != one_line(side.coded_text.block(first)):
            used = {tag.code.tag for tag in inline.tags(text, codes)}
            found.append(Translation(first, last, text, tuple(code for code in codes if code.tag in used)))
    return found


def _regions(side: Side, edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """The edits of each block; blocks that one edit joins are one."""
    region: list[Edit] = []
    for edit in edits:
        if region and side.segments[region[-1].last].paragraph != side.segments[edit.first].paragraph:
            yield region
            region = []
        region.append(edit)
    if region:
        yield region


def _edited(side: Side, region: Sequence[Edit], codes: Sequence[Code]) -> str:
    """A region with its edits made; the space before something that is left empty goes with it, but not its codes."""
    pieces: list[str] = []
    words = moved = False
    for number, edit in enumerate(region):
        gap = one_line(side.coded_text.before(edit.first))
        moved_here = _differs(side, edit)
        if not edit.text or (number and not words):
            gap = inline.lone(gap, codes)
        elif words and (moved or moved_here) and not inline.without(gap, codes):
            inside = next((tag.start for tag in inline.tags(gap, codes) if tag.role == "close"), len(gap))
            gap = f"{gap[:inside]} {gap[inside:]}"
        pieces += [gap, edit.text, inline.lone(_between(side, edit), codes)]
        words, moved = words or bool(edit.text), moved_here
    tail = one_line(side.coded_text.after(region[-1].last))
    return inline.joined([*pieces, tail if words else inline.lone(tail, codes)], codes)


def _differs(side: Side, edit: Edit) -> bool:
    """Does an edit say something else than its source?"""
    blocks = (side.segments[n].paragraph for n in (edit.first, edit.last))
    return len(set(blocks)) > 1 or edit.text != one_line(side.coded_text.segments(edit.first, edit.last)[0])


def _between(side: Side, edit: Edit) -> str:
    """What stands at the ends of blocks that an edit joins."""
    inside = range(edit.first, edit.last)
    borders = [n for n in inside if side.segments[n].paragraph != side.segments[n + 1].paragraph]
    return "".join(side.coded_text.after(n) + side.coded_text.before(n + 1) for n in borders)
