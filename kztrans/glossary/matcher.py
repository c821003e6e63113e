"""Finding the terms of a glossary in a text, in every form that the language gives them.

The text is cut into words. Each distinct word is looked up once: Snowball stems and the language's own lemmas name the
terms' words that it may be of, the paradigm confirms them, and the answer is remembered. From each word that may begin
a term the tree of terms is walked. The work is linear in the text; a larger glossary costs memory, not time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from kztrans.glossary.case import AGENT, CAPITALS, INSIDE
from kztrans.glossary.folding import fold
from kztrans.glossary.index import Entry, Index, Node, Reading
from kztrans.glossary.tokens import CLOSED, Tokens, sign_of, tokenize
from kztrans.languages import get
from kztrans.model import Concept, TermHit

__all__ = ["Matcher"]

_BLOCK = 1 << 18
_BOUNDARY = re.compile(r"\n[^\S\n]*\n|[!?]\s|\.\s*\n")
_FORMS = 1 << 19
"""Forms remembered at most."""
_STATUS = {"preferred": 0, "admitted": 1, "superseded": 2, "deprecated": 3}


_Found = tuple[int, int, Entry]
"""Start and end in the folded text, and the term."""


class _Answer(NamedTuple):
    """What is known of a form."""

    readings: tuple[Reading, ...]
    begins: tuple[tuple[int, Node, int], ...]
    """Those of the readings that a term begins with, each with its place in the tree: number, place, need."""
    leads: frozenset[str]
    """The kinds of gap after which the next word may complete it to a word of a term."""


class _Forms(dict[str, "_Answer | None"]):
    """Each form of the text to what is known of it; None where that is nothing."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, surface: str) -> _Answer | None:
        if len(self) >= _FORMS:
            self.clear()
        readings, leads = self._index.readings(surface), self._index.leads(surface)
        root = self._index.root.next
        begins = tuple((number, root[number], need) for number, need in readings if number in root)
        self[surface] = answer = _Answer(readings, begins, leads) if readings or leads else None
        return answer


class Matcher:
    """Finds the terms of one language; made once a glossary and language."""

    def __init__(self, concepts: Iterable[Concept], lang: str) -> None:
        self._index = Index(concepts, get(lang), lang)
        self._forms = _Forms(self._index)

    def find(self, text: str, nested: bool = False) -> list[TermHit]:
        """The hits in a text, by offset; see ``Glossary.find``."""
        hits: list[TermHit] = []
        if not self._index.words:
            return hits
        for start, end in _blocks(text):
            folded = fold(text[start:end])
            found = sorted(self._scan(folded.text), key=_by_place)
            for first, last, entry in _resolved(found, folded.text, nested):
                span = folded.span(first, last)
                hits.append(TermHit(entry.concept, entry.term, start + span[0], start + span[1]))
        return hits

    def _scan(self, text: str) -> Iterator[_Found]:
        tokens = tokenize(text, self._index.language.hyphenated)
        answers = list(map(self._forms.__getitem__, tokens.words))
        for index, answer in enumerate(answers):
            if answer is not None and (answer.begins or self._solid(tokens, answer, index)):
                yield from self._walk(text, tokens, answers, index)

    def _walk(self, text: str, tokens: Tokens, answers: list[_Answer | None], start: int) -> Iterator[_Found]:
        """Every term that begins at a word."""
        pending = list(self._first(tokens, answers, start))
        while pending:
            node, at, needed = pending.pop()
            for entry in node.ends:
                found = _found(text, tokens, start, at, needed, entry)
                if found is not None and not (entry.direction and self._in_name(tokens, start)):
                    yield found
            if not node.next or at == len(tokens.words):
                continue
            sign = sign_of(tokens.gaps[at]) if tokens.kind_before(at) == CLOSED else ""
            for number, need, length in self._readings(tokens, answers, at):
                following = node.next.get((sign, number) if sign else number)
                if following is not None and (not need & AGENT or self._has_agent(tokens, at, number)):
                    pending.append((following, at + length, needed | need))

    def _first(self, tokens: Tokens, answers: list[_Answer | None], at: int) -> Iterator[tuple[Node, int, int]]:
        """Where in the tree a first word leads, alone or with the next one; with the word after, and the need."""
        answer = answers[at]
        if answer is None:
            return
        for number, node, need in answer.begins:
            if not need & AGENT or self._has_agent(tokens, at, number):
                yield node, at + 1, need
        if self._solid(tokens, answer, at):
            joined = self._forms[self._joined(tokens, at)]
            for number, node, need in joined.begins if joined else ():
                if number in self._index.written:
                    yield node, at + 2, need

    def _readings(self, tokens: Tokens, answers: list[_Answer | None], at: int) -> Iterator[tuple[int, int, int]]:
        """The readings of a word, and of it with the next one as one word: number, need, how many words."""
        answer = answers[at]
        if answer is None:
            return
        for number, need in answer.readings:
            yield number, need, 1
        if self._solid(tokens, answer, at):
            joined = self._forms[self._joined(tokens, at)]
            for number, need in joined.readings if joined else ():
                if number in self._index.written:
                    yield number, need, 2

    def _solid(self, tokens: Tokens, answer: _Answer, at: int) -> bool:
        """May this word and the next be one?"""
        if not answer.leads or at + 1 >= len(tokens.words):
            return False
        kind = tokens.kind_before(at + 1)
        return kind in answer.leads and self._index.solid(tokens.words[at], tokens.words[at + 1], kind)

    def _joined(self, tokens: Tokens, at: int) -> str:
        """A word and the next as one, with the capitals of the first."""
        left, right = tokens.words[at], tokens.words[at + 1]
        return left + (right if left.isupper() and right.isupper() else right.lower())

    def _in_name(self, tokens: Tokens, at: int) -> bool:
        """Is a direction with a capital part of a longer name?"""
        before = tokens.words[at - 1] if at and tokens.kind_before(at) != CLOSED else ""
        more = at + 1 < len(tokens.words) and tokens.kind_before(at + 1) != CLOSED
        after = tokens.words[at + 1] if more else ""
        return self._index.language.in_name(before, after, tokens.titled(at))

    def _has_agent(self, tokens: Tokens, at: int, number: int) -> bool:
        if at == 0 or tokens.kind_before(at) == CLOSED:
            return False
        word = self._index.words[number]
        return self._index.language.fits(tokens.words[at].lower(), word.lower, word.pos, tokens.words[at - 1])


def _found(text: str, tokens: Tokens, start: int, end: int, needed: int, entry: Entry) -> _Found | None:
    """The hit of a term on the words from ``start`` to ``end``, if what it needs is there."""
    first, last = tokens.starts[start], tokens.ends[end - 1]
    if needed & CAPITALS and not _capitals(tokens, start, end):
        return None
    if needed & INSIDE and end - start == 1 and tokens.initial(start):
        return None
    if entry.before or entry.after:
        if not (text.endswith(entry.before, 0, first) and text.startswith(entry.after, last)):
            return None
        return first - len(entry.before), last + len(entry.after), entry
    return first, last, entry


def _by_place(found: _Found) -> tuple[int, int]:
    return found[0], -found[1]


def _capitals(tokens: Tokens, start: int, end: int) -> bool:
    words = tokens.words[start:end]
    return (len(words) > 1 and all(word.isupper() for word in words)) or tokens.in_capitals(start)


def _rank(found: _Found, text: str) -> tuple[bool, bool, bool, bool, int, int]:
    """As written first, then with its capitals, then not inflected; what may be used before what is to be avoided."""
    start, end, entry = found
    surface, term, status = text[start:end], entry.term.text, entry.term.status
    recased = any(a.isupper() != b.isupper() for a, b in zip(surface, term, strict=False))
    avoid = status in ("deprecated", "superseded")
    return surface != term, recased, surface.lower() != term.lower(), avoid, _STATUS[status], entry.order


def _resolved(found: list[_Found], text: str, nested: bool) -> Iterator[_Found]:
    """The hits that stay, by offset: of those that overlap the longest, of equal spans the best ranked."""
    cluster: list[_Found] = []
    reach = -1
    for hit in found:
        if hit[0] >= reach and cluster:
            yield from cluster if len(cluster) == 1 else _chosen(cluster, text, nested)
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit[1])
    yield from cluster if len(cluster) <= 1 else _chosen(cluster, text, nested)


def _chosen(cluster: list[_Found], text: str, nested: bool) -> list[_Found]:
    ranked = sorted(cluster, key=lambda hit: (hit[0] - hit[1], hit[0]))
    if any(a[:2] == b[:2] for a, b in pairwise(ranked)):
        ranked.sort(key=lambda hit: (hit[0] - hit[1], hit[0], _rank(hit, text)))
    winners: list[_Found] = []
    for hit in ranked:
        if all(hit[1] <= other[0] or hit[0] >= other[1] for other in winners):
            winners.append(hit)
    if not nested:
        return sorted(winners, key=_by_place)
    inside: dict[tuple[int, int, str], _Found] = {}
    for hit in ranked:
        if any(other[0] <= hit[0] and hit[1] <= other[1] for other in winners):
            inside.setdefault((hit[0], hit[1], hit[2].concept.id), hit)
    return sorted(inside.values(), key=_by_place)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a quarter of a million characters or so, cut where no term can lie across."""
    start = 0
    while start < len(text):
        boundary = _BOUNDARY.search(text, start + _BLOCK) if len(text) - start > _BLOCK else None
        end = boundary.end() if boundary else len(text)
        yield start, end
        start = end
