"""Which sources may be like a text: the index of word pairs.

Every source is indexed by the pairs of words that stand side by side in it, its two ends counting as words. If a text
of n words becomes another by k edits, then of any k + 1 disjoint stretches of it one at least stands unchanged in the
other, for an edit spoils at most one of them (the pigeonhole principle; Navarro 2001, "A guided tour to approximate
string matching"). So k + 1 stretches are chosen that hold the rarest pairs, and only sources that hold the pairs looked
up of one stretch are compared word by word. The pairs lie in an FTS5 table as hashes: a collision costs a comparison,
never a match.

A source's id tells its languages and its length, so that the index is read for the lengths that can match only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby, pairwise
from zlib import crc32

from kztrans.memory.score import lengths

__all__ = ["MAX_PAIR", "candidates", "first_id", "grams", "last_id", "length_of"]

SEQUENCE_BITS, LENGTH_BITS, PAIR_BITS = 40, 12, 11
MAX_LENGTH = (1 << LENGTH_BITS) - 1
"""Longer sources are filed under this length."""
MAX_PAIR = (1 << PAIR_BITS) - 1
"""The most pairs of languages that one memory holds."""

COUNTED = 2000
"""How far the sources that hold a pair of words are counted before it is called frequent."""
BANDS = 4
"""How many times the index is searched at most: longer sources may differ by more words, and are searched apart."""
LONGEST_PLANNED = 150
"""In texts of more words than this the stretches are cut evenly: by then any of them is rare."""


def first_id(pair: int, length: int) -> int:
    """The least id that a source of a pair of languages and a number of words can have."""
    return (pair << LENGTH_BITS | min(length, MAX_LENGTH)) << SEQUENCE_BITS


def last_id(pair: int, length: int) -> int:
    """The greatest such id."""
    return first_id(pair, length) + (1 << SEQUENCE_BITS) - 1


def length_of(identifier: int) -> int:
    """The number of words of the source with this id, at most ``MAX_LENGTH``."""
    return identifier >> SEQUENCE_BITS & MAX_LENGTH


def grams(folded: list[str]) -> list[str]:
    """The index terms of a text's folded words, in order: one more than there are words."""
    padded = ["^", *folded, "$"]
    return [format(crc32(f"{a} {b}".encode()), "08x") for a, b in pairwise(padded)]


def candidates(connection: sqlite3.Connection, pair: int, folded: list[str], threshold: int) -> set[int]:
    """The ids of all sources that may reach the threshold, and some that do not.

    Complete for thresholds of ``score.COMPLETE`` and more; below, the text may be too short for so many stretches.
    """
    terms = grams(folded)
    spans = list(lengths(len(folded), threshold))
    costs = None
    if len(folded) <= LONGEST_PLANNED:
        low, high = first_id(pair, spans[0][0]), last_id(pair, spans[-1][0])
        costs = [_count(connection, term, low, high) for term in terms]
    found: set[int] = set()
    for allowed, shortest, longest in _bands(spans):
        query = _query(terms, stretches(costs, allowed + 1) if costs else _even(len(terms), allowed + 1))
        found.update(_search(connection, query, first_id(pair, shortest), last_id(pair, longest)))
    return found


def _bands(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Few bands of lengths to search at once: edits allowed in all of them, the least and the greatest length.

    >>> list(_bands([(8, 2), (9, 2), (10, 2), (11, 3)]))
    [(2, 8, 10), (3, 11, 11)]
    """
    least, most = spans[0][1], spans[-1][1]
    step = 1 + (most - least) // BANDS
    for allowed, band in groupby(spans, key=lambda span: most - (most - span[1]) // step * step):
        reach = [length for length, _ in band]
        yield allowed, reach[0], reach[-1]


def stretches(costs: list[int], number: int) -> list[list[int]]:
    """Disjoint stretches of a text, each as the indexes of the one or two rarest of its pairs of words.

    The rarest pairs are found by dynamic programming over the least sum of costs; where the text has no room for
    ``number`` pairs without a common word, each pair is a stretch of its own.

    >>> stretches([9, 1, 5, 9, 2, 9], 2)
    [[1, 0], [4, 3]]
    """
    if 2 * number > len(costs) + 1:
        return [[index] for index in range(len(costs))]
    chosen = _rarest_disjoint(costs, number)
    found, start = [], 0
    for index, following in pairwise([*chosen, len(costs) + 1]):
        end = index if following <= len(costs) else len(costs) - 1
        others = [i for i in range(start, end + 1) if i != index]
        found.append([index, *sorted(others, key=lambda i: (costs[i], i))[:1]])
        start = index + 2
    return found


def _rarest_disjoint(costs: list[int], number: int) -> list[int]:
    """The indexes of ``number`` pairs, no two of them neighbours, with the least sum of costs."""
    size = len(costs)
    infinite = sum(costs) + 1
    before = [0] * (size + 2)  # before[i + 1]: least sum of the previous number of pairs among the first i
    taken = []
    for _ in range(number):
        row, took = [infinite] * (size + 2), [False] * (size + 1)
        for i in range(1, size + 1):
            with_it = before[i - 1] + costs[i - 1]
            took[i] = with_it < row[i]
            row[i + 1] = min(with_it, row[i])
        taken.append(took)
        before = row
    chosen, i = [], size
    for took in reversed(taken):
        while not took[i]:
            i -= 1
        chosen.append(i - 1)
        i -= 2
    return chosen[::-1]


def _even(size: int, number: int) -> list[list[int]]:
    """A text of ``size`` pairs cut into stretches of the same length, the first and last pair of each looked up."""
    number = min(number, (size + 1) // 2)
    cuts = [(size + 1) * i // number for i in range(number + 1)]
    return [sorted({start, end - 2}) for start, end in pairwise(cuts)]


def _query(terms: list[str], chosen: list[list[int]]) -> str:
    return " OR ".join("(" + " AND ".join(terms[i] for i in stretch) + ")" for stretch in chosen)


def _search(connection: sqlite3.Connection, query: str, low: int, high: int) -> list[int]:
    sql = "SELECT rowid FROM gram WHERE gram MATCH ? AND rowid BETWEEN ? AND ?"
    return [row[0] for row in connection.execute(sql, (query, low, high))]


def _count(connection: sqlite3.Connection, term: str, low: int, high: int) -> int:
    sql = "SELECT count(*) FROM (SELECT 1 FROM gram WHERE gram MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?)"
    count: int = connection.execute(sql, (term, low, high, COUNTED)).fetchone()[0]
    return count
