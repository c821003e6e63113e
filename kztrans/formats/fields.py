"""A unit as named pieces of text, for formats that have no place of their own for what a unit carries.

>>> unit = Unit("damai", "peace", notes=("Term: damai → peace",), references=(Reference("a.txt", 3),))
>>> list(to_fields(unit))
[('references', 'a.txt:3'), ('notes', 'Term: damai → peace')]
>>> from_fields("damai", "peace", to_fields(unit)) == unit
True
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields as fields_of
from typing import Any, get_args

from kztrans import inline
from kztrans.model import Code, CodeKind, Reference, Unit

__all__ = ["FIELDS", "LISTS", "PLACES", "from_fields", "has_data", "to_fields"]

FIELDS = (
    "fuzzy",
    "context",
    "references",
    "notes",
    "comments",
    "flags",
    "previous",
    "previous_context",
    "previous_plural",
    "plural",
    "plural_targets",
    "obsolete",
    "score",
    "origin",
    "id",
    "codes",
)
"""The fields of a unit besides source and target, in the order in which they are written."""
PLACES = "places"
"""What a PO's own way to write references is called, which only PO and what goes back to it need."""
LISTS = frozenset({"references", "notes", "comments", "flags", "plural_targets", "codes", PLACES})
"""Fields that hold any number of texts; each is written as a piece of its own."""

_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"", "no", "n", "false", "0"})


def to_fields(unit: Unit) -> Iterator[tuple[str, str]]:
    """Name and text of all that a unit carries besides source and target, in order; nothing for what it lacks."""
    for name in FIELDS:
        value = getattr(unit, name)
        if name == "references":
            yield from ((name, f"{reference.path}:{reference.line}") for reference in value)
            yield from ((PLACES, line) for line in unit.places)
        elif name == "codes":
            yield from ((name, _described(code)) for code in value if has_data(code))
        elif name in LISTS:
            yield from ((name, item) for item in value)
        elif isinstance(value, bool):
            if value:
                yield name, "yes"
        elif value is not None:
            yield name, repr(value) if name == "score" else value


def has_data(code: Code) -> bool:
    """Is more known of a code than its tag, and a note on it, tell?"""
    return bool(code.opening or code.closing or code.id or code.type or code.optional)


def _described(code: Code) -> str:
    """A code as JSON, without what it lacks."""
    held = {f.name: getattr(code, f.name) for f in fields_of(Code) if getattr(code, f.name) != f.default}
    return json.dumps(held, ensure_ascii=False)


def _code(text: str) -> Code:
    wanted = {f.name: bool if f.name == "optional" else str for f in fields_of(Code)}
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        held = None
    good = isinstance(held, dict) and all(type(value) is wanted.get(name) for name, value in held.items())
    if not good or "tag" not in held or held.get("kind", "pair") not in get_args(CodeKind):
        raise ValueError(f"{text[:40]!r} describes no inline code")
    return Code(**held)


def from_fields(source: str, target: str, fields: Iterable[tuple[str, str]]) -> Unit:
    """The unit that was taken apart by ``to_fields``. Where no codes are described, tags are those that notes leave.

    Raises:
        ValueError: a field is unknown, or holds what it cannot hold; the message says which.
    """
    values: dict[str, Any] = {}
    for name, text in fields:
        if name not in FIELDS and name != PLACES:
            raise ValueError(f"there is no field {name!r}")
        if name in LISTS:
            item = _reference(text) if name == "references" else _code(text) if name == "codes" else text
            values[name] = (*values.get(name, ()), item)
        elif name in ("fuzzy", "obsolete"):
            values[name] = _truth(name, text)
        else:
            values[name] = _probability(text) if name == "score" else text
    if "codes" not in values:
        values["codes"] = inline.known(f"{source}\n{values.get('plural') or ''}", values.get("notes", ()))
    return Unit(source, target, **values)


def _reference(text: str) -> Reference:
    path, colon, line = text.rpartition(":")
    return Reference(path, int(line)) if colon and line.isascii() and line.isdigit() else Reference(text, 0)


def _truth(name: str, text: str) -> bool:
    word = text.strip().lower()
    if word in _YES or word == name:
        return True
    if word in _NO:
        return False
    raise ValueError(f"{name} is {text!r}, not yes or no")


def _probability(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise ValueError(f"score is {text!r}, not a number from 0 to 1") from None
