"""Texts with marks: the glossary's terms in them, as links to their concepts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import quote

from markupsafe import Markup, escape

from kztrans.review.uses import Hit

__all__ = ["marked"]


def marked(
    text: str, hits: Iterable[Hit], *, here: str = "", other: Collection[str] | None = None, links: bool = True
) -> Markup:
    """A text in HTML with its hits marked; everything else is escaped.

    Args:
        hits: hits that do not overlap, by offset.
        here: the concept whose page this is: its hits stand out, and lead nowhere.
        other: concepts that the other side has; hits of those that it lacks are marked so.
        links: lead to the concepts' pages.

    >>> str(marked("a <b> c", [Hit(2, 5, "x y", "b", False)]))
    'a <a class="term" href="/concept?id=x%20y" data-concept="x y">&lt;b&gt;</a> c'
    """
    parts, last = [], 0
    for hit in hits:
        parts.append(escape(text[last : hit.start]))
        parts.append(_mark(text[hit.start : hit.end], hit, here, other, links))
        last = hit.end
    parts.append(escape(text[last:]))
    return Markup("").join(parts)


def _mark(text: str, hit: Hit, here: str, other: Collection[str] | None, links: bool) -> Markup:
    if hit.concept == here:
        return Markup('<mark class="{}">{}</mark>').format("here avoid" if hit.avoid else "here", text)
    names = ["term"]
    if hit.avoid:
        names.append("avoid")
    if other is not None and hit.concept not in other:
        names.append("alone")
    kind = " ".join(names)
    if not links:
        return Markup('<span class="{}">{}</span>').format(kind, text)
    place = Markup(quote(hit.concept, safe=""))
    return Markup('<a class="{}" href="/concept?id={}" data-concept="{}">{}</a>').format(kind, place, hit.concept, text)
