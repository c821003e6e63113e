"""How words look in an office file, and the codes that a translator sees of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kztrans.model import Code

__all__ = ["FORMAT", "Format", "code_of", "plainest"]

FORMAT = "format"
"""The type of a code that says how words look, and stands around nothing in the file."""
SIMPLE = ("a", "b", "i", "u", "s", "sup", "sub")
"""Looks that are the name of a code, the first of several."""
SHARE = 4
"""What at least one in so many letters looks like may go without saying."""


@dataclass(frozen=True, slots=True)
class Format:
    """How words look."""

    looks: frozenset[str] = frozenset()
    """What is compared: ``b``, ``i``, ``colour FF0000``."""
    data: str = ""
    """What says so in the file."""
    link: str = ""
    """Where they lead to, where that is a matter of looks."""


def plainest(count: Counter[Format]) -> Format:
    """The plainest look that a good part of the words has, of the plainest ones the most frequent."""
    looks: Counter[frozenset[str]] = Counter()
    for look, number in count.items():
        looks[look.looks] += number
    frequent = [look for look, number in looks.items() if SHARE * number >= looks.total()]
    best = min(frequent, key=lambda look: (len(look), -looks[look]), default=frozenset())
    return next((look for look in count if look.looks == best), Format())


def code_of(look: Format, base: Format) -> Code:
    """A look as a code: named and told by how it differs from that of the other words."""
    gained, lost = look.looks - base.looks, base.looks - look.looks
    simple = [name for name in SIMPLE if name in gained]
    told = sorted(gained.difference(SIMPLE)) + [f"not {name}" for name in sorted(lost)]
    if look.link:
        return Code("a", "pair", f"link to {look.link}", look.data, type=FORMAT)
    name = simple[0] if simple else "f"
    shown = "" if simple and not told and len(simple) == 1 else ", ".join([*simple, *told])
    return Code(name, "pair", shown, look.data, type=FORMAT, optional=True)
