"""One translation for several sources."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair, View, shortened
from kztrans.wording import worded

__all__ = ["CHECK"]

_SHORT = 3
"""Words from which two sources do not have one translation by chance."""
_ALIKE = 80.0
"""Similarity of the sources, in per cent, from which they may well have one translation."""


def find(pair: Pair) -> Iterator[Problem]:
    """On every entry but the first of a translation, where its source is another."""
    from rapidfuzz import fuzz

    if len(pair.target.words) < _SHORT:
        return
    same = pair.view.once(_table).get(_key(pair.target.text), [])
    other = next((p for p in same if p.index < pair.index and _key(p.source.text) != _key(pair.source.text)), None)
    if other is None:
        return
    alike = fuzz.ratio(_key(other.source.text), _key(pair.source.text)) >= _ALIKE
    yield Problem(
        worded(
            "another source, “%(what)s” %(other)s, has the same translation",
            what=shortened(other.source.text),
            other=other.place,
        ),
        "make sure that the translation belongs here",
        "info" if alike else None,
    )


def _table(view: View) -> dict[str, list[Pair]]:
    table: dict[str, list[Pair]] = {}
    for pair in view.translated:
        table.setdefault(_key(pair.target.text), []).append(pair)
    return table


def _key(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").replace("“", '"').replace("”", '"').split()).rstrip(".!")


CHECK = Check(
    name="reuse",
    severity="warning",
    summary="Different sources have the same translation.",
    help="Often a translation was pasted into the wrong entry. Sources that are nearly alike are for information only.",
    find=find,
)
