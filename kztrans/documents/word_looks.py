"""How a run of WordprocessingML looks (ECMA-376, part 1, 17.3.2), told from the noise that Word leaves in it."""

from __future__ import annotations

from kztrans.documents.looks import Format
from kztrans.documents.xml_nodes import Node

__all__ = ["OFF", "TOGGLES", "format_of"]

NOISE = frozenset(
    """w:lang w:noProof w:rPrChange w:ins w:del w:moveFrom w:moveTo w:bCs w:iCs w:szCs w:webHidden w:specVanish
    w:cs w:rtl""".split()
)
"""What a run may say without looking otherwise."""
TOGGLES = {"w:b": "b", "w:i": "i", "w:strike": "s", "w:dstrike": "s"}
STYLES = {"strong": "b", "strongemphasis": "b", "emphasis": "i"}
"""Styles that say what a look says."""
OFF = ("0", "false", "off", "none")
"""What says that something is not so."""
_SAID = {"sz": "size", "color": "colour"}


def format_of(properties: Node, data: bytes, on: frozenset[str]) -> Format:
    """How a run looks by its properties, noise left out; ``on`` is what its paragraph's style makes of it."""
    looks: set[str] = set()
    cuts: list[tuple[int, int]] = []
    for child in properties.nodes:
        if child.name in NOISE:
            cuts.append((child.start, child.end))
        elif look := _look(child):
            looks.add(look)
        elif TOGGLES.get(child.name) in on:
            looks.add(f"not {TOGGLES[child.name]}")
    parts, position = [], properties.start
    for start, end in cuts:
        parts.append(data[position:start])
        position = end
    raw = b"".join([*parts, data[position : properties.end]]).decode("utf-8")
    return Format(frozenset(looks), raw if looks or len(cuts) < len(list(properties.nodes)) else "")


def _look(child: Node) -> str:
    """What one property says, in a word or two; nothing where it says that something is not so."""
    value = child.attributes.get("w:val", "")
    name = child.name.partition(":")[2]
    fonts = sorted(v for k, v in child.attributes.items() if k in ("w:ascii", "w:hAnsi", "w:asciiTheme"))
    below = value.startswith("-")
    told = {
        **dict.fromkeys(TOGGLES, "" if value in OFF else TOGGLES.get(child.name, "")),
        "w:u": "" if value in OFF else "u" if value in ("single", "") else f"u {value}",
        "w:vertAlign": {"superscript": "sup", "subscript": "sub"}.get(value, ""),
        "w:position": "" if value in ("", "0") else "sub" if below else "sup",
        "w:rFonts": f"font {fonts[0]}" if fonts else "",
        "w:rStyle": STYLES.get(value.lower(), f"style {value}"),
    }
    if child.name in told:
        return told[child.name]
    return " ".join([_SAID.get(name, name), *(v for _, v in sorted(child.attributes.items()))])
