"""Which words of a translation answer to words of its source: what a concordance marks on the other side."""

from __future__ import annotations

import re

from kztrans import languages
from kztrans.bilingual.lexicon import Lexicon, base_lexicon
from kztrans.bilingual.matches import find_matches
from kztrans.languages import Language
from kztrans.memory.concordance import Found
from kztrans.memory.tokens import TOKEN

__all__ = ["Spans", "counterpart"]

GAP = 2
"""Words between two that are marked, which are marked with them: ``sanctions on Russia``."""


Spans = tuple[tuple[int, int], ...]


def counterpart(found: Found, source_lang: str, target_lang: str, told: Spans = (), known: Spans = ()) -> Spans:
    """The spans in the other side's text that translate the phrase, as far as numbers, lexicon and likeness tell.

    Args:
        told: stretches of the phrase whose translation is known already.
        known: where that stands in the other text; it is marked with the rest.

    >>> unit = Found(1, "Sanksi itu dicabut.", "Those sanctions were lifted.", "source", ((0, 6),), "a.po")
    >>> [unit.target[start:end] for start, end in counterpart(unit, "id", "en")]
    ['sanctions']
    """
    here, there = (found.source, found.target) if found.side == "source" else (found.target, found.source)
    langs = (source_lang, target_lang) if found.side == "source" else (target_lang, source_lang)
    inside = [
        match.group().lower()
        for match in TOKEN.finditer(here)
        if _within(match.span(), found.spans) and not _within(match.span(), told)
    ]
    others = list(TOKEN.finditer(there))
    words = list(dict.fromkeys(word for word in inside if word[0].isalnum()))
    types = list(dict.fromkeys(match.group().lower() for match in others if match.group()[0].isalnum()))
    left, right = (languages.get(lang) for lang in langs)
    matches = find_matches(words, types, left, right, base_lexicon(*langs), Lexicon())
    paired = {types[t] for t in matches.target.tolist()} - right.function_words
    sure = (*known, *_numbers(here, there, found.spans, left, right))
    return _joined([n for n, m in enumerate(others) if m.group().lower() in paired or _within(m.span(), sure)], others)


def _within(span: tuple[int, int], spans: Spans) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _numbers(here: str, there: str, spans: Spans, left: Language, right: Language) -> Spans:
    """Where the phrase's numbers stand in the other text, in whatever notation."""
    values = {n.value for n in left.numbers(here) if _within((n.start, n.end), spans)}
    return tuple((n.start, n.end) for n in right.numbers(there) if n.value in values) if values else ()


def _joined(marked: list[int], tokens: list[re.Match[str]]) -> tuple[tuple[int, int], ...]:
    """Spans of tokens, those that are near each other as one."""
    spans: list[tuple[int, int, int]] = []
    for n in marked:
        start, end = tokens[n].span()
        if spans and n - spans[-1][2] <= GAP + 1:
            spans[-1] = (spans[-1][0], end, n)
        else:
            spans.append((start, end, n))
    return tuple((start, end) for start, end, _ in spans)
