"""What of a catalogue a format cannot hold, and how that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kztrans.errors import InputError
from kztrans.formats import Format
from kztrans.formats.fields import has_data
from kztrans.formats.inline_codes import explained
from kztrans.model import Catalog, Unit
from kztrans.units.making import DOUBT

__all__ = ["state", "within"]


def within(catalog: Catalog, target: Format, fuzzy: bool) -> tuple[Catalog, tuple[str, ...]]:
    """The part of a catalogue that a format can hold, and what was left out, a line a matter.

    ``fuzzy`` keeps fuzzy units where the format has no word for them.
    """
    left_out: Counter[str] = Counter()
    units = []
    for unit in catalog.units:
        how = state(unit)
        if how in target.omits and not (how == "fuzzy" and fuzzy):
            left_out[how] += 1
        else:
            units.append(unit if target.tagged else explained(unit))
    held = replace(catalog, units=tuple(units))
    return held, _remark(target, left_out, _missing(held, target))


_LABELS = {
    "fuzzy": "fuzzy marks",
    "obsolete": "obsolete marks",
    "context": "contexts",
    "comments": "comments",
    "plural": "plurals",
    "plural_targets": "plurals",
    "references": "references",
    "notes": "notes",
    "flags": "flags",
    "previous": "previous sources",
    "previous_context": "previous sources",
    "previous_plural": "previous sources",
    "score": "confidences",
    "origin": "origins",
    "id": "identifiers",
    "codes": "native data of inline codes",
    "headers": "header fields",
    "header_comments": "header comments",
}
"""What fields of units and catalogues are called."""


def state(unit: Unit) -> str:
    """How far a unit is, in a word that ``Format.omits`` may have."""
    if unit.obsolete:
        return "obsolete"
    if unit.plural:
        return "plural"
    if not unit.target:
        return "untranslated"
    return "fuzzy" if unit.fuzzy else "translated"


def _missing(catalog: Catalog, target: Format) -> list[str]:
    """What the catalogue has, and the format has no place for, in words.

    Raises:
        InputError: the format, which another package adds, lacks what is no field.
    """
    found = []
    for field in target.lacks:
        if field not in _LABELS:
            what = (
                f"the format {target.name} says that it lacks {field!r}, which is nothing that a unit or catalogue has"
            )
            remedy = "mend or uninstall the package that adds it, or set KZTRANS_PLUGINS to nothing"
            raise InputError(what, remedy=remedy)
        holders: Iterable[object] = [catalog] if field.startswith("header") else catalog.units
        if any(_has(holder, field) for holder in holders):
            found.append(_LABELS[field])
    return list(dict.fromkeys(found))


def _has(holder: object, field: str) -> bool:
    value = getattr(holder, field)
    if field == "codes":
        return any(map(has_data, value))
    if field == "score" and isinstance(holder, Unit):
        return value is not None and not any(note.startswith(DOUBT) for note in holder.notes)
    return value not in (None, (), "", False)


def _remark(target: Format, left_out: Counter[str], missing: list[str]) -> tuple[str, ...]:
    parts = []
    if left_out:
        states = sorted(left_out, key=("fuzzy", "untranslated", "obsolete", "plural").index)
        counts = _series([str(left_out[state]) for state in states], "and")
        parts.append(f"no {_series(states, 'or')} units: {counts} left out")
        if "fuzzy" in left_out:
            parts.append("use --fuzzy to keep the fuzzy ones" if len(states) > 1 else "use --fuzzy to keep them")
    if missing:
        parts.append(f"no {_series(missing, 'or')}")
    return (f"{target.name} holds {'; '.join(parts)}",) if parts else ()


def _series(words: list[str], last: str) -> str:
    """``a, b or c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
