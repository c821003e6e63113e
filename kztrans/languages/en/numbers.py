"""Numbers in English texts: ``7,500``, ``3.5 million``, ``twenty-five``."""

from __future__ import annotations

import re
from fractions import Fraction

from kztrans.languages.figures import LONGEST, Marks, figures
from kztrans.languages.language import Number

__all__ = ["numbers"]

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORDS = {*_UNITS, *_TENS, *_SCALES, "hundred"}

_MARKS = Marks(
    group=",",
    decimal=".",
    scales={**_SCALES, "hundred": 100, "bn": 10**9, "mn": 10**6, "tn": 10**12},
    suffixes={"m": 10**6, "k": 1000, "K": 1000, "M": 10**6, "B": 10**9},
    before=("USD", "US", "EUR", "GBP", "Rp", "IDR"),
)
_ANY = "|".join(sorted(_WORDS, key=lambda word: (-len(word), word)))
_RUN = re.compile(
    rf"(?<!\w)(?:(?:a|half an?)[ \u00a0](?=hundred|thousand|million|billion|trillion))?"
    rf"(?:{_ANY})(?:(?:[ \u00a0-]|[ ]and[ ]|[ ]point[ ])(?:{_ANY}))*(?!\w)",
    re.IGNORECASE,
)


def numbers(text: str) -> list[Number]:
    """The numbers that a text names, in order.

    A lone ``one`` is left out (it is a pronoun as often as a number), and so are ordinals in words.

    >>> [str(n.value) for n in numbers("Twenty-five people, 3.5 million tonnes, $7,500, half a million, in 2019")]
    ['25', '3500000', '7500', '500000', '2019']
    """
    found = figures(text, _MARKS)
    taken = [(n.start, n.end) for n in found]
    for match in _RUN.finditer(text):
        if not any(match.start() < end and start < match.end() for start, end in taken):
            found.extend(_spoken(match))
    return sorted(found, key=lambda n: n.start)


def _spoken(match: re.Match[str]) -> list[Number]:
    """The numbers that a run of number words names; words that do not make one number are each their own."""
    words = re.split(r"[ \u00a0-]", match.group().lower())
    if words == ["one"] or (len(words) == 1 and (words[0] in _SCALES or words[0] == "hundred")):
        return []
    value = _value(words)
    if value is not None:
        return [Number(value, match.start(), match.end())]
    parts = re.finditer(_ANY, match.group(), re.IGNORECASE)
    simple = {**_UNITS, **_TENS}
    return [
        Number(Fraction(simple[p.group().lower()]), match.start() + p.start(), match.start() + p.end())
        for p in parts
        if simple.get(p.group().lower(), 1) != 1
    ]


def _value(words: list[str]) -> Fraction | None:
    """The value of number words, or None where they do not add up to one number.

    >>> _value("two hundred and fifteen thousand".split()), _value("three point five million".split())
    (Fraction(215000, 1), Fraction(3500000, 1))
    """
    factor = Fraction(1)
    if words[0] == "half":
        factor, words = Fraction(1, 2), words[1:]
    total = group = Fraction(0)
    room = 1000  # the next simple number must be smaller than what the last one left open
    decimals = 0
    for word in words:
        if word in ("a", "an"):
            group, room = Fraction(1), 1
        elif word == "and":
            continue
        elif word == "point":
            decimals = 1
        elif word in _UNITS and decimals:
            group += Fraction(_UNITS[word], 10**decimals) if decimals <= LONGEST else 0
            decimals += 1
        elif (word in _UNITS and _UNITS[word] < room) or (word in _TENS and room >= 100):
            group += _UNITS.get(word, 0) + _TENS.get(word, 0)
            room = 10 if word in _TENS else 0
        elif word == "hundred" and 0 < group < 100:
            group, room = group * 100, 100
        elif word in _SCALES and group:
            total, group, room, decimals = total + group * _SCALES[word], Fraction(0), 1000, 0
        else:
            return None
    return (total + group) * factor
