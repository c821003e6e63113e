"""What a segment is made of, for matching: words, phrases of the lexicon, numbers and marks.

A token is a string whose first characters tell its kind: ``#3500000`` is a number by its value, ``?`` and ``"`` are
marks; everything else is a word in lower case, or a phrase with spaces between its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from kztrans.languages import Language

__all__ = ["LABEL", "MARKS", "Phrases", "is_mark", "is_number", "phrases", "tokens"]

LABEL = "::"
"""The mark of a speaker's label, ``Al Jazeera:``, at the beginning of a segment."""

MARKS = frozenset({"?", "!", '"', "(", ":", ";", "…", "%", "$", "€", "£", LABEL})

_MARK = re.compile(r"[?!“”„«»\"(:;…%$€£？！]|\.\.\.")
_FOLDED_MARK = dict.fromkeys("“”„«»", '"') | {"...": "…", "？": "?", "！": "!"}
_LABEL = re.compile(r"\s*[^\W\d_][^:.?!,]{0,38}:\s")
_INNER = re.compile(r"[-‑'’.]")

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""First word to the phrases that begin with it, longest first."""


def is_mark(token: str) -> bool:
    """Is the token a mark of punctuation?"""
    return token in MARKS


def is_number(token: str) -> bool:
    """Is the token a number by its value?"""
    return token.startswith("#")


def phrases(texts: Iterable[str], language: Language) -> Phrases:
    """The phrases of several words among texts, by their first word.

    >>> from kztrans.languages import get
    >>> phrases(["rumah", "rumah sakit"], get("id"))
    {'rumah': (('rumah', 'sakit'),)}
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    for text in texts:
        if " " in text or "-" in text:
            words = tuple(_words(text, language))
            if len(words) > 1:
                found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(group, key=lambda words: (-len(words), words))) for first, group in found.items()}


def tokens(text: str, language: Language, known: Phrases, *, limit: int = 2000) -> list[str]:
    """The tokens of a segment, in order: words and phrases first, then numbers, then marks.

    No more than ``limit`` words are looked at: a segment that long is no sentence, and its beginning is enough.

    >>> from kztrans.languages import get
    >>> tokens("Apakah 3,5 juta orang di rumah sakit?", get("id"), {"rumah": (("rumah", "sakit"),)})
    ['apakah', 'orang', 'di', 'rumah sakit', '#3500000', '?']
    """
    text = unicodedata.normalize("NFC", text[: 12 * limit])
    numbers = language.numbers(text)
    rest = _without(text, [(n.start, n.end) for n in numbers])
    words = _merged(_words(rest, language)[:limit], known)
    marks = [_FOLDED_MARK.get(mark, mark) for mark in _MARK.findall(text)]
    if _LABEL.match(text):
        marks.append(LABEL)
    return [*words, *(f"#{n.value}" for n in numbers[:limit]), *marks[:limit]]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with spans left out."""
    if not spans:
        return text
    parts, at = [], 0
    for start, end in spans:
        parts.append(text[at:start])
        at = max(at, end)
    return " ".join([*parts, text[at:]])


def _words(text: str, language: Language) -> list[str]:
    """Words in lower case; compounds are taken apart, reduplications (``anak-anak``) are one word."""
    found: list[str] = []
    for word in language.word.findall(text):
        if word.isalpha():
            found.append(word.lower())
        else:
            found.extend(_parts(word))
    return found


@lru_cache(maxsize=65536)
def _parts(word: str) -> tuple[str, ...]:
    """The parts of a word with inner marks.

    >>> _parts("Kassym-Jomart"), _parts("anak-anak"), _parts("U.S"), _parts("China’s")
    (('kassym', 'jomart'), ('anak',), ('us',), ('china',))
    """
    parts = [part for part in _INNER.split(word.lower()) if part]
    if len(parts) > 1 and all(len(part) == 1 for part in parts):
        return ("".join(parts),)
    if len(parts) == 2 and parts[0] == parts[1]:
        return (parts[0],)
    return tuple(part for part in parts if len(part) > 1) or tuple(parts[:1])


def _merged(words: list[str], known: Phrases) -> list[str]:
    """Words with the phrases among them put together, the longest that fits at each place."""
    if not known:
        return words
    merged: list[str] = []
    end = 0
    for at, word in enumerate(words):
        if at < end or word not in known:
            if at >= end:
                merged.append(word)
            continue
        phrase = next((phrase for phrase in known[word] if tuple(words[at : at + len(phrase)]) == phrase), (word,))
        merged.append(" ".join(phrase))
        end = at + len(phrase)
    return merged
