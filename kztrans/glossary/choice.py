"""Which of the terms that were found in a text stay: those in their own sense, and of those that overlap the better."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from kztrans.glossary.index import Entry, Role
from kztrans.glossary.tokens import Tokens

__all__ = ["Found", "by_place", "in_their_senses", "resolved"]

_STATUS = {"preferred": 0, "admitted": 1, "superseded": 2, "deprecated": 3}


class Found(NamedTuple):
    """A phrase that was found: start and end in the folded text, what it is, and its words in the text."""

    start: int
    end: int
    entry: Entry
    first: int
    last: int
    """The word after its last."""
    whole: bool = True
    """Is all of it there, or is its first word that of the name it is coordinated with?"""


def by_place(found: Found) -> tuple[int, int]:
    """By offset, the longer ones first."""
    return found.start, -found.end


def in_their_senses(found: list[Found], tokens: Tokens) -> list[Found]:
    """The terms found, without those in a phrase that says they are something else, or alone where they may not be."""
    apart = [hit for hit in found if hit.entry.role is not Role.TERM]
    asked = {hit.entry.concept.id for hit in found if hit.entry.needs and hit.entry.role is Role.TERM}
    if not apart and not asked:
        return found
    sentences = list(accumulate(map(tokens.ends_sentence, range(len(tokens.words)))))
    phrases: dict[str, list[Found]] = {}
    helping: dict[tuple[str, int], list[Found]] = {}
    for hit in apart:
        concept = hit.entry.concept.id
        if hit.entry.role is Role.NOT:
            phrases.setdefault(concept, []).append(hit)
        else:
            helping.setdefault((concept, sentences[hit.first]), []).append(hit)
    places = {name: _Places(max(hit.end - hit.start for hit in hits), hits) for name, hits in phrases.items()}
    kept = []
    for hit in found:
        concept = hit.entry.concept.id
        if hit.entry.role is not Role.TERM:
            continue
        if concept in places and any(_overlap(hit, other) for other in places[concept].meeting(hit)):
            continue
        if concept in asked and not any(
            _apart(hit, other) for other in helping.get((concept, sentences[hit.first]), ())
        ):
            continue
        kept.append(hit)
    return kept


def _overlap(hit: Found, other: Found) -> bool:
    """Do they overlap, and is the hit not the longer one, that has the other phrase in it?"""
    inside = hit.start <= other.start and other.end <= hit.end
    return hit.start < other.end and other.start < hit.end and (not inside or hit[:2] == other[:2])


def _apart(hit: Found, other: Found) -> bool:
    """Have they no character in common?"""
    return hit.end <= other.start or other.end <= hit.start


def _rank(found: Found, text: str) -> tuple[bool, bool, bool, bool, bool, int, int]:
    """As written first, then with its capitals, then not inflected; what may be used before what is to be avoided."""
    entry = found.entry
    surface, term, status = text[found.start : found.end], entry.term.text, entry.term.status
    recased = any(a.isupper() != b.isupper() for a, b in zip(surface, term, strict=False))
    avoid = status in ("deprecated", "superseded")
    return found.whole, surface != term, recased, surface.lower() != term.lower(), avoid, _STATUS[status], entry.order


def resolved(found: list[Found], text: str, nested: bool) -> Iterator[Found]:
    """The hits that stay, by offset: of those within another the longest, of equal spans the best ranked."""
    cluster: list[Found] = []
    reach = -1
    for hit in found:
        if hit.start >= reach and cluster:
            yield from cluster if len(cluster) == 1 else _chosen(cluster, text, nested)
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit.end)
    yield from cluster if len(cluster) <= 1 else _chosen(cluster, text, nested)


def _chosen(cluster: list[Found], text: str, nested: bool) -> list[Found]:
    ranked = sorted(cluster, key=lambda hit: (hit.start - hit.end, hit.start))
    if any(a[:2] == b[:2] for a, b in pairwise(ranked)):
        ranked.sort(key=lambda hit: (hit.start - hit.end, hit.start, _rank(hit, text)))
    longest = ranked[0].end - ranked[0].start
    everything = _Places(longest, cluster)
    ranked.sort(key=lambda hit: any(_cuts_through(hit, other, text) for other in everything.meeting(hit)))
    winners = _Places(longest)
    for hit in ranked:
        if all(_both_help(hit, other, text) for other in winners.meeting(hit)):
            winners.add(hit)
    if not nested:
        return winners.hits
    inside: dict[tuple[int, int, str], Found] = {}
    for hit in ranked:
        if any(other.start <= hit.start and hit.end <= other.end for other in winners.meeting(hit)):
            inside.setdefault((hit.start, hit.end, hit.entry.concept.id), hit)
    return sorted(inside.values(), key=by_place)


class _Places:
    """Hits by place, so that those that meet another are found without looking at all of a long chain of them."""

    def __init__(self, longest: int, hits: list[Found] | None = None) -> None:
        self._longest = longest
        self.hits = sorted(hits or [], key=by_place)
        """By offset."""
        self._starts = [hit.start for hit in self.hits]

    def add(self, hit: Found) -> None:
        at = bisect_right(self._starts, hit.start)
        self._starts.insert(at, hit.start)
        self.hits.insert(at, hit)

    def meeting(self, hit: Found) -> Iterator[Found]:
        """Those that share a character with a hit."""
        first = bisect_right(self._starts, hit.start - self._longest)
        for at in range(first, bisect_left(self._starts, hit.end)):
            if self.hits[at].end > hit.start:
                yield self.hits[at]


def _both_help(hit: Found, other: Found, text: str) -> bool:
    """May two hits that overlap both stay? Each says something of words that the other has not.

    Not where one cuts through a name: ``Parlemen Eropa`` in ``pemilihan Parlemen Eropa``.
    """
    left, right = sorted((hit, other), key=by_place)
    if right.end <= left.end or left.start == right.start:
        return False
    if right.last - right.first < 2 or left.last - left.first < 2:
        return False
    return not (_cuts_through(hit, other, text) or _cuts_through(other, hit, text))


def _cuts_through(hit: Found, name: Found, text: str) -> bool:
    """Does a hit end within a name that is not its own, or begin there: ``pemilihan Parlemen`` in ``Parlemen Eropa``?

    Such a hit stays only where the name does not.
    """
    left, right = (hit, name) if hit.start < name.start else (name, hit)
    if not left.start < right.start < left.end < right.end:
        return False
    shared = text[right.start : left.end]
    return shared[:1].isupper() and name.entry.term.text[:1].isupper() and shared[:1] not in hit.entry.term.text
