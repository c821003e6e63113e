"""The values of extraction: sentences in, candidates and conflicts out."""

from __future__ import annotations

from dataclasses import dataclass

from kztrans.model import Concept

__all__ = ["Candidate", "Conflict", "Example", "Extraction", "Sentence", "Translation"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment, its translation (``""`` where it has none), and where it stands."""

    source: str
    target: str = ""
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """An occurrence of a term: ``sentence.source[start:end]``."""

    sentence: Sentence
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Translation:
    """What a term seems to be translated by."""

    text: str
    count: int
    """The number of sentences that have it where the source has the term."""
    score: float
    """How well it goes with the term, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be a term."""

    term: str
    """As it is cited: without clitics, in small letters unless it is a name."""
    key: tuple[str, ...]
    """The lemmas of its words, by which variants are told to be one term."""
    pos: str
    count: int
    score: float
    """Candidates are ordered by it; what it is made of follows."""
    c_value: float
    termhood: float
    """Mean of its words' rarity in general language, in powers of ten against the most frequent words."""
    translations: tuple[Translation, ...] = ()
    """Best first."""
    examples: tuple[Example, ...] = ()
    """In the order of the files."""
    forms: tuple[str, ...] = ()
    """As it is written in the texts, most frequent first."""
    variant_of: str = ""
    """The concept of the glossary that its translation is a term of: another word for the same."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A concept of the glossary that the texts translate by something else than its terms."""

    concept: Concept
    term: str
    """The source term that was found."""
    translation: Translation
    total: int
    """In how many sentences the concept occurs."""
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a set of texts proposes."""

    candidates: tuple[Candidate, ...]
    """Best first."""
    conflicts: tuple[Conflict, ...]
    """The most frequent ones first."""
