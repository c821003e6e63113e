"""What a form of the alignment's page asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kztrans.errors import InputError
from kztrans.review.asked import Asked, Key

__all__ = ["Pick", "asked_of", "pick_of"]

_UNNAMED = "no pair was named"
_REMEDY = "use the buttons of the page"


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence that was chosen to be paired with another: its pair, what that said, the side and its number there."""

    name: str
    """What addresses call it."""
    key: Key
    said: str
    of_target: bool
    index: int


def pick_of(text: str) -> Pick | None:
    """The sentence that an address names; None where it names none."""
    pair, _, place = text.rpartition("|")
    side, number = place[:1], place[1:]
    if side not in ("s", "t") or not _is_number(number):
        return None
    try:
        key, said = _key(pair)
    except InputError:
        return None
    return Pick(text, key, said, side == "t", int(number))


def asked_of(form: Mapping[str, str]) -> Asked:
    """What a form asks for.

    Raises:
        InputError: it names no pair.
    """
    operation, _, given = form.get("do", "").partition(":")
    if operation == "confirm-range":
        first, last = (_number(form.get(name, "")) - 1 for name in ("first", "last"))
        return Asked(operation, ((), ()), first=first, last=last, version=form.get("version", ""))
    key, said = _key(form.get("bead", ""))
    if operation == "confirm-to":
        last = _number(form.get("number", ""))
        return Asked("confirm-range", key, said, first=0, last=last, version=form.get("version", ""))
    if operation == "split-at":
        source, _, target = given.partition(":")
        return Asked(operation, key, said, _number(source), _number(target))
    if operation == "pair":
        return _pair(form, key, said, _number(given))
    if operation == "text":
        left, right = ((form.get(f"{side}_was", ""), form.get(side, "")) for side in ("source", "target"))
        return Asked(operation, key, said, texts=(left, right))
    return Asked(operation, key, said)


def _pair(form: Mapping[str, str], key: Key, said: str, index: int) -> Asked:
    """The sentence that was chosen first and one of this pair, on whichever sides they are."""
    pick = pick_of(form.get("pick", ""))
    if pick is None:
        raise InputError(_UNNAMED, remedy=_REMEDY)
    if pick.of_target:
        return Asked("pair", key, said, index, pick.index, pick.key, pick.said)
    return Asked("pair", pick.key, pick.said, pick.index, index, key, said)


def _key(text: str) -> tuple[Key, str]:
    source, target, said = (*text.split(":"), "", "")[:3]
    try:
        numbers = tuple(tuple(map(int, filter(None, side.split(",")))) for side in (source, target))
    except ValueError as error:
        raise InputError(_UNNAMED, remedy=_REMEDY) from error
    if not any(numbers):
        raise InputError(_UNNAMED, remedy=_REMEDY)
    return (numbers[0], numbers[1]), said


def _number(text: str) -> int:
    return int(text) if _is_number(text) else -1


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 9
