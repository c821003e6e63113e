"""Which codes of one text are those of another: how a memory's translation gets the codes of the text at hand."""

from __future__ import annotations

from collections.abc import Sequence

from kztrans.inline.finding import name_of, tags
from kztrans.inline.moving import rewritten
from kztrans.model import Code

__all__ = ["carried", "fitting"]


def fitting(theirs: Sequence[Code], ours: Sequence[Code]) -> dict[str, Code]:
    """Which of our codes each of theirs is, by their tags: the same in the file, else the next of its name and kind.

    Both are in the order of their texts. All fit where as many are found as there are on either side.

    >>> {tag: code.tag for tag, code in fitting((Code("b1"), Code("a2")), (Code("a1"), Code("i2"))).items()}
    {'a2': 'a1'}
    """
    found: dict[str, Code] = {}
    free = list(ours)
    for alike in (_same, _same_name):
        for code in theirs:
            if code.tag not in found and (match := next((own for own in free if alike(code, own)), None)):
                found[code.tag] = match
                free.remove(match)
    return found


def _same(one: Code, other: Code) -> bool:
    return (
        bool(one.opening or one.shown)
        and _same_name(one, other)
        and ((one.opening, one.shown) == (other.opening, other.shown))
    )


def _same_name(one: Code, other: Code) -> bool:
    return (one.kind, name_of(one.tag)) == (other.kind, name_of(other.tag))


def carried(text: str, theirs: Sequence[Code], ours: Sequence[Code]) -> tuple[str, bool]:
    """A translation with our codes in place of those of another source, and whether it has all of ours and no others.

    Codes of theirs that none of ours is like are left out.

    >>> carried("<b1>One</b1> two<img3/>", (Code("b1"), Code("img3", "alone")), (Code("img1", "alone"), Code("b2")))
    ('<b2>One</b2> two<img1/>', True)
    >>> carried("<b1>One</b1>", (Code("b1"),), ())
    ('One', False)
    """
    becomes = fitting(theirs, ours)
    new = rewritten(text, theirs, becomes)
    have = {tag.code.tag for tag in tags(new, ours)}
    return new, len(becomes) == len(theirs) and have.issuperset(code.tag for code in ours)
