"""Deeds: what somebody did, each with a key of its own, so that it can be undone and done again by that key.

A deed that undoes another is a deed itself; to undo that one is to do the first again. A log of deeds is only ever
added to: which of them stand, and which a person may undo or do again, is worked out from the log alone, and so it
outlives the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from kztrans.errors import InputError

__all__ = ["Deed", "OfAnother", "again", "last", "standing"]


class Deed(Protocol):
    """What is asked of a deed here."""

    @property
    def key(self) -> str:
        """What the deed is referred to by."""

    @property
    def who(self) -> str:
        """Who did it."""

    @property
    def undoes(self) -> str:
        """The key of the deed that this one undoes; empty for one that undoes none."""


D = TypeVar("D", bound=Deed)


class OfAnother(InputError):  # noqa: N818 - a question rather than an error
    """The deed is another person's: it is undone only where the user says so."""

    def __init__(self, who: str) -> None:
        self.who = who
        super().__init__(f"{who} did that", remedy="ask them, or say that it is to be undone nonetheless")


def standing(deeds: Iterable[D]) -> list[D]:
    """The deeds that are not undone, in their order; of an undo that was undone itself, what it undid stands again."""
    deeds = list(deeds)
    undoing: dict[str, list[str]] = {}
    for deed in deeds:
        if deed.undoes:
            undoing.setdefault(deed.undoes, []).append(deed.key)
    known: dict[str, bool] = {}
    for deed in reversed(deeds):  # an undo mostly comes after what it undoes, so that nothing goes deep
        _stands(deed.key, undoing, known)
    return [deed for deed in deeds if known[deed.key]]


def _stands(key: str, undoing: dict[str, list[str]], known: dict[str, bool]) -> bool:
    if key not in known:
        known[key] = True  # of deeds that undo each other, which nobody but an editor writes
        known[key] = not any(_stands(other, undoing, known) for other in undoing.get(key, ()))
    return known[key]


def last(deeds: Iterable[D], who: str) -> D | None:
    """The last deed of a person that stands and is no undo: what an undo of theirs takes back."""
    return next((deed for deed in reversed(standing(deeds)) if deed.who == who and not deed.undoes), None)


def again(deeds: Iterable[D], who: str) -> tuple[D, D] | None:
    """What a person can do again: the last undo of theirs that nothing of theirs came after, and what it undid."""
    deeds = list(deeds)
    by_key = {deed.key: deed for deed in deeds}
    undos: list[D] = []
    for deed in deeds:
        if deed.who != who:
            continue
        undone = by_key.get(deed.undoes)
        if undone is None:
            undos.clear()
        elif undone.undoes:  # it was done again
            undos = [undo for undo in undos if undo.key != undone.key]
        else:
            undos.append(deed)
    stand = {deed.key for deed in standing(deeds)}
    undos = [undo for undo in undos if undo.key in stand]
    return (undos[-1], by_key[undos[-1].undoes]) if undos else None
