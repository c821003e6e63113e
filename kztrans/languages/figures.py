"""Numbers written in figures, read with a language's own marks; the part that languages share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from kztrans.languages.language import Number

__all__ = ["LONGEST", "Marks", "figures"]

LONGEST = 100
"""Digits before the decimal mark, and behind it, that count: more than that nobody means."""

_NEXT = re.compile(r"[ \u00a0-]?([^\W\d_]+)")


@dataclass(frozen=True)
class Marks:
    """How a language writes numbers in figures."""

    group: str
    """The mark between thousands."""
    decimal: str
    """The mark before decimals."""
    scales: Mapping[str, int] = field(default_factory=dict)
    """Words, lower case, that multiply the figures before them: ``juta``, ``million``."""
    suffixes: Mapping[str, int] = field(default_factory=dict)
    """Letters that do the same where they follow an amount of money without a space: ``$30m``."""
    before: tuple[str, ...] = ()
    """Letters that may stand right before figures: ``Rp3.500``. After others figures are part of a name: ``G20``."""
    clock: re.Pattern[str] | None = None
    """What stands before a time of day, where that is written like a decimal."""


@lru_cache(maxsize=16)
def _patterns(group: str, decimal: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    g, d = re.escape(group), re.escape(decimal)
    run = re.compile(rf"\d+(?:[{g}{d}\u00a0\u202f\u2009]\d+)*")
    grouped = re.compile(rf"\d{{1,3}}(?:[{g}\u00a0\u202f\u2009]\d{{3}})+(?:{d}\d+)?")
    plain = re.compile(rf"\d+(?:[{g}{d}]\d+)?")
    return run, grouped, plain


def figures(text: str, marks: Marks) -> list[Number]:
    """The numbers in figures of a text, each with the multiplier that follows it, in order.

    >>> marks = Marks(".", ",", {"juta": 1000000})
    >>> [(str(n.value), text[n.start : n.end]) for text in ["3,5 juta, G20, 1.250,5"] for n in figures(text, marks)]
    [('3500000', '3,5 juta'), ('2501/2', '1.250,5')]
    """
    run = _patterns(marks.group, marks.decimal)[0]
    found: list[Number] = []
    for match in run.finditer(text):
        if not _is_name(text, match.start(), marks):
            found.extend(_read(text, match, marks))
    return found


def _is_name(text: str, start: int, marks: Marks) -> bool:
    """Do letters stand right before, so that the figures belong to a name?"""
    before = text[max(0, start - 4) : start]
    if not before or not (before[-1].isalpha() or (before[-1] in "-‑" and before[-2:-1].isupper())):
        return False
    return not any(before.endswith(letters) for letters in marks.before)


def _read(text: str, match: re.Match[str], marks: Marks) -> list[Number]:
    """One number where the run of figures is one, else each piece of it (a date, a time, a version)."""
    _, grouped, plain = _patterns(marks.group, marks.decimal)
    run, start, end = match.group(), match.start(), match.end()
    clock = (
        marks.clock is not None and re.fullmatch(r"\d{1,2}[.:]\d{2}", run) and marks.clock.search(text[:start][-12:])
    )
    if clock or not (grouped.fullmatch(run) or plain.fullmatch(run)):
        return [Number(_int(m.group()), start + m.start(), start + m.end()) for m in re.finditer(r"\d+", run)]
    if grouped.fullmatch(run):
        bare = re.sub(rf"[{re.escape(marks.group)}\u00a0\u202f\u2009]", "", run).replace(marks.decimal, ".")
    else:
        bare = run.replace(marks.decimal, ".").replace(marks.group, ".")
    whole, _, decimals = bare.partition(".")
    value = _int(whole) + Fraction(int(decimals[:LONGEST] or "0"), 10 ** len(decimals[:LONGEST]))
    money = unicodedata.category(text[start - 1 : start] or " ") == "Sc"
    factor, end = _multiplier(text, end, marks, marks.suffixes if money else {})
    return [Number(value * factor, start, end)]


def _multiplier(text: str, end: int, marks: Marks, suffixes: Mapping[str, int]) -> tuple[int, int]:
    """What multiplies the figures that end here, and where it ends."""
    factor = 1
    for _ in range(2):
        word = _NEXT.match(text, end)
        if word is None:
            break
        letters = word.group(1)
        glued = word.start(1) == end
        scale = suffixes.get(letters) if glued else None
        scale = scale or marks.scales.get(letters.lower())
        if scale is None:
            break
        factor, end = factor * scale, word.end()
    return factor, end


def _int(digits: str) -> Fraction:
    """The value of digits; very long runs (a hundred digits are no number that anybody means) count by their head."""
    return Fraction(int(digits[:LONGEST]))
