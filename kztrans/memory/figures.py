"""A translation brought up to date where only numbers changed in its source.

What notation a language writes its numbers in, and what the words beside the figures are worth, is asked of
``Language.numbers``; a language that does not know gets figures put in as they stand, where the old ones stood in the
same form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from kztrans.languages import Language, get

__all__ = ["put_in"]

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class _Figure:
    text: str
    start: int
    end: int
    value: Fraction | None
    """What the figures alone are worth, None where the language does not say."""
    whole: Fraction | None
    """What the number is worth with its multiplier: 3500000 for the figure 3,5 of ``3,5 juta``."""
    glued: bool
    """Part of a word (``5th``): another number might need another word."""


def put_in(new: str, old: str, target: str, source_lang: str, target_lang: str) -> str | None:
    """``target``, a translation of ``old``, with the numbers of ``new``, a text of the same words as ``old``.

    None where that is not certain: a changed number is not found in the target exactly as often as in the source, or
    one number became two different ones. A number that the target spells out gives way to figures.
    """
    source, into = get(source_lang), get(target_lang)
    before, after = _figures(old, source), _figures(new, source)
    if len(before) != len(after):
        return None
    changes: dict[str, tuple[_Figure, _Figure]] = {}
    for was, now in zip(before, after, strict=True):
        if changes.setdefault(_name(was), (was, now))[1].text != now.text:
            return None
    edits: list[tuple[int, int, str]] = []
    for name, (was, now) in changes.items():
        if was.text == now.text:
            continue
        places = _places(was, now, target, into)
        if len(places) != sum(_name(figure) == name for figure in before):
            return None
        edits += places
    return _replaced(target, edits)


def _name(figure: _Figure) -> str:
    """The same for two figures of one worth."""
    return figure.text if figure.whole is None else str(figure.whole)


def _figures(text: str, language: Language) -> list[_Figure]:
    numbers = language.numbers(text)
    found = []
    for match in _FIGURE.finditer(text):
        start, end = match.span()
        number = next((n for n in numbers if n.start <= start and end <= n.end), None)
        if number and len(_FIGURE.findall(text[number.start : number.end])) > 1:
            number = None  # parted by a space or the like: which part would the new figures take?
        glued = text[end : end + 1].isalpha() and (number is None or number.end == end)
        worth = _worth(match.group(), language) if number else None
        found.append(_Figure(match.group(), start, end, worth, number.value if number else None, glued))
    return found


def _worth(figure: str, language: Language) -> Fraction | None:
    numbers = language.numbers(figure)
    return numbers[0].value if len(numbers) == 1 and numbers[0].end - numbers[0].start == len(figure) else None


def _places(was: _Figure, now: _Figure, target: str, language: Language) -> list[tuple[int, int, str]]:
    """Where the old number stands in the target, and what to write there."""
    figures = _figures(target, language)
    if was.value is None or now.value is None or not language.numbers("1"):
        return [(f.start, f.end, now.text) for f in figures if f.text == was.text and not f.glued]
    same = [f for f in figures if f.value == was.value and not f.glued]
    if same:
        text = _written(now.value, now.text, language)
        return [(f.start, f.end, text) for f in same] if text else []
    if was.whole is None or now.whole is None:
        return []
    return _by_worth(was.whole, now.whole, figures, target, language)


def _by_worth(
    old: Fraction, new: Fraction, figures: list[_Figure], target: str, language: Language
) -> list[tuple[int, int, str]]:
    """Numbers of the same worth in another unit (``3,500,000`` for ``3,5 juta``) or in words (``three``)."""
    found = []
    for number in language.numbers(target):
        if number.value != old:
            continue
        figure = next((f for f in figures if number.start <= f.start and f.end <= number.end), None)
        if figure is None:
            start, end, model, scale = number.start, number.end, "1.000", Fraction(1)
        elif figure.value and not figure.glued:
            start, end, model, scale = figure.start, figure.end, figure.text, number.value / figure.value
        else:
            return []
        text = _written(new / scale, model, language)
        if text is None:
            return []
        found.append((start, end, text))
    return found


def _written(value: Fraction, model: str, language: Language) -> str | None:
    """A value in the language's notation, grouped if ``model`` is, with as many decimals as ``model`` has or it needs.

    None where it has no end (1/3).
    """
    decimal, group = (",", ".") if language.numbers("1,500")[0].value == Fraction(3, 2) else (".", ",")
    decimals = next((d for d in range(13) if (value * 10**d).denominator == 1), None)
    if decimals is None:
        return None
    parts = re.split("[.,]", model)
    if len(parts) > 1 and (decimals or len(parts[-1]) != 3):
        decimals = max(decimals, len(parts.pop()))
    digits = str(int(value * 10**decimals)).rjust(decimals + 1, "0")
    whole, rest = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    if len(parts) > 1:
        whole = f"{int(whole):,}".replace(",", group)
    return whole + (decimal + rest if rest else "")


def _replaced(text: str, edits: list[tuple[int, int, str]]) -> str | None:
    edits = sorted(edits)
    if any(start < end for (_, end, _), (start, _, _) in pairwise(edits)):
        return None
    parts, position = [], 0
    for start, end, replacement in edits:
        parts += [text[position:start], replacement]
        position = end
    return "".join([*parts, text[position:]])
