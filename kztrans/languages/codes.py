"""Language codes: the one place that knows what ``in_ID``, ``ind``, ``kk-Cyrl`` and ``sr@latin`` mean.

Files and programs write codes in many ways: gettext's ``pt_BR`` and ``sr@latin``, Java's and Android's ``in`` for
Indonesian, the three letters of ISO 639-2 and 639-3, capitals. ``canonical`` writes each as BCP 47 does, by the
registry and CLDR's aliases that langcodes carries; everything else here compares canonical codes.

Scripts are kept apart, regions fall back on each other: ``en-US`` and ``en-GB`` are one language where only one of them
is there, ``kk`` and ``kk-Latn`` never are.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import langcodes
from langcodes.tag_parser import LanguageTagError

__all__ = ["base", "canonical", "gettext", "key", "known", "nearest", "same", "without_region"]

_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
"""gettext's modifiers that are scripts."""


@lru_cache(maxsize=4096)
def canonical(code: str) -> str:
    """A code as BCP 47 writes it; nothing where it is none.

    >>> [canonical(code) for code in ("in", "ind", "id_ID", "IN-ID", "eng", "en_US.UTF-8", "kk-Cyrl", "KK_latn")]
    ['id', 'id', 'id-ID', 'id-ID', 'en', 'en-US', 'kk', 'kk-Latn']
    >>> canonical("sr_RS@latin"), canonical("ca@valencia"), canonical("fil"), canonical("English"), canonical("*all*")
    ('sr-Latn-RS', 'ca-valencia', 'fil', '', '')
    """
    written, _, modifier = code.strip().partition("@")
    try:
        tag = langcodes.standardize_tag(written.partition(".")[0])
        if modifier:
            tag = _modified(tag, modifier.lower())
    except LanguageTagError:
        return ""
    return tag


def _modified(tag: str, modifier: str) -> str:
    if modifier in _MODIFIERS:
        language, _, rest = tag.partition("-")
        return langcodes.standardize_tag("-".join(filter(None, (language, _MODIFIERS[modifier], rest))))
    variant = f"{tag}-{modifier}"
    return variant if 5 <= len(modifier) <= 8 and langcodes.tag_is_valid(variant) else tag


def base(code: str) -> str:
    """The language alone: no script, no region. What is no code is given back in small letters.

    >>> base("IN_ID"), base("kk-Latn"), base("klingon")
    ('id', 'kk', 'klingon')
    """
    return (canonical(code) or code.strip().lower()).partition("-")[0]


@lru_cache(maxsize=4096)
def key(code: str) -> str:
    """What two codes have in common whose texts are in one language and script, whatever the region.

    A script is named where it is not the language's usual one, also where only the region tells it.

    >>> [key(code) for code in ("en_GB", "IN", "kk-Cyrl-KZ", "kk-latn-KZ", "sr-Cyrl", "zh-TW", "zh-Hans-CN")]
    ['en', 'id', 'kk', 'kk-Latn', 'sr', 'zh-Hant', 'zh']
    """
    tag = canonical(code)
    if not tag:
        return code.strip().lower()
    own = langcodes.Language.get(tag)
    if not own.language:
        return tag
    script = own.script or own.maximize().script
    usual = langcodes.Language.get(own.language).maximize().script
    return f"{own.language}-{script}" if script and script != usual else own.language


def without_region(code: str) -> str:
    """A code without its region; the script stays, also where only the region tells it. What is no code stays.

    >>> [without_region(code) for code in ("en_US", "IN-ID", "kk-Latn-KZ", "zh-TW", "ca-valencia", "klingon")]
    ['en', 'id', 'kk-Latn', 'zh-Hant', 'ca-valencia', 'klingon']
    """
    tag = canonical(code)
    own = langcodes.Language.get(tag) if tag else None
    if own is None or not own.territory:
        return tag or code
    return langcodes.standardize_tag("-".join((key(code), *(own.variants or ()))))


def same(one: str, other: str) -> bool:
    """Are they one language in one script?

    >>> same("in_ID", "ID"), same("kk", "kk-Latn")
    (True, False)
    """
    return key(one) == key(other)


def nearest(wanted: str, codes: Iterable[str]) -> str | None:
    """The code that means what is wanted: just that, else without a region, else with another; as it is written.

    >>> nearest("id", ["EN-US", "IN-ID"]), nearest("en-GB", ["en_US", "en", "id"]), nearest("kk", ["kk-Latn"])
    ('IN-ID', 'en', None)
    """
    tag, alike = canonical(wanted) or wanted, key(wanted)
    found = [code for code in codes if key(code) == alike]
    for asked in (tag, alike):
        match = next((code for code in found if (canonical(code) or code) == asked), None)
        if match is not None:
            return match
    return found[0] if found else None


def known(code: str) -> bool:
    """Is it a code of a language that ISO 639 knows?

    >>> known("in"), known("ceb"), known("kk-Latn"), known("zz"), known("Editor")
    (True, True, True, False, False)
    """
    tag = canonical(code)
    return bool(tag) and tag.partition("-")[0] not in ("und", "mul", "x") and langcodes.tag_is_valid(tag)


def gettext(code: str) -> str:
    """A code as gettext writes it; one that is none, as it came.

    >>> gettext("pt-BR"), gettext("sr-Latn-RS"), gettext("IN"), gettext("ca-valencia")
    ('pt_BR', 'sr_RS@latin', 'id', 'ca@valencia')
    """
    tag = canonical(code)
    if not tag:
        return code
    own = langcodes.Language.get(tag)
    modifiers = [name for name, script in _MODIFIERS.items() if script == own.script]
    modifier = next(iter([*modifiers, *(own.variants or ())]), "")
    if own.script and not modifiers:
        return tag.replace("-", "_")
    written = "_".join(filter(None, (own.language, own.territory)))
    return f"{written}@{modifier}" if modifier else written
