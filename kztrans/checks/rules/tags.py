"""Tags of inline codes, and placeholders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from kztrans import inline
from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.inline import Fault
from kztrans.wording import worded

__all__ = ["CHECK"]

_PRINTF = (
    r"(?<![\d%])%(?:\(\w+\)|\d+\$)?[-+#0]*(?:\d+|\*)?(?:\.\d+)?(?:hh?|ll?|[Lqjzt])?[diouxXeEfFgGcsrap@](?![A-Za-z]{2})"
)
_BRACES = r"\$?\{\{?\s?[\w.]*(?:\[\w+\])?(?:![rsa])?(?::[^{}\s]{1,20})?\s?\}?\}"
_PLACEHOLDER = re.compile(f"{_PRINTF}|{_BRACES}")
_IN_ORDER = re.compile(r"%[^(\d]|%\d+[^$\d]|\{\}")
"""Placeholders that are filled in by their order."""
_REMEDIES = {
    "missing": worded("put it where its words are"),
    "added": worded("take it out"),
    "unclosed": worded("write both its ends, the beginning first"),
    "crossed": worded("close them in reverse order"),
    "order": worded("see whether it is meant"),
}


def find(pair: Pair) -> Iterator[Problem]:
    """What is wrong with the tags of the translation, then with its placeholders."""
    source, target = pair.source.coded, pair.target.coded
    codes = pair.unit.codes or inline.known(source, pair.unit.notes)
    optional = {code.tag for code in codes if code.optional}
    for fault in inline.faults(source, target, codes):
        yield _problem(fault, optional)
    wanted, given = _PLACEHOLDER.findall(pair.source.text), _PLACEHOLDER.findall(pair.target.text)
    missing, added = Counter(wanted) - Counter(given), Counter(given) - Counter(wanted)
    for what in missing:
        yield Problem(worded("the placeholder %(what)s of the source is missing", what=what), "copy it as it is")
    for what in added:
        yield Problem(worded("the placeholder %(what)s is not in the source", what=what), "take it out")
    if not missing and not added:
        yield from _disordered(wanted, given)


def _problem(fault: Fault, optional: set[str]) -> Problem:
    shown = " ".join(fault.tags)
    one = len(fault.tags) == 1
    what = {
        "missing": worded("the tag %(tags)s of the source is missing", tags=shown)
        if one
        else worded("the tags %(tags)s of the source are missing", tags=shown),
        "added": worded("%(tags)s is not in the source, or there once less", tags=shown)
        if one
        else worded("%(tags)s are not in the source, or there once less", tags=shown),
        "unclosed": worded("%(tags)s has no other end, or the ends are the wrong way round", tags=shown)
        if one
        else worded("%(tags)s have no other end, or the ends are the wrong way round", tags=shown),
        "crossed": worded("the tags %(tags)s cross", tags=shown),
        "order": worded("the tags %(tags)s come in another order than in the source", tags=shown),
    }[fault.kind]
    may_go = all(tag.strip("</>") in optional for tag in fault.tags)
    lenient = fault.kind == "order" or (fault.kind == "missing" and may_go)
    return Problem(what, _REMEDIES[fault.kind], "warning" if lenient else None)


def _disordered(wanted: list[str], given: list[str]) -> Iterator[Problem]:
    """Placeholders without a name mean what stands at their place."""
    pairs = zip_longest((p for p in wanted if _IN_ORDER.match(p)), (p for p in given if _IN_ORDER.match(p)))
    if changed := [two for one, two in pairs if one != two]:
        yield Problem(
            worded(
                "the placeholders %(what)s come in another order than in the source", what=" ".join(map(str, changed))
            ),
            "they are filled in by their order",
            "warning",
        )


CHECK = Check(
    name="tags",
    severity="error",
    summary="A tag like <b1> or <br2/>, or a placeholder, is missing, added, or at fault.",
    help="Tags stand for formatting, links and pictures: each belongs into the translation once, with both its ends, "
    "not crossing others. Another order is a warning. Placeholders like %d, %(nama)s and {nama} are copied.",
    find=find,
)
