"""What the styles of a Word file make bold, italic or struck through, so that a run that undoes it is seen to."""

from __future__ import annotations

import os

from kztrans.documents.word_lines import PREFIXES
from kztrans.documents.word_looks import OFF, TOGGLES
from kztrans.documents.xml_nodes import Node, subtrees

__all__ = ["toggled"]


def toggled(styles: bytes, path: str | os.PathLike[str] | None = None) -> dict[str, frozenset[str]]:
    """By the id of a style of paragraphs: ``b``, ``i``, ``s``; the default style goes by no id, too."""
    found = list(subtrees(styles, PREFIXES, frozenset(("w:style",)), path=path))
    by_id = {style.attributes.get("w:styleId", ""): style for style in found}
    known: dict[str, frozenset[str]] = {}
    for style in found:
        if style.attributes.get("w:type") == "paragraph":
            on = _on(style, by_id)
            known[style.attributes.get("w:styleId", "")] = on
            if style.attributes.get("w:default") in ("1", "true", "on"):
                known[""] = on
    return known


def _on(style: Node | None, by_id: dict[str, Node]) -> frozenset[str]:
    """What a style turns on, or those that it is based on."""
    said: dict[str, bool] = {}
    seen: set[int] = set()
    while style is not None and style.start not in seen:
        seen.add(style.start)
        properties = style.first("w:rPr")
        for child in properties.nodes if properties else ():
            if child.name in TOGGLES:
                said.setdefault(TOGGLES[child.name], child.attributes.get("w:val", "") not in OFF)
        based = style.first("w:basedOn")
        style = by_id.get(based.attributes.get("w:val", "")) if based else None
    return frozenset(name for name, on in said.items() if on)
