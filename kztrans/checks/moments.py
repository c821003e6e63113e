"""Dates, weekdays and times of day in a text, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kztrans import languages
from kztrans.languages import vocabulary
from kztrans.languages.vocabulary import Vocabulary

__all__ = ["Clock", "Date", "Weekday", "clocks", "dates", "weekdays"]

_DAY = r"(\d{1,2})(?:st|nd|rd|th)?(?![\d.,]\d|\d)"
_DAYS = rf"(?<![\d.,]){_DAY}(?:\s?(?:[-–—]|dan|and|hingga|sampai|to|s/d|&)\s?{_DAY})?"


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or as much of one as the text says."""

    days: tuple[int, ...]
    month: int
    year: int | None
    start: int
    end: int
    also: tuple[int, int] | None = None
    """Day and month where figures may be read either way."""
    news: bool = False
    """The day of a report, in brackets behind its weekday or place: ``Senin (18/3)``."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, in minutes after midnight."""

    minutes: int
    certain: bool
    """False where it may be before noon or after."""
    start: int
    end: int

    def agrees(self, other: Clock) -> bool:
        """May both be the same time?"""
        if self.certain and other.certain:
            return self.minutes == other.minutes
        return self.minutes % 720 == other.minutes % 720


def _any(words: object) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))  # type: ignore[call-overload]


@lru_cache(maxsize=8)
def _date_patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    months = _any(vocabulary.get(lang).months)
    month = rf"(?<!\w)({months})(?!\w)\.?" if months else r"(?!)()"
    year = r"(?:,?\s+(?:tahun\s+|in\s+)?(\d{4}))?"
    return (
        re.compile(rf"{_DAYS}\s+(?:of\s+)?{month}{year}", re.IGNORECASE),
        re.compile(rf"{month}\s+(?:the\s+)?{_DAYS}{year}", re.IGNORECASE),
        re.compile(rf"{month}(?:,?\s+(?:of\s+|tahun\s+)?(\d{{4}}))?", re.IGNORECASE),
    )


_NEWS = re.compile(r"\((\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?\)")
_FIGURES = re.compile(r"(?<![\d./(-])(?:(\d{1,2})([./-])(\d{1,2})\2(\d{4})|(\d{4})-(\d{2})-(\d{2}))(?![\d/-])")


@lru_cache(maxsize=512)
def dates(text: str, lang: str) -> tuple[Date, ...]:
    """The dates in a text, in order; months alone are dates too.

    >>> [(d.days, d.month, d.year) for d in dates("Pada 14–16 Maret 2022 dan bulan Mei", "id")]
    [((14, 16), 3, 2022), ((), 5, None)]
    >>> [(d.days, d.month, d.year) for d in dates("On March 14, 2022, they may march.", "en")]
    [((14,), 3, 2022)]
    """
    words = vocabulary.get(lang)
    day_first, month_first, bare = _date_patterns(lang)
    found: list[Date] = list(_in_figures(text, words))
    taken = [(d.start, d.end) for d in found]
    for pattern, month_group in ((day_first, 3), (month_first, 1), (bare, 1)):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            date = _date(text, match, month_group, words)
            if date is not None:
                found.append(date)
                taken.append((date.start, date.end))
    return tuple(sorted(found, key=lambda d: d.start))


def _date(text: str, match: re.Match[str], month_group: int, words: Vocabulary) -> Date | None:
    name = match.group(month_group)
    groups = [g for n, g in enumerate(match.groups(), 1) if n != month_group]
    *days, year = groups
    numbers = tuple(int(d) for d in days if d)
    if not name[0].isupper() or any(not 1 <= n <= 31 for n in numbers):
        return None
    if name.lower() in words.ambiguous_months and not (numbers or year):
        before = re.search(r"(\w+)[-\s]+$", text[max(0, match.start() - 40) : match.start()])
        if before is None or before.group(1).lower() not in words.month_leads:
            return None
    return Date(numbers, words.months[name.lower()], int(year) if year else None, match.start(), match.end())


def _in_figures(text: str, words: Vocabulary) -> Iterator[Date]:
    for match in _NEWS.finditer(text):  # as news writes the day of a report: Rabu (12/7)
        day, month, year = match.groups()
        if not words.month_first and 1 <= int(day) <= 31 and 1 <= int(month) <= 12:
            full = int(year) % 100 + 2000 if year else None
            yield Date((int(day),), int(month), full, match.start(), match.end(), news=True)
    for match in _FIGURES.finditer(text):
        one, _, two, year, iso_year, iso_month, iso_day = match.groups()
        if iso_year:
            first, second, value = int(iso_day), int(iso_month), int(iso_year)
        else:
            first, second, value = int(one), int(two), int(year)
            if words.month_first and match.group(2) == "/":
                first, second = second, first
        also = (second, first) if words.month_first and not iso_year and first <= 12 else None
        if second > 12 and first <= 12:
            first, second, also = second, first, None
        if 1 <= second <= 12 and 1 <= first <= 31:
            yield Date((first,), second, value, match.start(), match.end(), also)


def weekdays(text: str, lang: str) -> list[Weekday]:
    """The weekdays that a text names, in order.

    >>> [d.number for d in weekdays("Minggu lalu, pada hari Rabu", "id")]
    [3]
    """
    words = vocabulary.get(lang)
    if not words.weekdays:
        return []
    found = []
    for match in re.finditer(rf"(?<!\w)({_any(words.weekdays)})(?:s|'s|’s)?(?!\w)", text, re.IGNORECASE):
        name = match.group(1)
        starts = not re.search(r"[\w,]\s+$", text[max(0, match.start() - 40) : match.start()])
        if name[0].isupper() and not (starts and name.lower() in words.ambiguous_weekdays):
            found.append(Weekday(words.weekdays[name.lower()], match.start(), match.end()))
    return found


@lru_cache(maxsize=8)
def _clock_pattern(lang: str) -> re.Pattern[str] | None:
    words = vocabulary.get(lang)
    if not words.clock_leads:
        return None
    tails, early, late = _any(words.clock_tails), _any(words.morning), _any(words.evening)
    number = r"(?P<h>\d{1,2}|[^\W\d_]+(?:[ ](?:belas|puluh(?: dua| tiga| satu)?))?)"
    return re.compile(
        rf"(?<![\w.,:$€£])(?:(?P<lead>{_any(words.clock_leads)})\s+)?{number}(?:(?P<mark>[.:])(?P<m>\d{{2}}))?(?![\d:]|[.,]\d)"
        rf"(?:\s?(?:(?P<early>{early})|(?P<late>{late})|(?P<tail>{tails}))(?!\w))?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=512)
def clocks(text: str, lang: str) -> tuple[Clock, ...]:
    """The times of day in a text, in order.

    >>> [(c.minutes, c.certain) for c in clocks("Pukul 17.45 WIB, lalu pukul lima sore", "id")]
    [(1065, True), (1020, True)]
    >>> [(c.minutes, c.certain) for c in clocks("At 5:45 p.m., at 5:45, 5 o'clock, noon; 3.5 tons", "en")]
    [(1065, True), (345, False), (300, False), (720, True)]
    """
    words, pattern = vocabulary.get(lang), _clock_pattern(lang)
    if pattern is None:
        return ()
    found = [clock for match in pattern.finditer(text) if (clock := _clock(match, lang, words)) is not None]
    for match in re.finditer(rf"(?<!\w)(?:{_any(words.clock_words)})(?!\w)", text, re.IGNORECASE):
        hour, minute = words.clock_words[match.group().lower()]
        found.append(Clock(60 * hour + minute, True, match.start(), match.end()))
    return tuple(sorted(found, key=lambda c: c.start))


def _clock(match: re.Match[str], lang: str, words: Vocabulary) -> Clock | None:
    lead, written, minutes = match["lead"], match["h"], match["m"]
    half = match["early"] or match["late"]
    strong_lead = lead is not None and words.clock_lead_decides
    if half and words.clock_lead_decides and not (lead or minutes):
        return None
    told = half or match["tail"] or strong_lead or match["mark"] == ":" or (lead and minutes)
    if not told or (not written.isdigit() and not (half or match["tail"] or strong_lead)):
        return None
    if half and half.lower() in ("am", "pm") and not written.isdigit():
        return None
    hour = _hour(written, lang)
    if (
        hour is None
        or hour > 24
        or int(minutes or 0) > 59
        or (match["tail"] and not (lead or minutes or "clock" in match["tail"]))
    ):
        return None
    certain = bool(half) or hour > 12 or hour == 0 or (written.startswith("0") and minutes is not None)
    if match["late"] and hour < 12:
        hour += 12
    if match["early"] and hour == 12:
        hour = 0
    return Clock(
        (60 * hour + int(minutes or 0)) % 1440, certain, match.start("lead") if lead else match.start("h"), match.end()
    )


def _hour(written: str, lang: str) -> int | None:
    if written.isdigit():
        return int(written)
    if written.lower() in ("satu", "one"):
        return 1
    numbers = languages.get(lang).numbers(written)
    value = numbers[0].value if len(numbers) == 1 else None
    return int(value) if value is not None and value.denominator == 1 else None
