"""Groups of XLIFF, of any version: their names and notes go to the units inside, since a catalogue has no groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from kztrans.formats.xml_input import local_name

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Groups"]

_Fields = list[tuple[str, str]]
_MOST = 1000
"""Characters at most that are said again with each unit, so that a file does not grow with its square."""


class Groups:
    """What is said of units by the groups around them.

    The first unit of a group has all of it; the others as much as is short, the outermost group's first.
    """

    def __init__(self, attribute: str, notes: Callable[[etree._Element], _Fields]) -> None:
        self._attribute = attribute
        """The attribute that names a group."""
        self._notes = notes
        self._said: dict[etree._Element, _Fields] = {}
        """What each group with a unit inside says."""

    def fields(self, unit: etree._Element) -> _Fields:
        """Field and text of all that is said of a unit, the outermost group's first."""
        found: _Fields = []
        left = _MOST
        for group in reversed(list(unit.iterancestors())):
            if local_name(group) != "group":
                continue
            if group not in self._said:
                self._said[group] = self._fields_of(group)
                found += self._said[group]
                continue
            for field, text in self._said[group]:
                if len(text) <= left:
                    left -= len(text)
                    found.append((field, text))
        return found

    def unsaid(self, root: etree._Element) -> Counter[str]:
        """What groups say that have no unit inside, to be told."""
        others = (e for e in root.iter() if local_name(e) == "group" and e not in self._said)
        return Counter({"names and notes of groups without units": sum(len(self._fields_of(e)) for e in others)})

    def _fields_of(self, group: etree._Element) -> _Fields:
        name = (group.get(self._attribute) or "").strip()
        named = [("notes", f"group: {name}")] if name else []
        return named + [(field, text) for field, text in self._notes(group) if text]
