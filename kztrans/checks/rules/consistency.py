"""One source with several translations."""

from __future__ import annotations

from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair, View, shortened
from kztrans.wording import worded

__all__ = ["CHECK"]

_SHORT = 2
"""Words up to which a text may mean this here and that there."""


def find(pair: Pair) -> Iterator[Problem]:
    """On every entry but the first of a source, where its translation differs from all before."""
    same = pair.view.once(_table).get(_key(pair.source.text), [])
    before = [p for p in same if p.index < pair.index]
    if before and all(_key(p.target.text) != _key(pair.target.text) for p in before):
        other = before[0]
        there, here = shortened(other.target.text), shortened(pair.target.text)
        yield Problem(
            worded(
                "the same source is “%(there)s” %(other)s, and “%(here)s” here",
                there=there,
                other=other.place,
                here=here,
            ),
            "choose one, unless the meaning differs",
            "info" if len(pair.source.words) <= _SHORT else None,
        )


def _table(view: View) -> dict[str, list[Pair]]:
    table: dict[str, list[Pair]] = {}
    for pair in view.translated:
        table.setdefault(_key(pair.source.text), []).append(pair)
    return table


def _key(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').split()).rstrip(".")


CHECK = Check(
    name="consistency",
    severity="warning",
    summary="The same source is translated in different ways.",
    help=(
        "White space and the kind of quotation marks are set aside. Sources of one or two words are for information "
        "only."
    ),
    find=find,
)
