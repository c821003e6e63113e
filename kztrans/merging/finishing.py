"""What kztrans says of an entry once its work is decided on: notes, and where its translation came from.

Notes are made anew in each run from what the entry is at the end, so that a second run says the same. What is said of a
translation (its confidence, the memory it came from) goes as soon as a person has changed it; what is said of the
target text stays in a run that has none.
"""

from __future__ import annotations

from dataclasses import replace

from kztrans.merging import emptied
from kztrans.merging.record import Record
from kztrans.model import Unit
from kztrans.units.keys import unit_key
from kztrans.units.left_out import LEFT_OUT
from kztrans.units.making import AHEAD, DOUBT, HERE, MACHINE, MACHINE_FAULT, MEMORY

__all__ = ["ABOUT_THE_TRANSLATION", "OFFER", "finished"]

OFFER = "The target text has:"
"""How the note begins that names the aligner's translation beside another one that is doubtful."""
_OF_THE_TARGET = (LEFT_OUT, HERE, AHEAD, OFFER)
_OF_ITS_ORIGIN = (DOUBT, MEMORY, MACHINE, MACHINE_FAULT)
ABOUT_THE_TRANSLATION = (*_OF_ITS_ORIGIN, LEFT_OUT, OFFER, emptied.NOTE)
"""How the notes begin that no longer hold once a person has changed the translation."""


def finished(unit: Unit, after: Unit, before: Unit | None, record: Record, had: Unit | None, aligned: bool) -> Unit:
    """A unit with the notes, the origin and the score of what it is.

    Args:
        unit: the new unit with the work that goes on.
        after: the new unit as it was made.
        before: the old unit of the same source, if there was one.
        had: the unit that keeps what this one had before it was emptied.
        aligned: was there a target text in this run?
    """
    same_text = unit_key(unit.target) == unit_key(after.target)
    agrees = same_text and unit.fuzzy == after.fuzzy
    untouched = record.untouched(before) if before and unit.target else None
    origin, score = unit.origin, unit.score
    if agrees and (untouched is None or untouched.origin is not None):
        origin, score = after.origin, after.score
    elif origin is None and untouched is not None:
        origin, score = untouched.origin, untouched.score
    notes = [note for note in after.notes if _holds(note, unit, agrees)]
    if before is not None:
        ours = not agrees and origin is not None
        kept = (*_OF_ITS_ORIGIN * ours, *_OF_THE_TARGET * (not aligned))
        notes += [note for note in before.notes if note.startswith(kept) and _holds(note, unit, ours)]
    if aligned and unit.fuzzy and unit.target and not same_text and after.origin == "alignment":
        notes.append(f"{OFFER} {after.target}")
    if had is not None and not unit.target:
        notes.append(f"{emptied.NOTE} {had.target}")
    return replace(unit, notes=tuple(dict.fromkeys(notes)), origin=origin, score=score)


def _holds(note: str, unit: Unit, ours: bool) -> bool:
    """Does a note still hold? ``ours``: the translation is the one that kztrans gave."""
    if note.startswith(_OF_ITS_ORIGIN):
        return ours
    if note.startswith(LEFT_OUT):
        return not unit.target
    return not note.startswith(OFFER) or (unit.fuzzy and bool(unit.target))
