"""The best matches for a text: the same text first, then texts like it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import islice

from kztrans import inline
from kztrans.memory.figures import put_in
from kztrans.memory.index import MAX_LENGTH, candidates, first_id, last_id, length_of
from kztrans.memory.keys import digest, normalise
from kztrans.memory.native import unpacked
from kztrans.memory.score import best_possible, percent
from kztrans.memory.tokens import Tokens, split
from kztrans.model import Code

__all__ = ["Match", "find"]

COMPARED = 200
"""Candidates that are read and compared at a time, those of the nearest length first."""
# A damaged file may hold numbers where texts belong: the casts keep it from being more than a wrong text.

_UNITS = """
SELECT CAST(coalesce(u.text, s.key) AS TEXT), CAST(u.target AS TEXT),
    u.previous IS :previous AND u.following IS :following AND coalesce(:previous, :following) IS NOT NULL AS context,
    CAST(o.name AS TEXT), CAST(u.tuid AS TEXT), CAST(u.changed AS TEXT), CAST(u.author AS TEXT), c.data
FROM unit u JOIN source s ON s.id = u.source JOIN origin o ON o.id = u.origin LEFT JOIN code c ON c.unit = u.id
WHERE u.source = :source
ORDER BY context DESC, (u.previous IS NOT NULL AND u.previous IS :previous)
    + (u.following IS NOT NULL AND u.following IS :following) DESC, u.changed DESC, u.id DESC
"""

Neighbours = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Match:
    """A translation found in a memory for a text."""

    source: str
    """What the memory holds a translation of."""
    target: str
    """That translation; with the text's own numbers in it where ``adapted``."""
    percent: int
    """101 same text and same neighbours, 100 same text, else how alike the two are."""
    exact: bool
    context: bool
    """The neighbours are the same too."""
    adapted: bool
    """Only numbers, case or punctuation differed, and the text's numbers have been put into the target."""
    origin: str
    tuid: str | None = None
    changed: str = ""
    """When it was last changed, ``YYYYMMDDThhmmssZ``, or nothing."""
    author: str = ""
    codes: tuple[Code, ...] = ()
    """The inline codes that its texts have tags of."""


def find(
    connection: sqlite3.Connection,
    pair: int,
    languages: tuple[str, str],
    source: str,
    neighbours: Neighbours,
    threshold: int,
    limit: int,
) -> list[Match]:
    """What ``Memory.lookup`` says, for a pair of languages and neighbours' hashes."""
    key = normalise(source)
    if not key or limit < 1:
        return []
    matches = [
        match
        for identifier in _same(connection, pair, key)
        for match in _matches(connection, identifier, neighbours, 100, limit)
    ]
    if len(matches) >= limit or threshold >= 100:
        return [match for match in matches if match.percent >= threshold][:limit]
    for value, identifier in _alike(connection, pair, key, threshold, limit - len(matches)):
        found = _matches(connection, identifier, neighbours, value, limit - len(matches))
        matches += [_adapted(match, key, languages) for match in found]
        if len(matches) >= limit:
            break
    return matches


def _same(connection: sqlite3.Connection, pair: int, key: str) -> list[int]:
    """The id of the source that is the same text: one or none."""
    sql = "SELECT id FROM source WHERE hash = ? AND key = ? AND id BETWEEN ? AND ?"
    span = (first_id(pair, 0), last_id(pair, MAX_LENGTH))
    return [row[0] for row in connection.execute(sql, (digest(key), key, *span))]


def _alike(connection: sqlite3.Connection, pair: int, key: str, threshold: int, limit: int) -> list[tuple[int, int]]:
    """Percentage and id of the sources most like a text and not the same, best first, at most ``limit``.

    Candidates are compared in the order of what their length lets them reach, until that is no better than what has
    been found.
    """
    new = split(key)
    words = len(new.folded)
    found = candidates(connection, pair, new.folded, threshold)
    waiting = iter(sorted((_difference(words, identifier), -identifier) for identifier in found))
    best: list[tuple[int, int, int]] = []  # 100 - percentage, difference of length, - id: the least is the best
    while block := list(islice(waiting, COMPARED)):
        if len(best) == limit and 100 - best[-1][0] >= best_possible(new, block[0][0]):
            break
        floor = 100 - best[-1][0] if len(best) == limit else threshold
        values = _percentages(connection, new, key, [-negative for _, negative in block], floor)
        scored = [(100 - values[-n], difference, n) for difference, n in block if values.get(-n, 0) >= floor]
        best = nsmallest(limit, best + scored)
    return [(100 - distance, -negative) for distance, _, negative in best]


def _difference(words: int, identifier: int) -> int:
    """By how many words at least the source with this id is longer or shorter."""
    length = length_of(identifier)
    return max(0, length - words) if length == MAX_LENGTH else abs(length - words)


def _percentages(
    connection: sqlite3.Connection, new: Tokens, key: str, identifiers: list[int], floor: int
) -> dict[int, int]:
    """The likeness of sources to the new text, by id: those that reach the floor and are not the same text."""
    sql = f"SELECT id, CAST(key AS TEXT) FROM source WHERE id IN ({','.join(map(str, identifiers))})"
    found = ((identifier, percent(new, split(old), floor)) for identifier, old in connection.execute(sql) if old != key)
    return {identifier: value for identifier, value in found if value}


def _matches(
    connection: sqlite3.Connection, identifier: int, neighbours: Neighbours, value: int, limit: int
) -> Iterator[Match]:
    """The translations of a source, best first: each different target once."""
    rows = connection.execute(_UNITS, {"source": identifier, "previous": neighbours[0], "following": neighbours[1]})
    seen: set[str] = set()
    for source, target, context, origin, tuid, changed, author, data in rows:
        if target in seen:
            continue
        seen.add(target)
        codes = unpacked(data, source, target)
        exact = value == 100
        in_context = exact and bool(context)
        yield Match(source, target, value + in_context, exact, in_context, False, origin, tuid, changed, author, codes)
        if len(seen) >= limit:
            return


def _adapted(match: Match, key: str, languages: tuple[str, str]) -> Match:
    """The match with the new text's numbers in its target, where the words of the two texts are the same."""
    old = normalise(inline.without(match.source, match.codes))
    if split(old).folded != split(key).folded:
        return match
    words = inline.without(match.target, match.codes)
    target = put_in(key, old, words, *languages)
    if target is None or target == words:
        return match
    return replace(match, target=inline.reworded(match.target, match.codes, target), adapted=True)
