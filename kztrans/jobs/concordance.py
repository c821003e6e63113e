"""A word or phrase in bilingual files and documents, as ``Memory.phrase`` finds it in a memory."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from kztrans import configuration, documents, formats, inline, languages
from kztrans.jobs.project_glossary import project_glossary
from kztrans.memory.concordance import Found, Side
from kztrans.memory.counterparts import Spans, counterpart
from kztrans.memory.entries import texts_of
from kztrans.memory.phrases import Phrase, indexed
from kztrans.model import TERM_ORIGIN, Unit
from kztrans.segmentation import segment_document

if TYPE_CHECKING:
    from kztrans.glossary import Glossary

__all__ = ["Counterparts", "Words", "phrase_in_files", "phrase_in_units"]

SIDES: tuple[Side, ...] = ("source", "target")


def phrase_in_files(
    paths: Iterable[Path], text: str, source_lang: str, target_lang: str, side: Side | None = None
) -> list[Found]:
    """The units of bilingual files, and the segments of documents, in which a phrase stands, in their order.

    Obsolete units are left out. A document's segments have no translation; they are looked through in both languages.

    Raises:
        InputError: a file cannot be read.
    """
    phrases = _phrases(text, source_lang, target_lang)
    wanted = (side,) if side else SIDES
    return [found for path in paths for found in _in_file(path, phrases, wanted, source_lang)]


def phrase_in_units(
    units: Iterable[Unit], name: str, text: str, source_lang: str, target_lang: str, words: Words | None = None
) -> Iterator[Found]:
    """The units, of a file of that name, in which a phrase stands, translated or not, as they are found.

    Args:
        words: what is remembered of texts.
    """
    phrases = _phrases(text, source_lang, target_lang)
    return _in_units(units, name, phrases, SIDES, words)


class Words:
    """The words of texts, remembered, so that most texts need not be looked through for a phrase."""

    def __init__(self) -> None:
        self._forms: dict[str, tuple[str, ...]] = {}
        self._by_key: dict[str, dict[str, set[str]]] = {}
        """The forms in texts of a language by what they are looked up by."""

    def learn(self, units: Iterable[Unit], source_lang: str, target_lang: str) -> None:
        """Look at the texts of units, as ``phrase_in_units`` would for the first time."""
        for unit in units:
            if not unit.obsolete:
                for text, lang in zip(
                    _shown(unit, (unit.source, unit.target)), (source_lang, target_lang), strict=True
                ):
                    self.of(text, lang)

    def of(self, text: str, lang: str) -> tuple[str, ...]:
        """The words of a text, folded, and the parts of those that have hyphens."""
        known = self._forms.get(text)
        if known is None:
            words, parts = indexed(text)
            known = self._forms[text] = tuple(map(sys.intern, dict.fromkeys((*words, *parts))))
            by_key, keys = self._by_key.setdefault(lang, {}), languages.get(lang).keys
            for form in known:
                if form not in by_key.get(form, ()):
                    for key in (form, *keys(form)):
                        by_key.setdefault(key, set()).add(form)
        return known

    def forms(self, phrase: Phrase, lang: str) -> frozenset[str]:
        """The forms, among all that are remembered, of a phrase's longest word; none where it has no word."""
        if not phrase.words:
            return frozenset()
        longest = max(range(len(phrase.words)), key=lambda n: len(phrase.words[n]))
        by_key = self._by_key.get(lang, {})
        keys = {phrase.words[longest], *phrase.keys(longest)}
        near = {form for key in keys for form in by_key.get(key, ())}
        return frozenset(form for form in near if phrase.has_form(longest, form))


def _phrases(text: str, source_lang: str, target_lang: str) -> dict[Side, Phrase]:
    return {where: Phrase(text, lang) for where, lang in zip(SIDES, (source_lang, target_lang), strict=True)}


class Counterparts:
    """What answers to a phrase on the other side of units: terms of the glossary first, the rest by the lexicon."""

    def __init__(self, source_lang: str, target_lang: str, glossary: Glossary | None = None) -> None:
        """Without a ``glossary`` that of the project, read when it is needed first."""
        self._langs = (source_lang, target_lang)
        self._given = glossary

    def of(self, found: Found) -> Spans:
        """Offsets in the other side's text, none overlapping another; none where there is no such text."""
        if not (found.source and found.target):
            return ()
        inner, outer = self._terms(found)
        told = tuple(span for span, _ in inner)
        spans = counterpart(found, *self._langs, told, tuple(span for _, there in inner for span in there))
        return spans or _apart(span for _, there in outer for span in there)

    @cached_property
    def _glossary(self) -> Glossary:
        return self._given if self._given is not None else project_glossary((), configuration.find(Path.cwd()))

    def _terms(self, found: Found) -> tuple[list[_Told], list[_Told]]:
        """The terms in the phrase that the other side has a term for, the longest; and those that reach beyond it."""
        here, there = (found.source, found.target) if found.side == "source" else (found.target, found.source)
        own, other = self._langs if found.side == "source" else self._langs[::-1]
        answers: dict[str, list[tuple[int, int]]] = {}
        for hit in self._glossary.find(there, other, nested=True):
            answers.setdefault(hit.concept.id, []).append((hit.start, hit.end))
        inner: list[_Told] = []
        outer: list[_Told] = []
        hits = sorted(self._glossary.find(here, own, nested=True), key=lambda hit: hit.start - hit.end)
        for hit in (hit for hit in hits if hit.concept.id in answers):
            told = ((hit.start, hit.end), tuple(answers[hit.concept.id]))
            if any(start <= hit.start and hit.end <= end for start, end in found.spans):
                if not any(start < hit.end and hit.start < end for (start, end), _ in inner):
                    inner.append(told)
            elif any(start < hit.end and hit.start < end for start, end in found.spans):
                outer.append(told)
        return inner, outer


_Told = tuple[tuple[int, int], Spans]
"""A stretch of a text, and what translates it in the other one."""


def _apart(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans in their order, without those that overlap one before them."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


def _in_file(path: Path, phrases: dict[Side, Phrase], sides: tuple[Side, ...], source_lang: str) -> Iterator[Found]:
    if not path.exists() or documents.is_document(path):
        document = documents.read(path, source_lang)
        for segment in segment_document(document):
            text = normalize("NFC", segment.text)
            spans = next(filter(None, (phrases[where].spans(text) for where in sides)), [])
            if spans:
                yield Found(0, text, "", "source", tuple(spans), f"{path.as_posix()}:{segment.line}")
        return
    yield from _in_units(formats.read(path).units, path.as_posix(), phrases, sides)


def _in_units(
    units: Iterable[Unit],
    name: str,
    phrases: dict[Side, Phrase],
    sides: tuple[Side, ...],
    words: Words | None = None,
) -> Iterator[Found]:
    if words is not None:
        units = list(units)
        langs = {where: phrases[where].language.code for where in SIDES}
        words.learn(units, langs["source"], langs["target"])
    forms = {where: words.forms(phrases[where], langs[where]) for where in sides} if words is not None else {}
    for unit in units:
        if unit.obsolete or unit.origin == TERM_ORIGIN:
            continue
        place = f"{name}:{unit.line}" if unit.line else name
        for pair in texts_of(unit):
            source, target = _shown(unit, pair)
            texts: dict[Side, str] = {"source": source, "target": target}
            for where in sides:
                if words is not None and forms[where].isdisjoint(words.of(texts[where], langs[where])):
                    continue
                if spans := phrases[where].spans(texts[where]):
                    yield Found(0, source, target, where, tuple(spans), place)
                    break


def _shown(unit: Unit, texts: Iterable[str]) -> tuple[str, str]:
    """Source and translation as they are looked through."""
    source, target = (normalize("NFC", inline.without(text, unit.codes)) for text in texts)
    return source, target
