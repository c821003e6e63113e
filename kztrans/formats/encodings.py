"""Which encoding a text is in that is none of Unicode's: told by what it would say.

Each encoding that can be is tried, and what comes out is read letter by letter: a capital within a word, a quotation
mark that opens at a word's end, a currency sign between letters, Latin and Cyrillic in one word cost points. The
cheapest one is taken. Letters of a few languages cost a little themselves, so that ``Gusmão`` is not ``Gusmăo``:
where all is as likely, the commonest encoding wins (Windows-1252; of Cyrillic, Windows-1251, or KZ-1048 for Kazakh).

>>> best("Xanana Gusmão – “não”".encode("cp1252"))
Guess(encoding='cp1252', text='Xanana Gusmão – “não”', others=('cp1250',))
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

__all__ = ["Guess", "best"]

_PRIORS = {
    "cp1252": 0.0,
    "cp1251": 0.2,
    "kz1048": 0.25,
    "koi8_r": 0.4,
    "koi8_u": 0.45,
    "cp1250": 0.3,
    "cp1254": 0.35,
    "iso8859_5": 0.5,
    "cp866": 0.6,
    "mac_cyrillic": 0.7,
    "iso8859_2": 0.8,
    "mac_roman": 0.6,
    "cp850": 0.7,
    "ptcp154": 1.5,
    "gb18030": 0.5,
}
"""The encodings that are tried, and what it costs a text to be in one, once."""
_WESTERN = frozenset("áàâäãåæçéèêëíìîïñóòôöõøúùûüßœ")
_SLAVIC_WESTERN = frozenset("šž")
_RARE_WESTERN = frozenset("ýÿđţ")
_EAST = frozenset("ăąćčďęěğıĺľłńňőŕřśşťůűźżiİ")
_RUSSIAN = frozenset("оеаинтсрвлкмдпу")
_RUSSIAN_LESS, _RUSSIAN_SELDOM = frozenset("ыягьзбчйхжш"), frozenset("юцщэфъё")
_KAZAKH = frozenset("әғқңөұүі")
_KAZAKH_SELDOM = frozenset("һ")
_UKRAINIAN = frozenset("єїґ")
_OPENING, _CLOSING = frozenset("“„«‹"), frozenset("”»›")
_DASHES = frozenset("–—…•·‘’\u00a0")
_PREFIXED = frozenset("§£€№¥¢")
_AFTER_FIGURES = frozenset("°€£%‰²³½¼±×")
_HIGH = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_PARTICULAR = frozenset("æøèìòùõñãêïÆØÈÌÒÙÕÑÃÊÏ")
_STRANGE = re.compile(
    r"[aeiouy]æ|[ ]æ[aeou]|.ø[aiouáéíóúý]|[ ]è[^ ]|.è[aeiou]|[aeiou]ò|.ñ[ b-df-hj-np-tv-z]|.ã[b-df-hj-mp-rtv-z]"
    r"|.ãs[^ ]|.ê[ ]|[b-df-hj-np-tv-z]ï"
)
_UNUSUAL = re.compile(r".ì[b-df-hj-np-tv-zá]|.ù[b-df-hj-np-tv-z]|.õ[^ e]|.øe")
"""Western letters beside letters where they do not stand, or only in Vietnamese and Estonian: they are of the east."""
_BEFORE_WORDS = frozenset("’“‘”•–—„…‚")
_SAMPLE = 4000
"""Characters outside ASCII that are looked at, at most."""
_CLOSE, _CLOSE_EACH = 1.5, 0.05
"""Points, for all and for each character, by which another reading is still a likely one."""
_WORST = 1.6
"""Points a character above which nothing is words."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text is taken for."""

    encoding: str
    text: str
    others: tuple[str, ...] = ()
    """Encodings in which it would be nearly as likely, and another text."""


def best(data: bytes) -> Guess | None:
    """The likeliest encoding of a text that is not in Unicode; None where none gives words."""
    found: list[tuple[float, str, str]] = []
    for encoding, prior in _PRIORS.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((prior + _cost(text), encoding, text))
    if not found:
        return None
    cost, encoding, text = min(found, key=lambda each: each[0])
    count = min(len(_HIGH.findall(text)), _SAMPLE)
    if cost > _WORST * max(count, 1) + 1:
        return None
    limit = cost + max(_CLOSE, _CLOSE_EACH * count)
    others: dict[str, str] = {}
    for own, name, other in sorted(found):
        if other != text and own <= limit:
            others.setdefault(other, name)
    return Guess(encoding, text, tuple(others.values()))


def _cost(text: str) -> float:
    total = 0.0
    for number, match in enumerate(_HIGH.finditer(text)):
        if number >= _SAMPLE:
            break
        at = match.start()
        total += _cost_of(text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2])
        total += _cost_beside(text, at)
    for word in filter(_HIGH.search, _WORD.findall(text[: _SAMPLE * 20])):
        runs = [len(list(group)) for high, group in groupby(word, key=_is_accented) if high]
        total += sum(0.8 * (run - 2) for run in runs if run > 2) + (runs == [len(word)] and len(word) > 1)
    return total


def _cost_beside(text: str, at: int) -> float:
    """What a letter costs by its neighbours: where no language that has it has them."""
    if text[at] not in _PARTICULAR:
        return 0.0
    near = "".join(c.lower() if c.isalpha() else " " for c in f"{text[at - 1] if at else ' '}{text[at : at + 3]}  "[:4])
    return 1.0 if _STRANGE.match(near) else 0.6 if _UNUSUAL.match(near) else 0.0


def _is_accented(character: str) -> bool:
    """Is it a letter with a mark, of which Latin words have two together at most?"""
    return character > "\x7f" and character.isalpha() and character < "\u0250"


def _cost_of(character: str, before: str, after: str) -> float:
    if character.isalpha() and character not in "ªºµ":
        return _cost_of_letter(character, before, after)
    if not character.isprintable() and character != "\u00a0":
        return 1.0 if character == "\u00ad" else 3.0
    if character in _OPENING:
        return 2.0 if before.isalnum() or not after.strip() else 0.0
    if character in _CLOSING:
        return 2.0 if after.isalpha() or not before.strip() else 0.0
    return _cost_of_sign(character, before, after)


def _cost_of_sign(sign: str, before: str, after: str) -> float:
    within = before.isalpha() and after.isalpha()
    if sign in _BEFORE_WORDS and not before.isalnum() and after.islower() and _is_cyrillic(after):
        return 0.9  # a capital of another encoding
    if sign in _DASHES:
        return 0.6 if within and sign not in "–—’\u00a0" else 0.0
    if within:
        return 2.5
    belongs = sign in _AFTER_FIGURES and (before.isdigit() or not before.strip())
    return 0.1 if belongs or (sign in _PREFIXED and not before.isalpha()) else 1.2


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


def _cost_of_letter(letter: str, before: str, after: str) -> float:
    if letter >= "\u2e80":
        return _cost_of_ideograph(letter, before, after)
    small = letter.lower()
    cost = 0.0
    if letter.isupper():
        if before.islower():
            cost += 2.0
        elif before.isupper():
            cost += 0.8 if after.islower() else 0.01
        elif not before.isalpha() and not after.isalpha():
            cost += 0.3
    elif before.isupper() and after.isupper():
        cost += 1.5
    if any(near.isalpha() and _is_cyrillic(near) != _is_cyrillic(letter) for near in (before, after)):
        cost += 2.0
    for letters, own in _COSTS:
        if small in letters:
            return cost + own
    return cost + 1.2


def _cost_of_ideograph(letter: str, before: str, after: str) -> float:
    """Han characters stand beside each other, and most are common ones (level 1 of GB 2312)."""
    try:
        common = 0xB0 <= letter.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        common = False
    beside = any(near.isascii() and near.isalpha() for near in (before, after))
    return (0.1 if common else 1.0) + 2.0 * beside


_COSTS = (
    (_WESTERN, 0.0),
    (_RUSSIAN, 0.0),
    (_RUSSIAN_LESS, 0.06),
    (_RUSSIAN_SELDOM, 0.15),
    (_KAZAKH, 0.1),
    (_UKRAINIAN, 0.08),
    (_KAZAKH_SELDOM, 0.4),
    (_SLAVIC_WESTERN, 0.25),
    (_EAST, 0.5),
    (_RARE_WESTERN, 0.8),
)
"""What letters cost by themselves."""
