"""Finding the terms of a glossary in a text, in every form that the language gives them.

The text is cut into words. Each distinct word is looked up once: Snowball stems and the language's own lemmas name the
terms' words that it may be of, the paradigm confirms them, and the answer is remembered. From each word that may begin
a term the tree of terms is walked. The work is linear in the text; a larger glossary costs memory, not time.

What is found is then weighed: phrases in which a word means something else and words that have to stand beside it
(``senses``), hits that overlap (``choice``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kztrans.glossary.case import AGENT, CAPITALS, INSIDE
from kztrans.glossary.choice import Found, by_place, in_their_senses, resolved
from kztrans.glossary.folding import fold
from kztrans.glossary.index import Entry, Index, Node, Role
from kztrans.glossary.tokens import CLOSED, SPACE, Tokens, gap_kind, sign_of, tokenize
from kztrans.languages import get
from kztrans.model import Concept, Sense, TermHit

__all__ = ["Matcher"]

_BLOCK = 1 << 18
_BOUNDARY = re.compile(r"\n[^\S\n]*\n|[!?]\s|\.\s*\n")
_FORMS = 1 << 19
"""Forms remembered at most."""
_FURTHEST = 9
"""Words that a name may have before another is coordinated with it."""
_LARGE = 1 << 15
"""Characters of a text for which the whole glossary is made ready at once."""
_MOST_CHANGES = 64
"""How often what is known of forms is forgotten for the sake of terms that a text brings in."""


class _Answer(NamedTuple):
    """What is known of a form."""

    readings: tuple[tuple[int, int, int], ...]
    """The words of terms that it may be of, each with its need and the number of words that it takes: one."""
    begins: tuple[tuple[int, Node, int], ...]
    """Those of the readings that a term begins with, each with its place in the tree: number, place, need."""


class _Forms(dict[str, "_Answer | None"]):
    """Each form of the text to what is known of it; None where that is nothing."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, surface: str) -> _Answer | None:
        if len(self) >= _FORMS:
            self.clear()
        readings = self._index.words.readings(surface)
        root = self._index.root.next
        begins = tuple([(number, root[number], need) for number, need in readings if number in root])
        self[surface] = answer = _Answer(tuple([(*reading, 1) for reading in readings]), begins) if readings else None
        return answer


class Matcher:
    """Finds the terms of one language; made once a glossary and language."""

    def __init__(self, concepts: Iterable[Concept], lang: str) -> None:
        self._index = Index(concepts, get(lang), lang)
        self._forms = _Forms(self._index)
        self._changes = 0

    def find(self, text: str, nested: bool = False) -> list[TermHit]:
        """The hits in a text, by offset; see ``Glossary.find``."""
        hits: list[TermHit] = []
        for start, end in _blocks(text):
            folded = fold(text[start:end])
            tokens = tokenize(folded.text, self._index.language.hyphenated)
            tokens.joins = self._index.joins(tokens)
            self._prepare(tokens, len(text))
            found = sorted(self._scan(folded.text, tokens), key=by_place)
            if self._index.roles:
                found = in_their_senses(found, tokens)
            for hit in resolved(found, folded.text, nested):
                span = folded.span(hit.start, hit.end)
                entry = hit.entry
                sense = self._sense(tokens, hit.first) if entry.derives else ""
                hits.append(TermHit(entry.concept, entry.term, start + span[0], start + span[1], sense))
        return hits

    def words_in(self, text: str) -> tuple[str, ...]:
        """The words of a text in their order, for ``concerns``."""
        blocks = (fold(text[start:end]).text for start, end in _blocks(text))
        return tuple(word for block in blocks for word in tokenize(block, self._index.language.hyphenated).words)

    def concerns(self, texts: Sequence[tuple[str, ...]]) -> Iterator[bool]:
        """Of texts, by their words: may it matter for what is found in each, of any concept, that these concepts exist?

        A word of a term counts even where the term does not stand: it tells that a name before another is no name.
        """
        self._index.prepare_all()
        self._forms.clear()
        known = set()
        for word in frozenset[str]().union(*texts):
            if self._forms[word] is not None or self._index.may_begin(word.lower()):
                known.add(word)
        for words in texts:
            yield not known.isdisjoint(words)

    def _prepare(self, tokens: Tokens, length: int) -> None:
        """Have the terms ready that the words may begin."""
        whole = length > _LARGE or self._changes > _MOST_CHANGES
        changed = self._index.prepare_all() if whole else self._index.prepare(self._beginnings(tokens))
        if changed:
            self._changes += 1
            self._forms.clear()

    def _beginnings(self, tokens: Tokens) -> set[str]:
        """The words of a text, and those that two of them make."""
        return {*tokens.words, *(self._joined(tokens, at) for at in tokens.joins)}

    def _sense(self, tokens: Tokens, at: int) -> Sense:
        """What a country's name stands for, by the word before it."""
        before = tokens.words[at - 1] if at and tokens.kind_before(at) == SPACE else ""
        return self._index.language.name_sense(before)

    def _scan(self, text: str, tokens: Tokens) -> list[Found]:
        answers = list(map(self._forms.__getitem__, tokens.words))
        coordinators = self._index.language.coordinators
        begun = [index for index, answer in enumerate(answers) if answer is not None and answer.begins]
        found: list[Found] = []
        words = tokens.words
        for index in sorted({*begun, *tokens.joins}) if tokens.joins else begun:
            found += self._ends(text, tokens, answers, index, self._first(tokens, answers, index))
            if words[index - 1] in coordinators and index >= 3 and words[index][0].isupper():
                found += self._coordinated(text, tokens, answers, index)
        return found

    def _walk(self, text: str, tokens: Tokens, answers: list[_Answer | None], start: int) -> list[Found]:
        """Every term that begins at a word."""
        return self._ends(text, tokens, answers, start, self._first(tokens, answers, start))

    def _coordinated(self, text: str, tokens: Tokens, answers: list[_Answer | None], at: int) -> Iterator[Found]:
        """Terms whose first word stands only before the first of two names: ``Pelabuhan Aktau dan Kuryk``."""
        for head in range(at - 3, max(-1, at - _FURTHEST), -1):
            if not tokens.words[head][0].isupper() or tokens.initial(head + 1):
                return
            begun = self._first(tokens, answers, head)
            if any(node.next and end == head + 1 for node, end, _ in begun) and self._ends_at(
                tokens, answers, head, at - 1
            ):
                pending = [
                    (following, at + length, needed | need)
                    for node, end, needed in begun
                    if end == head + 1
                    for number, need, length in self._readings(tokens, answers, at)
                    if (following := node.next.get(number)) is not None
                ]
                yield from (hit._replace(whole=False) for hit in self._ends(text, tokens, answers, at, pending))
                return

    def _ends_at(self, tokens: Tokens, answers: list[_Answer | None], start: int, end: int) -> bool:
        """Does a term of several words begin at a word and end before another?"""
        return any(hit.last == end and hit.entry.role is Role.TERM for hit in self._walk("", tokens, answers, start))

    def _ends(
        self,
        text: str,
        tokens: Tokens,
        answers: list[_Answer | None],
        start: int,
        pending: list[tuple[Node, int, int]],
    ) -> list[Found]:
        """Every term that begins at a word and goes on from these places in the tree."""
        ended: list[Found] = []
        gaps, joins = tokens.gaps, tokens.joins
        while pending:
            node, at, needed = pending.pop()
            for entry in node.ends:
                found = _found(text, tokens, start, at, needed, entry)
                if found is not None and not self._part_of_name(tokens, start, entry):
                    ended.append(found)
            if not node.next or at == len(answers):
                continue
            answer = answers[at]
            if answer is None and at not in joins:
                continue
            readings = answer.readings if answer and at not in joins else self._readings(tokens, answers, at)
            sign = "" if gaps[at] == " " or gap_kind(gaps[at]) != CLOSED else sign_of(gaps[at])
            for number, need, length in readings:
                following = node.next.get((sign, number) if sign else number)
                if following is not None and (not need & AGENT or self._has_agent(tokens, at, number)):
                    pending.append((following, at + length, needed | need))
        return ended

    def _first(self, tokens: Tokens, answers: list[_Answer | None], at: int) -> list[tuple[Node, int, int]]:
        """Where in the tree a first word leads, alone or with the next one; with the word after, and the need."""
        answer = answers[at]
        found = []
        for number, node, need in answer.begins if answer else ():
            if not need & AGENT or self._has_agent(tokens, at, number):
                found.append((node, at + 1, need))
        if at in tokens.joins:
            joined = self._forms[self._joined(tokens, at)]
            found += [
                (node, at + 2, need)
                for number, node, need in (joined.begins if joined else ())
                if number in self._index.written
            ]
        return found

    def _readings(self, tokens: Tokens, answers: list[_Answer | None], at: int) -> Iterator[tuple[int, int, int]]:
        """The readings of a word, and of it with the next one as one word: number, need, how many words."""
        answer = answers[at]
        yield from answer.readings if answer else ()
        if at in tokens.joins:
            joined = self._forms[self._joined(tokens, at)]
            for number, need, _ in joined.readings if joined else ():
                if number in self._index.written:
                    yield number, need, 2

    def _joined(self, tokens: Tokens, at: int) -> str:
        """A word and the next as one, with the capitals of the first."""
        left, right = tokens.words[at], tokens.words[at + 1]
        return left + (right if left.isupper() and right.isupper() else right.lower())

    def _part_of_name(self, tokens: Tokens, at: int, entry: Entry) -> bool:
        """Is a word of a term part of a longer name: a direction of a place's, any word of a person's?"""
        if entry.direction:
            return self._in_name(tokens, at)
        if not (entry.small or entry.surname) or not tokens.words[at][0].isupper() or entry.role is not Role.TERM:
            return False
        if not at or tokens.kind_before(at) != SPACE or tokens.initial(at):
            return False
        before = tokens.words[at - 1]
        if not before[0].isupper() or len(before) < 3 or before.isupper() or self._forms[before] is not None:
            return False
        language, titled = self._index.language, tokens.titled(at)
        if (titled or tokens.initial(at - 1)) and language.part_of_speech(before.lower()) == "verb":
            return False
        return not (language.is_word(before) or (entry.small and titled))

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


def _found(text: str, tokens: Tokens, start: int, end: int, needed: int, entry: Entry) -> Found | None:
    """The hit of a term on the words from ``start`` to ``end``, if what it needs is there."""
    first, last = tokens.starts[start], tokens.ends[end - 1]
    if needed & CAPITALS and not _capitals(tokens, start, end):
        return None
    if needed & INSIDE and end - start == 1 and tokens.initial(start):
        return None
    if entry.before or entry.after:
        if not (text.endswith(entry.before, 0, first) and text.startswith(entry.after, last)):
            return None
        return Found(first - len(entry.before), last + len(entry.after), entry, start, end)
    return Found(first, last, entry, start, end)


def _capitals(tokens: Tokens, start: int, end: int) -> bool:
    words = tokens.words[start:end]
    return (len(words) > 1 and all(word.isupper() for word in words)) or tokens.in_capitals(start)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a quarter of a million characters or so, cut where no term can lie across."""
    start = 0
    while start < len(text):
        boundary = _BOUNDARY.search(text, start + _BLOCK) if len(text) - start > _BLOCK else None
        end = boundary.end() if boundary else len(text)
        yield start, end
        start = end
