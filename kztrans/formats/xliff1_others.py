"""What XLIFF 1.2 files hold that a catalogue has no place for, counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kztrans.formats import xliff_others

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["count_others"]

_LOST = {
    "bin-unit": "binary units",
    "count": "counts",
    "phase": "phases",
    "skl": "skeletons",
    "glossary": "glossaries",
    "prop": "properties",
    "tool": "tools",
    "reference": "reference files",
}
"""Elements that a catalogue has no place for, in words."""


def count_others(root: etree._Element, losses: Counter[str]) -> None:
    """Count what a catalogue has no place for, the whole file over."""
    losses["contexts of groups"] += sum(1 for _ in root.iterfind(".//group/context-group/context"))
    for element in root.iter(*_LOST):
        losses[_LOST[str(element.tag)]] += 1
    for element in root.iter("alt-trans"):
        losses["suggested translations"] += max(sum(1 for _ in element.iterchildren("target")), 1)
    for group in root.iter("group"):
        losses["plural forms, now units of their own"] += (
            sum(1 for _ in group.iter("trans-unit")) if "plural" in (group.get("restype") or "") else 0
        )
    xliff_others.count_others(root, losses, ("",), {}, "trans-unit", ("source", "seg-source", "target"))
