"""Units and currencies: the same number with another unit, or without it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair
from kztrans.checks.quantities import Quantity, quantities, unit_named
from kztrans.wording import worded

__all__ = ["CHECK"]

_TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_PLURALS = {
    "percent": "percent",
    "foot": "feet",
    "century": "centuries",
    "celsius": "degrees Celsius",
    "fahrenheit": "degrees Fahrenheit",
}
"""Of units whose English plural is no ``s`` at the end."""
_SAME = ({"tonne"}, {"KGS", "UZS"}, {"degree", "celsius"}, {"degree", "fahrenheit"})


def find(pair: Pair) -> Iterator[Problem]:
    """Numbers whose unit is not the source's."""
    if not (pair.source.vocabulary.decimal_mark and pair.target.vocabulary.decimal_mark):
        return  # nothing is known of how one of the languages writes numbers
    source, target = quantities(pair.source.text, pair.source.lang), quantities(pair.target.text, pair.target.lang)
    given: dict[Fraction, dict[tuple[str, str], Quantity]] = {}
    for quantity in target:
        given.setdefault(quantity.value, {}).setdefault((quantity.unit, quantity.currency), quantity)
    told: set[tuple[Fraction, str, str]] = set()
    for quantity in source:
        key = (quantity.value, quantity.unit, quantity.currency)
        if quantity.value in given and key not in told:
            told.add(key)
            yield from _compared(quantity, list(given[quantity.value].values()), pair)


def _compared(quantity: Quantity, same: list[Quantity], pair: Pair) -> Iterator[Problem]:
    for kind in ("unit", "currency"):
        wanted, given = getattr(quantity, kind), [getattr(q, kind) for q in same]
        if any(_equal(wanted, name) for name in given):
            continue
        other = next((name for name in given if name), "")
        if wanted and other and not unit_named(pair.target.text, pair.target.lang, wanted):
            yield Problem(
                worded(
                    "%(quantity)s is in %(what)s in the source, in %(what2)s in the translation",
                    quantity=quantity.text,
                    what=_shown(wanted),
                    what2=_shown(other),
                ),
                "correct the unit, or convert the number as well",
            )
        elif wanted and not other and wanted not in _TIME and not _named(wanted, pair):
            yield Problem(
                worded("%(quantity)s has lost its unit, %(what)s", quantity=quantity.text, what=_shown(wanted)),
                "put the unit in",
            )
        elif other and not wanted and other not in _TIME and not unit_named(pair.source.text, pair.source.lang, other):
            yield Problem(
                worded(
                    "%(same)s is in %(what)s in the translation, not in the source",
                    same=same[0].text,
                    what=_shown(other),
                ),
                "take the unit out",
            )


def _equal(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _SAME)


def _named(wanted: str, pair: Pair) -> bool:
    names = next((group for group in _SAME if wanted in group), {wanted})
    return any(unit_named(pair.target.text, pair.target.lang, name) for name in sorted(names))


def _shown(name: str) -> str:
    if name.isupper():
        return name  # a currency
    return worded(_PLURALS.get(name) or f"{name.replace('-', ' ')}s")


CHECK = Check(
    name="units",
    severity="error",
    summary="A number has another unit or currency than in the source, or none.",
    help=(
        "Where source and translation have the same number, its unit must be the same: per cent, lengths, weights, "
        "spans of time, currencies. A measure may be converted (numbers sees to its value); money may be converted in "
        "parentheses behind the original."
    ),
    find=find,
)
