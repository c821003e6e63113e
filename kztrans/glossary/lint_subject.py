"""What rules of lint share: how a rule is made known, what it examines, and what it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kztrans.glossary.matcher import Matcher
from kztrans.model import Concept, Severity, Term

__all__ = ["RULES", "Found", "Rule", "Subject", "rule"]

Found = tuple[Concept, str, str]
"""What a rule gives: the concept, what is wrong, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of lint."""

    name: str
    severity: Severity
    check: Callable[[Subject], Iterable[Found]]

    @property
    def explanation(self) -> str:
        """One line on what it looks for."""
        return (self.check.__doc__ or "").strip().splitlines()[0]


RULES: list[Rule] = []
"""Every rule, in the order in which they are run."""


def rule(
    name: str, severity: Severity
) -> Callable[[Callable[[Subject], Iterable[Found]]], Callable[[Subject], Iterable[Found]]]:
    """Register a rule."""

    def register(check: Callable[[Subject], Iterable[Found]]) -> Callable[[Subject], Iterable[Found]]:
        RULES.append(Rule(name, severity, check))
        return check

    return register


class Subject:
    """A glossary under examination, with what several rules ask of it."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.concepts = tuple(concept for concept in concepts if concept.review not in ("rejected", "deprecated"))
        self._matchers: dict[str, Matcher] = {}

    @cached_property
    def langs(self) -> tuple[str, ...]:
        """Languages that the glossary is in: those that nine concepts in ten have a term of."""
        counts = Counter(lang for concept in self.concepts for lang in {term.lang for term in concept.terms})
        order = dict.fromkeys(term.lang for concept in self.concepts for term in concept.terms)
        return tuple(lang for lang in order if counts[lang] >= 0.9 * len(self.concepts))

    def terms(self) -> Iterator[tuple[Concept, Term]]:
        """Every term with its concept."""
        for concept in self.concepts:
            for term in concept.terms:
                yield concept, term

    def matcher(self, lang: str) -> Matcher:
        """A matcher of all terms of a language."""
        if lang not in self._matchers:
            self._matchers[lang] = Matcher(self.concepts, lang)
        return self._matchers[lang]
