"""The glossary: concepts in order, found in texts and searched by people.

>>> from kztrans.model import Concept, Term
>>> concept = Concept("quasi-state", (Term("negara semu", "id"), Term("quasi-state", "en")), pos="noun")
>>> [hit.term.text for hit in Glossary([concept]).find("Negara-negara semunya belum diakui.", "id")]
['negara semu']
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kztrans.glossary.matcher import Matcher
from kztrans.glossary.readers import read
from kztrans.model import Concept, TermHit
from kztrans.resources import glossary_files

if TYPE_CHECKING:
    from kztrans.glossary.searching import Match

__all__ = ["USED", "Glossary"]

USED = frozenset({"", "approved"})
"""Review states of the concepts that ``find`` looks for unless told otherwise."""


class Glossary:
    """Concepts, immutable. What finding needs is built a language at a time, when that language is first asked for."""

    __slots__ = ("__weakref__", "_concepts", "_matchers", "_own_names", "_used", "own")

    def __init__(
        self, concepts: Iterable[Concept] = (), *, used: Iterable[str] = USED, own: bool | Collection[str] = False
    ) -> None:
        """Make a glossary of concepts.

        Args:
            used: the review states of the concepts that ``find`` looks for; the others are listed, not found.
            own: is it a project's own, or which concepts are?
        """
        self._concepts = tuple(concepts)
        self.own = own is True
        """Is it a project's own, whose terms are to be kept to word for word? The curated one is for many texts."""
        self._own_names = frozenset() if isinstance(own, bool) else frozenset(own)
        self._used = frozenset(used)
        self._matchers: dict[str, Matcher] = {}

    @classmethod
    def load(cls, *paths: str | os.PathLike[str], used: Iterable[str] = USED) -> Glossary:
        """Read files (.csv, .tsv, .txt, .xlsx, .tbx, .xml) into one glossary; without a path, the curated one.

        The curated one is made once a process, for as long as its files stay as they are.

        ``used``: the review states of the concepts that ``find`` looks for.

        Raises:
            InputError: a file cannot be read, with its place and the reason.
        """
        if not paths:
            return _curated(tuple(_Version.of(path) for path in glossary_files()), frozenset(used))
        return cls((concept for path in paths for concept in read(Path(path))), used=used, own=True)

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """All concepts, in the order they came."""
        return self._concepts

    @property
    def used(self) -> tuple[Concept, ...]:
        """The concepts whose review state lets them be used: those that ``find`` looks for."""
        return tuple(concept for concept in self._concepts if concept.review in self._used)

    def is_own(self, concept: Concept) -> bool:
        """Is a concept a project's own?"""
        return self.own or concept.id in self._own_names

    def __getstate__(self) -> tuple[None, dict[str, object]]:
        """What a copy in another process needs; what finding needs is built there when it is asked for."""
        kept = ("_concepts", "_own_names", "_used", "own")
        return None, {"_matchers": {}, **{name: getattr(self, name) for name in kept}}

    def __len__(self) -> int:
        return len(self._concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts)

    def find(self, text: str, lang: str, nested: bool = False) -> list[TermHit]:
        """The terms of a language in a text, in any inflected form, by offset.

        Where terms overlap, the longest wins; ``nested`` adds the hits that lie inside a longer one.
        """
        return self._matcher(lang).find(text, nested=nested)

    def words_in(self, text: str, lang: str) -> tuple[str, ...]:
        """The words of a text in their order; see ``concerns``."""
        return self._matcher(lang).words_in(text)

    def concerns(self, texts: Sequence[tuple[str, ...]], lang: str) -> Iterator[bool]:
        """Of texts, by their words: may these concepts matter for what is found in each, of any concept?"""
        return self._matcher(lang).concerns(texts)

    def search(self, query: str, lang: str | None = None, limit: int = 10) -> list[Match]:
        """The concepts that answer a query in either language, inflected or misspelt as it may be, best first."""
        from kztrans.glossary.searching import search

        return search(self._concepts, query, lang, limit)

    def _matcher(self, lang: str) -> Matcher:
        matcher = self._matchers.get(lang)
        if matcher is None:
            matcher = self._matchers[lang] = Matcher(self.used, lang)
        return matcher


class _Version(NamedTuple):
    """A file as it is now: one that is written again, or replaced, is another."""

    path: Path
    written: int
    changed: int
    size: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> _Version:
        status = path.stat()
        return cls(path, status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


@lru_cache(maxsize=2)
def _curated(versions: tuple[_Version, ...], used: frozenset[str]) -> Glossary:
    return Glossary((concept for version in versions for concept in read(version.path)), used=used)
