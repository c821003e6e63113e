"""A field of WordprocessingML (ECMA-376, part 1, 17.16): what its instruction says, and what is told of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["WRITTEN", "Field"]

WRITTEN = frozenset(("HYPERLINK", "FORMTEXT", "FILLIN", "QUOTE"))
"""Fields whose result a person wrote."""
LONGEST = 4000
"""Characters of a field's code that are looked at."""
_FIELD = re.compile(r"\s*(\w+)(?:\s+\"([^\"]*)\"|\s+(?!\\)(\S+))?")


@dataclass(slots=True)
class Field:
    """A field that is open: from its beginning on, what is passed over, or a link."""

    instruction: str = ""
    raw: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    start: int = 0
    at: int = -1
    """Which of the paragraph's items it begins with; -1 where it began in another paragraph."""
    separated: bool = False
    inside: bool = False
    """Does it stand in a field that is passed over?"""
    opened: int = -1
    """Which of the paragraph's items its link begins with, where it is one."""

    @property
    def passed_over(self) -> bool:
        """Did no person write what stands in it?"""
        return self.inside or not self.separated or self.kind not in WRITTEN

    @property
    def kind(self) -> str:
        """Its first word, in capitals."""
        match = _FIELD.match(self.instruction)
        return match[1].upper() if match else ""

    @property
    def around(self) -> str:
        """What a note says of it where it stands around words that a person wrote."""
        match = _FIELD.match(self.instruction)
        address = (match[2] or match[3] or "") if match else ""
        return f"link to {address}".strip() if self.kind == "HYPERLINK" else f"field {self.kind}"

    @property
    def instead(self) -> str:
        """What a note says of it where it stands for what Word puts in."""
        result = " ".join("".join(self.shown).split())
        return f"field {self.kind}" + (f": {result[:60]}" if result else "")

    def instruct(self, text: str) -> None:
        """More of its instruction."""
        self.instruction = (self.instruction + text)[:LONGEST]
