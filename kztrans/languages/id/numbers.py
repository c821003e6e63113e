"""Numbers in Indonesian texts: ``7.500``, ``3,5 juta``, ``dua puluh lima``."""

from __future__ import annotations

import re
from fractions import Fraction

from kztrans.languages.figures import Marks, figures
from kztrans.languages.language import Number

__all__ = ["numbers"]

_UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "setengah": Fraction(1, 2),
}  # fmt: skip
_SCALES = {
    "ribu": 1000, "rb": 1000, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "miliard": 10**9,
    "triliun": 10**12, "trilyun": 10**12,
}  # fmt: skip
_ONE = {"seribu": 1000, "sejuta": 10**6, "semiliar": 10**9, "semilyar": 10**9, "setriliun": 10**12}
_WORDS = {*_UNITS, *_SCALES, *_ONE, "belas", "puluh", "ratus", "seratus", "koma"}

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
    if words in (["satu"], ["setengah"]) or (words[0] in _SCALES and words[0] != "ribu"):
        return []
    value = _value(words)
    return [] if value is None else [Number(value, match.start(), match.end())]


def _value(words: list[str]) -> Fraction | None:
    """The value of number words, or None where they do not add up to one number.

    >>> _value("dua ratus lima belas ribu".split()), _value("satu setengah juta".split()), _value("dua tiga".split())
    (Fraction(215000, 1), Fraction(1500000, 1), None)
    """
    total = group = digit = Fraction(0)
    open_digit = False  # a digit has been read that waits for its belas, puluh or ratus
    decimals = 0
    for word in words:
        if word == "koma" and open_digit and not decimals:
            decimals = 1
        elif word in _UNITS:
            if decimals:
                digit += Fraction(_UNITS[word]) / 10**decimals
                decimals += 1
                continue
            if open_digit and word != "setengah":
                return None
            digit += _UNITS[word]
            open_digit = True
        elif word in ("belas", "puluh", "ratus") and open_digit and not decimals:
            group += digit + 10 if word == "belas" else digit * (10 if word == "puluh" else 100)
            digit, open_digit = Fraction(0), False
        elif word == "seratus" and not open_digit:
            group += 100
        elif word in _ONE and not open_digit:
            total += (group or 0) * 0 + _ONE[word]
        elif word in _SCALES and (open_digit or group):
            total += (group + digit) * _SCALES[word]
            group = digit = Fraction(0)
            open_digit, decimals = False, 0
        else:
            return None
    return total + group + digit
