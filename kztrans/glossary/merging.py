"""Adding concepts to those of a glossary, without changing any of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kztrans.model import Concept

__all__ = ["Merged", "merged"]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it."""

    concepts: tuple[Concept, ...]
    added: int
    same: int
    conflicts: tuple[str, ...]
    """A line on each concept that was added under another name, because its own was taken by a different one."""


def merged(known: Sequence[Concept], new: Sequence[Concept]) -> Merged:
    """The known concepts, and after them the new ones that are not among them.

    A new concept is among them if one of its name has all its terms. One whose name is taken by a concept with other
    terms is added under its name with a number.
    """
    by_name = {concept.id: concept for concept in known}
    added: list[Concept] = []
    conflicts: list[str] = []
    same = 0
    for concept in new:
        other = by_name.get(concept.id)
        if other is not None and set(concept.terms) <= set(other.terms):
            same += 1
            continue
        number, name = 1, concept.id
        while name in by_name:
            number += 1
            name = f"{concept.id}-{number}"
        if name != concept.id:
            if any(set(concept.terms) <= set(c.terms) for i, c in by_name.items() if i.startswith(f"{concept.id}-")):
                same += 1
                continue
            conflicts.append(f"{concept.id!r} is there with other terms; added as {name!r}")
        by_name[name] = replace(concept, id=name)
        added.append(by_name[name])
    return Merged((*known, *added), len(added), same, tuple(conflicts))
