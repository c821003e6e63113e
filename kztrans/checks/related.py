"""Words that belong together: by derivation in one language, by sound across two."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from kztrans.bilingual.sounds import folded

__all__ = ["cognate", "near", "related", "same_root", "slipped"]


@lru_cache(maxsize=1 << 14)
def same_root(one: str, other: str) -> bool:
    """May one name be the other's adjective or people?

    >>> same_root("Russia", "Russian"), same_root("KazMunayGas", "KazMunaiOil")
    (True, False)
    """
    first, second = one.lower(), other.lower()
    shared = _shared(first, second)
    shorter = min(len(first), len(second))
    return first == second or (shared >= 4 and shared >= shorter - 2)


@lru_cache(maxsize=1 << 14)
def related(one: str, other: str) -> bool:
    """Do two words begin alike, for most of the shorter one's length?

    >>> related("evade", "evasion"), related("Kazakhstan", "Kazakh"), related("Kazakhstan", "Uzbekistan")
    (True, True, False)
    """
    first, second = one.lower(), other.lower()
    shared = _shared(first, second)
    shorter = min(len(first), len(second))
    return first == second or (shared >= 3 and shorter >= 4 and shared >= 0.6 * shorter)


@lru_cache(maxsize=1 << 14)
def cognate(one: str, other: str) -> bool:
    """Is it the same name, in another spelling or with an ending?

    >>> cognate("Kassym", "Qasym"), cognate("Jomart", "Zhomart"), cognate("Amerika", "American")
    (True, True, True)
    >>> cognate("Kulubayev", "Kulubaev"), cognate("Yerlan", "Erlan")
    (True, True)
    >>> cognate("Timur", "Timor"), cognate("Osmonov", "Usmanov")
    (False, False)
    """
    first, second = _sound(one), _sound(other)
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) >= 4 and long.startswith(short) and long[len(short) :] in _ENDINGS


def slipped(source: str, target: str) -> bool:
    """Has a name letters in another order than in the source, or lost one of two that were doubled?

    Spellings of another language do not differ so: it is a slip, though it sounds alike.

    >>> slipped("Bakhmut", "Bahkmut"), slipped("Kassenova", "Kasenova"), slipped("Kassym", "Qasym")
    (True, True, False)
    """
    one, other = source.lower(), target.lower()
    if one == other or len(one) < 5:
        return False
    doubled = (n for n in range(1, len(one)) if one[n] == one[n - 1])
    return sorted(one) == sorted(other) or any(one[:n] + one[n + 1 :] == other for n in doubled)


@lru_cache(maxsize=1 << 14)
def near(one: str, other: str) -> bool:
    """Is it nearly the same name, perhaps misspelt?

    >>> near("Bekturova", "Bektorova"), near("Timur", "Osmonov")
    (True, False)
    """
    return JaroWinkler.normalized_similarity(_sound(one), _sound(other)) >= 0.86


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at the beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


_GLIDE = re.compile(r"^y(?=e)|(?<=[aeiou])y(?=e)")
"""A glide of Cyrillic that one romanization writes and another does not: ``Kulubayev``, ``Yermek``."""

_ENDINGS = frozenset("a an e es i ia ian in n ni s us".split())
"""What a name may have at its end in one language and not in another, in rough sounds."""


def _sound(name: str) -> str:
    bare = name.lower().replace("’", "").replace("'", "").replace("ʻ", "")
    for ending in ("’s", "'s"):
        if name.lower().endswith(ending):
            bare = bare[:-1]
    return folded(_GLIDE.sub("", bare))
