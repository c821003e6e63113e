"""Shares and spans that texts give in words: ``four-fifths``, ``a quarter of a million``, ``a year and a half``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from kztrans.languages import vocabulary

__all__ = ["Share", "Span", "days_of", "shares", "spans_of_time"]

_DAYS = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525.0,
}


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction in words, multiplied where a magnitude follows (``half a million``)."""

    value: Fraction
    text: str
    start: int
    end: int
    magnitude: int = 1
    sure: bool = True
    """False where it may be an ordinal: ``a third``."""

    @property
    def amount(self) -> Fraction:
        """The number that it stands for."""
        return self.value * self.magnitude


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time without a number, ``seminggu``, in days."""

    days: float
    unit: str
    text: str
    start: int
    end: int

    def agrees(self, days: float) -> bool:
        """Is it the other one, rounded as people round spans: 15 days are two weeks?"""
        return abs(self.days - days) <= 0.1 * max(self.days, days)


@lru_cache(maxsize=512)
def shares(text: str, lang: str) -> tuple[Share, ...]:
    """The fractions in a text, in order.

    >>> [(str(s.value), s.magnitude) for s in shares("Two-thirds, one in four, or a quarter of a million", "en")]
    [('2/3', 1), ('1/4', 1), ('1/4', 1000000)]
    >>> [(str(s.value), s.magnitude) for s in shares("Dua pertiga, satu dari empat, separuh, seperempat juta", "id")]
    [('2/3', 1), ('1/4', 1), ('1/2', 1), ('1/4', 1000000)]
    """
    pattern = _share_pattern(lang)
    return tuple(_share(match, lang) for match in pattern.finditer(text)) if pattern is not None else ()


def _share(match: re.Match[str], lang: str) -> Share:
    words = vocabulary.get(lang)
    whole, over, under, some, of = match.group("whole", "over", "under", "some", "of")
    if whole:
        value = words.fractions[" ".join(whole.lower().split())]
    elif under:
        value = Fraction(words.numerators[over.lower()], words.denominators[under.lower()])
    else:
        value = Fraction(words.numerators[some.lower()], words.numerators[of.lower()])
    magnitude = words.magnitudes[match["magnitude"].lower()] if match["magnitude"] else 1
    ordinal = bool(under) and under.lower() in words.ordinals and value.numerator == 1
    sure = not ordinal or match.string.startswith(words.of_whole, match.end())
    return Share(value, match.group(), match.start(), match.end(), magnitude, sure)


@lru_cache(maxsize=8)
def _share_pattern(lang: str) -> re.Pattern[str] | None:
    words = vocabulary.get(lang)
    if not words.fractions:
        return None
    some, under = _any(words.numerators), _any(words.denominators)
    magnitude = rf"(?:(?:[ ]of)?(?:[ ]an?)?[ ](?P<magnitude>{_any(words.magnitudes)}))?"
    return re.compile(
        rf"(?<![\w-])(?:(?P<over>{some})[ -]?(?P<under>{under})|(?P<some>{some})[ ](?:{_any(words.out_of)})[ ]"
        rf"(?P<of>{some})|(?P<whole>{_any(words.fractions)})){magnitude}(?![\w-])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=512)
def spans_of_time(text: str, lang: str) -> tuple[Span, ...]:
    """The spans of time that a text names without a number, in order.

    >>> [(round(s.days), s.text) for s in spans_of_time("for a week, then a year and a half, then a fortnight", "en")]
    [(7, 'a week'), (548, 'a year and a half'), (14, 'fortnight')]
    >>> [round(s.days) for s in spans_of_time("seminggu, lalu sebulan", "id")]
    [7, 30]
    """
    words = vocabulary.get(lang)
    pattern = _span_pattern(lang)
    found = []
    for match in pattern.finditer(text) if pattern is not None else ():
        number, unit = words.spans[" ".join(match["span"].lower().split())]
        days = (float(number) + (0.5 if match["half"] else 0)) * _DAYS[unit]
        found.append(Span(days, unit, match.group(), match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=8)
def _span_pattern(lang: str) -> re.Pattern[str] | None:
    words = vocabulary.get(lang)
    if not words.spans:
        return None
    half = _any(words.and_half) if words.and_half else r"(?!)"
    return re.compile(rf"(?<![\w-])(?P<span>{_any(words.spans)})(?P<half>[ ](?:{half}))?(?!\w)", re.IGNORECASE)


def days_of(number: Fraction, unit: str) -> float | None:
    """A number of a unit of time in days; None for other units."""
    return float(number) * _DAYS[unit] if unit in _DAYS else None


def _any(words: object) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))  # type: ignore[call-overload]
