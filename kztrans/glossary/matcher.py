"""Finding terms in text, inflected as they may be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kztrans.languages import get
from kztrans.model import Concept, Term, TermHit

__all__ = ["Matcher"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Matcher:
    """Finds the terms of one language."""

    def __init__(self, concepts: Iterable[Concept], lang: str) -> None:
        self._language = get(lang)
        self._terms: dict[str, list[tuple[list[str], Concept, Term]]] = {}
        for concept in concepts:
            for term in concept.terms:
                words = _WORD.findall(term.text)
                if term.lang == lang and words:
                    self._terms.setdefault(self._key(words[0]), []).append((words, concept, term))

    def _key(self, word: str) -> str:
        return self._language.lemmas(word)[-1]

    def _same(self, form: str, word: str, pos: str) -> bool:
        if word[:1].isupper() and not form[:1].isupper():
            return False
        return self._language.inflects(form, word, pos)

    def find(self, text: str, nested: bool = False) -> list[TermHit]:
        """The hits in a text."""
        tokens = list(_WORD.finditer(text))
        hits = []
        for i, token in enumerate(tokens):
            for words, concept, term in self._terms.get(self._key(token.group()), ()):
                if i + len(words) <= len(tokens) and all(
                    self._same(tokens[i + k].group(), word, concept.pos) for k, word in enumerate(words)
                ):
                    hits.append(TermHit(concept, term, token.start(), tokens[i + len(words) - 1].end()))
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        if nested:
            return hits
        chosen: list[TermHit] = []
        for hit in hits:
            if not chosen or hit.start >= chosen[-1].end:
                chosen.append(hit)
        return chosen
