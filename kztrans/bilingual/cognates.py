"""Words of two languages that look alike: cognates, loans, names in two spellings.

Spellings are folded to rough sounds first (``q``, ``c`` and ``k`` are one, ``zh`` is ``j``), then compared by
Jaro-Winkler similarity, which rewards common beginnings, among words that begin with the same sound.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from kztrans.bilingual.sounds import folded

__all__ = ["cognates"]

_SHORTEST = 4
"""Words of fewer letters look alike by chance."""
_LEAST = 0.86
"""The least similarity that counts."""


def cognates(source: list[str], target: list[str]) -> Iterator[tuple[int, int, float]]:
    """Pairs of types that look alike, with a strength from 0 to 1."""
    left, right = _by_sound(source), _by_sound(target)
    for sound in sorted(left.keys() & right.keys()):
        rows, columns = left[sound], right[sound]
        table = process.cdist(
            [word for _, word in rows], [word for _, word in columns], scorer=JaroWinkler.normalized_similarity,
            score_cutoff=_LEAST, workers=1,
        )  # fmt: skip
        for r, c in zip(*table.nonzero(), strict=True):
            yield rows[r][0], columns[c][0], round((float(table[r, c]) - _LEAST) / (1 - _LEAST), 4) * 0.7 + 0.3


def _by_sound(types: list[str]) -> dict[str, list[tuple[int, str]]]:
    """Types that may have cognates, by the first two sounds."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for number, token in enumerate(types):
        if len(token) >= _SHORTEST and token.isalpha():
            word = folded(token)
            if len(word) >= _SHORTEST - 1:
                groups.setdefault(word[:2], []).append((number, word))
    return groups
