"""Finding and replacing in the translations of a catalogue; tags stay where they are, and case as it was found.

>>> unit = Unit("Gencatan senjata", "<b1>Ceasefire</b1> now, a ceasefire", codes=inline.known("<b1></b1>"))
>>> replaced(unit, Replacing("ceasefire", "truce")).target
'<b1>Truce</b1> now, a truce'
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from kztrans import inline
from kztrans.errors import InputError
from kztrans.merging.edit import translate, unit_name
from kztrans.model import Catalog, Unit
from kztrans.typed import refuse_odd

__all__ = ["Replacing", "apply_all", "found_in", "replaced", "spans", "version_of"]


@dataclass(frozen=True)
class Replacing:
    """What is to be found, and what is to stand there."""

    query: str
    new: str = ""
    case: bool = False
    """Is what differs in case something else?"""
    words: bool = False
    """Whole words alone?"""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is looked for; white space is any white space."""
        found = r"\s+".join(map(re.escape, self.query.split()))
        found = rf"(?<!\w){found}(?!\w)" if self.words else found
        return re.compile(found, 0 if self.case else re.IGNORECASE)

    def instead(self, match: re.Match[str]) -> str:
        """What stands in the place of a match, in its case unless case matters."""
        text = match[0]
        if self.case or not self.new:
            return self.new
        if len(text) > 1 and text.isupper():
            return self.new.upper()
        return self.new[:1].upper() + self.new[1:] if text[:1].isupper() and self.query[:1].islower() else self.new


def spans(unit: Unit, wanted: Replacing) -> list[tuple[int, int]]:
    """Where a translation has what is looked for, by offset in it without its tags."""
    if not wanted.query.strip() or unit.obsolete or unit.plural:
        return []
    return [match.span() for match in wanted.pattern.finditer(inline.without(unit.target, unit.codes))]


def replaced(unit: Unit, wanted: Replacing) -> Unit:
    """A unit with its translation as it is to be, which counts as a person's then.

    Raises:
        InputError: the new text has a character that belongs into no text.
    """
    words = wanted.pattern.sub(wanted.instead, inline.without(unit.target, unit.codes))
    target = inline.reworded(unit.target, unit.codes, words)
    return unit if target == unit.target else translate(unit, target, unit.fuzzy)


def found_in(catalog: Catalog, wanted: Replacing) -> list[Unit]:
    """The units whose translations have what is looked for."""
    return [unit for unit in catalog.units if spans(unit, wanted)]


def version_of(units: Iterable[Unit]) -> str:
    """What a form carries to tell whether the translations are still what the user saw."""
    content = repr([(unit_name(unit), unit.target, unit.fuzzy) for unit in units])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def apply_all(catalog: Catalog, wanted: Replacing, version: str, left: Collection[str] = ()) -> Catalog:
    """A catalogue with all of it replaced.

    Args:
        version: that of the units which the user saw.
        left: names of units that stay as they are.

    Raises:
        InputError: the translations have changed since, nothing is to be replaced, or the new text is no text.
    """
    refuse_odd(wanted.new, "the new text")
    units = found_in(catalog, wanted)
    if version != version_of(units):
        raise InputError("the translations have changed since", remedy="look at the preview again")
    names = {unit_name(unit) for unit in units} - set(left)
    if not names:
        raise InputError("there is nothing to replace", remedy="look for something else")
    new = [replaced(u, wanted) if not u.obsolete and unit_name(u) in names else u for u in catalog.units]
    if any(before.target and not after.target for before, after in zip(catalog.units, new, strict=True)):
        raise InputError("a translation would be empty", remedy="leave that one out, or give a new text")
    return replace(catalog, units=tuple(new))
