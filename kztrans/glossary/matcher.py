"""Finding the terms of a glossary in a text, in every form that the language gives them.

The text is cut into words. Each distinct word is looked up once: Snowball stems and the language's own lemmas name the
terms' words that it may be of, the paradigm confirms them, and the answer is remembered. From each word that may begin
a term the tree of terms is walked. The work is linear in the text; a larger glossary costs memory, not time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kztrans.glossary.case import Need
from kztrans.glossary.folding import fold
from kztrans.glossary.index import Entry, Index, Node, Reading
from kztrans.glossary.tokens import CLOSED, HYPHEN, Tokens, sign_of, tokenize
from kztrans.languages import get
from kztrans.model import Concept, TermHit

__all__ = ["Matcher"]

_BLOCK = 1 << 18
_BOUNDARY = re.compile(r"\n[^\S\n]*\n|[!?]\s|\.\s*\n")
_FORMS = 1 << 19
"""Forms remembered at most."""
_STATUS = {"preferred": 0, "admitted": 1, "superseded": 2, "deprecated": 3}


@dataclass(frozen=True, slots=True)
class _Found:
    """A term at a span of the folded text, with what it is ranked by where another lies on the same span."""

    start: int
    end: int
    rank: tuple[int, int, int, int]
    entry: Entry


class _Forms(dict[str, "tuple[tuple[Reading, ...], bool] | None"]):
    """Each form of the text to its readings, and whether the next word may complete it; None where there is nothing."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, surface: str) -> tuple[tuple[Reading, ...], bool] | None:
        if len(self) >= _FORMS:
            self.clear()
        readings, leads = self._index.readings(surface), self._index.leads_to_solid(surface)
        self[surface] = answer = (readings, leads) if readings or leads else None
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
            found = sorted(self._scan(folded.text), key=lambda hit: (hit.start, -hit.end, hit.rank))
            for hit in _resolved(found, nested):
                first, last = folded.span(hit.start, hit.end)
                hits.append(TermHit(hit.entry.concept, hit.entry.term, start + first, start + last))
        return hits

    def _scan(self, text: str) -> Iterator[_Found]:
        tokens = tokenize(text, self._index.language.hyphenated)
        answers = list(map(self._forms.__getitem__, tokens.words))
        for index in [place for place, answer in enumerate(answers) if answer is not None]:
            yield from self._walk(text, tokens, answers, index)

    def _walk(
        self, text: str, tokens: Tokens, answers: list[tuple[tuple[Reading, ...], bool] | None], start: int
    ) -> Iterator[_Found]:
        """Every term that begins at a word."""
        pending: list[tuple[Node, int, Need]] = [(self._index.root, start, Need.NOTHING)]
        while pending:
            node, at, needed = pending.pop()
            sign = ""
            if at > start and tokens.kind_before(at) == CLOSED:
                sign = sign_of(tokens.gaps[at])
            for (number, need), length in self._readings(tokens, answers, at):
                following = node.next.get((sign, number) if sign else number)
                if following is None or (need & Need.AGENT and not self._has_agent(tokens, at, number)):
                    continue
                whole = needed | need
                for entry in following.ends:
                    found = self._found(text, tokens, start, at + length, whole, entry)
                    if found is not None:
                        yield found
                if following.next and at + length < len(tokens.words):
                    pending.append((following, at + length, whole))

    def _readings(
        self, tokens: Tokens, answers: list[tuple[tuple[Reading, ...], bool] | None], at: int
    ) -> Iterator[tuple[Reading, int]]:
        """The readings of a word, and of it with the next one as one word."""
        answer = answers[at]
        if answer is None:
            return
        for reading in answer[0]:
            yield reading, 1
        if answer[1] and at + 1 < len(tokens.words):
            kind, left, right = tokens.kind_before(at + 1), tokens.words[at], tokens.words[at + 1]
            if kind != CLOSED and self._index.solid(left, right, kind):
                joined = self._forms[left + (right.lower() if left[1:].islower() or kind == HYPHEN else right)]
                for reading in joined[0] if joined else ():
                    yield reading, 2

    def _has_agent(self, tokens: Tokens, at: int, number: int) -> bool:
        if at == 0 or tokens.kind_before(at) == CLOSED:
            return False
        word = self._index.words[number]
        return self._index.language.fits(tokens.words[at].lower(), word.lower, word.pos, tokens.words[at - 1])

    def _found(self, text: str, tokens: Tokens, start: int, end: int, needed: Need, entry: Entry) -> _Found | None:
        first, last = tokens.starts[start], tokens.ends[end - 1]
        if entry.before or entry.after:
            if not (text.endswith(entry.before, 0, first) and text.startswith(entry.after, last)):
                return None
            first, last = first - len(entry.before), last + len(entry.after)
        if needed & Need.CAPITALS and not _capitals(tokens, start, end):
            return None
        if needed & Need.INSIDE and tokens.initial(start):
            return None
        return _Found(first, last, _rank(text[first:last], entry), entry)


def _capitals(tokens: Tokens, start: int, end: int) -> bool:
    words = tokens.words[start:end]
    return (len(words) > 1 and all(word.isupper() for word in words)) or tokens.in_capitals(start)


def _rank(surface: str, entry: Entry) -> tuple[int, int, int, int]:
    """As written first, then in other capitals, then inflected; what may be used before what is to be avoided."""
    text, status = entry.term.text, entry.term.status
    likeness = 0 if surface == text else 1 if surface.lower() == text.lower() else 2
    return likeness, status in ("deprecated", "superseded"), _STATUS[status], entry.order


def _resolved(found: list[_Found], nested: bool) -> Iterator[_Found]:
    """The hits that stay, by offset: of those that overlap the longest, of equal spans the best ranked."""
    cluster: list[_Found] = []
    reach = -1
    for hit in found:
        if hit.start >= reach and cluster:
            yield from _chosen(cluster, nested)
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit.end)
    if cluster:
        yield from _chosen(cluster, nested)


def _chosen(cluster: list[_Found], nested: bool) -> list[_Found]:
    if len(cluster) == 1:
        return cluster
    winners: list[_Found] = []
    for hit in sorted(cluster, key=lambda hit: (hit.start - hit.end, hit.start, hit.rank)):
        if all(hit.end <= other.start or hit.start >= other.end for other in winners):
            winners.append(hit)
    if not nested:
        return sorted(winners, key=lambda hit: hit.start)
    inside = {
        (hit.start, hit.end, hit.entry.concept.id): hit
        for hit in reversed(cluster)
        if any(other.start <= hit.start and hit.end <= other.end for other in winners)
    }
    return sorted(inside.values(), key=lambda hit: (hit.start, -hit.end, hit.rank))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a quarter of a million characters or so, cut where no term can lie across."""
    start = 0
    while start < len(text):
        boundary = _BOUNDARY.search(text, start + _BLOCK) if len(text) - start > _BLOCK else None
        end = boundary.end() if boundary else len(text)
        yield start, end
        start = end
