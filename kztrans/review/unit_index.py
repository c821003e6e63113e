"""Which units of a document have which concepts: made for all of them, or mended for those that a change concerns."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, KeysView, Sequence
from dataclasses import dataclass

from kztrans.model import Unit

__all__ = ["Hit", "Index", "Known", "indexed", "outermost", "reindexed"]


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence of a term, which concept it is of, and as which term."""

    start: int
    end: int
    concept: str
    term: str
    avoid: bool


Known = dict[str, dict[str, tuple[Hit, ...]]]
"""Hits by language and text."""


@dataclass(frozen=True, slots=True)
class Index:
    """Units of a catalogue by the concepts in their source, and in their target."""

    source: dict[str, list[int]]
    target: dict[str, list[int]]
    inside: dict[str, list[int]]
    """Units in whose source a concept stands only inside longer terms of others."""


Find = Callable[[str, str], tuple[Hit, ...]]
"""The hits in a text of a language."""


def indexed(known: Known, find: Find, units: Sequence[Unit], langs: tuple[str, str], out: frozenset[str]) -> Index:
    """The index of a document's units.

    Args:
        known: hits by language and text; what is not there is looked for with ``find``.
        out: the concepts that were rejected, in whose terms others still count.
    """
    index = Index({}, {}, {})
    for number, unit in enumerate(units):
        if unit.obsolete:
            continue
        for found, text, lang in zip((index.source, index.target), (unit.source, unit.target), langs, strict=True):
            hits = _hits(known, find, text, lang)
            names = _names(hits, out)
            for name in names:
                found.setdefault(name, []).append(number)
            if found is index.source and len(hits) > 1:
                for name in _held(hits, names):
                    index.inside.setdefault(name, []).append(number)
    return index


def reindexed(
    index: Index,
    known: Known,
    find: Find,
    units: Sequence[Unit],
    langs: tuple[str, str],
    out: tuple[frozenset[str], frozenset[str]],
) -> Index:
    """The index after other concepts were rejected: units in which they stand are looked at anew, others are not.

    Args:
        out: the concepts that were rejected, and those that are.
    """
    new = Index(dict(index.source), dict(index.target), dict(index.inside))
    for number in sorted(
        {n for part in (index.source, index.target) for c in out[0] ^ out[1] for n in part.get(c, ())}
    ):
        unit = units[number]
        for found, text, lang in zip((new.source, new.target), (unit.source, unit.target), langs, strict=True):
            hits = _hits(known, find, text, lang)
            was, now = _names(hits, out[0]), _names(hits, out[1])
            _moved(found, number, was, now)
            if found is new.source:
                _moved(new.inside, number, _held(hits, was), _held(hits, now))
    parts = (new.source, new.target, new.inside)
    return Index(*({name: places for name, places in part.items() if places} for part in parts))


def _moved(found: dict[str, list[int]], number: int, was: KeysView[str], now: KeysView[str]) -> None:
    """Take a unit out of the lists of some concepts, and put it into those of others."""
    for name in was - now:
        found[name] = [n for n in found[name] if n != number]
    for name in now - was:
        found[name] = [*found.get(name, ())]
        insort(found[name], number)


def _hits(known: Known, find: Find, text: str, lang: str) -> tuple[Hit, ...]:
    hits = known.setdefault(lang, {}).get(text)
    return find(text, lang) if hits is None else hits


def _names(hits: Sequence[Hit], out: frozenset[str]) -> KeysView[str]:
    return dict.fromkeys(hit.concept for hit in (hits if len(hits) < 2 else _standing(hits, out))).keys()


def _held(hits: Sequence[Hit], standing: KeysView[str]) -> KeysView[str]:
    """The concepts of hits that stand inside longer ones alone."""
    return dict.fromkeys(hit.concept for hit in hits if hit.concept not in standing).keys()


def outermost(hits: Iterable[Hit], without: frozenset[str] | set[str], first: str = "") -> list[Hit]:
    """Hits that do not overlap: those of concept ``first``, then the longest, then the first."""
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.concept != first, h.start - h.end, h.start)):
        if hit.concept not in without and all(hit.end <= c.start or hit.start >= c.end for c in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda h: h.start)


def _standing(hits: Sequence[Hit], out: frozenset[str]) -> list[Hit]:
    """Hits that do not lie inside a longer one, unless that one's concept is rejected."""
    standing: list[Hit] = []
    reach = -1
    for hit in hits:  # by offset, the longest first
        inside = hit.end <= reach
        if not inside or any(s.start == hit.start and s.end == hit.end for s in standing):
            standing.append(hit)
        if hit.concept not in out:
            reach = max(reach, hit.end)
    return standing
