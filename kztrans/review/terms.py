"""A project's glossary as it was read: concepts with their files, each with a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kztrans.errors import InputError
from kztrans.glossary import Glossary, rows
from kztrans.glossary.shaping import formerly
from kztrans.model import Concept, Term

__all__ = ["Entry", "Terms", "doubled", "named_apart", "words_of"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept, the file that it is in, and its number in the whole glossary."""

    concept: Concept
    """With a name of its own: two files may have a concept of one identifier, which are two concepts."""
    path: Path
    number: int
    editable: bool
    id: str
    """Its identifier in the file."""

    @property
    def original(self) -> Concept:
        """The concept as the file has it."""
        return self.concept if self.concept.id == self.id else replace(self.concept, id=self.id)


class Terms:
    """The glossary as it was read: immutable."""

    def __init__(
        self,
        entries: Iterable[Entry],
        key: tuple[tuple[str, str], ...],
        used: tuple[str, ...] = ("", "approved"),
        own: bool | frozenset[str] = True,
    ) -> None:
        self.entries = tuple(entries)
        self.used = used
        """Review states of the concepts that count."""
        self.own = own
        """Are they the project's own, or which are?"""
        self.key = key
        """Changes with any of the files."""
        self.by_id: dict[str, Entry] = {}
        for entry in self.entries:
            self.by_id.setdefault(entry.concept.id, entry)
        self.by_place = {(entry.path, entry.id): entry.concept.id for entry in reversed(self.entries)}
        """The names of concepts by their files and identifiers there."""

    def changed(self, path: Path, concept: Concept, key: tuple[tuple[str, str], ...]) -> Terms | None:
        """The glossary after one concept of a file became another of the same identifier; None where it is not known.

        What a change of state leaves as it was is taken over, not worked out anew.
        """
        name = self.by_place.get((path, concept.id))
        if name is None or not isinstance(self.own, bool):  # a project's own terms hide some of the curated ones
            return None
        old = self.by_id[name]
        new = replace(old, concept=concept if name == concept.id else replace(concept, id=name))
        terms = Terms.__new__(Terms)
        terms.entries = (*self.entries[: old.number], new, *self.entries[old.number + 1 :])
        terms.used, terms.own, terms.key = self.used, self.own, key
        terms.by_id, terms.by_place = {**self.by_id, name: new}, self.by_place
        if (old.concept.terms, old.concept.pos) == (concept.terms, concept.pos):
            terms.signatures = self.signatures
        else:
            terms.signatures = {**self.signatures, name: (concept.terms, concept.pos)}
        return terms

    @cached_property
    def signatures(self) -> dict[str, tuple[tuple[Term, ...], str]]:
        """What texts are searched by, by the concepts' names."""
        return {c.id: (c.terms, c.pos) for c in reversed(self.concepts)}

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """All concepts, in the order of the files."""
        return tuple(entry.concept for entry in self.entries)

    def glossary(self) -> Glossary:
        """The glossary as ``align`` and ``check`` use it."""
        return Glossary(self.concepts, used=self.used, own=self.own)

    @cached_property
    def domains(self) -> list[str]:
        """The domains that concepts have, in order."""
        return sorted({c.domain for c in self.concepts if c.domain})

    @cached_property
    def languages(self) -> list[str]:
        """The languages that terms have, Indonesian and English first."""
        found = dict.fromkeys(t.lang for c in self.concepts for t in c.terms)
        return [lang for lang in ("id", "en") if lang in found] + sorted(set(found) - {"id", "en"})

    @cached_property
    def by_former(self) -> dict[str, str]:
        """The names of concepts by the identifiers of those that were merged into them."""
        return {name: concept.id for concept in self.concepts for name in formerly(concept)}

    @cached_property
    def rejected(self) -> frozenset[str]:
        """The identifiers of the concepts that were rejected."""
        return frozenset(c.id for c in self.concepts if c.review == "rejected")

    @cached_property
    def by_word(self) -> dict[tuple[str, str], list[Concept]]:
        """Concepts by the words of their terms."""
        found: dict[tuple[str, str], list[Concept]] = {}
        for concept in self.concepts:
            for word in words_of(concept):
                found.setdefault(word, []).append(concept)
        return found


def words_of(concept: Concept) -> set[tuple[str, str]]:
    """The longer words of a concept's terms, each with its language."""
    return {
        (term.lang, word)
        for term in concept.terms
        for word in term.text.casefold().replace("-", " ").split()
        if len(word) > 3
    }


def named_apart(pairs: Sequence[tuple[Path, Concept]]) -> list[tuple[Path, Concept]]:
    """Concepts with names of their own: the identifier of one that another file has already is told by its file."""
    owner: dict[str, Path] = {}
    found = []
    for path, concept in pairs:
        other = owner.setdefault(concept.id, path) != path
        found.append((path, replace(concept, id=f"{path.stem}/{concept.id}") if other else concept))
    return found


def doubled(path: Path, data: bytes, concepts: Sequence[Concept]) -> InputError | None:
    """What is said of a concept that a file has twice, neither of which can be decided on."""
    counts = Counter(concept.id for concept in concepts)
    name = next((name for name, number in counts.items() if number > 1), None)
    if name is None:
        return None
    table = rows.parse(data, path)
    found = table.find("concept", name) if "concept" in table.columns else []
    line = table.rows[found[1]].line if len(found) > 1 else None
    remedy = "rename one, or delete it; neither can be decided on until then"
    return InputError(f"concept {name!r} is there twice", path=path, line=line, remedy=remedy)
