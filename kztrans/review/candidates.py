"""Candidates: what ``glossary extract`` finds in the documents, and the sentences in which it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kztrans.errors import InputError
from kztrans.formats import po
from kztrans.glossary import Glossary
from kztrans.glossary.extraction import Candidate, Example, Sentence, extract
from kztrans.jobs.extract import sentences_of_catalog
from kztrans.model import Concept

__all__ = ["LIMIT", "Context", "Proposed", "contexts", "found"]

LIMIT = 200
"""Candidates at most of a pair of languages."""
SHOWN = 8
"""Contexts that are shown of a candidate."""
Text = tuple[bytes, str, str, str]
"""A document's PO, its name, and its languages."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A candidate, and the languages of the texts that it was found in."""

    candidate: Candidate
    source_lang: str
    target_lang: str


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence in which a candidate stands, with its translation: what is before, itself, and what is after."""

    source: tuple[str, str, str]
    target: tuple[str, str, str]
    file: str
    line: int


def found(texts: Sequence[Text], concepts: Sequence[Concept], never: Sequence[Concept]) -> tuple[Proposed, ...]:
    """The candidates of some documents, best first, a pair of languages after the other."""
    pairs: dict[tuple[str, str], list[Sentence]] = {}
    for data, name, source, target in texts:
        pairs.setdefault((source, target), []).extend(sentences_of_catalog(po.parse(data, name), name))
    glossary = Glossary(concepts)
    proposed: list[Proposed] = []
    for (source, target), sentences in pairs.items():
        try:
            extraction = extract(sentences, glossary, source, target, never=never, limit=LIMIT)
        except InputError:  # nothing is known of how frequent the words of this language are
            continue
        proposed += [Proposed(candidate, source, target) for candidate in extraction.candidates]
    return tuple(proposed)


def contexts(candidate: Candidate, translation: str) -> list[Context]:
    """Sentences in which a candidate stands; those with the translation first."""
    wanted = translation.casefold()
    order = sorted(candidate.examples, key=lambda e: not wanted or wanted not in e.sentence.target.casefold())
    return [_context(example, wanted) for example in order[:SHOWN]]


def _context(example: Example, wanted: str) -> Context:
    text, target = example.sentence.source, example.sentence.target
    at = target.casefold().find(wanted) if wanted and len(target) == len(target.casefold()) else -1
    there = (target[:at], target[at : at + len(wanted)], target[at + len(wanted) :]) if at >= 0 else (target, "", "")
    here = (text[: example.start], text[example.start : example.end], text[example.end :])
    return Context(here, there, example.sentence.path, example.sentence.line)
