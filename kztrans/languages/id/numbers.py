"""Numbers in Indonesian texts: ``7.500``, ``3,5 juta``, ``dua puluh lima``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from kztrans.languages.figures import LONGEST, Marks, figures
from kztrans.languages.language import Number

__all__ = ["numbers"]

_UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "setengah": 0,
}  # fmt: skip
_SCALES = {
    "ribu": 1000, "rb": 1000, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "miliard": 10**9,
    "triliun": 10**12, "trilyun": 10**12,
}  # fmt: skip
_ONE = {"seribu": 1000, "sejuta": 10**6, "semiliar": 10**9, "semilyar": 10**9, "setriliun": 10**12}
_FACTORS = {"belas": 10, "puluh": 10, "ratus": 100}
_WORDS = {*_UNITS, *_SCALES, *_ONE, *_FACTORS, "seratus", "koma"}

_MARKS = Marks(
    group=".",
    decimal=",",
    scales={**_SCALES, "ratus": 100, "puluh": 10},
    before=("Rp", "IDR", "USD", "US", "EUR", "AS"),
    clock=re.compile(r"(?:\bpukul|\bjam|-|–)\s*$", re.IGNORECASE),
)
_RUN = re.compile(r"(?<!\w)(?:%s)(?:[ \u00a0](?:%s))*(?!\w)" % (("|".join(sorted(_WORDS)),) * 2), re.IGNORECASE)


def numbers(text: str) -> list[Number]:
    """The numbers that a text names, in order.

    A lone ``satu`` is left out (it is an article as often as a number), and so are ``setengah`` alone and ordinals.
    ``10.30`` after ``pukul`` is a clock time: two numbers.

    >>> [str(n.value) for n in numbers("Dua puluh lima orang, 3,5 juta ton, 7.500 km, tahun 2019")]
    ['25', '3500000', '7500', '2019']
    """
    found = figures(text, _MARKS)
    taken = [(n.start, n.end) for n in found]
    for match in _RUN.finditer(text):
        if not any(match.start() < end and start < match.end() for start, end in taken):
            found.extend(_spoken(match))
    return sorted(found, key=lambda n: n.start)


def _spoken(match: re.Match[str]) -> list[Number]:
    """The number that a run of number words names, if it names one."""
    words = match.group().lower().replace("\u00a0", " ").split(" ")
    value = None if words in (["satu"], ["setengah"]) else _value(words)
    return [] if value is None else [Number(value, match.start(), match.end())]


@dataclass
class _Sum:
    """A number as far as it has been read."""

    total: Fraction = Fraction(0)
    """What the scales (ribu, juta) have closed."""
    group: Fraction = Fraction(0)
    """Hundreds, tens and teens of what is open."""
    digit: Fraction | None = None
    """A digit that waits for its belas, puluh or ratus."""
    decimals: int = 0
    """How many places after the comma the next digit is, 0 before it."""

    def take(self, word: str) -> bool:
        """Add a word; False where it does not fit."""
        if word in _UNITS:
            return self._take_unit(word)
        if word == "koma" and self.digit is not None and not self.decimals:
            self.decimals = 1
        elif word in _FACTORS and self.digit is not None and not self.decimals:
            self.group += self.digit + 10 if word == "belas" else self.digit * _FACTORS[word]
            self.digit = None
        elif word == "seratus" and self.digit is None:
            self.group += 100
        elif word in _ONE and self.digit is None and not self.group:
            self.total += _ONE[word]
        elif word in _SCALES and (self.digit is not None or self.group):
            self.total += (self.group + (self.digit or 0)) * _SCALES[word]
            self.group, self.digit, self.decimals = Fraction(0), None, 0
        else:
            return False
        return True

    def _take_unit(self, word: str) -> bool:
        if self.decimals:
            if self.decimals <= LONGEST:
                self.digit = (self.digit or Fraction(0)) + Fraction(_UNITS[word], 10**self.decimals)
            self.decimals += 1
        elif self.digit is not None and word != "setengah":
            return False
        else:
            half = Fraction(1, 2) if word == "setengah" else _UNITS[word]
            self.digit = (self.digit or Fraction(0)) + half
        return True


def _value(words: list[str]) -> Fraction | None:
    """The value of number words, or None where they do not add up to one number.

    >>> _value("dua ratus lima belas ribu".split()), _value("satu setengah juta".split()), _value("dua tiga".split())
    (Fraction(215000, 1), Fraction(1500000, 1), None)
    """
    number = _Sum()
    if not all(number.take(word) for word in words):
        return None
    return number.total + number.group + (number.digit or 0)
