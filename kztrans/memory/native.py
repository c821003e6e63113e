"""Inline codes of a memory's units: what stands in other programs' files for the tags in their texts.

The tags stand in the texts. Where they tell all that is known, as out of a PO, nothing else is kept. Any other unit has
its codes in the table ``code``: JSON, a list for each code, its last fields left out where they are empty.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple
from typing import get_args

from kztrans import inline
from kztrans.memory.keys import storable
from kztrans.model import Code, CodeKind

__all__ = ["packed", "unpacked"]

_EMPTY = astuple(Code(""))[2:]
"""The fields of a code of which no more is known than its tag and its kind."""
_KINDS = frozenset(get_args(CodeKind))


def packed(codes: Sequence[Code], source: str) -> str | None:
    """What is kept of the codes of a unit beside its texts; None where its tags tell all.

    >>> packed((Code("b1", opening="<b>", closing="</b>"), Code("br2", "alone")), "<b1>Satu</b1><br2/>")
    '[["b1","pair","","<b>","</b>"],["br2","alone"]]'
    >>> packed((Code("b1", shown="bold"),), "<b1>Satu</b1>"), packed((), "<b1>Satu</b1>")
    (None, '[]')
    """
    if not any(code.opening or code.closing or code.id or code.type for code in codes) and (
        "<" not in source or len(inline.tags(source, codes)) == len(inline.tags(source, inline.known(source)))
    ):
        return None
    return storable(json.dumps([_fields(code) for code in codes], ensure_ascii=False, separators=(",", ":")))


def unpacked(data: object, source: str, target: str) -> tuple[Code, ...]:
    """The codes of a unit: as they were kept, or as its tags tell.

    >>> unpacked('[["b1","pair","","<b>"]]', "<b1>Satu</b1>", "One")[0].opening, unpacked(None, "<i1/>", "")[0].tag
    ('<b>', 'i1')
    """
    if data is None:
        return inline.known(f"{source}\n{target}") if "<" in source or "<" in target else ()
    try:
        return tuple(_code(fields) for fields in json.loads(str(data)))
    except (ValueError, TypeError, RecursionError):  # a damaged file
        return inline.known(f"{source}\n{target}")


def _fields(code: Code) -> list[object]:
    fields: list[object] = list(astuple(code))
    while len(fields) > 2 and fields[-1] == _EMPTY[len(fields) - 3]:
        fields.pop()
    return fields


def _code(fields: list[object]) -> Code:
    tag, kind, *rest = fields
    if kind not in _KINDS or not all(isinstance(a, type(b)) for a, b in zip((tag, *rest), ("", *_EMPTY), strict=False)):
        raise ValueError("no code")
    return Code(tag, kind, *rest)  # type: ignore[arg-type]  # looked at
