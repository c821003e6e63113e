"""Words with a fixed meaning that checks compare across languages: months, times of day, units, currencies.

A language's are in ``languages/<code>/vocabulary.py``, as ``VOCABULARY``; one without them has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib import import_module

__all__ = ["Vocabulary", "get"]


@dataclass(frozen=True)
class Vocabulary:
    """Such words of one language, all in lower case unless said otherwise."""

    decimal_mark: str = ""
    """The mark before decimals; with none, nothing is known of the notation."""
    group_mark: str = ""
    """The mark between thousands."""
    months: Mapping[str, int] = field(default_factory=dict)
    """Names and abbreviations of months, 1 to 12."""
    ambiguous_months: frozenset[str] = frozenset()
    """Months' names that are other words too: they count beside a number or after a word of ``month_leads``."""
    month_leads: frozenset[str] = frozenset()
    weekdays: Mapping[str, int] = field(default_factory=dict)
    """Names of weekdays, Monday 1; written with a capital in texts."""
    ambiguous_weekdays: frozenset[str] = frozenset()
    """Those that at the beginning of a sentence may be other words."""
    month_first: bool = False
    """Does a date in figures begin with the month?"""
    clock_leads: tuple[str, ...] = ()
    """Words before a time of day."""
    clock_lead_decides: bool = False
    """Does such a word always mean a time, and is none without it or minutes?"""
    clock_tails: tuple[str, ...] = ()
    """Words after a time of day that leave it as it is, time zones among them."""
    morning: tuple[str, ...] = ()
    """Words after a time that say that it is before noon."""
    evening: tuple[str, ...] = ()
    """Words after a time that say that it is after noon."""
    clock_words: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Words that are a time themselves: hour and minute."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Units as they follow a number, with the unit's name."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    """Currencies as they stand before or after a number, with the ISO 4217 code; as written."""
    loose_numbers: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)
    """Words that may stand for numbers: ordinals, fractions, ``twice``, ``both``."""
    fractions: Mapping[str, Fraction] = field(default_factory=dict)
    """Words that are a share by themselves: ``separuh``, ``half``."""
    numerators: Mapping[str, int] = field(default_factory=dict)
    """Numbers as they stand in fractions, the article among them."""
    denominators: Mapping[str, int] = field(default_factory=dict)
    """What stands after them: ``pertiga``, ``thirds``."""
    of_whole: tuple[str, ...] = ()
    """What follows a share, where the same word may be an ordinal: ``a third of``."""
    out_of: tuple[str, ...] = ()
    """What stands between two numbers that make a share: ``one in four``."""
    magnitudes: Mapping[str, int] = field(default_factory=dict)
    """Words that multiply the number before them."""
    spans: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Spans of time without a number, with how many of which unit they are: ``sepekan``, ``a fortnight``."""
    sizes: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Words for many and for so many times, with what they tell (``many``, ``times``) and how much: ``puluhan`` is
    many, 1 (a power of ten), ``tripled`` is times, 3."""
    and_half: tuple[str, ...] = ()
    """What adds half a unit to such a span."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    """Ordinals in words, from the third on."""
    number_prefixes: tuple[str, ...] = ()
    """Syllables that make ordinals when they stand before a number word: ``ke`` in ``kelima``."""
    acronyms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Acronyms that are another word in another language, by that language's code; an empty tuple: anything."""
    exonyms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Names of places that another language writes quite differently, by that language's code."""
    negations: frozenset[str] = frozenset()
    """Words that deny: ``tidak``, ``not``. In these sets, as in those below, ``*`` stands for any letters at the end of
    a word or at its beginning: ``alleg*``, ``*n't``."""
    not_negations: frozenset[str] = frozenset()
    """Phrases with such a word that deny nothing, or are said without one elsewhere: ``tidak hanya``."""
    negatives: frozenset[str] = frozenset()
    """Words that deny in part, or that other languages may say with a denial: ``refuse``."""
    negative_prefixes: tuple[str, ...] = ()
    """Syllables that deny the word behind them."""
    negative_endings: tuple[str, ...] = ()
    """How what is behind such a syllable may end if it is no word by itself: ``-able``."""
    refusals: frozenset[str] = frozenset()
    """Words among them that deny what follows them altogether: ``gagal membayar``, ``fail to pay``."""
    superlatives: frozenset[str] = frozenset()
    """Words of the highest degree, which may be said as a denial of a higher one: ``terbesar``, ``the largest``."""
    comparisons: frozenset[str] = frozenset()
    """Words that follow a higher degree: ``no country is larger than``."""
    contrasts: frozenset[str] = frozenset()
    """Words before what something is measured against: ``terhadap dolar``, ``against the dollar``."""
    hedges: frozenset[str] = frozenset()
    """Words that leave open whether it is so."""
    sources: frozenset[str] = frozenset()
    """Words that name whose word it is, before who says it: ``menurut polisi``."""
    sayings: frozenset[str] = frozenset()
    """Words that may tell that something is somebody's word."""
    not_hedges: frozenset[str] = frozenset()
    """Phrases with such a word that leave nothing open."""
    approximators: frozenset[str] = frozenset()
    """Words that say that a number is not exact."""
    before: frozenset[str] = frozenset()
    """Words that put a sentence before what follows them in time."""
    after: frozenset[str] = frozenset()
    """Words that put it after."""
    opposites: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    """Words that exclude each other, by what they tell (``direction``) and which it is (``north``); under an empty name
    phrases with such a word that tell neither. Languages have the same names."""
    relative_times: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Phrases such as ``pekan lalu``, with the unit of time and -1, 0 or 1 for past, present and future."""
    counted_times: Mapping[str, int] = field(default_factory=dict)
    """Expressions for a number of units before today or from today on (``two days ago``), with -1 or 1."""
    doubled: frozenset[str] = frozenset()
    """Words that may rightly come twice in a row."""
    titles: frozenset[str] = frozenset()
    """Words with a capital before or in names that are translated."""


@cache
def get(code: str) -> Vocabulary:
    """The vocabulary of a language; ``id-ID`` and ``id_ID`` are ``id``.

    >>> get("id").months["maret"], get("en").months["march"], get("kk").months
    (3, 3, {})
    """
    from kztrans.languages import KNOWN, codes

    base = codes.base(code)
    name = f"kztrans.languages.{base}.vocabulary"
    if base not in KNOWN:
        return Vocabulary()
    try:
        vocabulary: Vocabulary = import_module(name).VOCABULARY
    except ModuleNotFoundError as error:
        if not error.name or not name.startswith(error.name):
            raise
        return Vocabulary()
    return vocabulary
