"""The note of a segment that has no counterpart, and of the neighbour whose translation may hold it.

An editor who tightens a text says what two sentences said in one, and the aligner gives that one to the sentence that
it fits best. Whoever translates then has to look there before translating the other one once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kztrans.model import Bead
from kztrans.units.side import Side

__all__ = ["LEFT_OUT", "is_left_out", "left_out_notes", "says_left_out"]

LEFT_OUT = "No counterpart found in the target text."
"""How the note of a segment that has no counterpart begins."""
_SHOWN = 50
"""Characters of a neighbour that are shown."""


def is_left_out(note: str) -> bool:
    """Is a note one of ours that says that a segment has no counterpart?

    >>> is_left_out(LEFT_OUT), is_left_out(f"{LEFT_OUT} The entry before…"), is_left_out("No counterpart? Ask.")
    (True, True, False)
    """
    return note.startswith(LEFT_OUT)


def says_left_out(notes: Iterable[str]) -> bool:
    """Does one of the notes say that the segment has no counterpart?"""
    return any(map(is_left_out, notes))


def left_out_notes(beads: Sequence[Bead], source: Side, target: Side, first: int = 1) -> dict[int, str]:
    """For each bead without a target, by its number, its note; ``first`` is the number of the first bead.

    The neighbour is the bead right before or right after it in the source that has a target: of two, the one whose
    target is longer for its source. The note depends on these alone, so that a change elsewhere leaves it as it is.
    """
    order = [number for number, bead in enumerate(beads) if bead.source]
    found = {}
    for at, number in enumerate(order):
        if beads[number].target:
            continue
        around = [(other, "before") for other in order[max(at - 1, 0) : at]]
        around += [(other, "after") for other in order[at + 1 : at + 2]]
        near = [(other, word) for other, word in around if beads[other].target]
        if near:
            other, word = max(near, key=lambda pair: _fullness(beads[pair[0]], source, target))
            text = _brief(source.text(beads[other].source))
            found[number + first] = f"{LEFT_OUT} The entry {word} may hold it: “{text}”"
        else:
            found[number + first] = LEFT_OUT
    return found


def _fullness(bead: Bead, source: Side, target: Side) -> float:
    """How many characters a bead's target has for each of its source."""
    return len(target.text(bead.target)) / max(len(source.text(bead.source)), 1)


def _brief(text: str) -> str:
    """The beginning of a text, cut between words.

    >>> _brief("Kapal kurang, gudang penuh, dan setiap badai menutup pelabuhan.")
    'Kapal kurang, gudang penuh, dan setiap badai…'
    """
    if len(text) <= _SHOWN:
        return text
    return f"{text[:_SHOWN].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
