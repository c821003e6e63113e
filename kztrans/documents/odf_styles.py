"""How words look in OpenDocument (ODF 1.3, part 3, 16 and 20): what styles say, but revision marks and languages."""

from __future__ import annotations

from collections.abc import Iterable

from kztrans.documents.xml_nodes import Node

__all__ = ["looks_of", "named", "toggled"]

_SAID = {
    "fo:font-weight": "b",
    "fo:font-style": "i",
    "style:text-underline-style": "u",
    "style:text-line-through-style": "s",
    "fo:color": "colour",
    "fo:background-color": "background",
    "fo:font-size": "size",
    "style:font-name": "font",
    "fo:font-variant": "letters",
    "fo:text-transform": "letters",
    "fo:letter-spacing": "spacing",
    "style:text-outline": "outline",
    "fo:text-shadow": "shadow",
}
"""Properties that show, and what they are called; all others are noise."""
_PLAIN = ("none", "normal", "auto", "transparent", "false", "")
_SIMPLE = {"b": ("bold", "700", "800", "900"), "i": ("italic", "oblique"), "u": ("solid",), "s": ("solid",)}
_STYLES = {"strong_20_emphasis": "b", "strong": "b", "emphasis": "i"}


def looks_of(styles: Iterable[Node]) -> dict[str, frozenset[str]]:
    """What each automatic style of text looks like, by its name; nothing for one that says noise alone.

    One that says that something is not so has ``not b``, which counts where the paragraph's style says the opposite.
    """
    found: dict[str, frozenset[str]] = {}
    for style in styles:
        if style.attributes.get("style:family") != "text":
            continue
        parent = style.attributes.get("style:parent-style-name", "")
        looks = {named(parent)} if parent else set()
        looks |= _looks(style)
        found[style.attributes.get("style:name", "")] = frozenset(looks)
    return found


def toggled(styles: Iterable[Node]) -> dict[str, frozenset[str]]:
    """What the styles of paragraphs make bold, italic, underlined or struck through, by their names."""
    by_name = {style.attributes.get("style:name", ""): style for style in styles if _is_of_paragraphs(style)}
    found: dict[str, frozenset[str]] = {}
    for name in by_name:
        said: dict[str, bool] = {}
        style, seen = by_name.get(name), set[int]()
        while style is not None and id(style) not in seen:
            seen.add(id(style))
            for look in _looks(style):
                said.setdefault(look.removeprefix("not "), not look.startswith("not "))
            style = by_name.get(style.attributes.get("style:parent-style-name", ""))
        found[name] = frozenset(look for look, on in said.items() if on and look in _SIMPLE)
    return found


def _is_of_paragraphs(style: Node) -> bool:
    return style.name == "style:style" and style.attributes.get("style:family") == "paragraph"


def named(style: str) -> str:
    """What a style of the document's own looks like: its name, unless that says it."""
    return _STYLES.get(style.lower()) or f"style {style.replace('_20_', ' ')}"


def _looks(style: Node) -> set[str]:
    properties = style.first("style:text-properties")
    return {look for item in properties.attributes.items() if (look := _look(*item))} if properties else set()


def _look(name: str, value: str) -> str:
    if name == "style:text-position":
        low = value.startswith(("sub", "-"))
        return "" if value.startswith("0%") else "sub" if low else "sup"
    called = _SAID.get(name)
    if called in _SIMPLE and value in _PLAIN:
        return f"not {called}"
    if called is None or value in _PLAIN:
        return ""
    return called if value in _SIMPLE.get(called, ()) else f"{called} {value}"
