"""Dates, weekdays and times of day that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kztrans.checks.check import Check, Problem
from kztrans.checks.moments import Clock, Date, clocks, dates, weekdays
from kztrans.checks.pair import Pair
from kztrans.checks.quantities import loose_values
from kztrans.wording import worded

__all__ = ["CHECK"]

_DATELINE = re.compile(r"[^.!?–—]{0,36}\s[–—-]{1,2}\s")
"""What follows the date in a dateline: ``(Reuters) – ``."""


def find(pair: Pair) -> Iterator[Problem]:
    """Dates, then weekdays, then times."""
    if not (pair.source.vocabulary.months and pair.target.vocabulary.months):
        return  # nothing is known of how one of the languages writes dates
    yield from _dates(pair)
    yield from _weekdays(pair)
    yield from _clocks(pair)


def _dates(pair: Pair) -> Iterator[Problem]:
    source, target = dates(pair.source.text, pair.source.lang), dates(pair.target.text, pair.target.lang)
    left = [d for d in target if not any(_agree(s, d) for s in source)]
    for date in source:
        if any(_agree(date, d) and _year_kept(date, d, pair) for d in target):
            continue
        near = next((d for d in target if _agree(date, d)), None) or next(iter(left), None)
        written = pair.source.text[date.start : date.end]
        if near is None and _dispensable(date, pair):
            continue
        if near is None:
            yield Problem(
                worded("the date “%(written)s” of the source is not in the translation", written=written),
                "put the date in",
            )
        else:
            other = pair.target.text[near.start : near.end]
            yield Problem(
                worded(
                    "the date is “%(written)s” in the source, “%(other)s” in the translation",
                    written=written,
                    other=other,
                ),
                "correct the date",
            )


def _agree(source: Date, target: Date) -> bool:
    """Same month, the source's days, and no other year."""
    if target.also is not None and source.days == (target.also[0],) and source.month == target.also[1]:
        return True
    if source.month != target.month or (source.days and source.days != target.days):
        return False
    return source.year is None or target.year is None or source.year == target.year


def _dispensable(date: Date, pair: Pair) -> bool:
    """Is it the day of a report whose weekday is there, or a dateline's, which another medium writes otherwise?"""
    if date.news:
        days = [day for day in weekdays(pair.source.text, pair.source.lang) if 0 <= date.start - day.end <= 2]
        given = {day.number for day in weekdays(pair.target.text, pair.target.lang)}
        if any(day.number in given for day in days):
            return True
    return bool(_DATELINE.match(pair.source.text, date.end, date.end + 40)) and date.end <= 40


def _year_kept(source: Date, target: Date, pair: Pair) -> bool:
    return (
        source.year is None
        or target.year is not None
        or source.year in loose_values(pair.target.text, pair.target.lang)
    )


def _weekdays(pair: Pair) -> Iterator[Problem]:
    source, target = weekdays(pair.source.text, pair.source.lang), weekdays(pair.target.text, pair.target.lang)
    given = {d.number for d in target}
    other = [d for d in target if d.number not in {s.number for s in source}]
    for day in source:
        if day.number not in given:
            written = pair.source.text[day.start : day.end]
            yield Problem(
                worded(
                    "the day “%(written)s” of the source is not in the translation; the translation has “%(other)s”",
                    written=written,
                    other=pair.target.text[other[0].start : other[0].end],
                )
                if other
                else worded("the day “%(written)s” of the source is not in the translation", written=written),
                "correct the day",
            )


def _clocks(pair: Pair) -> Iterator[Problem]:
    source, target = clocks(pair.source.text, pair.source.lang), clocks(pair.target.text, pair.target.lang)
    left: list[Clock] = [c for c in target if not any(c.agrees(s) for s in source)]
    for clock in source:
        if any(clock.agrees(c) for c in target):
            continue
        written = pair.source.text[clock.start : clock.end]
        if not left and (not written[-1:].isdigit() and _loosely(clock, pair)):
            continue
        if left:
            other = pair.target.text[left[0].start : left[0].end]
            yield Problem(
                worded(
                    "the time is “%(written)s” in the source, “%(other)s” in the translation",
                    written=written,
                    other=other,
                ),
                "correct the time",
            )
        else:
            yield Problem(
                worded("the time “%(written)s” of the source is not in the translation", written=written),
                "put the time in",
            )


def _loosely(clock: Clock, pair: Pair) -> bool:
    """Is it noon or midnight, which are seldom meant to the minute, or is its hour there as a number?"""
    values = loose_values(pair.target.text, pair.target.lang)
    return clock.minutes % 720 == 0 or clock.minutes // 60 in values or clock.minutes // 60 % 12 in values


CHECK = Check(
    name="dates",
    severity="error",
    summary="A date, weekday or time of day of the source is missing or different.",
    help=(
        "14 Maret 2022, March 14, 2022 and 14/3/2022 are one date; pukul 17.45, 17:45 and 5:45 p.m. are one time. The "
        "translation may say more than the source (a year that was understood), not less; but the date in brackets "
        "behind a weekday, and a dateline's, may go."
    ),
    find=find,
)
