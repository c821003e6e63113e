"""The rules of XLIFF 2.1 core (OASIS Standard, 13 February 2018), as a checker.

Each element has a row: the attributes it must and may have, with what their values look like, and its children in
order. Rules that look further than one element are the functions in ``RULES``. ``problems`` lists what a file breaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

CORE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
XML = "http://www.w3.org/XML/1998/namespace"

LANGUAGE = r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"
NMTOKEN = r"[\w.\-:·]+"
NMTOKENS = rf"{NMTOKEN}( {NMTOKEN})*"
YES_NO = r"yes|no"
DIRECTION = r"ltr|rtl|auto"
SPACE = r"default|preserve"
PREFIXED = r"[^\s:]+:[^\s:]+"
ANY = r"(?s).*"

INLINE = r"((cp|ph|pc|sc|ec|mrk|sm|em) )*"
CODE = {
    "canCopy": YES_NO,
    "canDelete": YES_NO,
    "canReorder": r"yes|firstNo|no",
    "copyOf": NMTOKEN,
    "subType": PREFIXED,
    "type": r"fmt|ui|quote|link|image|other",
}
MARK = {"translate": YES_NO, "type": rf"generic|comment|term|{PREFIXED}", "ref": ANY, "value": ANY}
NESTED = {"canResegment": YES_NO, "translate": YES_NO, "srcDir": DIRECTION, "trgDir": DIRECTION, "xml:space": SPACE}


@dataclass(frozen=True)
class Element:
    """What an element must and may have. ``children`` is a pattern over names, each followed by a space."""

    required: dict[str, str] = field(default_factory=dict)
    optional: dict[str, str] = field(default_factory=dict)
    children: str = ""
    text: bool = False
    """May it hold text?"""
    extensible: bool = False
    """May it have attributes of other namespaces?"""


ELEMENTS = {
    "xliff": Element(
        {"version": r"2\.[01]", "srcLang": LANGUAGE},
        {"trgLang": LANGUAGE, "xml:space": SPACE},
        r"(file )+",
        extensible=True,
    ),
    "file": Element(
        {"id": NMTOKEN},
        {"original": ANY, **NESTED},
        r"(skeleton )?(OTHER )*(notes )?((unit|group) )+",
        extensible=True,
    ),
    "skeleton": Element({}, {"href": ANY}, r"(OTHER )*", text=True),
    "group": Element(
        {"id": NMTOKEN},
        {"name": ANY, "type": PREFIXED, **NESTED},
        r"(OTHER )*(notes )?((unit|group) )*",
        extensible=True,
    ),
    "unit": Element(
        {"id": NMTOKEN},
        {"name": ANY, "type": PREFIXED, **NESTED},
        r"(OTHER )*(notes )?(originalData )?((segment|ignorable) )*segment ((segment|ignorable) )*",
        extensible=True,
    ),
    "segment": Element(
        {},
        {
            "id": NMTOKEN,
            "canResegment": YES_NO,
            "state": r"initial|translated|reviewed|final",
            "subState": r"[^\s:]+:\S+",
        },
        r"source (target )?",
    ),
    "ignorable": Element({}, {"id": NMTOKEN}, r"source (target )?"),
    "notes": Element(children=r"(note )+"),
    "note": Element(
        {},
        {"id": NMTOKEN, "appliesTo": r"source|target", "category": ANY, "priority": r"[1-9]|10"},
        text=True,
        extensible=True,
    ),
    "originalData": Element(children=r"(data )+"),
    "data": Element({"id": NMTOKEN}, {"dir": DIRECTION, "xml:space": r"preserve"}, r"(cp )*", text=True),
    "source": Element({}, {"xml:lang": LANGUAGE, "xml:space": SPACE}, INLINE, text=True),
    "target": Element({}, {"xml:lang": LANGUAGE, "xml:space": SPACE, "order": r"[1-9]\d*"}, INLINE, text=True),
    "cp": Element({"hex": r"([0-9A-Fa-f]{2}){1,4}"}),
    "ph": Element(
        {"id": NMTOKEN},
        {"disp": ANY, "equiv": ANY, "dataRef": NMTOKEN, "subFlows": NMTOKENS, **CODE},
        extensible=True,
    ),
    "pc": Element(
        {"id": NMTOKEN},
        {"dispStart": ANY, "dispEnd": ANY, "equivStart": ANY, "equivEnd": ANY, "dataRefStart": NMTOKEN}
        | {"dataRefEnd": NMTOKEN, "subFlowsStart": NMTOKENS, "subFlowsEnd": NMTOKENS, "dir": DIRECTION}
        | {"canOverlap": YES_NO, **CODE},
        INLINE,
        text=True,
        extensible=True,
    ),
    "sc": Element(
        {"id": NMTOKEN},
        {"disp": ANY, "equiv": ANY, "dataRef": NMTOKEN, "subFlows": NMTOKENS, "dir": DIRECTION}
        | {"canOverlap": YES_NO, "isolated": YES_NO, **CODE},
        extensible=True,
    ),
    "ec": Element(
        {},
        {"id": NMTOKEN, "startRef": NMTOKEN, "disp": ANY, "equiv": ANY, "dataRef": NMTOKEN, "subFlows": NMTOKENS}
        | {"dir": DIRECTION, "canOverlap": YES_NO, "isolated": YES_NO, **CODE},
        extensible=True,
    ),
    "mrk": Element({"id": NMTOKEN}, MARK, INLINE, text=True, extensible=True),
    "sm": Element({"id": NMTOKEN}, MARK, extensible=True),
    "em": Element({"startRef": NMTOKEN}),
}
"""The core's elements."""

MODULE = {
    "metadata": Element({}, {"id": NMTOKEN}, r"(metaGroup )+"),
    "metaGroup": Element(
        {}, {"id": NMTOKEN, "category": ANY, "appliesTo": r"source|target|ignorable"}, r"((metaGroup|meta) )+"
    ),
    "meta": Element({"type": ANY}, text=True),
}
"""The elements of the metadata module."""


def problems(data: bytes) -> list[str]:
    """What a file breaks, a line each; none where it keeps all the rules."""
    root = etree.fromstring(data)
    if root.tag != f"{{{CORE}}}xliff":
        return [f"the root is {root.tag}"]
    found = [problem for element in root.iter(f"{{{CORE}}}*", f"{{{METADATA}}}*") for problem in _element(element)]
    return found + [problem for rule in RULES for problem in rule(root)]


def _element(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element).localname
    own = etree.QName(element).namespace
    row = (ELEMENTS if own == CORE else MODULE).get(name)
    if row is None:
        yield f"there is no element {name}"
        return
    attributes = {_attribute_name(key): value for key, value in element.attrib.items()}
    yield from (f"{name} lacks {key}" for key in row.required.keys() - attributes.keys())
    for key, value in attributes.items():
        pattern = (row.required | row.optional).get(key)
        if pattern is None:
            if not (key.startswith("{") and row.extensible):
                yield f"{name} has no attribute {key}"
        elif not re.fullmatch(pattern, value):
            yield f"{name} has {key}={value!r}"
    children = "".join(f"{_child_name(child, own)} " for child in element if isinstance(child.tag, str))
    if not re.fullmatch(row.children, children):
        yield f"{name} holds {children.strip() or 'nothing'}"
    texts = [element.text, *(child.tail for child in element)]
    if not row.text and any((text or "").strip() for text in texts):
        yield f"{name} holds text"


def _attribute_name(key: str) -> str:
    return key.replace(f"{{{XML}}}", "xml:")


def _child_name(child: etree._Element, namespace: str | None) -> str:
    return etree.QName(child).localname if etree.QName(child).namespace == namespace else "OTHER"


def _all(element: etree._Element, *names: str) -> list[etree._Element]:
    return list(element.iter(*(f"{{{CORE}}}{name}" for name in names)))


def _repeated(values: list[str | None]) -> list[str]:
    return [value for value, count in Counter(values).items() if value is not None and count > 1]


def unique_ids(root: etree._Element) -> Iterator[str]:
    """Files in the document, groups and units in their file, notes in their ``notes``, segments and codes in a unit."""
    yield from (f"two files with id {i}" for i in _repeated([f.get("id") for f in _all(root, "file")]))
    for file in _all(root, "file"):
        for kind in ("group", "unit"):
            yield from (f"two {kind}s with id {i}" for i in _repeated([u.get("id") for u in _all(file, kind)]))
    for notes in _all(root, "notes", "originalData"):
        yield from (f"two notes or data with id {i}" for i in _repeated([n.get("id") for n in notes]))
    for unit in _all(root, "unit"):
        parts = _all(unit, "segment", "ignorable")
        parts += [code for source in _all(unit, "source") for code in source.iterdescendants() if code.get("id")]
        yield from (f"two parts of a unit with id {i}" for i in _repeated([part.get("id") for part in parts]))


def target_language(root: etree._Element) -> Iterator[str]:
    """``trgLang`` is required where there is a target."""
    if _all(root, "target") and not root.get("trgLang"):
        yield "targets, and no trgLang"


def same_languages(root: etree._Element) -> Iterator[str]:
    """``xml:lang`` of source and target, where given, is that of the document."""
    for name, attribute in (("source", "srcLang"), ("target", "trgLang")):
        for element in _all(root, name):
            if element.get(f"{{{XML}}}lang", root.get(attribute)) != root.get(attribute):
                yield f"{name} in another language than {attribute}"


def sub_states(root: etree._Element) -> Iterator[str]:
    """``subState`` stands only beside an explicit ``state``, and its prefix is not ``xlf`` unless XLIFF defines it."""
    for segment in _all(root, "segment"):
        if segment.get("subState") and not segment.get("state"):
            yield "subState without state"


def states_of_targets(root: etree._Element) -> Iterator[str]:
    """A segment that is more than ``initial`` has a target."""
    for segment in _all(root, "segment"):
        if segment.get("state", "initial") != "initial" and segment.find(f"{{{CORE}}}target") is None:
            yield f"state {segment.get('state')} without a target"


def code_points(root: etree._Element) -> Iterator[str]:
    """``cp`` is for characters that XML forbids, and for no others."""
    for element in _all(root, "cp"):
        code = int(element.get("hex", "0"), 16)
        allowed = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
        if allowed:
            yield f"cp for U+{code:04X}, which XML allows"


def orders(root: etree._Element) -> Iterator[str]:
    """``order`` is unique in a unit, and not beyond the number of its segments and ignorables."""
    for unit in _all(root, "unit"):
        given = [target.get("order") for target in _all(unit, "target") if target.get("order")]
        yield from (f"order {order} twice" for order in _repeated(given))
        parts = len(_all(unit, "segment", "ignorable"))
        yield from (f"order {order} of {parts}" for order in given if order and int(order) > parts)


def skeletons(root: etree._Element) -> Iterator[str]:
    """A skeleton has ``href`` or content, not both."""
    for skeleton in _all(root, "skeleton"):
        full = len(skeleton) > 0 or bool((skeleton.text or "").strip())
        if full == (skeleton.get("href") is not None):
            yield "skeleton with both href and content, or neither"


def end_markers(root: etree._Element) -> Iterator[str]:
    """An ``em``, and an ``ec`` that is not isolated, ends what begins before it in its unit."""
    for unit in _all(root, "unit"):
        for side in ("source", "target"):
            begun: set[str | None] = set()
            for holder in _all(unit, side):
                for code in holder.iterdescendants():
                    name = etree.QName(code).localname
                    if name in ("sc", "sm"):
                        begun.add(code.get("id"))
                    elif (name == "em" or (name == "ec" and code.get("isolated") != "yes")) and (
                        code.get("startRef") not in begun
                    ):
                        yield f"{name} that ends nothing"


RULES: tuple[Callable[[etree._Element], Iterator[str]], ...] = (
    unique_ids,
    target_language,
    same_languages,
    sub_states,
    states_of_targets,
    code_points,
    orders,
    skeletons,
    end_markers,
)
