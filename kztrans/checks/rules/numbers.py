"""Numbers of the source that the translation lacks, and the reverse, across both notations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from kztrans import languages
from kztrans.checks.check import Check, Problem
from kztrans.checks.pair import Pair, Side
from kztrans.checks.phrases import phrases
from kztrans.checks.quantities import Quantity, conversion, loose_values, quantities
from kztrans.checks.saying import language_name
from kztrans.checks.shares import days_of, shares, spans_of_time
from kztrans.wording import worded

__all__ = ["CHECK"]

_SMALL = 12
"""Number words up to this one come and go in good translations."""

_MOST = 100
"""Numbers without a partner that are looked into: a segment with more is a table, and each is compared with all."""

_TIMES = frozenset({Fraction(2), Fraction(3), Fraction(4), Fraction(10), Fraction(1, 2)})
"""What has a verb of its own: to double, to halve."""


def find(pair: Pair) -> Iterator[Problem]:
    """Numbers without a partner."""
    if not (pair.source.vocabulary.decimal_mark and pair.target.vocabulary.decimal_mark):
        return  # nothing is known of how one of the languages writes numbers
    source, target = _of(pair.source), _of(pair.target)
    missing, extra = (found[:_MOST] for found in _unmatched(source, target))
    missing = [q for q in missing if not _excused(q, target, pair.target) and not _multiplied(q, source, pair.target)]
    extra = [q for q in extra if not _excused(q, source, pair.source) and not _own_addition(q, source)]
    for quantity in missing:
        partner = next((q for q in extra if _alike(quantity, q)), extra[0] if extra else None)
        if partner is not None:
            extra.remove(partner)
        if partner is not None or not quantity.spelled or quantity.value > _SMALL or _lasts(quantity):
            yield _lacking(quantity, partner, pair)
    yield from _ordinals(pair)
    yield from _shares(pair)
    yield from _sizes(pair)
    yield from _notation(source, target, pair)
    for quantity in extra:
        if not quantity.spelled or quantity.value > _SMALL:
            yield Problem(
                worded("%(quantity)s of the translation is not in the source", quantity=quantity.text),
                "take it out, or put the right number",
            )


def _shares(pair: Pair) -> Iterator[Problem]:
    """A share in words that is another one in the translation."""
    source, target = shares(pair.source.text, pair.source.lang), shares(pair.target.text, pair.target.lang)
    left = [s for s in target if s.sure and not any(s.amount == other.amount for other in source)]
    values = {q.value for q in _of(pair.target)}
    for share in source:
        told = any(share.amount == other.amount for other in target) or {share.amount, 100 * share.value} & values
        if share.sure and left and not told:
            yield Problem(
                worded(
                    "“%(word)s” of the source is “%(other)s” in the translation", word=share.text, other=left[0].text
                ),
                "correct the number",
            )


def _sizes(pair: Pair) -> Iterator[Problem]:
    """A word for many, or for so many times, that is another one in the translation: ``puluhan``, ``hundreds``."""
    sides = [(phrases(s.text, frozenset(s.vocabulary.sizes)), s.vocabulary.sizes) for s in (pair.source, pair.target)]
    (own, known), (given, there) = sides
    for kind in ("many", "times"):
        mine = {known[f.phrase]: f.text for f in own if known[f.phrase][0] == kind}
        theirs = {there[f.phrase]: f.text for f in given if there[f.phrase][0] == kind}
        if mine and theirs and not mine.keys() & theirs.keys():
            text, other = next(iter(mine.values())), next(iter(theirs.values()))
            yield Problem(
                worded("“%(word)s” of the source is “%(other)s” in the translation", word=text, other=other),
                "correct the number",
            )


def _ordinals(pair: Pair) -> Iterator[Problem]:
    """An ordinal of the source that is nowhere, where the translation has one that is nowhere in the source."""
    source, target = _ordinals_in(pair.source), _ordinals_in(pair.target)
    left = [word for word, value in target.items() if value not in _loose(pair.source)]
    for word, value in source.items():
        if value not in _loose(pair.target) and left:
            yield Problem(
                worded("“%(word)s” of the source is “%(other)s” in the translation", word=word, other=left[0]),
                "correct the ordinal",
            )


def _ordinals_in(side: Side) -> dict[str, int]:
    known = side.vocabulary.ordinals
    return {
        word: known[word.lower()]
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", side.text)
        if word.lower() in known
    }


def _notation(source: tuple[Quantity, ...], target: tuple[Quantity, ...], pair: Pair) -> Iterator[Problem]:
    """Figures that were read with a tolerance that a reader of the language does not have."""
    marks, other = pair.target.vocabulary, pair.source.vocabulary
    if not marks.group_mark or marks.group_mark != other.decimal_mark:
        return
    group, decimal = re.escape(marks.group_mark), re.escape(marks.decimal_mark)
    wrong = re.compile(rf"\d{group}(?!\d{{3}}(?!\d))\d|\d{decimal}\d{{3}}{decimal}\d")
    values = {q.value for q in source}
    for quantity in target:
        if quantity.value in values and wrong.search(quantity.text):
            name, source_name = language_name(pair.target), language_name(pair.source)
            yield Problem(
                worded("%(quantity)s is in %(source_name)s notation", quantity=quantity.text, source_name=source_name),
                worded("write it as %(name)s does", name=name),
            )


def _of(side: Side) -> tuple[Quantity, ...]:
    return quantities(side.text, side.lang)


def _loose(side: Side) -> frozenset[Fraction]:
    return loose_values(side.text, side.lang)


def _unmatched(source: tuple[Quantity, ...], target: tuple[Quantity, ...]) -> tuple[list[Quantity], list[Quantity]]:
    """What is left on either side when equal values have been paired off; one may stand for several."""
    values = {q.value for q in source}, {q.value for q in target}
    return [q for q in source if q.value not in values[1]], [q for q in target if q.value not in values[0]]


def _excused(quantity: Quantity, others: tuple[Quantity, ...], side: Side) -> bool:
    """Is the number there in another way: in words, in another unit, rounded to a share, as a short form of a year?"""
    value, loose = quantity.value, _loose(side)
    if value in loose or _as_share(quantity, side) or _as_span(quantity, others, side):
        return True
    if quantity.unit not in {other.unit for other in others} and any(conversion(quantity, other) for other in others):
        return True
    if 1900 <= value <= 2099:
        return value - 1900 in loose or value - 2000 in loose
    return 10 <= value < 100 and (value + 1900 in loose or value + 2000 in loose)


def _as_share(quantity: Quantity, side: Side) -> bool:
    """Is it ``four-fifths`` for 80 per cent, or ``a quarter of a million`` for 250,000, give or take a fiftieth?"""
    value = quantity.value / 100 if quantity.unit == "percent" else quantity.value
    return any(abs(value - share.amount) <= share.amount / 50 for share in shares(side.text, side.lang))


def _as_span(quantity: Quantity, others: tuple[Quantity, ...], side: Side) -> bool:
    """Is it the same time in another unit: 15 days in two weeks, 18 months in a year and a half?"""
    days = days_of(quantity.value, quantity.unit)
    if not days:
        return False
    spans = spans_of_time(side.text, side.lang)
    units = ((days_of(q.value, q.unit), q.unit) for q in others if q.unit != quantity.unit)
    return any(span.agrees(days) for span in spans) or any(
        abs(other - days) <= 0.1 * max(other, days) for other, _ in units if other
    )


def _multiplied(quantity: Quantity, source: tuple[Quantity, ...], target: Side) -> bool:
    """Has the source twice the number, or half, and does the translation say so (``doubled``)?"""
    if not quantity.value or quantity.spelled:
        return False
    said = _TIMES & _loose(target)
    return bool(said) and any(other.value / quantity.value in said for other in source if other is not quantity)


def _lasts(quantity: Quantity) -> bool:
    """Is it a span of time of more than one, which a translation keeps: ``lima tahun``?"""
    return quantity.value > 1 and days_of(quantity.value, quantity.unit) is not None


def _own_addition(quantity: Quantity, source: tuple[Quantity, ...]) -> bool:
    """A conversion of money between parentheses, which nothing here can verify."""
    return quantity.bracketed and bool(quantity.currency) and any(q.currency for q in source)


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.spelled == other.spelled or bool(one.unit and one.unit == other.unit)


def _lacking(quantity: Quantity, partner: Quantity | None, pair: Pair) -> Problem:
    message = worded("%(number)s of the source is not in the translation", number=quantity.text)
    if partner is None:
        return Problem(message, "put the number in")
    if quantity.text == partner.text and pair.target.vocabulary.group_mark and _grouped(quantity.text, pair):
        name = language_name(pair.target)
        return Problem(
            worded("%(quantity)s of the source seems to be in %(name)s notation", quantity=quantity.text, name=name),
            "make sure of the number",
            "info",
        )
    message = worded(
        "%(number)s of the source is not in the translation, which has %(other)s",
        number=quantity.text,
        other=partner.text,
    )
    if _of_source_notation(partner, quantity, pair):
        name = language_name(pair.target)
        return Problem(
            message,
            worded(
                "%(partner)s is in %(name)s notation: write it as %(name2)s does",
                partner=partner.text,
                name=language_name(pair.source),
                name2=name,
            ),
        )
    return Problem(message, "correct the number")


def _grouped(text: str, pair: Pair) -> bool:
    """Is it a number with thousands set off as the target language does?"""
    return bool(re.fullmatch(rf"\d{{1,3}}(?:{re.escape(pair.target.vocabulary.group_mark)}\d{{3}})+", text))


def _of_source_notation(partner: Quantity, quantity: Quantity, pair: Pair) -> bool:
    """Was the source's way of writing the number kept?"""
    read = languages.get(pair.source.lang).numbers(partner.text)
    return any(n.value == quantity.value for n in read) or quantity.text == partner.text


CHECK = Check(
    name="numbers",
    severity="error",
    summary="A number of the source is missing or different, or the translation has one of its own.",
    help=(
        "Numbers are compared by value, in figures or words, each language in its own notation: 3,5 juta and 3.5 "
        "million, 7.500 and 7,500, dua puluh and twenty. Ordinals, fractions and words such as twice or both count as "
        "their numbers, and so does the same measure in another unit, rounded: 80 persen and four-fifths, 15 hari and "
        "two weeks. Dates and times have a check of their own."
    ),
    find=find,
)
