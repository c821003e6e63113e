"""Languages as people head columns with them: ``id``, ``Bahasa Indonesia``, ``English (United States)``."""

from __future__ import annotations

import re

from kztrans.languages import codes

__all__ = ["COLUMN_CODES", "coded", "named"]

COLUMN_CODES = frozenset(
    """aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
    nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta
    te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu in iw ji jav sun min bug ace ban
    tet mad kaa crh fil ceb yue haw hsb ckb gsw nds ast ind eng kaz rus""".split()
)
"""ISO 639 codes that may head a column alone: those of two letters, and a few of three that are no words."""
_NAMES = {
    "indonesian": "id", "bahasa indonesia": "id", "indonesia": "id", "indonésien": "id", "english": "en",
    "inggris": "en", "bahasa inggris": "en", "kazakh": "kk", "kazak": "kk", "bahasa kazakh": "kk", "russian": "ru",
    "rusia": "ru", "bahasa rusia": "ru", "казахский": "kk", "қазақша": "kk", "русский": "ru", "malay": "ms",
    "melayu": "ms", "bahasa melayu": "ms", "javanese": "jv", "sundanese": "su", "chinese": "zh", "french": "fr",
    "german": "de", "spanish": "es", "portuguese": "pt", "dutch": "nl", "arabic": "ar", "japanese": "ja",
    "korean": "ko", "turkish": "tr", "uzbek": "uz", "kyrgyz": "ky", "tajik": "tg", "turkmen": "tk",
}  # fmt: skip
_REGIONS = {
    "indonesia": "ID", "united states": "US", "usa": "US", "united kingdom": "GB", "great britain": "GB", "uk": "GB",
    "australia": "AU", "canada": "CA", "kazakhstan": "KZ", "russia": "RU",
}  # fmt: skip
_WITH_MORE = re.compile(r"(.+?)\s*[(\[–-]\s*([^()\[\]]+?)\s*[)\]]?")


def named(name: str, marked: bool = False) -> str:
    """The code that a language's name, or a code, means; nothing where it is none.

    Names are in small letters, with hyphens in codes. ``marked``: something beside it says that it is a language, so
    that any code of three letters is one.

    >>> [named(name) for name in ("id", "bahasa indonesia", "english (united states)", "ceb", "the")]
    ['id', 'id', 'en-US', 'ceb', '']
    """
    primary = name.partition("-")[0]
    if primary in COLUMN_CODES or (marked and re.fullmatch(r"[a-z]{2,3}", primary)):
        return codes.canonical(name)
    if name in _NAMES:
        return _NAMES[name]
    more = _WITH_MORE.fullmatch(name)
    if more is None:
        return ""
    first, second = more.groups()
    inner = second.replace("_", "-")
    if first in _NAMES or first in COLUMN_CODES:
        if inner.partition("-")[0] in COLUMN_CODES and codes.same(inner, _NAMES.get(first, first)):
            return codes.canonical(inner)
        region = _REGIONS.get(second) or (second.upper() if re.fullmatch(r"[a-z]{2}", second) else "")
        own = _NAMES.get(first, first)
        return codes.canonical(f"{own}-{region}") if region else (own if second in _NAMES else "")
    return ""


def coded(written: str) -> str:
    """A language as a file has it, as a code where it is a language's name; a code, or what is neither, stays.

    >>> coded("Bahasa Indonesia"), coded("English (United States)"), coded("IN-ID"), coded("Klingonish")
    ('id', 'en-US', 'IN-ID', 'Klingonish')
    """
    return written if codes.canonical(written) else named(written.strip().lower()) or written
