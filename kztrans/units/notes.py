"""What the glossary says of a segment, as notes for the translator: what this one needs, and not twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kztrans.bilingual.obvious import Obvious, alike
from kztrans.configuration import NoteSettings
from kztrans.glossary.offers import advice_for, in_kind, offered, others
from kztrans.model import TERM_ORIGIN, Concept, Term, TermHit, Unit

if TYPE_CHECKING:
    from kztrans.bilingual.lexicon import Lexicon
    from kztrans.glossary import Glossary

__all__ = ["Notes", "TermNotes", "Told", "brief", "fitted", "term_notes", "term_units"]

Notes = Callable[[str, int], tuple[str, ...]]
"""From a segment's text, and the number of lines that other notes of it take, to its notes on terms."""


@dataclass(frozen=True, slots=True)
class _Remark:
    """A line that might be written: what it is worth, and what has been told once it is written."""

    line: str
    worth: int
    told: tuple[str, ...]


_ADVICE, _WARNING, _TERM, _SENSE, _AGAIN = 5, 4, 3, 2, 1
"""What a line is worth that has advice, a trap, a term that is not obvious, a derived sense, what was told before."""


def term_notes(
    glossary: Glossary,
    source_lang: str,
    target_lang: str,
    settings: NoteSettings | None = None,
    lexicon: Lexicon | None = None,
) -> Notes:
    """A function from a segment's text to its notes, one a concept, in the order of the text.

    Call it on the segments in their order: a term is told in full where it first occurs, with its meaning and what a
    translator should know, and shortly after that. What is obvious is told only where there is advice. Where there is
    more than an entry has room for, what helps least waits for the next segment that has it.
    """
    look = settings or NoteSettings()
    if not look.lines:
        return _nothing
    return TermNotes(glossary, source_lang, target_lang, look, lexicon)


def _nothing(text: str, taken: int) -> tuple[str, ...]:
    del text, taken
    return ()


Told = tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]
"""The notes of a segment, what has been told with them, and the concepts that the segment has."""


class TermNotes:
    """The notes of one text's segments: what has been told is remembered."""

    def __init__(
        self, glossary: Glossary, source_lang: str, target_lang: str, look: NoteSettings, lexicon: Lexicon | None
    ) -> None:
        self._glossary = glossary
        self._langs = source_lang, target_lang
        self._look = look
        self._lexicon = lexicon
        self._told: set[str] = set()

    @property
    def glossary(self) -> Glossary:
        """What the notes are taken from."""
        return self._glossary

    def telling(self, told: set[str]) -> TermNotes:
        """The same with another memory of what has been told, which it adds to."""
        other = copy(self)
        other._told = told
        return other

    def __call__(self, text: str, taken: int = 0) -> tuple[str, ...]:
        return self.told(text, taken)[0]

    def told(self, text: str, taken: int = 0) -> Told:
        """The notes, what they tell, and the concepts in the text."""
        found: dict[str, list[TermHit]] = {}
        for hit in self._glossary.find(text, self._langs[0]):
            found.setdefault(hit.concept.id, []).append(hit)
        remarks = [remark for hits in found.values() if (remark := self._remark(hits, text)) is not None]
        best = sorted(remarks, key=lambda remark: -remark.worth)[: max(0, self._look.lines - taken)]
        kept = [remark for remark in remarks if remark in best]
        for remark in kept:
            self._told.update(remark.told)
        lines = tuple(dict.fromkeys(remark.line for remark in kept))
        return lines, tuple(key for remark in kept for key in remark.told), frozenset(found)

    def _remark(self, hits: list[TermHit], text: str) -> _Remark | None:
        """What is to be said of one concept in a segment."""
        hit = next((hit for hit in hits if hit.sense), hits[0])
        concept, told = hit.concept, self._told
        targets = offered(concept, hit.term, "", self._langs[1])
        advice = {f"{concept.id}: {piece}": piece for piece in advice_for(concept.advice, text)}
        advice = {key: piece for key, piece in advice.items() if key not in told}
        if hit.sense and not advice:
            derived = offered(concept, hit.term, hit.sense, self._langs[1])
            if derived != targets and in_kind(concept, "inhabitant", self._langs[1]):
                return self._derived(hit, derived)
        if not targets:
            return None
        again = concept.id in told
        plain = self._is_obvious(hit, targets)
        traps = [] if again else self._traps(concept, hit.term.text)
        if advice or traps or not (plain or again):
            meaning = "" if plain or again or not self._look.definitions else concept.definition
            meaning = "" if in_kind(concept, "inhabitant", self._langs[1]) else meaning
            adjectives = in_kind(concept, "adjective", self._langs[1])[:2] if advice else []
            after = f", adjective {' | '.join(adjectives)}" if adjectives else ""
            after += f" (not: {', '.join(traps)})" if traps else ""
            line = self._line(hit, targets, after, meaning, " ".join(advice.values()))
            news = (concept.id, *advice, *(f"{concept.id} adjective" for _ in adjectives))
            return _Remark(line, _ADVICE if advice else _WARNING if traps else _TERM, news)
        if plain or not self._look.repeat or _is_everyday(hit.term.text):
            return None
        return _Remark(self._line(hit, targets[:1]), _AGAIN, ())

    def _derived(self, hit: TermHit, targets: list[str]) -> _Remark | None:
        """The adjective or the inhabitant that a country's name stands for, once."""
        key = f"{hit.concept.id} {hit.sense}"
        return None if key in self._told else _Remark(self._line(hit, targets, f" ({hit.sense})"), _SENSE, (key,))

    def _line(self, hit: TermHit, targets: list[str], after: str = "", meaning: str = "", advice: str = "") -> str:
        return fitted(f"Term: {hit.term.text} → ", targets, after, meaning, advice, self._look.width)

    def _is_obvious(self, hit: TermHit, targets: list[str]) -> bool:
        source = hit.term.text
        if self._look.obvious:
            return source == targets[0]
        rest = others(hit.concept, targets, self._langs[1])
        return self._known(source, [*targets, *rest], hit.concept.pos == "proper noun")

    def _traps(self, concept: Concept, source: str) -> list[str]:
        """The terms to avoid that one would come to word for word; never the source's own word."""
        avoid = concept.in_lang(self._langs[1], "deprecated", "superseded")
        texts = dict.fromkeys(term.text for term in avoid if term.text.casefold() not in source.casefold())
        return [text for text in texts if not alike(source, text) and self._known.literal(source, text)][:2]

    @cached_property
    def _known(self) -> Obvious:
        return Obvious(*self._langs, self._lexicon)


def _is_everyday(text: str) -> bool:
    """Is it a single word in small letters? Told once, it is known; and elsewhere it may mean something else."""
    return text.isalpha() and text.islower()


def fitted(before: str, targets: list[str], after: str, meaning: str, advice: str, width: int) -> str:
    """A note no longer than ``width``: what goes before the targets, the targets, what follows, meaning and advice.

    Of several targets the last ones go first. Beside advice a meaning stands whole or not at all; the advice is
    shortened last.

    >>> fitted("Term: kapal → ", ["vessel", "craft"], "", "A thing that floats.", "Not ship.", 70)
    'Term: kapal → vessel | craft — A thing that floats. Not ship.'
    >>> fitted("Term: kapal → ", ["vessel", "craft"], "", "A thing that floats, as ships do.", "Not ship.", 36)
    'Term: kapal → vessel — Not ship'
    """
    room = width - len(before) - len(after) - (3 + len(advice) if advice else 0)
    names = " | ".join(targets[:_MOST])
    while "|" in names and len(names) > max(room, 0):
        names = names.rpartition(" | ")[0]
    line = " ".join(f"{before}{names}{after}".split())
    if len(line) > width:
        return line[: width - 1].rstrip() + "…"
    room = width - len(line) - 3
    meaning = brief(meaning, room, _CLAUSE) if not advice else brief(meaning, room - len(advice) - 2, _NOWHERE)
    rest = advice if meaning else brief(advice, room, _SENTENCE)
    said = ". ".join(filter(None, (meaning, rest)))
    return f"{line} — {said}" if said else line


_MOST = 3
"""Target terms that are told."""
_CLAUSE = re.compile(
    r"[.;](?=\s)|,\s(?=(?:often|mostly|usually|such|as|in|at|by|for|from|with|under|who|which|where|whose|founded|created|\w+ing)\b)"
    r"|\s(?=\(|that\b|who\b|whose\b|where\b|when\b|(?:at|by|for|from|in|into|of|on|over|to|under|with) which\b)"
    r"|(?<!\b(?:at|by|in|of|on|to))(?<!\bfor)(?<!\b(?:from|into|over|with))(?<!\bunder)\s(?=which\b)"
)
"""Where a definition may end early: at a part that says more of what is said already."""
_NOWHERE = re.compile(r"(?!)")
_SENTENCE = re.compile(r"[.;](?=\s)")


def brief(text: str, room: int, ends: re.Pattern[str] = _CLAUSE) -> str:
    """A text without its full stop, or as much of its beginning as has room, up to where a part of it ends.

    >>> brief("A lender that keeps accounts for another, often abroad.", 45)
    'A lender that keeps accounts for another'
    >>> brief("A lender that keeps accounts for another, often abroad.", 12)
    ''
    >>> brief("Organ of all members, in which every one has one vote.", 30)
    'Organ of all members'
    """
    text = " ".join(text.split()).removesuffix(".")
    if len(text) <= room:
        return text
    last = max((match.start() for match in ends.finditer(text) if match.start() <= room), default=0)
    return text[:last].rstrip(" ,;") if last >= _LEAST else ""


_LEAST = 12
"""Characters below which the beginning of a text says nothing."""


def term_units(hits: Iterable[TermHit], concepts: Iterable[Concept], source_lang: str, target_lang: str) -> list[Unit]:
    """The glossary's pairs that a memory may fill in, as units, each once, in the order of their first hit.

    Only what is right word for word, whatever stands around it: names, since they have one form in both languages. A
    verb, a noun or an adjective has several in English, and none of them is right everywhere ("bertemu" is "meet with",
    "met with", "meeting with"); nor does a name that begins with a common noun stand without an article or a plural.

    Of a name, the first term of a kind and the first one of the same kind, full form with full form, abbreviation with
    abbreviation. Of a synonym nobody has said which target term is its own, and a word that means something else as
    well, by the glossary's ``concepts``, has none of its own.
    """
    pairs: dict[str, str] = {}
    for hit in hits:
        concept, term = hit.concept, hit.term
        target = _counterpart(concept, term, source_lang, target_lang)
        if target and not concept.risk and not any(lang == source_lang for lang, _ in concept.required):
            pairs.setdefault(term.text, target)
    meanings = Counter(
        text
        for concept in concepts
        for text in {t.text for t in concept.terms if t.text in pairs and t.lang == source_lang}
    )
    return [Unit(source, target, origin=TERM_ORIGIN) for source, target in pairs.items() if meanings[source] <= 1]


def _counterpart(concept: Concept, term: Term, source_lang: str, target_lang: str) -> str:
    """The first name of the target of a name's kind, if the name is the first of its kind itself."""
    if concept.pos != "proper noun" or term.type not in ("full", "abbreviation", "short"):
        return ""
    own, other = in_kind(concept, term.type, source_lang), in_kind(concept, term.type, target_lang)
    if not own or not other or own[0] != term.text:
        return ""
    return other[0] if own[0][:1].isupper() and other[0][:1].isupper() else ""
