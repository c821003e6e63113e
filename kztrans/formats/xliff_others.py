"""What XLIFF files hold of modules and of other programs: counted, since a catalogue has no place for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["count_others"]

_OWN = "urn:kztrans:"
_MODULES = "urn:oasis:names:tc:xliff:"
_ATTRIBUTES = "attributes of modules and other programs"
_XML = "http://www.w3.org/XML/1998/namespace"


def count_others(
    root: etree._Element,
    losses: Counter[str],
    core: Collection[str],
    named: Mapping[str, str],
    unit: str,
    texts: Collection[str],
) -> None:
    """Count the elements and attributes that nobody reads.

    Args:
        root: the file's root.
        losses: where they are counted.
        core: namespaces whose elements are read, or counted, elsewhere; ``""`` is none.
        named: of elements that have a name in words, that name; the others count as what they stand in.
        unit: the element of a unit, whose own reader counts its attributes.
        texts: elements whose insides their own reader counts.
    """
    waiting = [root]
    while waiting:
        element = waiting.pop()
        namespace = _parted(element.tag)[0]
        if element.tag in texts:
            losses[_ATTRIBUTES] += sum(map(_foreign, element.iter()))
            continue
        if element.tag != unit:
            losses[_ATTRIBUTES] += _foreign(element)
        children = [child for child in element if isinstance(child.tag, str)]
        if namespace in core or namespace.startswith(_OWN):
            waiting += children
        elif not _inside(element, named):
            what = "elements of modules" if namespace.startswith(_MODULES) else "elements of other programs"
            losses[what] += 1


def _inside(element: etree._Element, named: Mapping[str, str]) -> bool:
    """Is it, or is something in it, of a kind that has a name and is counted by it?"""
    return any(_parted(inner.tag)[1] in named for inner in element.iter() if isinstance(inner.tag, str))


def _parted(tag: object) -> tuple[str, str]:
    namespace, brace, name = str(tag).rpartition("}")
    return namespace[1:] if brace else "", name


def _foreign(element: etree._Element) -> int:
    """How many attributes of an element are of a namespace, other than XML's own and ours."""
    namespaces = (_parted(key)[0] for key in element.attrib)
    return sum(bool(name) and name != _XML and not name.startswith(_OWN) for name in namespaces)
