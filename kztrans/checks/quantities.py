"""Numbers in a text with the unit or currency that belongs to each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from kztrans import languages
from kztrans.checks.moments import clocks, dates
from kztrans.checks.shares import shares
from kztrans.checks.spans import Spans, addresses, enclosed
from kztrans.languages import vocabulary

__all__ = ["Quantity", "base_value", "conversion", "loose_values", "quantities", "unit_named"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text names it."""

    value: Fraction
    text: str
    start: int
    end: int
    unit: str = ""
    currency: str = ""
    spelled: bool = False
    """Written in words."""
    bracketed: bool = False
    """Between parentheses."""
    until: int = 0
    """Where its unit or currency ends."""


_LENGTH = {
    "millimetre": 0.001,
    "centimetre": 0.01,
    "metre": 1.0,
    "kilometre": 1000.0,
    "mile": 1609.344,
    "foot": 0.3048,
    "yard": 0.9144,
}
_MASS = {"gram": 0.001, "kilogram": 1.0, "tonne": 1000.0, "pound": 0.45359}
_AREA = {"hectare": 1.0, "acre": 0.40469, "square-kilometre": 100.0}
_VOLUME = {"litre": 1.0, "cubic-metre": 1000.0, "barrel": 158.987}
_POWER = {"kilowatt": 1.0, "megawatt": 1e3, "gigawatt": 1e6}
_SHORT_TIME = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0}
_LONG_TIME = {"month": 1.0, "year": 12.0, "decade": 120.0, "century": 1200.0}
_SCALES = (_LENGTH, _MASS, _AREA, _VOLUME, _POWER, _SHORT_TIME, _LONG_TIME)
_FRACTION = re.compile(
    r"\s+per(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)\b|[-\s](?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b"
)
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")


@lru_cache(maxsize=512)
def quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """The numbers of a text that a translation must have too, without those in dates, times, fractions and links.

    >>> [(str(q.value), q.unit or q.currency) for q in quantities("Naik 2,5 persen, Rp3 juta, sejauh 7.500 km", "id")]
    [('5/2', 'percent'), ('3000000', 'IDR'), ('7500', 'kilometre')]
    >>> [(str(q.value), q.unit) for q in quantities("a 7,500-km border (4,660 miles)", "en")]
    [('7500', 'kilometre'), ('4660', 'mile')]
    """
    days = [(day.start, day.end) for day in dates(text, lang)]
    times = [(time.start, time.end) for time in clocks(text, lang)]
    parts = [(share.start, share.end) for share in shares(text, lang)]
    away = Spans([*days, *times, *parts, *addresses(text)])
    brackets = Spans((start + 1, end - 1) for start, end in enclosed(text, (("(", ")"), ("[", "]"))))
    loose = vocabulary.get(lang).loose_numbers
    found = []
    for number in languages.get(lang).numbers(text):
        word = _HYPHENATED.match(text, number.start)
        if away.touch(number.start, number.end) or _FRACTION.match(text, number.end):
            continue
        if word and word.group().lower() in loose:
            continue
        written = text[number.start : number.end]
        unit, currency = _unit(text, number.end, lang), _currency(text, number.start, number.end, lang)
        found.append(
            Quantity(
                number.value,
                written,
                number.start,
                number.end,
                unit[0],
                currency[0],
                not any(c.isdigit() for c in written),
                number.start in brackets,
                max(number.end, unit[1], currency[1]),
            )
        )
    return tuple(found)


@lru_cache(maxsize=512)
def loose_values(text: str, lang: str) -> frozenset[Fraction]:
    """Values that words of a text may stand for: ordinals, fractions, dates, ``twice``.

    >>> sorted(str(v) for v in loose_values("kesebelas; separuh", "id"))
    ['1/2', '11', '50']
    """
    words = vocabulary.get(lang)
    found: set[Fraction] = set()
    lower = text.lower()
    for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", lower):
        word = match.group()
        for part in {word, *word.split("-")}:
            found.update(words.loose_numbers.get(part, ()))
        for prefix in words.number_prefixes:
            if word.startswith(prefix):
                rest = languages.get(lang).numbers(lower[match.start() + len(prefix) :][:40])
                if rest and rest[0].start == 0:
                    found.add(rest[0].value)
    for phrase, values in words.loose_numbers.items():
        if " " in phrase and phrase in lower:
            found.update(values)
    found.update(n.value for n in languages.get(lang).numbers(text))
    return frozenset(found)


@lru_cache(maxsize=8)
def _unit_pattern(lang: str) -> re.Pattern[str]:
    units = vocabulary.get(lang).units
    forms = "|".join(re.escape(form) for form in sorted(units, key=lambda form: (-len(form), form)))
    return re.compile(rf"[\s-]?(?:(?:miles?|years?)\s)?({forms})(?!\w)" if forms else r"(?!)()", re.IGNORECASE)


@lru_cache(maxsize=8)
def _currency_patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = vocabulary.get(lang).currencies
    either = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    if not either:
        return re.compile("(?!)()"), re.compile("(?!)()")
    return re.compile(rf"(?<![^\W\d_])({either})[\s.]?$"), re.compile(rf"[\s-]?({either})(?!\w)")


def _unit(text: str, end: int, lang: str) -> tuple[str, int]:
    """The unit behind a number, and where it ends."""
    match = _unit_pattern(lang).match(text, end)
    return (vocabulary.get(lang).units[match.group(1).lower()], match.end()) if match else ("", end)


def _currency(text: str, start: int, end: int, lang: str) -> tuple[str, int]:
    """The currency before or behind a number, and where it ends."""
    before, after = _currency_patterns(lang)
    match = before.search(text[max(0, start - 20) : start])
    if match:
        return vocabulary.get(lang).currencies[match.group(1)], end
    match = after.match(text, end)
    return (vocabulary.get(lang).currencies[match.group(1)], match.end()) if match else ("", end)


@lru_cache(maxsize=512)
def unit_named(text: str, lang: str, name: str) -> bool:
    """Does a text name a unit or currency anywhere?"""
    words = vocabulary.get(lang)
    for table in (words.units, words.currencies):
        for form, known in table.items():
            if known == name and re.search(rf"(?<![^\W\d_]){re.escape(form)}(?![^\W\d_])", text, re.IGNORECASE):
                return True
    return False


def base_value(quantity: Quantity) -> tuple[int, float] | None:
    """The kind of measure and the value in its base unit, or None where there is no unit to convert."""
    for kind, scale in enumerate(_SCALES):
        if quantity.unit in scale:
            return kind, float(quantity.value) * scale[quantity.unit]
    return None


def conversion(one: Quantity, other: Quantity) -> bool:
    """Is one the other in another unit, rounded?"""
    first, second = base_value(one), base_value(other)
    if first is None or second is None or one.unit == other.unit or first[0] != second[0] or not first[1]:
        return False
    return abs(first[1] - second[1]) <= 0.04 * abs(first[1])
