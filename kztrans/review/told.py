"""What a page says of something that could not be done, in the interface's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary.decisions import Conflict
from kztrans.merging.deeds import Changed
from kztrans.merging.edit import UnitChanged
from kztrans.review.interface import mark

__all__ = ["Told", "told"]


@dataclass(frozen=True, slots=True)
class Told:
    """A message, with values for its places."""

    text: str
    values: dict[str, str] = field(default_factory=dict)
    english: bool = False
    """Is it in English in every language?"""


def told(error: InputError) -> Told:
    """What is said of an error."""
    if isinstance(error, Conflict):
        return _of_concept(error)
    if isinstance(error, UnitChanged):
        there = mark("The translation was changed since you saw it. Nothing is written.")
        return Told(there if error.current else mark("This segment is no longer there. Nothing is written."))
    if isinstance(error, Changed):
        text = mark("“%(about)s”: the pairs have changed since. Nothing is undone.")
        if error.where == "translation":
            text = mark("“%(about)s”: the translation has changed since. Nothing is undone.")
        return Told(text, {"about": error.deed.about})
    if "write-protected" in str(error) and error.path:
        return Told(mark("%(name)s is read-only. Nothing is written."), {"name": Path(error.path).name})
    return Told(str(error), english=True)


def _of_concept(conflict: Conflict) -> Told:
    if conflict.current is None:
        return Told(mark("This concept is no longer there. Nothing is written."))
    names = ", ".join(conflict.columns)
    if names:
        return Told(mark("This concept was changed meanwhile: %(names)s. Nothing is written."), {"names": names})
    return Told(mark("This concept was changed meanwhile. Nothing is written."))
