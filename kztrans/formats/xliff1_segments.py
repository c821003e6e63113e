"""Segments of XLIFF 1.2: ``mrk mtype="seg"`` in ``seg-source`` and in ``target``, and which of them belong together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kztrans.formats.inline_codes import Piece
from kztrans.formats.xliff1_codes import Reader
from kztrans.formats.xliff1_programs import states
from kztrans.formats.xliff_common import spaced

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["DONE", "Segment", "segments_of"]

DONE = ("translated", "signed-off", "final")
"""States of a translation that counts, the least first."""
_SEGMENT = "seg"
Segment = tuple[str | None, list[Piece], list[Piece], str]
"""Number, source, target, and the state that the target is in."""


def segments_of(
    element: etree._Element,
    source: etree._Element,
    target: etree._Element | None,
    reader: Reader,
    losses: Counter[str],
) -> list[Segment]:
    """The segments of a unit; one without a number where it is not segmented."""
    cut = element.find("seg-source")
    marks, theirs = _marks(cut), _marks(target)
    partners = _partners(marks, theirs)
    if not marks or partners is None or (target is not None and not theirs):
        return [
            (
                None,
                spaced(source, reader.read(source)),
                [] if target is None else spaced(target, reader.read(target)),
                _state_of(target, theirs, states(element, [mark.get("mid") for mark in (*marks, *theirs)])),
            )
        ]
    losses["texts and codes between segments"] += _between(cut) + _between(target)
    own = _numbers(marks) or [str(number) for number in range(1, len(marks) + 1)]
    found: list[Segment] = []
    for number, mark, other in zip(own, marks, partners, strict=True):
        original = spaced(mark, reader.read(mark))
        translated = [] if other is None else spaced(other, reader.read(other))
        state = _state_of(target, [] if other is None else [other], states(element, [mark.get("mid")]))
        found.append((number, original, translated, state))
    return found if len(found) > 1 else [(None, *found[0][1:])]


def _state_of(target: etree._Element | None, marks: list[etree._Element], of_program: list[str]) -> str:
    """What is said of a target as a whole, or of the segments in it, and by its program: the first not done decides,
    else the least."""
    own = [state for mark in marks if (state := mark.get("state"))]
    whole = [] if own or target is None else [target.get("state") or ""]
    said = [state for state in (*own, *whole, *of_program) if state]
    unfinished = next((state for state in said if state not in DONE), "")
    return unfinished or min(said, key=DONE.index, default="")


def _between(text: etree._Element | None) -> int:
    """How many words' runs and codes a text has outside its segments."""
    if text is None:
        return 0
    count = int(bool((text.text or "").strip()))
    for child in text:
        is_segment = child.tag == "mrk" and child.get("mtype") == _SEGMENT
        count += bool((child.tail or "").strip())
        if isinstance(child.tag, str) and not is_segment:
            count += (child.tag != "mrk") + _between(child)
    return count


def _marks(text: etree._Element | None) -> list[etree._Element]:
    """The segments that are marked in a text."""
    return [] if text is None else [mark for mark in text.iter("mrk") if mark.get("mtype") == _SEGMENT]


def _numbers(marks: list[etree._Element]) -> list[str] | None:
    """The number of each segment; None where they do not tell one from the other."""
    numbers = [mark.get("mid") or "" for mark in marks]
    return numbers if all(numbers) and len(set(numbers)) == len(numbers) else None


def _partners(marks: list[etree._Element], theirs: list[etree._Element]) -> list[etree._Element | None] | None:
    """The translation of each segment: by its number, else by its place; None where neither says which it is."""
    own, other = _numbers(marks), _numbers(theirs)
    if own is not None and other is not None:
        numbered = dict(zip(other, theirs, strict=True))
        return [numbered.get(number) for number in own] if numbered.keys() <= set(own) else None
    return list(theirs) if len(marks) == len(theirs) else None if theirs else [None] * len(marks)
