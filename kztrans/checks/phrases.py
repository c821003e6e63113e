"""Words and phrases of a list in a text, found in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Found", "outside", "phrases"]

_WORD = re.compile(r"[^\W\d_]+(?:[-'’‑][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of the list, where it stands in the text."""

    text: str
    """As written."""
    phrase: str
    """As the list has it."""
    start: int
    end: int


def phrases(text: str, wanted: frozenset[str]) -> list[Found]:
    """The phrases in a text, the longest at each place, none inside another.

    A word of the list that ends in ``*`` stands for all words that begin so, one that begins with ``*`` for all that
    end so.

    >>> [f.text for f in phrases("It wasn’t allegedly no longer so", frozenset({"*n't", "alleg*", "no", "no longer"}))]
    ['wasn’t', 'allegedly', 'no longer']
    """
    return list(_found(text, wanted)) if wanted else []


def _found(text: str, wanted: frozenset[str]) -> Iterator[Found]:
    first, begins, ends = _index(wanted)
    words = [(m.start(), m.end(), _bare(m.group())) for m in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        start, _, word = words[at]
        taken, phrase = 1, ""
        for parts in first.get(word, ()):
            if tuple(w for _, _, w in words[at : at + len(parts)]) == parts:
                taken, phrase = len(parts), " ".join(parts)
                break
        phrase = phrase or _affix(word, begins, ends)
        if phrase:
            last = words[at + taken - 1][1]
            yield Found(text[start:last], phrase, start, last)
        at += taken


def _bare(word: str) -> str:
    """In small letters, with plain marks and without a possessive's."""
    lower = word.lower().replace("’", "'").replace("‑", "-")
    return lower[:-2] if lower.endswith("'s") else lower


def _affix(word: str, begins: dict[int, frozenset[str]], ends: dict[int, frozenset[str]]) -> str:
    for length, stems in begins.items():
        if word[:length] in stems:
            return word[:length] + "*"
    for length, endings in ends.items():
        if word[-length:] in endings:
            return "*" + word[-length:]
    return ""


@lru_cache(maxsize=64)
def _index(
    wanted: frozenset[str],
) -> tuple[dict[str, list[tuple[str, ...]]], dict[int, frozenset[str]], dict[int, frozenset[str]]]:
    """First word to phrases, the longest first; beginnings by their length, the longest first; endings likewise."""
    first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(wanted, key=lambda p: (-len(p.split()), p)):
        if "*" not in phrase:
            parts = tuple(phrase.split())
            first.setdefault(parts[0], []).append(parts)
    return first, _by_length(p[:-1] for p in wanted if p[-1] == "*"), _by_length(p[1:] for p in wanted if p[0] == "*")


def _by_length(parts: Iterable[str]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for part in parts:
        found.setdefault(len(part), set()).add(part)
    return {length: frozenset(found[length]) for length in sorted(found, reverse=True)}


def outside(found: Iterable[Found], others: Iterable[Found]) -> list[Found]:
    """Those of the first that lie inside none of the others."""
    covers = list(others)
    return [f for f in found if not any(o.start <= f.start and f.end <= o.end for o in covers)]
